//! A walk that the hosted service began goes on here where it stood.

use crate::{
    recording::{member, text},
    tally::Tally,
    world::WORLDS,
};

#[test]
fn walks_go_on_from_the_services_tokens() {
    let mut tally = Tally::default();
    for world in WORLDS.iter() {
        let walks = world.recordings().filter(|one| one.is_list() && !one.groups());
        for recording in walks.filter(|one| one.status == 200) {
            if world.entity(recording.entity()).is_none() {
                continue;
            }
            let told = recording.records();
            let Some(meta) = member(&recording.body, "meta") else { continue };
            if let Some(token) = recording.param(&["cursor"]).filter(|token| *token != "*") {
                let request = recording.with(&recording.without(&["mailto", "api_key"]));
                match world.list(&request) {
                    Ok(ours) => {
                        let known = told.iter().filter(|told| world.has(told));
                        let lost = known.map(|told| told.id()).find(|id| !ours.ids.contains(id));
                        if let Some(id) = lost {
                            tally.fails(format!("{request}\n  {id} is not after {token}"));
                        }
                        tally.compared("later pages");
                    }
                    Err(reason) => tally.fails(reason),
                }
            }
            let Some(next) = text(meta, "next_cursor") else { continue };
            let mut params = recording.without(&["mailto", "api_key", "cursor"]);
            params.push(("cursor".to_owned(), next));
            let request = recording.with(&params);
            match world.list(&request) {
                Ok(ours) => {
                    let again = told.iter().filter(|told| world.has(told)).map(|told| told.id());
                    if let Some(id) = again.into_iter().find(|id| ours.ids.contains(id)) {
                        tally.fails(format!("{request}\n  {id} was told before"));
                    }
                    tally.compared("tokens of a page");
                }
                Err(reason) => tally.fails(reason),
            }
        }
    }
    if !WORLDS.is_empty() {
        tally.close("tokens", &["later pages", "tokens of a page"]);
    }
}

#[test]
fn walks_of_groups_go_on_from_the_services_tokens() {
    let mut tally = Tally::default();
    let Some(world) = WORLDS.first() else { return };
    for recording in world.recordings().filter(|one| one.status == 200 && one.groups()) {
        let meta = member(&recording.body, "meta").unwrap();
        let token = text(meta, "next_cursor").unwrap();
        let last = crate::envelopes::groups(&recording.body).pop().unwrap();
        // Search is not built; which records are counted does not matter here.
        let mut params = recording.without(&["filter", "cursor", "mailto", "api_key"]);
        params.push(("cursor".to_owned(), token));
        let request = recording.with(&params);
        let (status, body) = world.ask(&world.lake, &request);
        let ours = crate::envelopes::groups(&body);
        if status != 200 || ours.iter().any(|group| group.0 <= last.0) {
            tally.fails(format!("{request}\n  {status} {body}"));
        }
        tally.compared("tokens of groups");
    }
    tally.close("tokens", &["tokens of groups"]);
}
