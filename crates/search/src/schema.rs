//! The fields of an index: one for each text and each way in which its words are compared.

use serapeum_model::{Analysis, Entity, Text, TextField};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use twox_hash::XxHash3_128;

/// Changes with what words are: indexes of another release of them are not mixed with.
const RELEASE: u32 = 1;

/// A field of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Column {
    /// The place of the text in the entity's table.
    pub(crate) text: usize,
    pub(crate) analysis: Analysis,
    pub(crate) field: Field,
}

/// The fields of an entity's indexes.
pub(crate) fn columns(entity: &Entity) -> (Schema, Vec<Column>) {
    let mut schema = Schema::builder();
    let mut columns = Vec::new();
    for (text, row) in entity.searched.iter().enumerate() {
        for analysis in row.analyses {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(analysis.name())
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            let options = TextOptions::default().set_indexing_options(indexing);
            let field = schema.add_text_field(&name(row, *analysis), options);
            columns.push(Column { text, analysis: *analysis, field });
        }
    }
    (schema.build(), columns)
}

/// The column of a field of a search.
pub(crate) fn column(entity: &Entity, columns: &[Column], wanted: TextField) -> Option<Column> {
    let text = entity.searched.iter().position(|text| text.name == wanted.text)?;
    columns.iter().find(|c| c.text == text && c.analysis == wanted.analysis).copied()
}

/// The name of a field in an index.
pub(crate) fn name(text: &Text, analysis: Analysis) -> String {
    format!("{}.{}", text.name, analysis.name())
}

/// What an index is made with: of equal text, they hold the same words.
pub fn table(entity: &Entity) -> String {
    let told = format!("{RELEASE} {:?}", entity.searched);
    format!("{:032x}", XxHash3_128::oneshot(told.as_bytes()))
}
