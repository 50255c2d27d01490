//! Communities and infrastructures.

use super::world::{COMMUNITIES, Node, World};
use crate::json::Json;

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let (acronym, name, kind) = COMMUNITIES[index as usize % COMMUNITIES.len()];
    json.braces(|j| {
        j.text("id", |j| world.id(Node::Community, index, j));
        j.str("acronym", acronym);
        j.str("name", name);
        j.str("type", kind);
        j.text("description", |j| {
            j.raw("What is published about ");
            j.raw(name);
            j.raw(".");
        });
        j.array("subjects", |j| j.text_item(|j| j.raw(acronym)));
        match index % 2 {
            0 => j.text("zenodoCommunity", |j| {
                j.raw("https://zenodo.org/communities/");
                j.raw(acronym);
            }),
            _ => j.null("zenodoCommunity"),
        }
    });
}
