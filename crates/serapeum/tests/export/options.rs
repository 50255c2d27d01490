//! Names that there are not, and options that do not go together.

use serapeum::{Compression, Error, ExportOptions, Format};

use crate::{exploded, named, snapshot::sample};

fn refused(request: &str, options: &ExportOptions) -> String {
    let mut written = Vec::new();
    let error = sample().lake.export(request, options, &mut written, &mut |_| {}).unwrap_err();
    assert!(written.is_empty());
    match error {
        Error::Option(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_that_there_are_not_are_told_the_nearest() {
    let columns = |name| refused("openalex/works", &named(Format::Csv, &["id", name]));
    insta::assert_snapshot!(columns("publicaton_year"), @"no column `publicaton_year` of works: did you mean `publication_year`?");
    insta::assert_snapshot!(columns("is_oa"), @"no column `is_oa` of works: its column is `open_access.is_oa`");
    insta::assert_snapshot!(columns("has_doi"), @"no column `has_doi` of works: it is a condition of filters, not a column");
    insta::assert_snapshot!(columns("frog"), @"no column `frog` of works: `serapeum fields openalex works --columns` lists them");
    insta::assert_snapshot!(columns(""), @"no column `` of works: `serapeum fields openalex works --columns` lists them");
    insta::assert_snapshot!(columns("open_acces"), @"no column `open_acces` of works: did you mean `open_access`?");
    insta::assert_snapshot!(refused("openalex/works", &named(Format::Csv, &["id", "ids", "ids.mag"])), @"the column `ids.mag` is named twice");
    let table = |name| refused("openalex/topics", &exploded(Format::Csv, name));
    insta::assert_snapshot!(table("sibling"), @"no long table `sibling` of topics; did you mean `siblings`? there are: keywords, siblings");
    insta::assert_snapshot!(table("frog"), @"no long table `frog` of topics; there are: keywords, siblings");
    let mut options = exploded(Format::Csv, "siblings");
    options.columns = vec!["siblings_id".to_owned()];
    insta::assert_snapshot!(refused("openalex/topics", &options), @"no column `siblings_id` of siblings; did you mean `sibling_id`? there are: topic_id, position, sibling_id, sibling_name");
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let changed = |change: fn(&mut ExportOptions)| {
        let mut options = ExportOptions::default();
        change(&mut options);
        refused("openalex/works", &options)
    };
    insta::assert_snapshot!(changed(|o| { o.raw = true; o.format = Format::Csv }), @"raw records are JSON lines, without columns or a long table");
    insta::assert_snapshot!(changed(|o| { o.raw = true; o.columns = vec!["id".into()] }), @"raw records are JSON lines, without columns or a long table");
    insta::assert_snapshot!(changed(|o| o.compact = true), @"compact spelling is for columns: name some, or a long table, or another format");
    insta::assert_snapshot!(changed(|o| o.csv_safe = true), @"only CSV can be made safe for spreadsheets");
    insta::assert_snapshot!(changed(|o| { o.format = Format::Parquet; o.compression = Compression::Gzip }), @"Parquet and Arrow files are not compressed as a whole: leave .gz or .zst off the name");
    insta::assert_snapshot!(changed(|o| o.group = 0), @"a row group has at least one record");
    insta::assert_snapshot!(changed(|o| o.resume = true), @"only a file can be resumed, not what is written to a stream");
}

#[test]
fn what_is_no_list_of_records_is_refused_in_the_apis_words() {
    let lake = &sample().lake;
    for request in
        ["openalex/works?group_by=type", "openalex/works/random", "openalex/works/W99999999999"]
    {
        let mut written = Vec::new();
        let error = lake.export(request, &ExportOptions::default(), &mut written, &mut |_| {});
        let Err(Error::Request { reply, .. }) = error else { panic!("{request}: {error:?}") };
        assert!((400..500).contains(&reply.status) && written.is_empty(), "{request}");
    }
}
