//! The fields of an index: one for each text and each way in which its words are compared, and one for each column
//! whose values are indexed.

use serapeum_model::{Analysis, Entity, Storage, Text, TextField};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use twox_hash::XxHash3_128;

/// Changes with what words are: indexes of another release of them are not mixed with.
const RELEASE: u32 = 2;
/// The tokenizer that leaves a value as it is. Fields of numbers ask for one of this name, too.
pub(crate) const WHOLE: &str = "default";

/// A field of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Column {
    /// The place of the text in the entity's table.
    pub(crate) text: usize,
    pub(crate) analysis: Analysis,
    pub(crate) field: Field,
}

/// A field of an index that has the values of a column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ValueColumn {
    pub(crate) name: &'static str,
    pub(crate) storage: Storage,
    pub(crate) field: Field,
}

/// The fields of an entity's indexes.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) schema: Schema,
    pub(crate) texts: Vec<Column>,
    pub(crate) values: Vec<ValueColumn>,
}

/// The fields of an entity's indexes.
pub(crate) fn columns(entity: &Entity) -> Columns {
    let mut schema = Schema::builder();
    let mut texts = Vec::new();
    let mut values = Vec::new();
    for (text, row) in entity.searched.iter().enumerate() {
        for analysis in row.analyses {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(analysis.name())
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            let options = TextOptions::default().set_indexing_options(indexing);
            let field = schema.add_text_field(&name(row, *analysis), options);
            texts.push(Column { text, analysis: *analysis, field });
        }
    }
    for row in indexed(entity) {
        let (name, storage) = (row.row().name, row.kind.storage());
        let field = match storage {
            Storage::Int => schema.add_i64_field(name, NumericOptions::default().set_indexed()),
            _ => {
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer(WHOLE)
                    .set_index_option(IndexRecordOption::Basic)
                    .set_fieldnorms(false);
                let options = TextOptions::default().set_indexing_options(indexing);
                schema.add_text_field(name, options)
            }
        };
        values.push(ValueColumn { name, storage, field });
    }
    Columns { schema: schema.build(), texts, values }
}

/// The rows of an entity whose values are indexed.
fn indexed(entity: &Entity) -> impl Iterator<Item = serapeum_model::Field> {
    entity.fields.iter().copied().filter(|field| field.is_indexed())
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
pub(crate) fn table(entity: &Entity) -> String {
    let values: Vec<&str> = indexed(entity).map(|row| row.row().name).collect();
    let told = format!("{RELEASE} {:?} {values:?}", entity.searched);
    format!("{:032x}", XxHash3_128::oneshot(told.as_bytes()))
}
