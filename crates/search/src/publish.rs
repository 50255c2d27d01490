//! A version of a lake that differs from the live one in the indexes of its parts only.

use serapeum_lake::{Lake, Manifest, Part, Version};

use crate::Error;

/// Publishes a version in which these entities have these parts, as [`index`](crate::index) gives them; its number.
/// `created` is the time, ISO 8601 in UTC. The caller holds the lake's [lock](serapeum_lake::Lock) and has opened the
/// live version while holding it.
///
/// # Errors
/// What could not be written; the lake is then as it was.
pub fn publish(
    lake: &Lake,
    made: Vec<(&Manifest, Vec<Part>)>,
    created: &str,
) -> Result<u32, Error> {
    let root = lake.root();
    // Numbers of versions and manifests that never took effect are not used again either.
    let last = Lake::versions(root)?.last().copied().unwrap_or(0).max(lake.version().number);
    let mut version =
        Version { number: last + 1, created: created.to_owned(), ..lake.version().clone() };
    for (before, parts) in made {
        let folder = lake.folder(before);
        let mut number = before.number + 1;
        while Lake::manifest_path(&folder, number).exists() {
            number += 1;
        }
        let created = created.to_owned();
        let manifest = Manifest { number, created, parts, ..before.clone() };
        let checksum = Lake::write_manifest(root, &manifest)?;
        version.checksums.insert(manifest.key(), checksum);
        version.manifests.insert(manifest.key(), number);
    }
    Lake::publish(root, &version)?;
    Ok(version.number)
}
