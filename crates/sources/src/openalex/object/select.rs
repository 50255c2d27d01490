//! The parameter `select`: <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/select-fields>.

use serapeum_model::{BadRequest, Class, Entity, Params, Problem};

use super::{
    super::error,
    member::{Member, Shown},
    members,
};

/// Reads the members that are asked for, by the names that objects of an entity have. Those that the API has dropped
/// count too, as does what it never had; neither is told among the valid names.
pub(in super::super) fn read(
    entity: &Entity,
    params: &Params,
) -> Result<Vec<&'static str>, BadRequest> {
    let Some(text) = params.first(&["select"]).filter(|text| !text.is_empty()) else {
        return Ok(Vec::new());
    };
    let Some(members) = members(entity) else { return Err(error::unsupported("select", "select")) };
    let mut chosen = Vec::new();
    let mut start = 0;
    for part in text.split(',') {
        let name = part.trim();
        match members.iter().find(|member| member.name == name && member.shown != Shown::Hidden) {
            Some(member) => chosen.push(member.name),
            None => return Err(unknown(name, members).at(start..start + part.len())),
        }
        start += part.len() + 1;
    }
    Ok(chosen)
}

fn unknown(name: &str, members: &[Member]) -> BadRequest {
    let listed = |member: &&Member| !matches!(member.shown, Shown::Former | Shown::Asked);
    let names: Vec<&str> = members.iter().map(|member| member.name).collect();
    let problem = Problem::Unknown {
        what: "member",
        name: name.to_owned(),
        nearest: error::near(name, &names).map(str::to_owned),
        valid: members.iter().filter(listed).map(|member| member.name.to_owned()).collect(),
    };
    BadRequest::of(Class::Query, "select", problem)
}
