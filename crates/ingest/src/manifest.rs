//! The lists of files that a source publishes beside them: how many records and bytes to expect. They are a check,
//! never a condition: what cannot be read is as if it were not there.

use std::{collections::BTreeMap, fs, path::Path};

use serapeum_model::Layout;
use serde_json::Value;

use crate::{discover::ShardFile, root::relative, verify::Fault};

/// A larger one is no manifest.
const LARGEST: u64 = 256 << 20;

/// What the publisher says about an entity's files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expected {
    /// How many records in all, if it says.
    pub records: Option<u64>,
    /// Records and bytes, each if it says, by the file's path below the entity's folder.
    pub files: BTreeMap<String, (Option<u64>, Option<u64>)>,
}

/// Reads the manifest in an entity's folder, or the one of all entities in the folder around it.
pub(crate) fn read(
    folder: &Path,
    entity: &str,
    layout: &Layout,
    shards: &[ShardFile],
) -> Option<Expected> {
    let names: Vec<String> = shards.iter().map(|shard| relative(&shard.path, folder)).collect();
    let own = layout.manifests.iter().find_map(|name| expected(&json(&folder.join(name))?, &names));
    own.or_else(|| {
        let around = folder.parent()?;
        let all = layout.manifests.iter().find_map(|name| json(&around.join(name)))?;
        let is_it = |listed: &&Value| listed.get("entity").and_then(Value::as_str) == Some(entity);
        expected(all.get("entities")?.as_array()?.iter().find(is_it)?, &names)
    })
}

fn json(path: &Path) -> Option<Value> {
    let small = fs::metadata(path).ok()?.len() <= LARGEST;
    small.then(|| serde_json::from_slice(&fs::read(path).ok()?).ok())?
}

/// Both forms: `entries` (of Redshift) and `files`.
fn expected(manifest: &Value, names: &[String]) -> Option<Expected> {
    let entries = manifest.get("entries").or_else(|| manifest.get("files"))?.as_array()?;
    let count = |of: &Value, name: &str| {
        let within = of.get("meta").and_then(|meta| meta.get(name));
        of.get(name).or(within).and_then(Value::as_u64)
    };
    let mut files = BTreeMap::new();
    for entry in entries {
        let Some(url) = entry.get("url").and_then(Value::as_str) else { continue };
        let numbers = (count(entry, "record_count"), count(entry, "content_length"));
        files.insert(below(url, names), numbers);
    }
    let sum = || files.values().map(|(records, _)| *records).sum::<Option<u64>>();
    let records = count(manifest, "record_count").or_else(sum);
    Some(Expected { records, files })
}

/// The path below the entity's folder that a URL stands for: that of the file found, or its last two steps.
fn below(url: &str, names: &[String]) -> String {
    let tails = url.match_indices('/').map(|(at, _)| &url[at + 1..]);
    let known = |tail: &&str| names.binary_search_by(|name| name.as_str().cmp(tail)).is_ok();
    match tails.into_iter().find(known) {
        Some(tail) => tail.to_owned(),
        None => url
            .rsplitn(3, '/')
            .take(2)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
            .join("/"),
    }
}

/// The first file whose length is not the listed one; `files` holds lengths by path below the folder.
pub(crate) fn other_length<'f>(
    entity: &str,
    expected: &Expected,
    files: impl Iterator<Item = (&'f str, u64)>,
) -> Option<String> {
    files.into_iter().find_map(|(name, bytes)| {
        let listed = expected.files.get(name)?.1.filter(|listed| *listed != bytes)?;
        Some(format!("{entity}: {name} has {bytes} bytes, the manifest says {listed}"))
    })
}

/// Every file that is missing, not listed or other than listed, by itself; `read` as in [`differences`].
pub(crate) fn faults(
    expected: &Expected,
    read: &BTreeMap<String, (u64, u64)>,
    folder: &Path,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |name: &str, problem: String| {
        faults.push(Fault { path: folder.join(name), offset: None, problem });
    };
    for name in expected.files.keys().filter(|name| !read.contains_key(*name)) {
        fault(name, "it is missing, the manifest lists it".to_owned());
    }
    for (name, (records, bytes)) in read {
        let Some((listed, length)) = expected.files.get(name) else {
            fault(name, "the manifest does not list it".to_owned());
            continue;
        };
        if let Some(length) = length.filter(|length| length != bytes) {
            fault(name, format!("it has {bytes} bytes, the manifest says {length}"));
        }
        if let Some(listed) = listed.filter(|listed| listed != records) {
            fault(name, format!("it has {records} records, the manifest says {listed}"));
        }
    }
    faults
}

/// What differs between a manifest and the files: `read` holds each file's records and bytes by its path below the
/// folder. First what is other than listed, then what is missing or not listed.
pub(crate) fn differences(
    entity: &str,
    expected: &Expected,
    read: &BTreeMap<String, (u64, u64)>,
) -> (Vec<String>, Vec<String>) {
    let (mut other, mut differences) = (Vec::new(), Vec::new());
    let missing = expected.files.keys().filter(|name| !read.contains_key(*name)).count();
    if missing > 0 {
        let first = expected.files.keys().find(|name| !read.contains_key(*name));
        differences.push(format!(
            "{entity}: {missing} of {} files in the manifest are missing, such as {}",
            expected.files.len(),
            first.map_or("", String::as_str)
        ));
    }
    for (name, (records, bytes)) in read {
        let Some((listed, length)) = expected.files.get(name) else {
            differences.push(format!("{entity}: {name} is not in the manifest"));
            continue;
        };
        if let Some(listed) = listed.filter(|listed| listed != records) {
            other.push(format!(
                "{entity}: {name} has {records} records, the manifest says {listed}"
            ));
        }
        if let Some(length) = length.filter(|length| length != bytes) {
            other.push(format!("{entity}: {name} has {bytes} bytes, the manifest says {length}"));
        }
    }
    (other, differences)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_are_read() {
        let names = ["updated_date=1/part_0.gz".to_owned()];
        let url = "s3://x/data/works/updated_date=1/part_0.gz";
        let old =
            json!({"entries": [{"url": url, "meta": {"record_count": 3, "content_length": 9}}]});
        let new = json!({"record_count": 4, "files": [{"url": url, "meta": {"record_count": 3}}, {"url": "s3://x/a/b/c.gz"}]});
        let old = expected(&old, &names).unwrap();
        assert_eq!(old.records, Some(3));
        assert_eq!(old.files["updated_date=1/part_0.gz"], (Some(3), Some(9)));
        let new = expected(&new, &names).unwrap();
        assert_eq!(new.records, Some(4));
        assert!(new.files.contains_key("b/c.gz"));
        let read = BTreeMap::from([("updated_date=1/part_0.gz".to_owned(), (2, 9))]);
        let (other, rest) = differences("works", &new, &read);
        assert_eq!((other.len(), rest.len()), (1, 1), "{other:?} {rest:?}");
        let files = [("updated_date=1/part_0.gz", 8)].into_iter();
        assert!(other_length("works", &old, files).is_some_and(|told| told.contains("8 bytes")));
        for odd in
            [json!([]), json!({"entries": 3}), json!({"files": [1, {"url": 2}, null]}), json!(null)]
        {
            assert!(expected(&odd, &names).is_none_or(|odd| odd.files.is_empty()));
        }
    }
}
