//! `fields`: what can be filtered, grouped and sorted.

use std::process::ExitCode;

use comfy_table::{Table, presets};
use serapeum::Entity;
use serapeum_model::{Kind, Test};

use super::Usage;

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
                println!(
                    "{}/{:<17} {:>4} filters, {groups:>4} to group by, {sorts:>4} to sort by",
                    source.name,
                    entity.name,
                    entity.names().len()
                );
            }
            if args.source.is_some() {
                println!("\n`serapeum fields {} ENTITY` lists them", source.name);
            }
            continue;
        };
        let names: Vec<&str> = source.entities.iter().map(|entity| entity.name).collect();
        let unknown =
            || Usage(format!("no entity `{name}`; {} has: {}", source.name, names.join(", ")));
        let entity = source.entity(name).ok_or_else(unknown)?;
        if args.columns { columns(entity) } else { list(entity) }
    }
    Ok(ExitCode::SUCCESS)
}

/// What can be exported.
fn columns(entity: &'static Entity) {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_header(["column", "values"]);
    for field in entity.fields.iter().map(|field| field.row()).chain(entity.texts) {
        table.add_row([field.name.to_owned(), kind(field.kind, field.many)]);
    }
    println!("{table}");
    for explosion in entity.explosions {
        println!("\n--explode {}", explosion.name);
        let mut table = Table::new();
        table.load_preset(presets::NOTHING);
        for column in explosion.columns {
            table.add_row([column.name.to_owned(), kind(column.kind, column.many)]);
        }
        println!("{table}");
    }
}

fn list(entity: &Entity) {
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
        let values = match (&test, field) {
            (Test::Truth(..) | Test::Whether(_), _) => "true, false".to_owned(),
            (Test::Choice(choices), _) => choices
                .iter()
                .filter_map(|(names, _)| names.first().copied())
                .collect::<Vec<_>>()
                .join(", "),
            (Test::Search(_), _) => "words".to_owned(),
            (_, Some(field)) => kind(field.kind, field.many),
            _ => String::new(),
        };
        table.add_row([name.to_owned(), values, uses.join(", "), meaning(&test, name)]);
    }
    println!("{table}");
}

fn kind(kind: Kind, many: bool) -> String {
    let one = match kind {
        Kind::Id(form) => format!("{}123", form.letter),
        Kind::AnyId(_) => "P123, I123".to_owned(),
        Kind::Code(_) => "code".to_owned(),
        Kind::Keyword(_) => "text".to_owned(),
        Kind::Doi => "DOI".to_owned(),
        Kind::Orcid => "ORCID".to_owned(),
        Kind::Ror => "ROR".to_owned(),
        Kind::Issn => "ISSN".to_owned(),
        Kind::Integer => "whole number".to_owned(),
        Kind::Float => "number".to_owned(),
        Kind::Boolean => "true, false".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Timestamp => "date or time".to_owned(),
    };
    if many { format!("{one} (several)") } else { one }
}

fn meaning(test: &Test, name: &str) -> String {
    match test {
        Test::Is(field) if *field == name => String::new(),
        Test::Is(field) => format!("same as {field}"),
        Test::IsAnd(field, _) => format!("as {field}, with a condition"),
        Test::IsLetter(field, letter) => format!("as {field}, only {letter} ids"),
        Test::Since(field) => format!("{field} at or after"),
        Test::Until(field) => format!("{field} at or before"),
        Test::Prefix(field) => format!("{field} begins with"),
        Test::ListedBy(field) => format!("in {field} of the given record"),
        Test::Search(fields) => format!("words in {}", fields.join(", ")),
        Test::Absent(why) => format!("not in a snapshot: {why}"),
        Test::Truth(..) | Test::Whether(_) | Test::Choice(_) => "a condition".to_owned(),
    }
}
