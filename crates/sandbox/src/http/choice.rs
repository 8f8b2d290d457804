//! The answer to a choice: the links it names are put into the course (Deep Linking 2.0, 4.5).

use std::sync::Arc;
use std::time::Duration;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use lti1p3::deep_linking::{Choice, ContentItem, LineItem, ResourceLinkItem};
use lti1p3::platform::{ChoiceError, ExpectedChoice};
use lti1p3::{ClientId, DeploymentId};
use serde::Deserialize;

use super::call::Call;
use super::pages::{draw, message};
use super::people::{foreign, is_foreign};
use crate::address::encoded;
use crate::chance;
use crate::choices::{Asked, Draft};
use crate::config::{Manners, Tool};
use crate::courses::{Chosen, ChosenColumn, as_lines};
use crate::lms::Lms;
use crate::opening::takes_several;
use crate::page::ChoiceMade;
use crate::signed::unchecked;
use crate::tool_keys;

/// The clock difference that is forgiven.
const LEEWAY: Duration = Duration::from_mins(1);

/// Moodle's address: `?course=…&id=…&sesskey=…`.
pub(super) async fn to_moodle(State(lms): State<Lms>, call: Call) -> Response {
    let key = call.query().some("sesskey").unwrap_or_default();
    settled(&lms, answered(&lms, &call, &key).await)
}

/// Canvas's address: `?data=…`.
pub(super) async fn to_canvas(State(lms): State<Lms>, call: Call) -> Response {
    let key = call.query().some("data").unwrap_or_default();
    settled(&lms, answered(&lms, &call, &key).await)
}

