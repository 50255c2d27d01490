//! What the API answers: lists, records and records drawn by lot of each entity.

use serapeum_model::{Entity, Kind, Parameter, Route, Takes};

use super::{ENTITIES, INSTITUTIONS, WORKS, autocomplete, parameters, route};

pub(super) fn routes() -> Vec<Route> {
    ENTITIES.iter().flat_map(|entity| of(entity)).chain(suggestions()).collect()
}

fn of(entity: &'static Entity) -> Vec<Route> {
    let name = entity.name;
    let aliases = match entity.aliases {
        [] => String::new(),
        names => format!("; also found at /{}", names.join(", /")),
    };
    let list = Route::new(name, format!("A list of {name}, or counts of them{aliases}"), entity);
    let about =
        "An OpenAlex id, or another identifier of the record; it may be a URL and hold slashes";
    let id = Parameter::new("id", Takes::Text, about, example(entity));
    let one = Route::new(format!("{name}/{{id}}"), format!("One of the {name}"), entity);
    let mut routes = vec![
        list.with(parameters::of(entity, false)),
        one.with([id]).with(parameters::of(entity, true)),
    ];
    if route::is_drawn(entity) {
        let about = format!("One of the {name}, drawn by lot");
        let drawn = Route::new(format!("{name}/random"), about, entity);
        routes.push(drawn.with(parameters::of(entity, true)));
    }
    routes
}

/// Suggestions: of all tables, and of each.
fn suggestions() -> Vec<Route> {
    let all = Route::new("autocomplete", "Records whose names have these words", WORKS);
    let mut routes = vec![all.with(autocomplete::Of::All.parameters())];
    for entity in autocomplete::tables() {
        let about = format!("Those {} whose names have these words", entity.name);
        let route = Route::new(format!("autocomplete/{}", entity.name), about, entity);
        routes.push(route.with(autocomplete::Of::One.parameters()));
    }
    for path in autocomplete::paths_of_values() {
        let about = "The values of institutions whose names begin so, the most cited first";
        let route = Route::new(format!("autocomplete/{path}"), about, INSTITUTIONS);
        routes.push(route.with(autocomplete::Of::Values.parameters()));
    }
    routes
}

fn example(entity: &Entity) -> String {
    match entity.id.kind {
        Kind::Id(form) => format!("{}123", form.letter),
        _ => "1".to_owned(),
    }
}
