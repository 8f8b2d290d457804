//! Tools that come and go while the LMS runs.

use std::sync::Arc;

use serde_json::json;
use url::Url;

use super::{Lms, made_by_teacher};
use crate::chance;
use crate::config::{Manners, Tool};
use crate::signed;
use crate::tools::{Invited, LIFETIME};
use crate::views::{self, ToolView};

impl Lms {
    /// `/api/tools.json`: tools that are in use, then those that wait for an administrator.
    pub fn tools(&self) -> Vec<ToolView> {
        views::tools(&self.state())
    }

    /// What an administrator does who enters a tool's registration address: gives the address that
    /// the browser opens, with `openid_configuration` and `registration_token` added. `update` names
    /// a tool that is to renew its registration. None when the address is no web address, or there
    /// is no such tool.
    pub fn invite_tool(&self, address: &str, update: Option<&str>) -> Option<String> {
        let mut address = Url::parse(address).ok()?;
        if !["http", "https"].contains(&address.scheme()) {
            return None;
        }
        let client_id = match update {
            Some(client_id) => self.registered(client_id)?.client_id.clone(),
            None => self.new_client_id(),
        };
        let token = self.registration_token(&client_id, update.is_some());
        let invited = Invited {
            client_id,
            is_update: update.is_some(),
            at: self.now(),
        };
        self.state().registrations.invite(token.clone(), invited);
        address
            .query_pairs_mut()
            .append_pair("openid_configuration", &self.addresses().configuration())
            .append_pair("registration_token", &token);
        Some(address.into())
    }

    /// As a Moodle makes it: who the tool will be, or for a renewal the number of its type.
    fn registration_token(&self, client_id: &str, is_update: bool) -> String {
        let now = self.now() / 1000;
        let (subject, scope) = match self.registered(client_id).filter(|_| is_update) {
            Some(tool) => (tool.deployment_id.clone(), "reg-update"),
            None => (client_id.to_owned(), "reg"),
        };
        let claims = json!({
            "sub": subject, "scope": scope, "iat": now, "exp": now + LIFETIME,
            "jti": chance::secret(),
        });
        signed::signed(&self.key(), &claims)
    }

    fn new_client_id(&self) -> String {
        match self.config().manners {
            Manners::Moodle => chance::secret()[..15].to_owned(),
            Manners::Canvas => {
                let made = self.tools().len() + 1;
                format!("1700000000{made:05}")
            }
        }
    }

    /// What a tool's deployment will be called: the number of its type, or an opaque text.
    pub(crate) fn next_deployment(&self) -> String {
        let tools = self.tools();
        let numbers = tools.iter().filter_map(|tool| {
            let number = tool.deployment_id.split(':').next()?;
            number.parse::<u64>().ok()
        });
        let number = numbers.max().unwrap_or(0) + 1;
        match self.config().manners {
            Manners::Moodle => number.to_string(),
            Manners::Canvas => format!("{number}:{}{}", chance::secret(), &chance::secret()[..8]),
        }
    }

    pub(crate) fn invited(&self, token: &str) -> Option<Invited> {
        let now = self.now();
        self.state().registrations.find(token, now).cloned()
    }

    /// A tool in use, or one that waits.
    pub(crate) fn registered(&self, client_id: &str) -> Option<Arc<Tool>> {
        let state = self.state();
        let pending = state.registrations.pending.iter();
        let mut all = state.tools.iter().chain(pending);
        all.find(|tool| tool.client_id == client_id).cloned()
    }

    /// Keeps what a tool said of itself: it waits, unless it renews a tool that is in use.
    pub(crate) fn register(&self, tool: Tool) {
        let mut state = self.state();
        let tool = Arc::new(tool);
        let is_it = |one: &Arc<Tool>| one.client_id == tool.client_id;
        if let Some(place) = state.tools.iter().position(is_it) {
            state.tool_keys.remove(&tool.client_id);
            state.tools[place] = tool;
            return;
        }
        let pending = &mut state.registrations.pending;
        pending.retain(|one| one.client_id != tool.client_id);
        pending.push(tool);
    }

    /// What an administrator does who presses *Activate*: the tool gets its place in every course.
    /// Whether there was such a tool waiting.
    pub fn activate_tool(&self, client_id: &str) -> bool {
        let mut state = self.state();
        let pending = &mut state.registrations.pending;
        let Some(place) = pending.iter().position(|tool| tool.client_id == client_id) else {
            return false;
        };
        let tool = pending.remove(place);
        let courses: Vec<u32> = state.courses.all().iter().map(|one| one.number).collect();
        for course in courses {
            state.courses.place_tool(course, &tool);
            let link = state.courses.own_link(course, client_id);
            let link = link.map_or(String::new(), |link| link.id.clone());
            if let Some(points) = tool.points {
                let column = made_by_teacher(&tool, points);
                let at = (course, client_id, link.as_str());
                state.gradebook.add_for_link(at, column);
            }
        }
        state.tools.push(tool);
        true
    }
}
