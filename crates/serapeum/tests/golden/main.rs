//! Statements as they are printed, run in a session that knows nothing of this project, over the view that is printed
//! with them: the rows must be the engine's own.
//!
//! With `SERAPEUM_GOLDEN_OUT` the lake and a file for each request are written into that folder, for other builds of
//! DataFusion: `{request, view, statements: [{name, text, params, rows}]}`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod lake;
mod requests;
mod rows;

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use datafusion::prelude::SessionContext;
use serapeum::{Lake, Sql, ViewDialect};
use serde_json::{Value, json};

#[test]
fn statements_give_the_same_rows_in_a_plain_session() {
    let folder = tempfile::tempdir().unwrap();
    let out = env::var_os("SERAPEUM_GOLDEN_OUT").map(PathBuf::from);
    let place = out.as_deref().unwrap_or(folder.path());
    let lake = lake::make(place);
    let plain = SessionContext::new();
    let (mut known, mut differences) = (BTreeSet::new(), Vec::new());
    let (mut statements, mut answered, mut next) = (0, 0, String::new());
    let requests = requests::all(&lake);
    for (at, request) in requests.iter().enumerate() {
        let request = request.replace("{next}", &next);
        if request.contains("cursor=") {
            let reply: Value = serde_json::from_str(&lake.get(&request).unwrap()).unwrap();
            next = reply["meta"]["next_cursor"].as_str().unwrap_or_default().to_owned();
        }
        let explained = lake.explain(&request).unwrap();
        let view = view(&lake, &explained);
        if known.insert(view.clone()) {
            lake.block(open(&plain, &view)).unwrap();
        }
        let mut told = Vec::new();
        for sql in explained {
            let engine = lake.block(lake.aio().engine().collect(&sql)).unwrap().unwrap();
            let sql = lake.block(lake.aio().engine().settled(&sql)).unwrap().unwrap();
            let (mut ours, mut theirs) =
                (rows::rows(&engine), lake.block(run(&plain, &sql)).unwrap());
            if !sql.text.contains(" ORDER BY ") {
                ours.sort_by_key(Value::to_string);
                theirs.sort_by_key(Value::to_string);
            }
            if ours != theirs {
                differences.push(format!("{request}\n{sql}\nours   {ours:?}\nthey   {theirs:?}"));
            }
            statements += 1;
            answered += usize::from(!ours.is_empty() && ours[0] != json!([0]));
            let params: Vec<Value> = sql.params.iter().map(rows::param).collect();
            told.push(
                json!({ "name": sql.name, "text": sql.text, "params": params, "rows": ours }),
            );
        }
        if let Some(out) = &out {
            let file = json!({ "request": request, "view": view, "statements": told });
            let path = out.join(format!("{:03}.json", at + 1));
            fs::write(path, serde_json::to_vec_pretty(&file).unwrap()).unwrap();
        }
    }
    eprintln!("{} requests, {statements} statements, {answered} with rows", requests.len());
    assert!(differences.is_empty(), "{} differ\n\n{}", differences.len(), differences.join("\n\n"));
    assert!(answered * 10 > statements * 9, "{answered} of {statements} find anything");
}

/// The printed views of the tables that statements read, one statement a line.
fn view(lake: &Lake, statements: &[Sql]) -> String {
    let tables: BTreeSet<&String> = statements.iter().flat_map(|sql| &sql.tables).collect();
    let files = lake.aio().engine().lake();
    let views = tables.iter().map(|table| {
        let (source, entity) = table.split_once('.').unwrap();
        serapeum::view(files, files.manifest(source, entity).unwrap(), ViewDialect::DataFusion)
    });
    views.collect::<Vec<_>>().join("\n")
}

async fn open(session: &SessionContext, view: &str) {
    for statement in view.lines().filter(|line| !line.is_empty()) {
        session.sql(statement).await.unwrap().collect().await.unwrap();
    }
}

async fn run(session: &SessionContext, sql: &Sql) -> Vec<Value> {
    let frame = session.sql(&sql.text).await.unwrap_or_else(|error| panic!("{sql}\n{error}"));
    let frame = match sql.params.as_slice() {
        [] => frame,
        params => frame.with_param_values(rows::scalars(params)).unwrap(),
    };
    rows::rows(&frame.collect().await.unwrap_or_else(|error| panic!("{sql}\n{error}")))
}
