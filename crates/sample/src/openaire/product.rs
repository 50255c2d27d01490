//! Research products: the facts of one, and its record in the order of the members as published.

use super::sections::Member;
use super::world::{Kind, Node, Stream, World};
use crate::cast::{Journal, Publisher};
use crate::json::{Date, Json};
use crate::lexicon::{self, Lexicon};
use crate::moment::Moment;
use crate::rng::Rng;
use crate::years;

pub(super) struct Product<'w> {
    pub(super) world: &'w World,
    pub(super) kind: Kind,
    /// Among all products, not those of its kind.
    pub(super) index: u64,
    pub(super) date: Option<Date>,
    pub(super) journal: Option<Journal>,
    pub(super) lexicon: &'static Lexicon,
    pub(super) has_doi: bool,
}

impl<'w> Product<'w> {
    fn of(world: &'w World, kind: Kind, index: u64) -> Self {
        let mut rng = world.rng(Stream::Facts, index);
        let in_journal = kind == Kind::Publication && rng.chance(650);
        let journal = in_journal.then(|| Journal::draw(&world.cast, &mut rng));
        let lexicon = match &journal {
            Some(journal) => journal.lexicon,
            None if rng.chance(850) => lexicon::english(),
            None => rng.pick_skewed(lexicon::all()),
        };
        let year = years::draw(&mut rng);
        let month = if year == years::LAST { 1 } else { rng.between(1, 12) as u8 };
        let day = rng.between(1, 28) as u8;
        // Where only the year is known, the first of January stands for it.
        let date = match rng.below(100) {
            0..4 => None,
            4..50 => Some(Date { year, month: 1, day: 1 }),
            _ => Some(Date { year, month, day }),
        };
        Self {
            world,
            kind,
            index,
            date,
            journal,
            lexicon,
            has_doi: index % 5 < 3 || rng.chance(300),
        }
    }

    pub(super) fn rng(&self, stream: Stream) -> Rng {
        self.world.rng(stream, self.index)
    }

    /// Whether absent members are written as null; most files leave them out.
    pub(super) fn nulls(&self) -> bool {
        self.index.is_multiple_of(4)
    }

    /// Nothing, or null, for an absent member.
    pub(super) fn absent(&self, key: &str, json: &mut Json) {
        if self.nulls() {
            json.null(key);
        }
    }

    pub(super) fn when(
        &self,
        holds: bool,
        key: &str,
        json: &mut Json,
        write: impl FnOnce(&mut Json),
    ) {
        match holds {
            true => write(json),
            false => self.absent(key, json),
        }
    }

    pub(super) fn doi(&self, json: &mut Json) {
        json.raw("10.");
        json.digits(1000 + self.index % 97);
        json.raw(if self.kind == Kind::Publication { "/j." } else { "/zenodo." });
        json.digits(self.world.cast.number(12, self.index));
    }
}

pub(super) fn record(world: &World, kind: Kind, place: u64, json: &mut Json) {
    let product = Product::of(world, kind, world.first(kind) + place);
    json.braces(|j| write(&product, j));
}

fn write(product: &Product, j: &mut Json) {
    let publication = product.kind == Kind::Publication;
    let index = product.index;
    product.authors(j);
    let color =
        [None, Some("gold"), None, Some("hybrid"), None, Some("bronze"), Some("gold"), None];
    let color = color[index as usize % color.len()].filter(|_| publication);
    product.when(color.is_some(), "openAccessColor", j, |j| j.opt_str("openAccessColor", color));
    product.when(publication, "publiclyFunded", j, |j| j.flag("publiclyFunded", index % 6 == 2));
    j.str("type", product.kind.name());
    product.language(j);
    product.countries(j);
    product.subjects(j);
    product.title(j);
    product.member(Member::SubTitle, j);
    product.descriptions(j);
    match product.date {
        Some(date) => j.text("publicationDate", |j| j.date(date)),
        None => product.absent("publicationDate", j),
    }
    product.when(index % 9 != 5, "publisher", j, |j| {
        let publisher = product
            .journal
            .as_ref()
            .map_or(index % product.world.cast.publishers, |journal| journal.publisher);
        j.text("publisher", |j| Publisher::of(&product.world.cast, publisher).write_name(j));
    });
    product.member(Member::EmbargoEndDate, j);
    product.member(Member::Sources, j);
    product.member(Member::Formats, j);
    product.member(Member::Contributors, j);
    product.member(Member::Coverages, j);
    product.best_access_right(j);
    product.container(j);
    for member in Member::OF_KINDS {
        product.member(member, j);
    }
    j.text("id", |j| product.world.id(Node::Product, index, j));
    product.original_ids(j);
    product.pids(j);
    let collected = Moment(1_600_000_000 + index * 7919 % 140_000_000);
    product.when(index % 10 != 9, "dateOfCollection", j, |j| {
        j.text("dateOfCollection", |j| {
            collected.write(j);
            j.raw(".000Z");
        });
    });
    product.when(index % 10 != 8, "lastUpdateTimeStamp", j, |j| {
        j.num("lastUpdateTimeStamp", collected.0 * 1000 + index % 997);
    });
    product.indicators(j);
    product.instances(j);
    product.when(publication, "isGreen", j, |j| j.flag("isGreen", index.is_multiple_of(3)));
    product.when(publication, "isInDiamondJournal", j, |j| {
        j.flag(
            "isInDiamondJournal",
            product.journal.as_ref().is_some_and(|journal| journal.index % 9 == 4),
        );
    });
}
