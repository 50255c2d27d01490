//! What groups are called.

use super::Dimension;
use crate::{
    features::Feature,
    oracle::{Oracle, answer::Label, entities, form::Form, value::Atom},
};

const GOALS: [&str; 17] = [
    "No poverty",
    "Zero hunger",
    "Good health and well-being",
    "Quality education",
    "Gender equality",
    "Clean water and sanitation",
    "Affordable and clean energy",
    "Decent work and economic growth",
    "Industry, innovation and infrastructure",
    "Reduced inequalities",
    "Sustainable cities and communities",
    "Responsible consumption and production",
    "Climate action",
    "Life below water",
    "Life on land",
    "Peace, justice, and strong institutions",
    "Partnerships for the goals",
];

pub(super) fn label(dimension: &Dimension, key: Option<&Atom>) -> Label {
    let field = dimension.field;
    let form = field.form;
    let Some(key) = key else {
        let number = matches!(form, Form::Bool | Form::Int | Form::Float | Form::Digits);
        return Label::Is(if number { "-111" } else { "unknown" }.to_owned());
    };
    let shown = form.shown(Some(key));
    match (form, key) {
        (_, Atom::Bool(truth)) => Label::Is(truth.to_string()),
        (Form::Id(letter), _) => of_id(dimension, letter, &shown),
        (Form::AnyId, _) if !Feature::MixedLabels.is_on() => Label::Any,
        (Form::AnyId, Atom::Text(text)) => {
            of_id(dimension, text.chars().next().unwrap_or_default(), &shown)
        }
        _ if field.name.starts_with("cited_by_percentile_year.") => match key.number() {
            Some(number) => Label::Is(format!("{number:.1}")),
            None => Label::Any,
        },
        (Form::Int | Form::Float, _) => Label::Is(shown),
        (Form::Code(vocabulary), Atom::Text(code)) => match vocabulary.name {
            "worktype" | "sourcetype" | "baresourcetype" | "insttype" => Label::Is(code.clone()),
            "sdg" => {
                let goal = code.parse().ok().and_then(|number: usize| GOALS.get(number - 1));
                goal.map_or(Label::Any, |goal| Label::Is((*goal).to_owned()))
            }
            _ => match vocabulary.named_by {
                Some(entity) => of_record(dimension.oracle, entity, &shown).unwrap_or(Label::Any),
                None => Label::Any,
            },
        },
        // Names of currencies are nowhere in the data.
        _ if field.name.ends_with("currency") => Label::Any,
        (Form::Scopus, _) => Label::Any,
        _ => Label::Is(shown),
    }
}

/// The name of a record, if the record is there.
fn of_record(oracle: &Oracle, entity: &str, shown: &str) -> Option<Label> {
    let table = oracle.tables.iter().find(|table| table.entity.name == entity)?;
    let at = table.place(shown.strip_prefix("https://openalex.org/")?)?;
    Some(table.name(at).map_or(Label::Missing, |name| Label::Is(name.to_owned())))
}

fn of_id(dimension: &Dimension, letter: char, shown: &str) -> Label {
    let Some(entity) = entities::of_letter(letter) else { return Label::Any };
    if let Some(label) = of_record(dimension.oracle, entity.name, shown) {
        return label;
    }
    match dimension.table.beside(dimension.field).get(shown) {
        None => Label::Any,
        Some(names) => Label::OneOf(names.iter().cloned().collect()),
    }
}
