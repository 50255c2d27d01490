//! The links of an answer, and what it repeats of its request.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serapeum_model::Params;

use super::asked::Asked;

/// What links begin with, as in the API's answers, unless a request says otherwise.
const HOST: &str = "https://api.datacite.org";

/// What stands unescaped in a form: see <https://url.spec.whatwg.org/#urlencoded-serializing>. A space becomes `+`.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// What does not stand in a path as it is.
const PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'?').add(b'#');

/// Parameters that say which page is asked for.
const PLACES: [&str; 2] = ["page[cursor]", "page[number]"];

/// What an answer repeats of its request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Echo {
    /// Whether the limits of the hosted service hold.
    pub(super) strict: bool,
    /// The path and parameters as they came.
    pub(super) asked: String,
    /// The list that the next page is of.
    pub(super) list: String,
    /// Every parameter but the page, in the order of their names.
    pub(super) carried: String,
}

impl Echo {
    /// What is repeated of a request of a list.
    pub(super) fn new(
        path: &str,
        params: &Params,
        list: &str,
        asked: &Asked,
        strict: bool,
    ) -> Echo {
        let own = query(params.iter());
        let path = utf8_percent_encode(path.trim_matches('/'), PATH);
        let mut carried: Vec<(&str, &str)> =
            asked.pairs().filter(|(name, _)| !PLACES.contains(name)).collect();
        carried.sort_unstable();
        Echo {
            strict,
            asked: if own.is_empty() { format!("/{path}") } else { format!("/{path}?{own}") },
            list: format!("/{list}"),
            carried: query(carried),
        }
    }

    /// As the text of a request.
    pub(super) fn text(&self) -> String {
        let strict = if self.strict { "strict" } else { "" };
        [strict, &self.asked, &self.list, &self.carried].join("\n")
    }

    /// From the text of a request.
    pub(super) fn of(text: Option<&str>) -> Option<Echo> {
        let mut lines = text?.split('\n').map(str::to_owned);
        let strict = lines.next()? == "strict";
        Some(Echo { strict, asked: lines.next()?, list: lines.next()?, carried: lines.next()? })
    }

    /// The resource that the records are told as.
    pub(super) fn resource(&self) -> &str {
        self.list.trim_start_matches('/')
    }

    /// The link to the answer itself.
    pub(super) fn own(&self, base: Option<&str>) -> String {
        format!("{}{}", base.unwrap_or(HOST), self.asked)
    }

    /// The link to the page at this place.
    pub(super) fn next(&self, base: Option<&str>, name: &str, value: &str) -> String {
        let carried = Params::parse(&self.carried);
        let mut pairs: Vec<(&str, &str)> = carried.iter().chain([(name, value)]).collect();
        pairs.sort_unstable();
        format!("{}{}?{}", base.unwrap_or(HOST), self.list, query(pairs))
    }

    /// The parameters that say how records are told.
    pub(super) fn asked(&self) -> Asked {
        Asked::read(&Params::parse(&self.carried), true).unwrap_or_default()
    }
}

/// Names and values as a query string.
fn query<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let escape = |text: &str| utf8_percent_encode(text, ESCAPED).to_string().replace(' ', "+");
    let pairs =
        pairs.into_iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}
