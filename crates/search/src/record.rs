//! The texts of a record: one walk along the paths of all of them.

use serapeum_model::{
    Derive, Entity, Path, Reading, Step,
    json::{Bad, Scanner},
};

use crate::{Error, words::BETWEEN};

/// Takes the texts of records of an entity.
#[derive(Debug)]
pub struct Texts {
    ways: Vec<Way>,
    readings: Vec<Reading>,
    /// The text that the values of each path belong to.
    paths: Vec<usize>,
}

/// One alternative of a path.
#[derive(Debug)]
struct Way {
    text: usize,
    path: usize,
    rank: usize,
    steps: Vec<Step>,
}

/// What is left of a way: the way, and how many of its steps are taken.
type Open = (usize, usize);

#[derive(Debug, Default)]
struct Found {
    rank: usize,
    text: String,
}

impl Texts {
    /// The texts of an entity's table.
    ///
    /// # Errors
    /// [`Error::Table`] where a path is none, or says more than where to look.
    pub fn of(entity: &Entity) -> Result<Texts, Error> {
        let mut ways = Vec::new();
        let mut paths = Vec::new();
        for (text, row) in entity.searched.iter().enumerate() {
            for told in std::iter::once(&row.path).chain(row.more) {
                let path = Path::parse(told).map_err(|what| Error::Table(row.name, what))?;
                let plain = |step: &Step| matches!(step, Step::Member(_) | Step::Any);
                if path.derive != Derive::Value || !path.alternatives.iter().flatten().all(plain) {
                    let what = format!("`{told}` says more than where to look");
                    return Err(Error::Table(row.name, what));
                }
                let alternatives = path.alternatives.into_iter().enumerate();
                let path = paths.len();
                ways.extend(alternatives.map(|(rank, steps)| Way { text, path, rank, steps }));
                paths.push(text);
            }
        }
        let readings = entity.searched.iter().map(|text| text.reading).collect();
        Ok(Texts { ways, readings, paths })
    }

    /// The texts of a record, in the order of the table: values one after the other, apart from each other. A record
    /// that is no JSON has those before the mistake.
    pub fn read(&self, record: &str) -> Vec<String> {
        let mut found: Vec<Found> = self.paths.iter().map(|_| Found::default()).collect();
        let open: Vec<Open> = (0..self.ways.len()).map(|way| (way, 0)).collect();
        // Records were checked when they were stored.
        let _ = self.value(&mut Scanner::new(record), record, &open, &mut found);
        let mut texts = vec![String::new(); self.readings.len()];
        for (of, found) in self.paths.iter().zip(found).filter(|(_, found)| !found.text.is_empty())
        {
            match texts.get_mut(*of) {
                Some(text) if text.is_empty() => *text = found.text,
                Some(text) => {
                    text.push(BETWEEN);
                    text.push_str(&found.text);
                }
                None => {}
            }
        }
        texts
    }

