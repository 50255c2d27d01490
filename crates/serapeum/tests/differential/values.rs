//! Values of filters: taken from the data, spelt in all the ways that the API reads, with its operators.

use crate::{
    oracle::{
        Oracle,
        fields::{Class, Field},
        form::{Case, Form},
        value::{Atom, show_days},
    },
    rng::Rng,
};

/// The value of a filter as it stands behind the colon; `None` where a value at hand cannot be written.
pub(crate) fn value(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    match field.class {
        Class::Refused => Some("energy".to_owned()),
        Class::Bool => Some(listed(rng, &["true", "false", "null"], &["True", "FALSE", "!null"])),
        Class::Exists | Class::South | Class::MagOnly | Class::OldAuthors | Class::Open(_) => {
            Some(listed(rng, &["true", "false"], &["TRUE", "False"]))
        }
        Class::Continent => {
            let names = ["europe", "Q48", "north_america", "Asia", "q18", "africa", "oceania"];
            Some(listed(rng, &names, &["!europe", "!Q48", "null", "!null", "antarctica"]))
        }
        Class::OpenVersion => {
            let names = ["any", "acceptedOrPublished", "published"];
            Some(listed(rng, &names, &["!any", "!published", "PUBLISHED"]))
        }
        Class::Number => number(oracle, field, rng),
        Class::Date | Class::Since | Class::Until => date(oracle, field, rng),
        Class::Prefix => {
            let Atom::Text(text) = atom(oracle, field, rng)? else { return None };
            let length = 4 + rng.below(8);
            Some(text.chars().take(length).collect()).filter(|text: &String| plain(text))
        }
        _ => text(oracle, field, rng),
    }
}

/// One of some values, sometimes several, or one that stands alone.
fn listed(rng: &mut Rng, values: &[&str], alone: &[&str]) -> String {
    match rng.below(10) {
        0 => format!("{}|{}", rng.pick(values), rng.pick(values)),
        1 => format!("!{}|{}", rng.pick(values), rng.pick(values)),
        2 | 3 => (*rng.pick(alone)).to_owned(),
        _ => (*rng.pick(values)).to_owned(),
    }
}

/// A value of some record; one that no record has, if there is none.
fn atom(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<Atom> {
    let column = oracle.table(field.entity).column(field);
    for _ in 0..30 {
        if column.is_empty() {
            break;
        }
        let values = rng.pick(&column);
        if !values.is_empty() {
            return Some(rng.pick(values).clone());
        }
    }
    let n = rng.below(5000) as i64;
    Some(match field.form {
        Form::Id(_) | Form::Int | Form::Day | Form::Time => Atom::Int(n + 10),
        Form::Float => Atom::Float(n as f64 / 7.0),
        Form::AnyId => Atom::Text(format!("P{}", 4_310_000_000 + n)),
        Form::Doi => Atom::Text(format!("10.{}/x{n}", n + 1000)),
        Form::Orcid => Atom::Text(format!("0000-0001-0000-{n:04}")),
        Form::Ror => Atom::Text(format!("0abc{n:05}")),
        Form::Issn => Atom::Text(format!("{n:04}-000X")),
        _ => Atom::Text(format!("none{n}")),
    })
}

fn number(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    let one = |rng: &mut Rng| {
        let shift = if rng.chance(10) { 1 + rng.below(1_000_000) as i64 } else { 0 };
        match atom(oracle, field, rng)? {
            Atom::Int(number) if number >= 0 => Some(((number + shift) as f64, number + shift)),
            Atom::Float(number) if number >= 0.0 => Some((number, 0)),
            _ => None,
        }
    };
    let show = |(float, whole): (f64, i64)| match field.form {
        Form::Float => format!("{float}"),
        _ => whole.to_string(),
    };
    if rng.below(30) == 0 {
        return long(rng, |rng| one(rng).map(&show));
    }
    let (a, b) = (one(rng)?, one(rng)?);
    let (low, high) = if a.0 <= b.0 { (show(a), show(b)) } else { (show(b), show(a)) };
    Some(match rng.below(16) {
        0 | 1 => format!("<{low}"),
        2 | 3 => format!(">{low}"),
        4 => format!("-{low}"),
        5 => format!("{low}-"),
        6 | 7 => format!("{low}-{high}"),
        8 => format!("!{low}"),
        9 => format!("!{low}-{high}"),
        10 => format!("{low}|{high}"),
        11 => format!("!{low}|{high}"),
        12 => format!("{low}|{high}-|null"),
        13 => (*rng.pick(&["null", "!null"])).to_owned(),
        14 if field.form == Form::Int => format!("{low}.0"),
        14 => format!(">{:.2}", a.0),
        _ => high,
    })
}

fn date(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    let one = |rng: &mut Rng| -> Option<String> {
        let Atom::Int(at) = atom(oracle, field, rng)? else { return None };
        let days = if field.form == Form::Time { at.div_euclid(86_400_000_000) } else { at };
        let shift = if rng.chance(20) { rng.below(40) as i64 - 20 } else { 0 };
        let day = show_days(days + shift);
        if !field.timed || rng.chance(60) {
            return Some(day);
        }
        let second = at.rem_euclid(86_400_000_000) / 1_000_000;
        let clock = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
        let end = match rng.below(3) {
            0 => "Z".to_owned(),
            1 => format!(".{:06}", at.rem_euclid(1_000_000)),
            _ => String::new(),
        };
        Some(format!("{day}T{clock}{end}"))
    };
    let first = one(rng)?;
    if field.class != Class::Date {
        return Some(first);
    }
    Some(match rng.below(9) {
        0 | 1 => format!(">{first}"),
        2 | 3 => format!("<{first}"),
        4 => format!("{first}|{}", one(rng)?),
        5 => format!("!{first}|{}", one(rng)?),
        6 => "null".to_owned(),
        _ => first,
    })
}

/// Values without anything that the grammar gives a meaning.
fn plain(text: &str) -> bool {
    let words = ["null", "none", "undefined"];
    !text.is_empty()
        && text.len() < 400
        && !text.contains(['"', '|', ',', ' ', '!'])
        && !words.contains(&text.to_lowercase().as_str())
}

/// Values that can stand between quotes.
fn quotable(text: &str) -> bool {
    text.len() < 400
        && !text.is_empty()
        && !text.contains(['"', '|'])
        && !text.starts_with('!')
        && !text.contains("host_venue")
}

fn text(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    let one = |rng: &mut Rng| {
        let atom = atom(oracle, field, rng)?;
        Some(if rng.chance(10) { missing(field, &atom, rng) } else { spelt(field, &atom, rng) })
    };
    let (first, second) = (one(rng)?, one(rng)?);
    if matches!(rng.below(20), 0) {
        return Some((*rng.pick(&["null", "!null"])).to_owned());
    }
    if rng.below(30) == 0 {
        return long(rng, one);
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
        2 => format!("{first}|{second}|null"),
        3 => format!("!{first}|{second}"),
        4 => format!("!{first}|!{second}"),
        5 | 6 => format!("!{first}"),
        7 => format!("{first} {second}"),
        8 => format!("{first} !{second}"),
        9 => format!("\"{first}\""),
        _ => first,
    })
}

