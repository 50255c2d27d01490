//! Identifiers that name one record: <https://docs.openalex.org/how-to-use-the-api/get-single-entities>. More
//! spellings are read than the API documents, never fewer; a letter that is not the route's own is overlooked.

use serapeum_model::{
    BadRequest, Class, Entity, Field, Kind, Predicate, Value, doi, issn, orcid, ror,
};

use super::{
    authors, codes::SCOPUS_END, concepts, error, funders, institutions, literal, publishers,
    sources, works,
};

/// The condition that the record of this identifier meets.
pub(super) fn find(entity: &'static Entity, text: &str) -> Result<Predicate, BadRequest> {
    let text = text.trim();
    if text.to_ascii_lowercase().starts_with("name/") {
        return Err(error::unsupported("path", "Finding a record by its name"));
    }
    let found = own(entity, text).or_else(|| match entity.name {
        "works" => work(text),
        "authors" => author(text),
        "sources" => source(text),
        "institutions" => organization(institutions::ROR, institutions::WIKIDATA, text),
        "publishers" => organization(publishers::ROR, publishers::WIKIDATA, text),
        "funders" => organization(funders::ROR, funders::WIKIDATA, text),
        "concepts" => wikidata(concepts::WIKIDATA, text),
        _ => None,
    });
    found.ok_or_else(|| {
        let text = format!("'{text}' is not an ID of {}.", entity.name);
        BadRequest::new(Class::Missing, "path", text)
    })
}

/// An OpenAlex id, bare, behind `openalex:` or as a URL; or the number that Microsoft Academic Graph gave a record,
/// which is the same. Of a vocabulary, a code: bare, behind the vocabulary's name, or as a URL.
fn own(entity: &'static Entity, text: &str) -> Option<Predicate> {
    if !matches!(entity.id.kind, Kind::Id(_)) {
        return literal::term(entity.id, literal::without_host(text))
            .map(|code| entity.id.eq(code));
    }
    if let Some(number) = after(text, "mag:") {
        return Some(numbered(entity, number.trim().parse().ok()));
    }
    let bare = after(text, "openalex:").unwrap_or_else(|| literal::without_host(text));
    // URLs of the site and of the API may name the entity before the id.
    let bare = if bare.len() < text.len() { bare.rsplit('/').next().unwrap_or(bare) } else { bare };
    let mut chars = bare.chars();
    let starts = chars.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && chars.next().is_some_and(|digit| digit.is_ascii_digit());
    if !starts {
        return None;
    }
    let (_, number) = literal::openalex_id(bare)?;
    Some(numbered(entity, number))
}

fn numbered(entity: &Entity, number: Option<i64>) -> Predicate {
    number.map_or(Predicate::nothing(), |number| entity.id.eq(number))
}

fn work(text: &str) -> Option<Predicate> {
    let lower = text.to_lowercase();
    let pmid = ["pmid:", "https://pubmed.ncbi.nlm.nih.gov/"];
    if let Some(id) = pmid.iter().find_map(|prefix| after(&lower, prefix)) {
        return Some(works::PMID.eq(digits(id)?));
    }
    let pmcid = [
        "pmcid:",
        "pmc",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/",
        "https://pmc.ncbi.nlm.nih.gov/articles/",
    ];
    if let Some(id) = pmcid.iter().find_map(|prefix| after(&lower, prefix)) {
        return Some(works::PMCID.eq(digits(id)?));
    }
    let start = lower.find("10.")?;
    let bare = lower.get(start..)?.split_whitespace().next()?;
    Some(works::DOI.eq(doi(bare)?))
}

fn author(text: &str) -> Option<Predicate> {
    if let Some(id) = after(text, "scopus:").or_else(|| split(text, "authorID=")) {
        let id = digits(id)?;
        return Some(authors::SCOPUS.eq(format!("{id}{SCOPUS_END}")));
    }
    Some(authors::ORCID.eq(orcid(text)?))
}

fn source(text: &str) -> Option<Predicate> {
    if let Some(id) = after(text, "issn_l:") {
        return Some(sources::ISSN_L.eq(issn(id)?));
    }
    Some(sources::ISSN.eq(issn(after(text, "issn:").unwrap_or(text))?))
}

fn organization(by_ror: Field, by_wikidata: Field, text: &str) -> Option<Predicate> {
    match ror(after(text, "ror:").unwrap_or(text)) {
        Some(id) => Some(by_ror.eq(id)),
        None => wikidata(by_wikidata, text),
    }
}

/// The first `Q` and its digits.
fn wikidata(field: Field, text: &str) -> Option<Predicate> {
    let upper = text.to_uppercase();
    let id = match after(&upper, "WIKIDATA:").or_else(|| split(&upper, "WIKIDATA.ORG/")) {
        Some(rest) => rest.get(rest.find('Q')?..)?,
        None => upper.as_str(),
    };
    let digits = digits(id.strip_prefix('Q')?)?;
    Some(field.eq(Value::Text(format!("Q{digits}"))))
}

/// What follows a prefix in any case.
fn after<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

fn split<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

/// The first run of digits.
fn digits(text: &str) -> Option<String> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    Some(text[start..].chars().take_while(char::is_ascii_digit).collect())
}
