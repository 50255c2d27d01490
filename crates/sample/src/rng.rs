//! SplitMix64: the stream is fixed by its definition, so a seed means the same bytes in every release.

/// A stream of pseudo-random numbers, cheap enough to make one for each aspect of each record.
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

/// The finaliser of SplitMix64: a bijection of 64 bits in which every input bit reaches every output bit.
pub(crate) const fn mix(mut x: u64) -> u64 {
    x ^= x >> 30;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 27;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

impl Rng {
    /// The stream of aspect `stream` of the thing numbered `index`; independent of all other streams.
    pub(crate) fn of(seed: u64, stream: u64, index: u64) -> Self {
        Self(mix(mix(seed ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_add(index)))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// Uniform in `0..n`; 0 where `n` is 0.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// Uniform in `low..=high`.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high + 1 - low)
    }

    /// True `permille` times in a thousand.
    pub(crate) fn chance(&mut self, permille: u64) -> bool {
        self.below(1000) < permille
    }

    /// In `0..n`, small values more often: the density falls with the square root of the rank.
    pub(crate) fn skewed(&mut self, n: u64) -> u64 {
        let u = self.next() >> 32;
        ((u128::from(n) * u128::from(u * u)) >> 64) as u64
    }

    /// Heavy-tailed in `0..2^bits`: each power of two is as likely as the next.
    pub(crate) fn log_uniform(&mut self, bits: u64) -> u64 {
        let size = 1 << self.below(bits + 1);
        size - 1 + self.below(size)
    }

    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize]
    }

    /// As [`Rng::pick`], but early items more often.
    pub(crate) fn pick_skewed<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.skewed(items.len() as u64) as usize]
    }

    /// By weights in per mille that add up to 1000; the last item takes what is missing.
    pub(crate) fn weighted<T: Copy>(&mut self, items: &[(T, u64)]) -> T {
        let mut left = self.below(1000);
        for &(item, weight) in &items[..items.len() - 1] {
            if left < weight {
                return item;
            }
            left -= weight;
        }
        items[items.len() - 1].0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The first outputs of SplitMix64 from state 1234567, as published with the algorithm.
        let mut rng = Rng(1_234_567);
        assert_eq!(
            [rng.next(), rng.next()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]
        );
    }

    #[test]
    fn draws_stay_in_range() {
        let mut rng = Rng::of(1, 2, 3);
        for _ in 0..10_000 {
            assert!(rng.below(7) < 7);
            assert!(rng.skewed(5) < 5);
            assert!((3..=9).contains(&rng.between(3, 9)));
            assert!(rng.log_uniform(4) < 31);
        }
        assert_eq!(rng.below(0), 0);
    }
}
