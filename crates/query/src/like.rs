//! Patterns as statements have them.

/// A pattern of `*` and `?` as one of `%` and `_`.
pub(crate) fn like(pattern: &str) -> String {
    let mut like = String::with_capacity(pattern.len() + 8);
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '*' => like.push('%'),
            '?' => like.push('_'),
            '\\' => literally(characters.next().unwrap_or('\\'), &mut like),
            other => literally(other, &mut like),
        }
    }
    like
}

fn literally(character: char, like: &mut String) {
    if matches!(character, '%' | '_' | '\\') {
        like.push('\\');
    }
    like.push(character);
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_of_either_language_stand_for_themselves() {
        assert_eq!(super::like(r"a%\*\\?*_"), r"a\%*\\_%\_");
    }
}
