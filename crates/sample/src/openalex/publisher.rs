//! Publishers; every fifth belongs to a larger one.

use super::anchors::PUBLISHER_NAME;
use super::impact::Impact;
use super::stamp::Stamp;
use super::world::{Stream, World};
use crate::json::Json;
use crate::people::Name;
use crate::places::{self, Country};
use crate::rng::Rng;

pub(crate) struct Publisher {
    pub(crate) index: u64,
    pub(crate) id: u64,
    pub(crate) country: &'static Country,
    rng: Rng,
}

impl Publisher {
    pub(crate) fn of(world: &World, index: u64) -> Self {
        let mut rng = world.rng(Stream::Publisher, index);
        let country = if index == 0 { places::by_code("GB") } else { places::draw(&mut rng) };
        Self { index, id: world.publisher_id(index), country, rng }
    }

    pub(crate) fn parent(&self, world: &World) -> Option<Self> {
        (self.index % 5 == 4).then(|| Self::of(world, self.index - 3))
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        if self.index == 0 {
            return json.raw(PUBLISHER_NAME);
        }
        let mut rng = self.rng.clone();
        let name = Name::draw(&mut rng, self.country.cultures[0]);
        let city = rng.pick(self.country.cities);
        match rng.below(4) {
            0 => {
                json.raw(name.family());
                json.raw(" Publishing Group");
            }
            1 => {
                json.raw(name.family());
                json.raw(" & Sons ");
                json.raw(city);
            }
            2 => {
                json.raw("University of ");
                json.raw(city);
                json.raw(" Press");
            }
            _ => {
                json.raw(city);
                json.raw(" Society of ");
                json.raw(rng.pick(&[
                    "Chemistry",
                    "Physics",
                    "Medicine",
                    "Engineering",
                    "Linguistics",
                    "Biology",
                ]));
            }
        }
    }
}

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let publisher = Publisher::of(world, index);
    let parent = publisher.parent(world);
    let impact = Impact::of(world, 'P', index, world.publishers, 80);
    json.braces(|j| {
        j.id("id", 'P', publisher.id);
        j.text("display_name", |j| publisher.write_name(j));
        j.empty("alternate_titles");
        j.num("hierarchy_level", parent.is_some().into());
        match &parent {
            Some(parent) => j.object("parent_publisher", |j| {
                j.id("id", 'P', parent.id);
                j.text("display_name", |j| parent.write_name(j));
            }),
            None => j.null("parent_publisher"),
        }
        j.array("lineage", |j| {
            j.id_item('P', publisher.id);
            parent.iter().for_each(|p| j.id_item('P', p.id));
        });
        j.array("country_codes", |j| j.text_item(|j| j.raw(publisher.country.code)));
        j.nulls(&["homepage_url", "image_url", "image_thumbnail_url"]);
        impact.counts(j);
        impact.summary_stats(stamp.era, j);
        j.object("ids", |j| {
            j.id("openalex", 'P', publisher.id);
            j.null("ror");
            j.text("wikidata", |j| {
                j.raw("https://www.wikidata.org/entity/Q");
                j.digits(world.wikidata(1, index));
            });
        });
        impact.counts_by_year(j);
        j.array("roles", |j| {
            j.element(|j| {
                j.str("role", "publisher");
                j.id("id", 'P', publisher.id);
                j.num("works_count", impact.works);
            });
        });
        j.text("sources_api_url", |j| {
            j.raw("https://api.openalex.org/sources?filter=host_organization.id:P");
            j.digits(publisher.id);
        });
        stamp.write(world, 'P', index, 2023, j);
    });
}
