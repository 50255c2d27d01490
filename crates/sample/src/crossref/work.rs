//! Works: the facts of one, and its record with the keys in alphabetical order.

use super::dates::{self, Dates};
use super::kinds::{self, Home, Kind};
use super::world::{self, Stream, World, member_id};
use crate::cast::{Journal, Publisher};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon::{self, Lexicon};
use crate::prose;

pub(super) struct Work<'w> {
    pub(super) world: &'w World,
    pub(super) index: u64,
    pub(super) kind: &'static Kind,
    pub(super) dates: Dates,
    pub(super) journal: Option<Journal>,
    /// The member that registers it now.
    pub(super) publisher: u64,
    pub(super) lexicon: &'static Lexicon,
    /// Written by the rules of earlier years: http addresses.
    pub(super) is_old: bool,
    /// The member whose prefix the DOI has: another one where the work was handed over.
    registrant: u64,
    is_copy: bool,
}

/// Values of one in so many works, beginning with `first`.
pub(super) fn every(index: u64, period: u64, first: u64) -> bool {
    index % period == first
}

impl<'w> Work<'w> {
    pub(super) fn of(world: &'w World, index: u64, is_copy: bool) -> Self {
        let mut rng = world.rng(Stream::Facts, index);
        let kind = kinds::of(index, &mut rng);
        let journal = (kind.home == Home::Journal).then(|| Journal::draw(&world.cast, &mut rng));
        let drawn = rng.skewed(world.cast.publishers);
        let publisher = journal.as_ref().map_or(drawn, |journal| journal.publisher);
        let lexicon = match &journal {
            Some(journal) => journal.lexicon,
            None if rng.chance(850) => lexicon::english(),
            None => rng.pick_skewed(lexicon::all()),
        };
        let registrant = if rng.chance(30) { drawn } else { publisher };
        Self {
            world,
            index,
            kind,
            dates: Dates::of(world, index, kind, is_copy),
            journal,
            publisher,
            lexicon,
            is_old: rng.chance(60),
            registrant,
            is_copy,
        }
    }

    /// The bare DOI.
    pub(super) fn doi(&self, json: &mut Json) {
        let number = self.world.cast.number(4, self.index);
        world::prefix(self.registrant, self.index, json);
        match number % 4 {
            0 => json.raw("/j.issn."),
            1 => {
                json.raw("/(sici)");
                json.digits(self.dates.year.into());
                json.raw("<");
                json.digits(number % 90);
                json.raw("::aid-");
            }
            2 => json.raw("/s"),
            _ => json.raw("/"),
        }
        json.digits(number);
    }

    fn url(&self, json: &mut Json) {
        json.raw(if self.is_old { "http://dx.doi.org/" } else { "https://doi.org/" });
        self.doi(json);
    }

    /// The title; components and many containers have none.
    pub(super) fn has_title(&self) -> bool {
        !self.kind.is("component") && !every(self.index, 61, 50)
    }

