//! `fields`: what can be filtered, grouped and sorted.

use std::{io, process::ExitCode};

use comfy_table::{Table, presets};
use serapeum::Entity;
use serapeum_model::Test;

use super::unknown;

/// List what can be filtered, grouped and sorted
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The source; all if not given
    source: Option<String>,
    /// The entity; all of the source if not given
    entity: Option<String>,
    /// What can be exported instead: its columns, and its long tables
    #[arg(long, requires = "entity")]
    columns: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let sources = match &args.source {
        Some(name) => vec![super::source(name)?],
        None => serapeum::ALL.to_vec(),
    };
    for source in sources {
        let Some(name) = &args.entity else {
            for entity in source.entities {
                let groups = entity.fields.iter().filter(|field| field.groups()).count();
                let sorts = entity.fields.iter().filter(|field| field.sorts()).count();
                say!(
                    "{}/{:<17} {:>4} filters, {groups:>4} to group by, {sorts:>4} to sort by",
                    source.name,
                    entity.name,
                    entity.names().len()
                )?;
            }
            if args.source.is_some() {
                say!("\n`serapeum fields {} ENTITY` lists them", source.name)?;
            }
            continue;
        };
        let names: Vec<&str> = source.entities.iter().map(|entity| entity.name).collect();
        let entity = source.entity(name).ok_or_else(|| unknown("entity", name, &names))?;
        if args.columns { columns(entity)? } else { list(entity)? }
    }
    Ok(ExitCode::SUCCESS)
}

/// What can be exported.
fn columns(entity: &'static Entity) -> io::Result<()> {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(["column", "values"]);
    for field in entity.fields.iter().map(|field| field.row()).chain(entity.texts) {
        table.add_row([field.name.to_owned(), field.kind.told(field.many)]);
    }
    say!("{table}")?;
    for explosion in entity.explosions {
        say!("\n--explode {}", explosion.name)?;
        let mut table = Table::new();
        table.load_preset(presets::NOTHING);
        for column in explosion.columns {
            table.add_row([column.name.to_owned(), column.kind.told(column.many)]);
        }
        say!("{table}")?;
    }
    Ok(())
}

fn list(entity: &Entity) -> io::Result<()> {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(["name", "values", "use", "meaning"]);
    for name in entity.names() {
        let Some(test) = entity.filter(name) else { continue };
        let field = test.field().and_then(|field| entity.field(field));
        let own = field.filter(|field| field.name == name);
        let mut uses = vec![if matches!(test, Test::Absent(_)) { "-" } else { "filter" }];
        if field.is_some_and(|field| field.groups())
            && matches!(test, Test::Is(_) | Test::IsAnd(..) | Test::IsLetter(..))
        {
            uses.push("group");
        }
        if own.is_some_and(|field| field.sorts()) {
            uses.push("sort");
        }
        let values = test.values(entity);
        table.add_row([name.to_owned(), values, uses.join(", "), test.meaning(name)]);
    }
    say!("{table}")
}
