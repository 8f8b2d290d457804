//! A platform: what stands where, who may come, what went wrong.

use axum::{extract::Path, response::Response};
use domain::id::RegistrationId;
use store::{
    Tx, registration,
    registration::{NewDeployments, Registration, State},
    trouble, unit,
};
use view::admin::{Deployment, Fault, Key, Newcomers, Page, Platform, Question, Trouble, Worked};

use super::{
    correction,
    gate::{Admin, Posted},
    go,
    home::{count, in_use},
};
use crate::{
    error::{Error, Result},
    lti::{configuration, keys, launch::REDIRECT_PATH},
    setup::{self, TakesOver},
    troubles::{self, Since},
};

/// Most things that went wrong on one page.
const MOST_TROUBLES: usize = 20;

/// `GET /admin/platforms/{platform}`.
pub(super) async fn get(Path(id): Path<String>, admin: Admin) -> Result<Response> {
    show(admin, id, vec![], vec![]).await
}

/// The page, with what was typed and what has to be put right.
pub(super) async fn show(
    admin: Admin,
    id: String,
    typed: Vec<(String, String)>,
    faults: Vec<Fault>,
) -> Result<Response> {
    // What just happened stands there already when somebody looks.
    troubles::write(admin.app()).await?;
    let owned = admin.clone();
    let here = format!("/admin/platforms/{id}");
    let platform = admin
        .app()
        .store
        .read(move |tx| read(tx, &owned, &id))
        .await?;
    let page = Page::Platform(Box::new(Platform {
        typed,
        faults,
        ..platform
    }));
    Ok(admin.show(&here, &page))
}

fn read(tx: &mut Tx<'_>, admin: &Admin, id: &str) -> Result<Platform> {
    let known = admin.platform(tx, id)?;
    let now = admin.app().now();
    let courses = unit::courses(tx, admin.institution.id)?;
    let of_platform = courses
        .iter()
        .filter(|course| course.registration == known.id);
    let is_unused = of_platform.clone().next().is_none();
    let last = of_platform.max_by_key(|course| course.launched_at);
    let last = last.and_then(|course| Some((course.title.clone(), course.launched_at?.0)));
    let deployments = registration::deployments(tx, known.id)?.into_iter();
    let worked = registration::worked(tx, known.id)?;
    let keys = registration::key_times(tx, known.id)?.into_iter();
    let troubles = trouble::of(tx, Some(known.id))?.into_iter();
    let since = Since::of(tx, &known)?;
    let same = setup::same_lms(tx, &known)?.into_iter();
    Ok(Platform {
        is_correcting: admin.visitor.asked.show.as_deref() == Some("correct"),
        is_unreached: troubles::is_unreached(tx, &known)?,
        same: same.map(|each| (each.id.to_string(), each.name)).collect(),
        id: known.id.to_string(),
        name: known.name.clone(),
        state: in_use(known.state),
        theirs: theirs(&known),
        ours: ours(&admin.app().origin()),
        newcomers: match known.new_deployments {
            NewDeployments::Ask => Newcomers::Ask,
            NewDeployments::First => Newcomers::First,
            NewDeployments::Accept => Newcomers::Accept,
        },
        deployments: deployments
            .map(|(id, is_approved)| Deployment {
                worked: of_deployment(&worked, &id),
                id,
                is_approved,
            })
            .collect(),
        keys: keys
            .filter(|key| key.retired_at.is_none_or(|at| at > now))
            .map(|key| Key {
                used_from: key.used_from.0,
                is_to_come: key.used_from > now,
                retired_at: key.retired_at.map(|at| at.0),
            })
            .collect(),
        last_launch: last,
        troubles: troubles
            .take(MOST_TROUBLES)
            .map(|each| went_wrong(each, &since))
            .collect(),
        is_unused,
        answered: correction::answered(tx, known.id)?,
        typed: vec![],
        faults: vec![],
    })
}

/// What last worked in a deployment, in the order in which it must.
fn of_deployment(all: &[registration::Worked], id: &str) -> Vec<(Worked, i64)> {
    let known = all.iter().find(|each| each.deployment == id);
    let [launch, roster, mark] = known.map_or([None; 3], |known| {
        [known.launched_at, known.roster_at, known.mark_at]
    });
    [
        (Worked::Launch, launch),
        (Worked::Roster, roster),
        (Worked::Mark, mark),
    ]
    .into_iter()
    .filter_map(|(what, at)| Some((what, at?.0)))
    .collect()
}

fn theirs(known: &Registration) -> Vec<(&'static str, String)> {
    vec![
        ("issuer", known.issuer.clone()),
        ("client_id", known.client_id.clone()),
        ("auth_url", known.auth_url.clone()),
        ("token_url", known.token_url.clone()),
        ("jwks_url", known.jwks_url.clone()),
    ]
}

