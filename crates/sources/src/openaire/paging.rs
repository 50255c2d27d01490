//! The parameters `page`, `pageSize` and `cursor`:
//! <https://graph.openaire.eu/docs/apis/graph-api/sorting-and-paging>.

use serapeum_model::{BadRequest, Cursor, Params, Start, Value};

use super::{cursor, parameters::single};

const DEEPEST: u64 = 10_000;
const HOSTED_PAGE: u64 = 100;
/// The largest page here: what one answer may hold.
pub(super) const LARGEST_PAGE: u64 = 100_000;
const USUAL_PAGE: u32 = 10;

/// The token behind the last page: an empty list in the form of the service's tokens.
pub(super) const END: &str = "AoA=";

/// The part of a result that is asked for.
#[derive(Debug)]
pub(super) struct Paging {
    pub(super) start: Start,
    /// The most records to find; none behind the end.
    pub(super) size: u32,
    /// The size that the header repeats.
    pub(super) told: u32,
    /// The page's number, unless a cursor leads.
    pub(super) page: Option<u64>,
}

pub(super) fn read(params: &Params, sorted: bool, strict: bool) -> Result<Paging, BadRequest> {
    let page = number(params, "page")?.unwrap_or(1);
    let size = number(params, "pageSize")?.unwrap_or(USUAL_PAGE.into());
    let largest = if strict { HOSTED_PAGE } else { LARGEST_PAGE };
    let size = match u32::try_from(size) {
        Ok(fits) if size <= largest => fits,
        _ => {
            let text = format!("Page size must be at most {largest}");
            return Err(BadRequest::paging("pageSize", text));
        }
    };
    let Some(token) = single(params, "cursor")? else {
        if strict && page.saturating_mul(size.into()) > DEEPEST {
            let text = "Only the first 10000 records can be reached by page: use cursor=*";
            return Err(BadRequest::paging("page", text));
        }
        let start = Start::Skip(page.saturating_sub(1).saturating_mul(size.into()));
        return Ok(Paging { start, size, told: size, page: Some(page) });
    };
    if page > 1 {
        let text = "Parameter 'page' does not apply where 'cursor' leads";
        return Err(BadRequest::paging("page", text));
    }
    let (start, found) = match token {
        "*" => (Start::First, size),
        END => (Start::Skip(0), 0),
        token => (after(token, sorted)?, size),
    };
    Ok(Paging { start, size: found, told: size, page: None })
}

/// Where a page behind a token starts.
fn after(token: &str, sorted: bool) -> Result<Start, BadRequest> {
    if let Some(cursor) = Cursor::decode(token) {
        return Ok(Start::After(cursor));
    }
    let Some(id) = cursor::decode(token) else {
        let text = format!("Invalid value: '{token}' in 'cursor'. Use cursor=* or a nextCursor");
        return Err(BadRequest::paging("cursor", text));
    };
    if sorted {
        // The service's walks go by ids whatever sortBy says; going on in another order would leave out records.
        let text = "This cursor is the service's own, which goes by ids: start again with cursor=*, \
                    or leave out sortBy";
        return Err(BadRequest::paging("cursor", text));
    }
    Ok(Start::Beyond(vec![Some(Value::Text(id))]))
}

fn number(params: &Params, name: &str) -> Result<Option<u64>, BadRequest> {
    let Some(text) = single(params, name)? else { return Ok(None) };
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let text = format!("Invalid value: '{text}' in '{name}'. It should be a whole number");
        return Err(BadRequest::paging(name, text));
    }
    // Beyond 64 bits there is no page either.
    match text.parse::<u64>() {
        _ if digits.len() < text.len() => {}
        Ok(0) => {}
        Ok(number) => return Ok(Some(number)),
        Err(_) => return Ok(Some(u64::MAX)),
    }
    Err(BadRequest::paging(name, "must be greater than or equal to 1"))
}
