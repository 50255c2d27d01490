//! Random requests that between them use every filter, group, sort key, operator and feature.

mod groups;
mod lists;
mod mistakes;
mod singles;
mod uses;
mod values;
mod write;

pub(crate) use uses::{Use, Uses};
pub(crate) use write::encoded;

use crate::{
    features::{FEATURES, Feature},
    oracle::{Oracle, entities::Entity, fields::Field},
    rng::Rng,
};

/// Makes requests. What has been used least goes first.
pub(crate) struct Random<'o> {
    oracle: &'o Oracle,
    pub(crate) rng: Rng,
    /// Those that there are records of.
    entities: Vec<&'static Entity>,
    pub(crate) uses: Uses<'o>,
}

/// Parameters and their values.
type Params = Vec<(&'static str, String)>;

/// How often a feature's requests come.
fn weight(feature: Feature) -> usize {
    match feature {
        Feature::Page => 8,
        Feature::Groups => 6,
        Feature::Walk | Feature::GroupMetric => 2,
        // Parts of other requests.
        Feature::GroupTruths | Feature::GroupContinents | Feature::GroupVersions => 0,
        Feature::Listed | Feature::SortConditions | Feature::SortReplaced => 0,
        Feature::Corpus | Feature::Aliases | Feature::MixedLabels => 0,
        _ => 1,
    }
}

impl<'o> Random<'o> {
    pub(crate) fn new(oracle: &'o Oracle, seed: u64) -> Random<'o> {
        let entities = oracle.entities();
        let uses = Uses::new(oracle, &entities);
        Random { oracle, rng: Rng(seed), entities, uses }
    }

    /// The next request.
    pub(crate) fn request(&mut self) -> String {
        let on: Vec<Feature> = FEATURES
            .iter()
            .filter(|(_, on)| *on)
            .flat_map(|(feature, _)| std::iter::repeat_n(*feature, weight(*feature)))
            .collect();
        let feature = *self.rng.pick(&on);
        self.uses.feature(feature);
        match feature {
            Feature::Walk => self.walk(),
            Feature::Single => self.single(),
            Feature::Mistake => self.mistake(),
            Feature::Groups => self.groups(),
            Feature::GroupWalk => self.group_walk(),
            Feature::GroupNested => self.nested(),
            Feature::GroupFacets => self.facets(),
            Feature::GroupSort => self.sorted_groups(),
            Feature::GroupMetric => self.measured_groups(),
            Feature::GroupQuery => self.queried_groups(),
            Feature::Select => self.selected(),
            Feature::Sample => self.sample(),
            Feature::Sums => self.sums(),
            Feature::Random => self.random(),
            _ => self.page(),
        }
    }

    /// An entity for requests whose fields come second.
    fn any_entity(&mut self) -> &'static Entity {
        let works = self.entities.iter().find(|entity| entity.name == "works").copied();
        match works.filter(|_| self.rng.chance(50)) {
            Some(works) => works,
            None => self.entities[self.rng.below(self.entities.len())],
        }
    }

    /// A field, and with it the entity: mostly one of those that were used least.
    fn field(&mut self, how: Use, fits: &dyn Fn(&Field) -> bool) -> &'o Field {
        let entity = self.rng.chance(25).then(|| self.any_entity().name);
        let own = |field: &Field| fits(field) && entity.is_none_or(|name| field.entity == name);
        let found = self.uses.next(how, &own, &mut self.rng);
        let found = found.or_else(|| self.uses.next(how, fits, &mut self.rng));
        found.unwrap_or_else(|| panic!("no field for {how:?}"))
    }

    /// A field of an entity.
    fn field_of(
        &mut self,
        how: Use,
        entity: &str,
        fits: &dyn Fn(&Field) -> bool,
    ) -> Option<&'o Field> {
        self.uses.next(how, &|field| field.entity == entity && fits(field), &mut self.rng)
    }

    /// A field and a value to filter it by.
    pub(crate) fn one_filter(
        &mut self,
        fits: &dyn Fn(&Field) -> bool,
    ) -> Option<(&'o Field, String)> {
        let field = self.uses.next(Use::Filter, fits, &mut self.rng)?;
        Some((field, values::value(self.oracle, field, &mut self.rng)?))
    }

    /// A field to group by.
    pub(crate) fn one_group(&mut self, fits: &dyn Fn(&Field) -> bool) -> Option<&'o Field> {
        self.uses.next(Use::Group, fits, &mut self.rng)
    }
}
