use serapeum_sources::openalex::SOURCE;

use super::{read, show};

/// The members of the objects of every entity, in the order of the API.
const MEMBERS: &str = include_str!("members.tsv");

/// The names that may be selected, by entity.
fn members(entity: &str) -> Vec<&'static str> {
    let rows = MEMBERS.lines().filter_map(|line| line.split_once('\t'));
    let own = rows.filter(|(of, name)| *of == entity && !name.contains('.'));
    own.map(|(_, name)| name).collect()
}

fn selected(text: &str) -> String {
    match read(text) {
        Ok(request) => request.form.select.join(","),
        Err(_) => show(text),
    }
}

#[test]
fn every_member_of_the_api_can_be_selected_and_is_told() {
    for entity in SOURCE.entities {
        let names = members(entity.name);
        assert!(names.len() > 5, "{}", entity.name);
        assert_eq!(
            selected(&format!("{}?select={}", entity.name, names.join(","))),
            names.join(",")
        );
        for path in ["", "/random", "/A12"] {
            let shown = show(&format!("{}{path}?select=nothing", entity.name));
            let told = format!(
                "400 Invalid query parameters error. nothing is not a valid select field. Valid \
                 fields for select are: {}.",
                names.join(", ")
            );
            assert!(shown.starts_with(&told), "{shown}");
        }
    }
}

#[test]
fn members_within_others_cannot_be_selected() {
    let rows = MEMBERS.lines().filter_map(|line| line.split_once('\t'));
    let mut count = 0;
    for (entity, name) in rows.filter(|(_, name)| name.contains('.')) {
        if SOURCE.entity(entity).is_some() {
            count += 1;
            let shown = show(&format!("{entity}?select={name}"));
            assert!(shown.contains(&format!("{name} is not a valid select field.")), "{shown}");
        }
    }
    assert!(count > 100);
}

#[test]
fn names_are_trimmed_and_case_counts() {
    assert_eq!(selected("works?select= id ,%20doi"), "id,doi");
    assert_eq!(selected("works?select="), "");
    assert_eq!(selected("works?select=relevance_score"), "relevance_score");
    for text in ["works?select=ID", "works?select=id,", "works?select=%20", "works?select=ids.doi"]
    {
        assert!(show(text).contains("is not a valid select field. Valid fields"), "{text}");
    }
    assert!(show("works?select=titel").ends_with(" created_date. Did you mean 'title'?"));
    let error = read("works?select=id, titel,doi").unwrap_err();
    assert_eq!((error.parameter.as_str(), error.span), ("select", Some(3..9)));
}

#[test]
fn what_the_api_lacks_can_be_selected_but_is_not_told() {
    assert_eq!(selected("works?select=abstract"), "abstract");
    assert_eq!(selected("works/W12?select=grants,host_venue"), "grants,host_venue");
    assert_eq!(selected("works?select=host_venue"), "host_venue");
    let shown = show("works?select=nothing");
    assert!(!shown.contains("grants") && !shown.contains("abstract,"), "{shown}");
    assert!(show("authors?select=abstract").contains("abstract is not a valid select field"));
    assert!(show("works?select=authors_count").contains("not a valid select field"));
}

#[test]
fn groups_have_no_members() {
    for name in ["group_by", "group-by", "group_bys", "group-bys"] {
        let shown = show(&format!("works?select=id&{name}=type"));
        let told = "400 Invalid query parameters error. select does not work with group_by.";
        assert_eq!(shown, told);
    }
    assert!(read("works?select=&group_by=type").is_ok());
    assert!(read("works?select=id&group_by=").is_ok());
}
