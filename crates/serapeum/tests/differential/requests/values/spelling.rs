//! The ways in which one value may be written.

use crate::{
    oracle::{
        fields::{Class, Field},
        form::Form,
        value::Atom,
        vocabulary::Case,
    },
    rng::Rng,
};

/// A value near one in the data.
pub(super) fn near(field: &Field, atom: &Atom, rng: &mut Rng) -> String {
    match (field.form, atom) {
        (Form::Id(_), Atom::Int(number)) if field.class == Class::Listed => {
            format!("W{}", number + 1)
        }
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

pub(super) fn spelt(field: &Field, atom: &Atom, rng: &mut Rng) -> String {
    match (field.form, atom) {
        (Form::Id(letter), Atom::Int(number)) => id(&format!("{letter}{number}"), rng),
        (Form::AnyId, Atom::Text(text)) => id(text, rng),
        (Form::Code(vocabulary), Atom::Text(code)) => {
            let mut code = match vocabulary.case {
                _ if field.cased => code.clone(),
                Case::Kept => code.clone(),
                _ if rng.chance(30) => code.to_lowercase(),
                _ if rng.chance(30) => code.to_uppercase(),
                _ => code.clone(),
            };
            if vocabulary.spaced() && rng.chance(60) {
                code = code.replace(' ', "%20");
            }
            let prefixes = vocabulary.prefixes();
            if prefixes.is_empty() || rng.chance(60) {
                return code;
            }
            format!("{}{code}", rng.pick(&prefixes))
        }
        (Form::Doi, Atom::Text(doi)) => match rng.below(4) {
            0 => format!("https://doi.org/{doi}"),
            1 if !field.cased => doi.to_uppercase(),
            _ => doi.clone(),
        },
        (Form::Orcid, Atom::Text(orcid)) => url(orcid, "https://orcid.org/", rng),
        (Form::Ror, Atom::Text(ror)) => url(ror, "https://ror.org/", rng),
        (Form::Issn, Atom::Text(issn)) if !field.cased && rng.chance(30) => issn.to_lowercase(),
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
