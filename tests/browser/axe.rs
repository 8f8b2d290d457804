//! axe, the rules for accessible pages as a program.

use serde_json::{Value, json};

use crate::chromium::Browser;

/// Which of its rules are asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rules {
    /// WCAG 2.2 AA and axe's own best practice, contrast included.
    All,
    /// The same without contrast: what changes with the width of the window.
    Shape,
    /// Those whose answer changes with the colours alone.
    Colours,
}

impl Rules {
    fn options(self) -> Value {
        let tags = json!([
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "best-practice"
        ]);
        let colours = json!({ "type": "rule", "values": ["color-contrast", "link-in-text-block"] });
        let (only, has_contrast) = match self {
            Self::All => (tags, true),
            Self::Shape => (tags, false),
            Self::Colours => (colours, true),
        };
        json!({
            "runOnly": only,
            "rules": { "color-contrast": { "enabled": has_contrast } },
            "resultTypes": ["violations"],
        })
    }
}

/// axe's source, or none where it is not installed, which is said.
pub(crate) fn source() -> Option<String> {
    let modules = it::process::told("TEST_NODE_MODULES")?;
    let file = modules.join("axe-core/axe.min.js");
    Some(std::fs::read_to_string(file).unwrap())
}

impl Browser {
    /// Fails on anything axe finds on the page.
    pub(crate) async fn is_accessible(&self, where_: &str) {
        let Some(axe) = source() else { return };
        self.run(&axe).await;
        let found = self.findings("window", Rules::All).await;
        assert!(found.is_empty(), "axe at {where_}: {found:#?}");
    }

    /// From now on every page of this window, and every frame of the same site in it, brings axe.
    pub(crate) async fn bring_axe(&self, source: &str) {
        let script = json!({ "source": source });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", &script)
            .await;
    }

    /// What axe finds in a window that has it: `window` or `frames[0]`.
    pub(crate) async fn findings(&self, window: &str, rules: Rules) -> Vec<String> {
        let script = format!(
            "const done = arguments[arguments.length - 1], page = {window};\
             page.axe.run(page.document, {}).then(\
             found => done(found.violations.map(each => `${{each.id}}: ${{each.nodes[0].target}} ${{each.nodes[0].failureSummary}}`)),\
             error => done(['axe itself: ' + error]))",
            rules.options()
        );
        let found = self.driver.execute_async(script, vec![]).await.unwrap();
        let found = found.json().as_array().unwrap().clone();
        found.iter().map(ToString::to_string).collect()
    }
}
