//! Groups of columns that tell of the same elements: where these are, and how deep each column stands in them.

use serapeum_model::{Entity, Level, Path, Step};

use crate::Error;

/// A group of columns.
#[derive(Debug)]
pub(crate) struct Aligned {
    /// The lists on the way to the elements, for each alternative.
    chains: Vec<Vec<Level>>,
    /// The columns by the number of lists that their paths are in.
    pub(crate) columns: Vec<Vec<usize>>,
}

impl Aligned {
    /// The groups of an entity; `paths` are its fields'.
    pub(crate) fn of(entity: &Entity, paths: &[Path]) -> Result<Vec<Aligned>, Error> {
        let group = |elements: &serapeum_model::Elements| {
            let fault = |what| Error::Table(elements.group.to_owned(), what);
            let chains = elements.levels().map_err(fault)?;
            let depth = chains.first().map_or(0, Vec::len);
            let mut columns = vec![Vec::new(); depth + 1];
            for (column, (field, path)) in entity.fields.iter().zip(paths).enumerate() {
                if !field.group.is_some_and(|group| group.eq_ignore_ascii_case(elements.group)) {
                    continue;
                }
                let depth = depth_of(path, &chains)
                    .map_err(|what| Error::Table(field.name.to_owned(), what))?;
                if let Some(columns) = columns.get_mut(depth) {
                    columns.push(column);
                }
            }
            Ok(Aligned { chains, columns })
        };
        entity.elements.iter().map(group).collect()
    }

    /// How many lists the way to the elements crosses.
    pub(crate) fn depth(&self) -> usize {
        self.columns.len() - 1
    }

    /// Every list with its level.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (usize, &Level)> {
        self.chains.iter().flat_map(|chain| chain.iter().enumerate())
    }
}

/// In how many of the lists a column is: the same number for all of its alternatives.
fn depth_of(path: &Path, chains: &[Vec<Level>]) -> Result<usize, String> {
    let deepest = |steps: &[Step]| {
        let inside = |chain: &Vec<Level>| chain.iter().take_while(|list| list.holds(steps)).count();
        chains.iter().map(inside).max().unwrap_or(0)
    };
    let mut depths = Vec::new();
    for steps in &path.alternatives {
        let depth = deepest(steps);
        let plain: Vec<Step> =
            steps.iter().filter(|step| !matches!(step, Step::Where(..))).cloned().collect();
        if deepest(&plain) != depth {
            return Err("a condition on an element around the aligned one".to_owned());
        }
        depths.push(depth);
    }
    match depths.as_slice() {
        [first, rest @ ..] if rest.iter().all(|depth| depth == first) => Ok(*first),
        _ => Err("alternatives in different lists of its group".to_owned()),
    }
}