/// What to paste into the LMS, from the constants that the routes are mounted by.
fn ours(origin: &str) -> Vec<(&'static str, String)> {
    vec![
        ("tool-url", format!("{origin}{REDIRECT_PATH}")),
        (
            "login-url",
            format!("{origin}{}", configuration::LOGIN_PATH),
        ),
        ("redirect-url", format!("{origin}{REDIRECT_PATH}")),
        ("keys-url", format!("{origin}{}", configuration::KEYS_PATH)),
    ]
}

fn went_wrong(trouble: trouble::Trouble, since: &Since) -> Trouble {
    let is_settled = since.settles(&trouble);
    let waits = ["launch-deployment-unknown", "launch-deployment-pending"];
    Trouble {
        is_settled,
        waits_for_approval: !is_settled && waits.contains(&&*trouble.code),
        code: trouble.code,
        deployment: trouble.deployment,
        detail: trouble.detail,
        times: trouble.times,
        last_at: trouble.last_at.0,
    }
}

/// Does something to a platform of this institution, records it, and goes back to its page.
async fn act(
    id: String,
    admin: Admin,
    kind: &'static str,
    work: impl FnOnce(&mut Tx<'_>, &Admin, &Registration) -> Result<()> + Send + 'static,
) -> Result<Response> {
    let owned = admin.clone();
    let back = format!("/admin/platforms/{id}?notice={kind}");
    let done = admin.app().store.write(move |tx| {
        let known = owned.platform(tx, &id)?;
        work(tx, &owned, &known)?;
        owned.record(tx, kind, &known.name)?;
        Ok::<_, Error>(known.id)
    });
    let changed = done.await?;
    admin.app().platforms.forget(changed);
    Ok(go(&back))
}

/// `POST …/approve`: a platform that registered itself, with its deployments; launches are taken.
pub(super) async fn approve(path: Path<String>, posted: Posted<Admin>) -> Result<Response> {
    taken(path, posted, "platform-approved").await
}

/// `POST …/enable`: launches are taken again.
pub(super) async fn enable(path: Path<String>, posted: Posted<Admin>) -> Result<Response> {
    taken(path, posted, "platform-enabled").await
}

async fn taken(
    Path(id): Path<String>,
    posted: Posted<Admin>,
    kind: &'static str,
) -> Result<Response> {
    act(id, posted.by, kind, |tx, admin, known| {
        registration::approve(tx, known.id, admin.app().now())?;
        Ok(())
    })
    .await
}

/// `POST …/disable`: launches are refused from now on, and the visits that go on end; asked first where
/// anybody came.
pub(super) async fn disable(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    // Nobody came from one that was never approved, so nobody is signed out.
    let (owned, asked) = (posted.by.clone(), id.clone());
    let store = posted.by.app().store.clone();
    let looked = store.read(move |tx| {
        let known = owned.platform(tx, &asked)?;
        let courses = unit::courses(tx, owned.institution.id)?;
        let of_it = courses.iter().filter(|each| each.registration == known.id);
        let of_it = count(of_it.count());
        Ok::<_, Error>((known, of_it))
    });
    let (known, courses) = looked.await?;
    if courses > 0 && known.state == State::Active && !posted.is_confirmed() {
        return Ok(posted.by.ask(Question {
            why: ["admin-sure-disable", "admin-sure-courses"]
                .map(|key| (key, known.name.clone()))
                .into(),
            courses,
            way: "admin-disable",
            action: format!("/admin/platforms/{id}/disable"),
            back: format!("/admin/platforms/{id}"),
            ..Question::default()
        }));
    }
    let kind = match known.state {
        State::Pending => "platform-refused",
        State::Active | State::Disabled => "platform-disabled",
    };
    act(id, posted.by, kind, |tx, admin, known| {
        registration::set_state(tx, known.id, State::Disabled, admin.app().now())?;
        Ok(())
    })
    .await
}

/// `POST …/rename`.
pub(super) async fn rename(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let typed = posted.field("name").to_owned();
    let Some(name) = setup::platform_name(&typed) else {
        let fault = Fault {
            field: "name",
            key: "admin-fault-name",
        };
        return show(posted.by, id, vec![("name".to_owned(), typed)], vec![fault]).await;
    };
    act(id, posted.by, "platform-renamed", move |tx, _, known| {
        Ok(registration::rename(tx, known.id, &name)?)
    })
    .await
}

/// `POST …/policy`: what becomes of deployments that are new.
pub(super) async fn policy(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let (policy, kind) = match posted.field("policy") {
        "ask" => (NewDeployments::Ask, "deployments-asked"),
        "accept" => (NewDeployments::Accept, "deployments-accepted"),
        _ => return Err(Error::bad("form-field")),
    };
    act(id, posted.by, kind, move |tx, _, known| {
        Ok(registration::set_new_deployments(tx, known.id, policy)?)
    })
    .await
}

/// `POST …/deployments/approve`.
pub(super) async fn approve_deployment(
    Path(id): Path<String>,
    posted: Posted<Admin>,
) -> Result<Response> {
    deployment(id, posted, "deployment-approved", true).await
}

/// `POST …/deployments/refuse`: takes an approval back, and the visits through it end; asked first where
/// anybody came through it.
pub(super) async fn refuse_deployment(
    Path(id): Path<String>,
    posted: Posted<Admin>,
) -> Result<Response> {
    let (owned, asked) = (posted.by.clone(), id.clone());
    let name = posted.field("deployment").to_owned();
    let wanted = name.clone();
    let store = posted.by.app().store.clone();
    let looked = store.read(move |tx| {
        let known = owned.platform(tx, &asked)?;
        let mut worked = registration::worked(tx, known.id)?.into_iter();
        Ok::<_, Error>(worked.any(|each| each.deployment == wanted))
    });
    if looked.await? && !posted.is_confirmed() {
        return Ok(posted.by.ask(Question {
            why: vec![("admin-sure-take-back", name.clone())],
            way: "admin-take-back",
            action: format!("/admin/platforms/{id}/deployments/refuse"),
            fields: vec![("deployment".to_owned(), name)],
            back: format!("/admin/platforms/{id}"),
            ..Question::default()
        }));
    }
    deployment(id, posted, "deployment-refused", false).await
}

async fn deployment(
    id: String,
    posted: Posted<Admin>,
    kind: &'static str,
    is_approved: bool,
) -> Result<Response> {
    let name = posted.field("deployment").to_owned();
    act(id, posted.by, kind, move |tx, admin, known| {
        let now = admin.app().now();
        if registration::deployment(tx, known.id, &name)?.is_none() {
            return Err(Error::not_found());
        }
        if is_approved {
            registration::keep_deployment(tx, known.id, &name, true, now)?;
        } else {
            registration::refuse_deployment(tx, known.id, &name, now)?;
        }
        Ok(())
    })
    .await
}

/// `POST …/rotate`: a new key of the tool, which takes over in an hour (decision 10).
pub(super) async fn rotate(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    new_key(id, posted.by, TakesOver::InAnHour).await?.0
}

/// `POST …/replace-key`: a new key of the tool at once, because somebody else may have the old one;
/// asked first. The platform is then asked for a token, so that it reads the new key now.
pub(super) async fn replace_key(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    if !posted.is_confirmed() {
        let (owned, asked) = (posted.by.clone(), id.clone());
        let store = posted.by.app().store.clone();
        let known = store.read(move |tx| owned.platform(tx, &asked)).await?;
        return Ok(posted.by.ask(Question {
            why: vec![("admin-sure-replace-key", known.name)],
            way: "admin-replace-key",
            action: format!("/admin/platforms/{id}/replace-key"),
            back: format!("/admin/platforms/{id}"),
            ..Question::default()
        }));
    }
    let admin = posted.by.clone();
    match new_key(id, posted.by, TakesOver::AtOnce).await? {
        (Ok(_), platform) => correction::tried(&admin, platform, "key-replaced").await,
        (refused, _) => refused,
    }
}

/// Makes a key for a platform of the administrator's own; the answer, and which platform it is.
async fn new_key(
    id: String,
    admin: Admin,
    takes_over: TakesOver,
) -> Result<(Result<Response>, RegistrationId)> {
    // Asked first, so that nobody can have keys made for a platform that is not theirs.
    let (owned, asked) = (admin.clone(), id.clone());
    let store = admin.app().store.clone();
    let known = store.read(move |tx| owned.platform(tx, &asked)).await?;
    let maker = admin.app().clone();
    let key = tokio::task::spawn_blocking(move || keys::make(&maker))
        .await
        .map_err(Error::internal)??;
    let changed = act(id, admin, takes_over.kind(), move |tx, admin, known| {
        setup::change_key(tx, known.id, takes_over, &key, admin.app().now())?;
        Ok(())
    });
    Ok((changed.await, known.id))
}

/// `POST …/remove`: only a platform that nobody ever came through.
pub(super) async fn remove(Path(id): Path<String>, posted: Posted<Admin>) -> Result<Response> {
    let admin = posted.by;
    let store = admin.app().store.clone();
    let removed = store.write(move |tx| {
        let known = admin.platform(tx, &id)?;
        if !registration::remove_unused(tx, known.id)? {
            return Err(Error::conflict("admin-platform-used"));
        }
        admin.record(tx, "platform-removed", &known.name)?;
        Ok::<_, Error>((admin, known.id))
    });
    let (admin, removed) = removed.await?;
    admin.app().platforms.forget(removed);
    Ok(go("/admin?notice=platform-removed"))
}
