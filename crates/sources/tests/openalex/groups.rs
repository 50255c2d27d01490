use insta::assert_snapshot;
use serapeum_model::{Ask, By, Dimension, Grouping};

use super::{read, show};

/// Dimensions, order and what narrows them, in a line.
fn groups(parameters: &str) -> String {
    let request = match read(&format!("works?{parameters}")) {
        Ok(request) => request,
        Err(error) => return error.to_string(),
    };
    match request.query.ask {
        Ask::Groups(grouping) => one(&grouping),
        Ask::Facets(groupings) => groupings.iter().map(one).collect::<Vec<_>>().join(" | "),
        other => format!("{other:?}"),
    }
}

fn one(grouping: &Grouping) -> String {
    let by: Vec<String> = grouping.by.iter().map(dimension).collect();
    let mut text = format!("{} by {:?}", by.join(" > "), grouping.order);
    if !grouping.labelled.is_empty() {
        text.push_str(&format!(" with {:?}", grouping.labelled));
    }
    text.replace("GroupOrder ", "")
}

fn dimension(dimension: &Dimension) -> String {
    let mut text = match &dimension.by {
        By::Values { field, letter } => {
            format!("{}{}", field.name, letter.map(String::from).unwrap_or_default())
        }
        By::Bins(bins) => {
            let bins = bins.bins.iter().chain(&bins.rest);
            bins.map(|bin| format!("{}={}", bin.key, bin.label)).collect::<Vec<_>>().join(" ")
        }
    };
    if dimension.unknown {
        text.push('?');
    }
    text
}

#[test]
fn kinds_of_groups() {
    assert_snapshot!(groups("group_by=has_doi"), @"true=true false=false by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=has_abstract"), @"true=true false=false by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=mag_only"), @"true=true false=false by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=institutions.continent"), @"Q15=Africa Q51=Antarctica Q48=Asia Q46=Europe Q49=North America Q55643=Oceania Q18=South America unknown=unknown by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=version"), @"submittedVersion=submittedVersion acceptedVersion=acceptedVersion publishedVersion=publishedVersion by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=version:include_unknown"), @"submittedVersion=submittedVersion acceptedVersion=acceptedVersion publishedVersion=publishedVersion unknown=unknown? by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=best_open_version"), @"any=any acceptedOrPublished=acceptedOrPublished published=published by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=doi_starts_with"), @"doi by { by: Count, descending: true }");
}

#[test]
fn several_fields() {
    assert_snapshot!(groups("group_by=type,language:include_unknown"), @"type > language? by { by: Count, descending: true }");
    assert_snapshot!(groups("group_bys=type,oa_status"), @"type by { by: Count, descending: true } | open_access.oa_status by { by: Count, descending: true }");
    assert_snapshot!(groups("group_by=type,language,publication_year,oa_status"), @"group_by supports at most 3 dimensions; got 4.");
    assert_snapshot!(groups("group_by=type,is_retracted"), @"Field 'is_retracted' is not supported in a multi-dimensional group_by. Combine plain group-able fields instead.");
    assert_snapshot!(groups("group_by=institutions.continent,type"), @"Field 'institutions.continent' is not supported in a multi-dimensional group_by. Combine plain group-able fields instead.");
    assert_snapshot!(groups("group_by=type,language&cursor=*"), @"Cursor pagination is not supported with multi-dimensional group_by.");
    assert_snapshot!(groups("group_by=type&group_bys=type"), @"group_by and group_bys cannot be combined.");
}

#[test]
fn orders() {
    assert_snapshot!(groups("group_by=type&sort=count"), @"type by { by: Count, descending: false }");
    assert_snapshot!(groups("group_by=type&sort=key:desc"), @"type by { by: Key, descending: true }");
    assert_snapshot!(groups("group_by=type&sort=cited_by_count.mean:desc"), @"type by { by: Metric(Mean, cited_by_count), descending: true }");
    assert_snapshot!(groups("group_by=type&sort=zzz.mean"), @"Invalid sort field 'zzz'. Metric-aggregate group sort requires a numeric field, e.g. cited_by_count.mean:desc.");
    assert_snapshot!(groups("group_by=type&sort=language.mean"), @"Cannot compute a metric aggregate over non-numeric field 'language'. Metric-aggregate group sort (mean/sum/min/max) requires a numeric field.");
    assert_snapshot!(groups("group_by=has_doi&sort=count"), @"Cannot sort when grouping by external ID boolean field.");
    assert_snapshot!(groups("group_by=type&sort=count:down"), @"Sort direction must be asc or desc, not down.");
    assert_snapshot!(groups("group_by=type&sort=count:desc&cursor=*"), @"A cursor walks groups in the order of their keys: sort must be key:asc.");
}

#[test]
fn labels_are_looked_for() {
    assert_snapshot!(groups("group_by=type&q=Book ch"), @r#"type by { by: Count, descending: true } with ["Book ch"]"#);
    assert_snapshot!(groups("group_by=authorships.author.id&q=ada love"), @r#"authorships.author.id by { by: Count, descending: true } with ["ada", "love"]"#);
}

#[test]
fn records_of_others() {
    let works = |filter: &str| show(&format!("works?include_xpac=true&filter={filter}"));
    assert_snapshot!(works("cited_by:W12"), @"IN referenced_works OF (id IN (12))");
    assert_snapshot!(works("related_to:!W12|W13"), @"NOT IN related_works OF (id IN (12, 13))");
    assert_snapshot!(works("cited_by:null"), @"400 Invalid query parameters error. 'null' is not a valid OpenAlex ID.");
}

#[test]
fn samples_and_sums() {
    let query = |text: &str| read(&format!("works?{text}")).unwrap().query;
    assert_eq!(query("sample=5&seed=x").sample, query("sample=5&seed=x").sample);
    assert_ne!(query("sample=5&seed=x").sample, query("sample=5&seed=y").sample);
    assert_ne!(query("sample=5").sample, query("sample=5").sample);
    assert_eq!(query("sample=0").sample, None);
    let sums: Vec<_> = query("apc_sum=true&cited_by_count_sum=true")
        .sums
        .into_iter()
        .map(|sum| sum.name)
        .collect();
    assert_eq!(sums, ["apc_list_sum_usd", "apc_paid_sum_usd", "cited_by_count_sum"]);
    assert_snapshot!(show("works?sample=x"), @"400 Invalid query parameters error. sample must be an integer.");
    assert_snapshot!(show("works?sample=-1"), @"400 Invalid query parameters error. Sample size must be greater than 0.");
    assert_snapshot!(show("works?seed=1"), @"400 Invalid query parameters error. You must include the sample parameter when using a seed value.");
    assert_snapshot!(show("works?sample=5&sort=id"), @"400 Invalid query parameters error. sample does not work with sort.");
    assert_snapshot!(show("works?sample=5&group_by=type"), @"400 Invalid query parameters error. sample does not work with group_by.");
    assert!(show("works?sample=50&page=2").contains("A seed value is required"));
    assert_snapshot!(show("authors?apc_sum=true"), @"400 Invalid query parameters error. apc_sum does not apply to authors.");
}