/// Why an answer makes nothing.
#[derive(Debug, thiserror::Error)]
enum NoChoice {
    #[error("Nobody was asked for this, or it was answered before.")]
    Unasked,
    #[error("The form has no field JWT.")]
    Field,
    #[error("The tool's keys cannot be read: {0}.")]
    Keys(tool_keys::NoKeys),
    #[error("The tool's answer is refused: {0}.")]
    Refused(#[from] ChoiceError),
    #[error("The tool's answer has no nonce, or one that was used before.")]
    Nonce,
    #[error("One link can be chosen here, and the tool sent several.")]
    Several,
}

fn settled(lms: &Lms, made: Result<ChoiceMade, NoChoice>) -> Response {
    match made {
        Ok(page) => draw(200, &page),
        Err(no) => {
            // A Moodle shows what went wrong with 404, Canvas with 400.
            let status = match lms.config().manners {
                Manners::Moodle => 404,
                Manners::Canvas => 400,
            };
            message(status, "Nothing was added", &[&no.to_string()])
        }
    }
}

async fn answered(lms: &Lms, call: &Call, key: &str) -> Result<ChoiceMade, NoChoice> {
    let asked = lms.state().choices.find(key, lms.now()).cloned();
    let asked = asked.ok_or(NoChoice::Unasked)?;
    let tool = lms.tool(&asked.client_id).ok_or(NoChoice::Unasked)?;
    let mut fields = url::form_urlencoded::parse(&call.body);
    let jwt = fields.find(|(name, _)| name == "JWT");
    let jwt = jwt.ok_or(NoChoice::Field)?.1.into_owned();
    let choice = read(lms, &tool, &jwt).await?;
    let chosen = links(lms, &tool, &choice);
    if chosen.len() > 1 && !takes_several(asked.placement) {
        return Err(NoChoice::Several);
    }
    let mut state = lms.state();
    let nonce = unchecked(&jwt, 1, "nonce").ok_or(NoChoice::Nonce)?;
    if !state.choices.use_nonce(&tool.client_id, &nonce, lms.now()) {
        return Err(NoChoice::Nonce);
    }
    if !state.choices.answer(key) {
        return Err(NoChoice::Unasked);
    }
    drop(state);
    Ok(made(lms, asked, &choice, chosen))
}

async fn read(lms: &Lms, tool: &Arc<Tool>, jwt: &str) -> Result<Choice, NoChoice> {
    let key_id = unchecked(jwt, 0, "kid");
    let keys = tool_keys::of(lms, tool, key_id.as_deref()).await;
    let keys = keys.map_err(NoChoice::Keys)?;
    // Both were checked when the tool was registered.
    let client_id = ClientId::parse(tool.client_id.as_str()).map_err(|_| NoChoice::Unasked)?;
    let deployment = DeploymentId::parse(tool.deployment_id.as_str());
    let choice = Choice::read(
        jwt,
        &ExpectedChoice {
            issuer: lms.issuer(),
            client_id: &client_id,
            deployment_id: &deployment.map_err(|_| NoChoice::Unasked)?,
            keys: &keys,
            data: None,
            now: lms.timestamp(),
            leeway: LEEWAY,
        },
    )?;
    Ok(choice)
}

/// The links of a choice. Items of other kinds are dropped without a word.
fn links(lms: &Lms, tool: &Tool, choice: &Choice) -> Vec<Chosen> {
    let items = choice.items.iter().filter_map(|item| match item {
        ContentItem::ResourceLink(link) => Some(link),
        _ => None,
    });
    items.map(|link| chosen(lms, tool, link)).collect()
}

fn chosen(lms: &Lms, tool: &Tool, link: &ResourceLinkItem) -> Chosen {
    let title = link.title.clone().unwrap_or_else(|| tool.name.clone());
    let custom = link.custom.iter();
    let custom = custom
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let column = link.line_item.as_ref();
    Chosen {
        text: link.text.clone().unwrap_or_default(),
        url: link.url.as_ref().map(ToString::to_string),
        custom: match lms.config().manners {
            Manners::Moodle => as_lines(&custom),
            Manners::Canvas => custom,
        },
        column: column.map(|column| column_of(lms, column, &title)),
        title,
    }
}

fn column_of(lms: &Lms, column: &LineItem, title: &str) -> ChosenColumn {
    let label = column.label.clone();
    let label = label.filter(|_| !lms.quirks().drops_column_labels);
    ChosenColumn {
        label: label.unwrap_or_else(|| title.to_owned()),
        maximum: column.score_maximum,
        resource_id: column.resource_id.clone().unwrap_or_default(),
        tag: column.tag.clone().unwrap_or_default(),
    }
}

/// Puts several links into the course at once; a single one, where the platform shows it first,
/// waits until the teacher saves it.
fn made(lms: &Lms, asked: Asked, choice: &Choice, mut chosen: Vec<Chosen>) -> ChoiceMade {
    let waits = lms.quirks().single_choice_is_a_form || !takes_several(asked.placement);
    let mut page = ChoiceMade::new(asked.course, &asked.who, choice);
    if chosen.len() == 1 && waits {
        let chosen = chosen.remove(0);
        let key = chance::secret();
        page.draft = Some((key.clone(), chosen.title.clone()));
        lms.state().choices.keep(key, Draft { asked, chosen });
        return page;
    }
    for chosen in chosen {
        if add(lms, &asked, chosen.clone()).is_some() {
            page.added.push(chosen.title);
        }
    }
    page
}

fn add(lms: &Lms, asked: &Asked, chosen: Chosen) -> Option<String> {
    let mut state = lms.state();
    let id = state.courses.add(asked.course, &asked.client_id, &chosen)?;
    if let Some(column) = chosen.column {
        let place = (asked.course, asked.client_id.as_str(), id.as_str());
        state.gradebook.add_for_link(place, column);
    }
    Some(id)
}

/// The form of a single link.
#[derive(Debug, Deserialize)]
pub(super) struct Save {
    draft: String,
    title: String,
}

pub(super) async fn save(
    State(lms): State<Lms>,
    Path(course): Path<u32>,
    headers: HeaderMap,
    Form(save): Form<Save>,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    let draft = lms.state().choices.save(&save.draft);
    let Some(Draft { asked, mut chosen }) = draft.filter(|draft| draft.asked.course == course)
    else {
        return message(404, "Nothing was added", &["It was saved before."]);
    };
    if !save.title.trim().is_empty() {
        save.title.trim().clone_into(&mut chosen.title);
        if let Some(column) = chosen
            .column
            .as_mut()
            .filter(|_| lms.quirks().drops_column_labels)
        {
            column.label.clone_from(&chosen.title);
        }
    }
    match add(&lms, &asked, chosen) {
        Some(_) => back(course, &asked.who),
        None => message(409, "Nothing was added", &["The course is full."]),
    }
}

/// The button beside a link.
#[derive(Debug, Deserialize)]
pub(super) struct Delete {
    link: String,
    #[serde(rename = "as")]
    who: String,
}

pub(super) async fn delete(
    State(lms): State<Lms>,
    Path(course): Path<u32>,
    headers: HeaderMap,
    Form(delete): Form<Delete>,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    lms.delete_link(course, &delete.link);
    back(course, &delete.who)
}

/// The button that copies a course.
pub(super) async fn copy(
    State(lms): State<Lms>,
    Path(course): Path<u32>,
    headers: HeaderMap,
) -> Response {
    if is_foreign(&lms, &headers) {
        return foreign();
    }
    match lms.copy_course(course) {
        Some(copy) => Redirect::to(&format!("/course/{}", copy.number)).into_response(),
        None => message(
            404,
            "Nothing was copied",
            &["There is no such course, or no room."],
        ),
    }
}

fn back(course: u32, who: &str) -> Response {
    Redirect::to(&format!("/course/{course}?as={}", encoded(who))).into_response()
}
