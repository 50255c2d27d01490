//! Names of licences, as the groups of <https://api.openalex.org/works?group_by=primary_location.license> show them.

pub(crate) const LICENSES: &[(&str, &str)] = &[
    ("cc-by", "CC-BY"),
    ("cc-by-nc", "CC-BY-NC"),
    ("cc-by-nc-nd", "CC-BY-NC-ND"),
    ("cc-by-nc-sa", "CC-BY-NC-SA"),
    ("cc-by-nd", "CC-BY-ND"),
    ("cc-by-sa", "CC-BY-SA"),
    ("public-domain", "public domain (CC0)"),
    ("other-oa", "other OA"),
    ("publisher-specific-oa", "publisher-specific OA"),
    ("apache-2-0", "Apache-2.0"),
    ("gpl-v2", "GPL-2.0"),
    ("gpl-v3", "GPL-3.0"),
    ("isc", "ISC"),
    ("mit", "MIT"),
];
