//! What the server counts, as Prometheus reads it.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use crate::resident::resident;

/// Upper bounds of the classes of durations, in seconds.
const BOUNDS: [f64; 15] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0];

/// Counters since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    /// By route and class of status.
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    /// By reason.
    refused: Mutex<BTreeMap<&'static str, u64>>,
    durations: [AtomicU64; BOUNDS.len()],
    answered: AtomicU64,
    micros: AtomicU64,
    pub(crate) in_flight: AtomicI64,
    pub(crate) bytes: AtomicU64,
    accepted: AtomicU64,
    connections: AtomicI64,
}

/// A connection that is counted as open, until it is dropped.
#[derive(Debug)]
pub(crate) struct Open<'m>(&'m Metrics);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Relaxed);
    }
}

/// What others know at the moment.
#[derive(Debug)]
pub(crate) struct Now {
    pub(crate) working: usize,
    pub(crate) waiting: usize,
    pub(crate) held: usize,
    pub(crate) lost: u64,
    /// Bytes of resident memory above which no query begins.
    pub(crate) most: Option<u64>,
    pub(crate) relieved: u64,
}

impl Metrics {
    /// A connection was accepted.
    pub(crate) fn open(&self) -> Open<'_> {
        self.accepted.fetch_add(1, Relaxed);
        self.connections.fetch_add(1, Relaxed);
        Open(self)
    }

    /// A request is over.
    pub(crate) fn request(&self, route: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), status / 100)).or_default() += 1;
    }

    /// A source's answer was sent.
    pub(crate) fn duration(&self, took: Duration) {
        let seconds = took.as_secs_f64();
        if let Some(class) = BOUNDS.iter().position(|bound| seconds <= *bound) {
            self.durations[class].fetch_add(1, Relaxed);
        }
        self.answered.fetch_add(1, Relaxed);
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
    }

    /// Something was not done, for this reason.
    pub(crate) fn refused(&self, reason: &'static str) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *refused.entry(reason).or_default() += 1;
    }

    /// All of it as text.
    pub(crate) fn text(&self, now: &Now, version: Option<&str>) -> String {
        let mut text = String::new();
        let head = |text: &mut String, name: &str, kind: &str, help: &str| {
            let _ = writeln!(text, "# HELP serapeum_{name} {help}\n# TYPE serapeum_{name} {kind}");
        };
        head(&mut text, "requests_total", "counter", "Requests by route and class of status.");
        for ((route, class), count) in
            &*self.requests.lock().unwrap_or_else(PoisonError::into_inner)
        {
            let _ = writeln!(
                text,
                "serapeum_requests_total{{route=\"{}\",status=\"{class}xx\"}} {count}",
                escaped(route)
            );
        }
        head(&mut text, "refused_total", "counter", "Requests and connections refused, by reason.");
        for (reason, count) in &*self.refused.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = writeln!(text, "serapeum_refused_total{{reason=\"{reason}\"}} {count}");
        }
        let name = "request_duration_seconds";
        head(&mut text, name, "histogram", "From the head of a request to the last byte sent.");
        let mut below = 0;
        for (bound, count) in BOUNDS.iter().zip(&self.durations) {
            below += count.load(Relaxed);
            let _ = writeln!(text, "serapeum_{name}_bucket{{le=\"{bound}\"}} {below}");
        }
        let all = self.answered.load(Relaxed).max(below);
        let seconds = self.micros.load(Relaxed) as f64 / 1e6;
        let _ = writeln!(text, "serapeum_{name}_bucket{{le=\"+Inf\"}} {all}");
        let _ = writeln!(text, "serapeum_{name}_sum {seconds}\nserapeum_{name}_count {all}");
        let singles: [(&str, &str, &str, i128); 10] = [
            ("requests_in_flight", "gauge", "Requests not yet answered.", load(&self.in_flight)),
            ("queries_working", "gauge", "Queries at work.", now.working as i128),
            ("queries_waiting", "gauge", "Queries that wait for their turn.", now.waiting as i128),
            ("connections", "gauge", "Open connections.", load(&self.connections)),
            (
                "connections_total",
                "counter",
                "Accepted connections.",
                self.accepted.load(Relaxed).into(),
            ),
            (
                "response_bytes_total",
                "counter",
                "Bytes of bodies sent.",
                self.bytes.load(Relaxed).into(),
            ),
            (
                "held_bytes",
                "gauge",
                "Bytes of bodies received and answers not yet sent.",
                now.held as i128,
            ),
            (
                "log_lines_lost_total",
                "counter",
                "Lines missing in the access log.",
                now.lost.into(),
            ),
            (
                "caches_dropped_total",
                "counter",
                "How often caches were dropped for want of memory.",
                now.relieved.into(),
            ),
            ("answers_info", "gauge", "The version that answers.", 1),
        ];
        for (name, kind, help, value) in singles {
            head(&mut text, name, kind, help);
            let version = escaped(version.unwrap_or_default());
            let labels = match name {
                "answers_info" => format!("{{version=\"{version}\"}}"),
                _ => String::new(),
            };
            let _ = writeln!(text, "serapeum_{name}{labels} {value}");
        }
        for (name, help, bytes) in [
            ("process_resident_memory_bytes", "Resident memory.", resident()),
            (
                "serapeum_resident_memory_limit_bytes",
                "Resident memory above which queries are refused.",
                now.most,
            ),
        ] {
            let Some(bytes) = bytes else { continue };
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {bytes}");
        }
        text
    }
}

fn load(gauge: &AtomicI64) -> i128 {
    gauge.load(Relaxed).into()
}

/// The value of a label.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_durations_add_up() {
        let metrics = Metrics::default();
        for millis in [0, 1, 2, 700, 100_000] {
            metrics.duration(Duration::from_millis(millis));
        }
        metrics.request("a\"b", 204);
        let now = Now { working: 1, waiting: 2, held: 3, lost: 4, most: Some(5), relieved: 6 };
        let text = metrics.text(&now, Some("7"));
        for line in [
            "serapeum_request_duration_seconds_bucket{le=\"0.001\"} 2",
            "serapeum_request_duration_seconds_bucket{le=\"0.5\"} 3",
            "serapeum_request_duration_seconds_bucket{le=\"1\"} 4",
            "serapeum_request_duration_seconds_bucket{le=\"60\"} 4",
            "serapeum_request_duration_seconds_bucket{le=\"+Inf\"} 5",
            "serapeum_request_duration_seconds_sum 100.703",
            "serapeum_request_duration_seconds_count 5",
            "serapeum_requests_total{route=\"a\\\"b\",status=\"2xx\"} 1",
            "serapeum_queries_waiting 2",
            "serapeum_resident_memory_limit_bytes 5",
            "serapeum_caches_dropped_total 6",
            "serapeum_answers_info{version=\"7\"} 1",
        ] {
            assert!(text.lines().any(|known| known == line), "{line}\n{text}");
        }
    }
}
