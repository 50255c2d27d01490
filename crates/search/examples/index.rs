//! Indexes an entity of a lake and tells how long that took and how large it is; then how long searches take:
//! `index LAKE SOURCE ENTITY [SEARCH…]`.

use std::time::Instant;

use serapeum_lake::{Lake, Lock};
use serapeum_model::{Occur, TextField, TextQuery};
use serapeum_search::{Options, Searcher, index, publish};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [root, source, entity, searches @ ..] = arguments.as_slice() else {
        return Err("usage: index LAKE SOURCE ENTITY [SEARCH…]".into());
    };
    let entity = serapeum_sources::source(source).and_then(|source| source.entity(entity));
    let entity = entity.ok_or("no such entity")?;
    let lock = Lock::take(root.as_ref(), "index")?;
    let lake = Lake::open(root)?;
    let manifest = lake.manifest(source, entity.name).ok_or("not in this lake")?;
    let start = Instant::now();
    if let Some(parts) = index(&lake, manifest, entity, Options::default(), &())? {
        publish(&lake, vec![(manifest, parts)], &manifest.created)?;
    }
    drop(lock);
    let lake = Lake::open(root)?;
    let manifest = lake.manifest(source, entity.name).ok_or("not in this lake")?;
    let words = manifest.parts.iter().flat_map(|part| &part.words);
    let bytes: u64 = words.flat_map(|words| &words.files).map(|file| file.bytes).sum();
    let records: u64 =
        manifest.parts.iter().flat_map(|part| &part.records).map(|file| file.bytes).sum();
    println!(
        "{} rows, {} parts: {:.1} s; {bytes} bytes, {:.3} of the records'",
        manifest.live(),
        manifest.parts.len(),
        start.elapsed().as_secs_f64(),
        bytes as f64 / records.max(1) as f64,
    );
    let start = Instant::now();
    let searcher = Searcher::open(&lake, manifest, entity)?;
    println!("opened in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let all = entity
        .searched
        .iter()
        .flat_map(|text| text.analyses.iter().map(|analysis| TextField::new(text.name, *analysis)));
    let fields: Vec<TextField> = all.collect();
    for text in searches {
        let (text, fields) = (text.clone(), fields.clone());
        let query = TextQuery::Words { how: Occur::Together, text, fields };
        let start = Instant::now();
        let mut hits = 0;
        searcher.hits(&query, &|| false, &mut |_, found| hits += found.len())?;
        println!("{query}: {hits} hits, {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    }
    Ok(())
}
