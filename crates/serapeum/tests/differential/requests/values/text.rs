//! Identifiers, codes and texts.

use super::{atom, long, spelling};
use crate::{
    oracle::{
        Oracle,
        fields::{Class, Field},
    },
    rng::Rng,
};

/// Values without anything that the grammar gives a meaning.
pub(super) fn plain(text: &str) -> bool {
    let words = ["null", "none", "undefined"];
    !text.is_empty()
        && text.len() < 400
        && !text.contains(['"', '|', ',', ' ', '!'])
        && !words.contains(&text.to_lowercase().as_str())
        && !text.contains("host_venue")
}

/// Values that can stand between quotes.
fn quotable(text: &str) -> bool {
    text.len() < 400
        && !text.is_empty()
        && !text.contains(['"', '|'])
        && !text.starts_with('!')
        && !text.contains("host_venue")
}

pub(super) fn value(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    let one = |rng: &mut Rng| {
        let atom = atom(oracle, field, rng)?;
        let near = rng.chance(10);
        let spell = if near { spelling::near } else { spelling::spelt };
        Some(spell(field, &atom, rng))
    };
    // Within a list, this prefix looks like the name of a filter.
    let listed = |rng: &mut Rng| {
        let text = one(rng)?;
        Some(text.strip_prefix("openalex:").map_or(text.clone(), str::to_owned))
    };
    let second = if rng.chance(97) { listed(rng)? } else { one(rng)? };
    let first = one(rng)?;
    if rng.chance(5) && field.class != Class::Listed {
        return Some((*rng.pick(&["null", "!null"])).to_owned());
    }
    if rng.below(30) == 0 {
        return long(rng, listed);
    }
    if !plain(&first) {
        let fits = quotable(&first) && first != "null";
        // Between quotes, an exclamation mark still negates.
        let sign = if rng.chance(15) { "!" } else { "" };
        return fits.then(|| format!("\"{sign}{first}\""));
    }
    if !plain(&second) {
        let list = quotable(&second) && !second.contains('!') && rng.chance(50);
        return Some(if list { format!("\"{first}|{second}\"") } else { first });
    }
    Some(match rng.below(14) {
        0 | 1 => format!("{first}|{second}"),
        2 if field.class != Class::Listed => format!("{first}|{second}|null"),
        3 => format!("!{first}|{second}"),
        4 => format!("!{first}|!{second}"),
        5 | 6 => format!("!{first}"),
        7 => format!("{first} {second}"),
        8 => format!("{first} !{second}"),
        9 => format!("\"{first}\""),
        _ => first,
    })
}
