//! The parameters `sample` and `seed`:
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/sample-entity-lists>.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use serapeum_model::{BadRequest, Params, Sample, digest};

const HOSTED: u64 = 10_000;

/// Reads the sample that is asked for. Without a seed it is another each time.
pub(super) fn sample(params: &Params, strict: bool) -> Result<Option<Sample>, BadRequest> {
    let refuse = |name: &str, text: &str| Err(BadRequest::query(name, text));
    let text = |name: &str| params.first(&[name]).filter(|text| !text.is_empty());
    let seed = text("seed");
    let size = match text("sample").map(|text| text.trim().parse::<i128>()) {
        None => None,
        Some(Err(_)) => return refuse("sample", "sample must be an integer."),
        Some(Ok(0)) => None,
        Some(Ok(size)) => match u64::try_from(size) {
            Ok(size) if strict && size > HOSTED => {
                return refuse("sample", "Sample size must be less than or equal to 10,000.");
            }
            Ok(size) => Some(size),
            Err(_) => return refuse("sample", "Sample size must be greater than 0."),
        },
    };
    let Some(size) = size else {
        if seed.is_some() && text("sample").is_none() {
            let text = "You must include the sample parameter when using a seed value.";
            return refuse("seed", text);
        }
        return Ok(None);
    };
    if text("sort").is_some() {
        return refuse("sample", "sample does not work with sort.");
    }
    if ["group_by", "group-by", "group_bys", "group-bys"].iter().any(|name| text(name).is_some()) {
        return refuse("sample", "sample does not work with group_by.");
    }
    let later =
        text("page").and_then(|page| page.trim().parse::<u64>().ok()).is_some_and(|p| p > 1);
    if later && seed.is_none() {
        return refuse(
            "seed",
            "A seed value is required when paginating through samples of results. Without a seed \
             value, you may receive duplicate results between pages. Add a seed value like this: \
             /works?sample=100&seed=123&page=2",
        );
    }
    Ok(Some(Sample { size, seed: seed.map_or_else(draw, digest) }))
}

/// A number that is another each time.
pub(super) fn draw() -> u64 {
    RandomState::new().build_hasher().finish()
}
