//! A filter finds every record that the hosted service found with it, and its negation none of them.

use crate::{
    recording::Recording,
    tally::Tally,
    world::{WORLDS, World},
};

/// Parameters that only say how much is told at once, or who asks.
const PAGING: &[&str] = &["page", "per-page", "per_page", "cursor", "mailto", "api_key", "sort"];

/// A request for everything that a recorded one finds.
pub(crate) fn everything(recording: &Recording) -> String {
    let mut params = recording.without(PAGING);
    params.push(("per-page".to_owned(), "100000".to_owned()));
    recording.with(&params)
}

/// Whether a later page was asked for, so that what was told is not the beginning.
fn goes_on(recording: &Recording) -> bool {
    let later = |name: &[&str], first: &str| recording.param(name).is_some_and(|v| v != first);
    later(&["cursor"], "*") || later(&["page"], "1")
}

#[test]
fn filters_find_what_they_found() {
    let mut tally = Tally::default();
    for world in WORLDS.iter() {
        for recording in world.recordings().filter(|one| one.is_list() && !one.groups()) {
            if let Some(reason) = world.incomparable(recording) {
                tally.skipped(reason);
            } else if let Err(reason) = compare(world, recording, &mut tally) {
                tally.fails(format!("{}: {reason}", world.name));
            }
        }
    }
    if !WORLDS.is_empty() {
        let kinds = [
            "real records: ids.openalex",
            "a day's records: cites",
            "a day's records: cited_by",
            "a day's records: ids.openalex, all",
            "negated: ids.openalex",
            "negated: cites",
            "negated: doi",
        ];
        tally.close("records that a filter finds", &kinds);
    }
}

fn compare(world: &World, recording: &Recording, tally: &mut Tally) -> Result<(), String> {
    let told = recording.records();
    let same: Vec<String> =
        told.iter().filter(|record| world.has(record)).map(|record| record.id()).collect();
    if same.is_empty() {
        tally.skipped("none of its records is in the lake in the same version");
        return Ok(());
    }
    let filter = recording.param(&["filter"]).unwrap_or_default();
    let name = filter.split(':').next().unwrap_or_default();
    let kind = if world.whole { "a day's records" } else { "real records" };
    let request = everything(recording);
    let ours = world.list(&request)?;
    if let Some(lost) = same.iter().find(|id| !ours.ids.contains(id)) {
        return Err(format!("{request}\n  the service has {lost}, the answer here has not"));
    }
    tally.compared(format!("{kind}: {name}"));

    // Where everything was told, and nothing else is in the lake, nothing else may be found.
    let all = recording.count() == Some(told.len()) && !goes_on(recording);
    if world.whole && all {
        let known = |id: &&String| told.iter().any(|record| record.id() == **id);
        if let Some(more) = ours.ids.iter().find(|id| !known(id)) {
            return Err(format!("{request}\n  {more} is none of those that the service has"));
        }
        if same.len() == told.len() && ours.count != told.len() {
            return Err(format!("{request}\n  count {} instead of {}", ours.count, told.len()));
        }
        tally.compared(format!("{kind}: {name}, all"));
    }
    negated(world, recording, &same, tally)
}

/// The same filter with `!` finds none of them.
fn negated(
    world: &World,
    recording: &Recording,
    same: &[String],
    tally: &mut Tally,
) -> Result<(), String> {
    let filter = recording.param(&["filter"]).unwrap_or_default();
    let Some((name, value)) = filter.split_once(':').filter(|_| !filter.contains(',')) else {
        tally.skipped("several filters have no complement");
        return Ok(());
    };
    let filter = match value.strip_prefix('!') {
        Some(value) => format!("{name}:{value},ids.openalex:{}", same.join("|")),
        None => format!("{name}:!{value},ids.openalex:{}", same.join("|")),
    };
    let mut params = recording.without(PAGING);
    params.retain(|(name, _)| name != "filter");
    params.push(("filter".to_owned(), filter));
    let request = recording.with(&params);
    let ours = world.list(&request)?;
    if let Some(id) = ours.ids.first() {
        return Err(format!("{request}\n  finds {id}, which the service found without `!`"));
    }
    tally.compared(format!("negated: {name}"));
    Ok(())
}
