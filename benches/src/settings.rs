//! How long is measured. Few samples of short runs: differences of some per cent are not what these benches are for.

use std::time::Duration;

/// How many samples a measurement has.
pub const SAMPLES: usize = 10;
/// How long a measurement is run before it counts.
pub const WARM_UP: Duration = Duration::from_millis(300);
/// About how long it is measured; longer where ten runs take longer.
pub const MEASURED: Duration = Duration::from_millis(1_500);
