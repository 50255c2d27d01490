//! Samples: nobody can say which records they hold, but there are laws.

use std::{collections::HashSet, rc::Rc};

use super::{Judge, read};
use crate::oracle::answer::Sample;

/// So many pages are asked for at most.
const MOST: usize = 12;

impl Judge<'_> {
    pub(super) fn sample(&mut self, request: &str, expected: &Sample) -> Result<(), String> {
        let of: HashSet<&str> = expected.of.iter().map(|id| &**id).collect();
        let ids = self.page(request, expected, expected.page)?;
        if let Some(id) = ids.iter().find(|id| !of.contains(&***id)) {
            return Err(format!("{id} does not match"));
        }
        let Some((before, after)) = request.split_once("seed=") else { return Ok(()) };
        if self.page(request, expected, expected.page)? != ids {
            return Err("the same seed gives other records".to_owned());
        }
        let unpaged = |request: &str| {
            let pairs = request.split('&').filter(|pair| !pair.starts_with("page="));
            pairs.collect::<Vec<_>>().join("&")
        };
        let pages = expected.count.div_ceil(expected.size);
        if pages <= MOST {
            let mut all: HashSet<Rc<str>> = HashSet::new();
            for page in 1..=pages {
                let request = format!("{}&page={page}", unpaged(request));
                all.extend(self.page(&request, expected, page)?);
            }
            if all.len() != expected.count {
                let (count, found) = (expected.count, all.len());
                return Err(format!("{count} records expected, {found} found on all pages"));
            }
        }
        // With so many to choose from, the same ones in the same order are no chance.
        if ids.len() >= 5 && expected.of.len() >= 50 {
            let other = format!("{before}seed=other{after}");
            if self.page(&other, expected, expected.page)? == ids {
                return Err("another seed gives the same records".to_owned());
            }
        }
        Ok(())
    }

    /// The ids of a page, if there are as many as there must be.
    fn page(
        &mut self,
        request: &str,
        expected: &Sample,
        page: usize,
    ) -> Result<Vec<Rc<str>>, String> {
        let found = read::list(&self.ask(request)?)?;
        if found.meta["count"].as_u64() != Some(expected.count as u64) {
            return Err(format!("count: expected {}, found {}", expected.count, found.meta));
        }
        let ids: Vec<Rc<str>> = found.ids.into_iter().flatten().collect();
        let length = expected.count.saturating_sub((page - 1) * expected.size).min(expected.size);
        let each: HashSet<&str> = ids.iter().map(|id| &**id).collect();
        match ids.len() == length && each.len() == length {
            true => Ok(ids),
            false => Err(format!("{length} records expected, {} found on page {page}", ids.len())),
        }
    }
}
