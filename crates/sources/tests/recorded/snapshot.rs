//! Objects of the API brought into the form that records have in a snapshot.

use crate::tree::Tree;

/// Objects whose names are data: they have no order of their own.
const FREE: [&str; 2] = ["abstract_inverted_index", "abstract_inverted_index_v3"];

/// What the API shows and the snapshot has not.
const MADE: [&str; 2] = ["content_urls", "relevance_score"];

/// Prefixes of locations' ids, and where such locations come from.
const PROVENANCE: [(&str, &str); 4] =
    [("doi:", "crossref"), ("pmid:", "pubmed"), ("mag:", "mag"), ("pmh:", "repo_backfill")];

/// The record that an object was made of might have been.
pub(crate) fn form(object: &Tree, seed: u64) -> Tree {
    let mut numbers = Numbers(seed * 2 + 1);
    let Tree::Object(members) = shuffled(object, &mut numbers) else { panic!("no object") };
    let mut members: Vec<_> =
        members.into_iter().filter(|(name, _)| !MADE.contains(&name.as_str())).collect();
    for (name, value) in &mut members {
        match name.as_str() {
            "created_date" | "updated_date" => instant(value),
            "abstract_inverted_index" => abstracted(value, seed),
            "ids" => numbered(value),
            _ => {}
        }
    }
    members.push(("authors_count".to_owned(), Tree::Number(3.0)));
    Tree::Object(members)
}

/// The members of every object in another order, with one that the API does not know.
fn shuffled(tree: &Tree, numbers: &mut Numbers) -> Tree {
    match tree {
        Tree::List(elements) => {
            Tree::List(elements.iter().map(|element| shuffled(element, numbers)).collect())
        }
        Tree::Object(members) => {
            let mut members: Vec<_> = members
                .iter()
                .map(|(name, value)| match FREE.contains(&name.as_str()) {
                    true => (name.clone(), value.clone()),
                    false => (name.clone(), shuffled(value, numbers)),
                })
                .collect();
            if tree.get("landing_page_url").is_some() {
                bare(&mut members);
            }
            let unknown = Tree::Object(vec![("id".to_owned(), Tree::Text("{\"id\"".to_owned()))]);
            members.push(("unknown".to_owned(), unknown));
            for at in (1..members.len()).rev() {
                members.swap(at, numbers.below(at + 1));
            }
            Tree::Object(members)
        }
        other => other.clone(),
    }
}

/// The members of every object in the order of their names, which is never the API's.
pub(crate) fn sorted(tree: &Tree) -> Tree {
    match tree {
        Tree::List(elements) => Tree::List(elements.iter().map(sorted).collect()),
        Tree::Object(members) => {
            let sorted = |(name, value): &(String, Tree)| match FREE.contains(&name.as_str()) {
                true => (name.clone(), value.clone()),
                false => (name.clone(), sorted(value)),
            };
            let mut members: Vec<_> = members.iter().map(sorted).collect();
            members.sort_by(|(left, _), (right, _)| left.cmp(right));
            Tree::Object(members)
        }
        other => other.clone(),
    }
}

/// A location with a bare id, beside where it comes from. Where there is no id, one that is not shown.
fn bare(location: &mut Vec<(String, Tree)>) {
    let provenance = match location.iter_mut().find(|(name, _)| name == "id") {
        None => {
            location.push(("id".to_owned(), Tree::Text("hidden".to_owned())));
            "elsewhere"
        }
        Some((_, Tree::Text(id))) => {
            let known = PROVENANCE.iter().find(|(prefix, _)| id.starts_with(prefix));
            let (prefix, provenance) = known.expect("an id without a known prefix");
            *id = id[prefix.len()..].to_owned();
            provenance
        }
        Some(_) => return,
    };
    location.push(("provenance".to_owned(), Tree::Text(provenance.to_owned())));
}

/// An instant with its zone, and milliseconds where these are enough.
fn instant(value: &mut Tree) {
    let Tree::Text(text) = value else { return };
    match text.split_once('.') {
        Some((second, fraction)) if fraction.ends_with("000") => {
            *text = format!("{second}.{}Z", &fraction[..fraction.len() - 3]);
        }
        Some(_) => text.push('Z'),
        None if text.contains('T') => text.push_str(".000Z"),
        None => {}
    }
}

/// One of the forms that an abstract has had.
fn abstracted(value: &mut Tree, seed: u64) {
    if *value == Tree::Null {
        return;
    }
    let wrapped = |index: &Tree| {
        Tree::Object(vec![
            ("IndexLength".to_owned(), Tree::Number(9.0)),
            ("InvertedIndex".to_owned(), index.clone()),
        ])
    };
    *value = match seed % 3 {
        0 => return,
        1 => wrapped(value),
        _ => Tree::Text(wrapped(value).to_string()),
    };
}

fn numbered(ids: &mut Tree) {
    let Tree::Object(members) = ids else { return };
    for (_, value) in members.iter_mut().filter(|(name, _)| name == "mag") {
        if let Some(number) = value.text().and_then(|text| text.parse().ok()) {
            *value = Tree::Number(number);
        }
    }
}

struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % bound
    }
}
