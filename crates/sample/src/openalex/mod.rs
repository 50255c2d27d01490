//! OpenAlex: `data/<entity>/updated_date=YYYY-MM-DD/part_NNN.gz` and a manifest for each entity.

mod anchors;
mod author;
mod author_record;
mod award;
mod classification;
mod concept;
mod funder;
mod geography;
mod impact;
mod institution;
mod institution_record;
mod publisher;
mod source;
mod source_record;
mod stamp;
mod subfields;
mod topic;
mod vocabulary;
mod work;
mod world;

use std::path::Path;

use rayon::prelude::*;

use self::stamp::{Era, Stamp};
use self::world::World;
use crate::json::{Date, Json};
use crate::partition::{self, Part, Share};
use crate::places;
use crate::shard::{self, Written};
use crate::{EntitySummary, Error, Observer, Options, Summary, manifest};

/// Writes the record at an index.
type Record = fn(&World, u64, Stamp, &mut work::Scratch, &mut Json);

struct Entity {
    name: &'static str,
    /// How many records there are.
    count: fn(&World) -> u64,
    record: Record,
    shares: &'static [Share<Era>],
}

const fn share(year: u16, month: u8, day: u8, era: Era, permille: u64) -> Share<Era> {
    Share { date: Date { year, month, day }, era, permille }
}

/// The newest partition comes first: it holds the anchors, which have the lowest indexes.
const WORK_SHARES: &[Share<Era>] = &[
    share(2026, 6, 23, Era::Walden, 260),
    share(2026, 6, 18, Era::Walden, 190),
    share(2026, 5, 28, Era::Walden, 160),
    share(2026, 2, 17, Era::Walden, 180),
    share(2025, 11, 6, Era::Walden, 160),
    share(2024, 11, 26, Era::Grants, 20),
    share(2023, 2, 21, Era::Venues, 20),
    share(2022, 12, 20, Era::Venues, 10),
];

const OTHER_SHARES: &[Share<Era>] = &[
    share(2026, 6, 23, Era::Walden, 500),
    share(2026, 6, 11, Era::Walden, 300),
    share(2025, 11, 6, Era::Walden, 150),
    share(2023, 9, 4, Era::Grants, 50),
];

/// Awards have records only since the end of 2025.
const AWARD_SHARES: &[Share<Era>] =
    &[share(2026, 6, 23, Era::Walden, 600), share(2026, 6, 11, Era::Walden, 400)];

/// Few enough to have changed on a single day.
const VOCABULARY_SHARES: &[Share<Era>] = &[share(2026, 6, 24, Era::Walden, 1000)];

