/// Told how far a run has come, from any of its threads.
pub trait Observer: Sync {
    /// `records` more records, together `bytes` bytes of uncompressed JSON, have been handed to the compressor.
    fn wrote(&self, records: u64, bytes: u64) {
        let _ = (records, bytes);
    }
}

/// An observer that ignores everything.
impl Observer for () {}

/// What a run wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// One entry for each entity, in the order of the source's own list.
    pub entities: Vec<EntitySummary>,
}

/// What a run wrote of one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntitySummary {
    /// The entity's folder name, for example `works`.
    pub name: &'static str,
    /// Records written.
    pub records: u64,
    /// Uncompressed bytes, newlines included.
    pub json_bytes: u64,
    /// Bytes of the part files.
    pub file_bytes: u64,
    /// Number of part files.
    pub files: u64,
}

impl Summary {
    /// Records of all entities together.
    pub fn records(&self) -> u64 {
        self.entities.iter().map(|e| e.records).sum()
    }

    /// Bytes of all part files together.
    pub fn file_bytes(&self) -> u64 {
        self.entities.iter().map(|e| e.file_bytes).sum()
    }

    /// The entry of one entity.
    pub fn entity(&self, name: &str) -> Option<&EntitySummary> {
        self.entities.iter().find(|e| e.name == name)
    }
}
