//! Facets as the API writes them: `{"id": …, "title": …, "count": …}`.

use serapeum_model::{Group, Request, Value};

use super::{
    facets::{self, Facet, Make, Shown},
    languages, licenses,
    object::text,
};

/// The most years of sums.
const YEARS: usize = 10;

/// The members of `meta` that the facets of a request become, in order.
pub(super) fn members(
    request: &Request,
    chosen: &[&'static Facet],
    told: &[Vec<Group>],
    sums: &[Option<Value>],
) -> Vec<(&'static str, String)> {
    let mut told = told.iter();
    let summed = |name: &str| {
        let known = request.query.sums.iter().position(|sum| sum.name == name)?;
        sums.get(known)?.as_ref()
    };
    let mut members = Vec::with_capacity(chosen.len());
    for facet in chosen {
        let groups = match facet.grouping() {
            Some(_) => told.next().map_or(&[][..], Vec::as_slice),
            None => &[],
        };
        let written = match facet.make {
            Make::Sum(_) => summed(facet.name).map_or(0, whole).to_string(),
            Make::Having(_) => groups.first().map_or(0, |group| group.count).to_string(),
            Make::SumsByYear(_) => years(groups),
            Make::MostAndRest(_, size) => with_rest(facet.shown, groups, size as usize),
            _ => list(facet, groups),
        };
        members.push((facet.name, written));
    }
    members
}

fn list(facet: &Facet, groups: &[Group]) -> String {
    let shown = groups.iter().filter_map(|group| shown(facet.shown, group));
    let most = match facet.make {
        Make::Most(_, size) => size as usize,
        _ => usize::MAX,
    };
    array(shown.take(most))
}

/// The latest years of publication, but those of which the sum is 0.
fn years(groups: &[Group]) -> String {
    let sum = |group: &Group| group.metric.as_ref().map_or(0, whole);
    let mut years: Vec<(i64, i64)> = groups
        .iter()
        .filter_map(|group| match group.key {
            Some(Value::Int(year)) => Some((year, sum(group))),
            _ => None,
        })
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.truncate(YEARS);
    let told = years.into_iter().filter(|(_, sum)| *sum > 0).map(|(year, sum)| {
        let year = year.to_string();
        item(&year, &year, sum)
    });
    array(told)
}

/// The largest groups, the one of records without value among them, and at the end all others as one.
fn with_rest(how: Shown, groups: &[Group], size: usize) -> String {
    let (first, rest) = groups.split_at(size.min(groups.len()));
    let mut told: Vec<String> = first
        .iter()
        .filter_map(|group| match group.key {
            None => Some(item("__missing__", "Unknown", group.count)),
            Some(_) => shown(how, group),
        })
        .collect();
    let others: u64 = rest.iter().map(|group| group.count).sum();
    if others > 0 {
        told.push(item("__other__", "Other", others));
    }
    array(told)
}

fn item(id: &str, title: &str, count: impl std::fmt::Display) -> String {
    format!("{{\"id\":{},\"title\":{},\"count\":{count}}}", text(id), text(title))
}

fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(","))
}

fn whole(value: &Value) -> i64 {
    match value {
        Value::Int(number) => *number,
        Value::Float(number) => *number as i64,
        _ => 0,
    }
}

/// A group; `None` if it is not told.
fn shown(how: Shown, group: &Group) -> Option<String> {
    let key = spelt(group.key.as_ref()?);
    let (id, title) = written(how, &key, group.label.as_deref())?;
    Some(item(&id, &title, group.count))
}

fn spelt(key: &Value) -> String {
    match key {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The id and the title of a value.
pub(super) fn written(how: Shown, key: &str, label: Option<&str>) -> Option<(String, String)> {
    let or_key = || label.unwrap_or(key).to_owned();
    Some(match how {
        Shown::Plain => (key.to_owned(), or_key()),
        Shown::Titled => (key.to_owned(), titled(key)),
        Shown::Schema => {
            let version = key.rsplit('-').next().unwrap_or(key);
            (version.to_owned(), format!("Schema {version}"))
        }
        Shown::License => (key.to_owned(), licenses::title(key).unwrap_or(key).to_owned()),
        Shown::Science => {
            let name = key.strip_prefix("FOS:")?.trim();
            (name.to_lowercase().replace([' ', '-'], "_"), name.to_owned())
        }
        Shown::Ror => {
            let id = format!("ror.org/{key}");
            let title = label.map_or_else(|| id.clone(), str::to_owned);
            (id, title)
        }
        Shown::Orcid => {
            let id = format!("https://orcid.org/{key}");
            let title = label.map_or_else(|| id.clone(), str::to_owned);
            (id, title)
        }
        Shown::Language => (key.to_owned(), languages::name(key).unwrap_or(key).to_owned()),
        Shown::Lower => (key.to_lowercase(), or_key()),
        Shown::Region => {
            let title = match key.to_lowercase().as_str() {
                "amer" => "Americas",
                "apac" => "Asia Pacific",
                "emea" => "EMEA",
                _ => key,
            };
            (key.to_lowercase(), title.to_owned())
        }
    })
}

/// The label of a group of a field's values.
pub(super) fn label(field: serapeum_model::Field, group: &Group) -> Option<String> {
    let known = facets::of(&super::dois::ENTITY).iter().find(|facet| match facet.make {
        Make::Most(counted, _) => counted == field,
        _ => false,
    });
    let key = spelt(group.key.as_ref()?);
    let how = known.map_or(Shown::Plain, |facet| facet.shown);
    written(how, &key, group.label.as_deref()).map(|(_, title)| title)
}

/// Words with capitals: `fabricaForm` is `Fabrica Form`, `FOS: Earth sciences` is `Fos: Earth Sciences`.
fn titled(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut spaced = String::with_capacity(text.len() + 4);
    for (at, char) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        let small = |c: char| c.is_ascii_lowercase();
        let ends = small(before) || before.is_ascii_digit();
        let begins = (before.is_ascii_uppercase() || before.is_ascii_digit()) && small(after);
        if char.is_ascii_uppercase() && (ends || begins) {
            spaced.push(' ');
        }
        spaced.push(if matches!(char, '-' | '_') { ' ' } else { *char });
    }
    let mut titled = String::with_capacity(spaced.len());
    let mut before = ' ';
    for char in spaced.to_lowercase().chars() {
        let inside = before.is_alphanumeric() || matches!(before, '\'' | '’');
        if inside {
            titled.push(char);
        } else {
            titled.extend(char.to_uppercase());
        }
        before = char;
    }
    titled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_get_capitals() {
        for (text, title) in [
            ("findable", "Findable"),
            ("fabricaForm", "Fabrica Form"),
            ("PID", "Pid"),
            ("80306 Open Software", "80306 Open Software"),
            ("000 computer science", "000 Computer Science"),
            ("FOS: Biological sciences", "Fos: Biological Sciences"),
        ] {
            assert_eq!(titled(text), title);
        }
    }
}
