//! Names that there are not, and options that do not go together.

use serapeum::{Compression, Error, ExportOptions, Format};

use crate::snapshot::sample;

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
