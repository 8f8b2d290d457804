//! The administrator's pages about tools.

use askama::Template;

use super::CLOSE;
use crate::views::ToolView;

/// `/admin/tools`.
#[derive(Template)]
#[template(path = "tools.html")]
pub(crate) struct ToolsPage<'a> {
    title: &'static str,
    tools: &'a [ToolView],
}

impl<'a> ToolsPage<'a> {
    pub(crate) fn new(tools: &'a [ToolView]) -> Self {
        Self {
            title: "External tools",
            tools,
        }
    }
}

/// The tool's registration page in a frame.
#[derive(Template)]
#[template(path = "registering.html")]
pub(crate) struct Registering {
    title: &'static str,
    address: String,
    script: &'static str,
}

impl Registering {
    pub(crate) fn new(address: String) -> Self {
        Self {
            title: "Register a tool",
            address,
            script: CLOSE,
        }
    }
}

/// The frame that keeps things for tools.
#[derive(Template)]
#[template(path = "storage.html")]
pub(crate) struct Storage {
    pub(crate) script: &'static str,
}
