//! The exact view of a table for other engines: its files without the rows that are out of force.

use serapeum_lake::{Lake, Manifest};

/// An engine that reads Parquet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// DataFusion, from Rust, its shell or Python.
    DataFusion,
    /// DuckDB.
    DuckDb,
    /// Polars: a Python expression.
    Polars,
}

/// The text that makes `source.entity` in another engine, with the very rows that a request is answered from.
pub fn view(lake: &Lake, manifest: &Manifest, dialect: Dialect) -> String {
    let (source, entity) = (&manifest.source, &manifest.entity);
    let path = |name: &str| {
        let path = lake.folder(manifest).join(name);
        path.canonicalize().unwrap_or(path).display().to_string().replace('\'', "''")
    };
    let parts: Vec<String> = manifest.parts.iter().map(|part| path(&part.fields.name)).collect();
    let masks = manifest.masks.as_ref().map(|file| path(&file.name));
    let hidden = format!("\"{source}\".\"{entity} masks\"");
    let anti_join = format!(
        "LEFT ANTI JOIN {hidden} AS m ON t.\"_part\" = m.\"_part\" AND t.\"_row\" = m.\"_row\""
    );
    match dialect {
        Dialect::DataFusion => {
            let mut lines = vec![format!("CREATE SCHEMA IF NOT EXISTS \"{source}\";")];
            let mut tables = Vec::new();
            for (part, path) in manifest.parts.iter().zip(&parts) {
                let table = format!("\"{source}\".\"{entity} part {}\"", part.number);
                lines.push(format!(
                    "CREATE EXTERNAL TABLE {table} STORED AS PARQUET LOCATION '{path}';"
                ));
                tables.push(format!("SELECT * FROM {table}"));
            }
            let union = tables.join(" UNION ALL ");
            match masks {
                None => lines.push(format!("CREATE VIEW \"{source}\".\"{entity}\" AS {union};")),
                Some(path) => {
                    lines.push(format!(
                        "CREATE EXTERNAL TABLE {hidden} STORED AS PARQUET LOCATION '{path}';"
                    ));
                    let text = format!(
                        "CREATE VIEW \"{source}\".\"{entity}\" AS SELECT t.* FROM ({union}) AS t {anti_join};"
                    );
                    lines.push(text);
                }
            }
            lines.join("\n")
        }
        Dialect::DuckDb => {
            let files = parts.iter().map(|path| format!("'{path}'")).collect::<Vec<_>>().join(", ");
            let without = masks.map_or(String::new(), |path| {
                format!(
                    " AS t ANTI JOIN read_parquet('{path}') AS m ON t.\"_part\" = m.\"_part\" AND t.\"_row\" = m.\"_row\""
                )
            });
            format!(
                "CREATE SCHEMA IF NOT EXISTS \"{source}\";\nCREATE VIEW \"{source}\".\"{entity}\" AS FROM read_parquet([{files}]){without};"
            )
        }
        Dialect::Polars => {
            let files = parts.iter().map(|path| format!("{path:?}")).collect::<Vec<_>>().join(", ");
            let without = masks.map_or(String::new(), |path| {
                format!(".join(pl.scan_parquet({path:?}), on=[\"_part\", \"_row\"], how=\"anti\")")
            });
            format!("{source}_{} = pl.scan_parquet([{files}]){without}", entity.replace('-', "_"))
        }
    }
}
