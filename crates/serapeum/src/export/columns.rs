//! Which columns an export has.

use serapeum_model::{Entity, Explosion, Field, Test, nearest};

use crate::Error;

/// The columns of these names, in their order; the name of a group of columns, such as `ids` of `ids.mag`, stands for
/// all of it.
pub(super) fn of_table(entity: &'static Entity, names: &[&str]) -> Result<Vec<Field>, Error> {
    let mut chosen = Vec::new();
    for name in names {
        let inside = |field: &&Field| {
            field
                .name
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let before = chosen.len();
        match entity.field(name).or_else(|| entity.text(name)) {
            Some(field) => chosen.push(field),
            None => chosen.extend(entity.fields.iter().filter(inside)),
        }
        if chosen.len() == before {
            return Err(unknown(entity, name));
        }
    }
    once(chosen)
}

fn unknown(entity: &Entity, name: &str) -> Error {
    let what = entity.name;
    // A name above columns stands for all of them.
    let above = |name: &'static str| name.match_indices('.').map(|(at, _)| &name[..at]);
    let fields = entity.fields.iter().map(|field| field.row().name);
    let fields = fields.flat_map(|name| above(name).chain([name]));
    let texts = entity.texts.iter().map(|text| text.name);
    let advice = match entity.filter(name) {
        // A filter of another name.
        Some(Test::Is(field)) => format!("its column is `{field}`"),
        Some(_) => "it is a condition of filters, not a column".to_owned(),
        None => match nearest(name, fields.chain(texts)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`serapeum fields SOURCE ENTITY --columns` lists them".to_owned(),
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
