//! The texts that queries look at, named like the fields of the service's index. Words are compared as they are, in
//! any case.

use serapeum_model::{Analysis::Exact, Text};
use serde_json::Value;

const fn text(name: &'static str) -> Text {
    Text::new(name).by(&[Exact])
}

/// A text of a member of `attributes`, in records of either form.
macro_rules! of {
    ($name:literal) => {
        of!($name, $name)
    };
    ($name:literal, $path:literal) => {
        text($name).at(concat!("attributes.", $path, "|", $path))
    };
}

pub(super) static DOIS: &[Text] = &[
    of!("titles.title"),
    of!("creator_names", "creators").made("names of creators", name),
    of!("creators.name"),
    of!("creators.givenName"),
    of!("creators.familyName"),
    text("creators.affiliation.name")
        .at("attributes.creators.affiliation.name|attributes.creators.affiliation|\
         creators.affiliation.name|creators.affiliation"),
    of!("contributors.name"),
    of!("contributors.givenName"),
    of!("contributors.familyName"),
    text("contributors.affiliation.name")
        .at("attributes.contributors.affiliation.name|attributes.contributors.affiliation|\
         contributors.affiliation.name|contributors.affiliation"),
    text("publisher").at("attributes.publisher.name|attributes.publisher|publisher.name|publisher"),
    of!("descriptions.description"),
    of!("subjects.subject"),
    of!("funding_references.funderName", "fundingReferences.funderName"),
    of!("related_items.titles.title", "relatedItems.titles.title"),
    of!(
        "related_identifiers.relationTypeInformation",
        "relatedIdentifiers.relationTypeInformation"
    ),
    of!("dates.date"),
    of!("url"),
];

/// Of clients and of providers.
pub(super) static ORGANISATIONS: &[Text] =
    &[text("name").at("attributes.name"), text("description").at("attributes.description")];

/// The name of a creator as it is spoken: the given name first.
fn name(json: &str) -> Option<String> {
    let creator: Value = serde_json::from_str(json).ok()?;
    let text = |name: &str| creator[name].as_str().filter(|text| !text.is_empty());
    if let (Some(given), Some(family)) = (text("givenName"), text("familyName")) {
        return Some(format!("{given} {family}"));
    }
    let name = text("name")?;
    Some(match name.split_once(", ") {
        Some((family, given)) => format!("{given} {family}"),
        None => name.to_owned(),
    })
}
