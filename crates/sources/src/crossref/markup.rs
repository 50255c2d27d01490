//! Texts as members deposit them: with tags of JATS, MathML and HTML, and with entities of XML.

/// Tags that stand within words; any other is between words.
const WITHIN: &[&str] = &[
    "i",
    "b",
    "u",
    "em",
    "strong",
    "sub",
    "sup",
    "inf",
    "sc",
    "scp",
    "tt",
    "italic",
    "bold",
    "underline",
    "strike",
    "font",
    "span",
];

/// The text alone. Some members have written entities of entities.
pub(super) fn stripped(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        text = decoded(&text);
    }
    if text.contains('<') { without_tags(&text) } else { text }
}

fn without_tags(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        left.push_str(before);
        let begins = after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        match after.split_once('>').filter(|(tag, _)| begins && !tag.contains('<')) {
            Some((tag, more)) => {
                let name = tag.trim_start_matches('/');
                let name = name.split(|c: char| c.is_whitespace() || c == '/').next();
                let name = name.unwrap_or_default();
                let name = name.strip_prefix("jats:").unwrap_or(name);
                if !WITHIN.contains(&name.to_ascii_lowercase().as_str()) {
                    left.push(' ');
                }
                rest = more;
            }
            None => {
                left.push('<');
                rest = after;
            }
        }
    }
    left.push_str(rest);
    left
}

fn decoded(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        left.push_str(before);
        let found = after.split_once(';').and_then(|(name, more)| Some((entity(name)?, more)));
        rest = match found {
            Some((char, more)) => {
                left.push(char);
                more
            }
            None => {
                left.push('&');
                after
            }
        };
    }
    left.push_str(rest);
    left
}

/// The character that an entity stands for.
fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = match hexadecimal {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_go() {
        for (text, left) in [
            ("H<sub>2</sub>O &amp; <jats:italic>E. coli</jats:italic>", "H2O & E. coli"),
            ("<jats:p>one</jats:p><jats:p>two</jats:p>", " one  two "),
            ("&lt;i&gt;Homo&lt;/i&gt; &amp;amp; &#228;&#xE4;", "Homo & ää"),
            (
                "p < 0.05 & q > 1, a <b and &c; &#xD800; &#99999999999;",
                "p < 0.05 & q > 1, a <b and &c; &#xD800; &#99999999999;",
            ),
            ("a <b <c> d", "a <b   d"),
            ("<", "<"),
            ("", ""),
        ] {
            assert_eq!(stripped(text), left);
        }
    }

    #[test]
    fn hostile_texts_take_no_longer_than_long_ones() {
        let many = "<".repeat(200_000) + &"&".repeat(200_000);
        assert_eq!(stripped(&many), many);
    }
}
