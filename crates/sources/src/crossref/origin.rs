//! What the record of a member, journal or funder says of the works that are asked for below it:
//! <https://api.crossref.org/swagger-ui/index.html>.

use serapeum_model::{Predicate, Request, Value};

use super::{funders, view, works};

/// Goes on from the record of the resource whose works are asked for.
pub(super) fn follow(request: &mut Request, record: &[u8]) {
    // The resource is there, whether it has works or not.
    if request.form.view == Some(view::ALL_OF_A_RESOURCE) {
        request.form.view = None;
    }
    let entity = request.origin.as_ref().map(|origin| origin.entity.name);
    if entity == Some(funders::ENTITY.name) {
        let filter = std::mem::replace(&mut request.query.filter, Predicate::everything());
        request.query.filter = with_descendants(filter, &descendants(record));
    }
}

/// The DOIs of the funders below a funder.
fn descendants(record: &[u8]) -> Vec<String> {
    let Ok(record) = serde_json::from_slice::<serde_json::Value>(record) else { return Vec::new() };
    let ids = record["descendants"].as_array().into_iter().flatten();
    ids.filter_map(|id| super::value::funder(id.as_str()?)).collect()
}

/// The first condition is on the funder itself.
fn with_descendants(filter: Predicate, below: &[String]) -> Predicate {
    match filter {
        Predicate::Compare { field, value: Value::Text(funder), .. }
            if field == works::FUNDER_DOI && !below.is_empty() =>
        {
            field.one_of([&funder].into_iter().chain(below).map(String::as_str))
        }
        Predicate::All(mut parts) => {
            if let Some(first) = parts.first_mut() {
                let of = std::mem::replace(first, Predicate::everything());
                *first = with_descendants(of, below);
            }
            Predicate::All(parts)
        }
        other => other,
    }
}
