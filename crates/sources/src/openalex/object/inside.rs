//! What stands in a value of a record, by its text.

use serapeum_model::json::{Bad, Scanner, Text};

/// Hands out the names and values of an object's members. A value that is no object has none.
pub(super) fn members<'t>(
    value: &'t str,
    mut take: impl FnMut(Text<'t>, &'t str),
) -> Result<(), Bad> {
    let mut scanner = Scanner::new(value);
    let mut more = scanner.peek() == b'{' && scanner.open(b'}')?;
    while more {
        let name = scanner.name()?;
        take(name, next(&mut scanner, value)?);
        more = scanner.more(b'}')?;
    }
    Ok(())
}

/// Hands out the elements of a list. A value that is no list has none.
pub(super) fn elements<'t>(value: &'t str, mut take: impl FnMut(&'t str)) -> Result<(), Bad> {
    let mut scanner = Scanner::new(value);
    let mut more = scanner.peek() == b'[' && scanner.open(b']')?;
    while more {
        take(next(&mut scanner, value)?);
        more = scanner.more(b']')?;
    }
    Ok(())
}

fn next<'t>(scanner: &mut Scanner<'t>, text: &'t str) -> Result<&'t str, Bad> {
    scanner.peek();
    let from = scanner.offset();
    scanner.skip()?;
    text.get(from..scanner.offset()).ok_or(Bad)
}
