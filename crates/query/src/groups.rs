//! Counts by what records have in common.

use std::collections::HashMap;

use futures::{StreamExt as _, TryStreamExt as _};
use serapeum_model::{
    Answer, Ask, BadRequest, Bins, By, Cursor, Dimension, Field, Group, Grouping, Place, Query,
    Source, Start, Value,
};

use crate::{
    Engine, Error,
    engine::query_digest,
    grouping::{self, Counts, Labelled, Level},
    pages::{OTHER_ROWS, foreign},
    ranked::{Found, Paths, Ranked},
    scalar, windows,
};

/// Up to this many keys stand in a statement.
const NAMED: usize = 1_000;
/// Groups are held up to the end of a numbered page.
const NUMBERED: u64 = 1_000_000;

impl Engine {
    pub(crate) async fn groups(&self, source: &Source, query: &Query) -> Result<Answer, Error> {
        let Ask::Groups(grouping) = &query.ask else {
            return Ok(Answer::Groups {
                total: 0,
                groups: Vec::new(),
                all: 0,
                next: None,
                sums: Vec::new(),
            });
        };
        let manifest = self.manifest(source, query.entity)?;
        let digest = query_digest(source, query);
        let grouped = self.grouped(source, query, grouping);
        let (total, (groups, all)) = match &grouping.start {
            Start::After(cursor) => {
                if cursor.query != digest || !matches!(cursor.place, Place::Group(_)) {
                    return Err(foreign("it belongs to another filter, group or entity"));
                }
                if cursor.rows != manifest.rows_digest() {
                    return Err(foreign(OTHER_ROWS));
                }
                (cursor.total, grouped.await?)
            }
            _ => self.counted(source, query, grouped).await?,
        };
        let next = match (&grouping.start, groups.last()) {
            (Start::First | Start::After(_) | Start::Beyond(_), Some(last)) => {
                let place = Place::Group(last.key.clone());
                Some(Cursor { rows: manifest.rows_digest(), query: digest, total, place })
            }
            _ => None,
        };
        let sums = self.sums(source, query).await?;
        Ok(Answer::Groups { total, groups, all, next, sums })
    }

    pub(crate) async fn facets(
        &self,
        source: &Source,
        query: &Query,
        groupings: &[Grouping],
    ) -> Result<Answer, Error> {
        let total = self.count(source, query).await?;
        let facets = self.groups_of_each(source, query, groupings).await?;
        Ok(Answer::Facets { total, facets, sums: self.sums(source, query).await? })
    }

    /// The groups to tell of each of several groupings.
    pub(crate) async fn groups_of_each(
        &self,
        source: &Source,
        query: &Query,
        groupings: &[Grouping],
    ) -> Result<Vec<Vec<Group>>, Error> {
        let mut each = Vec::with_capacity(groupings.len());
        for grouping in groupings {
            each.push(self.grouped(source, query, grouping).await?.0);
        }
        Ok(each)
    }

    /// The groups to tell, and how many there are in all.
    async fn grouped(
        &self,
        source: &Source,
        query: &Query,
        grouping: &Grouping,
    ) -> Result<(Vec<Group>, u64), Error> {
        let query =
            &Query { filter: query.filter.clone().and(grouping.of.clone()), ..query.clone() };
        if let Start::Skip(skip @ 1..) = grouping.start
            && skip.saturating_add(grouping.size.into()) > NUMBERED
        {
            let text = format!(
                "Pages of groups have numbers up to {NUMBERED} groups; cursor=* walks over all."
            );
            return Err(BadRequest::paging("page", text).into());
        }
        if let [Dimension { by: By::Bins(bins), .. }] = grouping.by.as_slice() {
            return self.bins(source, query, grouping, bins).await;
        }
        let levels = grouping.by.iter().map(Level::of).collect::<Result<Vec<_>, _>>()?;
        let outer = levels.get(..1).unwrap_or_default();
        let (found, all) = self.level(source, query, grouping, outer, Vec::new()).await?;
        let mut groups: Vec<Group> = found.into_iter().map(|(_, group)| group).collect();
        self.nest(source, query, grouping, &levels, &mut groups).await?;
        Ok((groups, all))
    }

