//! Works: the facts of one, from which each part of its record is written.

mod abstracts;
mod authorships;
mod former;
mod funding;
mod impact;
mod location;
mod locations;
mod record;
mod references;
mod subjects;
mod years;

use super::anchors;
use super::source::{self, Source};
use super::stamp::Stamp;
use super::world::{Stream, World};
use crate::json::{Date, Json};
use crate::lexicon::{self, Lexicon};
use crate::prose;

pub(crate) use abstracts::Scratch;
pub(crate) use locations::LICENSES;
use locations::Locations;
pub(crate) use subjects::GOALS;

/// Types by frequency, in per mille, with the type of the same thing at Crossref.
pub(crate) const KINDS: [((&str, &str), u64); 24] = [
    (("article", "journal-article"), 664),
    (("book-chapter", "book-chapter"), 66),
    (("dataset", "dataset"), 52),
    (("preprint", "posted-content"), 48),
    (("dissertation", "dissertation"), 40),
    (("book", "book"), 28),
    (("review", "journal-article"), 22),
    (("paratext", "journal-article"), 8),
    (("libguides", "other"), 3),
    (("letter", "journal-article"), 6),
    (("other", "other"), 12),
    (("reference-entry", "reference-entry"), 4),
    (("report", "report"), 9),
    (("editorial", "journal-article"), 6),
    (("peer-review", "peer-review"), 4),
    (("erratum", "journal-article"), 3),
    (("standard", "standard"), 2),
    (("supplementary-materials", "component"), 2),
    (("retraction", "journal-article"), 1),
    (("conference-paper", "proceedings-article"), 10),
    (("conference-abstract", "proceedings-article"), 4),
    (("software", "other"), 3),
    (("book-review", "journal-article"), 2),
    (("data-paper", "journal-article"), 1),
];

pub(crate) struct Work<'w> {
    world: &'w World,
    index: u64,
    id: u64,
    date: Date,
    kind: &'static str,
    crossref_kind: &'static str,
    lexicon: &'static Lexicon,
    /// The detected language; not always there.
    language: Option<&'static str>,
    /// From the expansion of the corpus: repository and DataCite records.
    is_xpac: bool,
    /// Known from a citation only: title and authors, and hardly more.
    is_stub: bool,
    has_doi: bool,

    has_abstract: bool,
    /// Whether the authors' affiliations are known.
    has_affiliations: bool,
    is_retracted: bool,
    /// The journal or other venue.
    venue: Option<Source>,
}

impl<'w> Work<'w> {
    pub(crate) fn of(world: &'w World, index: u64) -> Self {
        let mut rng = world.rng(Stream::WorkFacts, index);
        let anchor = anchors::WORKS.get(index as usize).is_some();
        let (kind, crossref_kind) =
            if anchor { ("article", "journal-article") } else { rng.weighted(&KINDS) };
        let is_xpac = !anchor && rng.chance(50);
        let is_stub = !anchor && !is_xpac && rng.chance(285);
        let in_venue = !is_xpac
            && !is_stub
            && !matches!(kind, "preprint" | "dissertation" | "dataset" | "software")
            && rng.chance(830);
        let venue = match index {
            0 => Some(Source::of(world, 0)),
            _ => {
                (in_venue || anchor).then(|| Source::of(world, source::draw_venue(world, &mut rng)))
            }
        };
        let lexicons = lexicon::all();
        let lexicon = match &venue {
            _ if anchor => &lexicons[0],
            Some(venue) if rng.chance(700) => venue.language(),
            _ if rng.chance(800) => &lexicons[0],
            _ => rng.pick_skewed(lexicons),
        };
        let language = (anchor || rng.chance(970)).then_some(lexicon.code);
        Self {
            world,
            index,
            id: world.work_id(index),
            date: years::date(world, index),
            kind,
            crossref_kind,
            lexicon,
            language,
            is_xpac,
            is_stub,
            has_doi: anchor || !is_stub && rng.chance(if is_xpac { 500 } else { 992 }),
            has_abstract: anchor || !is_stub && rng.chance(700),
            has_affiliations: anchor || !is_stub && rng.chance(if is_xpac { 60 } else { 300 }),
            is_retracted: !anchor && rng.chance(3),
            venue,
        }
    }

    fn is_paratext(&self) -> bool {
        self.kind == "paratext"
    }

    /// The bare DOI.
    fn doi(&self, json: &mut Json) {
        if self.index == 0 {
            return json.raw(anchors::WORK_DOI);
        }
        let number = self.world.identifier(self.index);
        let publisher = self.venue.as_ref().and_then(Source::publisher);
        let prefix = match publisher {
            Some(0) => anchors::JOURNAL_DOI_PREFIX,
            Some(publisher) => 1000 + publisher * 7,
            None => 5281,
        };
        json.raw("10.");
        json.digits(prefix);
        match (number % 4, &self.venue) {
            (_, None) => json.raw("/record."),
            (0, _) => json.raw("/s"),
            (1, _) => json.raw("/j.issn."),
            (2, Some(venue)) => {
                json.raw("/");
                json.raw(self.lexicon_word(venue.index));
                json.raw(".");
                json.digits(self.date.year.into());
                json.raw(".");
            }
            _ => json.raw("/"),
        }
        json.digits(number);
    }

    /// A word of plain ASCII letters.
    fn lexicon_word(&self, number: u64) -> &'static str {
        lexicon::english().word(60 + (number % 300) as usize)
    }

    fn doi_url(&self, json: &mut Json) {
        json.raw("https://doi.org/");
        self.doi(json);
    }

    fn doi_field(&self, json: &mut Json) {
        match self.has_doi {
            true => json.text("doi", |j| self.doi_url(j)),
            false => json.null("doi"),
        }
    }

    /// `title` and `display_name`.
    fn titles(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::WorkTitle, self.index);
        if self.index >= 2 && rng.chance(3) {
            return json.nulls(&["title", "display_name"]);
        }
        json.key("title");
        let start = json.bytes.len();
        json.raw("\"");
        match self.index {
            0 => json.raw(anchors::WORK_TITLE),
            _ => prose::title(self.lexicon, &mut rng, json),
        }
        json.raw("\"");
        let end = json.bytes.len();
        json.key("display_name");
        json.repeat(start..end);
    }
}

/// Appends the record of the work at `index`.
pub(crate) fn record(
    world: &World,
    index: u64,
    stamp: Stamp,
    scratch: &mut Scratch,
    json: &mut Json,
) {
    let work = Work::of(world, index);
    json.braces(|j| match stamp.era {
        super::stamp::Era::Walden => record::write(&work, stamp, scratch, j),
        super::stamp::Era::Grants => former::write_with_grants(&work, stamp, scratch, j),
        super::stamp::Era::Venues => former::write_with_venues(&work, stamp, scratch, j),
    });
}
