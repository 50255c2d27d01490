//! Single records, by any identifier.

use super::{
    filter::openalex_id,
    form::Form,
    load::{Record, Table},
    value::{self, Atom},
};

/// Another identifier: the entity, the prefix in paths, the form by its name in `fields.tsv`, where records have it.
type External = (&'static str, &'static str, &'static str, &'static [&'static str]);

const EXTERNAL: &[External] = &[
    ("works", "pmid:", "pmid", &["ids.pmid"]),
    ("works", "pmcid:", "pmcid", &["ids.pmcid"]),
    ("works", "doi:", "doi", &["ids.doi", "doi"]),
    ("authors", "scopus:", "scopus", &["ids.scopus"]),
    ("authors", "orcid:", "orcid", &["ids.orcid", "orcid"]),
    ("sources", "issn_l:", "issn", &["issn_l", "ids.issn_l"]),
    ("sources", "issn:", "issn", &["issn", "ids.issn"]),
    ("institutions", "wikidata:", "wikidata", &["ids.wikidata"]),
    ("institutions", "ror:", "ror", &["ror", "ids.ror"]),
    ("publishers", "ror:", "ror", &["ids.ror"]),
    ("funders", "wikidata:", "entitywikidata", &["ids.wikidata"]),
    ("funders", "ror:", "ror", &["ids.ror"]),
    ("concepts", "wikidata:", "wikidata", &["wikidata", "ids.wikidata"]),
];

/// The identifiers of an entity's records besides OpenAlex' own: their prefixes and forms.
pub(crate) fn external(entity: &str) -> Vec<&'static External> {
    EXTERNAL.iter().filter(|(of, ..)| *of == entity).collect()
}

/// The values of such an identifier.
pub(crate) fn values(external: &External, record: &Record) -> Vec<String> {
    let (_, _, form, paths) = external;
    let form = Form::named(form);
    for path in *paths {
        let mut found = Vec::new();
        value::walk(&record.json, &path.split('.').collect::<Vec<_>>(), &mut found);
        let texts: Vec<String> = found
            .into_iter()
            .filter_map(|value| value::atom(form, value)?.text().map(str::to_owned))
            .collect();
        if !texts.is_empty() {
            return texts;
        }
    }
    Vec::new()
}

pub(super) fn find<'o>(table: &'o Table, id: &str) -> Option<&'o Record> {
    let entity = table.entity;
    if !entity.lettered() {
        let code = match entity.id_form() {
            Form::Code(vocabulary) => vocabulary.normal(id)?,
            _ => return None,
        };
        return table.place(&entity.tail(&Atom::Text(code))).map(|at| &table.records[at]);
    }
    let lower = id.to_lowercase();
    let numbered = |number: i64| {
        let at = table.place(&entity.tail(&Atom::Int(number)))?;
        table.records.get(at)
    };
    if let Some(number) = lower.strip_prefix("mag:") {
        return numbered(number.parse().ok()?);
    }
    let own = lower.trim_start_matches("openalex:").trim_start_matches("https://openalex.org/");
    let starts = own.starts_with(|c: char| c.is_ascii_alphabetic())
        && own[1..].starts_with(|c: char| c.is_ascii_digit());
    // The letter of another entity is overlooked.
    if starts && let Some((_, number)) = openalex_id(own) {
        return numbered(number);
    }
    let known = external(entity.name);
    let named =
        known.iter().find_map(|external| Some((*external, lower.strip_prefix(external.1)?)));
    // Without a prefix, the last one is meant.
    let (external, text) = named.or_else(|| Some((*known.last()?, lower.as_str())))?;
    let wanted = Form::named(external.2).normal(text)?;
    let bare = |text: &str| text.split('&').next().unwrap_or_default().to_owned();
    table
        .records
        .iter()
        .find(|record| values(external, record).iter().any(|known| bare(known) == wanted))
}
