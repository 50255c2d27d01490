//! Lists of records: filters, sort keys, pages.

use super::{Params, Random, Use, values};
use crate::{
    features::Feature,
    oracle::{
        entities::Entity,
        fields::{Class, Field},
        select::schema,
    },
};

impl Random<'_> {
    fn segment(&mut self, field: &Field) -> String {
        let value = (0..20).find_map(|_| values::value(self.oracle, field, &mut self.rng));
        let value = value.unwrap_or_else(|| "null".to_owned());
        self.uses.shape(field.class, values::shape(&value));
        let name =
            if self.rng.chance(15) { field.name.replace('_', "-") } else { field.name.into() };
        format!("{name}:{value}")
    }

    fn filter(&mut self, entity: &Entity, first: Option<&Field>) -> String {
        let count = match self.rng.below(10) {
            0 if first.is_none() => 0,
            0..6 => 1,
            6..9 => 2,
            _ => 3,
        };
        let mut parts = Vec::new();
        for at in 0..count {
            let other = |field: &Field| field.class != Class::Refused;
            let field = match first.filter(|_| at == 0) {
                Some(field) => Some(field),
                None => self.field_of(Use::Filter, entity.name, &other),
            };
            let Some(field) = field else { break };
            let part = self.segment(field);
            // Refusals hide what stands beside them.
            if field.class == Class::Refused {
                return part;
            }
            parts.push(part);
            // A name may come again: both hold.
            if self.rng.chance(4) {
                parts.push(self.segment(field));
            }
        }
        if entity.name == "authors" && self.rng.chance(10) {
            parts.push("works_count:0-".to_owned());
        }
        // Empty segments are skipped.
        parts.join(if self.rng.chance(3) { ",," } else { "," })
    }

    /// Parameters that any list may have.
    pub(super) fn list(&mut self, entity: &Entity, first: Option<&Field>) -> Params {
        let mut params = Params::new();
        let filter = self.filter(entity, first);
        let named = filter.contains("is_xpac:") || filter.contains("is-xpac:");
        if !filter.is_empty() {
            params.push(("filter", filter));
        }
        if entity.name == "works" {
            match self.rng.below(20) {
                0 | 1 => {
                    let name = *self.rng.pick(&["include_xpac", "include-xpac"]);
                    params.push((name, "true".to_owned()));
                }
                2 if !named && Feature::Corpus.is_on() => {
                    self.uses.feature(Feature::Corpus);
                    let corpus = *self.rng.pick(&["core", "expansion", "all"]);
                    params.push(("corpus", corpus.to_owned()));
                }
                _ => {}
            }
        }
        if self.rng.chance(3) {
            params.push(("mailto", "someone@example.org".to_owned()));
        }
        params
    }

    fn sort(&mut self, entity: &Entity, first: Option<&Field>) -> String {
        if entity.name == "works" && Feature::SortReplaced.is_on() && self.rng.chance(3) {
            self.uses.feature(Feature::SortReplaced);
            let end = *self.rng.pick(&["min", "max"]);
            return format!("cited_by_percentile_year.{end}:desc");
        }
        let count = 1 + self.rng.below(3) / 2;
        let mut keys = Vec::new();
        for at in 0..count {
            let field = match first.filter(|_| at == 0) {
                Some(field) => Some(field),
                None => self.field_of(Use::Sort, entity.name, &|_| true),
            };
            let Some(field) = field else { break };
            let ending = *self.rng.pick(&["", ":asc", ":desc", ":desc"]);
            let name =
                if self.rng.chance(10) { field.name.replace('_', "-") } else { field.name.into() };
            keys.push(format!("{name}{ending}"));
        }
        keys.join(",")
    }

    pub(super) fn size(&mut self, sizes: &[&str]) -> (&'static str, String) {
        let name = if self.rng.chance(50) { "per-page" } else { "per_page" };
        (name, (*self.rng.pick(sizes)).to_owned())
    }

    /// A filter or a sort key decides the entity.
    fn beginning(&mut self) -> (&'static Entity, Params) {
        if self.rng.chance(50) {
            let field = self.field(Use::Filter, &|_| true);
            let entity = self.entity_of(field);
            let mut params = self.list(entity, Some(field));
            if self.rng.chance(50) {
                params.push(("sort", self.sort(entity, None)));
            }
            return (entity, params);
        }
        let field = self.field(Use::Sort, &|_| true);
        let entity = self.entity_of(field);
        let mut params = self.list(entity, None);
        params.push(("sort", self.sort(entity, Some(field))));
        (entity, params)
    }

    pub(super) fn entity_of(&self, field: &Field) -> &'static Entity {
        self.entities.iter().find(|entity| entity.name == field.entity).unwrap()
    }

    /// A page of a list.
    pub(super) fn page(&mut self) -> String {
        let (entity, mut params) = self.beginning();
        // Of the two spellings the one with a dash wins; without a value, none counts.
        match self.rng.below(20) {
            0 => params.extend([("per_page", "3".to_owned()), ("per-page", "9".to_owned())]),
            1 => params.push(("per-page", String::new())),
            2..14 => params.push(self.size(&["1", "7", "50", "200", "1000"])),
            _ => {}
        }
        match self.rng.below(20) {
            0 => params.push(("page", String::new())),
            1..8 => params.push(("page", self.rng.pick(&["1", "2", "3", "40"]).to_string())),
            _ => {}
        }
        self.write(entity, &params)
    }

    /// A list to walk through.
    pub(super) fn walk(&mut self) -> String {
        let (entity, mut params) = self.beginning();
        let left = self.oracle.table(entity.name).records.len();
        let size = (left / (3 + self.rng.below(12))).max(3);
        params.push(("per-page", size.to_string()));
        params.push(("cursor", "*".to_owned()));
        if Feature::Select.is_on() && self.rng.chance(10) {
            params.push(("select", "id,display_name".to_owned()));
        }
        self.write(entity, &params)
    }

    /// A list of records of which some members are shown.
    pub(super) fn selected(&mut self) -> String {
        let (entity, mut params) = self.beginning();
        let schema = schema(entity.name);
        let mut names: Vec<&str> = schema.iter().copied().filter(|_| self.rng.chance(25)).collect();
        if self.rng.chance(85) && !names.contains(&"id") {
            names.push("id");
        }
        if names.is_empty() {
            names.push("display_name");
        }
        self.rng.shuffle(&mut names);
        let comma = *self.rng.pick(&[",", ",", ", "]);
        params.push(("select", names.join(comma)));
        params.push(self.size(&["5", "25", "100"]));
        self.write(entity, &params)
    }

    /// Some records of a list.
    pub(super) fn sample(&mut self) -> String {
        let field = self.rng.chance(50).then(|| self.field(Use::Filter, &|_| true));
        let entity = match field {
            Some(field) => self.entity_of(field),
            None => self.any_entity(),
        };
        let mut params = self.list(entity, field);
        params.push(("sample", self.rng.pick(&["1", "7", "20", "60", "500"]).to_string()));
        if self.rng.chance(70) {
            params.push(("seed", self.rng.pick(&["1", "42", "a b", "ö"]).to_string()));
            if self.rng.chance(40) {
                params.push(("page", self.rng.pick(&["1", "2", "3"]).to_string()));
            }
        }
        if self.rng.chance(50) {
            params.push(self.size(&["6", "25", "200"]));
        }
        self.write(entity, &params)
    }

    /// A list with sums of all that match.
    pub(super) fn sums(&mut self) -> String {
        let entity = match self.rng.below(5) {
            0..3 => "works",
            3 => "sources",
            _ => self.any_entity().name,
        };
        let entity = self.entities.iter().find(|known| known.name == entity).copied();
        let entity = entity.unwrap_or(self.entities[0]);
        let mut params = self.list(entity, None);
        if matches!(entity.name, "works" | "sources") && self.rng.chance(70) {
            params.push(("apc_sum", "true".to_owned()));
        }
        let counted = self.oracle.field(entity.name, "cited_by_count").is_some();
        if counted && self.rng.chance(60) {
            params.push(("cited_by_count_sum", self.rng.pick(&["true", "True"]).to_string()));
        }
        self.write(entity, &params)
    }

    /// Some record.
    pub(super) fn random(&mut self) -> String {
        let random: Vec<_> = self.entities.iter().filter(|entity| entity.random).copied().collect();
        let entity = *self.rng.pick(&random);
        let queries = ["", "", "?filter=works_count:1", "?select=id,display_name"];
        let query = queries[self.rng.below(if Feature::Select.is_on() { 4 } else { 3 })];
        format!("openalex/{}/random{query}", entity.name)
    }
}
