//! The parameters `rows`, `offset`, `sample` and `cursor`:
//! <https://www.crossref.org/documentation/retrieve-metadata/rest-api/tips-for-using-the-crossref-rest-api/>.
//!
//! A cursor holds no state on the server: it names a place, and the same one gives the same page again. The walk ends
//! in an empty page, whose cursor leads to the same empty page.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use serapeum_model::{BadRequest, Cursor, Params, Place, Query, Sample, Start, digest};

use super::{
    error::{self, Mistakes},
    value,
};

/// Records a page, where nothing is said.
pub(super) const USUAL: u32 = 20;
const HOSTED_PAGE: u64 = 1_000;
/// The largest page here: what one answer may hold.
pub(super) const LARGEST_PAGE: u64 = 100_000;
const HOSTED_OFFSET: u64 = 10_000;
const HOSTED_SAMPLE: u64 = 100;
/// So many are skipped to be past the end of anything.
const PAST: u64 = 1 << 40;

/// The page that is asked for.
#[derive(Debug)]
pub(super) struct Page<'p> {
    pub(super) size: u32,
    skip: u64,
    pub(super) sample: Option<Sample>,
    /// The token, `*` at the beginning.
    pub(super) cursor: Option<&'p str>,
}

/// Reads the numbers; `deep` is a list whose offset the hosted API does not limit.
pub(super) fn read<'p>(
    params: &'p Params,
    deep: bool,
    strict: bool,
    mistakes: &mut Mistakes,
) -> Page<'p> {
    let text = |name: &'static str| params.first(&[name]).filter(|text| !text.is_empty());
    let mut number = |name: &'static str, most: Option<u64>| {
        let text = text(name)?;
        let number =
            value::number::<u64>(text.trim()).filter(|n| most.is_none_or(|most| *n <= most));
        mistakes.note(number.ok_or_else(|| too_much(name, text, most)))
    };
    let largest = if strict { HOSTED_PAGE } else { LARGEST_PAGE };
    let rows = number("rows", Some(largest));
    let deepest = (strict && !deep).then_some(HOSTED_OFFSET);
    let offset = number("offset", deepest);
    let sample = number("sample", Some(if strict { HOSTED_SAMPLE } else { LARGEST_PAGE }));
    let sample = sample.filter(|size| *size > 0);
    let cursor = text("cursor");
    if sample.is_some() && (text("rows").is_some() || text("offset").is_some()) {
        let text = "Sample cannot be combined with rows or offset";
        mistakes.add(BadRequest::coded("sample", "sample-with-rows-or-offset", "sample", text));
    }
    if cursor.is_some() && (sample.is_some() || text("offset").is_some()) {
        let text = "Cursor cannot be combined with offset or sample";
        mistakes.add(BadRequest::coded("cursor", "cursor-with-offset-or-sample", "cursor", text));
    }
    let size = rows.and_then(|rows| u32::try_from(rows).ok()).unwrap_or(USUAL);
    let skip = offset.unwrap_or(0);
    if let Some(deepest) = deepest
        && skip.saturating_add(size.into()) > deepest
        && offset.is_some()
    {
        mistakes.add(too_much("offset", &skip.to_string(), Some(deepest)));
    }
    Page { size, skip, sample: sample.map(|size| Sample { size, seed: draw() }), cursor }
}

fn too_much(name: &str, text: &str, most: Option<u64>) -> BadRequest {
    let mut mistake = error::not_integer(name, text, most);
    if let (serapeum_model::Problem::Text(message), true) =
        (&mut mistake.problem, name == "offset" && most.is_some())
    {
        message.push_str(" Use the cursor parameter to page further into result sets.");
    }
    mistake
}

/// A number that is another each time.
fn draw() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl Page<'_> {
    /// Where the page of a query starts, and the cursor that follows where the answer has none: the end's, or, of a
    /// page without room for records, the one that led to it.
    pub(super) fn start(&self, query: &Query) -> Result<(Start, Option<String>), BadRequest> {
        let Some(token) = self.cursor else { return Ok((Start::Skip(self.skip), None)) };
        let end = Cursor { rows: 0, query: of(query), total: 0, place: Place::End };
        let next = if self.size == 0 { token.to_owned() } else { end.encode() };
        if token == "*" {
            return Ok((Start::First, Some(next)));
        }
        match Cursor::decode(token) {
            Some(cursor) if cursor == end => Ok((Start::Skip(PAST), Some(next))),
            Some(cursor) if cursor.place != Place::End => Ok((Start::After(cursor), Some(next))),
            _ => Err(error::invalid_cursor(token)),
        }
    }
}

/// What a walk depends on.
fn of(query: &Query) -> u64 {
    digest(&format!(
        "{} {} {:?} {:?}",
        query.entity.name,
        query.filter,
        query.total_order(),
        query.sample
    ))
}
