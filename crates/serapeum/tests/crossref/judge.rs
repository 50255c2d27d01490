//! An answer of the lake against what the records say.

use std::collections::BTreeMap;

use serapeum::{Error, Lake};
use serde_json::Value;

use crate::{
    facet, filter, ids,
    json::{self, member, members},
    order,
    records::Record,
    request::{Asked, Paging, encoded},
};

/// A difference, in words.
type Difference = String;

pub(crate) struct Judge<'j> {
    pub(crate) lake: &'j Lake,
    pub(crate) records: &'j [Record],
    /// The funders below a funder.
    pub(crate) below: &'j BTreeMap<String, Vec<String>>,
    /// Pages that were compared, and requests that found something.
    pub(crate) pages: usize,
    pub(crate) answered: usize,
}

/// What an answer is made of.
struct Page {
    total: usize,
    items: Vec<String>,
    next: Option<String>,
    facets: String,
}

impl Judge<'_> {
    pub(crate) fn compare(&mut self, asked: &Asked) -> Result<(), Difference> {
        let mut filters = asked.filters.clone();
        let values: Vec<&Value> = self.records.iter().map(|record| &record.value).collect();
        let mut matched: Vec<&Value> = values
            .into_iter()
            .filter(|record| match &asked.of {
                Some((name, value, _)) => {
                    let mut any = vec![((*name).to_owned(), value.clone())];
                    if *name == "funder" {
                        let below = self.below.get(&ids::last(value)).into_iter().flatten();
                        any.extend(below.map(|id| ((*name).to_owned(), id.clone())));
                    }
                    filter::holds(record, &any)
                }
                None => true,
            })
            .filter(|record| filter::holds(record, &filters))
            .collect();
        filters.clear();
        let ascending = matches!(asked.order, Some("asc" | "1"));
        order::sort(&mut matched, asked.sort, ascending);
        self.answered += usize::from(!matched.is_empty());
        match asked.paging {
            Paging::Page { rows, offset } => {
                let (rows, offset) = (rows.unwrap_or(20), offset.unwrap_or(0));
                let page = self.page(&asked.text(), rows, offset, false)?;
                same("total-results", &page.total, &matched.len())?;
                facets(&page.facets, &matched, asked)?;
                let from = offset.min(matched.len());
                let to = (offset + rows).min(matched.len());
                self.items(&page.items, &matched[from..to], asked)
            }
            Paging::Sample(size) => {
                let page = self.page(&asked.text(), 20, 0, false)?;
                let told = size.min(matched.len());
                same("total-results", &page.total, &told)?;
                same("sampled", &page.items.len(), &told)?;
                if asked.select.is_empty() {
                    let doi = |text: &String| json::member(text, "DOI").unwrap().to_lowercase();
                    let mut drawn: Vec<_> = page.items.iter().map(doi).collect();
                    drawn.sort();
                    drawn.dedup();
                    same("different works in a sample", &drawn.len(), &told)?;
                    let known: std::collections::HashSet<String> =
                        matched.iter().map(|r| r["DOI"].to_string().to_lowercase()).collect();
                    if let Some(foreign) = drawn.iter().find(|doi| !known.contains(*doi)) {
                        return Err(format!("{foreign} is no match"));
                    }
                }
                Ok(())
            }
            Paging::Walk(rows) => self.walk(&matched, asked, rows),
        }
    }

    fn walk(&mut self, matched: &[&Value], asked: &Asked, rows: usize) -> Result<(), Difference> {
        // Long walks in small steps say no more than short ones.
        let rows = rows.max(matched.len() / 12);
        let text = asked.text().replace(
            &format!(
                "rows={}",
                match asked.paging {
                    Paging::Walk(rows) => rows,
                    _ => rows,
                }
            ),
            &format!("rows={rows}"),
        );
        let (mut cursor, mut told) = ("*".to_owned(), 0);
        for at in 0.. {
            let request = format!("{text}&cursor={}", encoded(&cursor));
            let page = self.page(&request, rows, 0, true)?;
            same("total-results", &page.total, &matched.len())?;
            if at == 0 {
                facets(&page.facets, matched, asked)?;
            } else {
                same("facets of a later page", &page.facets.as_str(), &"{}")?;
            }
            let to = (told + rows).min(matched.len());
            self.items(&page.items, &matched[told..to], asked)?;
            told = to;
            cursor = page.next.ok_or("no next-cursor")?;
            if page.items.is_empty() {
                // The end stays the end.
                let request = format!("{text}&cursor={}", encoded(&cursor));
                same("after the end", &self.page(&request, rows, 0, true)?.items.len(), &0)?;
                return same("pages of a walk", &at, &matched.len().div_ceil(rows));
            }
        }
        unreachable!()
    }

    /// Asks, and looks at what all lists have.
    fn page(
        &mut self,
        request: &str,
        rows: usize,
        offset: usize,
        walk: bool,
    ) -> Result<Page, Difference> {
        let reply = match self.lake.reply(request) {
            Ok(reply) | Err(Error::Request { reply, .. }) => reply,
            Err(error) => return Err(error.to_string()),
        };
        let body = String::from_utf8(reply.body.clone()).unwrap();
        if reply.status != 200 {
            return Err(format!("{} {body:.600}", reply.status));
        }
        self.pages += 1;
        let names =
            |text: &str| members(text).into_iter().map(|(n, _)| n).collect::<Vec<_>>().join(" ");
        same("members", &names(&body).as_str(), &"status message-type message-version message")?;
        let message = member(&body, "message").unwrap();
        let next = if walk { "next-cursor " } else { "" };
        let wanted = format!("facets {next}total-results items items-per-page query");
        same("members of the message", &names(message), &wanted)?;
        let at = |name: &str| member(message, name).unwrap().to_owned();
        same("items-per-page", &at("items-per-page"), &rows.to_string())?;
        let query: Value = serde_json::from_str(&at("query")).unwrap();
        same("query", &query, &serde_json::json!({"start-index": offset, "search-terms": null}))?;
        Ok(Page {
            total: at("total-results").parse().unwrap(),
            items: json::list(&at("items")).into_iter().map(str::to_owned).collect(),
            next: walk.then(|| serde_json::from_str(&at("next-cursor")).unwrap()),
            facets: at("facets"),
        })
    }

    fn items(&self, items: &[String], wanted: &[&Value], asked: &Asked) -> Result<(), Difference> {
        same("items", &items.len(), &wanted.len())?;
        let bare = asked.filters.is_empty() && asked.of.is_none();
        for (at, (item, record)) in items.iter().zip(wanted).enumerate() {
            let doi = record["DOI"].as_str().unwrap().to_lowercase();
            // They are in the order of their DOIs.
            let place = self.records.binary_search_by_key(&doi, Record::doi).unwrap();
            let wanted = listed(&self.records[place].text, &asked.select);
            let mut found = members(item);
            let score =
                found.iter().position(|(name, _)| name == "score").map(|at| found.remove(at).1);
            let scored = asked.select.is_empty() || asked.select.contains(&"score");
            same("score", &score, &scored.then_some(if bare { "1.0" } else { "0.0" }))?;
            if found != wanted {
                return Err(format!("item {at}, of {doi}:\n  {item:.300}\n  {wanted:?}"));
            }
        }
        Ok(())
    }
}

