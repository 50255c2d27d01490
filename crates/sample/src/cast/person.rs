//! People: a name, perhaps an ORCID iD, and where they work.

use super::{Cast, Organization, Stream};
use crate::people::Name;
use crate::rng::Rng;

#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) index: u64,
    pub(crate) name: Name,
    /// The digits of the ORCID iD before the check digit.
    pub(crate) orcid: Option<u64>,
    /// The index of an organization.
    pub(crate) home: u64,
}

impl Person {
    pub(crate) fn of(cast: &Cast, index: u64) -> Self {
        let mut rng = cast.rng(Stream::Person, index);
        let home = rng.skewed(cast.organizations);
        let country = Organization::of(cast, home).country;
        let culture = rng.pick(country.cultures);
        let name = Name::draw(&mut rng, culture);
        // Numbers from 15,000,000 on are those that ORCID has given out.
        let orcid = (index.is_multiple_of(8) || rng.chance(330))
            .then(|| 15_000_000 + cast.number(1, index));
        Self { index, name, orcid, home }
    }

    /// `number` different people, some of them colleagues, the prolific ones more often.
    pub(crate) fn draw_some(cast: &Cast, number: u64, rng: &mut Rng) -> Vec<Self> {
        let mut indexes: Vec<u64> = Vec::new();
        let number = number.min(cast.people / 2);
        while (indexes.len() as u64) < number {
            let next = rng.skewed(cast.people);
            // A crowd is a run of neighbours: drawing one by one would search the list again and again.
            if number > 60 {
                let first = next.min(cast.people - number);
                return (first..first + number).map(|index| Self::of(cast, index)).collect();
            }
            if !indexes.contains(&next) {
                indexes.push(next);
            }
        }
        indexes.into_iter().map(|index| Self::of(cast, index)).collect()
    }
}
