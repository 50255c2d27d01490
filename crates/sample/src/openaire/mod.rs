//! OpenAIRE: the graph as it is published, a folder of `part-NNNNN.json.gz` for each kind of node and one for relations.

mod community;
mod datasource;
mod instances;
mod organization;
mod product;
mod project;
mod relation;
mod sections;
mod subjects;
mod world;

use std::path::Path;

use self::world::{Kind, World};
use crate::files::{self, File, numbered};
use crate::json::Json;
use crate::{Error, Observer, Options, Summary};

type Record = fn(&World, u64, &mut Json);

/// Writes all files into `dir`.
pub(crate) fn write(
    dir: &Path,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Summary, Error> {
    let world = World::new(options.seed, options.records);
    let [publications, datasets, software, others] = Kind::ALL.map(|kind| world.count(kind));
    let folders: [(&'static str, u64, Record); 9] = [
        ("publication", publications, |w, i, j| product::record(w, Kind::Publication, i, j)),
        ("dataset", datasets, |w, i, j| product::record(w, Kind::Dataset, i, j)),
        ("software", software, |w, i, j| product::record(w, Kind::Software, i, j)),
        ("otherresearchproduct", others, |w, i, j| product::record(w, Kind::Other, i, j)),
        ("organization", world.cast.organizations, organization::record),
        ("datasource", world.datasources, datasource::record),
        ("project", world.projects, project::record),
        ("communities_infrastructures", world::COMMUNITIES.len() as u64, community::record),
        ("relation", relation::count(&world), relation::record),
    ];
    let mut files: Vec<File<World>> = Vec::new();
    for (name, count, record) in folders {
        files.extend(numbered(name, count, options.shard_records, record, |number| {
            format!("{name}/part-{number:05}.json.gz")
        }));
    }
    files::write(dir, &world, &files, observer)
}