    /// Fills in the groups within others, a level at a time.
    async fn nest(
        &self,
        source: &Source,
        query: &Query,
        grouping: &Grouping,
        levels: &[Level],
        groups: &mut [Group],
    ) -> Result<(), Error> {
        let mut within: Vec<Vec<Option<Value>>> = Vec::new();
        for depth in 1..levels.len() {
            within.push(keys(groups, depth - 1));
            let (found, _) =
                self.level(source, query, grouping, &levels[..=depth], within.clone()).await?;
            for (outer, group) in found {
                if let Some(parent) = descend(groups, &outer) {
                    parent.groups.push(group);
                }
            }
        }
        Ok(())
    }

    /// The groups of the last of some levels with the keys of the levels above, and how many there are in all.
    async fn level(
        &self,
        source: &Source,
        query: &Query,
        grouping: &Grouping,
        levels: &[Level],
        within: Vec<Vec<Option<Value>>>,
    ) -> Result<(Vec<(Vec<Option<Value>>, Group)>, u64), Error> {
        let Some(level) = levels.last().copied() else { return Ok((Vec::new(), 0)) };
        let example = self.label_in_records(source, level.field);
        let mut counts = Counts::new(source.name, query, grouping, levels.to_vec(), example);
        counts.within = within;
        let sought = !grouping.labelled.is_empty();
        // What a table names is looked for there; what it lacks must be named from records first.
        let mut statements = Vec::new();
        if levels.len() == 1
            && sought
            && let Some((entity, name)) = self.label_in_table(source, level.field)
        {
            counts.labelled = Some(Labelled::With(entity, name, &grouping.labelled));
            statements.push(counts.sql());
            counts.labelled = Some(Labelled::Missing(entity));
        }
        statements.push(counts.sql());
        // What is sought in labels must be labelled first.
        let size = if sought { usize::MAX } else { grouping.size as usize };
        let outer = levels.len() - 1;
        let mut streams = Vec::new();
        for sql in &statements {
            streams.push(self.stream(sql).await?);
        }
        let mut stream = futures::stream::iter(streams).flatten();
        let mut paths = Paths::default();
        while let Some(batch) = stream.try_next().await? {
            for row in 0..batch.num_rows() {
                let column = |at: usize| scalar::value(batch.column(at), row);
                let count = match column(outer + 1) {
                    Some(Value::Int(count)) => count.max(0).cast_unsigned(),
                    _ => 0,
                };
                let above: Vec<_> = (0..outer).map(column).collect();
                let ranked = paths.below(above, || Ranked::new(grouping, size, outer > 0));
                if ranked.passes_over(count) {
                    continue;
                }
                let metric = counts.metric.and_then(|_| column(outer + 2));
                let place = outer + 2 + usize::from(counts.metric.is_some());
                let at = match example.then(|| column(place)).flatten() {
                    Some(Value::Int(at)) => Some(windows::address(at)),
                    _ => None,
                };
                let group = Group { metric, ..Group::new(column(outer), None, count) };
                ranked.push(Found { group, at });
            }
        }
        let mut all = paths.all();
        let told = paths.into_told();
        let (places, mut groups): (Vec<_>, Vec<Group>) =
            told.into_iter().map(|(above, found)| ((above, found.at), found.group)).unzip();
        let examples: Vec<_> = places.iter().filter_map(|(_, at)| *at).collect();
        self.label(source, query, level.field, &mut groups, &examples).await?;
        if !example {
            self.label_rest(source, query, level, &mut groups).await?;
        }
        let mut told: Vec<_> = places.into_iter().map(|(above, _)| above).zip(groups).collect();
        if sought {
            told.retain(|(_, group)| labelled(source, level.field, group, &grouping.labelled));
            if outer == 0 {
                all = told.len() as u64;
                told.truncate(grouping.size as usize);
            }
        }
        Ok((told, all))
    }

