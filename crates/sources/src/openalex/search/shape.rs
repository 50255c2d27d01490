//! What a text looks like: words, or an expression.

/// Curly quotes become straight and exotic spaces plain; what has no width goes.
pub(super) fn cleaned(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => Some('"'),
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => Some('\''),
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    };
    text.chars().filter_map(plain).collect()
}

/// The inside of quotes around one word.
pub(super) fn unquoted_word(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    let one = !inside.is_empty() && !inside.contains(['"', ' ']);
    one.then_some(inside)
}

/// Whether a text is read as an expression. In exact searches, any `?` behind a word makes it one.
pub(super) fn is_expression(text: &str, exact: bool) -> bool {
    let operators = [" AND ", " OR ", " NOT "].iter().any(|word| text.contains(word));
    if operators || text.matches('"').count() >= 2 || text.contains("\"~") {
        return true;
    }
    let chars: Vec<char> = text.chars().collect();
    let word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_word(*c));
    chars.iter().enumerate().any(|(at, c)| match c {
        '*' | '~' => (1..=3).all(|back| word(at.checked_sub(back))),
        '?' if exact => word(at.checked_sub(1)),
        '?' => word(at.checked_sub(1)) && word(Some(at + 1)),
        _ => false,
    })
}

/// Whether a word begins with a sign.
pub(super) fn has_word_after(text: &str, sign: char) -> bool {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == sign
            && (before == ' ' || before == '(')
            && chars.peek().is_some_and(|n| is_word(*n))
        {
            return true;
        }
        before = c;
    }
    false
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_told_from_words() {
        for text in ["a AND b", "\"a b\"", "cycle*", "color~", "wom?n", "\"a b\"~3"] {
            assert!(is_expression(text, false), "{text}");
        }
        for text in ["a and b", "a \" b", "what?", "ab*", "(a) +b -c", "R&D", "5' end"] {
            assert!(!is_expression(text, false), "{text}");
        }
        assert!(is_expression("what?", true) && !is_expression("what ?", true));
    }

    #[test]
    fn texts_are_cleaned() {
        assert_eq!(
            cleaned("\u{201c}a\u{a0}b\u{201d} don\u{2019}t\u{ad} x\u{200b}y"),
            "\"a b\" don't xy"
        );
        assert_eq!(unquoted_word("\"machin*\""), Some("machin*"));
        assert_eq!(unquoted_word("\"a b\""), None);
        assert!(has_word_after("a !b", '!') && !has_word_after("Yahoo! x", '!'));
    }
}