    pub(super) fn write_title(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Title, self.index);
        prose::title(self.lexicon, &mut rng, json);
        json.raw(match self.index % 40 {
            3 => " &amp;amp; others",
            9 => " of <i>Homo sapiens</i>",
            15 => "\\n                    and more",
            22 => " <mml:math><mml:mi>x</mml:mi></mml:math>",
            _ => "",
        });
    }

    fn titles(&self, json: &mut Json) {
        if self.has_title() {
            json.array("title", |j| j.text_item(|j| self.write_title(j)));
        }
    }

    fn names(&self, key: &str, short: bool, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Title, self.index | 1 << 40);
        let write: &mut dyn FnMut(&mut Json) = match (&self.journal, self.kind.home) {
            _ if self.kind.is("journal") => return,
            (Some(journal), _) => &mut |j| match short {
                true => journal.write_short_title(j),
                false => journal.write_title(j),
            },
            (None, Home::Book | Home::Proceedings) if !short && !self.kind.is_container() => {
                &mut |j| {
                    j.raw(if self.kind.home == Home::Book {
                        "Handbook of "
                    } else {
                        "Proceedings of "
                    });
                    prose::keyword(lexicon::english(), &mut rng, j);
                }
            }
            _ => return,
        };
        json.array(key, |j| {
            j.text_item(write);
            if !short && every(self.index, 50, 6) {
                j.text_item(|j| j.raw("Lecture Notes &amp; Reports"));
            }
        });
    }

    /// `issn-type` or `isbn-type`, or the values alone.
    fn serial_numbers(&self, key: &str, typed: bool, json: &mut Json) {
        let Some(journal) = &self.journal else { return };
        json.array(key, |j| {
            for &medium in journal.media {
                match typed {
                    false => j.text_item(|j| journal.issn(medium, j)),
                    true => j.element(|j| {
                        j.str("type", medium.name());
                        j.text("value", |j| journal.issn(medium, j));
                    }),
                }
            }
        });
    }

    fn book_numbers(&self, key: &str, typed: bool, json: &mut Json) {
        if self.journal.is_some() || self.kind.home == Home::Nothing || every(self.index, 4, 3) {
            return;
        }
        let number = self.world.cast.number(5, self.index);
        json.array(key, |j| {
            for (medium, number) in [("print", number), ("electronic", number + 1)] {
                match typed {
                    false => j.text_item(|j| identifiers::isbn(j, number)),
                    true => j.element(|j| {
                        j.str("type", medium);
                        j.text("value", |j| identifiers::isbn(j, number));
                    }),
                }
            }
        });
    }

    fn text(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Abstract, self.index);
        if self.kind.is_container() || !rng.chance(220) {
            return;
        }
        let words = 40 + rng.skewed(160);
        json.text("abstract", |j| {
            j.raw(rng.pick(&[
                "<jats:title>Abstract</jats:title><jats:p>",
                "<jats:p>",
                "<jats:sec>\\n<jats:title>Background</jats:title>\\n<jats:p>",
            ]));
            prose::sentences(self.lexicon, words, &mut rng, j);
            j.raw("</jats:p>");
        });
    }

    /// Volume, issue, pages and the like: `key` is one of them.
    fn place(&self, key: &str, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Title, self.index | 2 << 40);
        let (volume, issue, first) = (rng.between(1, 240), rng.between(1, 12), rng.log_uniform(11));
        let last = first + rng.log_uniform(4);
        if self.kind.home == Home::Nothing || self.kind.is("journal") || rng.chance(100) {
            return;
        }
        match (key, self.kind.home) {
            ("volume", Home::Journal) => json.text(key, |j| match every(self.index, 90, 2) {
                true => j.raw("null"),
                false => j.digits(volume),
            }),
            ("issue", Home::Journal) => json.text(key, |j| j.digits(issue)),
            ("journal-issue", Home::Journal) => json.object(key, |j| {
                j.text("issue", |j| j.digits(issue));
                dates::partial(j, "published-online", self.dates.online);
                dates::partial(j, "published-print", self.dates.print);
            }),
            ("article-number", Home::Journal) if first % 4 == 0 => json.text(key, |j| {
                j.raw("e");
                j.digits(first);
            }),
            ("page", home) if home != Home::Journal || first % 4 > 0 => json.text(key, |j| {
                j.digits(first);
                if last > first {
                    j.raw("-");
                    j.digits(last);
                }
            }),
            ("edition-number", Home::Book) if first % 3 == 0 => json.text(key, |j| j.digits(issue)),
            ("part-number", Home::Book) if first % 5 == 0 => json.text(key, |j| j.digits(issue)),
            ("special_numbering", Home::Journal) if first % 50 == 1 => json.str(key, "C"),
            _ => {}
        }
    }

    /// Nothing cites about half of the works; the others are cited by a long tail.
    fn cited_by(&self) -> u64 {
        let mut rng = self.world.rng(Stream::Facts, self.index | 1 << 40);
        let count = if rng.chance(420) { 0 } else { rng.log_uniform(8) };
        if self.is_copy { count / 2 } else { count }
    }
}

/// Appends the record on a line.
pub(super) fn record(world: &World, line: u64, json: &mut Json) {
    let (index, is_copy) = world.work_on(line);
    let work = Work::of(world, index, is_copy);
    json.braces(|j| write(&work, j));
}

