//! The newest answer of each kind, and ours to the same request: members, their order, and what each is.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    recording::{RECORDINGS, Recording, elements, member, members, text},
    tally::Tally,
    world::WORLDS,
};

/// Members of `meta` that stand on one side only.
const DIFFERENCES: &[(&str, &str)] = &[
    ("cost_usd", "theirs: the price of the call, added before the service; nothing costs here"),
    ("x_query", "theirs: the query in the forms of the website, which are in flux"),
    ("groups_total", "ours: how many groups there are in all"),
];

/// What a value is, to the first letter.
fn sort(value: &str) -> &'static str {
    match value.as_bytes().first() {
        Some(b'{') => "object",
        Some(b'[') => "array",
        Some(b'"') => "string",
        Some(b't' | b'f') => "bool",
        Some(b'n') => "null",
        _ if value.contains(['.', 'e', 'E']) => "float",
        _ => "integer",
    }
}

/// The members of an object, with what each is, but those that are known to differ.
fn form(object: &str, used: &mut BTreeSet<&'static str>) -> Vec<String> {
    let mut form = Vec::new();
    for (name, value) in members(object) {
        match DIFFERENCES.iter().find(|(known, _)| *known == name) {
            Some((known, _)) => drop(used.insert(known)),
            None => form.push(format!("{name}: {}", sort(value))),
        }
    }
    form
}

/// The kind of an answer.
fn kind(recording: &Recording) -> Option<&'static str> {
    let walks = recording.param(&["cursor"]).is_some();
    Some(match recording.status {
        200 if !recording.is_list() => "record",
        200 if recording.groups() && walks => "walk of groups",
        200 if recording.groups() => "groups",
        200 if walks => "walk",
        200 => "list",
        400 => "error",
        _ => return None,
    })
}

#[test]
fn envelopes_are_those_of_the_newest_answers() {
    let Some(world) = WORLDS.first() else { return };
    let (mut tally, mut used) = (Tally::default(), BTreeSet::new());
    // They are in the order of days: the last of a kind stays.
    let newest: BTreeMap<&str, &Recording> =
        RECORDINGS.iter().filter_map(|one| Some((kind(one)?, one))).collect();
    for (kind, recording) in newest {
        let mut params = recording.without(&["mailto", "api_key"]);
        if recording.searches() {
            params.retain(|(name, _)| name != "filter");
        }
        let request = match kind {
            // One that the lake has; which one does not matter.
            "record" => {
                let first = world.list("openalex/works?per-page=1").unwrap().ids.remove(0);
                format!("openalex/works/{first}")
            }
            _ => recording.with(&params),
        };
        let (status, ours) = world.ask(&world.strict, &request);
        if kind == "record" {
            // The members of a record are looked at elsewhere.
            let first = |body: &str| members(body).first().map(|(name, _)| name.clone());
            if first(&ours) != first(&recording.body) || member(&ours, "meta").is_some() {
                tally.fails(format!("{request}: {ours}"));
            }
            tally.compared(kind);
            continue;
        }
        if status != recording.status {
            tally.fails(format!("{kind} of {}: {request}: {status} {ours}", recording.day));
        }
        let theirs = form(&recording.body, &mut used);
        if theirs != form(&ours, &mut used) {
            tally.fails(format!("{kind}: {theirs:?} on {}: {ours:.300}", recording.day));
        }
        if let (Some(theirs), Some(ours)) = (member(&recording.body, "meta"), member(&ours, "meta"))
        {
            // Whether a walk has an end depends on the records.
            let same = |form: Vec<String>| -> Vec<String> {
                form.into_iter()
                    .map(|one| one.replace("next_cursor: string", "next_cursor: null"))
                    .collect()
            };
            let theirs = same(form(theirs, &mut used));
            let ours = same(form(ours, &mut used));
            if theirs != ours {
                tally.fails(format!("meta of a {kind}: {theirs:?} on {}: {ours:?}", recording.day));
            }
        }
        tally.compared(kind);
    }
    for (name, why) in DIFFERENCES {
        assert!(used.contains(name), "`{name}` differs no more ({why})");
    }
    tally.close("envelopes", &["list", "walk", "walk of groups", "error", "record"]);
}

/// The groups of an answer that have records: key and label. The service fills a page up with others.
pub(crate) fn groups(body: &str) -> Vec<(String, Option<String>)> {
    let groups = elements(member(body, "group_by").unwrap_or("[]"));
    let groups = groups.into_iter().filter(|group| member(group, "count") != Some("0"));
    groups.map(|group| (text(group, "key").unwrap(), text(group, "key_display_name"))).collect()
}

#[test]
fn groups_have_the_keys_and_labels_that_they_had() {
    let Some(world) = WORLDS.first() else { return };
    let mut tally = Tally::default();
    for recording in RECORDINGS.iter().filter(|one| one.status == 200 && one.groups()) {
        let params = recording.without(&["mailto", "api_key", "filter"]);
        let request = recording.with(&params);
        let (_, ours) = world.ask(&world.strict, &request);
        let group = |body: &str| {
            let first = elements(member(body, "group_by").unwrap()).first().copied().unwrap_or("");
            form(first, &mut BTreeSet::new())
        };
        if group(&recording.body) != group(&ours) {
            tally.fails(format!("{request}\n  {:?}\n  {:?}", group(&recording.body), group(&ours)));
        }
        let (theirs, ours) = (groups(&recording.body), groups(&ours));
        let field = recording.param(&["group_by"]).unwrap_or_default();
        for (key, label) in &theirs {
            match ours.iter().find(|(known, _)| known == key) {
                Some((_, known)) if known == label => tally.compared(format!("groups by {field}")),
                Some((_, known)) => tally.fails(format!("{key}: {label:?} and here {known:?}")),
                None => tally.skipped("groups without records here"),
            }
        }
        // Where a walk goes by key, the keys that both have stand in one order.
        let shared: Vec<_> = theirs.iter().filter(|group| ours.contains(group)).collect();
        let here: Vec<_> = ours.iter().filter(|group| theirs.contains(group)).collect();
        if recording.param(&["cursor"]).is_some() && shared != here {
            tally.fails(format!("{request}\n  {shared:?}\n  {here:?}"));
        }
        let prefix = |(key, _): &(String, Option<String>)| {
            key.rsplit_once('/').map(|(head, _)| head.to_owned())
        };
        let theirs: BTreeSet<_> = theirs.iter().map(prefix).collect();
        if theirs != ours.iter().map(prefix).collect() {
            tally.fails(format!("{request}\n  keys begin with {theirs:?}"));
        }
    }
    tally.close("groups", &["groups by type"]);
}
