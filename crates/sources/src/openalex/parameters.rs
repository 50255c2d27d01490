//! The parameters that are read. As data: a request is checked against these rows, and they are what the API is said
//! to take.

use serapeum_model::{Entity, Parameter, Params, Takes};

use super::{filter, group, object, operand::Target, paging, request, sort};

/// A parameter.
pub(super) struct Known {
    name: &'static str,
    aliases: &'static [&'static str],
    takes: fn(&'static Entity) -> Takes,
    about: &'static str,
    example: &'static str,
    /// Whether a request for one record may have it.
    of_records: bool,
}

const fn row(
    name: &'static str,
    aliases: &'static [&'static str],
    takes: fn(&'static Entity) -> Takes,
    example: &'static str,
    about: &'static str,
) -> Known {
    Known { name, aliases, takes, about, example, of_records: false }
}

impl Known {
    const fn of_records(self) -> Known {
        Known { of_records: true, ..self }
    }

    fn is(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }
}

const PARAMETERS: &[Known] = &[
    row(
        "filter",
        &[],
        filters,
        "",
        "Conditions that all hold; `|` stands between alternatives, `!` before what must not be, `>`, `<` and `-` in \
         ranges",
    ),
    row(
        "search",
        &[],
        text,
        "a",
        "Words that the records have, by their stem, or an expression of words",
    ),
    row("search.exact", &[], text, "a", "The same, by the words as they are"),
    row("search.title", &[], text, "a", "Words of the title"),
    row("search.title.exact", &[], text, "a", "Words of the title as they are"),
    row("search.title_and_abstract", &[], text, "a", "Words of the title and the abstract"),
    row(
        "search.title_and_abstract.exact",
        &[],
        text,
        "a",
        "Words of the title and the abstract as they are",
    ),
    row(
        "sort",
        &[],
        sorts,
        "",
        "The order of records, each name with `:asc` or `:desc`; of groups `count` or `key`",
    ),
    row(
        "group_by",
        &["group-by"],
        groups,
        "",
        "Counts records by these, one within the other; with `:include_unknown` those without value too",
    ),
    row("group_bys", &["group-bys"], groups, "", "Counts records by these, side by side"),
    row("q", &[], text, "a", "Only groups whose label has this in it"),
    row("select", &[], members, "id", "Only these members of each record").of_records(),
    row("page", &[], from_one, "1", "The page, from 1"),
    row("per_page", &["per-page"], page_sizes, "2", "Records on a page, or groups"),
    row("cursor", &[], text, "*", "`*`, then the `next_cursor` of each answer, until it is null"),
    row("sample", &[], from_one, "3", "So many records, drawn by lot"),
    row(
        "seed",
        &[],
        text,
        "1",
        "What decides which are drawn; `sample` without it draws others each time",
    ),
    row(
        "include_xpac",
        &["include-xpac"],
        truth,
        "true",
        "Whether works of the expansion corpus count, too",
    ),
    row("corpus", &[], corpora, "all", "Which works count"),
    row("apc_sum", &[], truth, "true", "Adds sums of processing charges to `meta`"),
    row("cited_by_count_sum", &[], truth, "true", "Adds the sum of citations to `meta`"),
    row("format", &[], json, "json", "The form of the answer"),
    row("mailto", &[], text, "name@example.org", "Changes nothing").of_records(),
    row("api_key", &["api-key"], text, "any", "Changes nothing").of_records(),
    row("data_version", &["data-version"], text, "2", "Changes nothing"),
    row("warm", &[], text, "true", "Changes nothing"),
    row("bypass_cache", &[], text, "true", "Changes nothing"),
];

/// Whether requests for lists, or those for one record, are read with this parameter.
pub(super) fn is_read(name: &str, one: bool) -> bool {
    PARAMETERS.iter().any(|known| known.is(name) && (known.of_records || !one))
}

/// The parameters of an entity's lists, or of its records.
pub(super) fn of(entity: &'static Entity, one: bool) -> Vec<Parameter> {
    let asked = PARAMETERS.iter().filter(|known| known.of_records || !one);
    asked.filter_map(|known| told(entity, known)).collect()
}

/// The parameter, unless it does not apply to the entity.
fn told(entity: &'static Entity, known: &Known) -> Option<Parameter> {
    let takes = (known.takes)(entity);
    let example = match &takes {
        Takes::Filters(names) => filter_example(entity, names)?,
        Takes::Names(names) if known.example.is_empty() => (*names.first()?).to_owned(),
        _ => known.example.to_owned(),
    };
    let needed = if known.name == "seed" { "sample=3&" } else { "" };
    let asked = Params::parse(&format!("{needed}{}={example}", known.name));
    request::list(entity, &asked, false).ok()?;
    let parameter = Parameter::new(known.name, takes, known.about, example);
    Some(Parameter { aliases: known.aliases, ..parameter })
}

/// A condition that the entity's lists take.
fn filter_example(entity: &'static Entity, names: &[&str]) -> Option<String> {
    let usual = ["publication_year:2020", "works_count:>10"].map(str::to_owned);
    let others = names.iter().map(|name| format!("{name}:1"));
    usual.into_iter().chain(others).find(|text| {
        let segments = filter::tokenise(text);
        segments.and_then(|segments| filter::predicate(entity, &segments, false)).is_ok()
    })
}

fn filters(entity: &'static Entity) -> Takes {
    let known = |name: &&str| {
        entity.filter(name).is_some_and(|test| Target::new(entity, name, test).is_ok())
    };
    Takes::Filters(entity.names().into_iter().filter(known).collect())
}

fn sorts(entity: &'static Entity) -> Takes {
    let known = |name: &&str| {
        let keys = sort::tokenise(name, false);
        keys.and_then(|keys| sort::order(entity, &keys, false)).is_ok()
    };
    Takes::Names(entity.names().into_iter().filter(known).collect())
}

fn groups(entity: &'static Entity) -> Takes {
    let known = |name: &&str| group::dimensions(entity, name, false).is_ok();
    Takes::Names(entity.names().into_iter().filter(known).collect())
}

fn members(entity: &'static Entity) -> Takes {
    Takes::Names(object::names(entity))
}

fn page_sizes(_: &'static Entity) -> Takes {
    Takes::Number(1, paging::LARGEST_PAGE)
}

fn from_one(_: &'static Entity) -> Takes {
    Takes::Number(1, u64::MAX)
}

fn truth(_: &'static Entity) -> Takes {
    Takes::Truth
}

fn text(_: &'static Entity) -> Takes {
    Takes::Text
}

fn corpora(_: &'static Entity) -> Takes {
    Takes::Word(vec!["core", "expansion", "all"])
}

fn json(_: &'static Entity) -> Takes {
    Takes::Word(vec!["json"])
}
