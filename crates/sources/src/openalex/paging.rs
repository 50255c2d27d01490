//! The parameters `page`, `per-page` and `cursor`:
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/paging>.

use serapeum_model::{BadRequest, Cursor, Field, Kind, Params, SortKey, Start};

use super::cursor::{self, Item};

const DEEPEST: u64 = 10_000;
const HOSTED_PAGE: u64 = 200;
/// The largest page here: what one answer may hold.
pub(super) const LARGEST_PAGE: u64 = 100_000;
const LIST_PAGE: u32 = 25;
const GROUPS_PAGE: u32 = 200;

/// The numbers, as given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    page: Option<i64>,
    size: Option<i64>,
}

/// Where a cursor parameter points.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    First,
    Ours(Cursor),
    Theirs(Vec<Item>),
    /// Of the service, after the group of this key.
    TheirGroup(Item),
}

/// What is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    Records,
    Groups,
    /// Groups by several fields side by side.
    Facets,
}

/// Reads the numbers without judging them, which the API does last of all.
pub(super) fn numbers(params: &Params) -> Result<Numbers, BadRequest> {
    Ok(Numbers {
        page: number(params, "page", &["page"])?,
        size: number(params, "per-page", &["per-page", "per_page"])?,
    })
}

fn number(params: &Params, name: &str, names: &[&str]) -> Result<Option<i64>, BadRequest> {
    let Some(text) = params.first(names).map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadRequest::query(name, format!("Param {name} must be a number.")));
    }
    // Beyond 64 bits there is no page either.
    let beyond = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    Ok(Some(text.parse().unwrap_or(beyond)))
}

/// Reads the cursor of a walk over records or over groups.
pub(super) fn token(params: &Params, groups: bool) -> Result<Option<Token>, BadRequest> {
    let Some(text) = params.first(&["cursor"]).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text == "*" {
        return Ok(Some(Token::First));
    }
    if text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("none") {
        let text = "Cursor is null. Likely reached end of results.";
        return Err(BadRequest::paging("cursor", text));
    }
    let ours = Cursor::decode(text).map(Token::Ours);
    let theirs = || match groups {
        false => cursor::decode(text).map(Token::Theirs),
        true => cursor::decode_key(text).map(Token::TheirGroup),
    };
    let token = ours.or_else(theirs);
    token.map(Some).ok_or_else(|| BadRequest::paging("cursor", "Invalid cursor value"))
}

impl Token {
    /// How many sort values the token names; ours name none.
    pub(super) fn values(&self) -> usize {
        match self {
            Token::Theirs(items) => items.len(),
            _ => 0,
        }
    }

    /// Where a page in this order starts.
    pub(super) fn start(self, keys: &[SortKey]) -> Result<Start, BadRequest> {
        match self {
            Token::First => Ok(Start::First),
            Token::Ours(cursor) => Ok(Start::After(cursor)),
            Token::Theirs(items) => {
                cursor::fit(&items, keys).map(Start::Beyond).ok_or_else(invalid)
            }
            Token::TheirGroup(_) => Err(invalid()),
        }
    }

    /// Where a page of groups by the values of a field starts.
    pub(super) fn start_groups(self, field: Option<Field>) -> Result<Start, BadRequest> {
        let Token::TheirGroup(item) = self else { return self.start(&[]) };
        let kind = field.ok_or_else(invalid)?.kind;
        if matches!(kind, Kind::Id(_)) {
            // Going on would leave out groups, because the service walks them in the order of their text.
            let text = "Cursor value is invalid: ids are walked in the order of their numbers here. \
                        Start again with cursor=*.";
            return Err(BadRequest::paging("cursor", text));
        }
        let key = cursor::value(&item, kind).ok_or_else(invalid)?;
        Ok(Start::Beyond(vec![key]))
    }
}

fn invalid() -> BadRequest {
    BadRequest::paging("cursor", "Cursor value is invalid.")
}

impl Numbers {
    /// The page and the page size, checked.
    pub(super) fn check(
        self,
        cursor: bool,
        pages: Pages,
        strict: bool,
    ) -> Result<(u64, u32), BadRequest> {
        let fail = |name: &str, text: &str| Err(BadRequest::paging(name, text));
        let Ok(page @ 1..) = u64::try_from(self.page.unwrap_or(1)) else {
            return fail("page", "Page parameter must be greater than 0.");
        };
        let largest = if strict { HOSTED_PAGE } else { LARGEST_PAGE };
        let usual = if pages == Pages::Groups { GROUPS_PAGE } else { LIST_PAGE };
        let size = match self.size.map(u32::try_from) {
            None => usual,
            Some(Ok(size)) if (1..=largest).contains(&u64::from(size)) => size,
            Some(_) => {
                let text = format!("per-page parameter must be between 1 and {largest}.");
                return fail("per-page", &text);
            }
        };
        if cursor && page > 1 {
            return fail("cursor", "Cannot use page parameter with cursor.");
        }
        if strict && pages != Pages::Records && page > 1 {
            return fail(
                "page",
                "Unable to paginate beyond page 1. Group-by is limited to page 1 with up to 200 \
                 results at this time.",
            );
        }
        if strict && page.saturating_mul(u64::from(size)) > DEEPEST {
            return fail(
                "page",
                "Maximum results size of 10,000 records is exceeded. Cursor pagination is required \
                 for records beyond 10,000. See: \
                 https://developers.openalex.org/guides/page-through-results",
            );
        }
        Ok((page, size))
    }
}

/// How many results stand before a page.
pub(super) fn skipped(page: u64, size: u32) -> u64 {
    page.saturating_sub(1).saturating_mul(u64::from(size))
}
