//! Shards that are not what they were: refused whole, by name and place, never read short.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serapeum_ingest::{Error, Options, ingest, verify};
use serapeum_lake::Lake;

use crate::{books::*, rng::Rng, scratch, times};

/// A few small shards of real records, where they are at hand, with their entity.
fn real() -> Vec<(String, PathBuf)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/openalex/data");
    let mut found = Vec::new();
    for entity in ["authors", "institutions", "publishers", "sources", "topics", "works"] {
        let shards = crate::files(&data.join(entity)).into_iter();
        let shards =
            shards.filter(|name| name.ends_with(".gz")).map(|name| data.join(entity).join(name));
        let small =
            shards.filter(|path| (200..60_000).contains(&fs::metadata(path).unwrap().len()));
        found.extend(small.take(4).map(|path| (entity.to_owned(), path)));
    }
    found
}

/// Ingests a shard of these bytes. The records that came of it, sorted.
fn read(entity: &str, bytes: &[u8]) -> Result<Vec<String>, Error> {
    let folder = scratch();
    let (snapshot, lake) = (folder.path().join("snapshot"), folder.path().join("lake"));
    let path = snapshot.join("data").join(entity).join("updated_date=2024-01-01/part_000.gz");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    let source = serapeum_sources::source("openalex").unwrap();
    let options = options(|options| options.threads = 1);
    match ingest(source, &snapshot, &lake, &options, &()) {
        Ok(_) => Ok(stored(&lake, "openalex", entity)),
        Err(error) => {
            assert!(matches!(Lake::open(&lake), Err(serapeum_lake::Error::NoLake(_))), "{error}");
            let told = error.to_string();
            assert!(told.contains("updated_date=2024-01-01/part_000.gz"), "{told}");
            let Error::Shard { bytes: offset, .. } = &error else { panic!("{error}") };
            assert!(*offset <= bytes.len() as u64, "{told}");
            // A check of the snapshot finds the same place.
            let found = verify(source, &snapshot, &options, &()).unwrap();
            assert_eq!((found.faults.len(), found.faults[0].offset), (1, Some(*offset)), "{told}");
            Err(error)
        }
    }
}

#[test]
fn a_real_shard_cut_short_or_with_a_flipped_bit_is_refused_whole_or_read_whole() {
    let shards = real();
    if shards.is_empty() {
        return;
    }
    let each = times("SERAPEUM_DAMAGES", if cfg!(debug_assertions) { 60 } else { 1_000 });
    let whole: Vec<_> = shards
        .iter()
        .map(|(entity, path)| {
            let bytes = fs::read(path).unwrap();
            let records = read(entity, &bytes).unwrap();
            assert!(!records.is_empty());
            (entity, bytes, records)
        })
        .collect();
    let mut rng = Rng(7);
    let (mut refused, mut harmless) = (0, 0);
    for _ in 0..each {
        let (entity, bytes, _) = &whole[rng.below(whole.len())];
        let cut = rng.below(bytes.len());
        assert!(read(entity, &bytes[..cut]).is_err(), "{entity} cut at {cut} was read");
        let (entity, bytes, records) = &whole[rng.below(whole.len())];
        let mut bytes = bytes.clone();
        let bit = rng.below(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        match read(entity, &bytes) {
            Err(_) => refused += 1,
            // Some bits of a gzip header say nothing of the content.
            Ok(found) => {
                assert_eq!(&found, records, "{entity} with bit {bit} flipped was read short");
                harmless += 1;
            }
        }
        let (entity, bytes, _) = &whole[rng.below(whole.len())];
        let garbage: Vec<u8> = (0..rng.below(20) + 1).map(|_| rng.next() as u8).collect();
        let long = [bytes.as_slice(), &garbage].concat();
        assert!(read(entity, &long).is_err(), "{entity} with {garbage:?} behind it was read");
        let zeros = [bytes.as_slice(), &vec![0; rng.below(20) + 1]].concat();
        assert!(read(entity, &zeros).is_err(), "{entity} with zeros behind it was read");
    }
    eprintln!(
        "{each} cuts refused; of {each} flipped bits {refused} refused, {harmless} harmless; {each} tails refused"
    );
    assert!(refused > harmless * 10);
}

#[test]
fn a_file_of_another_length_than_listed_is_refused_before_it_is_read() {
    let (snapshot, lake) = (scratch(), scratch());
    let two = [gzip(book(1, 1, "x").as_bytes()), gzip(b"\n"), gzip(book(2, 1, "x").as_bytes())];
    let path = snapshot.path().join("data/books/a.gz");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let length: usize = two.iter().map(Vec::len).sum();
    let manifest = format!(
        r#"{{"entries":[{{"url":"s3://x/data/books/a.gz","meta":{{"content_length":{length},"record_count":2}}}}]}}"#
    );
    fs::write(path.with_file_name("manifest"), manifest).unwrap();
    // Cut between two members, a gzip file is whole by itself.
    fs::write(&path, &two[0]).unwrap();
    let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
    assert!(matches!(&error, Error::Listed(told) if told.contains("a.gz has ")), "{error}");
    assert!(Lake::open(lake.path()).is_err());
    fs::write(&path, two.concat()).unwrap();
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert_eq!(records(lake.path()).len(), 2);
}
