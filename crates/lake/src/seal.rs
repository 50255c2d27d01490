//! What tells that `CURRENT` and the description of a version are whole.
//!
//! A description ends with a member `checksum`: the XXH3-128 of its text without that member. `CURRENT` holds the live
//! version's number and the XXH3-128 of its description, so that no other number passes for it. Lakes of before have
//! neither, which is accepted where both lack it.

use std::{fmt, fs, io, path::Path};

use twox_hash::XxHash3_128;

use crate::Error;

const MEMBER: &str = ",\n  \"checksum\": \"";
const END: &str = "\n}";

/// What `CURRENT` says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Current {
    pub(crate) number: u32,
    digest: Option<String>,
}

impl Current {
    /// The live version of a number and description.
    pub(crate) fn of(number: u32, description: &[u8]) -> Current {
        Current { number, digest: Some(digest(description)) }
    }
}

impl fmt::Display for Current {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.number, self.digest.as_deref().unwrap_or_default())
    }
}

fn digest(bytes: &[u8]) -> String {
    format!("{:032x}", XxHash3_128::oneshot(bytes))
}

/// What the `CURRENT` of a lake says, if there is one.
pub(crate) fn current(root: &Path) -> Result<Option<Current>, Error> {
    let path = root.join("CURRENT");
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::Io(path, error)),
    };
    let text = String::from_utf8(bytes).map_err(Error::damaged(&path))?;
    let mut words = text.split_ascii_whitespace();
    let number = words.next().unwrap_or_default().parse().map_err(Error::damaged(&path))?;
    let digest = words.next().map(str::to_owned);
    match words.next() {
        None => Ok(Some(Current { number, digest })),
        Some(_) => Err(Error::damaged(&path)("more than a number and a checksum")),
    }
}

/// A description of a version, with its checksum.
pub(crate) fn sealed(plain: &str) -> String {
    let open = plain.strip_suffix(END).unwrap_or(plain);
    format!("{open}{MEMBER}{}\"{END}\n", digest(plain.as_bytes()))
}

/// Compares a description with its own checksum and, of the live version, with `CURRENT`.
pub(crate) fn check(
    root: &Path,
    path: &Path,
    bytes: &[u8],
    live: Option<&Current>,
) -> Result<(), Error> {
    let text = std::str::from_utf8(bytes).map_err(Error::damaged(path))?;
    let seal = text.rsplit_once(MEMBER);
    if let Some((open, rest)) = seal {
        let found = digest(format!("{open}{END}").as_bytes());
        if rest.strip_suffix(&format!("\"{END}\n")) != Some(found.as_str()) {
            return Err(Error::damaged(path)(format!("its XXH3 is {found}")));
        }
    }
    match live.map(|live| live.digest.as_deref()) {
        Some(Some(expected)) => match digest(bytes) {
            found if found == expected => Ok(()),
            found => {
                let told = format!(
                    "it says that the XXH3 of {} is {expected}, it is {found}",
                    path.display()
                );
                Err(Error::damaged(&root.join("CURRENT"))(told))
            }
        },
        Some(None) if seal.is_some() => {
            Err(Error::damaged(&root.join("CURRENT"))("it has no checksum"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::{Error, Lake, Version, write_aside};

    use super::*;

    fn version(number: u32) -> Version {
        Version {
            format: Version::FORMAT,
            number,
            created: "2026-01-01T00:00:00Z".to_owned(),
            manifests: Default::default(),
            checksums: Default::default(),
        }
    }

    #[test]
    fn no_flipped_bit_and_no_cut_of_what_names_the_live_version_passes_for_another() {
        let folder = tempfile::tempdir().unwrap();
        for number in [1, 2, 12] {
            Lake::publish(folder.path(), &version(number)).unwrap();
        }
        let whole = |path: &Path| match Lake::open(path) {
            Ok(lake) => Ok(lake.version().number),
            Err(error) => Err(error),
        };
        for path in [folder.path().join("CURRENT"), Lake::version_path(folder.path(), 12)] {
            let bytes = fs::read(&path).unwrap();
            for bit in 0..bytes.len() * 8 {
                let mut flipped = bytes.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                fs::write(&path, &flipped).unwrap();
                match whole(folder.path()) {
                    // White space in CURRENT.
                    Ok(number) => assert!(number == 12 && path.ends_with("CURRENT"), "{bit}"),
                    Err(Error::Damaged(..) | Error::NoVersion(..)) => {}
                    Err(error) => panic!("{bit}: {error}"),
                }
            }
            for end in 0..bytes.len() {
                fs::write(&path, &bytes[..end]).unwrap();
                let found = whole(folder.path());
                let all = path.ends_with("CURRENT") && end == bytes.len() - 1;
                assert_eq!(found.is_ok(), all, "{end}: {found:?}");
            }
            fs::write(&path, &bytes).unwrap();
            assert_eq!(whole(folder.path()).unwrap(), 12);
        }
    }

    #[test]
    fn a_version_that_is_not_live_has_a_checksum_too() {
        let folder = tempfile::tempdir().unwrap();
        Lake::publish(folder.path(), &version(1)).unwrap();
        Lake::publish(folder.path(), &version(2)).unwrap();
        let path = Lake::version_path(folder.path(), 1);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(Lake::open_version(folder.path(), 1).unwrap().version(), &version(1));
        fs::write(&path, text.replace("2026", "2025")).unwrap();
        let error = Lake::open_version(folder.path(), 1).unwrap_err().to_string();
        assert!(error.contains("000001 is damaged"), "{error}");
    }

    #[test]
    fn a_lake_without_checksums_is_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let plain = serde_json::to_string_pretty(&version(3)).unwrap();
        write_aside(&Lake::version_path(folder.path(), 3), plain.as_bytes()).unwrap();
        write_aside(&folder.path().join("CURRENT"), b"3\n").unwrap();
        assert_eq!(Lake::open(folder.path()).unwrap().version(), &version(3));
        assert_eq!(Lake::current(folder.path()).unwrap(), Some(3));
    }
}
