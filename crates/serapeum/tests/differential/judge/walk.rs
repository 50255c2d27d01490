//! Walks with cursors, from the first page to the last.

use serde_json::Value;

use super::{Judge, groups, json, list, read};
use crate::{
    oracle::answer::{Groups, Page},
    requests::encoded,
};

impl Judge<'_> {
    pub(super) fn walk_list(&mut self, request: &str, expected: &Page) -> Result<(), String> {
        let size = size(request);
        let mut next = Some(request.to_owned());
        let mut whole: Option<read::List> = None;
        for page in 0.. {
            let Some(current) = next else { break };
            let reply = self.ask(&current)?;
            self.repeat(page, &current, &json(&reply)?)?;
            let mut part = read::list(&reply)?;
            list::count(expected, &part)?;
            next = token(&part.meta, part.ids.len() == size, part.ids.len() <= size)?
                .map(|token| request.replace("cursor=*", &format!("cursor={}", encoded(&token))));
            match &mut whole {
                None => whole = Some(part),
                Some(whole) => {
                    whole.ids.append(&mut part.ids);
                    whole.members.append(&mut part.members);
                }
            }
        }
        list::compare(expected, &whole.ok_or("no pages")?)
    }

    pub(super) fn walk_groups(&mut self, request: &str, expected: &Groups) -> Result<(), String> {
        let size = size(request);
        let mut next = Some(request.to_owned());
        let mut rows = Vec::new();
        for page in 0.. {
            let Some(current) = next else { break };
            let reply = self.ask(&current)?;
            self.repeat(page, &current, &json(&reply)?)?;
            let mut part = read::groups(&reply)?;
            groups::number(&part.meta, "count", expected.count)?;
            let told = expected.told.unwrap_or(part.rows.len());
            groups::number(&part.meta, "groups_count", told)?;
            // The last page is empty.
            next = token(&part.meta, !part.rows.is_empty(), part.rows.len() <= size)?
                .map(|token| request.replace("cursor=*", &format!("cursor={}", encoded(&token))));
            rows.append(&mut part.rows);
        }
        groups::compare_rows(&expected.rows, &rows)
    }

    /// The same token gives the same page; asked once a walk, because it is dear.
    fn repeat(&mut self, page: usize, request: &str, body: &Value) -> Result<(), String> {
        if page == 1 && without_time(&json(&self.ask(request)?)?) != without_time(body) {
            return Err(format!("the same token gives another page: {request}"));
        }
        Ok(())
    }
}

/// The token of the next page, if there is to be one.
fn token(meta: &Value, goes_on: bool, fits: bool) -> Result<Option<String>, String> {
    let token = meta["next_cursor"].as_str().map(str::to_owned);
    match token.is_some() == goes_on && meta["page"].is_null() && fits {
        true => Ok(token),
        false => Err(format!("a page that ends wrongly: {meta}")),
    }
}

fn size(request: &str) -> usize {
    let after = request.split_once("per-page=").map_or("", |(_, after)| after);
    after.split('&').next().unwrap_or_default().parse().unwrap()
}

fn without_time(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(meta) = body["meta"].as_object_mut() {
        meta.remove("db_response_time_ms");
    }
    body
}
