//! The `filter` parameter:
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/filter-entity-lists>.
//!
//! ```text
//! filter    = [segment] *("," [segment])        all hold; a comma between double quotes does not separate
//! segment   = name ":" value                    at the first colon; in names "-" and "_" are the same
//! value     = quoted | list | all | operand     tried in this order
//! quoted    = DQUOTE (list | operand) DQUOTE    its spaces are part of the value
//! list      = ["!"] operand *("|" operand)      any holds; with "!" none does
//! all       = single *(" " single)              each holds for some element; not of numbers and truth values
//! single    = ["!"] operand
//! operand   = "null" | number | range | date | id | text        by the kind of the field, see `operand`
//! ```

use std::ops::Range;

use serapeum_model::{BadRequest, Entity, Predicate, Test};

use super::{
    error,
    operand::{Operand, Target, any, single},
    search::{self, Asked},
};

const HOSTED_VALUES: usize = 100;
/// The most values of a list here.
const MOST_VALUES: usize = 1_000_000;

/// One `name:value` of the parameter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment<'f> {
    /// With underscores.
    pub(super) name: String,
    pub(super) value: &'f str,
    /// Where it stands in the parameter.
    pub(super) span: Range<usize>,
}

impl Segment<'_> {
    /// Whether the best matches of it come first.
    pub(super) fn is_ranked(&self, entity: &Entity) -> bool {
        matches!(entity.filter(&self.name), Some(Test::Search(_))) && search::is_ranked(&self.name)
    }
}

/// Splits the parameter, and refuses what has no name or no value.
pub(super) fn tokenise(text: &str) -> Result<Vec<Segment<'_>>, BadRequest> {
    let mut segments = Vec::new();
    for span in spans(text) {
        let part = text.get(span.clone()).unwrap_or_default();
        if part.is_empty() {
            continue;
        }
        let Some((name, value)) = part.split_once(':') else {
            let text = format!("Invalid query parameter in {part}.");
            return Err(BadRequest::query("filter", text).at(span));
        };
        let nothing = ["", "none", "undefined"].iter().any(|word| value.eq_ignore_ascii_case(word));
        let name = name.replace('-', "_");
        if nothing {
            let text = format!(
                "Invalid filter value for '{name}': value cannot be empty or '{value}'. \
                 Use a valid value like filter={name}:your_value"
            );
            return Err(BadRequest::query("filter", text).at(span));
        }
        segments.push(Segment { name, value, span });
    }
    Ok(segments)
}