/// More values than the original allows.
fn long(rng: &mut Rng, mut one: impl FnMut(&mut Rng) -> Option<String>) -> Option<String> {
    let sign = if rng.chance(30) { "!" } else { "" };
    let values: Option<Vec<String>> = (0..101 + rng.below(60)).map(|_| one(rng)).collect();
    let plain: Vec<String> = values?.into_iter().filter(|value| plain(value)).collect();
    let ending = if rng.chance(20) { "|null" } else { "" };
    (plain.len() > 100).then(|| format!("{sign}{}{ending}", plain.join("|")))
}

/// A value near one in the data.
fn missing(field: &Field, atom: &Atom, rng: &mut Rng) -> String {
    match (field.form, atom) {
        // An id of another letter.
        (Form::Id(letter), Atom::Int(number)) => {
            format!("{}{number}", if letter == 'A' { 'W' } else { 'A' })
        }
        (_, Atom::Text(text)) => {
            let mut text = text.clone();
            let last = text.pop().unwrap_or('x');
            text.push(if last == '7' { '8' } else { '7' });
            text
        }
        _ => format!("W{}", 10 + rng.below(1000)),
    }
}

/// A value in one of the ways in which it may be written.
fn spelt(field: &Field, atom: &Atom, rng: &mut Rng) -> String {
    match (field.form, atom) {
        (Form::Id(letter), Atom::Int(number)) => id(&format!("{letter}{number}"), rng),
        (Form::AnyId, Atom::Text(text)) => id(text, rng),
        (Form::Code(vocabulary), Atom::Text(code)) => {
            let code = match vocabulary.case {
                Case::Kept => code.clone(),
                _ if rng.chance(30) => code.to_lowercase(),
                _ if rng.chance(30) => code.to_uppercase(),
                _ => code.clone(),
            };
            if vocabulary.prefixes.is_empty() || rng.chance(60) {
                return code;
            }
            format!("{}{code}", rng.pick(vocabulary.prefixes))
        }
        (Form::Doi, Atom::Text(doi)) => match rng.below(4) {
            0 => format!("https://doi.org/{doi}"),
            1 => doi.to_uppercase(),
            _ => doi.clone(),
        },
        (Form::Orcid, Atom::Text(orcid)) => url(orcid, "https://orcid.org/", rng),
        (Form::Ror, Atom::Text(ror)) => url(ror, "https://ror.org/", rng),
        (Form::Issn, Atom::Text(issn)) if rng.chance(30) => issn.to_lowercase(),
        (Form::Scopus, Atom::Text(text)) => match rng.below(2) {
            0 => text.split('&').next().unwrap_or_default().to_owned(),
            _ => format!("http://www.scopus.com/inward/authorDetails.url?authorID={text}"),
        },
        (Form::Folded | Form::Lower, Atom::Text(text)) if rng.chance(25) => text.to_uppercase(),
        (Form::Exact, Atom::Text(text)) if rng.chance(10) => text.to_uppercase(),
        (_, Atom::Text(text)) => text.clone(),
        (_, Atom::Int(number)) => format!("W{number}"),
        (_, other) => format!("{other:?}"),
    }
}

fn id(bare: &str, rng: &mut Rng) -> String {
    match rng.below(6) {
        0 => bare.to_lowercase(),
        1 => format!("https://openalex.org/{bare}"),
        2 => format!("openalex:{bare}"),
        _ => bare.to_owned(),
    }
}

fn url(bare: &str, host: &str, rng: &mut Rng) -> String {
    if rng.chance(40) { format!("{host}{bare}") } else { bare.to_owned() }
}
