//! Progress bars: on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

fn bar(template: &str) -> ProgressBar {
    // The default target draws nothing where stderr is no terminal.
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
    }
    bar
}

/// A bar that counts records.
pub(super) fn records() -> ProgressBar {
    bar("{bar:30} {human_pos}/{human_len} records  {per_sec}  ETA {eta}")
}

/// A bar that counts bytes of a snapshot; its message tells the rest.
pub(super) fn bytes() -> ProgressBar {
    bar("{bar:30} {bytes}/{total_bytes}  {msg}  ETA {eta}")
}
