//! General types of resources: <https://datacite-metadata-schema.readthedocs.io/en/latest/appendices/appendix-1/resourceTypeGeneral/>.
//! The API knows each by an id in lower case with dashes, and by a title in words.

use serapeum_model::Predicate;

use super::dois;

/// The types, as records spell them.
pub(super) const ALL: &[&str] = &[
    "Audiovisual",
    "Award",
    "Book",
    "BookChapter",
    "Collection",
    "ComputationalNotebook",
    "ConferencePaper",
    "ConferenceProceeding",
    "Dataset",
    "DataPaper",
    "Dissertation",
    "Event",
    "Image",
    "Instrument",
    "InteractiveResource",
    "Journal",
    "JournalArticle",
    "Model",
    "OutputManagementPlan",
    "PeerReview",
    "PhysicalObject",
    "Poster",
    "Preprint",
    "Presentation",
    "Project",
    "Report",
    "Service",
    "Sound",
    "Software",
    "Standard",
    "StudyRegistration",
    "Text",
    "Workflow",
    "Other",
];

/// Types under which a record that calls itself a project counts as one.
const PROJECTS: [&str; 2] = ["Text", "Other"];

/// The id of a type: `journal-article`.
pub(super) fn id(name: &str) -> String {
    spaced(name).to_lowercase().replace([' ', '_'], "-")
}

/// The title of a type: `Journal Article`.
pub(super) fn title(name: &str) -> String {
    spaced(name)
}

/// The type that a text names by its id, its title or its name.
pub(super) fn find(text: &str) -> Option<&'static str> {
    let wanted = id(text.trim());
    ALL.iter().copied().find(|name| id(name) == wanted)
}

/// Records of a type.
pub(super) fn predicate(name: &'static str) -> Predicate {
    let plain = dois::GENERAL_TYPE.eq(name);
    let project = dois::RESOURCE_TYPE_AS_IS.eq("Project");
    match name {
        "Project" => {
            let called = dois::GENERAL_TYPE.one_of(PROJECTS).and(project);
            Predicate::Any(vec![plain, called])
        }
        name if PROJECTS.contains(&name) => plain.and(project.not()),
        _ => plain,
    }
}

/// Records of one of these types.
pub(super) fn any(names: &[&'static str]) -> Predicate {
    let special = |name: &&str| PROJECTS.contains(name) || *name == "Project";
    let (special, plain): (Vec<&str>, Vec<&str>) = names.iter().copied().partition(special);
    let mut parts: Vec<Predicate> = special.into_iter().map(predicate).collect();
    match plain.as_slice() {
        [] => {}
        [one] => parts.push(dois::GENERAL_TYPE.eq(*one)),
        _ => parts.push(dois::GENERAL_TYPE.one_of(plain)),
    }
    if parts.len() == 1 { parts.swap_remove(0) } else { Predicate::Any(parts) }
}

/// A space before each capital inside of a word.
fn spaced(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for char in name.chars() {
        if char.is_uppercase() && before.is_lowercase() {
            text.push(' ');
        }
        text.push(char);
        before = char;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_names_its_type() {
        for text in ["JournalArticle", "journal_article", " journal-article ", "Journal Article"] {
            assert_eq!(find(text), Some("JournalArticle"), "{text}");
        }
        assert_eq!(id("OutputManagementPlan"), "output-management-plan");
        assert_eq!(title("DataPaper"), "Data Paper");
        assert_eq!(find("journal"), Some("Journal"));
        assert_eq!(find("Film"), None);
    }
}
