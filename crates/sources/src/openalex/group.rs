//! The `group_by` parameter: <https://docs.openalex.org/how-to-use-the-api/get-groups-of-entities>.

use serapeum_model::{BadRequest, Condition, Entity, Field, Kind, Predicate, Test};

use super::{error, operand, works};

/// What records are counted by.
pub(super) struct Grouping {
    pub(super) field: Field,
    /// The letter of the identifiers to keep.
    pub(super) letter: Option<char>,
    /// Whether records without a value are a group.
    pub(super) unknown: bool,
    /// What else the records must meet.
    pub(super) condition: Predicate,
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

/// Reads the parameter: a name, and `:include_unknown` or the default `:known`.
pub(super) fn parse(
    entity: &'static Entity,
    text: &str,
    cursor: bool,
) -> Result<Grouping, BadRequest> {
    let refuse = |text: &str| Err(BadRequest::query("group_by", text));
    if text.contains(',') {
        return Err(error::unsupported("group_by", "Grouping by several fields at once"));
    }
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
    let field = field(entity, name, test)?;
    if cursor && field.kind == Kind::Boolean {
        return refuse(
            "Cannot use cursor pagination when grouping fields that return true or false.",
        );
    }
    let letter = match test {
        Test::IsLetter(_, letter) => Some(letter),
        _ => None,
    };
    let own = match test {
        Test::IsAnd(_, condition) => Some(condition),
        _ => {
            NARROWED.iter().find(|(narrowed, _)| *narrowed == name).map(|(_, condition)| *condition)
        }
    };
    let condition = own.map_or(Predicate::everything(), |own| entity.condition(own));
    Ok(Grouping { field, letter, unknown, condition })
}

fn field(entity: &'static Entity, name: &str, test: Test) -> Result<Field, BadRequest> {
    let unsupported = || error::unsupported("group_by", &format!("Grouping by {name}"));
    match test {
        // Their groups are not values of one field.
        Test::Whether(_) | Test::Truth(..) | Test::Choice(_) => return Err(unsupported()),
        Test::Is(_) if name == "version" => return Err(unsupported()),
        Test::Prefix(_) => return Err(unsupported()),
        Test::Absent(reason) => {
            let text = format!("{name} cannot be answered from a snapshot: {reason}.");
            return Err(BadRequest::query("group_by", text));
        }
        _ => {}
    }
    let found = match test {
        Test::Is(field) | Test::IsAnd(field, _) | Test::IsLetter(field, _) => entity.field(field),
        _ => None,
    };
    match found {
        Some(field) if operand::derived(field) => Err(unsupported()),
        Some(field) if field.groups() => Ok(field),
        _ => {
            let text = "Cannot group by date, number, or search fields.";
            Err(BadRequest::query("group_by", text))
        }
    }
}

/// Checks the order of groups: by count, or by key where a cursor walks them. Others have yet to be built.
pub(super) fn order(text: &str, cursor: bool) -> Result<(), BadRequest> {
    let (key, direction) = text.split_once(':').unwrap_or((text, "asc"));
    let metric = key
        .rsplit_once('.')
        .is_some_and(|(_, metric)| ["mean", "sum", "min", "max"].contains(&metric));
    match (key, direction) {
        ("count", "desc") if !cursor => Ok(()),
        ("key", "asc") if cursor => Ok(()),
        ("count" | "key", _) => {
            Err(error::unsupported("sort", &format!("Sorting groups by {text}")))
        }
        _ if metric => Err(error::unsupported("sort", &format!("Sorting groups by {key}"))),
        _ => {
            let text = "Valid sort params with group by are: key, count, or \
                        <numeric_field>.<metric> (mean/sum/min/max), e.g. cited_by_count.mean:desc";
            Err(BadRequest::query("sort", text))
        }
    }
}
