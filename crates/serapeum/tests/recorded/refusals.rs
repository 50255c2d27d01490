//! What the hosted service refused is refused here in the same words, as far as it is refused for the same reason.

use std::collections::BTreeSet;

use crate::{
    recording::{RECORDINGS, Recording, text},
    tally::Tally,
    world::{WORLDS, World},
};

/// Names of filters that one of the recorded lists has and the list here has not, and why.
const GONE: &[(&str, &str)] = &[
    ("abstract.search.no_stem", "until early 2026; `abstract.search.exact` since"),
    ("display_name.search.no_stem", "until early 2026; `display_name.search.exact` since"),
    ("title.search.no_stem", "until early 2026; `title.search.exact` since"),
    ("title_and_abstract.search.no_stem", "until early 2026; `….search.exact` since"),
    ("grants.award_id", "until late 2025; `awards.id` since"),
    ("grants.funder", "until late 2025; `awards.funder_id` since"),
    ("best_oa_location.source.raw_type", "in late 2025 only; `best_oa_location.raw_type` since"),
    ("locations.source.raw_type", "in late 2025 only; `locations.raw_type` since"),
    ("primary_location.source.raw_type", "in late 2025 only; `primary_location.raw_type` since"),
    ("label", "in May 2026 only; `collection` since"),
];

/// Names that the newest recorded list, of 2026-05-22, had not yet.
const LATER: &[&str] = &["collection", "default.search.exact"];

/// The words before and after the names.
fn parts(message: &str) -> Option<(&str, BTreeSet<&str>)> {
    let (head, names) = message.split_once(" of: ")?;
    // The nearest name follows here.
    let names = names.split(". Did you mean").next()?;
    Some((head, names.split(", ").collect()))
}

#[test]
fn mistakes_are_told_in_the_same_words() {
    let mut tally = Tally::default();
    let mut gone = BTreeSet::new();
    let newest = RECORDINGS.iter().filter(|one| one.status == 400).map(|one| &one.day).max();
    for world in WORLDS.iter() {
        for recording in world.recordings().filter(|one| one.status >= 400) {
            let judged = match recording.status {
                401 | 429 => {
                    tally.skipped("keys and rates, which do not exist here");
                    continue;
                }
                404 => missing(world, recording, &mut tally),
                _ => refused(world, recording, newest == Some(&recording.day), &mut gone),
            };
            match judged {
                Ok(kind) => tally.compared(kind),
                Err(reason) => tally.fails(format!("{}: {reason}", world.name)),
            }
        }
    }
    if !WORLDS.is_empty() {
        for (name, why) in GONE {
            assert!(gone.contains(*name), "no recorded list has `{name}` ({why})");
        }
        let kinds = ["unknown filter", "unknown filter, the newest", "no such record"];
        tally.close("refusals", &kinds);
    }
}

fn request(recording: &Recording) -> String {
    match recording.params.is_empty() {
        true => format!("https://api.openalex.org/{}", recording.path),
        false => recording.with(&recording.params),
    }
}

/// The service tells a missing record with a page of HTML; here it is JSON. A bare DOI it does not read; here it
/// leads to the record, if there is one.
fn missing(world: &World, recording: &Recording, tally: &mut Tally) -> Result<String, String> {
    let request = request(recording);
    let (status, body) = world.ask(&world.strict, &request);
    let bare = recording.path.starts_with("works/10.");
    match status {
        200 if bare => {
            tally.skipped("a bare DOI, which leads to its record here");
            Ok("no such record".to_owned())
        }
        200 if !world.whole => Ok("a record that came later".to_owned()),
        404 if text(&body, "error").as_deref() == Some("Not found.") => {
            Ok("no such record".to_owned())
        }
        _ => Err(format!("{request}: {status} {body}")),
    }
}

fn refused<'r>(
    world: &World,
    recording: &'r Recording,
    newest: bool,
    gone: &mut BTreeSet<&'r str>,
) -> Result<String, String> {
    let request = request(recording);
    let (status, body) = world.ask(&world.strict, &request);
    // 403 until September 2025.
    let told = if recording.day.as_str() < "2025-10" { 403 } else { 400 };
    let differs = |what: &str| Err(format!("{request}: {what}: {status} {body:.200}"));
    if recording.status != told || status != 400 {
        return differs("another status");
    }
    if text(&body, "error") != text(&recording.body, "error") {
        return differs("another class");
    }
    let (theirs, ours) = (text(&recording.body, "message"), text(&body, "message"));
    let (Some(theirs), Some(ours)) = (theirs, ours) else { return differs("no message") };
    let (Some((head, theirs)), Some((known, ours))) = (parts(&theirs), parts(&ours)) else {
        return differs("another message");
    };
    if head != known {
        return differs("other words");
    }
    for name in theirs.difference(&ours) {
        match GONE.iter().find(|(gone, _)| gone == name) {
            Some((name, _)) => drop(gone.insert(name)),
            None => return differs(&format!("`{name}` is not among the names")),
        }
    }
    let more: Vec<&str> = ours.difference(&theirs).copied().collect();
    if newest && more != LATER {
        return differs(&format!("more names than there were: {more:?}"));
    }
    Ok(if newest { "unknown filter, the newest" } else { "unknown filter" }.to_owned())
}
