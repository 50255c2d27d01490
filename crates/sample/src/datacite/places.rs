//! Where a resource was collected: names, points, boxes and polygons; numbers are texts as often as not.

use super::record::Doi;
use super::world::Stream;
use crate::json::Json;
use crate::places;
use crate::rng::Rng;

impl Doi<'_> {
    pub(super) fn geo_locations(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Places);
        let number = if rng.chance(200) { 1 + rng.skewed(3) } else { 0 };
        json.array("geoLocations", |j| {
            for _ in 0..number {
                let country = places::draw(&mut rng);
                let form = rng.below(8);
                j.element(|j| {
                    if form < 5 {
                        j.text("geoLocationPlace", |j| {
                            j.raw(rng.pick(country.cities));
                            j.raw(", ");
                            j.raw(country.name);
                        });
                    }
                    match form {
                        3..6 => j.object("geoLocationPoint", |j| {
                            point(country.centre, self.index.is_multiple_of(2), &mut rng, j);
                        }),
                        6 => j.object("geoLocationBox", |j| {
                            let (north, east) = country.centre;
                            for (side, value) in [
                                ("westBoundLongitude", east - 150),
                                ("eastBoundLongitude", east + 150),
                                ("southBoundLatitude", north - 150),
                                ("northBoundLatitude", north + 150),
                            ] {
                                number_or_text(side, value, true, j);
                            }
                        }),
                        7 => self.polygon(country.centre, &mut rng, j),
                        _ => {}
                    }
                });
            }
        });
    }

    /// A list of points, or an object that holds one.
    fn polygon(&self, centre: (i32, i32), rng: &mut Rng, json: &mut Json) {
        let mut points = |j: &mut Json| {
            for _ in 0..4 {
                j.element(|j| j.object("polygonPoint", |j| point(centre, true, rng, j)));
            }
        };
        match self.index % 3 {
            0 => json.object("geoLocationPolygon", |j| {
                j.object("polygonPoint", |j| point(centre, true, rng, j));
            }),
            _ => json.array("geoLocationPolygon", |j| points(j)),
        }
    }
}

fn point((north, east): (i32, i32), as_text: bool, rng: &mut Rng, json: &mut Json) {
    number_or_text("pointLongitude", east + rng.below(300) as i32, as_text, json);
    number_or_text("pointLatitude", north + rng.below(300) as i32, as_text, json);
}

/// Hundredths of a degree.
fn number_or_text(key: &str, value: i32, as_text: bool, json: &mut Json) {
    let quote = if as_text { "\"" } else { "" };
    json.key(key);
    json.raw(quote);
    if value < 0 {
        json.raw("-");
    }
    json.fraction(value.unsigned_abs().into(), 2);
    json.raw(quote);
}
