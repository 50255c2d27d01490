//! The access log: a line for each request, in the Common Log Format with the seconds that it took.

use std::{
    fmt::Write as _,
    io::Write,
    net::IpAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};

/// Lines that may wait to be written.
const WAITING: usize = 8_192;

/// The longest that a request line may be in the log.
const LONGEST: usize = 2_000;

/// What is logged of a request.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) client: IpAddr,
    pub(crate) at: SystemTime,
    /// Method, target and version.
    pub(crate) line: String,
    pub(crate) status: u16,
    pub(crate) bytes: u64,
    pub(crate) took: Duration,
}

/// Where entries go: a thread of its own writes them, so that a slow disk delays nobody.
#[derive(Debug)]
pub(crate) struct Log {
    entries: SyncSender<Entry>,
    ended: Mutex<Receiver<()>>,
    lost: Arc<AtomicU64>,
}

impl Log {
    /// Begins to write; trouble is told once.
    pub(crate) fn begin(
        writer: Box<dyn Write + Send>,
        report: impl FnOnce(&str) + Send + 'static,
    ) -> std::io::Result<Log> {
        let (entries, waiting) = sync_channel(WAITING);
        let (end, ended) = sync_channel(1);
        let lost = Arc::new(AtomicU64::new(0));
        let missed = Arc::clone(&lost);
        thread::Builder::new().name("access-log".to_owned()).spawn(move || {
            write(writer, &waiting, report, &missed);
            let _ = end.send(());
        })?;
        Ok(Log { entries, ended: Mutex::new(ended), lost })
    }

    /// Takes an entry, or counts it as lost where too many wait.
    pub(crate) fn note(&self, entry: Entry) {
        if self.entries.try_send(entry).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Entries that could not be written.
    pub(crate) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    /// Waits until all is written, for so long at most.
    pub(crate) fn end(self, longest: Duration) {
        drop(self.entries);
        if let Ok(ended) = self.ended.into_inner() {
            let _ = ended.recv_timeout(longest);
        }
    }
}

fn write(
    mut writer: Box<dyn Write + Send>,
    entries: &Receiver<Entry>,
    report: impl FnOnce(&str),
    lost: &AtomicU64,
) {
    let mut report = Some(report);
    while let Ok(first) = entries.recv() {
        let mut lines = told(&first);
        let mut count = 1;
        while let (true, Ok(next)) = (count < 256, entries.try_recv()) {
            lines.push_str(&told(&next));
            count += 1;
        }
        if let Err(error) = writer.write_all(lines.as_bytes()).and_then(|()| writer.flush()) {
            lost.fetch_add(count, Ordering::Relaxed);
            if let Some(report) = report.take() {
                report(&format!("the access log cannot be written: {error}"));
            }
        }
    }
}

/// `client - - [time] "request" status bytes seconds`
fn told(entry: &Entry) -> String {
    let at = DateTime::<Utc>::from(entry.at).format("%d/%b/%Y:%H:%M:%S +0000");
    let mut text = format!("{} - - [{at}] \"", entry.client.to_canonical());
    for byte in entry.line.bytes().take(LONGEST) {
        match byte {
            b'"' | b'\\' => text.extend(['\\', byte as char]),
            b' '..=b'~' => text.push(byte as char),
            _ => {
                let _ = write!(text, "\\x{byte:02x}");
            }
        }
    }
    if entry.line.len() > LONGEST {
        text.push_str("...");
    }
    let _ = writeln!(text, "\" {} {} {:.3}", entry.status, entry.bytes, entry.took.as_secs_f64());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_a_request_and_holds_nothing_that_breaks_lines() {
        let mut entry = Entry {
            client: [192, 0, 2, 1].into(),
            at: SystemTime::UNIX_EPOCH + Duration::from_secs(971_186_136),
            line: "GET /a\"b\\c\n\u{e4} HTTP/1.1".to_owned(),
            status: 200,
            bytes: 2_326,
            took: Duration::from_micros(12_345),
        };
        assert_eq!(
            told(&entry),
            "192.0.2.1 - - [10/Oct/2000:13:55:36 +0000] \"GET /a\\\"b\\\\c\\x0a\\xc3\\xa4 HTTP/1.1\" 200 2326 0.012\n"
        );
        entry.line = "x".repeat(10_000);
        assert!(told(&entry).len() < 2_100);
    }
}
