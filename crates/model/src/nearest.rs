//! The valid name that a mistyped one probably stands for.

/// The nearest of `known` to `name`, if one is near enough to be worth suggesting: an edit or two for short names,
/// more for long ones, or one that ends with the name.
///
/// ```
/// use serapeum_model::nearest;
/// assert_eq!(nearest("publicaton_year", ["publication_year", "publication_date"]), Some("publication_year"));
/// assert_eq!(nearest("frog", ["publication_year"]), None);
/// ```
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // The cost grows with the length, and nobody mistypes a name of this many bytes.
    if name.len() > 100 {
        return None;
    }
    let name = name.to_lowercase();
    let allowed = (name.len() / 4).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let mut distance = strsim::osa_distance(&candidate.to_lowercase(), &name);
        // `country_code` is worth `institutions.country_code`, whatever the edit distance.
        if distance > allowed
            && name.len() > 3
            && candidate.rsplit('.').next() == Some(name.as_str())
        {
            distance = allowed;
        }
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
