//! Single records, by any identifier.

use super::{
    Oracle,
    filter::openalex_id,
    load::{Id, Record, Table},
    value::Atom,
};

pub(super) fn find<'o>(oracle: &'o Oracle, table: &'o Table, id: &str) -> Option<&'o Record> {
    let lower = id.to_lowercase();
    let by = |name: &str, value: Option<String>| {
        let field = oracle.field(table.entity, name)?;
        let wanted = Atom::Text(value?);
        let at = table.column(field).iter().position(|values| values.contains(&wanted))?;
        table.records.get(at)
    };
    let form = |name: &str, text: &str| oracle.field(table.entity, name)?.form.normal(text);
    if matches!(table.records.first(), Some(Record { id: Id::Code(_), .. })) {
        return by("id", form("id", id));
    }
    let own = lower.trim_start_matches("openalex:").trim_start_matches("https://openalex.org/");
    let starts = own.starts_with(|c: char| c.is_ascii_alphabetic())
        && own[1..].starts_with(|c: char| c.is_ascii_digit());
    if let Some(number) = lower.strip_prefix("mag:") {
        let number = number.parse::<i64>().ok()?;
        return table.records.iter().find(|record| record.id == Id::Number(number));
    }
    if starts && let Some((_, number)) = openalex_id(own) {
        return table.records.iter().find(|record| record.id == Id::Number(number));
    }
    match table.entity {
        "works" => {
            if let Some(pmid) = lower.strip_prefix("pmid:") {
                return by("pmid", form("pmid", pmid));
            }
            if let Some(pmcid) = lower.strip_prefix("pmcid:") {
                return by("pmcid", form("pmcid", pmcid));
            }
            by("doi", form("doi", lower.strip_prefix("doi:").unwrap_or(&lower)))
        }
        "authors" => match lower.strip_prefix("scopus:") {
            Some(scopus) => {
                let field = oracle.field("authors", "scopus")?;
                let column = table.column(field);
                let own = |atom: &Atom| matches!(atom, Atom::Text(text) if text.split('&').next() == Some(scopus));
                table.records.get(column.iter().position(|values| values.iter().any(own))?)
            }
            None => by("orcid", form("orcid", lower.strip_prefix("orcid:").unwrap_or(&lower))),
        },
        "sources" => match lower.strip_prefix("issn_l:") {
            Some(issn) => by("issn_l", form("issn_l", issn)),
            None => by("issn", form("issn", lower.strip_prefix("issn:").unwrap_or(&lower))),
        },
        "institutions" => by("ror", form("ror", lower.strip_prefix("ror:").unwrap_or(&lower))),
        "publishers" | "funders" if lower.contains("wikidata") => {
            by("wikidata", form("wikidata", lower.strip_prefix("wikidata:").unwrap_or(&lower)))
        }
        "publishers" | "funders" => {
            by("ror", form("ror", lower.strip_prefix("ror:").unwrap_or(&lower)))
        }
        "concepts" => {
            let id = lower.strip_prefix("wikidata:").unwrap_or(&lower);
            by("wikidata_id", form("wikidata_id", id))
        }
        _ => None,
    }
}