/// The members of a record that a list tells, but the score.
fn listed<'t>(text: &'t str, select: &[&str]) -> Vec<(String, &'t str)> {
    let mut kept = members(text);
    kept.retain(|(name, value)| {
        let value: Value = serde_json::from_str(value).unwrap();
        let wanted = select.is_empty() || select.contains(&name.as_str());
        name != "score" && wanted && json::filled(&value)
    });
    kept
}

fn facets(text: &str, matched: &[&Value], asked: &Asked) -> Result<(), Difference> {
    let found = members(text);
    let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    same("facets", &names, &asked.facets.iter().map(|(name, _)| *name).collect())?;
    for ((name, count), (_, found)) in asked.facets.iter().zip(&found) {
        let mut wanted = facet::counts(matched, name);
        wanted.truncate(count.unwrap_or(usize::MAX));
        let values = members(member(found, "values").unwrap());
        let values: Vec<_> =
            values.into_iter().map(|(key, count)| (key, count.parse().unwrap())).collect();
        if let Some(at) =
            (0..values.len().max(wanted.len())).find(|at| values.get(*at) != wanted.get(*at))
        {
            let (found, wanted) = (values.get(at), wanted.get(at));
            return Err(format!("facet {name}, value {at}: {found:?}, should be {wanted:?}"));
        }
        same(
            "value-count",
            &member(found, "value-count").unwrap(),
            &wanted.len().to_string().as_str(),
        )?;
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: &T,
    wanted: &T,
) -> Result<(), Difference> {
    match found == wanted {
        true => Ok(()),
        false => Err(format!("{what}: {found:?}, should be {wanted:?}")),
    }
}
