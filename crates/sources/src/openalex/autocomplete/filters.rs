//! Filters of works that a text may mean: `open access`, `no abstract`, `2019-2021`.

use serde_json::Value;

/// A text, how much of it has to be typed, and the filter and value that it stands for.
type Phrase = (&'static str, usize, &'static str, &'static str);

const PHRASES: &[Phrase] = &[
    ("open access", 4, "open_access.is_oa", "true"),
    ("closed access", 5, "open_access.is_oa", "false"),
    ("not open access", 6, "open_access.is_oa", "false"),
    ("diamond open access", 4, "open_access.oa_status", "diamond"),
    ("gold open access", 4, "open_access.oa_status", "gold"),
    ("green open access", 4, "open_access.oa_status", "green"),
    ("hybrid open access", 4, "open_access.oa_status", "hybrid"),
    ("bronze open access", 4, "open_access.oa_status", "bronze"),
    ("paratext", 4, "is_paratext", "true"),
    ("not paratext", 7, "is_paratext", "false"),
    ("retracted", 4, "is_retracted", "true"),
    ("not retracted", 7, "is_retracted", "false"),
    ("has doi", 6, "has_doi", "true"),
    ("no doi", 5, "has_doi", "false"),
    ("has abstract", 6, "has_abstract", "true"),
    ("no abstract", 5, "has_abstract", "false"),
];

/// The filters that a text may mean, each with its value.
pub(super) fn meant(text: &str) -> Vec<(&'static str, Value)> {
    let text = text.trim().to_lowercase();
    let phrases = PHRASES
        .iter()
        .filter(|(phrase, least, ..)| text.len() >= *least && phrase.starts_with(&text))
        .map(|(.., filter, value)| (*filter, truth(value)));
    let years = is_years(&text).then(|| ("publication_year", text.clone().into()));
    phrases.chain(years).collect()
}

fn truth(value: &str) -> Value {
    match value {
        "true" => true.into(),
        "false" => false.into(),
        word => word.into(),
    }
}

/// A year, or a range of years with one end or two.
fn is_years(text: &str) -> bool {
    let is_year = |text: &str| {
        text.len() == 4 && text.parse().is_ok_and(|year: u32| (1000..3000).contains(&year))
    };
    match text.split_once('-') {
        None => is_year(text),
        Some((first, last)) => {
            [first, last].iter().all(|end| end.is_empty() || is_year(end)) && text != "-"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        meant(text).into_iter().map(|(filter, value)| format!("{filter}:{value}")).collect()
    }

    #[test]
    fn texts_mean_filters_when_enough_is_typed() {
        assert_eq!(told("Open"), ["open_access.is_oa:true"]);
        assert_eq!(told("ope"), [""; 0]);
        assert_eq!(told("not ret"), ["is_retracted:false"]);
        assert_eq!(told("no abstract"), ["has_abstract:false"]);
        assert_eq!(told("gold open"), ["open_access.oa_status:\"gold\""]);
        assert_eq!(told("2019"), ["publication_year:\"2019\""]);
        assert_eq!(told("2019-2021"), ["publication_year:\"2019-2021\""]);
        assert_eq!(told("-2021"), ["publication_year:\"-2021\""]);
        for other in ["", "-", "20", "20199", "3020", "2019-20", "open access journal", "+201"] {
            assert_eq!(told(other), [""; 0], "{other}");
        }
    }

    #[test]
    fn what_is_suggested_is_a_filter() {
        for (text, _, filter, value) in PHRASES {
            let given = format!("{filter}:{value}");
            let segments = super::super::filter::tokenise(&given).unwrap();
            let works = super::super::super::WORKS;
            let read = super::super::filter::predicate(works, &segments, true);
            assert!(read.is_ok(), "{text}: {read:?}");
        }
    }
}
