//! Whether records keep the shape that they had: how many have a value of the fields that matter, and how many
//! values conform. What is watched is said by the table: its lookups, its year, its days, what decides which record
//! is newest, and the id.

use std::collections::BTreeMap;

use serapeum_lake::{Manifest, Shard};
use serapeum_model::{Entity, Field, Kind, Storage};

use crate::{Error, column::Stored, columns::Columns, keys};

/// A share that fell by more than so many of a hundred is refused.
const POINTS: u128 = 5;
/// Of fewer, one alone would be more than that.
const LEAST: u64 = 20;
/// Years that a record may plausibly be of.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2100;
/// The first days of those years and of the year after the last, from 1970 on.
const DAYS: std::ops::Range<i64> = -354_285..47_847;
/// Why a line without an id is no record.
const NO_ID: &str = "missing id";

/// A field that is watched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Watched {
    column: usize,
    field: Field,
}

/// How many records have a value of a field that is watched.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count {
    filled: u64,
    implausible: u64,
}

/// The fields that are watched, but for the id: a line without one is no record.
pub(crate) fn watched(entity: &Entity) -> Vec<Watched> {
    let lookups = keys::lookups(entity);
    let all = entity.fields.iter().copied().enumerate();
    all.filter(|(column, field)| {
        let day = field.kind == Kind::Date && !field.many;
        let told = lookups.contains(column) || field.is_year() || entity.newest == Some(*field);
        (told || day) && *field != entity.id && !field.is_joined()
    })
    .map(|(column, field)| Watched { column, field })
    .collect()
}

impl Watched {
    /// Counts the row that `columns` has just finished.
    fn count(self, columns: &Columns, count: &mut Count) {
        let Some(first) = columns.column(self.column).and_then(|column| column.last_row().next())
        else {
            return;
        };
        let plausible = match first {
            Stored::Number(year) if self.field.is_year() => YEARS.contains(&year),
            Stored::Number(day) if self.field.kind.storage() == Storage::Date => {
                DAYS.contains(&day)
            }
            _ => true,
        };
        count.filled += u64::from(plausible);
        count.implausible += u64::from(!plausible);
    }
}

/// Counts the row that `columns` has just finished, field by field.
pub(crate) fn count(watched: &[Watched], columns: &Columns, counts: &mut Vec<Count>) {
    counts.resize(watched.len(), Count::default());
    for (watched, count) in watched.iter().zip(counts) {
        watched.count(columns, count);
    }
}

/// Adds counts to those of another thread.
pub(crate) fn add(sum: &mut Vec<Count>, more: &[Count]) {
    sum.resize(sum.len().max(more.len()), Count::default());
    for (sum, more) in sum.iter_mut().zip(more) {
        sum.filled += more.filled;
        sum.implausible += more.implausible;
    }
}

/// Counts by the names of their fields: values, and those of them that are not plausible.
pub(crate) fn named(
    watched: &[Watched],
    counts: &[Count],
) -> (BTreeMap<String, u64>, BTreeMap<String, u64>) {
    let name = |watched: &Watched| watched.field.name.to_owned();
    let pairs = || watched.iter().zip(counts);
    let filled = pairs().map(|(watched, count)| (name(watched), count.filled)).collect();
    let odd = pairs().filter(|(_, count)| count.implausible > 0);
    (filled, odd.map(|(watched, count)| (name(watched), count.implausible)).collect())
}

/// Some of a whole.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    part: u64,
    whole: u64,
}

impl Share {
    /// Whether this is more than five points below what was.
    fn fell(self, before: Share) -> bool {
        let (now, was) = (u128::from(self.part), u128::from(before.part));
        let (all, were) = (u128::from(self.whole), u128::from(before.whole));
        self.whole >= LEAST
            && before.whole >= LEAST
            && (was * all).saturating_sub(now * were).saturating_mul(100)
                > (all * were).saturating_mul(POINTS)
    }

    /// In per cent.
    fn told(self) -> String {
        format!("{:.1} %", self.part as f64 * 100.0 / self.whole.max(1) as f64)
    }

    /// Of the records of shards whose records were counted, those that have a value.
    fn filled<'s>(shards: impl Iterator<Item = &'s Shard>, field: &str) -> Share {
        let counted = shards.filter_map(|shard| Some((shard.filled.get(field)?, shard.records)));
        counted.fold(Share::default(), |sum, (filled, records)| Share {
            part: sum.part + filled,
            whole: sum.whole + records,
        })
    }

    /// Of the values of shards, those that conform and are plausible.
    fn conforming<'s>(shards: impl Iterator<Item = &'s Shard>, field: &str) -> Share {
        let of = |counts: &BTreeMap<String, u64>| counts.get(field).copied().unwrap_or_default();
        shards.fold(Share::default(), |sum, shard| {
            let Some(filled) = shard.filled.get(field) else { return sum };
            let odd = of(&shard.nulled) + of(&shard.implausible);
            Share { part: sum.part + filled, whole: sum.whole + filled + odd }
        })
    }

    /// Of the lines of shards that would be records, those with an id that conforms.
    fn with_id<'s>(shards: impl Iterator<Item = &'s Shard>) -> Share {
        shards.fold(Share::default(), |sum, shard| {
            let without = shard.rejects.get(NO_ID).copied().unwrap_or_default();
            Share { part: sum.part + shard.records, whole: sum.whole + shard.records + without }
        })
    }
}

/// Refuses an entity of which a field that is watched has broken since the last version.
pub(crate) fn check(
    entity: &Entity,
    before: &Manifest,
    after: &Manifest,
    read: &[Shard],
) -> Result<(), Error> {
    let refuse = |field: &str, what, (was, now): (Share, Share)| match now.fell(was) {
        false => Ok(()),
        true => Err(Error::Shape {
            entity: entity.name.to_owned(),
            field: field.to_owned(),
            what,
            before: was.told(),
            now: now.told(),
        }),
    };
    let ids = (Share::with_id(before.shards.iter()), Share::with_id(read.iter()));
    refuse(entity.id.name, "lines read that have one which conforms", ids)?;
    for Watched { field, .. } in watched(entity) {
        let shares = |of: fn(&mut dyn Iterator<Item = &Shard>, &str) -> Share, now: &[Shard]| {
            (of(&mut before.shards.iter(), field.name), of(&mut now.iter(), field.name))
        };
        let conforming = shares(|shards, field| Share::conforming(shards, field), read);
        refuse(field.name, "values read that conform", conforming)?;
        let filled = shares(|shards, field| Share::filled(shards, field), &after.shards);
        refuse(field.name, "records that have one", filled)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_share_falls_by_more_than_five_points_or_not() {
        let share = |part, whole| Share { part, whole };
        assert!(!share(95, 100).fell(share(100, 100)));
        assert!(share(949, 1_000).fell(share(100, 100)));
        assert!(!share(19, 20).fell(share(20, 20)) && share(18, 20).fell(share(20, 20)));
        assert!(!share(0, 19).fell(share(20, 20)) && !share(0, 20).fell(share(19, 19)));
        assert!(!share(50, 100).fell(share(1, 100)));
        let many = u64::from(u32::MAX) << 10;
        assert!(share(0, many).fell(share(many, many)));
        assert_eq!(share(1, 3).told(), "33.3 %");
    }

    #[test]
    fn days_are_those_of_the_years() {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|day| day.to_epoch_days());
        let bounds = [day(1000), day(2101)].map(|day| day.map(i64::from));
        assert_eq!(bounds, [Some(DAYS.start), Some(DAYS.end)]);
    }
}
