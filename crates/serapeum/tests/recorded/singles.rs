//! A single record is found by the path that the hosted service found it by.

use crate::{
    recording::{encoded, text},
    tally::Tally,
    world::WORLDS,
};

#[test]
fn paths_lead_to_the_record_that_they_led_to() {
    let mut tally = Tally::default();
    for world in WORLDS.iter() {
        let single = world.recordings().filter(|one| !one.is_list() && one.status == 200);
        for recording in single {
            let Some(told) = recording.records().into_iter().next() else {
                tally.skipped("select: a record without id");
                continue;
            };
            if !world.has(&told) {
                tally.skipped("not in the lake in the same version");
                continue;
            }
            // As strict as the service, because it ignores parameters of lists here.
            let params: Vec<String> = recording
                .params
                .iter()
                .map(|(name, value)| format!("{name}={}", encoded(value)))
                .collect();
            let request =
                format!("https://api.openalex.org/{}?{}", recording.path, params.join("&"));
            let (status, body) = world.ask(&world.strict, &request);
            let merged =
                text(&body, "doi").is_some() && text(&body, "doi") == text(told.text, "doi");
            if status == 200 && !world.whole && merged && text(&body, "id") != Some(told.id()) {
                // Two records of one DOI were one later.
                tally.skipped("another record has the DOI, too");
                continue;
            }
            if status != 200 || text(&body, "id") != Some(told.id()) {
                let start: String = body.chars().take(200).collect();
                tally.fails(format!("{}: {request}: {status} {start}", world.name));
            }
            let by = if recording.path.contains("doi.org") { "DOI" } else { "id" };
            tally.compared(format!("{} by {by}", recording.entity()));
        }
    }
    if !WORLDS.is_empty() {
        tally.close("single records", &["works by DOI", "works by id", "sources by id"]);
    }
}
