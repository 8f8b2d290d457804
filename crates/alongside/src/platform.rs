//! Platforms: Moodle and Canvas sites.

use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use domain::id::RegistrationId;
use serde_json::{Value, json};
use service::{App, setup};
use store::registration;

use crate::admin::{Common, owner, with, with_new};

/// Platforms.
#[derive(Debug, Subcommand)]
pub(crate) enum Platform {
    /// Registers one by hand and prints what to paste into the LMS.
    Add(Box<AddPlatform>),
    /// Prints an address to paste into an LMS, which then registers itself, once, within a day.
    Invite {
        /// The institution's slug; may be left out while there is exactly one or none.
        #[arg(long)]
        institution: Option<String>,
        /// The LMS is inside the network, at a host of `ALONGSIDE_PRIVATE_HOSTS`.
        #[arg(long)]
        private: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Lists them.
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Shows one with its addresses and deployments.
    Show {
        /// Its id.
        id: String,
        #[command(flatten)]
        common: Common,
    },
    /// Approves a platform that registered itself, or a deployment of one.
    Approve {
        /// The platform's id.
        id: String,
        /// The deployment's id. Without it the platform itself is approved, with those it named, or
        /// with the first that somebody comes through where it named none.
        deployment: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Changes its name or where it is reached.
    Edit(Box<EditPlatform>),
    /// Makes a new key of the tool for one platform, which takes over in an hour.
    Rotate {
        /// Its id.
        id: String,
        /// At once, and destroys the old key: somebody else may have it.
        #[arg(long)]
        now: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Removes one that nobody ever came through; any other can only be disabled.
    Remove {
        /// Its id.
        id: String,
        #[command(flatten)]
        common: Common,
    },
    /// Refuses launches from a platform, or accepts them again.
    Disable {
        /// Its id.
        id: String,
        /// Accepts launches again.
        #[arg(long)]
        undo: bool,
        #[command(flatten)]
        common: Common,
    },
}

/// The signatures that can be taken on launches.
const ALGORITHMS: [&str; 6] = ["RS256", "RS384", "RS512", "ES256", "ES384", "EdDSA"];

/// A platform to register.
#[derive(Debug, Args)]
pub(crate) struct AddPlatform {
    /// The institution's slug; may be left out while there is exactly one or none.
    #[arg(long)]
    institution: Option<String>,
    /// What people call this LMS.
    #[arg(long)]
    name: String,
    /// Its issuer.
    #[arg(long)]
    issuer: String,
    /// The client id it gave the tool.
    #[arg(long)]
    client_id: String,
    /// Where authentication requests go.
    #[arg(long)]
    auth_url: String,
    /// Where access tokens are asked for.
    #[arg(long)]
    token_url: String,
    /// Where its keys are.
    #[arg(long)]
    jwks_url: String,
    /// A deployment to approve at once; may be given several times.
    #[arg(long)]
    deployment_id: Vec<String>,
    /// The signatures taken on launches, with commas between. Every platform can make the usual one.
    #[arg(long, value_delimiter = ',', default_value = "RS256", value_parser = ALGORITHMS)]
    algorithms: Vec<String>,
    /// Does not ask the LMS for its keys and for access.
    #[arg(long)]
    no_try: bool,
    #[command(flatten)]
    common: Common,
}

/// What to change of a platform; what is not named stays.
#[derive(Debug, Args)]
pub(crate) struct EditPlatform {
    /// Its id.
    id: String,
    /// What people call this LMS.
    #[arg(long)]
    name: Option<String>,
    /// Its issuer; only while nobody came through it.
    #[arg(long)]
    issuer: Option<String>,
    /// The client id it gave the tool; only while nobody came through it.
    #[arg(long)]
    client_id: Option<String>,
    /// Where authentication requests go.
    #[arg(long)]
    auth_url: Option<String>,
    /// Where access tokens are asked for.
    #[arg(long)]
    token_url: Option<String>,
    /// Where its keys are.
    #[arg(long)]
    jwks_url: Option<String>,
    /// The signatures taken on launches, with commas between, as for `add`.
    #[arg(long, value_delimiter = ',', value_parser = ALGORITHMS)]
    algorithms: Vec<String>,
    /// Does not ask the LMS for its keys and for access.
    #[arg(long)]
    no_try: bool,
    #[command(flatten)]
    common: Common,
}

/// `alongside platform …`.
pub(crate) fn run(command: Platform) -> Result<ExitCode> {
    match command {
        Platform::Add(args) => {
            let common = args.common.clone();
            with_new(&common, async |app| add_platform(&app, *args).await)
        }
        Platform::Invite {
            institution,
            private,
            common,
        } => with_new(&common, async |app| {
            let of = owner(&app, institution).await?;
            let address = setup::invite_platform(&app, of, private).await?;
            Ok(json!({ "address": address, "hours": 24 }))
        }),
        Platform::List { common } => with(&common, async |app| {
            let all = app.store().read(registration::all).await?;
            Ok(all.iter().map(shown).collect())
        }),
        Platform::Show { id, common } => with(&common, async |app| show(&app, &id).await),
        Platform::Edit(args) => {
            let common = args.common.clone();
            with(&common, async |app| edit(&app, *args).await)
        }
        Platform::Rotate { id, now, common } => {
            with(&common, async |app| rotate(&app, &id, now).await)
        }
        Platform::Remove { id, common } => with(&common, async |app| {
            setup::remove_platform(&app, registration_id(&id)?).await?;
            Ok(json!({ "removed": true }))
        }),
        Platform::Approve {
            id,
            deployment,
            common,
        } => with(&common, async |app| approve(&app, &id, deployment).await),
        Platform::Disable { id, undo, common } => {
            with(&common, async |app| disable(&app, &id, undo).await)
        }
    }
}

async fn show(app: &App, id: &str) -> Result<Value> {
    let id = registration_id(id)?;
    let found = app.store().read(move |tx| {
        let found = registration::get(tx, id)?;
        Ok::<_, store::StoreError>((found, registration::deployments(tx, id)?))
    });
    let (found, deployments) = found.await?;
    let found = found.context(NO_PLATFORM)?;
    let mut answer = shown(&found);
    answer["auth_url"] = found.auth_url.into();
    answer["token_url"] = found.token_url.into();
    answer["jwks_url"] = found.jwks_url.into();
    answer["algorithms"] = found.algorithms.split(' ').collect();
    answer["new_deployments"] = found.new_deployments.word().into();
    answer["private_hosts"] = found.private_hosts.into();
    answer["deployments"] = deployments
        .iter()
        .map(|(id, approved)| json!({ "id": id, "approved": approved }))
        .collect();
    Ok(answer)
}

async fn edit(app: &App, args: EditPlatform) -> Result<Value> {
    let id = registration_id(&args.id)?;
    let change = setup::PlatformChange {
        name: args.name,
        issuer: args.issuer,
        client_id: args.client_id,
        auth_url: args.auth_url,
        token_url: args.token_url,
        jwks_url: args.jwks_url,
    };
    // What people call it makes no difference to the LMS.
    let named_alone = setup::PlatformChange {
        name: change.name.clone(),
        ..setup::PlatformChange::default()
    };
    let is_tried = !args.no_try && change != named_alone;
    setup::edit_platform(app, id, change).await?;
    if !args.algorithms.is_empty() {
        setup::set_algorithms(app, id, &args.algorithms).await?;
    }
    let mut answer = show(app, &args.id).await?;
    if is_tried {
        tried(app, id, &mut answer).await;
    }
    Ok(answer)
}

/// Asks the LMS for its keys and for access, and adds how far it was reached to an answer. What was kept
/// is kept whatever comes of it.
async fn tried(app: &App, id: RegistrationId, answer: &mut Value) {
    match setup::try_platform(app, id).await {
        Ok(reached) => {
            answer["tried"] = reached.word().into();
            answer["says"] = reached.says().into();
        }
        Err(error) => {
            answer["tried"] = "failed".into();
            answer["says"] = error.to_string().into();
        }
    }
}

async fn approve(app: &App, id: &str, deployment: Option<String>) -> Result<Value> {
    let id = registration_id(id)?;
    let now = service::clock::Clock::System.now();
    let approve = move |tx: &mut store::Tx<'_>| {
        let Some(deployment) = deployment else {
            return registration::approve(tx, id, now);
        };
        let is_known = registration::get(tx, id)?.is_some();
        if is_known {
            registration::keep_deployment(tx, id, &deployment, true, now)?;
        }
        Ok::<_, store::StoreError>(is_known)
    };
    ensure!(app.store().write(approve).await?, NO_PLATFORM);
    Ok(json!({ "approved": true }))
}

async fn disable(app: &App, id: &str, undo: bool) -> Result<Value> {
    let id = registration_id(id)?;
    let state = if undo {
        registration::State::Active
    } else {
        registration::State::Disabled
    };
    let now = service::clock::Clock::System.now();
    let known = app
        .store()
        .write(move |tx| registration::set_state(tx, id, state, now))
        .await?;
    ensure!(known, NO_PLATFORM);
    Ok(json!({ "state": state.word() }))
}

async fn rotate(app: &App, id: &str, now: bool) -> Result<Value> {
    let takes_over = if now {
        setup::TakesOver::AtOnce
    } else {
        setup::TakesOver::InAnHour
    };
    let id = registration_id(id)?;
    let known = app
        .store()
        .read(move |tx| registration::get(tx, id))
        .await?;
    ensure!(known.is_some(), NO_PLATFORM);
    let rotated = setup::rotate_key(app, id, takes_over).await?;
    let mut answer = json!({
        "minutes": if now { 0 } else { 60 },
        "destroyed": rotated.destroyed,
    });
    if let Some(reached) = rotated.reached {
        answer["reached"] = reached.word().into();
    }
    Ok(answer)
}

const NO_PLATFORM: &str = "there is no such platform; see `platform list`";

fn registration_id(text: &str) -> Result<RegistrationId> {
    RegistrationId::parse(text).context("this is not the id of a platform; see `platform list`")
}

fn shown(each: &registration::Registration) -> Value {
    json!({
        "id": each.id.to_string(),
        "name": each.name,
        "issuer": each.issuer,
        "client_id": each.client_id,
        "state": each.state.word(),
    })
}

/// What stands in the LMS's form after registering by hand.
async fn add_platform(app: &App, args: AddPlatform) -> Result<Value> {
    let institution = owner(app, args.institution).await?;
    let new = setup::NewPlatform {
        institution,
        name: args.name,
        issuer: args.issuer,
        client_id: args.client_id,
        auth_url: args.auth_url,
        token_url: args.token_url,
        jwks_url: args.jwks_url,
        deployments: args.deployment_id,
        private_hosts: true,
    };
    let id = setup::add_platform(app, new).await?;
    setup::set_algorithms(app, id, &args.algorithms).await?;
    let origin = args.common.data.public_url.trim_end_matches('/').to_owned();
    let mut answer = json!({
        "id": id.to_string(),
        "login_url": format!("{origin}/lti/login"),
        "redirect_uri": format!("{origin}/lti/launch"),
        "target_link_uri": format!("{origin}/lti/launch"),
        "jwks_url": format!("{origin}/lti/jwks.json"),
    });
    if !args.no_try {
        tried(app, id, &mut answer).await;
    }
    Ok(answer)
}
