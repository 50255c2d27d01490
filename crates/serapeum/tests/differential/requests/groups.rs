//! Groups.

use super::{Params, Random, Use};
use crate::oracle::{
    answer::{Answer, Label},
    entities::Entity,
    fields::{Class, Field, Grouping},
    group::can_combine,
};

impl Random<'_> {
    /// A field to group by decides the entity.
    fn grouped(&mut self, fits: &dyn Fn(&Field) -> bool) -> (&'static Entity, Params, String) {
        let field = self.field(Use::Group, fits);
        let entity = self.entity_of(field);
        let params = self.list(entity, None);
        (entity, params, field.name.to_owned())
    }

    fn suffix(&mut self) -> &'static str {
        const SUFFIXES: [&str; 5] = ["", "", ":include_unknown", ":INCLUDE_UNKNOWN", ":known"];
        SUFFIXES[self.rng.below(SUFFIXES.len())]
    }

    fn parameter(&mut self) -> &'static str {
        if self.rng.chance(20) { "group-by" } else { "group_by" }
    }

    /// A page of groups.
    pub(super) fn groups(&mut self) -> String {
        let (entity, mut params, name) = self.grouped(&|_| true);
        let name = format!("{name}{}", self.suffix());
        params.push((self.parameter(), name));
        if self.rng.chance(30) {
            params.push(self.size(&["1", "5", "30", "5000"]));
            if self.rng.chance(40) {
                params.push(("page", self.rng.pick(&["1", "2", "3"]).to_string()));
            }
        }
        self.write(entity, &params)
    }

    /// Groups to walk through.
    pub(super) fn group_walk(&mut self) -> String {
        let walks = |field: &Field| field.grouping == Grouping::Values && !field.is_truth();
        let (entity, mut params, name) = self.grouped(&walks);
        let suffix = *self.rng.pick(&["", ":include_unknown"]);
        params.push(("group_by", format!("{name}{suffix}")));
        params.push(("per-page", self.rng.pick(&["20", "100", "333"]).to_string()));
        params.push(("cursor", "*".to_owned()));
        self.write(entity, &params)
    }

    /// Groups of groups.
    pub(super) fn nested(&mut self) -> String {
        let (entity, mut params, first) = self.grouped(&can_combine);
        let mut names = vec![first];
        for _ in 0..1 + self.rng.below(2) {
            let Some(field) = self.field_of(Use::Group, entity.name, &can_combine) else { break };
            names.push(field.name.to_owned());
        }
        if self.rng.chance(30) {
            let at = self.rng.below(names.len());
            names[at].push_str(":include_unknown");
        }
        params.push((self.parameter(), names.join(",")));
        params.push(self.size(&["2", "5", "10"]));
        self.write(entity, &params)
    }

    /// Several fields, side by side.
    pub(super) fn facets(&mut self) -> String {
        // Groups that count only works of a kind count each their own.
        let plain = |field: &Field| {
            !matches!(field.class, Class::Journal | Class::Repository | Class::Only(_))
        };
        let (entity, mut params, first) = self.grouped(&plain);
        let mut names = vec![first];
        for _ in 0..1 + self.rng.below(3) {
            let Some(field) = self.field_of(Use::Group, entity.name, &plain) else { break };
            names.push(field.name.to_owned());
        }
        params.push(("group_bys", names.join(",")));
        if self.rng.chance(30) {
            params.push(self.size(&["1", "7", "300"]));
        }
        self.write(entity, &params)
    }

    /// Groups by key, or the smallest first.
    pub(super) fn sorted_groups(&mut self) -> String {
        let values = |field: &Field| field.grouping == Grouping::Values;
        let (entity, mut params, name) = self.grouped(&values);
        let key = *self.rng.pick(&["key", "count"]);
        let ending = *self.rng.pick(&["", ":asc", ":desc"]);
        // Where the group without value stands among keys is nowhere told.
        let suffix = if key == "count" { self.suffix() } else { "" };
        params.push((self.parameter(), format!("{name}{suffix}")));
        params.push(("sort", format!("{key}{ending}")));
        if self.rng.chance(50) {
            params.push(self.size(&["1", "5", "5000"]));
        }
        self.write(entity, &params)
    }

    /// Groups by a number of theirs.
    pub(super) fn measured_groups(&mut self) -> String {
        let values = |field: &Field| field.grouping == Grouping::Values;
        let (entity, mut params, name) = self.grouped(&values);
        let measured = |field: &Field| field.class == Class::Number && !field.many;
        let field = self.field_of(Use::Sort, entity.name, &measured);
        let field = field.map_or("works_count", |field| field.name);
        let suffix = self.suffix();
        params.push((self.parameter(), format!("{name}{suffix}")));
        let metric = *self.rng.pick(&["mean", "sum", "min", "max"]);
        let ending = *self.rng.pick(&["", ":asc", ":desc", ":desc"]);
        params.push(("sort", format!("{field}.{metric}{ending}")));
        if self.rng.chance(50) {
            params.push(self.size(&["1", "5", "5000"]));
        }
        self.write(entity, &params)
    }

    /// Groups whose label contains a text.
    pub(super) fn queried_groups(&mut self) -> String {
        let values = |field: &Field| field.grouping == Grouping::Values && !field.is_truth();
        let (entity, mut params, name) = self.grouped(&values);
        params.push((self.parameter(), name));
        let text = self.part_of_label(entity, &params);
        params.push(("q", text));
        if self.rng.chance(40) {
            params.push(self.size(&["1", "5", "5000"]));
        }
        self.write(entity, &params)
    }

    /// A few letters of some group's label.
    fn part_of_label(&mut self, entity: &Entity, params: &Params) -> String {
        let request = self.write(entity, params);
        let Answer::Groups(groups) = self.oracle.answer(&request) else { return "uni".to_owned() };
        let labels: Vec<String> = groups
            .rows
            .iter()
            .filter_map(|row| match &row.label {
                Label::Is(label) => Some(label.clone()),
                Label::OneOf(labels) => labels.first().cloned(),
                _ => None,
            })
            .filter(|label| label.chars().count() > 1)
            .collect();
        if labels.is_empty() || self.rng.chance(10) {
            return (*self.rng.pick(&["e", "an", "x9z", "un"])).to_owned();
        }
        let label: Vec<char> = self.rng.pick(&labels).chars().collect();
        let from = self.rng.below(label.len() - 1);
        let length = 1 + self.rng.below((label.len() - from).min(6));
        let text: String = label[from..from + length].iter().collect();
        let text = if self.rng.chance(30) { text.to_ascii_uppercase() } else { text };
        let usable = !text.trim().is_empty() && text.trim() == text && !text.contains('\'');
        if usable { text } else { "a".to_owned() }
    }
}
