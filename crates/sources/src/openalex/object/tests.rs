#![allow(clippy::unwrap_used)]

use super::{
    member::{Member, Rule, Shown},
    tables::TABLES,
};

/// The members that the API has at present, with those of objects within, a line each.
fn listed(entity: &str, before: &str, members: &[Member], lines: &mut Vec<String>) {
    for member in
        members.iter().filter(|m| !matches!(m.shown, Shown::Former | Shown::Asked | Shown::Hidden))
    {
        lines.push(format!("{entity}\t{before}{}", member.name));
        if let Rule::Of(inner) | Rule::Cut(inner) | Rule::Locations(inner) = member.rule {
            listed(entity, &format!("{before}{}.", member.name), inner, lines);
        }
    }
}

#[test]
fn the_tables_have_the_members_of_the_api_in_its_order() {
    let mut lines = Vec::new();
    TABLES.iter().for_each(|(entity, members)| listed(entity, "", members, &mut lines));
    let wanted = include_str!("../../../tests/openalex/members.tsv");
    let wanted: Vec<&str> = wanted.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), wanted.len());
    for (line, wanted) in lines.iter().zip(wanted) {
        assert_eq!(line, wanted);
    }
}

#[test]
fn no_member_stands_twice() {
    fn check(members: &[Member]) {
        for (at, member) in members.iter().enumerate() {
            assert!(members[..at].iter().all(|other| other.name != member.name), "{}", member.name);
            if let Rule::Of(inner) | Rule::Cut(inner) | Rule::Locations(inner) = member.rule {
                check(inner);
            }
        }
    }
    TABLES.iter().for_each(|(_, members)| check(members));
}

#[test]
fn every_entity_has_a_table() {
    for entity in crate::openalex::SOURCE.entities {
        assert!(super::members(entity).is_some(), "{}", entity.name);
    }
}
