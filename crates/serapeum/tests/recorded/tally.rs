//! How many cases of each kind were compared, and how many left out for which reason.

use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(crate) struct Tally {
    compared: BTreeMap<String, usize>,
    skipped: BTreeMap<String, usize>,
    failures: Vec<String>,
}

impl Tally {
    pub(crate) fn compared(&mut self, kind: impl Into<String>) {
        *self.compared.entry(kind.into()).or_default() += 1;
    }

    pub(crate) fn skipped(&mut self, reason: impl Into<String>) {
        *self.skipped.entry(reason.into()).or_default() += 1;
    }

    pub(crate) fn fails(&mut self, what: impl Into<String>) {
        self.failures.push(what.into());
    }

    /// Tells the cases, and fails where one differs or where there were none.
    pub(crate) fn close(self, title: &str, kinds: &[&str]) {
        let Tally { compared, skipped, failures } = self;
        eprintln!("{title}");
        for (kind, count) in &compared {
            eprintln!("  {count:>6} {kind}");
        }
        for (reason, count) in &skipped {
            eprintln!("  {count:>6} left out: {reason}");
        }
        let shown = failures.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
        assert!(failures.is_empty(), "{title}: {} differ\n{shown}", failures.len());
        for kind in kinds {
            assert!(compared.contains_key(*kind), "{title}: no case of `{kind}`");
        }
    }
}