    /// Fills in the labels of groups that are in none of the lake's tables, from records that have them.
    async fn label_rest(
        &self,
        source: &Source,
        query: &Query,
        level: Level,
        groups: &mut [Group],
    ) -> Result<(), Error> {
        let nameless = |group: &&mut Group| group.key.is_some() && group.label.is_none();
        let mut rest: Vec<&mut Group> = groups.iter_mut().filter(nameless).collect();
        if rest.is_empty() || level.field.label.is_none_or(|label| label.beside.is_empty()) {
            return Ok(());
        }
        let mut counts = Counts::examples(source.name, query, level);
        if rest.len() <= NAMED {
            counts.within = vec![rest.iter().map(|group| group.key.clone()).collect()];
        }
        let mut places = HashMap::new();
        for batch in self.collect(&counts.sql()).await? {
            for row in 0..batch.num_rows() {
                let cell = |at: usize| scalar::value(batch.column(at), row);
                if let (Some(key), Some(Value::Int(at))) = (cell(0), cell(2)) {
                    places.insert(key.to_string(), windows::address(at));
                }
            }
        }
        let place = |group: &Group| places.get(&group.key.as_ref()?.to_string()).copied();
        rest.retain(|group| place(group).is_some());
        let examples: Vec<_> = rest.iter().filter_map(|group| place(group)).collect();
        let mut named: Vec<Group> = rest.iter().map(|group| (**group).clone()).collect();
        self.label_from_records(source, query, level.field, &mut named, &examples).await?;
        for (group, named) in rest.into_iter().zip(named) {
            group.label = named.label;
        }
        Ok(())
    }

    async fn bins(
        &self,
        source: &Source,
        query: &Query,
        grouping: &Grouping,
        bins: &Bins,
    ) -> Result<(Vec<Group>, u64), Error> {
        let batches = self.collect(&grouping::bins(source.name, query, bins)).await?;
        let mut counted = vec![0; bins.bins.len() + 1];
        for batch in &batches {
            for row in 0..batch.num_rows() {
                let cells =
                    (scalar::value(batch.column(0), row), scalar::value(batch.column(1), row));
                if let (Some(Value::Int(bin)), Some(Value::Int(count))) = cells
                    && let Some(place) =
                        usize::try_from(bin).ok().and_then(|at| counted.get_mut(at))
                {
                    *place = count.max(0).cast_unsigned();
                }
            }
        }
        let told = bins.bins.iter().zip(&counted);
        let mut groups: Vec<Group> = told
            .filter(|(_, count)| bins.fixed || **count > 0)
            .map(|(bin, count)| group(bin, *count))
            .collect();
        if let (Some(rest), Some(count @ 1..)) = (&bins.rest, counted.last().copied()) {
            groups.push(group(rest, count));
        }
        if !bins.fixed {
            groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        }
        if !grouping.labelled.is_empty() {
            groups.retain(|group| has_words(group.label.as_deref(), &grouping.labelled));
        }
        let all = groups.len() as u64;
        // However many there are, the first page has them all.
        if matches!(grouping.start, Start::Skip(1..)) {
            groups.clear();
        }
        Ok((groups, all))
    }

    /// Whether the lake holds an entity.
    pub(crate) fn has(&self, source: &Source, entity: &str) -> bool {
        self.lake().manifest(source.name, entity).is_some()
    }
}

fn group(bin: &serapeum_model::Bin, count: u64) -> Group {
    Group::new(Some(Value::from(bin.key.as_str())), Some(bin.label.clone()), count)
}

fn labelled(source: &Source, field: Field, group: &Group, words: &[String]) -> bool {
    has_words(source.dialect.label(field, group).as_deref(), words)
}

fn has_words(label: Option<&str>, words: &[String]) -> bool {
    let label = label.unwrap_or_default().to_lowercase();
    words.iter().all(|word| label.contains(&word.to_lowercase()))
}

/// The keys at a depth, each once.
fn keys(groups: &[Group], depth: usize) -> Vec<Option<Value>> {
    let mut keys: Vec<Option<Value>> = Vec::new();
    for group in groups {
        let found = match depth {
            0 => vec![group.key.clone()],
            _ => self::keys(&group.groups, depth - 1),
        };
        for key in found {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// The group that these keys lead to.
fn descend<'g>(groups: &'g mut [Group], path: &[Option<Value>]) -> Option<&'g mut Group> {
    let (first, rest) = path.split_first()?;
    let group = groups.iter_mut().find(|group| group.key == *first)?;
    if rest.is_empty() { Some(group) } else { descend(&mut group.groups, rest) }
}
