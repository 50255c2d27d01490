//! The parameters `group_by` and `group_bys`: <https://docs.openalex.org/how-to-use-the-api/get-groups-of-entities>.
//!
//! ```text
//! group_by  = dimension *2("," dimension)      one within the other
//! group_bys = dimension *("," dimension)       side by side
//! dimension = name [":" ("known" | "include_unknown")]
//! ```

use serapeum_model::{
    BadRequest, Bin, Bins, By, Choices, Condition, Dimension, Entity, Field, Kind, Predicate, Test,
};

use super::{error, operand, works};

/// One dimension as it is written.
pub(super) struct Asked {
    pub(super) dimension: Dimension,
    /// What else the records must meet.
    pub(super) of: Predicate,
    /// Whether the rows are conditions `true` and `false`.
    pub(super) existence: bool,
}

/// Groups that the API refuses by name.
const REFUSED: &[(&str, &str)] = &[
    ("referenced_works", "Group by referenced_works is not supported at this time."),
    ("biblio.first_page", "Cannot group by biblio.first_page."),
    ("biblio.last_page", "Cannot group by biblio.last_page."),
    ("cited_by", "Cannot group by cited_by."),
    ("display_name", "Cannot group by display_name."),
    ("doi", "Cannot group by doi."),
    ("ids.mag", "Cannot group by ids.mag."),
    ("ids.pmid", "Cannot group by ids.pmid."),
    ("ids.pmcid", "Cannot group by ids.pmcid."),
    ("mag", "Cannot group by mag."),
    ("pmid", "Cannot group by pmid."),
    ("pmcid", "Cannot group by pmcid."),
    ("related_to", "Cannot group by related_to."),
];

/// Filters whose groups count only records that meet a condition of the filter's own.
const NARROWED: &[(&str, &Condition)] =
    &[("locations.source.host_institution_lineage", &works::REPOSITORY)];

/// Fields that the API takes alone only.
const ALONE: &[&str] = &[
    "topics.domain.id",
    "topics.field.id",
    "topics.subfield.id",
    "primary_topic.domain.id",
    "primary_topic.field.id",
    "primary_topic.subfield.id",
];

const MOST_DIMENSIONS: usize = 3;

/// Reads the dimensions of `group_by`.
pub(super) fn nested(
    entity: &'static Entity,
    text: &str,
    cursor: bool,
) -> Result<Vec<Asked>, BadRequest> {
    let asked = dimensions(entity, text, cursor)?;
    if asked.len() > MOST_DIMENSIONS {
        let text = format!("group_by supports at most 3 dimensions; got {}.", asked.len());
        return refuse(&text);
    }
    if asked.len() > 1 && cursor {
        return refuse("Cursor pagination is not supported with multi-dimensional group_by.");
    }
    let alone = |asked: &&Asked| match &asked.dimension.by {
        By::Bins(_) => true,
        By::Values { field, .. } => {
            field.kind == Kind::Boolean || ALONE.contains(&asked.dimension.name.as_str())
        }
    };
    if asked.len() > 1
        && let Some(asked) = asked.iter().find(alone)
    {
        let text = format!(
            "Field '{}' is not supported in a multi-dimensional group_by. \
             Combine plain group-able fields instead.",
            asked.dimension.name
        );
        return refuse(&text);
    }
    Ok(asked)
}

/// Reads dimensions, separated by commas.
pub(super) fn dimensions(
    entity: &'static Entity,
    text: &str,
    cursor: bool,
) -> Result<Vec<Asked>, BadRequest> {
    text.split(',').map(|part| dimension(entity, part.trim(), cursor)).collect()
}

fn dimension(entity: &'static Entity, text: &str, cursor: bool) -> Result<Asked, BadRequest> {
    let (name, suffix) = text.split_once(':').unwrap_or((text, "known"));
    let unknown = match suffix.to_ascii_lowercase().as_str() {
        "include_unknown" => true,
        "known" => false,
        _ => {
            return refuse(
                "The only valid filters for a group_by param is 'include_unknown' or the deprecated value 'known'",
            );
        }
    };
    let test = entity.filter(name).ok_or_else(|| error::unknown_field(entity, "group_by", name))?;
    if let Some((_, text)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
        return refuse(text);
    }
    let truths = operand::truths(entity, test);
    let existence = truths.is_some();
    let by = match truths {
        Some((yes, no)) => By::Bins(truth(yes, no)),
        None => by(entity, name, test, unknown)?,
    };
    let boolean = match &by {
        By::Bins(_) => true,
        By::Values { field, .. } => field.kind == Kind::Boolean,
    };
    if cursor && boolean {
        return refuse(
            "Cannot use cursor pagination when grouping fields that return true or false.",
        );
    }
    let own = match test {
        Test::IsAnd(_, condition) => Some(condition),
        _ => {
            NARROWED.iter().find(|(narrowed, _)| *narrowed == name).map(|(_, condition)| *condition)
        }
    };
    let of = own.map_or(Predicate::everything(), |own| entity.condition(own));
    let dimension = Dimension { name: name.to_owned(), by, unknown };
    Ok(Asked { dimension, of, existence })
}

fn by(entity: &'static Entity, name: &str, test: Test, unknown: bool) -> Result<By, BadRequest> {
    if let Some(choices) = entity.counted(name) {
        let rest = test.field().and_then(|field| entity.field(field)).filter(|_| unknown);
        return Ok(By::Bins(bins(entity, choices, rest)));
    }
    match test {
        Test::Choice(choices) => {
            Ok(By::Bins(bins(entity, choices, operand::null_field(entity, name, choices))))
        }
        Test::Absent(reason) => {
            let text = format!("{name} cannot be answered from a snapshot: {reason}.");
            refuse(&text)
        }
        Test::Is(field) | Test::IsAnd(field, _) | Test::IsLetter(field, _) => {
            let letter = match test {
                Test::IsLetter(_, letter) => Some(letter),
                _ => None,
            };
            match entity.field(field).filter(|field| field.groups()) {
                Some(field) => Ok(By::Values { field, letter }),
                None => refuse("Cannot group by date, number, or search fields."),
            }
        }
        Test::Prefix(field) => match entity.field(field) {
            // Whole values, as in the original.
            Some(field) => Ok(By::Values { field, letter: None }),
            None => refuse("Cannot group by date, number, or search fields."),
        },
        _ => refuse("Cannot group by date, number, or search fields."),
    }
}

fn truth(yes: Predicate, no: Predicate) -> Bins {
    let bin = |name: &str, of| Bin { key: name.to_owned(), label: name.to_owned(), of };
    Bins { bins: vec![bin("true", yes), bin("false", no)], rest: None, fixed: true }
}

/// The second of several names is the key, the first the label.
fn bins(entity: &'static Entity, choices: Choices, missing: Option<Field>) -> Bins {
    let bins = choices.iter().map(|(names, condition)| Bin {
        key: names.last().copied().unwrap_or_default().to_owned(),
        label: if names.len() > 1 { title(names[0]) } else { names.concat() },
        of: entity.condition(condition),
    });
    let rest = missing.map(|field| Bin {
        key: "unknown".to_owned(),
        label: "unknown".to_owned(),
        of: field.exists().not(),
    });
    Bins { bins: bins.collect(), rest, fixed: false }
}

/// `north_america` as `North America`.
fn title(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn refuse<T>(text: &str) -> Result<T, BadRequest> {
    Err(BadRequest::query("group_by", text))
}
