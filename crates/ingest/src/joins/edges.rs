//! The rows of a join: which of them tie which records.

use std::sync::{Mutex, PoisonError};

use serapeum_model::{End, Field, Path};

use super::{Joining, Link, Pairs, Sorter, number};
use crate::{
    Error, JoinSummary, Progress,
    extract::{Extractor, Scalar, Sink},
    feed::Feed,
    keys::id_key,
    one,
    paths::Paths,
    plan::JoinPlan,
    rejects::RejectLog,
    shard::{Block, Span},
};

/// Reads the rows of a join; what they tie goes into `edges` as (link, id of the other; id of the owner).
pub(super) fn read(
    joining: &Joining<'_>,
    plan: &JoinPlan,
    links: &[(usize, &Link)],
    edges: &Pairs,
    told: &mut JoinSummary,
) -> Result<(), Error> {
    let join = plan.join;
    let ends = [join.source, join.source_type, join.target, join.target_type, join.name];
    let fault = |what| Error::Table(join.folder.to_owned(), what);
    let parsed: Vec<Path> =
        ends.iter().map(|path| Path::parse(path)).collect::<Result<_, _>>().map_err(fault)?;
    let paths = Paths::plain(&parsed);
    let log = format!("{}-{}-{:06}.jsonl", joining.source.name, join.folder, joining.version);
    let log = joining.lake.join("rejects").join(log);
    let rejects = RejectLog::new(log, joining.options.max_rejects, joining.observer);
    let feed = Feed::new(&plan.shards, joining.options.bytes_a_block.max(1));
    let done = Mutex::new((JoinSummary::new(join), None));
    let worker = || {
        let mut worker = Worker {
            joining,
            plan,
            links,
            rejects: &rejects,
            extractor: Extractor::new(&paths),
            row: Row::default(),
            sorter: edges.sorter(),
            told: JoinSummary::new(join),
        };
        let result = worker.run(&feed);
        let Worker { sorter, told, .. } = worker;
        let result = result.and_then(|()| sorter.finish());
        if result.is_err() {
            feed.stop();
        }
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        done.0.add(&told);
        if let (Err(error), None) = (result, &done.1) {
            done.1 = Some(error);
        }
    };
    rayon::scope(|scope| {
        for _ in 0..joining.threads {
            scope.spawn(|_| worker());
        }
    });
    rejects.finish()?;
    let (sum, failed) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    told.add(&sum);
    told.shards += plan.shards.len() as u64;
    failed.map_or(Ok(()), Err)
}

struct Worker<'a> {
    joining: &'a Joining<'a>,
    plan: &'a JoinPlan,
    links: &'a [(usize, &'a Link)],
    rejects: &'a RejectLog<'a>,
    extractor: Extractor<'a>,
    row: Row,
    sorter: Sorter<'a>,
    told: JoinSummary,
}

/// Source, its type, target, its type, name: the first text of the best alternative of each.
#[derive(Debug, Default)]
struct Row([(Option<u8>, String); 5]);

impl Sink for Row {
    fn put(&mut self, column: usize, rank: u8, value: Scalar<'_>) {
        if let Some((known, text)) = self.0.get_mut(column)
            && known.is_none_or(|known| rank < known)
            && let Scalar::Text(value) = value
        {
            *known = Some(rank);
            text.clear();
            text.push_str(value);
        }
    }
}

impl Row {
    fn text(&self, at: usize) -> Option<&str> {
        self.0.get(at).filter(|(rank, _)| rank.is_some()).map(|(_, text)| text.as_str())
    }
}

impl Worker<'_> {
    fn run(&mut self, feed: &Feed<'_>) -> Result<(), Error> {
        let mut block = Block::default();
        while feed.next(&mut block)? {
            if self.joining.observer.stopped() {
                return Err(Error::Stopped);
            }
            for long in &block.long {
                self.reject(&block, *long, 0, "line too long", b"")?;
            }
            for (number, offset, line) in block.lines() {
                self.told.read += 1;
                let place = Span { line: number, start: offset, bytes: line.len() as u64 };
                self.row.0.iter_mut().for_each(|(rank, _)| *rank = None);
                match one::walk(&mut self.extractor, &mut self.row, line) {
                    Ok(()) if [0, 2, 4].iter().all(|at| self.row.text(*at).is_some()) => {
                        self.tie()?;
                    }
                    Ok(()) => self.reject(&block, place, 0, "missing id", line)?,
                    Err((reason, at)) => {
                        self.reject(&block, place, at as u64, reason, line)?;
                    }
                }
            }
            self.joining.observer.progress(Progress {
                bytes: block.raw,
                json: block.bytes.len() as u64,
                records: 0,
            });
        }
        Ok(())
    }

    /// What the row at hand ties.
    fn tie(&mut self) -> Result<(), Error> {
        let row = &self.row;
        let name = row.text(4).unwrap_or_default();
        let entity = |at: usize| row.text(at).and_then(|word| self.plan.join.entity(word));
        let (source, target) = ((0, entity(1)), (2, entity(3)));
        let mut used = false;
        for (number_of, link) in self.links {
            let directions = [(link.name, source, target), (link.inverse, target, source)];
            for (known, from, to) in directions {
                let (owner, other) = if link.end == End::Source { (from, to) } else { (to, from) };
                let ours = known.eq_ignore_ascii_case(name)
                    && owner.1 == Some(link.owner.name)
                    && other.1 == Some(link.other.name);
                if !ours {
                    continue;
                }
                let key =
                    |entity: Field, at: usize| id_key(entity, row.text(at).unwrap_or_default());
                let keys = (key(link.other.id, other.0), key(link.owner.id, owner.0));
                let (Some(other), Some(owner)) = keys else { continue };
                used = true;
                self.sorter.push(&[&number(*number_of), &other], &[&owner])?;
            }
        }
        self.told.used += u64::from(used);
        Ok(())
    }

    fn reject(
        &mut self,
        block: &Block,
        place: Span,
        at: u64,
        reason: &'static str,
        text: &[u8],
    ) -> Result<(), Error> {
        *self.told.rejected.entry(reason.to_owned()).or_default() += 1;
        let Some(shard) = self.plan.shards.get(block.shard) else { return Ok(()) };
        self.rejects.add(&place.reject(&shard.path, at, reason, text))
    }
}
