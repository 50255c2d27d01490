//! The lists of which single elements are asked for, and how deep a column stands in them.

use crate::{Path, Step, path::Derive};

/// A list of a record, of which filters ask for one element that meets several conditions.
#[derive(Debug, PartialEq, Eq)]
pub struct Elements {
    /// The name of the group, in [`Row::aligned`](crate::Row::aligned) and in
    /// [`Predicate::AnyElement`](crate::Predicate::AnyElement).
    pub group: &'static str,
    /// Where the elements are, as a path of which every `[]` and every `*` is a list: `relation.*[]` crosses two, the
    /// members of `relation` and the entries of each. Where it crosses several, an outer element without inner ones
    /// counts as one element. Of alternatives the elements of all count, one after the other.
    pub path: &'static str,
}

/// A list on the way to the elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The way to the list from the record.
    pub steps: Vec<Step>,
    /// Whether the elements are the members of an object, and not the entries of an array.
    pub members: bool,
}

impl Elements {
    /// The lists of each alternative, outermost first.
    ///
    /// # Errors
    /// Says what is wrong with the path: none that crosses lists only, or alternatives that cross different numbers.
    pub fn levels(&self) -> Result<Vec<Vec<Level>>, String> {
        let chains = self.path.split('|').map(chain).collect::<Result<Vec<_>, _>>()?;
        let same = chains.windows(2).all(|pair| matches!(pair, [a, b] if a.len() == b.len()));
        if same { Ok(chains) } else { Err(format!("unequal alternatives in `{}`", self.path)) }
    }
}

/// The lists of `a.*[].b[]`.
fn chain(text: &str) -> Result<Vec<Level>, String> {
    let mut levels = Vec::new();
    let mut steps = Vec::new();
    for step in text.split('.') {
        let (name, list) = match step.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (step, false),
        };
        if name == "*" {
            levels.push(Level { steps: steps.clone(), members: true });
        }
        let mut path = Path::parse(name)?;
        match (path.derive, path.alternatives.pop().as_deref()) {
            (Derive::Value, Some([step @ (Step::Member(_) | Step::Any)])) => {
                steps.push(step.clone());
            }
            _ => return Err(format!("`{step}` is no list, in `{text}`")),
        }
        if list {
            levels.push(Level { steps: steps.clone(), members: false });
        }
    }
    let whole = levels
        .last()
        .is_some_and(|last| last.steps.len() + usize::from(last.members) == steps.len());
    if whole { Ok(levels) } else { Err(format!("`{text}` does not end in a list")) }
}

impl Level {
    /// Whether a path leads into an element of the list.
    pub fn holds(&self, path: &[Step]) -> bool {
        let meets = |(known, step): (&Step, &Step)| match (known, step) {
            (Step::Any, Step::Member(_)) => true,
            (known, step) => known == step,
        };
        let inside = match path.get(self.steps.len()) {
            Some(step) => !self.members || !matches!(step, Step::Where(..)),
            None => !self.members && path.len() == self.steps.len(),
        };
        inside && self.steps.iter().zip(path).all(meets)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn show(path: &'static str) -> String {
        let level = |level: &Level| {
            format!("{}{}", level.steps.len(), if level.members { "*" } else { "" })
        };
        let chain = |chain: &Vec<Level>| chain.iter().map(level).collect::<Vec<_>>().join(" ");
        match (Elements { group: "g", path }).levels() {
            Ok(chains) => chains.iter().map(chain).collect::<Vec<_>>().join(" | "),
            Err(error) => error,
        }
    }

    #[test]
    fn every_list_on_the_way_is_a_level() {
        for (path, levels) in [
            ("a[]", "1"),
            ("a.b[].c.d[]", "2 4"),
            ("r.*[]", "1* 2"),
            ("r.*", "1*"),
            ("a[]|b.c[]", "1 | 2"),
            ("a", "`a` does not end in a list"),
            ("a[].b", "`a[].b` does not end in a list"),
            ("a[]|b[].c[]", "unequal alternatives in `a[]|b[].c[]`"),
            ("a[k=v]", "`a[k=v]` is no list, in `a[k=v]`"),
            ("year(a)[]", "`year(a)[]` is no list, in `year(a)[]`"),
        ] {
            assert_eq!(show(path), levels);
        }
    }

    #[test]
    fn a_path_is_in_the_lists_that_it_crosses() {
        let holds = |elements: &'static str, path: &str| -> Vec<bool> {
            let levels = Elements { group: "g", path: elements }.levels().unwrap();
            let steps = Path::parse(path).unwrap().alternatives.remove(0);
            levels[0].iter().map(|level| level.holds(&steps)).collect()
        };
        assert_eq!(holds("funder[].award[]", "funder[].award[]"), [true, true]);
        assert_eq!(holds("funder[].award[]", "funder[].DOI"), [true, false]);
        assert_eq!(holds("funder[].award[]", "DOI"), [false, false]);
        assert_eq!(holds("relation.*[]", "relation.@key"), [true, false]);
        assert_eq!(holds("relation.*[]", "relation.*[].id"), [true, true]);
        assert_eq!(holds("relation.*[]", "relation.cites[].id"), [true, true]);
        assert_eq!(holds("relation.*[]", "relation"), [false, false]);
    }
}
