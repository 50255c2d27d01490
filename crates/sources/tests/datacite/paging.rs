//! Pages, orders and cursors.

use serapeum_model::{Ask, Start, Value};

use crate::{error_text, notes, read, read_as};

fn page(text: &str) -> (Start, u32, Option<u64>) {
    asked(text, false)
}

fn strict(text: &str) -> (Start, u32, Option<u64>) {
    asked(text, true)
}

fn asked(text: &str, strict: bool) -> (Start, u32, Option<u64>) {
    let request = read_as(text, strict).unwrap();
    match request.query.ask {
        Ask::Page { start, size } => (start, size, request.page),
        other => panic!("{other:?}"),
    }
}

fn order(text: &str) -> String {
    let keys = read(text).unwrap().query.total_order();
    let keys = keys
        .iter()
        .map(|key| format!("{}{}", if key.descending { "-" } else { "" }, key.field.row().name));
    keys.collect::<Vec<_>>().join(",")
}

fn refused(text: &str) -> String {
    error_text(&read(text).unwrap_err())
}

#[test]
fn numbers() {
    assert_eq!(page("dois"), (Start::Skip(0), 25, Some(1)));
    assert_eq!(page("dois?page[number]=3"), (Start::Skip(50), 25, Some(3)));
    assert_eq!(
        page("dois?page%5Bsize%5D=1000&page%5Bnumber%5D=2"),
        (Start::Skip(1000), 1000, Some(2))
    );
    assert_eq!(page("dois?page[number]=0&page[size]=0"), (Start::Skip(0), 0, Some(1)));
    assert_eq!(page("dois?id=10.5438/0012"), (Start::Skip(0), 10, Some(1)));
    assert_eq!(page("dois?page[number]=5000"), (Start::Skip(4999 * 25), 25, Some(5000)));
    assert_eq!(page("dois?page[size]=2000").1, 2000);
}

#[test]
fn the_hosted_service_corrects_numbers() {
    assert_eq!(strict("dois?page[number]=401"), (Start::Skip(399 * 25), 25, Some(400)));
    assert_eq!(strict("dois?page[size]=2000").1, 1000);
    assert_eq!(strict("dois?page[size]=-1").1, 0);
    assert_eq!(strict("dois?page[size]=many").1, 0);
    assert_eq!(strict("dois?page[number]=-3").2, Some(1));
    assert_eq!(strict("dois?page[number]=x").2, Some(1));
    for text in ["page[size]=many", "page[size]=-1", "page[size]=100001", "page[number]=x"] {
        let told = refused(&format!("dois?{text}"));
        assert!(told.starts_with(r#"400 {"errors":[{"status":"400","title":"page["#), "{told}");
    }
}

#[test]
fn requests_of_the_documentation() {
    let site = "MTQ5NjQzNDE5MDAwMCwxMC43OTA3L3o5dngwZGt2";
    for text in [
        "dois?provider-id=caltech&page[size]=1000",
        "dois?provider-id=caltech&page[size]=1000&page[number]=2",
        "dois?page%5Bnumber%5D=2&page%5Bsize%5D=1000&provider-id=caltech",
        "dois?provider-id=caltech&page[cursor]=1&page[size]=1000",
        &format!("dois?page%5Bcursor%5D={site}&page%5Bsize%5D=1000&provider-id=caltech"),
    ] {
        for strict in [false, true] {
            let request = read_as(text, strict).unwrap();
            assert!(request.notes.is_empty(), "{:?}", request.notes);
            assert_eq!(asked(text, strict).1, 1000);
        }
    }
}

#[test]
fn prefixes_have_no_cursors() {
    assert!(notes("prefixes?page[cursor]=1").contains("ignored"));
    assert_eq!(read("prefixes?page[cursor]=1").unwrap().page, Some(1));
}

#[test]
fn cursors() {
    for start in ["", "1", "*"] {
        let (place, size, number) = page(&format!("dois?page[cursor]={start}&page[size]=7"));
        assert_eq!((place, size, number), (Start::First, 7, None));
    }
    let token = "MTQ5NjQzNDE5MDAwMCwxMC43OTA3L3o5dngwZGt2";
    let place =
        vec![Some(Value::Time(1_496_434_190_000_000)), Some(Value::from("10.7907/z9vx0dkv"))];
    let text = format!("dois?provider-id=caltech&page[cursor]={token}&page[size]=1000");
    assert_eq!(page(&text), (Start::Beyond(place), 1000, None));
    assert_eq!(order("dois?page[cursor]=1&sort=-name"), "created,id");
    assert!(notes("dois?page[cursor]=1&sort=-name").contains("oldest first"));
    let told = refused("dois?page[cursor]=xyz");
    assert_eq!(
        told,
        r#"400 {"errors":[{"status":"400","title":"page[cursor]: `xyz` is no cursor; page[cursor]=1 starts."}]}"#
    );
    assert_eq!(strict("dois?page[cursor]=xyz").0, Start::First);
}

#[test]
fn a_random_order_has_no_cursor() {
    let told = refused("dois?page[cursor]=1&random=true");
    assert_eq!(
        told,
        r#"400 {"errors":[{"status":"400","title":"Cursor-based pagination and random sampling are mutually exclusive, please choose one or the other."}]}"#
    );
    assert!(refused("dois?random=TRUE").contains("not supported"));
    assert!(refused("dois?sample=2&sample-group=client").contains("not supported"));
    assert!(refused("dois?page[scroll]=1m").contains("page[cursor]=1"));
    assert_eq!(page("dois?random=false").0, Start::Skip(0));
}

#[test]
fn orders() {
    assert_eq!(order("dois"), "-updated,id");
    assert_eq!(order("dois?query=language:en"), "-updated,id");
    assert_eq!(order("dois?sort=name"), "id");
    assert_eq!(order("dois?sort=-name"), "-id");
    assert_eq!(order("dois?sort=-created"), "-created,id");
    assert_eq!(order("dois?sort=updated"), "updated,id");
    assert_eq!(order("dois?sort=published"), "publicationYear,id");
    assert_eq!(order("dois?sort=-view-count"), "-viewCount,id");
    assert_eq!(order("dois?sort=download-count"), "downloadCount,id");
    assert_eq!(order("dois?sort=-citation-count"), "-citationCount,id");
    assert_eq!(order("dois?sort=title"), "firstTitle,id");
    assert_eq!(order("dois?sort=other"), "-updated,id");
    assert_eq!(order("clients"), "name,id");
    assert_eq!(order("providers?sort=-created"), "-created,id");
}
