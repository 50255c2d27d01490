//! Values that the API spells otherwise than records do, and the values that a filter takes.

use serapeum_model::{Choices, Condition};

const fn right(label: &'static str) -> Condition {
    Condition::Text("bestAccessRight.label", label)
}

/// How open a product is: as records and the older versions of the API say it, and as the third does.
pub(super) const ACCESS_RIGHTS: Choices = &[
    (&["OPEN", "Open Access"], right("OPEN")),
    (&["CLOSED", "Closed Access"], right("CLOSED")),
    (&["RESTRICTED", "Restricted"], right("RESTRICTED")),
    (&["OPEN SOURCE", "Open Source"], right("OPEN SOURCE")),
    (&["EMBARGO", "Embargo"], right("EMBARGO")),
    (&["UNKNOWN", "Unknown"], right("UNKNOWN")),
];

const fn goal(label: &'static str) -> Condition {
    Condition::Text("subjects.sdg", label)
}

/// Goals of sustainable development: by number in the older versions of the API, by label in the third.
pub(super) const GOALS: Choices = &[
    (&["1", "1. No poverty"], goal("1. No poverty")),
    (&["2", "2. Zero hunger"], goal("2. Zero hunger")),
    (&["3", "3. Good health"], goal("3. Good health")),
    (&["4", "4. Education"], goal("4. Education")),
    (&["5", "5. Gender equality"], goal("5. Gender equality")),
    (&["6", "6. Clean water"], goal("6. Clean water")),
    (&["7", "7. Clean energy"], goal("7. Clean energy")),
    (&["8", "8. Economic growth"], goal("8. Economic growth")),
    (&["9", "9. Industry and infrastructure"], goal("9. Industry and infrastructure")),
    (&["10", "10. No inequality"], goal("10. No inequality")),
    (&["11", "11. Sustainability"], goal("11. Sustainability")),
    (&["12", "12. Responsible consumption"], goal("12. Responsible consumption")),
    (&["13", "13. Climate action"], goal("13. Climate action")),
    (&["14", "14. Life underwater"], goal("14. Life underwater")),
    (&["15", "15. Life on land"], goal("15. Life on land")),
    (&["16", "16. Peace & justice"], goal("16. Peace & justice")),
    (&["17", "17. Partnership"], goal("17. Partnership")),
];

const CLASSES: &[&str] = &["C1", "C2", "C3", "C4", "C5"];

/// Filters of few values, compared as they are written.
const CLOSED: &[(&str, &[&str])] = &[
    ("influenceClass", CLASSES),
    ("impulseClass", CLASSES),
    ("popularityClass", CLASSES),
    ("citationCountClass", CLASSES),
    ("openAccessColor", &["gold", "hybrid", "bronze"]),
];

/// The types of research products; data sources have others.
const TYPES: &[&str] = &["publication", "dataset", "software", "other"];

/// The only values that a filter of an entity takes, where there are few.
pub(super) fn closed(entity: &str, name: &str) -> Option<&'static [&'static str]> {
    if name == "type" && entity == "researchProducts" {
        return Some(TYPES);
    }
    CLOSED.iter().find(|(known, _)| *known == name).map(|(_, values)| *values)
}
