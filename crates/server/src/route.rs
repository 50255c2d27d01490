//! Which source a path means.

use crate::Offered;

/// Where a path leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route<'p> {
    /// The list of sources.
    Root,
    /// What a source has.
    Source(&'p Offered),
    /// A path below a source.
    Below(&'p Offered, &'p str),
    /// No source of this name.
    Unknown(&'p str),
}

/// Finds the source of a path. Where there is only one, its name may be left out.
pub(crate) fn route<'p>(sources: &'p [Offered], path: &'p str) -> Route<'p> {
    let path = path.trim_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let named = sources.iter().find(|source| source.name == first);
    let (source, below) = match (named, sources) {
        (Some(source), _) => (source, rest.trim_matches('/')),
        (None, [only]) => (only, path),
        (None, _) if path.is_empty() => return Route::Root,
        (None, _) => return Route::Unknown(first),
    };
    if below.is_empty() { Route::Source(source) } else { Route::Below(source, below) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(name: &str) -> Offered {
        Offered { name: name.to_owned(), entities: Vec::new() }
    }

    #[test]
    fn the_first_step_names_the_source_unless_there_is_only_one() {
        let two = [offered("a"), offered("b")];
        let [a, b] = &two;
        assert_eq!(route(&two, "/"), Route::Root);
        assert_eq!(route(&two, "/b/"), Route::Source(b));
        assert_eq!(
            route(&two, "/a/books/https://x/1%2F?"),
            Route::Below(a, "books/https://x/1%2F?")
        );
        assert_eq!(route(&two, "/books/1"), Route::Unknown("books"));
        assert_eq!(route(&two, "/A/books"), Route::Unknown("A"));
        let one = &two[..1];
        assert_eq!(route(one, "/"), Route::Source(a));
        assert_eq!(route(one, "//a//"), Route::Source(a));
        assert_eq!(route(one, "/a/books/"), Route::Below(a, "books"));
        assert_eq!(route(one, "/books/b"), Route::Below(a, "books/b"));
        assert_eq!(route(&[], "/books"), Route::Unknown("books"));
    }
}
