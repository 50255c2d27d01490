//! DOIs: the facts of one and its record.

use super::kinds::{self, Kind};
use super::world::{self, Stream, World, client_id, client_provider, provider_id, stamp};
use crate::cast::Organization;
use crate::json::{Date, Json};
use crate::lexicon::{self, Lexicon};
use crate::moment::Moment;
use crate::rng::Rng;
use crate::years;

pub(super) struct Doi<'w> {
    pub(super) world: &'w World,
    pub(super) index: u64,
    pub(super) client: u64,
    pub(super) kind: &'static Kind,
    pub(super) lexicon: &'static Lexicon,
    pub(super) updated: Moment,
    /// Never after the last change.
    pub(super) created: Moment,
    pub(super) year: u16,
}

impl<'w> Doi<'w> {
    fn of(world: &'w World, index: u64) -> Self {
        let mut rng = world.rng(Stream::Facts, index);
        let client = rng.skewed(world.clients);
        let updated = world.updated(index);
        let first = Date { year: 2011, month: 3, day: 1 };
        // Most DOIs are young when they are changed for the last time.
        let since = if rng.chance(500) { Moment(updated.0 - (25_000_000)).date() } else { first };
        let created = Moment::draw(&mut rng, since.max(first), updated.date());
        let year = match rng.below(10) {
            0..6 => created.date().year,
            _ => years::draw(&mut rng).min(updated.date().year),
        };
        let lexicon = match rng.chance(850) {
            true => lexicon::english(),
            false => rng.pick_skewed(lexicon::all()),
        };
        Self {
            world,
            index,
            client,
            kind: kinds::of(index, &mut rng),
            lexicon,
            updated,
            created,
            year,
        }
    }

    pub(super) fn rng(&self, stream: Stream) -> Rng {
        self.world.rng(stream, self.index)
    }

    /// A further stream of the same aspect.
    pub(super) fn part_rng(&self, stream: Stream, part: u64) -> Rng {
        self.world.rng(stream, self.index | part << 40)
    }

    fn attributes(&self, j: &mut Json) {
        let mut rng = self.rng(Stream::Usage);
        j.text("doi", |j| world::doi(self.world, self.index, j));
        j.text("prefix", |j| world::prefix(self.client, j));
        j.text("suffix", |j| world::suffix(self.world, self.index, self.client, j));
        self.identifiers(j);
        self.creators(j);
        self.titles(j);
        self.publisher(j);
        self.container(j);
        j.key("publicationYear");
        let quote = if self.index % 300 == 99 { "\"" } else { "" };
        j.raw(quote);
        j.digits(self.year.into());
        j.raw(quote);
        self.subjects(j);
        self.contributors(j);
        self.dates(j);
        j.opt_str("language", rng.chance(400).then_some(self.lexicon.code));
        self.kind.write(self.index, &mut rng, j);
        self.related_identifiers(j);
        self.related_items(j);
        self.sizes(&mut rng, j);
        let versions = [None, Some("1.0"), Some("v2"), Some("1"), Some("2.0.0-β")];
        j.opt_str("version", if rng.chance(250) { rng.pick(&versions) } else { None });
        self.rights(j);
        self.descriptions(j);
        self.geo_locations(j);
        self.funding(j);
        match self.index % 120 {
            77 => j.null("url"),
            _ => j.text("url", |j| {
                j.raw("https://repository-");
                j.digits(self.client);
                j.raw(".org/record/");
                j.digits(self.index);
            }),
        }
        match self.index % 25 {
            3 => j.array("contentUrl", |j| {
                j.text_item(|j| j.raw("https://files.example.org/data.zip"))
            }),
            4 => j.empty("contentUrl"),
            _ => j.null("contentUrl"),
        }
        j.num("metadataVersion", rng.log_uniform(3));
        let schemas = [
            ("http://datacite.org/schema/kernel-4", 880),
            ("http://datacite.org/schema/kernel-3", 60),
            ("http://datacite.org/schema/kernel-2.2", 10),
        ];
        let schema = rng.weighted(&schemas);
        j.opt_str("schemaVersion", rng.chance(930).then_some(schema));
        let sources =
            [("mds", 500), ("api", 250), ("fabricaForm", 60), ("ez", 80), ("fabrica", 20)];
        let source = rng.weighted(&sources);
        j.opt_str("source", rng.chance(900).then_some(source));
        j.flag("isActive", true);
        j.str("state", "findable");
        j.null("reason");
        self.counts(j);
        stamp("created", self.created, j);
        match self.index % 10 {
            9 => j.null("registered"),
            _ => stamp("registered", Moment(self.created.0 + self.index % 3), j),
        }
        self.published(j);
        stamp("updated", self.updated, j);
    }

    /// `publisher`: an object, in a few records null.
    fn publisher(&self, json: &mut Json) {
        if self.index % 130 == 88 {
            return json.null("publisher");
        }
        let home = Organization::of(&self.world.cast, self.client % self.world.cast.organizations);
        json.object("publisher", |j| {
            j.text("name", |j| match world::client_name(self.client) {
                Some(name) => j.raw(name),
                None if self.index % 40 == 7 => j.raw("(:unav)"),
                None => home.write_name(j),
            });
            if self.client.is_multiple_of(3) {
                j.text("publisherIdentifier", |j| home.ror(j));
                j.str("publisherIdentifierScheme", "ROR");
                j.str("schemeUri", "https://ror.org");
            }
        });
    }

    fn relationships(&self, j: &mut Json) {
        let world = self.world;
        j.object("client", |j| {
            one("clients", |j| client_id(world, self.client, j), j);
        });
        j.object("provider", |j| {
            one("providers", |j| provider_id(client_provider(world, self.client), j), j);
        });
        // The generator of the published file names the type so.
        j.object("media", |j| one("dois", |j| world::doi(world, self.index, j), j));
        self.linked(j);
    }
}

/// `"data":{"id":…,"type":…}`.
pub(super) fn one(kind: &str, id: impl FnOnce(&mut Json), json: &mut Json) {
    json.object("data", |j| {
        j.text("id", id);
        j.str("type", kind);
    });
}

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let doi = Doi::of(world, index);
    json.braces(|j| {
        j.text("id", |j| world::doi(world, index, j));
        j.str("type", "dois");
        j.object("attributes", |j| doi.attributes(j));
        j.object("relationships", |j| doi.relationships(j));
    });
}
