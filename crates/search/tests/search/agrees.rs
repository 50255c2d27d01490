use rand::{SeedableRng as _, rngs::StdRng};

use super::{
    lakes::{Indexed, lines},
    naive::Record,
    random::query,
};

/// `SERAPEUM_SEARCHES` random searches, 300 if it is not set: the same rows as by looking at each record, and the same
/// scores however the records are spread over parts, runs of indexes and rows out of force.
#[test]
fn searches_find_what_a_look_at_each_record_finds() {
    let given = std::env::var("SERAPEUM_SEARCHES").ok();
    let searches: u64 = given.map_or(300, |given| given.parse().unwrap());
    let lines = lines(if searches > 1000 { 10_000 } else { 150 });
    // Older versions of some records, which do not count.
    let older: Vec<String> = lines
        .iter()
        .step_by(3)
        .map(|line| {
            let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
            let name = format!(
                "obsolete {} obsolete",
                record["display_name"].as_str().unwrap_or("study of")
            );
            record["display_name"] = name.into();
            record["updated_date"] = "2001-01-01T00:00:00.000000".into();
            record.to_string()
        })
        .collect();
    let whole = Indexed::of(std::slice::from_ref(&lines), 1_000_000, 1 << 30);
    let spread = Indexed::of(&[lines, older], 60, 1);
    assert_eq!(whole.manifest().parts.len().min(2), whole.manifest().parts.len());
    assert!(spread.manifest().parts.len() > 3 && spread.manifest().masked > 20);
    let (records, other) = (whole.records(), spread.records());
    assert_eq!(records.len(), other.len());
    let id = |record: &serde_json::Value| record["id"].as_str().unwrap().to_owned();
    let read: Vec<Record> = records.values().map(Record::of).collect();
    let (one, two) = (whole.searcher(), spread.searcher());
    let mut found = 0;
    for seed in 0..searches {
        let query = query(&mut StdRng::seed_from_u64(seed), &read, 2);
        let mut hits: Vec<(String, u32)> = Vec::new();
        let told = whole.hits(&one, &query);
        for ((address, record), words) in records.iter().zip(&read) {
            let score = told.get(address);
            assert_eq!(score.is_some(), words.matches(&query), "{seed}: {query}: {record}");
            hits.extend(score.map(|score| (id(record), score.to_bits())));
        }
        let mut others: Vec<(String, u32)> = spread
            .hits(&two, &query)
            .into_iter()
            .map(|(address, score)| (id(&other[&address]), score.to_bits()))
            .collect();
        hits.sort();
        others.sort();
        assert_eq!(hits, others, "{seed}: {query}");
        found += usize::from(!hits.is_empty() && hits.len() < records.len());
    }
    assert!(found * 2 > usize::try_from(searches).unwrap(), "only {found} searches tell anything");
}
