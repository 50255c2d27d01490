//! How many DOIs there are, when each was changed, and who registered it.

use crate::cast::Cast;
use crate::json::{Date, Json};
use crate::moment::{DAY, Moment};
use crate::partition::{self, Part, Share};
use crate::rng::Rng;

/// Aspects of records; each has its own stream of random numbers.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub(super) enum Stream {
    Facts = 300,
    Names,
    Titles,
    Subjects,
    Dates,
    Rights,
    Places,
    Funding,
    Links,
    Usage,
    Client,
    Provider,
}

const fn month(year: u16, month: u8, permille: u64) -> Share<()> {
    Share { date: Date { year, month, day: 1 }, era: (), permille }
}

/// The months of the last changes.
const MONTHS: [Share<()>; 8] = [
    month(2020, 7, 90),
    month(2021, 2, 60),
    month(2022, 6, 110),
    month(2023, 5, 120),
    month(2024, 2, 130),
    month(2024, 11, 140),
    month(2025, 6, 160),
    month(2025, 12, 190),
];

pub(super) struct World {
    pub(super) cast: Cast,
    pub(super) records: u64,
    pub(super) clients: u64,
    pub(super) providers: u64,
    pub(super) parts: Vec<Part<()>>,
    /// Where each month begins and ends.
    months: Vec<Part<()>>,
}

impl World {
    pub(super) fn new(seed: u64, records: u64, part_records: u64) -> Self {
        let cast = Cast::new(seed, records);
        let clients = cast.publishers * 3 / 2;
        Self {
            records,
            clients,
            providers: clients / 3 + 2,
            parts: partition::plan(records, &MONTHS, part_records),
            months: partition::plan(records, &MONTHS, u64::MAX),
            cast,
        }
    }

    pub(super) fn rng(&self, stream: Stream, index: u64) -> Rng {
        Rng::of(self.cast.seed, stream as u64, index)
    }

    /// When a record was changed last: later than the one before it in the month.
    pub(super) fn updated(&self, index: u64) -> Moment {
        let month = self.months.iter().find(|month| month.records.contains(&index));
        let Some(month) = month else { return Moment::midnight(MONTHS[0].date) };
        let place = u128::from(index - month.records.start);
        let count = u128::from(month.records.end - month.records.start);
        let seconds = u128::from(28 * DAY) * (place * 16 + u128::from(index % 16)) / (count * 16);
        Moment(Moment::midnight(month.date).0 + seconds as u64)
    }

    /// The client that registered a DOI.
    pub(super) fn client(&self, index: u64) -> u64 {
        self.rng(Stream::Facts, index).skewed(self.clients)
    }
}

/// Clients that documentation names: id, name, prefix.
const KNOWN: [(&str, &str, &str); 3] = [
    ("cern.zenodo", "Zenodo", "10.5281"),
    ("pangaea.repository", "PANGAEA", "10.1594"),
    ("dryad.dryad", "DRYAD", "10.5061"),
];

pub(super) fn client_id(world: &World, client: u64, json: &mut Json) {
    match KNOWN.get(client as usize) {
        Some((id, _, _)) => json.raw(id),
        None => {
            provider_id(client_provider(world, client), json);
            json.raw(".");
            letters(world.cast.number(10, client), 5, json);
        }
    }
}

pub(super) fn client_provider(world: &World, client: u64) -> u64 {
    if client < KNOWN.len() as u64 { client } else { client % world.providers }
}

pub(super) fn client_name(client: u64) -> Option<&'static str> {
    KNOWN.get(client as usize).map(|(_, name, _)| *name)
}

pub(super) fn prefix(client: u64, json: &mut Json) {
    match KNOWN.get(client as usize) {
        Some((_, _, prefix)) => json.raw(prefix),
        None => {
            json.raw("10.");
            json.digits(20_000 + client * 3);
        }
    }
}

pub(super) fn provider_id(provider: u64, json: &mut Json) {
    match KNOWN.get(provider as usize) {
        Some((id, _, _)) => json.raw(id.split('.').next().unwrap_or(id)),
        None => letters(provider * 7919 + 17_576, 4, json),
    }
}

fn letters(number: u64, count: u32, json: &mut Json) {
    for place in 0..count {
        json.bytes.push(b'a' + (number / 26u64.pow(place) % 26) as u8);
    }
}

/// What follows the prefix in a DOI.
pub(super) fn suffix(world: &World, index: u64, client: u64, json: &mut Json) {
    let number = world.cast.number(11, index);
    match (client, number % 3) {
        (0, _) => json.raw("zenodo."),
        (1, _) => json.raw("pangaea."),
        (_, 0) => {
            letters(number, 4, json);
            json.raw("-");
        }
        (_, 1) => json.raw("dataset/v1/"),
        _ => {}
    }
    json.digits(number);
}

pub(super) fn doi(world: &World, index: u64, json: &mut Json) {
    let client = world.client(index);
    prefix(client, json);
    json.raw("/");
    suffix(world, index, client, json);
}

/// `2023-05-03T10:49:36Z`; with milliseconds until about 2020.
pub(super) fn stamp(key: &str, moment: Moment, json: &mut Json) {
    json.text(key, |j| {
        moment.write(j);
        j.raw(if moment.date().year <= 2020 { ".000Z" } else { "Z" });
    });
}