/// The parts between commas. After an odd number of quotes everything is one part.
fn spans(text: &str) -> Vec<Range<usize>> {
    let (mut spans, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                spans.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    spans.push(start..text.len());
    spans
}

/// The condition that all segments hold.
pub(super) fn predicate(
    entity: &'static Entity,
    segments: &[Segment<'_>],
    strict: bool,
) -> Result<Predicate, BadRequest> {
    let mut all = Predicate::everything();
    for segment in segments {
        let one = condition(entity, segment, strict);
        all = all.and(one.map_err(|error| error.at(segment.span.clone()))?);
    }
    Ok(all)
}

fn condition(
    entity: &'static Entity,
    segment: &Segment<'_>,
    strict: bool,
) -> Result<Predicate, BadRequest> {
    let name = segment.name.as_str();
    if name == "include_xpac" {
        // The original takes it as a filter and ignores it.
        let text = "include_xpac is a parameter, not a filter: use &include_xpac=true.";
        return if strict {
            Ok(Predicate::everything())
        } else {
            Err(BadRequest::query("filter", text))
        };
    }
    let test = entity.filter(name).ok_or_else(|| error::unknown_field(entity, "filter", name))?;
    if let Test::Search(reach) = test {
        let asked = Asked { entity, name, filter: name, reach, strict };
        return search::filter(asked, segment.value);
    }
    let target = Target::new(entity, name, test)?;
    let (quoted, value) = unquoted(segment.value);
    if value.contains('|') {
        return list(&target, value, strict);
    }
    if value.contains(' ') && !quoted && target.splits() {
        let parts: Vec<_> = value.split(' ').collect();
        bounded(name, parts.len(), strict)?;
        let mut all = Predicate::everything();
        for part in parts {
            all = all.and(narrowed(&target, single(&target, part)?, part.starts_with('!')));
        }
        return Ok(all);
    }
    Ok(narrowed(&target, single(&target, value)?, value.starts_with('!')))
}

/// Takes quotes off the ends, if they are on both.
fn unquoted(value: &str) -> (bool, &str) {
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => (true, inner),
        None => (false, value),
    }
}

/// The values of a list.
pub(super) struct Alternatives {
    /// Whether none is to hold, instead of any.
    pub(super) negated: bool,
    /// Without `!`.
    pub(super) parts: Vec<String>,
}

impl Alternatives {
    /// Splits a list, and refuses one that goes over several filters or is negated in the middle.
    pub(super) fn read(
        entity: &Entity,
        name: &str,
        value: &str,
        strict: bool,
    ) -> Result<Alternatives, BadRequest> {
        let parts: Vec<&str> = value.split('|').collect();
        bounded(name, parts.len(), strict)?;
        // The same few beginnings, such as that of a URL, stand before a million values.
        let mut harmless = "";
        let crossed = parts.iter().skip(1).any(|part| {
            part.split_once(':').is_some_and(|(name, _)| {
                let known = name != harmless && entity.filter(&name.replace('-', "_")).is_some();
                harmless = name;
                known
            })
        });
        if crossed {
            let text = format!(
                "It looks like you're trying to do an OR query between filters and it's not supported. \n\
                 You can do this: institutions.country_code:fr|en, \
                 but not this: institutions.country_code:gb|host_venue.issn:0957-1558. \n\
                 Problem value: {value}"
            );
            return Err(BadRequest::query("filter", text));
        }
        let negated = value.starts_with('!');
        if let Some(part) = parts.iter().find(|part| !negated && part.starts_with('!')) {
            let text = format!(
                "The ! operator can only be used at the beginning of an OR query, like \
                 /works?filter=concepts.id:!C144133560|C15744967, meaning NOT (C144133560 or C15744967). \
                 Problem value: {part}"
            );
            return Err(BadRequest::query("filter", text));
        }
        // The original drops every `!` of a negated list.
        let kept = |part: &str| if negated { part.replace('!', "") } else { part.to_owned() };
        Ok(Alternatives { negated, parts: parts.into_iter().map(kept).collect() })
    }
}

fn list(target: &Target, value: &str, strict: bool) -> Result<Predicate, BadRequest> {
    let Alternatives { negated, parts } =
        Alternatives::read(target.entity, target.name, value, strict)?;
    let mut values = Vec::new();
    let mut others = Vec::new();
    for part in &parts {
        // The original drops the quotes around the list; so may each value's be.
        match target.operand(part.trim_matches('"'))? {
            Operand::Value(value) => values.push(value),
            Operand::Condition(condition) => others.push(condition),
        }
    }
    let found = any(target, values, others);
    Ok(narrowed(target, if negated { found.not() } else { found }, negated))
}

/// Adds the condition that some filters imply. A negated value is tested alone, as in the original.
fn narrowed(target: &Target, found: Predicate, negated: bool) -> Predicate {
    match target.test {
        Test::IsAnd(_, condition) if !negated => found.and(target.entity.condition(condition)),
        _ => found,
    }
}

fn bounded(name: &str, values: usize, strict: bool) -> Result<(), BadRequest> {
    let text = match values {
        _ if strict && values > HOSTED_VALUES => format!(
            "Maximum number of values exceeded for {name}. Decrease values to 100 or below, or consider \
             downloading the full dataset at https://developers.openalex.org/download/snapshot-format"
        ),
        _ if values > MOST_VALUES => {
            format!("Maximum number of values exceeded for {name}: {values} of {MOST_VALUES}.")
        }
        _ => return Ok(()),
    };
    Err(BadRequest::query("filter", text))
}
