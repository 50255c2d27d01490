//! Records as the API shows them: <https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md>. Lists leave out
//! what is empty, a single work has some members always.

use serapeum_model::{
    Ask, BadRequest, Class, Predicate, Request,
    json::{Bad, Scanner},
};
use serde_json::{Value, json};

use super::{funders, members, route, works};

/// Members that a single work has, empty or not.
const ALWAYS: [(&str, &str); 8] = [
    ("title", "[]"),
    ("container-title", "[]"),
    ("short-container-title", "[]"),
    ("original-title", "[]"),
    ("subtitle", "[]"),
    ("short-title", "[]"),
    ("subject", "[]"),
    ("relation", "{}"),
];

/// Members of a funder that lists leave out.
const OF_ONE_FUNDER: [&str; 5] =
    ["hierarchy-names", "hierarchy", "descendants", "work-count", "descendant-work-count"];

/// A member of a record: its name and its value, as they stand there.
type Pair<'r> = (&'r str, &'r str);

/// Writes a record in the form that a request asks for, with how well it matches if that is told.
pub(super) fn write(
    request: &Request,
    record: &[u8],
    score: Option<f64>,
    out: &mut Vec<u8>,
) -> Result<(), BadRequest> {
    if request.form.raw {
        out.extend_from_slice(record);
        return Ok(());
    }
    let entity = request.query.entity.name;
    let damaged = || {
        let text = format!("A record of {entity} is damaged: it is no JSON object.");
        BadRequest::new(Class::Lake, "path", text)
    };
    let text = std::str::from_utf8(record).map_err(|_| damaged())?;
    let pairs = pairs(text).map_err(|Bad| damaged())?;
    let single = matches!(request.query.ask, Ask::One | Ask::Random(_));
    match request.form.view {
        Some(route::AGENCY) => out.extend(agency(&pairs).to_string().bytes()),
        Some(route::PREFIX) => out.extend(prefix(&pairs).to_string().bytes()),
        _ if entity == works::ENTITY.name && single => object(one(pairs), out),
        _ if entity == works::ENTITY.name => {
            object(listed(request, pairs, score.map(written).as_deref()), out)
        }
        _ if entity == funders::ENTITY.name && !single => {
            object(pairs.into_iter().filter(|(name, _)| !OF_ONE_FUNDER.contains(name)), out);
        }
        _ => out.extend_from_slice(record.trim_ascii()),
    }
    Ok(())
}

fn one(pairs: Vec<Pair<'_>>) -> Vec<Pair<'_>> {
    let missing = ALWAYS.iter().filter(|(name, _)| !pairs.iter().any(|(known, _)| known == name));
    let missing: Vec<_> = missing.copied().collect();
    let kept = pairs.into_iter().filter(|(name, value)| {
        *value != "null" && (!is_empty(value) || ALWAYS.iter().any(|(known, _)| known == name))
    });
    // An older record may tell something else in place of an empty list.
    let kept = kept.collect();
    let mut pairs = scored(kept, Some("1"));
    pairs.extend(missing);
    pairs
}

fn listed<'r>(
    request: &Request,
    mut pairs: Vec<Pair<'r>>,
    score: Option<&'r str>,
) -> Vec<Pair<'r>> {
    let select = &request.form.select;
    let wanted = |name: &str| select.is_empty() || select.contains(&name);
    pairs.retain(|(name, value)| wanted(name) && !is_empty(value) || *name == "score");
    let all = request.query.filter == Predicate::everything() && request.query.sample.is_none();
    let score = score.unwrap_or(if all { "1.0" } else { "0.0" });
    scored(pairs, wanted("score").then_some(score))
}

/// A score as a number with a fraction.
fn written(score: f64) -> String {
    format!("{score:?}")
}

/// With this score, in its old place if there is one, or without.
fn scored<'r>(mut pairs: Vec<Pair<'r>>, score: Option<&'r str>) -> Vec<Pair<'r>> {
    let at = pairs.iter().position(|(name, _)| *name == "score");
    match (at, score) {
        (Some(at), Some(score)) => pairs[at].1 = score,
        (Some(at), None) => drop(pairs.remove(at)),
        (None, Some(score)) => pairs.push(("score", score)),
        (None, None) => {}
    }
    pairs
}

/// Who registered the DOI: of a record of the file always the same.
fn agency(pairs: &[Pair<'_>]) -> Value {
    json!({ "DOI": text(pairs, "DOI"), "agency": { "id": "crossref", "label": "Crossref" } })
}

/// The owner of a prefix, as one of its works names it.
fn prefix(pairs: &[Pair<'_>]) -> Value {
    let id = |kind: &str, name: &str| {
        text(pairs, name).as_str().map(|id| format!("https://id.crossref.org/{kind}/{id}"))
    };
    json!({
        "member": id("member", "member"),
        "name": text(pairs, "publisher"),
        "prefix": id("prefix", "prefix"),
    })
}

fn text(pairs: &[Pair<'_>], name: &str) -> Value {
    let found = pairs.iter().find(|(known, _)| *known == name);
    found.and_then(|(_, value)| serde_json::from_str(value).ok()).unwrap_or(Value::Null)
}

/// The members of an object, in its order.
fn pairs(text: &str) -> Result<Vec<Pair<'_>>, Bad> {
    let mut scanner = Scanner::new(text);
    if scanner.peek() != b'{' {
        return Err(Bad);
    }
    let mut pairs = Vec::with_capacity(64);
    let mut more = scanner.open(b'}')?;
    while more {
        let name = scanner.name()?;
        scanner.peek();
        let start = scanner.offset();
        scanner.skip()?;
        pairs.push((name.raw(), text.get(start..scanner.offset()).ok_or(Bad)?));
        more = scanner.more(b'}')?;
    }
    scanner.end()?;
    Ok(pairs)
}

/// Whether a value is null, or a list or an object with nothing in it.
fn is_empty(value: &str) -> bool {
    let inside = |open, close| value.strip_prefix(open).and_then(|v| v.strip_suffix(close));
    value == "null"
        || inside('[', ']').or_else(|| inside('{', '}')).is_some_and(|v| v.trim().is_empty())
}

fn object<'r>(pairs: impl IntoIterator<Item = Pair<'r>>, out: &mut Vec<u8>) {
    out.push(b'{');
    for (i, (name, value)) in pairs.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        out.extend(format!("\"{name}\":").bytes());
        out.extend_from_slice(value.as_bytes());
    }
    out.push(b'}');
}

/// The word for an entity's records in envelopes.
pub(super) fn kind(entity: &str) -> &'static str {
    match entity {
        _ if entity == members::ENTITY.name => "member",
        _ if entity == funders::ENTITY.name => "funder",
        _ if entity == works::ENTITY.name => "work",
        _ => "journal",
    }
}
