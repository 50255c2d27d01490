//! How much memory is held, and was held at most: the allocator of this test binary counts.

use peak_alloc::PeakAlloc;

#[global_allocator]
static COUNTING: PeakAlloc = PeakAlloc;

/// The result, and the most bytes that were held while it was made beyond those held before. Nothing else may run.
pub(crate) fn counted<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = COUNTING.current_usage();
    COUNTING.reset_peak_usage();
    let result = work();
    (result, COUNTING.peak_usage().saturating_sub(before))
}

#[test]
fn what_is_held_for_a_moment_counts() {
    let _alone = crate::alone();
    let (length, most) = counted(|| vec![0_u8; 3 << 20].len());
    // Other threads of the test program may free a little meanwhile.
    assert!(most + (1 << 16) >= length && most < length + (1 << 20), "{most}");
}
