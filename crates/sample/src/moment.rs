//! Points in time, without a clock.

use crate::json::{Date, Json};
use crate::rng::Rng;

/// Seconds since the beginning of 1970, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) u64);

pub(crate) const DAY: u64 = 86_400;

impl Moment {
    /// Midnight at the beginning of a day since 1970.
    pub(crate) fn midnight(date: Date) -> Self {
        // Years begin in March here, so that the leap day is their last.
        let (year, month) = (u64::from(date.year), u64::from(date.month));
        let year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + u64::from(date.day) - 1;
        let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
        Self(days.saturating_sub(719_468) * DAY)
    }

    /// Some second of the days from `first` up to, but without, `last`.
    pub(crate) fn draw(rng: &mut Rng, first: Date, last: Date) -> Self {
        let (first, last) = (Self::midnight(first).0, Self::midnight(last).0);
        Self(first + rng.below(last.saturating_sub(first).max(1)))
    }

    pub(crate) fn date(self) -> Date {
        let days = self.0 / DAY + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        Date {
            year: (era * 400 + year_of_era + u64::from(month <= 2)) as u16,
            month: month as u8,
            day: (of_year - (153 * march_month + 2) / 5 + 1) as u8,
        }
    }

    /// `2026-06-23T14:05:09`, without a zone.
    pub(crate) fn write(self, json: &mut Json) {
        json.date(self.date());
        let seconds = self.0 % DAY;
        for (mark, value) in [("T", seconds / 3600), (":", seconds / 60 % 60), (":", seconds % 60)]
        {
            json.raw(mark);
            json.padded(value, 2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, year, month, day) in [
            (0, 1970, 1, 1),
            (951_782_400, 2000, 2, 29),
            (951_868_800, 2000, 3, 1),
            (1_767_225_600, 2026, 1, 1),
        ] {
            let date = Date { year, month, day };
            assert_eq!(Moment(seconds).date(), date);
            assert_eq!(Moment::midnight(date), Moment(seconds));
        }
        for day in 0..40_000 {
            assert_eq!(Moment::midnight(Moment(day * DAY + 5).date()), Moment(day * DAY));
        }
    }
}
