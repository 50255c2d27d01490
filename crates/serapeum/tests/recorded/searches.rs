//! Searches find what the hosted service found, as far as titles and abstracts tell: it looks into full texts too,
//! which no snapshot has. How far the orders agree is told, not asserted.

use crate::{
    members::everything,
    recording::Recording,
    world::{WORLDS, World},
};

/// So many of the service's records are looked for.
const TOLD: usize = 10;
/// Among so many of ours.
const OURS: usize = 25;

#[derive(Debug, Default)]
struct Sums {
    searches: usize,
    refused: usize,
    told: usize,
    found: usize,
    /// The shares of the service's first records among our first ones.
    tops: Vec<f64>,
    /// Kendall's tau of the records that both tell.
    taus: Vec<f64>,
    missed: Vec<String>,
}

#[test]
fn searches_find_what_they_found() {
    let mut sums = Sums::default();
    for world in WORLDS.iter() {
        let lists = world.recordings().filter(|one| one.is_list() && !one.groups());
        for recording in lists.filter(|one| one.searches() && one.status == 200) {
            compare(world, recording, &mut sums);
        }
    }
    if WORLDS.is_empty() {
        return;
    }
    let mean = |shares: &[f64]| shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    eprintln!(
        "{} searches ({} refused), {} of {} records found ({:.1} %), top {TOLD} in our top {OURS}: {:.3} of {} searches, tau {:.3} of {}",
        sums.searches,
        sums.refused,
        sums.found,
        sums.told,
        100.0 * sums.found as f64 / sums.told.max(1) as f64,
        mean(&sums.tops),
        sums.tops.len(),
        mean(&sums.taus),
        sums.taus.len()
    );
    sums.missed.iter().take(20).for_each(|missed| eprintln!("  {missed}"));
    assert!(sums.told > 3, "no recorded search has records that are in a lake");
    assert!(sums.found * 10 >= sums.told * 8, "{} of {}", sums.found, sums.told);
}

fn compare(world: &World, recording: &Recording, sums: &mut Sums) {
    if world.entity(recording.entity()).is_none() {
        return;
    }
    let told = recording.records();
    let same: Vec<String> =
        told.iter().filter(|told| world.has(told)).map(|told| told.id()).collect();
    if same.is_empty() {
        return;
    }
    sums.searches += 1;
    let request = everything(recording);
    let Ok(ours) = world.list(&request) else {
        sums.refused += 1;
        sums.missed.push(format!("refused: {request}"));
        return;
    };
    sums.told += same.len();
    let places: Vec<usize> =
        same.iter().filter_map(|id| ours.ids.iter().position(|ours| ours == id)).collect();
    sums.found += places.len();
    if places.len() < same.len() {
        sums.missed.push(format!("{} of {}: {request}", places.len(), same.len()));
    }
    // Of the records of a day alone can be told how we would have ranked them among others.
    let ranked = recording.param(&["sort"]).is_none() && world.whole && same.len() > 2;
    if !ranked {
        return;
    }
    let top = same.iter().take(TOLD);
    let among = top.clone().filter(|id| ours.ids.iter().take(OURS).any(|ours| ours == *id));
    sums.tops.push(among.count() as f64 / top.len() as f64);
    let mut agree = 0i64;
    let mut pairs = 0i64;
    for (at, first) in places.iter().enumerate() {
        for second in &places[at + 1..] {
            pairs += 1;
            agree += if first < second { 1 } else { -1 };
        }
    }
    if pairs > 0 {
        sums.taus.push(agree as f64 / pairs as f64);
    }
}
