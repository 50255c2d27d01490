//! Records as the API shows them: its members in its order, see
//! <https://developers.openalex.org/download/snapshot-format>. The tables say which members there are; what a record
//! of the snapshot has otherwise, or not at all, is a rule of theirs.

mod contents;
mod inside;
mod instant;
pub(crate) mod inverted;
mod location;
mod member;
mod select;
mod tables;
mod writer;

#[cfg(test)]
mod tests;

use serapeum_model::{Ask, BadRequest, Class, Entity, Request};

use self::{
    member::{Member, Shown},
    writer::{Chosen, Wanted},
};

pub(super) use select::read as select;

/// So many authors of a work are shown in a list.
const AUTHORS_IN_LISTS: usize = 100;

/// Writes a record in the form that a request asks for, with how well it matches if that is told.
pub(super) fn write(
    request: &Request,
    record: &[u8],
    score: Option<f64>,
    out: &mut Vec<u8>,
) -> Result<(), BadRequest> {
    let entity = request.query.entity;
    let Some(members) = members(entity).filter(|_| !request.form.raw) else {
        out.extend_from_slice(record);
        return Ok(());
    };
    let chosen = &request.form.select;
    let wanted = Wanted::those(members, |member| match member.shown {
        Shown::Hidden => false,
        Shown::Scored if score.is_none() => false,
        Shown::Asked => chosen.contains(&member.name),
        Shown::Present | Shown::Always | Shown::Former | Shown::Scored => {
            chosen.is_empty() || chosen.contains(&member.name)
        }
    });
    let listed = matches!(request.query.ask, Ask::Page { .. }) && !request.form.whole;
    let longest = if listed { AUTHORS_IN_LISTS } else { usize::MAX };
    let wanted = Chosen { wanted, longest, score };
    let start = out.len();
    let write = |text| writer::write(text, members, wanted, out).ok();
    if std::str::from_utf8(record).ok().and_then(write).is_none() {
        out.truncate(start);
        let text = format!("A record of {} is damaged: it is no JSON object.", entity.name);
        return Err(BadRequest::new(Class::Lake, "path", text));
    }
    Ok(())
}

/// The names of the members that can be selected and that the API has.
pub(super) fn names(entity: &Entity) -> Vec<&'static str> {
    let listed = |member: &&Member| matches!(member.shown, Shown::Present | Shown::Always);
    let members = members(entity).unwrap_or_default();
    members.iter().filter(listed).map(|member| member.name).collect()
}

/// The members of an entity's objects.
fn members(entity: &Entity) -> Option<&'static [Member]> {
    let table = tables::TABLES.iter().find(|(name, _)| *name == entity.name);
    table.map(|(_, members)| *members)
}
