//! Members of objects and elements of arrays as slices of the text they stand in, so that what is not repaired is
//! passed on as it is.

use serapeum_model::json::{Bad, Scanner};

/// Names (as they are escaped) and values of an object; of what is no object, none.
pub(super) fn members(text: &str) -> Result<Vec<(&str, &str)>, Bad> {
    let mut scanner = Scanner::new(text);
    let mut members = Vec::new();
    if scanner.peek() != b'{' {
        return Ok(members);
    }
    let mut more = scanner.open(b'}')?;
    while more {
        let name = scanner.name()?.raw();
        members.push((name, value(text, &mut scanner)?));
        more = scanner.more(b'}')?;
    }
    Ok(members)
}

/// The elements of an array; a value by itself is its only element, and null is none.
pub(super) fn elements(text: &str) -> Result<Vec<&str>, Bad> {
    let mut scanner = Scanner::new(text);
    match scanner.peek() {
        b'[' => {}
        b'n' => return Ok(Vec::new()),
        _ => return Ok(vec![text]),
    }
    let mut elements = Vec::new();
    let mut more = scanner.open(b']')?;
    while more {
        elements.push(value(text, &mut scanner)?);
        more = scanner.more(b']')?;
    }
    Ok(elements)
}

/// The value of a member.
pub(super) fn member<'t>(members: &[(&str, &'t str)], name: &str) -> Option<&'t str> {
    members.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn value<'t>(text: &'t str, scanner: &mut Scanner<'t>) -> Result<&'t str, Bad> {
    scanner.peek();
    let start = scanner.offset();
    scanner.skip()?;
    text.get(start..scanner.offset()).ok_or(Bad)
}
