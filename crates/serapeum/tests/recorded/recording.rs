//! Requests of the hosted API with the answers that it gave, as they were recorded.

use std::{
    collections::HashMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use flate2::read::MultiGzDecoder;
use serde_json::value::RawValue;

/// A request and its answer.
#[derive(Debug)]
pub(crate) struct Recording {
    /// As it was sent, below the host.
    pub(crate) path: String,
    /// The parameters, decoded.
    pub(crate) params: Vec<(String, String)>,
    pub(crate) status: u16,
    /// The day of the answer, as `2026-07-23`.
    pub(crate) day: String,
    pub(crate) body: String,
}

/// A record in an answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'r> {
    pub(crate) entity: &'r str,
    pub(crate) text: &'r str,
}

/// The folder of real records, if it stands beside the repository.
pub(crate) fn real() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    folder.is_dir().then_some(folder)
}

/// All recordings, the oldest first; none where the folder is not there.
pub(crate) static RECORDINGS: LazyLock<Vec<Recording>> = LazyLock::new(|| {
    let Some(folder) = real() else {
        eprintln!("no recordings beside the repository: nothing to do");
        return Vec::new();
    };
    let text = inflate(&folder.join("recorded_http/openalex.jsonl.gz"));
    let mut all: Vec<Recording> = text.lines().map(recording).collect();
    all.sort_by(|a, b| a.day.cmp(&b.day));
    all
});

/// The text of a compressed file.
pub(crate) fn inflate(path: &Path) -> String {
    let mut text = String::new();
    MultiGzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// The members of an object as they are written, in their order.
pub(crate) fn members(object: &str) -> Vec<(String, &str)> {
    let members: HashMap<String, &RawValue> = serde_json::from_str(object).unwrap_or_default();
    let mut members: Vec<_> =
        members.into_iter().map(|(name, value)| (name, value.get())).collect();
    // They all point into the same text.
    members.sort_by_key(|(_, value)| value.as_ptr());
    members
}

/// The member of that name, as it is written.
pub(crate) fn member<'t>(object: &'t str, name: &str) -> Option<&'t str> {
    members(object).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// The text of a member.
pub(crate) fn text(object: &str, name: &str) -> Option<String> {
    serde_json::from_str(member(object, name)?).ok()
}

/// The elements of an array, as they are written.
pub(crate) fn elements(array: &str) -> Vec<&str> {
    let elements: Vec<&RawValue> = serde_json::from_str(array).unwrap_or_default();
    elements.into_iter().map(RawValue::get).collect()
}

fn recording(line: &str) -> Recording {
    let uri = text(line, "uri").unwrap();
    let below = uri.strip_prefix("https://api.openalex.org/").unwrap();
    let (path, query) = below.split_once('?').unwrap_or((below, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let params = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    });
    Recording {
        path: path.to_owned(),
        params: params.collect(),
        status: member(line, "status").unwrap().parse().unwrap(),
        day: day(&text(line, "date").unwrap()),
        body: text(line, "body").unwrap(),
    }
}

/// The day of an HTTP date such as `Mon, 01 Dec 2025 17:30:44 GMT`.
fn day(date: &str) -> String {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = MONTHS.find(&date[8..11]).unwrap() / 3 + 1;
    format!("{}-{month:02}-{}", &date[12..16], &date[5..7])
}

fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// Percent-encoded, but for what is easier to read as it is.
pub(crate) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:,|!*/".contains(&byte);
    let encode = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

impl Recording {
    pub(crate) fn entity(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    pub(crate) fn is_list(&self) -> bool {
        !self.path.contains('/')
    }

    pub(crate) fn param(&self, names: &[&str]) -> Option<&str> {
        let known = |(name, _): &&(String, String)| names.contains(&name.as_str());
        self.params.iter().find(known).map(|(_, value)| value.as_str())
    }

    pub(crate) fn groups(&self) -> bool {
        self.param(&["group_by", "group-by"]).is_some()
    }

    /// The request with other parameters.
    pub(crate) fn with(&self, params: &[(String, String)]) -> String {
        let pairs = params.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let pairs: Vec<_> = pairs.collect();
        format!("openalex/{}?{}", self.path, pairs.join("&"))
    }

    /// The parameters but some.
    pub(crate) fn without(&self, names: &[&str]) -> Vec<(String, String)> {
        let params = self.params.iter().filter(|(name, _)| !names.contains(&name.as_str()));
        params.cloned().collect()
    }

    /// Whether words are searched for.
    pub(crate) fn searches(&self) -> bool {
        let search =
            |name: &str| name == "search" || name.contains("search.") || name.ends_with(".search");
        let filter = self.param(&["filter"]).unwrap_or_default();
        filter.split(',').any(|part| search(part.split(':').next().unwrap_or("")))
            || self.params.iter().any(|(name, _)| search(name))
    }

    /// Why no answer over other records can be held against this one, if so.
    pub(crate) fn incomparable(&self) -> Option<&'static str> {
        let searched = self.searches();
        match self.status {
            400.. => Some("refused"),
            _ if searched => Some("words are searched for, in full texts too"),
            _ if self.param(&["sample"]).is_some() => Some("sample: drawn by lot"),
            _ if self.param(&["select"]).is_some() => Some("select: records without id"),
            _ => None,
        }
    }

    /// The whole records in the answer.
    pub(crate) fn records(&self) -> Vec<Told<'_>> {
        if self.status != 200 || self.param(&["select"]).is_some() {
            return Vec::new();
        }
        let records = match member(&self.body, "results") {
            Some(results) => elements(results),
            None if self.is_list() => Vec::new(),
            None => vec![self.body.as_str()],
        };
        records.into_iter().map(|text| Told { entity: self.entity(), text }).collect()
    }

    /// How many records match, as the answer tells.
    pub(crate) fn count(&self) -> Option<usize> {
        member(member(&self.body, "meta")?, "count")?.parse().ok()
    }
}

impl Told<'_> {
    pub(crate) fn id(&self) -> String {
        text(self.text, "id").unwrap_or_default()
    }

    /// What tells versions of a record apart.
    pub(crate) fn version(&self) -> String {
        text(self.text, "updated_date").unwrap_or_default()
    }
}