fn write(work: &Work, j: &mut Json) {
    let dates = &work.dates;
    let publisher = Publisher::of(&work.world.cast, work.publisher);
    j.text("DOI", |j| work.doi(j));
    work.book_numbers("ISBN", false, j);
    work.serial_numbers("ISSN", false, j);
    j.text("URL", |j| work.url(j));
    work.text(j);
    dates::partial(j, "accepted", dates.accepted);
    work.aliases(j);
    work.alternative_ids(j);
    dates::partial(j, "approved", dates.approved);
    work.archives(j);
    work.place("article-number", j);
    work.assertions(j);
    work.contributors("author", j);
    work.award(j);
    work.contributors("chair", j);
    work.trials(j);
    work.component_number(j);
    work.names("container-title", false, j);
    dates::partial(j, "content-created", dates.content_created);
    work.content_domain(j);
    dates::moment(j, "created", dates.created, None);
    work.degree(j);
    dates::moment(j, "deposited", dates.deposited, None);
    work.description(j);
    work.place("edition-number", j);
    work.contributors("editor", j);
    work.event(j);
    work.free_to_read(j);
    work.funders(j);
    work.group_title(j);
    dates::moment(j, "indexed", dates.indexed, (!work.index.is_multiple_of(3)).then_some("3.54.1"));
    work.institutions(j);
    j.num("is-referenced-by-count", work.cited_by());
    work.book_numbers("isbn-type", true, j);
    work.serial_numbers("issn-type", true, j);
    work.place("issue", j);
    match dates.issued {
        Some(issued) => dates::partial(j, "issued", Some(issued)),
        None => j.object("issued", |j| {
            j.key("date-parts");
            j.raw("[[null]]");
        }),
    }
    work.place("journal-issue", j);
    if work.index % 5 < 2 {
        j.str("language", work.lexicon.code);
    }
    work.licenses(j);
    work.links(j);
    if !every(work.index, 6000, 5999) {
        j.text("member", |j| j.digits(member_id(work.publisher)));
    }
    if every(work.index, 45, 8) {
        j.array("original-title", |j| j.text_item(|j| j.raw("処理責任と将来技術")));
    }
    work.place("page", j);
    work.place("part-number", j);
    dates::partial(j, "posted", dates.posted);
    j.text("prefix", |j| world::prefix(work.publisher, work.index, j));
    work.projects(j);
    // The files of earlier years did not have this member.
    dates::partial(j, "published", dates.issued.filter(|_| !work.is_old));
    dates::partial(j, "published-online", dates.online);
    dates::partial(j, "published-other", dates.other);
    dates::partial(j, "published-print", dates.print);
    if !every(work.index, 5000, 4999) {
        j.text("publisher", |j| publisher.write_name(j));
    }
    if work.kind.home != Home::Journal && work.index.is_multiple_of(3) {
        j.text("publisher-location", |j| {
            j.raw(publisher.city);
            j.raw(", ");
            j.raw(publisher.country.name);
        });
    }
    work.references(j);
    work.relations(j);
    work.resource(j);
    work.review(j);
    j.key("score");
    j.raw(if work.is_old { "0" } else { "0.0" });
    work.names("short-container-title", true, j);
    if every(work.index, 70, 12) {
        j.array("short-title", |j| j.text_item(|j| j.raw("REP")));
    }
    j.str("source", "Crossref");
    work.place("special_numbering", j);
    work.standards_body(j);
    if work.is_old {
        j.array("subject", |j| j.text_item(|j| j.raw("General Medicine")));
    }
    if every(work.index, 12, 4) && work.has_title() {
        let mut rng = work.world.rng(Stream::Title, work.index | 3 << 40);
        j.array("subtitle", |j| j.text_item(|j| prose::title(work.lexicon, &mut rng, j)));
    }
    if work.kind.is("posted-content") {
        j.str("subtype", if work.index % 4 == 1 { "other" } else { "preprint" });
    }
    work.titles(j);
    work.contributors("translator", j);
    if !every(work.index, 20_000, 19_999) {
        j.str("type", work.kind.id);
    }
    work.update_policy(j);
    work.updates(j);
    if work.kind.is("posted-content") {
        j.object("version", |j| j.str("version", "v1"));
    }
    work.place("volume", j);
}
