//! Walks over groups.

use std::{cmp::Ordering, collections::BTreeMap};

use serapeum::{Lake, Value};

use crate::{
    all,
    asked::{Counted, groups},
    open,
    table::compare,
    tables,
};

type Groups = Vec<(Option<Value>, u64)>;

/// Walks to the end, with a lake opened anew for every page where `fresh`.
fn walk(lake: &Lake, request: &str, size: usize, fresh: bool) -> Result<Groups, String> {
    let (mut told, mut token, mut counted): (Groups, _, _) = (Vec::new(), "*".to_owned(), None);
    loop {
        let opened = fresh.then(open);
        let lake = opened.as_ref().unwrap_or(lake);
        let asked = format!("{request}&per-page={size}&cursor={token}");
        let Counted { total, groups, next } = self::groups(lake, &asked)?;
        assert_eq!(*counted.get_or_insert(total), total, "{request}: another count");
        // A walk ends with an empty page.
        assert_eq!(next.is_some(), !groups.is_empty(), "{request}");
        assert!(groups.len() <= size, "{request}");
        told.extend(groups);
        let Some(next) = next else { return Ok(told) };
        token = next;
    }
}

/// Groups by the text of their key; fails where one is there twice.
fn by_key(request: &str, groups: Groups) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for (key, count) in groups {
        let key = key.map_or_else(|| "none".to_owned(), |key| format!("= {key}"));
        assert!(found.insert(key.clone(), count).is_none(), "{request}: {key} twice");
    }
    found
}

/// The key of records without a value comes first.
fn ascending(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => compare(a, b) == Ordering::Less,
        (a, b) => a.is_none() && b.is_some(),
    }
}

#[test]
fn every_group_once_in_the_order_of_keys() {
    let lake = open();
    let (mut walks, mut refused, mut turn) = (0, 0, 0);
    for (source, entity) in tables(&lake) {
        let fields = entity.fields.iter().filter(|field| field.groups() && !field.is_inner());
        for field in fields {
            turn += 1;
            if !all() && turn % 8 != 0 {
                continue;
            }
            for unknown in ["", ":include_unknown"] {
                if !all() && unknown.is_empty() != (turn % 16 == 0) {
                    continue;
                }
                let name = field.row().name;
                let request = format!("{}/{}?group_by={name}{unknown}", source.name, entity.name);
                let whole = match groups(&lake, &format!("{request}&per-page=100000")) {
                    Ok(whole) => by_key(&request, whole.groups),
                    // Some names are refused at all.
                    Err(reason) => {
                        assert!(reason.contains(name), "{request}: {reason}");
                        refused += 1;
                        continue;
                    }
                };
                let size = whole.len() / 3 + 1;
                let sizes: &[(usize, bool)] = match all() {
                    true => &[(1, false), (25, false), (200, false), (size, true)],
                    false => &[(size, false)],
                };
                for (size, fresh) in sizes.iter().filter(|(size, _)| whole.len() / size < 400) {
                    let told = match walk(&lake, &request, *size, *fresh) {
                        Ok(told) => told,
                        Err(reason) => {
                            assert!(reason.contains("true or false"), "{request}: {reason}");
                            refused += 1;
                            break;
                        }
                    };
                    for pair in told.windows(2) {
                        let (a, b) = (pair[0].0.as_ref(), pair[1].0.as_ref());
                        assert!(ascending(a, b), "{request}: {a:?} before {b:?}");
                    }
                    assert_eq!(by_key(&request, told), whole, "{request}");
                    walks += 1;
                }
            }
        }
    }
    eprintln!("{walks} walks over groups by {turn} fields, {refused} refused");
    assert!(walks > 20);
}
