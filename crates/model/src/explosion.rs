//! Long tables: a row for each element of a list in a record, instead of a list for each record.

use crate::{Path, Row, Step, path::Derive};

/// A long table that can be made of an entity's records.
///
/// `rows` says which lists make the rows, outermost first:
///
/// ```text
/// rows  = chain ("|" chain)*         the first chain that a record has an element of counts
/// chain = lists ("+" lists)*         one after the other
/// lists = path "[]" ("." path "[]")*
/// ```
///
/// A row is an element of the innermost list; where that is empty, the element around it has a row of its own. The
/// path of a column that begins with one of the lists is looked for in the element at hand, any other one in the
/// record. `@position` at its end is the element's place in its list, from 1.
#[derive(Debug, Clone, Copy)]
pub struct Explosion {
    /// The name.
    pub name: &'static str,
    /// The lists whose elements make the rows.
    pub rows: &'static str,
    /// The columns; [`Row::path`] is that of the whole record.
    pub columns: &'static [Row],
}

/// The name that stands for an element's place in its list.
const POSITION: &str = "@position";

/// How to make the rows: the chains, in the order in which they are tried.
pub type Chains = Vec<Vec<Lists>>;

/// Nested lists, and where the columns are from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// The way to each list, from the record or from the element around it.
    pub levels: Vec<Vec<Step>>,
    /// Where each column is looked for, in the order of the columns.
    pub columns: Vec<Vec<Spot>>,
}

/// Where a value of a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The number of the alternative: the lowest that has a value counts.
    pub rank: u8,
    /// 0 for the record, 1 for the element of the outermost list, and so on.
    pub level: usize,
    /// The way from there, or `None` for the element's place in its list.
    pub steps: Option<Vec<Step>>,
}

impl Explosion {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static Row> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Stops compilation where two columns have one name (ignoring case), or one has none.
    pub const fn checked(self) -> Explosion {
        let mut i = 0;
        while i < self.columns.len() {
            assert!(!self.columns[i].name.is_empty(), "a column without name");
            let mut j = 0;
            while j < i {
                let twice = self.columns[i].name.eq_ignore_ascii_case(self.columns[j].name);
                assert!(!twice, "two columns of one name (ignoring case)");
                j += 1;
            }
            i += 1;
        }
        self
    }

    /// Reads the paths.
    ///
    /// # Errors
    /// Says what is wrong with which text: a path that is none, a column that is no plain value.
    pub fn chains(&self) -> Result<Chains, String> {
        let chain = |text: &str| text.split('+').map(levels).collect::<Result<Vec<_>, _>>();
        let chains = self.rows.split('|').map(chain).collect::<Result<Vec<_>, _>>()?;
        let outermost: Vec<&[Step]> = chains
            .iter()
            .flatten()
            .filter_map(|levels| levels.first().map(Vec::as_slice))
            .collect();
        let lists = |levels: &Vec<Vec<Step>>| {
            let columns = self.columns.iter().map(|column| spots(column, levels, &outermost));
            Ok(Lists { levels: levels.clone(), columns: columns.collect::<Result<_, String>>()? })
        };
        chains.iter().map(|chain| chain.iter().map(lists).collect()).collect()
    }
}

/// The lists of `a[].b[]`.
fn levels(text: &str) -> Result<Vec<Vec<Step>>, String> {
    let lists = text.strip_suffix("[]").ok_or_else(|| format!("`{text}` does not end in `[]`"))?;
    let list = |text: &str| {
        let mut path = Path::parse(text.strip_prefix('.').unwrap_or(text))?;
        path.alternatives.pop().ok_or_else(|| format!("no path in `{text}`"))
    };
    lists.split("[]").map(list).collect()
}

/// Where a column is, from inside these lists; `outermost` are those of all chains.
fn spots(column: &Row, levels: &[Vec<Step>], outermost: &[&[Step]]) -> Result<Vec<Spot>, String> {
    let path = Path::parse(column.path)?;
    if path.derive != Derive::Value || path.alternatives.len() > 100 {
        return Err(format!("`{}` is no plain value, in column `{}`", column.path, column.name));
    }
    let mut spots = Vec::new();
    for (rank, steps) in (0..).zip(&path.alternatives) {
        let (mut level, mut rest) = (0, steps.as_slice());
        for list in levels {
            let Some(inside) = rest.strip_prefix(list.as_slice()) else { break };
            (level, rest) = (level + 1, inside);
        }
        // What begins with another chain's list belongs there.
        if level == 0 && outermost.iter().any(|list| steps.starts_with(list)) {
            continue;
        }
        let position = matches!(rest.last(), Some(Step::Member(name)) if name == POSITION);
        if position && (level == 0 || rest.len() > 1) {
            return Err(format!("`{}` is in no list, in column `{}`", column.path, column.name));
        }
        spots.push(Spot { rank, level, steps: (!position).then(|| rest.to_vec()) });
    }
    Ok(spots)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const COLUMNS: &[Row] = &[
        Row::keyword().at("id").named("book"),
        Row::integer().at("authors[].@position|writer.@position").named("position"),
        Row::keyword().at("authors[].name|writer.called").named("name"),
        Row::keyword().at("authors[].places[]").named("place"),
    ];

    fn show(rows: &'static str) -> String {
        let explosion = Explosion { name: "t", rows, columns: COLUMNS }.checked();
        let spot = |spot: &Spot| match &spot.steps {
            None => format!("{}@", spot.level),
            Some(steps) => format!("{}{}", spot.level, steps.len()),
        };
        let lists = |lists: &Lists| {
            let columns = lists.columns.iter();
            let columns = columns.map(|spots| spots.iter().map(spot).collect::<Vec<_>>().join("|"));
            format!("{}: {}", lists.levels.len(), columns.collect::<Vec<_>>().join(" "))
        };
        match explosion.chains() {
            Err(error) => error,
            Ok(chains) => {
                let chain = |chain: &Vec<Lists>| chain.iter().map(lists).collect::<Vec<_>>();
                chains.iter().map(|one| chain(one).join(" + ")).collect::<Vec<_>>().join(" / ")
            }
        }
    }

    #[test]
    fn a_column_is_looked_for_in_the_innermost_list_that_its_path_begins_with() {
        check(show("authors[].places[]|writer[]"), "2: 01 1@ 11 20 / 1: 01 1@ 11 ");
        check(show("authors[]+writer[]"), "1: 01 1@ 11 11 + 1: 01 1@ 11 ");
        check(show("authors"), "`authors` does not end in `[]`");
        check(show("authors[].[]"), "an empty step in path ``");
        check(
            show("id[]"),
            "`authors[].@position|writer.@position` is in no list, in column `position`",
        );
    }

    fn check(shown: String, expected: &str) {
        assert_eq!(shown, expected);
    }
}