    fn value(
        &self,
        scanner: &mut Scanner<'_>,
        record: &str,
        open: &[Open],
        found: &mut [Found],
    ) -> Result<(), Bad> {
        let first = scanner.peek();
        let from = scanner.offset();
        let ends =
            |(way, taken): &Open| self.ways.get(*way).is_some_and(|w| w.steps.len() == *taken);
        let made = |open: &Open| {
            let text = self.ways.get(open.0).map_or(0, |way| way.text);
            ends(open) && matches!(self.readings.get(text), Some(Reading::Made(..)))
        };
        if first != b'[' && open.iter().any(made) {
            scanner.skip()?;
            let value = record.get(from..scanner.offset()).unwrap_or_default();
            for (way, _) in open.iter().filter(|open| made(open)) {
                let Some(way) = self.ways.get(*way) else { continue };
                if let Some(Reading::Made(_, make)) = self.readings.get(way.text)
                    && let Some(text) = make(value)
                {
                    put(found, way, &text);
                }
            }
            // Other ways may lead into the value, or take it as it is.
            let others: Vec<Open> = open.iter().filter(|open| !made(open)).copied().collect();
            if others.is_empty() {
                return Ok(());
            }
            return self.value(&mut Scanner::new(value), value, &others, found);
        }
        match first {
            b'{' => {
                let mut more = scanner.open(b'}')?;
                let mut name = String::new();
                while more {
                    let text = scanner.name()?;
                    name.clear();
                    if text.escaped() && !text.decode(&mut name) {
                        name.clear();
                    } else if !text.escaped() {
                        name.push_str(text.raw());
                    }
                    let follows = |(way, taken): &Open| {
                        let step = self.ways.get(*way)?.steps.get(*taken)?;
                        let fits = match step {
                            Step::Member(member) => *member == name,
                            _ => true,
                        };
                        fits.then_some((*way, taken + 1))
                    };
                    let below: Vec<Open> = open.iter().filter_map(follows).collect();
                    if below.is_empty() {
                        scanner.skip()?;
                    } else {
                        self.value(scanner, record, &below, found)?;
                    }
                    more = scanner.more(b'}')?;
                }
                Ok(())
            }
            b'[' => {
                let mut more = scanner.open(b']')?;
                while more {
                    self.value(scanner, record, open, found)?;
                    more = scanner.more(b']')?;
                }
                Ok(())
            }
            b'"' => {
                scanner.bump();
                let text = scanner.string()?;
                let mut decoded = String::new();
                let readable = text.decode(&mut decoded);
                if readable {
                    for (way, _) in open.iter().filter(|open| ends(open)) {
                        self.ways.get(*way).into_iter().for_each(|way| put(found, way, &decoded));
                    }
                }
                Ok(())
            }
            b't' | b'f' | b'n' => scanner.skip(),
            _ => {
                scanner.skip()?;
                let number = record.get(from..scanner.offset()).unwrap_or_default();
                for (way, _) in open.iter().filter(|open| ends(open)) {
                    self.ways.get(*way).into_iter().for_each(|way| put(found, way, number));
                }
                Ok(())
            }
        }
    }
}

/// Adds a value; one of an earlier alternative replaces those of later ones.
fn put(found: &mut [Found], way: &Way, text: &str) {
    let Some(found) = found.get_mut(way.path) else { return };
    if text.is_empty() || (!found.text.is_empty() && found.rank < way.rank) {
        return;
    }
    if !found.text.is_empty() && found.rank > way.rank {
        found.text.clear();
    }
    found.rank = way.rank;
    if !found.text.is_empty() {
        found.text.push(BETWEEN);
    }
    found.text.extend(text.chars().map(|c| if c == BETWEEN { ' ' } else { c }));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serapeum_model::{Text, table};

    use super::*;

    table! {
        /// Books.
        BOOKS "books" { ID "id" = Row::keyword(); }
    }

    fn length(value: &str) -> Option<String> {
        Some(format!("{} bytes", value.len()))
    }

    static ENTITY: Entity = Entity {
        searched: &[
            Text::new("title").at("names[].new|title"),
            Text::new("notes").at("notes.*.text"),
            Text::new("index").made("length", length),
            Text::new("all").at("names[].new|title").and(&["by|author", "year", "index[].k"]),
        ],
        ..Entity::new("books", BOOKS, ID)
    }
    .checked();

    fn read(record: &str) -> Vec<String> {
        Texts::of(&ENTITY).unwrap().read(record)
    }

    #[test]
    fn values_stand_apart_and_the_first_alternative_counts() {
        assert_eq!(BOOKS.len(), 1);
        let record = r#"{"title":"old","names":[{"new":"a\u0062"},{"x":[1]},{"new":"c"}],"notes":{"p":{"text":["d",7,null,true]},"q":{"text":"e"}},"index":{"k":[1]}}"#;
        assert_eq!(read(record), ["ab\u{1e}c", "d\u{1e}7\u{1e}e", "9 bytes", "ab\u{1e}c\u{1e}1"]);
        assert_eq!(read(r#"{"names":[],"title":"old\u001ely"}"#), ["old ly", "", "", "old ly"]);
        assert_eq!(read(r#"{"title":"old","names":["#), ["old", "", "", "old"]);
    }

    #[test]
    fn values_of_further_paths_follow_and_each_element_is_made_text_of() {
        let record = r#"{"year":[1,2],"author":"a","title":"t","index":[{"k":1},[22],null]}"#;
        assert_eq!(
            read(record),
            ["t", "", "7 bytes\u{1e}2 bytes\u{1e}4 bytes", "t\u{1e}a\u{1e}1\u{1e}2\u{1e}1"]
        );
        assert_eq!(read(r#"{"by":"b","author":"a"}"#)[3], "b");
    }
}
