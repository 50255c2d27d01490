//! Which columns an export has.

use serapeum_model::{Entity, Explosion, Field, Source, Test, nearest};

use crate::Error;

/// The columns of these names, in their order; the name of a group of columns, such as `ids` of `ids.mag`, stands for
/// all of it, and that of a member of records for the column of its values.
pub(super) fn of_table(
    source: &Source,
    entity: &'static Entity,
    names: &[&str],
) -> Result<Vec<Field>, Error> {
    of_records(names)?;
    let mut chosen = Vec::new();
    for name in names {
        let inside = |field: &&Field| {
            field
                .name
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let member = |field: &&Field| field.path.split('|').any(|path| path == *name);
        let before = chosen.len();
        match entity.field(name).or_else(|| entity.text(name)) {
            Some(field) => chosen.push(field),
            None => chosen.extend(entity.fields.iter().filter(inside)),
        }
        if chosen.len() == before {
            chosen.extend(entity.fields.iter().find(member));
        }
        if chosen.len() == before {
            return Err(unknown(source, entity, name));
        }
    }
    once(chosen)
}

/// Whether these can be told of every record: a walk over all that match has no scores.
pub(super) fn of_records(names: &[&str]) -> Result<(), Error> {
    match names.contains(&"relevance_score") {
        false => Ok(()),
        true => {
            let text = "relevance_score cannot be exported: `get` tells the scores of a page";
            Err(Error::Option(text.to_owned()))
        }
    }
}

fn unknown(source: &Source, entity: &Entity, name: &str) -> Error {
    let what = entity.name;
    // A name above columns stands for all of them.
    let above = |name: &'static str| name.match_indices('.').map(|(at, _)| &name[..at]);
    let fields = entity.fields.iter().map(|field| field.row().name);
    let fields = fields.flat_map(|name| above(name).chain([name]));
    let texts = entity.texts.iter().map(|text| text.name);
    // A member of records stands for the column of its values.
    let paths = entity.fields.iter().flat_map(|field| field.row().path.split('|'));
    let members = paths.filter(|path| path.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    let advice = match entity.filter(name) {
        // A filter of another name.
        Some(Test::Is(field)) => format!("its column is `{field}`"),
        _ if entity.explosion(name).is_some() => format!("it is a long table: --explode {name}"),
        Some(_) => "it is a condition of filters, not a column".to_owned(),
        None => match nearest(name, fields.chain(texts).chain(members)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`serapeum fields {} {what} --columns` lists them", source.name),
        },
    };
    Error::Option(format!("no column `{name}` of {what}: {advice}"))
}

/// The long table of a name.
pub(super) fn explosion(entity: &'static Entity, name: &str) -> Result<&'static Explosion, Error> {
    entity.explosion(name).ok_or_else(|| {
        let names = || entity.explosions.iter().map(|explosion| explosion.name);
        let near = nearest(name, names()).map(|near| format!("did you mean `{near}`? "));
        let names = names().collect::<Vec<_>>().join(", ");
        let (what, near) = (entity.name, near.unwrap_or_default());
        Error::Option(format!("no long table `{name}` of {what}; {near}there are: {names}"))
    })
}

/// The columns of these names of a long table; all where none is named.
pub(super) fn of_explosion(
    explosion: &'static Explosion,
    names: &[&str],
) -> Result<Vec<Field>, Error> {
    if names.is_empty() {
        return Ok(explosion.columns.iter().map(Field::of).collect());
    }
    let field = |name: &&str| {
        explosion.column(name).map(Field::of).ok_or_else(|| {
            let known = || explosion.columns.iter().map(|column| column.name);
            let near = nearest(name, known()).map(|near| format!("did you mean `{near}`? "));
            let (near, known) = (near.unwrap_or_default(), known().collect::<Vec<_>>().join(", "));
            let table = explosion.name;
            Error::Option(format!("no column `{name}` of {table}; {near}there are: {known}"))
        })
    };
    once(names.iter().map(field).collect::<Result<_, _>>()?)
}

fn once(fields: Vec<Field>) -> Result<Vec<Field>, Error> {
    for (at, field) in fields.iter().enumerate() {
        if fields.iter().take(at).any(|known| known.name == field.name) {
            return Err(Error::Option(format!("the column `{}` is named twice", field.name)));
        }
    }
    Ok(fields)
}
