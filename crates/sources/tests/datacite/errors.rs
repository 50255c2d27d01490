//! Failures in the API's own form.

use insta::assert_snapshot;
use serapeum_model::Answer;
use serapeum_sources::datacite::SOURCE;

use crate::{read, show};

const MISSING: &str = r#"404 {"errors":[{"status":"404","title":"The resource you are looking for doesn't exist."}]}"#;

#[test]
fn a_record_that_is_not_there() {
    for text in ["dois/10.14454/1x4x-9056", "clients/none", "providers/none"] {
        let reply = SOURCE.dialect.write(&read(text).unwrap(), &Answer::One(None), 1);
        assert_eq!(format!("{} {}", reply.status, String::from_utf8(reply.body).unwrap()), MISSING);
    }
    assert_eq!(show("dois/nothing"), MISSING);
    assert_eq!(show("resource-types/film"), MISSING);
}

#[test]
fn paths_that_lead_nowhere() {
    assert_snapshot!(show("doi"), @r#"404 {"errors":[{"status":"404","title":"The resource you are looking for doesn't exist.","detail":"no path `doi`; did you mean `dois`?"}]}"#);
    assert_snapshot!(show("works"), @r#"404 {"errors":[{"status":"404","title":"The resource you are looking for doesn't exist.","detail":"no path `works`; there are: dois, clients, repositories, providers, prefixes, resource-types, heartbeat"}]}"#);
    assert_snapshot!(show("events"), @r#"400 {"errors":[{"status":"400","title":"/events cannot be answered: events are not in the data file; records have what came of them, such as citations."}]}"#);
    assert_snapshot!(show("activities?x=1"), @r#"400 {"errors":[{"status":"400","title":"/activities cannot be answered: the log of changes is not in the data file."}]}"#);
    assert_snapshot!(show("dois/random?prefix=10.5438"), @r#"400 {"errors":[{"status":"400","title":"/dois/random cannot be answered from a data file."}]}"#);
    assert_snapshot!(show("dois/10.5438/0012/media"), @r#"400 {"errors":[{"status":"400","title":"/dois/…/media cannot be answered from a data file."}]}"#);
    assert_snapshot!(show("clients/totals"), @r#"400 {"errors":[{"status":"400","title":"/clients/totals cannot be answered from a data file."}]}"#);
    assert_snapshot!(show("clients/cern.zenodo/stats"), @r#"400 {"errors":[{"status":"400","title":"/clients/cern.zenodo/stats cannot be answered from a data file."}]}"#);
    assert_snapshot!(show("dois?callback=f"), @r#"400 {"errors":[{"status":"400","title":"Scripts as answers are not supported in this version."}]}"#);
    assert_snapshot!(show("dois?facets=openLicenses"), @r#"400 {"errors":[{"status":"400","title":"The facet openLicenses cannot be told: which licences the service counts as open is not published with the data."}]}"#);
}

#[test]
fn a_query_that_is_none_is_told_as_an_object() {
    let told = show("dois?query=titles.title:(");
    assert!(
        told.starts_with(r#"400 {"errors":{"#)
            && told.contains(r#""title":"Failed to parse query [titles.title:(]""#),
        "{told}"
    );
}
