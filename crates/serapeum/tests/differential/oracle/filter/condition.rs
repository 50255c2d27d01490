//! Filters that are conditions, `true` or `false`: what each of the two means.

use super::{Reader, operand::is_in};
use crate::oracle::{
    column::{Mask, and, not, or},
    fields::Class,
    regions,
    value::Atom,
};

impl Reader<'_> {
    /// The records for `true` and for `false`.
    pub(crate) fn condition(self) -> Option<(Mask, Mask)> {
        let yes = match self.field.class {
            Class::Exists => self.any(),
            Class::South => self.test(&|atom| is_in(atom, regions::SOUTH)),
            Class::Open(versions) => self.open(versions),
            // The value is not looked at.
            Class::OldAuthors => {
                let old = self.test(&|atom| match atom {
                    Atom::Int(number) => matches!(number.to_string().as_bytes()[0], b'1'..=b'4'),
                    _ => false,
                });
                return Some((old.clone(), old));
            }
            // The one is not the other's complement.
            Class::MagOnly => {
                let has = |name| self.other(name, &|_| true);
                // No filter has the last one's name.
                let arxiv: Mask = (self.table.records.iter())
                    .map(|record| {
                        record.json["ids"]["arxiv"].as_str().is_some_and(|id| !id.is_empty())
                    })
                    .collect();
                let known = or(or(has("ids.pmid"), &has("ids.pmcid")), &or(has("doi"), &arxiv));
                return Some((and(has("ids.mag"), &not(known.clone())), known));
            }
            _ => return None,
        };
        Some((yes.clone(), not(yes)))
    }

    /// An open location and one of a version; they need not be the same.
    fn open(self, versions: &[&str]) -> Mask {
        let open = self.other("locations.is_oa", &|atom| *atom == Atom::Bool(true));
        let version = self.other("locations.version", &|atom| is_in(&atom.folded(), versions));
        and(open, &version)
    }
}
