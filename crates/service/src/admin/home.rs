//! What waits for a decision, then everything.

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use domain::{claim::SchemeState, id::InstitutionId};
use store::{
    Tx,
    admin::passkey,
    registration::{self, Registration},
    scheme, stranger, unit,
};
use view::admin::{Difference, Home, Near, Page, PlatformRow, State as InUse, Stranger, Waiting};

use super::{
    ceremony, enter,
    gate::{self, Admin, Asked, Posted, Visitor},
    go,
    new_platform::has_the_host,
};
use crate::{
    app::App,
    error::{Error, Result},
    strangers::{self, Seen, Sight},
    troubles,
};

/// Most strangers on the page.
const MOST_STRANGERS: usize = 20;

/// `GET /admin`: the first page, or the way in.
pub(super) async fn get(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let Some(visitor) = Visitor::of(&app, &headers, &asked).await? else {
        let page = Page::SignIn(ceremony::to_sign_in(&app)?);
        let asked = Asked {
            notice: gate::had_entered(&headers).then(|| "ended".to_owned()),
            ..asked
        };
        return Ok(enter::show(
            &app,
            &headers,
            &asked,
            view::admin::BASE,
            &page,
        ));
    };
    let Some(admin) = Admin::of(visitor).await? else {
        return Ok(go("/admin/institution"));
    };
    let seen = strangers::lately(&app, sight(&admin).await?).await?;
    troubles::write(&app).await?;
    let owned = admin.clone();
    let home = app.store.read(move |tx| read(tx, &owned)).await?;
    let of = admin.institution.id;
    let near = seen.iter().filter(|each| !each.near.is_empty()).count();
    let mut waiting = home.waiting;
    waiting.extend(some(near).map(Waiting::Strangers));
    let came = seen.into_iter().take(MOST_STRANGERS);
    let page = Home {
        waiting,
        strangers: came.map(|each| card(each, of)).collect(),
        ..home
    };
    Ok(admin.show(view::admin::BASE, &Page::Home(page)))
}

/// `POST /admin/strangers/dismiss`: what somebody has seen and does not care about. It may come again.
pub(super) async fn dismiss(posted: Posted<Admin>) -> Result<Response> {
    let (issuer, client_id) = (posted.field("issuer"), posted.field("client_id"));
    let (issuer, client_id) = (issuer.to_owned(), client_id.to_owned());
    let admin = posted.by;
    let seen = strangers::lately(admin.app(), sight(&admin).await?).await?;
    let is_it =
        |each: &Seen| (&each.stranger.issuer, &each.stranger.client_id) == (&issuer, &client_id);
    if !seen.iter().any(is_it) {
        return Err(Error::not_found());
    }
    let store = admin.app().store.clone();
    let gone = store.write(move |tx| {
        stranger::remove(tx, &issuer, &client_id)?;
        admin.record(tx, "stranger-dismissed", &issuer)
    });
    gone.await?;
    Ok(go("/admin?notice=stranger"))
}

/// What this administrator may see of platforms that nobody registered.
async fn sight(admin: &Admin) -> Result<Sight> {
    Ok(if has_the_host(admin).await? {
        Sight::Host
    } else {
        Sight::Of(admin.institution.id)
    })
}

/// A stranger; of what it nearly is, the platforms of this institution are named.
fn card(seen: Seen, of: InstitutionId) -> Stranger {
    let near = seen.near.into_iter();
    let near = near.filter(|(known, _)| known.institution == of);
    let differs = |each: strangers::Difference| match each {
        strangers::Difference::Slash => Difference::Slash,
        strangers::Difference::Scheme => Difference::Scheme,
        strangers::Difference::Www => Difference::Www,
        strangers::Difference::Case => Difference::Case,
        strangers::Difference::Client => Difference::Client,
        strangers::Difference::NoClient => Difference::NoClient,
    };
    Stranger {
        issuer: seen.stranger.issuer,
        client_id: seen.stranger.client_id,
        times: seen.stranger.times,
        last_at: seen.stranger.last_at.0,
        near: near
            .map(|(known, differences)| Near {
                platform: known.id.to_string(),
                name: known.name,
                issuer: known.issuer,
                client_id: known.client_id,
                differences: differences.into_iter().map(differs).collect(),
            })
            .collect(),
    }
}

fn read(tx: &mut Tx<'_>, admin: &Admin) -> Result<Home> {
    let institution = admin.institution.id;
    let platforms = registration::of_institution(tx, institution)?;
    let courses = unit::courses(tx, institution)?;
    let mut waiting = vec![];
    for platform in &platforms {
        waits_of(tx, platform, &mut waiting)?;
    }
    let left = courses.iter().filter(|course| course.unit.is_none());
    let schemes = scheme::of_institution(tx, institution)?;
    let claims = schemes
        .iter()
        .filter(|scheme| scheme.state == SchemeState::Claimed);
    waiting.extend(some(claims.count()).map(Waiting::Claims));
    waiting.extend(some(left.count()).map(Waiting::Courses));
    let mut unreached = vec![];
    for platform in &platforms {
        if troubles::is_unreached(tx, platform)? {
            unreached.push(platform.id);
        }
    }
    let row = |each: &Registration| PlatformRow {
        is_unreached: unreached.contains(&each.id),
        id: each.id.to_string(),
        name: each.name.clone(),
        issuer: each.issuer.clone(),
        state: in_use(each.state),
        launched_at: courses
            .iter()
            .filter(|course| course.registration == each.id)
            .filter_map(|course| course.launched_at)
            .max()
            .map(|at| at.0),
    };
    let administrator = admin.session().administrator;
    let keys = passkey::all(tx, administrator.of)?;
    Ok(Home {
        waiting,
        platforms: platforms.iter().map(row).collect(),
        units: count(unit::all(tx, institution)?.len()),
        courses: count(courses.len()),
        strangers: vec![],
        has_passkey: keys.iter().any(|key| key.administrator == administrator),
    })
}

fn waits_of(tx: &mut Tx<'_>, platform: &Registration, waiting: &mut Vec<Waiting>) -> Result<()> {
    let (id, name) = (platform.id.to_string(), platform.name.clone());
    if platform.state == registration::State::Pending {
        waiting.push(Waiting::Platform { id, name });
        return Ok(());
    }
    if troubles::is_unreached(tx, platform)? {
        let (id, name) = (id.clone(), name.clone());
        waiting.push(Waiting::Unreached { id, name });
    }
    for (deployment, is_approved) in registration::deployments(tx, platform.id)? {
        if !is_approved && platform.state == registration::State::Active {
            waiting.push(Waiting::Deployment {
                platform: id.clone(),
                name: name.clone(),
                deployment,
            });
        }
    }
    Ok(())
}

/// Whether a platform is in use, as the pages say it.
pub(super) const fn in_use(state: registration::State) -> InUse {
    match state {
        registration::State::Pending => InUse::Pending,
        registration::State::Active => InUse::Active,
        registration::State::Disabled => InUse::Disabled,
    }
}

/// A count for a page.
pub(super) fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn some(number: usize) -> Option<u32> {
    Some(count(number)).filter(|count| *count > 0)
}
