//! Asks the lake and the oracle the same, and keeps what differs.

use serapeum::{Error, Lake, Reply};
use serde_json::Value;

use crate::{
    oracle::{Answer, Oracle, load::Id},
    random::encoded,
};

/// So many differences are told at most.
const MOST: usize = 20;

pub(crate) struct Judge<'a> {
    pub(crate) lake: &'a Lake,
    pub(crate) oracle: &'a Oracle,
    pub(crate) differences: Vec<String>,
    pub(crate) requests: usize,
    pub(crate) pages: usize,
    /// Lists and groups that were not empty.
    pub(crate) answered: usize,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(lake: &'a Lake, oracle: &'a Oracle) -> Judge<'a> {
        Judge { lake, oracle, differences: Vec::new(), requests: 0, pages: 0, answered: 0 }
    }

    pub(crate) fn is_full(&self) -> bool {
        self.differences.len() >= MOST
    }

    /// Compares the answers to a request; from `cursor=*` on, those of the whole walk.
    pub(crate) fn compare(&mut self, request: &str) {
        self.requests += 1;
        let expected = self.oracle.answer(request);
        let actual = if request.contains("cursor=*") && !matches!(expected, Answer::Refused(..)) {
            self.walk(request)
        } else {
            self.ask(request).and_then(|reply| read(request, &reply))
        };
        self.answered += usize::from(match &expected {
            Answer::Page { ids, .. } => !ids.is_empty(),
            Answer::Groups { groups, .. } => !groups.is_empty(),
            _ => false,
        });
        let difference = match actual {
            Ok(actual) if actual == expected => return,
            Ok(actual) => differs(&expected, &actual),
            Err(reason) => format!("  {reason}\n  expected: {}", short(&expected)),
        };
        self.differences.push(format!("{request}\n{difference}"));
    }

    fn ask(&mut self, request: &str) -> Result<Reply, String> {
        self.pages += 1;
        match self.lake.reply(request) {
            Ok(reply) => Ok(reply),
            Err(Error::Request { reply, .. }) => Ok(reply),
            Err(error) => Err(format!("no answer: {error}")),
        }
    }

    /// All pages as one; each is asked for twice where that is cheap.
    fn walk(&mut self, request: &str) -> Result<Answer, String> {
        let grouped = request.contains("group_by=");
        let size: usize = number_after(request, "per-page=");
        let mut whole: Option<Answer> = None;
        let mut next = request.to_owned();
        for page in 0.. {
            let reply = self.ask(&next)?;
            let body = json(&reply)?;
            if page == 1 {
                let again = json(&self.ask(&next)?)?;
                if without_time(&again) != without_time(&body) {
                    return Err(format!("the same token gives another page: {next}"));
                }
            }
            let part = read(&next, &reply)?;
            let length = match &part {
                Answer::Page { ids, .. } => ids.len(),
                Answer::Groups { groups, .. } => groups.len(),
                other => return Err(format!("page {page} of the walk: {}", short(other))),
            };
            let goes_on = if grouped { length > 0 } else { length == size };
            let token = body["meta"]["next_cursor"].as_str();
            if token.is_some() != goes_on || !body["meta"]["page"].is_null() || length > size {
                return Err(format!("page {page} of {length}: {}", body["meta"]));
            }
            whole = Some(match (whole, part) {
                (None, part) => part,
                (Some(whole), part) => join(whole, part)?,
            });
            let Some(token) = token else { break };
            next = request.replace("cursor=*", &format!("cursor={}", encoded(token)));
        }
        whole.ok_or_else(|| "no pages".to_owned())
    }
}

fn join(whole: Answer, part: Answer) -> Result<Answer, String> {
    match (whole, part) {
        (Answer::Page { count, mut ids }, Answer::Page { count: same, ids: more })
            if count == same =>
        {
            ids.extend(more);
            Ok(Answer::Page { count, ids })
        }
        (Answer::Groups { count, mut groups }, Answer::Groups { count: same, groups: more })
            if count == same =>
        {
            groups.extend(more);
            Ok(Answer::Groups { count, groups })
        }
        _ => Err("the count changes from page to page".to_owned()),
    }
}

