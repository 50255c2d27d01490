//! The dates of a work: partial ones of publication, whole ones of deposit and indexing.

use super::kinds::{Dating, Kind};
use super::world::{Stream, World};
use crate::json::{Date, Json};
use crate::moment::{DAY, Moment};
use crate::years;

/// The day after the last one in the files.
pub(super) const END: Date = Date { year: 2026, month: 3, day: 1 };
/// The oldest deposits.
const BEGINNING: Date = Date { year: 2002, month: 7, day: 25 };

/// A date of which the day, or the month too, may be unknown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partial {
    pub(super) date: Date,
    /// How many of year, month and day are known: 1 to 3.
    pub(super) parts: u8,
}

/// All dates of a work.
pub(super) struct Dates {
    /// The year it is dated in, even where no member says so.
    pub(super) year: u16,
    pub(super) issued: Option<Partial>,
    pub(super) print: Option<Partial>,
    pub(super) online: Option<Partial>,
    pub(super) other: Option<Partial>,
    pub(super) posted: Option<Partial>,
    pub(super) approved: Option<Partial>,
    pub(super) accepted: Option<Partial>,
    pub(super) content_created: Option<Partial>,
    pub(super) created: Moment,
    pub(super) deposited: Moment,
    pub(super) indexed: Moment,
}

impl Dates {
    pub(super) fn of(world: &World, index: u64, kind: &Kind, is_copy: bool) -> Self {
        let mut rng = world.rng(Stream::Dates, index);
        let year = years::draw(&mut rng);
        let month = rng.between(1, if year == END.year { 2 } else { 12 }) as u8;
        let date = Date { year, month, day: rng.between(1, 28) as u8 };
        let parts = rng.weighted(&[(3, 550), (2, 250), (1, 200)]);
        let partial = Partial { date, parts };
        let whole = Partial { date, parts: 3 };
        // A month after the electronic version, and never in another year.
        let later =
            Date { month: if year == END.year { month } else { 12.min(month + 1) }, ..date };
        let (print, online) = match (kind.dating, rng.below(10)) {
            (Dating::Published, 0..4) => (Some(Partial { date: later, parts }), Some(whole)),
            (Dating::Published, 4..7) => (Some(partial), None),
            (Dating::Published, _) => (None, Some(whole)),
            _ => (None, None),
        };
        let other = (kind.dating == Dating::Other && rng.chance(600)).then_some(partial);
        let posted = (kind.dating == Dating::Posted).then_some(whole);
        let content_created =
            (kind.dating == Dating::Other && other.is_none() || rng.chance(8)).then_some(whole);
        let awarded = (kind.dating == Dating::Awarded).then_some(whole);
        let issued = [online, posted, awarded, print, other].into_iter().flatten().next();
        let issued = issued.or(content_created.filter(|_| kind.dating == Dating::Other));
        let first = Date { year: year.max(1970), ..date }.max(BEGINNING);
        let created = Moment(Moment::midnight(first).0 + rng.below(60 * DAY));
        let created = created.min(Moment(Moment::midnight(END).0 - DAY + rng.below(DAY)));
        let deposited = match rng.below(3) {
            0 => Moment(created.0 + 1),
            _ => Moment::draw(&mut rng, created.date(), END).max(created),
        };
        let former = Moment::draw(&mut rng, deposited.date(), END).max(deposited);
        let indexed = Moment::draw(&mut rng, former.date(), END).max(former);
        // Which copy of a work is the younger one does not follow from where it stands.
        let is_former = is_copy == index.is_multiple_of(2);
        Self {
            year,
            issued,
            print,
            online,
            other,
            posted,
            approved: (kind.dating == Dating::Approved || rng.chance(4)).then_some(partial),
            accepted: (issued.is_some() && (rng.chance(30) || index == 5))
                .then_some(Partial { date: earlier(date), parts: 3 }),
            content_created,
            created,
            deposited,
            indexed: if is_former { former } else { indexed },
        }
    }
}

fn earlier(date: Date) -> Date {
    if date.month > 3 {
        Date { month: date.month - 3, ..date }
    } else {
        Date { year: date.year - 1, ..date }
    }
}

/// `"key":{"date-parts":[[2020,6]]}`.
pub(super) fn partial(json: &mut Json, key: &str, partial: Option<Partial>) {
    if let Some(partial) = partial {
        json.object(key, |j| date_parts(j, partial));
    }
}

fn date_parts(json: &mut Json, Partial { date, parts }: Partial) {
    json.array("date-parts", |j| {
        j.raw("[");
        let known = [u64::from(date.year), date.month.into(), date.day.into()];
        for part in &known[..usize::from(parts)] {
            j.item();
            j.digits(*part);
        }
        j.raw("]");
    });
}

/// `"key":{"date-parts":…,"date-time":…,"timestamp":…}`, and what else an index knows.
pub(super) fn moment(json: &mut Json, key: &str, moment: Moment, version: Option<&str>) {
    json.object(key, |j| {
        date_parts(j, Partial { date: moment.date(), parts: 3 });
        j.text("date-time", |j| {
            moment.write(j);
            j.raw("Z");
        });
        // Indexing is timed to the millisecond, everything else to the second.
        j.num("timestamp", moment.0 * 1000 + if key == "indexed" { moment.0 % 997 } else { 0 });
        if let Some(version) = version {
            j.str("version", version);
        }
    });
}
