//! Random requests.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::{
    date::DATES,
    records::Record,
    request::{Asked, Paging},
    rng::Rng,
    values,
    vocabulary::{BOOLEAN, FACETS, SELECTABLE, SORTS, VALUED},
};

pub(crate) struct Random<'r> {
    records: &'r [Record],
    names: Vec<String>,
    /// Records that have a value for a filter.
    having: HashMap<String, Vec<usize>>,
    /// How often something was asked for.
    pub(crate) uses: BTreeMap<String, usize>,
    rng: Rng,
}

impl<'r> Random<'r> {
    pub(crate) fn new(records: &'r [Record], seed: u64) -> Random<'r> {
        let dates =
            DATES.iter().flat_map(|(date, _)| [format!("from-{date}"), format!("until-{date}")]);
        let plain = BOOLEAN.iter().chain(&VALUED).map(|name| (*name).to_owned());
        let names: Vec<_> = plain.chain(dates).collect();
        let having = VALUED.iter().map(|name| {
            let has = |(_, record): &(usize, &Record)| !values::of(&record.value, name).is_empty();
            let at = records.iter().enumerate().filter(has).map(|(at, _)| at).collect();
            ((*name).to_owned(), at)
        });
        let having = having.collect();
        let uses = names.iter().map(|name| (name.clone(), 0)).collect();
        Random { records, names, having, uses, rng: Rng(seed) }
    }

    pub(crate) fn request(&mut self) -> Asked {
        // The filter that was used least leads, so that all get their turn.
        let lead = match self.rng.chance(60) {
            true => self.names.iter().min_by_key(|name| self.uses[*name]).unwrap().clone(),
            false => self.rng.pick(&self.names).clone(),
        };
        let at = match self.having.get(&lead).filter(|having| !having.is_empty()) {
            Some(having) => *self.rng.pick(having),
            None => self.rng.below(self.records.len()),
        };
        let record = &self.records[at].value;
        let mut filters = Vec::new();
        if self.rng.chance(92) {
            self.add(record, &lead, &mut filters);
            for _ in 0..self.rng.below(3) {
                let name = self.companion(record, &lead);
                self.add(record, &name, &mut filters);
            }
        }
        self.rng.shuffle(&mut filters);
        for (name, _) in &filters {
            *self.uses.get_mut(name).unwrap() += 1;
        }
        let of = if self.rng.chance(15) { self.path(record) } else { None };
        let facets = self.facets();
        let sort = self.rng.chance(45).then(|| self.rng.pick(&SORTS).0);
        let order = self.rng.chance(40).then(|| *self.rng.pick(&["asc", "desc", "1", "-1"]));
        let mut select = Vec::new();
        if self.rng.chance(10) {
            select = (0..1 + self.rng.below(4)).map(|_| *self.rng.pick(&SELECTABLE)).collect();
            select.dedup();
        }
        let paging = self.paging();
        Asked { of, filters, facets, sort, order, select, paging }
    }

    fn companion(&mut self, record: &Value, lead: &str) -> String {
        let family = lead.split_once('.').map(|(head, _)| format!("{head}."));
        for _ in 0..30 {
            let name = self.rng.pick(&self.names).clone();
            let wanted = match &family {
                Some(family) if self.rng.chance(70) => name.starts_with(family.as_str()),
                _ => true,
            };
            if wanted && (!self.having.contains_key(&name) || !values::of(record, &name).is_empty())
            {
                return name;
            }
        }
        lead.to_owned()
    }

    fn add(&mut self, record: &Value, name: &str, to: &mut Vec<(String, String)>) {
        let mut value = self.value(record, name);
        if self.rng.chance(15) && VALUED.contains(&name) {
            value = values::missed(name, &value, &mut self.rng);
        }
        to.push((name.to_owned(), value));
        // The same name again: an alternative.
        if self.rng.chance(20) {
            let other = &self.records[self.rng.below(self.records.len())].value;
            let value = self.value(other, name);
            to.push((name.to_owned(), value));
        }
    }

    fn value(&mut self, record: &Value, name: &str) -> String {
        let date = name.strip_prefix("from-").or_else(|| name.strip_prefix("until-"));
        if let Some(date) = date {
            return values::period(record, date, &mut self.rng);
        }
        if !VALUED.contains(&name) {
            let words = ["true", "true", "t", "1", "false", "f", "0", "TRUE"];
            return (*self.rng.pick(&words)).to_owned();
        }
        let mut known = values::of(record, name);
        if known.is_empty() {
            let having = &self.having[name];
            if having.is_empty() {
                return values::anything(name).to_owned();
            }
            let other = *self.rng.pick(having);
            known = values::of(&self.records[other].value, name);
        }
        let value = self.rng.pick(&known).clone();
        values::spelt(name, &value, &mut self.rng)
    }

    fn path(&mut self, record: &Value) -> Option<(&'static str, String, String)> {
        let (name, folder) = *self.rng.pick(&[
            ("member", "members"),
            ("prefix", "prefixes"),
            ("issn", "journals"),
            ("funder", "funders"),
            ("type", "types"),
        ]);
        let value = values::of(record, name).into_iter().next()?;
        let path = format!("{folder}/{value}");
        Some((name, value, path))
    }

    fn facets(&mut self) -> Vec<(&'static str, Option<usize>)> {
        let mut facets: Vec<(&'static str, Option<usize>)> = Vec::new();
        if self.rng.chance(30) {
            for _ in 0..=self.rng.below(3) {
                let name = *self.rng.pick(&FACETS);
                if facets.iter().all(|(known, _)| *known != name) {
                    facets.push((name, self.rng.chance(60).then(|| 1 + self.rng.below(40))));
                }
            }
        }
        facets
    }

    fn paging(&mut self) -> Paging {
        match self.rng.below(20) {
            0 => Paging::Sample(1 + self.rng.below(100)),
            1..=4 => Paging::Walk(*self.rng.pick(&[7, 50, 333, 1000])),
            _ => {
                let rows =
                    *self.rng.pick(&[None, Some(0), Some(1), Some(7), Some(100), Some(1000)]);
                let offset = *self.rng.pick(&[None, None, Some(0), Some(3), Some(40), Some(2000)]);
                Paging::Page { rows, offset }
            }
        }
    }
}
