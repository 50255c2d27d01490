//! What was used, and how often.

use std::collections::BTreeMap;

use super::values::{SHAPES, Shape};
use crate::{
    features::{FEATURES, Feature},
    oracle::{
        Oracle,
        entities::Entity,
        fields::{Class, Field},
        form::Form,
    },
    rng::Rng,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    Filter,
    Group,
    Sort,
}

impl Use {
    fn needs(self, field: &Field) -> Option<Feature> {
        match self {
            Use::Filter => Some(field.filter_needs()),
            Use::Group => field.grouping_needs(),
            Use::Sort => field.sorting_needs(),
        }
    }
}

pub(crate) struct Uses<'o> {
    /// Each use of a field, and how often it was made.
    fields: Vec<(Use, &'o Field, usize)>,
    features: BTreeMap<Feature, usize>,
    shapes: BTreeMap<(String, Shape), usize>,
}

impl<'o> Uses<'o> {
    pub(crate) fn new(oracle: &'o Oracle, entities: &[&'static Entity]) -> Uses<'o> {
        let own = |field: &&Field| entities.iter().any(|entity| entity.name == field.entity);
        let all = [Use::Filter, Use::Group, Use::Sort].into_iter().flat_map(|how| {
            let fields = oracle.fields.iter().filter(own);
            fields
                .filter(move |field| how.needs(field).is_some_and(Feature::is_on))
                .map(move |f| (how, f, 0))
        });
        Uses { fields: all.collect(), features: BTreeMap::new(), shapes: BTreeMap::new() }
    }

    pub(crate) fn feature(&mut self, feature: Feature) {
        *self.features.entry(feature).or_default() += 1;
    }

    pub(crate) fn shape(&mut self, class: Class, shape: Shape) {
        *self.shapes.entry((kind(class), shape)).or_default() += 1;
    }

    /// One of the fields that were used least.
    pub(crate) fn next(
        &mut self,
        how: Use,
        fits: &dyn Fn(&Field) -> bool,
        rng: &mut Rng,
    ) -> Option<&'o Field> {
        let fitting = |at: &usize| {
            let (own, field, _) = &self.fields[*at];
            *own == how && fits(field)
        };
        let places: Vec<usize> = (0..self.fields.len()).filter(fitting).collect();
        let least = places.iter().map(|at| self.fields[*at].2).min()?;
        let least: Vec<usize> =
            places.into_iter().filter(|at| self.fields[*at].2 == least).collect();
        let at = *rng.pick(&least);
        self.fields[at].2 += 1;
        let field = self.fields[at].1;
        if how == Use::Group && field.form == Form::AnyId {
            self.feature(Feature::MixedLabels);
        }
        match how.needs(field) {
            Some(Feature::Page | Feature::Groups) | None => {}
            Some(feature) => self.feature(feature),
        }
        Some(field)
    }

    /// What was used less often than that.
    pub(crate) fn rare(&self, often: usize) -> Vec<String> {
        let fields = self.fields.iter().filter(|(_, _, count)| *count < often);
        let fields =
            fields.map(|(how, field, _)| format!("{how:?} {} {}", field.entity, field.name));
        let used = |feature: &Feature| self.features.get(feature).copied().unwrap_or(0);
        let features = FEATURES.iter().filter(|(feature, on)| *on && used(feature) < often);
        let features = features.map(|(feature, _)| format!("{feature:?}"));
        let of = |class: Class, shape: Shape| self.shapes.get(&(kind(class), shape)).copied();
        let shapes =
            SHAPES.iter().flat_map(|(class, shapes)| shapes.iter().map(move |s| (*class, *s)));
        let shapes = shapes.filter(|(class, shape)| of(*class, *shape).unwrap_or(0) < often);
        let shapes = shapes.map(|(class, shape)| format!("{class:?} {shape:?}"));
        fields.chain(features).chain(shapes).collect()
    }
}

/// The class without what stands inside.
fn kind(class: Class) -> String {
    format!("{class:?}").split('(').next().unwrap_or_default().to_owned()
}