fn number_after(text: &str, name: &str) -> usize {
    let after = text.split_once(name).map_or("", |(_, after)| after);
    after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(25)
}

fn json(reply: &Reply) -> Result<Value, String> {
    serde_json::from_slice(&reply.body).map_err(|error| format!("the body is no JSON: {error}"))
}

fn without_time(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(meta) = body["meta"].as_object_mut() {
        meta.remove("db_response_time_ms");
    }
    body
}

/// The answer in a reply, if the reply has the form that it must have.
fn read(request: &str, reply: &Reply) -> Result<Answer, String> {
    let single = !request.contains('?') && request.matches('/').count() > 1;
    if single {
        return match reply.status {
            200 => Ok(Answer::One(Some(reply.body.clone()))),
            404 => Ok(Answer::One(None)),
            other => Err(format!("status {other}")),
        };
    }
    let body = json(reply)?;
    if reply.status != 200 {
        let known = ["Invalid query parameters error.", "Pagination error."];
        let class = known.into_iter().find(|known| body["error"] == **known);
        let class = class.filter(|_| body["message"].as_str().is_some_and(|text| !text.is_empty()));
        return class.map(|class| Answer::Refused(reply.status, class)).ok_or(body.to_string());
    }
    let meta = &body["meta"];
    let count = meta["count"].as_u64().ok_or("no meta.count")? as usize;
    if request.contains("group_by=") {
        let found = body["group_by"].as_array().ok_or("no group_by")?;
        if meta["groups_count"] != found.len() || body.get("results").is_some() {
            return Err(format!("another form of groups: {meta}"));
        }
        let group = |group: &Value| {
            Some((group["key"].as_str()?.to_owned(), group["count"].as_u64()? as usize))
        };
        let groups: Option<Vec<_>> = found.iter().map(group).collect();
        return Ok(Answer::Groups { count, groups: groups.ok_or("a group of another form")? });
    }
    let empty = body["group_by"].as_array().is_some_and(Vec::is_empty);
    if !meta["groups_count"].is_null() || !empty {
        return Err(format!("another form of list: {meta}"));
    }
    let found = body["results"].as_array().ok_or("no results")?;
    let id = |record: &Value| Id::read(record["id"].as_str()?);
    let ids: Option<Vec<_>> = found.iter().map(id).collect();
    Ok(Answer::Page { count, ids: ids.ok_or("a record without id")? })
}

/// Where two answers part.
fn differs(expected: &Answer, actual: &Answer) -> String {
    let at = match (expected, actual) {
        (Answer::Page { ids: a, .. }, Answer::Page { ids: b, .. }) => first(a, b),
        (Answer::Groups { groups: a, .. }, Answer::Groups { groups: b, .. }) => first(a, b),
        _ => String::new(),
    };
    format!("  expected: {}\n  actual:   {}{at}", short(expected), short(actual))
}

fn first<T: PartialEq + std::fmt::Debug>(a: &[T], b: &[T]) -> String {
    let at = (0..a.len().max(b.len())).find(|at| a.get(*at) != b.get(*at));
    at.map_or_else(String::new, |at| {
        format!("\n  first at {at}: {:?} and {:?}", a.get(at), b.get(at))
    })
}

fn short(answer: &Answer) -> String {
    let text = match answer {
        Answer::One(Some(line)) => format!("One({})", String::from_utf8_lossy(line)),
        Answer::Page { count, ids } => format!("count {count}, {} ids {ids:?}", ids.len()),
        Answer::Groups { count, groups } => {
            format!("count {count}, {} groups {groups:?}", groups.len())
        }
        other => format!("{other:?}"),
    };
    text.chars().take(240).collect()
}
