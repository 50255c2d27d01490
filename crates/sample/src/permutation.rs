//! Bijections from dense indexes to scattered numbers: ids that look assigned and never collide.

use crate::rng::mix;

/// A seeded permutation of `0..2^bits`, for `bits` in `2..=62`.
///
/// Odd multiplication and a right shift folded in with XOR are bijections of `bits`-bit numbers, and so is their composition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permutation {
    bits: u32,
    add: u64,
    factors: [u64; 3],
}

impl Permutation {
    pub(crate) fn new(seed: u64, stream: u64, bits: u32) -> Self {
        let key = mix(seed ^ mix(stream));
        let factor = |k: u64| mix(key.wrapping_add(k)) | 1;
        Self { bits, add: mix(key), factors: [factor(1), factor(2), factor(3)] }
    }

    pub(crate) fn apply(&self, index: u64) -> u64 {
        let mask = (1 << self.bits) - 1;
        let mut x = index.wrapping_add(self.add) & mask;
        for factor in self.factors {
            x = x.wrapping_mul(factor) & mask;
            x ^= x >> (self.bits / 2);
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_bijection() {
        for bits in [2, 9, 14] {
            let permutation = Permutation::new(7, 1, bits);
            let mut seen: Vec<u64> = (0..1 << bits).map(|i| permutation.apply(i)).collect();
            seen.sort_unstable();
            assert!(seen.iter().copied().eq(0..1 << bits));
        }
    }
}