const ENTITIES: &[Entity] = &[
    Entity { name: "works", count: |w| w.works, record: work::record, shares: WORK_SHARES },
    Entity {
        name: "authors",
        count: |w| w.authors,
        record: |w, i, s, _, j| author_record::record(w, i, s, j),
        shares: OTHER_SHARES,
    },
    Entity {
        name: "sources",
        count: |w| w.sources,
        record: |w, i, s, _, j| source_record::record(w, i, s, j),
        shares: OTHER_SHARES,
    },
    Entity {
        name: "institutions",
        count: |w| w.institutions,
        record: |w, i, s, _, j| institution_record::record(w, i, s, j),
        shares: OTHER_SHARES,
    },
    Entity {
        name: "concepts",
        count: |w| w.concepts,
        record: |w, i, s, _, j| concept::record(w, i, s, j),
        shares: OTHER_SHARES,
    },
    Entity {
        name: "topics",
        count: |w| w.topics,
        record: |w, i, s, _, j| topic::record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "keywords",
        count: |w| w.concepts,
        record: |w, i, s, _, j| concept::keyword_record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "publishers",
        count: |w| w.publishers,
        record: |w, i, s, _, j| publisher::record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "funders",
        count: |w| w.funders,
        record: |w, i, s, _, j| funder::record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "awards",
        count: |w| w.funders * award::AWARDS_EACH,
        record: |w, i, s, _, j| award::record(w, i, s, j),
        shares: AWARD_SHARES,
    },
    Entity {
        name: "domains",
        count: |_| subfields::DOMAINS.len() as u64,
        record: |w, i, s, _, j| classification::domain_record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "fields",
        count: |_| subfields::FIELDS.len() as u64,
        record: |w, i, s, _, j| classification::field_record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "subfields",
        count: |_| subfields::SUBFIELDS.len() as u64,
        record: |w, i, s, _, j| classification::subfield_record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "countries",
        count: |_| places::COUNTRIES.len() as u64,
        record: |w, i, s, _, j| geography::country_record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "continents",
        count: |_| geography::CONTINENTS.len() as u64,
        record: |w, i, s, _, j| geography::continent_record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "languages",
        count: |_| vocabulary::LANGUAGES.len(),
        record: |w, i, s, _, j| vocabulary::LANGUAGES.record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "licenses",
        count: |_| vocabulary::LICENSES.len(),
        record: |w, i, s, _, j| vocabulary::LICENSES.record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "sdgs",
        count: |_| vocabulary::GOALS.len(),
        record: |w, i, s, _, j| vocabulary::GOALS.record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "work-types",
        count: |_| vocabulary::WORK_TYPES.len(),
        record: |w, i, s, _, j| vocabulary::WORK_TYPES.record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "source-types",
        count: |_| vocabulary::SOURCE_TYPES.len(),
        record: |w, i, s, _, j| vocabulary::SOURCE_TYPES.record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
    Entity {
        name: "institution-types",
        count: |_| vocabulary::INSTITUTION_TYPES.len(),
        record: |w, i, s, _, j| vocabulary::INSTITUTION_TYPES.record(w, i, s, j),
        shares: VOCABULARY_SHARES,
    },
];

/// Writes all entities below `dir/data`.
pub(crate) fn write(
    dir: &Path,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Summary, Error> {
    let world = World::new(options.seed, options.records);
    let jobs: Vec<(&Entity, Part<Era>)> = ENTITIES
        .iter()
        .flat_map(|entity| {
            let parts =
                partition::plan((entity.count)(&world), entity.shares, options.shard_records);
            parts.into_iter().map(move |part| (entity, part))
        })
        .collect();
    let written: Vec<Written> = jobs
        .par_iter()
        .with_max_len(1)
        .map(|(entity, part)| {
            let mut scratch = work::Scratch::default();
            let stamp = Stamp { era: part.era, updated: part.date };
            shard::write(
                &dir.join(relative_path(entity, part)),
                part.records.clone(),
                observer,
                |index, json| {
                    (entity.record)(&world, index, stamp, &mut scratch, json);
                },
            )
        })
        .collect::<Result<_, _>>()?;
    let mut summary = Summary::default();
    for entity in ENTITIES {
        let mut files: Vec<(String, Written)> = jobs
            .iter()
            .zip(&written)
            .filter(|((of, _), _)| of.name == entity.name)
            .map(|((_, part), written)| {
                (format!("s3://openalex/{}", relative_path(entity, part)), *written)
            })
            .collect();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        manifest::write(&dir.join("data").join(entity.name).join("manifest"), &files)?;
        summary.entities.push(EntitySummary {
            name: entity.name,
            records: files.iter().map(|(_, w)| w.records).sum(),
            json_bytes: files.iter().map(|(_, w)| w.json_bytes).sum(),
            file_bytes: files.iter().map(|(_, w)| w.file_bytes).sum(),
            files: files.len() as u64,
        });
    }
    Ok(summary)
}

fn relative_path(entity: &Entity, part: &Part<Era>) -> String {
    let Date { year, month, day } = part.date;
    format!(
        "data/{}/updated_date={year:04}-{month:02}-{day:02}/part_{:03}.gz",
        entity.name, part.number
    )
}
