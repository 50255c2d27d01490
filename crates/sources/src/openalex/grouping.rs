//! Groups as a request asks for them: `group_by` or `group_bys`, with `sort` and `q`.

use serapeum_model::{
    Ask, BadRequest, By, Dimension, Entity, Field, GroupOrder, Grouping, Params, Predicate, Start,
};

use super::{
    group::{self, Asked},
    group_order,
};

/// Fields whose labels are names of people: every word of `q` occurs, in any order.
const PEOPLE: &[&str] = &["authorships.author.id", "author.id"];

/// The parameters that make a request for groups.
pub(super) struct Parameters {
    text: String,
    /// Side by side instead of one within the other.
    pub(super) beside: bool,
    sought: Option<String>,
}

/// What is grouped, checked.
pub(super) struct Groups {
    asked: Vec<Asked>,
    order: GroupOrder,
    beside: bool,
    sought: Option<String>,
    /// What the records of all groups meet.
    pub(super) of: Predicate,
}

impl Parameters {
    /// The parameters, if there are any.
    pub(super) fn read(params: &Params) -> Result<Option<Parameters>, BadRequest> {
        let text = |names: &[&str]| params.first(names).filter(|text| !text.is_empty());
        // Quotes around nothing are nothing, in the original too.
        let sought = text(&["q"]).filter(|text| *text != "''").map(str::to_owned);
        let nested = text(&["group_by", "group-by"]);
        let beside = text(&["group_bys", "group-bys"]);
        let (text, beside) = match (nested, beside) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => {
                let text = "group_by and group_bys cannot be combined.";
                return Err(BadRequest::query("group_bys", text));
            }
            (Some(text), None) => (text, false),
            (None, Some(text)) => (text, true),
        };
        Ok(Some(Parameters { text: text.to_owned(), beside, sought }))
    }

    /// Resolves the names.
    pub(super) fn resolve(
        &self,
        entity: &'static Entity,
        sort: Option<&str>,
        cursor: bool,
        strict: bool,
    ) -> Result<Groups, BadRequest> {
        if self.beside && cursor {
            let text = "Cursor pagination is not supported with group_bys.";
            return Err(BadRequest::query("cursor", text));
        }
        let asked = match self.beside {
            true => group::dimensions(entity, &self.text, cursor).map_err(|error| BadRequest {
                // Where the mistake stands; the words stay the API's.
                parameter: error.parameter.replace("group_by", "group_bys"),
                ..error
            })?,
            false => group::nested(entity, &self.text, cursor)?,
        };
        let order = match sort {
            Some(sort) => group_order::read(entity, sort, &asked, cursor, strict)?,
            None => GroupOrder::LARGEST,
        };
        let mut of = Predicate::everything();
        if !self.beside {
            for asked in &asked {
                of = of.and(asked.of.clone());
            }
        }
        Ok(Groups { asked, order, beside: self.beside, sought: self.sought.clone(), of })
    }
}

impl Groups {
    /// The field whose values are the groups, where there is one and no other.
    pub(super) fn field(&self) -> Option<Field> {
        match self.asked.as_slice() {
            [Asked { dimension: Dimension { by: By::Values { field, .. }, .. }, .. }] => {
                Some(*field)
            }
            _ => None,
        }
    }

    /// The question, for groups from `start` on, `size` at a time.
    pub(super) fn ask(self, start: &Start, size: u32) -> Ask {
        let Groups { asked, order, beside, sought, .. } = self;
        let grouping = |asked: Vec<Asked>, of| {
            let people = asked.iter().any(|one| PEOPLE.contains(&one.dimension.name.as_str()));
            let labelled = match &sought {
                None => Vec::new(),
                Some(text) if people => text.split_whitespace().map(str::to_owned).collect(),
                Some(text) => vec![text.clone()],
            };
            let by = asked.into_iter().map(|one| one.dimension).collect();
            Grouping { by, of, order, labelled, start: start.clone(), size }
        };
        if !beside {
            return Ask::Groups(grouping(asked, Predicate::everything()));
        }
        let facets = asked.into_iter().map(|one| {
            let of = one.of.clone();
            grouping(vec![one], of)
        });
        Ask::Facets(facets.collect())
    }
}
