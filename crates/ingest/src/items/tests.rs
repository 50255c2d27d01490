//! Documents, in chunks of every size.
#![allow(clippy::unwrap_used)]

use super::*;

/// Hands out a few bytes at a time.
struct Dripping<'a>(&'a [u8], usize);

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let few = self.1.min(self.0.len());
        let read = (&self.0[..few]).read(buffer)?;
        self.0 = &self.0[read..];
        Ok(read)
    }
}

/// The lines of a document, or what is wrong with it: the same however it comes.
fn split(document: &str) -> Result<String, String> {
    let mut all = Vec::new();
    for few in [1, 2, 7, CHUNK] {
        let mut text = String::new();
        let read =
            Items::new(Dripping(document.as_bytes(), few), "items").read_to_string(&mut text);
        all.push(read.map(|_| text).map_err(|error| error.to_string()));
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{all:?}");
    all.remove(0)
}

#[test]
fn records_lose_their_whitespace_and_nothing_else() {
    let document = "\u{feff} {\n  \"total\" : [ 1, {\"items\": [2]} ],\r\n  \"items\" : [\n  {\n    \"a b\" : \" \\\" x ] \\\\\",\n\
        \t\"n\" : [ -1.5e3 , null, true ]\n  } , {\"ü\":{}},{ } ]\n, \"last\":\"x\" }\n ";
    assert_eq!(
        split(document).unwrap(),
        "{\"a b\":\" \\\" x ] \\\\\",\"n\":[-1.5e3,null,true]}\n{\"ü\":{}}\n{}\n"
    );
    assert_eq!(split(r#"{"items":[]}"#).unwrap(), "");
    assert_eq!(split(r#"{"items":[ 1 ,"a" , [],null]}"#).unwrap(), "1\n\"a\"\n[]\nnull\n");
}

#[test]
fn a_record_that_is_wrong_in_itself_is_a_line_like_any_other() {
    // Two words do not become one.
    let document = r#"{"items":[{"a" : 1 2, "b": tru  e},{"a" "b"},{"a"::,},{"ok":1}]}"#;
    assert_eq!(
        split(document).unwrap(),
        "{\"a\":1 2,\"b\":tru e}\n{\"a\"\"b\"}\n{\"a\"::,}\n{\"ok\":1}\n"
    );
}

#[test]
fn what_cannot_be_cut_apart_is_told_with_its_place() {
    let deep = format!(r#"{{"items":[{}"#, "[".repeat(DEEPEST + 1));
    for (document, told) in [
        (
            r#"{"items":[{"a":[1}]}"#,
            "a bracket that does not match at record 1 of `items`, byte 17",
        ),
        (r#"{"items":[{},{"a":"x"#, "the document ends early at record 2 of `items`, byte 20"),
        (r#"{"items":[{}"#, "the document ends early at record 1 of `items`, byte 12"),
        (r#"{"items":[{}]"#, "the document ends early at record 1 of `items`, byte 13"),
        ("", "the document ends early before the first record of `items`, byte 0"),
        (r#"{"items":[{} {}]}"#, "no comma after the record at record 1 of `items`, byte 13"),
        (r#"{"items":[{},]}"#, "no record at record 1 of `items`, byte 13"),
        (r#"{"items":[,{}]}"#, "no record before the first record of `items`, byte 10"),
        (r#"{"items":[{}]}{}"#, "more after the document's end at record 1 of `items`, byte 14"),
        (r#"{"items":{}}"#, "no array under this name before the first record of `items`, byte 9"),
        (r#"{"other":}"#, "no value before the first record of `items`, byte 9"),
        (r#"[{}]"#, "not a document of this form before the first record of `items`, byte 0"),
        (
            r#"{"other":1}"#,
            "the document has no `items` (a file with one record a line is to be named .jsonl)",
        ),
        (
            "{\"items\":[{\"a\":\"x\n\"}]}",
            "a line break in a string at record 1 of `items`, byte 17",
        ),
        (deep.as_str(), "brackets too deep at record 1 of `items`, byte 65546"),
    ] {
        let error = split(document).unwrap_err();
        assert!(error.starts_with(told), "{error}\n{told}");
    }
}
