//! Identifiers in the one form in which they are compared.

/// A DOI without what stands before it, in lower case.
pub(crate) fn doi(text: &str) -> String {
    let text = text.to_lowercase();
    let before = [
        "https://doi.org/",
        "http://doi.org/",
        "http://dx.doi.org/",
        "https://dx.doi.org/",
        "doi:",
    ];
    before.iter().find_map(|p| text.strip_prefix(p)).unwrap_or(&text).to_owned()
}

/// The last step of a path, which of most identifiers is all that counts.
pub(crate) fn last(text: &str) -> String {
    text.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The DOI of a funder, whether it was given as one or as a number.
pub(crate) fn funder(text: &str) -> String {
    format!("10.13039/{}", last(text).to_lowercase())
}

/// The eight characters of an ISSN.
pub(crate) fn issn(text: &str) -> String {
    last(text).replace('-', "").to_uppercase()
}

/// The sixteen characters of an ORCID.
pub(crate) fn orcid(text: &str) -> String {
    last(text).replace('-', "").to_uppercase()
}

/// Digits and X of an ISBN.
pub(crate) fn isbn(text: &str) -> String {
    last(text).to_uppercase().chars().filter(|c| c.is_ascii_digit() || *c == 'X').collect()
}

/// The number of an award without case and separators.
pub(crate) fn award(text: &str) -> String {
    text.to_lowercase().replace([' ', '_', '-'], "")
}

/// The number of a trial: letters and digits.
pub(crate) fn trial(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a relation leads to: a DOI in any spelling, anything else as it stands.
pub(crate) fn object(text: &str) -> String {
    let bare = doi(text);
    if bare.starts_with("10.") { bare } else { text.to_owned() }
}
