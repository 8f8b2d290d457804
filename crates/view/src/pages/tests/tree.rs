//! A drawn page, laid out for questions.

use yew::virtual_dom::{VNode, VTag};

/// Every element of a drawn page, in reading order.
pub(super) struct Tree<'a>(Vec<&'a VTag>);

impl<'a> Tree<'a> {
    pub(super) fn new(node: &'a VNode) -> Self {
        let mut tags = Vec::new();
        collect(node, &mut tags);
        Self(tags)
    }

    pub(super) fn new_tag(tag: &'a VTag) -> Self {
        tag.children().map_or_else(|| Self(Vec::new()), Self::new)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &'a VTag> {
        self.0.iter().copied()
    }

    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &'a VTag> {
        self.all().filter(move |tag| tag.tag() == name)
    }
}

fn collect<'a>(node: &'a VNode, tags: &mut Vec<&'a VTag>) {
    match node {
        VNode::VTag(tag) => {
            tags.push(tag);
            if let Some(children) = tag.children() {
                collect(children, tags);
            }
        }
        VNode::VList(list) => list.iter().for_each(|child| collect(child, tags)),
        _ => {}
    }
}

/// An attribute of an element.
pub(super) fn attribute<'a>(tag: &'a VTag, name: &str) -> Option<&'a str> {
    tag.attributes
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The text of an element.
pub(super) fn text(tag: &VTag) -> String {
    fn collect(node: &VNode, out: &mut String) {
        match node {
            VNode::VText(text) => out.push_str(&text.text),
            VNode::VTag(tag) => tag
                .children()
                .into_iter()
                .for_each(|child| collect(child, out)),
            VNode::VList(list) => list.iter().for_each(|child| collect(child, out)),
            _ => {}
        }
    }
    let mut out = String::new();
    tag.children()
        .into_iter()
        .for_each(|child| collect(child, &mut out));
    out
}

/// The fields of a form as a browser sends them when every box is ticked.
pub(super) fn fields(form: &VTag) -> Vec<(String, String)> {
    let field = |tag: &VTag| {
        let name = attribute(tag, "name")?.to_owned();
        Some((
            name,
            tag.value().map(ToString::to_string).unwrap_or_default(),
        ))
    };
    Tree::new_tag(form)
        .named("input")
        .filter_map(field)
        .collect()
}
