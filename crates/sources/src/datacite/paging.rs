//! Pages: <https://support.datacite.org/docs/pagination>. The hosted service corrects every number; here a number that
//! is none is refused, and how deep pages go is not limited.

use serapeum_model::{BadRequest, Entity, SortKey, Start};

use super::{asked::Asked, clients, cursor, dois, error, providers};

/// The hosted service's largest page.
const HOSTED_PAGE: i64 = 1000;
/// The hosted service's last record that has a page number.
pub(super) const HOSTED_DEPTH: u64 = 10_000;
/// The largest page here.
pub(super) const LARGEST_PAGE: i64 = 100_000;
const USUAL_PAGE: u32 = 25;

const EXCLUSIVE: &str = "Cursor-based pagination and random sampling are mutually exclusive, please \
                         choose one or the other.";

/// Which page is asked for.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) start: Start,
    pub(super) size: u32,
    /// Its number; a walk has none.
    pub(super) number: Option<u64>,
}

/// Reads the page; `usual` is its size where none is given.
pub(super) fn read(asked: &Asked, usual: Option<u32>, strict: bool) -> Result<Page, BadRequest> {
    match walk(asked, strict)? {
        None => numbered(asked, usual, strict),
        Some(start) => Ok(Page { start, number: None, ..numbered(asked, usual, strict)? }),
    }
}

/// Reads the page of a list that cannot be walked.
pub(super) fn numbered(
    asked: &Asked,
    usual: Option<u32>,
    strict: bool,
) -> Result<Page, BadRequest> {
    let size = match asked.get("page[size]") {
        None => usual.unwrap_or(USUAL_PAGE),
        Some(text) => size(text, strict)?,
    };
    let number = match asked.get("page[number]") {
        None => 1,
        Some(text) => number(text, size, strict)?,
    };
    let start = Start::Skip((number - 1).saturating_mul(u64::from(size)));
    Ok(Page { start, size, number: Some(number) })
}

fn size(text: &str, strict: bool) -> Result<u32, BadRequest> {
    let largest = if strict { HOSTED_PAGE } else { LARGEST_PAGE };
    let size = match text.trim().parse::<i64>() {
        Ok(size) if strict => size.clamp(0, largest),
        Ok(size) if (0..=largest).contains(&size) => size,
        Err(_) if strict => 0,
        _ => {
            let text = format!("page[size] is a number from 0 to {largest}, not `{text}`.");
            return Err(BadRequest::paging("page[size]", text));
        }
    };
    Ok(u32::try_from(size).unwrap_or(0))
}

fn number(text: &str, size: u32, strict: bool) -> Result<u64, BadRequest> {
    let number = match text.trim().parse::<i64>() {
        Ok(number) if strict || number >= 0 => number,
        Err(_) if strict => 1,
        _ => {
            let text = format!("page[number] is a number from 1, not `{text}`.");
            return Err(BadRequest::paging("page[number]", text));
        }
    };
    let number = u64::try_from(number).unwrap_or(1).max(1);
    match HOSTED_DEPTH.checked_div(u64::from(size)) {
        Some(last) if strict => Ok(number.min(last)),
        _ => Ok(number),
    }
}

/// Where a walk is to go on, if one is asked for.
fn walk(asked: &Asked, strict: bool) -> Result<Option<Start>, BadRequest> {
    let token = asked.given("page[cursor]");
    if asked.get("random").is_some_and(|text| text.eq_ignore_ascii_case("true")) {
        let text = match token {
            Some(_) => EXCLUSIVE,
            None => "A random order is not supported in this version.",
        };
        return Err(error::value("random", text));
    }
    for name in ["sample", "sample-group", "page[scroll]", "scroll-id"] {
        if asked.get(name).is_some() {
            let text = format!("{name} is not supported in this version; use page[cursor]=1.");
            return Err(error::value(name, text));
        }
    }
    Ok(match token {
        None => None,
        Some("" | "1" | "*") => Some(Start::First),
        Some(token) => match cursor::decode(token) {
            Some(place) => Some(Start::Beyond(place)),
            None if strict => Some(Start::First),
            None => {
                let text = format!("page[cursor]: `{token}` is no cursor; page[cursor]=1 starts.");
                return Err(BadRequest::paging("page[cursor]", text));
            }
        },
    })
}

/// The order of a walk: oldest first.
pub(super) fn walk_order(entity: &Entity) -> Vec<SortKey> {
    let (created, id) = match entity.name {
        "clients" => (clients::CREATED, clients::ID),
        "providers" => (providers::CREATED, providers::ID),
        _ => (dois::CREATED, dois::ID),
    };
    vec![created.asc(), id.asc()]
}
