//! Asks the lake and the oracle the same, and keeps what differs.

mod groups;
mod list;
mod read;
mod sample;
mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serapeum::{Error, Lake, Reply};
use serde_json::Value;

use crate::oracle::{Oracle, answer::Answer};

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
        self.answered += usize::from(match &expected {
            Answer::Page(page) => !page.ids.is_empty(),
            Answer::Groups(groups) => groups.rows.iter().any(|row| row.count > 0),
            Answer::Facets(facets) => facets.facets.iter().any(|(_, rows)| !rows.is_empty()),
            _ => false,
        });
        if let Err(reason) = self.judge(request, expected) {
            self.differences.push(format!("{request}\n  {reason}"));
        }
    }

    fn judge(&mut self, request: &str, expected: Answer) -> Result<(), String> {
        let walks = request.contains("cursor=*");
        match expected {
            Answer::Page(page) if walks => self.walk_list(request, &page),
            Answer::Groups(groups) if walks => self.walk_groups(request, &groups),
            Answer::Groups(groups) if groups.query.is_some() => self.query(request, groups),
            Answer::Sample(sample) => self.sample(request, &sample),
            Answer::Page(page) => {
                let reply = self.ask(request)?;
                list::compare(&page, &read::list(&reply)?)
            }
            Answer::Groups(groups) => {
                let reply = self.ask(request)?;
                groups::compare(&groups, &read::groups(&reply)?)
            }
            Answer::Facets(facets) => {
                let reply = self.ask(request)?;
                groups::compare_facets(&facets, &reply)
            }
            Answer::Refused(status, class) => read::refusal(&self.ask(request)?, status, class),
            Answer::One(id) => read::one(&self.ask(request)?, id.as_deref()),
            Answer::Random(entity) => {
                let reply = self.ask(request)?;
                read::some(&reply, self.oracle.table(entity))
            }
        }
    }

    fn ask(&mut self, request: &str) -> Result<Reply, String> {
        self.pages += 1;
        // A panic is told with its request, and does not hide what else differs.
        match catch_unwind(AssertUnwindSafe(|| self.lake.reply(request))) {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(Error::Request { reply, .. })) => Ok(reply),
            Ok(Err(error)) => Err(format!("no answer: {error}")),
            Err(_) => Err("panics".to_owned()),
        }
    }
}

fn json(reply: &Reply) -> Result<Value, String> {
    serde_json::from_slice(&reply.body).map_err(|error| format!("the body is no JSON: {error}"))
}

/// The same, but for the last digits of a sum.
fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// Where two lists part.
fn first<T: PartialEq + std::fmt::Debug>(expected: &[T], found: &[T]) -> Option<String> {
    let longest = expected.len().max(found.len());
    let at = (0..longest).find(|at| expected.get(*at) != found.get(*at))?;
    let lengths = format!("{} expected, {} found", expected.len(), found.len());
    Some(format!("{lengths}; at {at}: expected {:?}, found {:?}", expected.get(at), found.get(at)))
}

fn short(text: &str) -> String {
    text.chars().take(300).collect()
}
