//! A request's path and parameters, taken apart.

use super::{
    answer::{PAGING, QUERY, Refusal},
    entities::{self, Entity},
};

/// The parameters that are known. Of two spellings of one name, the first wins.
const KNOWN: &[&str] = &[
    "apc_sum",
    "api_key",
    "api-key",
    "cited_by_count_sum",
    "corpus",
    "cursor",
    "data_version",
    "data-version",
    "filter",
    "format",
    "include_xpac",
    "include-xpac",
    "group_by",
    "group-by",
    "group_bys",
    "group-bys",
    "mailto",
    "page",
    "per-page",
    "per_page",
    "q",
    "sample",
    "seed",
    "search",
    "select",
    "sort",
    "warm",
];

pub(crate) struct Params {
    pub(super) entity: &'static Entity,
    /// What follows the entity's name.
    pub(super) rest: String,
    /// Whether the path is one that no condition is added to.
    pub(super) whole: bool,
    pairs: Vec<(String, String)>,
}

impl Params {
    /// Takes `openalex/works?filter=…` apart.
    pub(crate) fn read(request: &str) -> Params {
        let (path, query) = request.split_once('?').unwrap_or((request, ""));
        let path = path.strip_prefix("openalex/").unwrap();
        let known = entities::ENTITIES.iter().flat_map(|entity| {
            entity.aliases.iter().map(move |alias| (*alias, entity)).chain([(entity.name, entity)])
        });
        let mut fitting: Vec<_> = known
            .filter_map(|(name, entity)| Some((path.strip_prefix(name)?, name, entity)))
            .filter(|(rest, ..)| rest.is_empty() || rest.starts_with('/'))
            .collect();
        fitting.sort_by_key(|(rest, ..)| rest.len());
        let (rest, name, entity) = fitting[0];
        let pairs = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect();
        let rest = percent_decoded(rest.trim_start_matches('/'));
        Params { entity, rest, whole: name == "v2/works", pairs }
    }

    /// A parameter that has a value, by its name with underscores.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = |name: &str| {
            let found = self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value);
            found.map(String::as_str).filter(|value| !value.is_empty())
        };
        let dashed = name.replace('_', "-");
        if name == "per_page" {
            return found(&dashed).or_else(|| found(name));
        }
        found(name).or_else(|| found(&dashed))
    }

    /// Whether there are parameters besides the one.
    pub(super) fn has_others_than(&self, name: &str) -> bool {
        self.pairs.iter().any(|(known, _)| known != name)
    }

    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.get(name).map(|text| text.parse().map_err(|_| QUERY)).transpose()
    }

    /// Names that do not exist, and parameters that exclude each other.
    pub(super) fn checked(&self) -> Result<(), Refusal> {
        let known = |name: &str| KNOWN.contains(&name);
        if !self.pairs.iter().all(|(name, _)| known(name)) {
            return Err(QUERY);
        }
        let deprecated = |value: &str| value.contains("host_venue");
        if self.pairs.iter().any(|(_, value)| deprecated(value)) {
            return Err(QUERY);
        }
        let twice = self.pairs.iter().filter(|(name, _)| name == "filter").count() > 1;
        let grouped = self.get("group_by").is_some() || self.get("group_bys").is_some();
        let (sample, seed) = (self.get("sample"), self.get("seed"));
        let clash = (self.get("group_by").is_some() && self.get("group_bys").is_some())
            || (grouped && self.get("select").is_some())
            || (sample.is_some() && (grouped || self.get("sort").is_some()))
            || (sample.is_none() && seed.is_some())
            || (sample.is_some() && seed.is_none() && self.number("page")?.unwrap_or(1) > 1);
        if twice || clash {
            return Err(QUERY);
        }
        self.number("page")?;
        self.number("per_page")?;
        Ok(())
    }

    /// The page and its size.
    pub(super) fn paging(&self, usual: usize) -> Result<(usize, usize), Refusal> {
        let page = self.number("page")?.unwrap_or(1);
        let size = self.number("per_page")?.unwrap_or(usual as i64);
        if page < 1 || !(1..=100_000).contains(&size) || (self.get("cursor").is_some() && page > 1)
        {
            return Err(PAGING);
        }
        Ok((page as usize, size as usize))
    }
}

fn decoded(text: &str) -> String {
    percent_decoded(&text.replace('+', " "))
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap()
}
