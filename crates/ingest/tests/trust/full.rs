//! A disk that is full before an ingest has ended. Needs a file system of a given size: Linux, and the right to mount.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::Duration,
};

use serapeum_ingest::Error;
use serapeum_lake::{Lake, Manifest};

use crate::{books::*, copy, files, is_whole, rng::Rng, scratch};

const ROOMY: u64 = 256 << 20;
const PAGE: u64 = 4_096;

/// A file system in memory; gone with this.
struct Disk(tempfile::TempDir);

impl Disk {
    /// `None` where none can be mounted.
    fn mount() -> Option<Disk> {
        let disk = Disk(tempfile::tempdir().unwrap());
        disk.call("mount", &["-t", "tmpfs", "-o", &format!("size={ROOMY}"), "test"]).then_some(disk)
    }

    fn resize(&self, bytes: u64) {
        assert!(self.call("mount", &["-o", &format!("remount,size={bytes}")]));
    }

    fn call(&self, program: &str, arguments: &[&str]) -> bool {
        let mut command = Command::new(program);
        command.args(arguments).arg(self.path()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn used(&self) -> u64 {
        let disk = rustix::fs::statvfs(self.path()).unwrap();
        (disk.f_blocks - disk.f_bfree) * disk.f_frsize
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.call("umount", &[]);
    }
}

/// Texts that do not compress.
fn lines(range: std::ops::Range<u32>, day: u32) -> String {
    let mut rng = Rng(u64::from(day) << 20 | u64::from(range.start) | 1);
    let mut text = String::new();
    for id in range {
        let note: String = (0..20).map(|_| format!("{:x}", rng.below(usize::MAX >> 1))).collect();
        writeln!(text, "{}", book(id, day, &note)).unwrap();
    }
    text
}

fn manifest(lake: &Path) -> Manifest {
    Manifest { created: String::new(), ..Lake::open(lake).unwrap().manifests()[0].clone() }
}

#[test]
fn a_full_disk_leaves_the_old_version_whole_and_the_next_run_makes_it_good() {
    let Some(disk) = Disk::mount() else {
        eprintln!("no file system can be mounted here: a full disk is not tested");
        return;
    };
    let (snapshot, before) = (scratch(), scratch());
    shard(snapshot.path(), "a.gz", &lines(1..2_000, 1));
    let options = options(|options| (options.threads, options.rows_a_part) = (1, 1_500));
    run(snapshot.path(), before.path(), &options).unwrap();
    let old = records(before.path());
    shard(snapshot.path(), "a.gz", &lines(1..2_000, 2));
    shard(snapshot.path(), "b.gz", &lines(1_500..4_000, 3));
    // What the update takes at most, and what it makes.
    copy(before.path(), disk.path());
    let (started, ended, most) = (disk.used(), AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                most.fetch_max(disk.used(), Ordering::Relaxed);
                thread::sleep(Duration::from_micros(100));
            }
        });
        run(snapshot.path(), disk.path(), &options).unwrap();
        ended.store(true, Ordering::Relaxed);
    });
    let needed = most.into_inner() - started;
    assert!(needed > 200 * PAGE, "{needed}");
    let (whole, new) = (manifest(disk.path()), records(disk.path()));
    assert!(old != new);
    for percent in [10, 50, 90, 99] {
        let disk = Disk::mount().unwrap();
        copy(before.path(), disk.path());
        disk.resize((disk.used() + needed * percent / 100) / PAGE * PAGE);
        let error = run(snapshot.path(), disk.path(), &options).unwrap_err();
        assert!(matches!(error, Error::Space { .. }), "{percent}: {error}");
        let told = error.to_string();
        assert!(told.contains("needs") && told.contains("MB free"), "{told}");
        assert!(is_whole(disk.path()), "{percent}");
        assert_eq!(
            (Lake::open(disk.path()).unwrap().version().number, &records(disk.path())),
            (1, &old)
        );
        let left = files(disk.path());
        assert!(!left.iter().any(|name| name.contains(".ingest-")), "{percent}: {left:?}");
        disk.resize(ROOMY);
        run(snapshot.path(), disk.path(), &options).unwrap();
        assert!(is_whole(disk.path()), "{percent}");
        assert_eq!(manifest(disk.path()), whole, "{percent}");
        assert_eq!(records(disk.path()), new, "{percent}");
    }
    let _ = fs::remove_dir_all(snapshot.path());
    eprintln!("an update that needs {needed} bytes was stopped at 10, 50, 90 and 99 % of them");
}
