//! The filters of a request and how they are joined.

use serapeum_model::{BadRequest, Entity, Params, Predicate, Test};

use super::{
    also::also,
    expression::{self, Expression},
    literal::{Target, any},
    parameters, words,
};

/// How filters are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    /// The first, and none of the others.
    Not,
}

/// A filter, and the field whose range it bounds, if it does.
struct Clause {
    range: Option<&'static str>,
    met: Predicate,
}

const DATE: &str = "publicationDate";

/// The condition that the filters of a request make.
pub(super) fn predicate(entity: &'static Entity, params: &Params) -> Result<Predicate, BadRequest> {
    let operator = operator(params)?;
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in params.iter().filter(|(name, _)| !parameters::is_control(name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut clauses: Vec<Clause> = Vec::with_capacity(names.len());
    for name in names {
        let Some(test) = entity.filter(name) else { continue };
        let target = Target { entity, name, test };
        let met = clause(&target, params)?;
        let range = match test {
            Test::Since(field) | Test::Until(field) if also(entity, name).is_none() => Some(field),
            _ => None,
        };
        // The two ends of a range are one condition, however conditions are joined.
        match clauses.iter_mut().find(|clause| range.is_some() && clause.range == range) {
            Some(clause) => {
                clause.met = std::mem::replace(&mut clause.met, Predicate::everything()).and(met);
            }
            None => clauses.push(Clause { range, met }),
        }
    }
    exclude(params, &mut clauses)?;
    Ok(join(operator, clauses.into_iter().map(|clause| clause.met).collect()))
}

/// The words that say how filters are joined.
pub(super) const OPERATORS: &[&str] = &["AND", "OR", "NOT"];

fn operator(params: &Params) -> Result<Operator, BadRequest> {
    const NAME: &str = "logicalOperator";
    match parameters::single(params, NAME)? {
        None | Some("AND") => Ok(Operator::And),
        Some("OR") => Ok(Operator::Or),
        Some("NOT") => Ok(Operator::Not),
        Some(other) => {
            let text = parameters::invalid(other, NAME, OPERATORS);
            Err(BadRequest::query(NAME, text))
        }
    }
}

/// Turns the range of dates of publication around, where that is asked for.
fn exclude(params: &Params, clauses: &mut [Clause]) -> Result<(), BadRequest> {
    const NAME: &str = "excludePubDateRange";
    if !parameters::truth(params, NAME)? {
        return Ok(());
    }
    let Some(clause) = clauses.iter_mut().find(|clause| clause.range == Some(DATE)) else {
        let text = format!(
            "Parameter '{NAME}' requires at least one of 'fromPublicationDate' or 'toPublicationDate'"
        );
        return Err(BadRequest::query(NAME, text));
    };
    clause.met = std::mem::replace(&mut clause.met, Predicate::everything()).not();
    Ok(())
}

fn join(operator: Operator, mut parts: Vec<Predicate>) -> Predicate {
    if parts.len() <= 1 {
        return parts.pop().unwrap_or(Predicate::everything());
    }
    match operator {
        Operator::And => parts.into_iter().fold(Predicate::everything(), |all, part| all.and(part)),
        Operator::Or => Predicate::Any(parts),
        Operator::Not => {
            let others = parts.split_off(1);
            let first = parts.pop().unwrap_or(Predicate::everything());
            others.into_iter().fold(first, |all, part| all.and(part.not()))
        }
    }
}

/// The condition of a filter: values of the same name are alternatives.
fn clause(target: &Target, params: &Params) -> Result<Predicate, BadRequest> {
    let words = matches!(target.test, Test::Search(_));
    let mut values = Vec::new();
    for value in params.all(target.name) {
        let expression = expression::read(value, words).map_err(|(what, span)| {
            let text = format!("Invalid value: '{value}' in '{}': {what}", target.name);
            BadRequest::query(target.name, text).at(span)
        })?;
        match expression {
            Expression::Any(parts) => values.extend(parts),
            one => values.push(one),
        }
    }
    match target.test {
        Test::Search(reach) => words::condition(target.name, reach, &Expression::Any(values)),
        _ => condition(target, &Expression::Any(values)),
    }
}

fn condition(target: &Target, expression: &Expression) -> Result<Predicate, BadRequest> {
    match expression {
        Expression::Text { text, .. } => target.any(&[text]),
        Expression::Not(part) => Ok(condition(target, part)?.not()),
        Expression::All(parts) => {
            let parts: Result<Vec<_>, _> =
                parts.iter().map(|part| condition(target, part)).collect();
            Ok(Predicate::All(parts?))
        }
        // Plain alternatives become one list.
        Expression::Any(parts) => {
            let mut texts = Vec::new();
            let mut others = Vec::new();
            for part in parts {
                match part {
                    Expression::Text { text, .. } => texts.push(text.as_str()),
                    other => others.push(condition(target, other)?),
                }
            }
            if !texts.is_empty() {
                others.insert(0, target.any(&texts)?);
            }
            Ok(any(others))
        }
    }
}
