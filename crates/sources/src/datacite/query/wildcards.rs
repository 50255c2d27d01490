//! Patterns of values of which a lake holds the end only.

/// The patterns that what stands behind `before` has to match, for the whole to match `pattern`: one of them is enough.
///
/// `*` stands for any text, `?` for one character, `\\` takes its meaning from the next one.
pub(super) fn behind(pattern: &str, before: &str) -> Vec<String> {
    let mut ways = vec![pattern];
    for char in before.chars() {
        let mut next: Vec<&str> = Vec::new();
        for way in ways {
            follow(way, char, &mut next);
        }
        ways = next;
    }
    // A pattern that may still match anything matches whatever its own rest does.
    let wide: Vec<&str> = ways.iter().filter_map(|way| way.strip_prefix('*')).collect();
    ways.retain(|way| !wide.contains(way));
    ways.into_iter().map(str::to_owned).collect()
}

/// What remains of a pattern after a character, in each way that it can match.
fn follow<'p>(pattern: &'p str, char: char, next: &mut Vec<&'p str>) {
    let mut rest = pattern;
    while let Some(after) = rest.strip_prefix('*') {
        add(next, rest);
        rest = after;
    }
    let mut chars = rest.chars();
    let matched = match chars.next() {
        Some('?') => true,
        Some('\\') => chars.next() == Some(char),
        first => first == Some(char),
    };
    if matched {
        add(next, chars.as_str());
    }
}

fn add<'p>(ways: &mut Vec<&'p str>, way: &'p str) {
    if !ways.contains(&way) {
        ways.push(way);
    }
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn what_is_left_of_a_pattern() {
        let ror = |pattern| behind(pattern, "ror.org/");
        assert_eq!(ror("ror.org/05etxs293"), ["05etxs293"]);
        assert_eq!(ror("ror.org/05*"), ["05*"]);
        assert_eq!(ror("*05etxs293"), ["*05etxs293"]);
        assert_eq!(ror("ror*"), ["*"]);
        assert_eq!(ror("*r*5"), ["*r*5", "*5"]);
        assert_eq!(ror("ror?org/0?"), ["0?"]);
        assert_eq!(ror("ror\\.org/\\*"), ["\\*"]);
        assert_eq!(ror("05*"), [""; 0]);
        assert_eq!(ror("????????"), [""]);
        assert_eq!(behind("a*", ""), ["a*"]);
    }
}
