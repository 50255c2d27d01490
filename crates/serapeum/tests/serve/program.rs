//! The command, running.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    time::Duration,
};

/// `serapeum serve` on a free port; killed when dropped.
pub(crate) struct Program {
    pub(crate) address: SocketAddr,
    /// What it has said until it listened.
    pub(crate) said: Vec<String>,
    child: Child,
    stderr: BufReader<ChildStderr>,
}

impl Program {
    pub(crate) fn start(lake: &Path, more: &[&str]) -> Program {
        let mut child = Command::new(env!("CARGO_BIN_EXE_serapeum"))
            .args(["serve", "--lake"])
            .arg(lake)
            .args(more)
            .args(if more.contains(&"--bind") { &[][..] } else { &["--bind", "127.0.0.1:0"] })
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut said = Vec::new();
        let address = loop {
            let mut line = String::new();
            assert!(stderr.read_line(&mut line).unwrap() > 0, "it ended: {said:?}");
            said.push(line.trim_end().to_owned());
            if let Some(address) = line.trim_end().strip_prefix("listening on http://") {
                break address.parse().unwrap();
            }
        };
        Program { address, said, child, stderr }
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
    }

    /// Waits for its end; how it ended, and what it said since it listened.
    pub(crate) fn ended(&mut self) -> (ExitStatus, String) {
        let mut said = String::new();
        self.stderr.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap(), said)
    }

    /// The processor time it has used.
    pub(crate) fn worked(&self) -> Duration {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        // A hundredth of a second each, on every Linux there is.
        Duration::from_millis(10 * ticks)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
