//! Sets the tool up as an institution would, once: everything after the registration goes through
//! the LMS and the tool's own pages.

use anyhow::{Context, Result, bail};
use sandbox::{
    Lms, Manners,
    visitor::{Visited, Visitor},
};
use service::{App, setup};
use store::{StoreError, course, institution, registration, scheme};

use super::CLIENT_ID;

/// The demonstration's institution.
const SLUG: &str = "sandbox";

/// A demonstration never runs on a database that an institution uses.
pub(crate) async fn refuse_real_data(app: &App) -> Result<()> {
    let known = app.store().read(institution::all).await?;
    if known.iter().any(|known| known.slug != SLUG) {
        let words = "this database belongs to an institution; a demonstration needs one of its own";
        return Err(anyhow::anyhow!(words).context("start-demo-data"));
    }
    Ok(())
}

/// Sets everything up, unless an earlier demonstration did.
pub(crate) async fn seed(app: &App, lms: &Lms, progress: &impl Fn(&str)) -> Result<()> {
    register(app, lms).await?;
    progress("opening the tab as the teacher, who claims the scheme …");
    let visitor = Visitor::new(http::HeaderMap::new())?;
    let page = visitor
        .open(&lms.config().origin, CLIENT_ID, "teacher1")
        .await?;
    accepted(&page)?;
    if page.body.contains("/acts/claim-scheme\"") {
        begin_scheme(app, lms, &visitor, &page, progress).await?;
    } else {
        // The LMS keeps nothing between demonstrations, so the marks are sent to it again.
        setup::gradebook_forgot(app).await?;
    }
    Ok(())
}

fn accepted(page: &Visited) -> Result<()> {
    let code = page.headers.get("alongside-code");
    if !page.status.is_success() {
        bail!(
            "the tab did not open for the teacher: {} {code:?}",
            page.status
        );
    }
    Ok(())
}

async fn register(app: &App, lms: &Lms) -> Result<()> {
    let config = lms.config();
    let origin = config.origin.clone();
    let known = app
        .store()
        .read(move |tx| registration::of_issuer(tx, &origin))
        .await?;
    if !known.is_empty() {
        return Ok(());
    }
    let known = app
        .store()
        .read(|tx| institution::by_slug(tx, SLUG))
        .await?;
    let institution = if let Some(known) = known {
        known.id
    } else {
        let added = setup::add_institution(app, example_university()).await?;
        setup::read_services(app, SLUG, SERVICES).await?;
        added
    };
    let platform = setup::NewPlatform {
        institution,
        name: "Sandbox LMS".to_owned(),
        issuer: config.origin.clone(),
        client_id: CLIENT_ID.to_owned(),
        auth_url: format!("{}/lti/auth", config.origin),
        token_url: format!("{}/lti/token", config.origin),
        jwks_url: format!("{}/lti/jwks", config.origin),
        deployments: config
            .tools
            .iter()
            .map(|tool| tool.deployment_id.clone())
            .collect(),
        private_hosts: true,
    };
    setup::add_platform(app, platform).await?;
    Ok(())
}

/// Its own services, as an operator would read them from a file.
const SERVICES: &str = include_str!("services.json");

fn example_university() -> setup::NewInstitution {
    setup::NewInstitution {
        name: "Sandbox University".to_owned(),
        slug: SLUG.to_owned(),
        time_zone: "Europe/London".to_owned(),
        languages: vec!["en".to_owned(), "cy".to_owned()],
        claims_approved: true,
    }
}

/// The teacher claims the scheme and says that the column carries no credit; the roster is read, and
/// a file says who is new.
async fn begin_scheme(
    app: &App,
    lms: &Lms,
    visitor: &Visitor,
    page: &Visited,
    progress: &impl Fn(&str),
) -> Result<()> {
    let desk = visitor.submit(page, "/acts/claim-scheme", &[]).await?;
    accepted(&desk)?;
    let course = newest_course(app, lms).await?;
    let scheme = course.scheme.context("the claim left no scheme")?;
    name_contact(app, lms, scheme).await?;
    progress("reading the roster from the LMS …");
    let read = setup::read_roster(app, course.id).await?;
    if let Some(code) = read.code {
        bail!("the roster could not be read: {code}");
    }
    progress(&format!(
        "{} people are enrolled; a file says who is new …",
        read.done
    ));
    setup::read_attributes(app, scheme, &sandbox::attribute_file(lms.config())).await?;
    let scores = format!("{}/scores", page.url);
    let scores = visitor.get(&scores).await?;
    accepted(
        &visitor
            .submit(&scores, "/acts/confirm-gradebook", &[])
            .await?,
    )
}

/// The course that the teacher has just opened. An earlier demonstration at another port or with
/// other manners has left courses of its own.
async fn newest_course(app: &App, lms: &Lms) -> Result<course::Course> {
    let origin = lms.config().origin.clone();
    let newest = app.store().read(move |tx| {
        let ours = registration::of_issuer(tx, &origin)?;
        let courses = course::all(tx)?.into_iter();
        let newest = courses
            .filter(|course| ours.iter().any(|one| one.id == course.registration))
            .max_by_key(|course| course.id);
        Ok::<_, StoreError>(newest)
    });
    newest.await?.context("the launch left no course")
}

async fn name_contact(app: &App, lms: &Lms, id: domain::id::SchemeId) -> Result<()> {
    let teacher = lms
        .people()
        .into_iter()
        .find(|person| person.username == "teacher1");
    let contact = scheme::Contact {
        name: teacher.map(|person| person.shown()),
        phone: Some("01632 960 123".to_owned()),
        room: Some(match lms.config().manners {
            Manners::Moodle => "4.12, Darwin Building".to_owned(),
            Manners::Canvas => "2.07, Franklin Building".to_owned(),
        }),
    };
    setup::set_contact(app, id, contact).await?;
    Ok(())
}
