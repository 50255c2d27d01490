//! What any input must do: be read, or be refused with a reason and a place. The fuzz targets call these functions
//! with what a fuzzer finds, the tests of the workspace with what is kept in `corpus`.

use std::{borrow::Cow, sync::LazyLock};

use serapeum_ingest::{Error, RecordReader};
use serapeum_model::{BadRequest, Cursor, Params, Source};

/// A request as it stands behind a source's name: `works?filter=…`; read as it is and as strictly as the original.
pub fn request(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (path, query) = text.split_once('?').unwrap_or((&text, ""));
    let params = Params::parse(query);
    for source in serapeum_sources::ALL {
        for strict in [false, true] {
            if let Err(error) = source.dialect.read(path, &params, strict) {
                told(source, &error, &params);
            }
        }
    }
}

/// A cursor's text, as the parameter of a walk over records and over groups.
pub fn cursor(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(cursor) = Cursor::decode(&text) {
        // A token that is read is the very token that is written.
        assert_eq!(
            Cursor::decode(&cursor.encode()).map(|again| again.encode()),
            Some(cursor.encode())
        );
    }
    let escaped = text.replace('%', "%25").replace('&', "%26").replace('+', "%2B");
    for source in serapeum_sources::ALL {
        for entity in source.entities {
            let path = entity.name;
            let group = entity.fields.iter().find(|field| field.groups() && !field.is_inner());
            let group = group.map_or(Cow::Borrowed(""), |field| {
                Cow::Owned(format!("group_by={}&", field.row().name))
            });
            for before in ["", group.as_ref()] {
                let params = Params::parse(&format!("{before}cursor={escaped}"));
                if let Err(error) = source.dialect.read(path, &params, false) {
                    told(source, &error, &params);
                }
            }
        }
    }
}

/// A line of a shard, as a record of every entity.
pub fn record(data: &[u8]) {
    static READERS: LazyLock<Vec<RecordReader>> = LazyLock::new(|| {
        let entities = serapeum_sources::ALL.iter().flat_map(|source| source.entities);
        entities.map(|entity| RecordReader::new(entity).expect("the tables are sound")).collect()
    });
    for reader in READERS.iter() {
        match reader.read(data) {
            Ok(row) => assert_eq!(row.num_rows(), 1),
            Err(Error::Line { reason, offset }) => {
                assert!(!reason.is_empty() && offset <= data.len(), "{reason} at {offset}");
            }
            Err(other) => panic!("{other}"),
        }
    }
}

/// A mistake names a parameter of the request, or its path, and is told in the form of the API.
pub fn told(source: &Source, error: &BadRequest, params: &Params) {
    let known = |name: &str| error.parameter.split(['-', '_']).eq(name.split(['-', '_']));
    let place = error.parameter == "path" || params.iter().any(|(name, _)| known(name));
    assert!(place, "{error:?} is at no place of {params:?}");
    if let Some(span) = &error.span {
        let values: Vec<&str> =
            params.iter().filter(|(name, _)| known(name)).map(|(_, v)| v).collect();
        assert!(values.iter().any(|value| value.get(span.clone()).is_some()), "{error:?}");
    }
    let reply = source.dialect.write_error(error);
    assert!((400..500).contains(&reply.status), "status {}", reply.status);
    let body = String::from_utf8(reply.body).expect("an error in UTF-8");
    // How errors of the sources begin; one of them tells of what is missing in text, which it may call JSON.
    const FORMS: &[&str] = &[
        "{\"error\":\"",
        "{\"message\":\"",
        "{\"status\":\"failed\",\"message-type\":\"",
        "{\"status\":\"error\",\"message-type\":\"",
        "{\"errors\":[{",
        "{\"errors\":{",
    ];
    let form = FORMS.iter().any(|form| body.starts_with(form)) && body.ends_with('}');
    let text =
        !body.is_empty() && reply.media.starts_with("text/plain") || body == "Resource not found.";
    assert!((form || text) && !body.contains("\"message\":\"\""), "{body}");
}
