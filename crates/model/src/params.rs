//! The parameters of a request: in order, repeats kept, decoded once.

use std::borrow::Cow;

/// The pairs of a query string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Decodes `name=value&…`; `+` and `%20` are spaces. Bytes that are not UTF-8 become U+FFFD.
    pub fn parse(query: &str) -> Params {
        let pairs = form_urlencoded::parse(query.as_bytes());
        Params(pairs.map(|(name, value)| (Cow::into_owned(name), Cow::into_owned(value))).collect())
    }

    /// The pairs in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of a name.
    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The first value of the first of these names that has one.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.iter().find(|(known, _)| known == name))
            .map(|(_, value)| value)
    }
}

impl FromIterator<(String, String)> for Params {
    /// Pairs that are decoded already.
    fn from_iter<P: IntoIterator<Item = (String, String)>>(pairs: P) -> Params {
        Params(pairs.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_repeats_are_kept() {
        let params = Params::parse("filter=a%3Ab+c&x=1&filter=%ff&x=2");
        assert_eq!(params.all("filter").collect::<Vec<_>>(), ["a:b c", "\u{fffd}"]);
        assert_eq!(params.first(&["y", "x"]), Some("1"));
    }
}
