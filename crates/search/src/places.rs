//! Whether words stand as a phrase wants them, by their places in a text.

/// A word of a phrase in a text: its place in the phrase, and its places in the text, ascending.
#[derive(Debug)]
pub(crate) struct Places<'p> {
    pub(crate) offset: u32,
    pub(crate) found: &'p [u32],
    /// Equal for equal words, which cannot be one and the same word of the text.
    pub(crate) same: usize,
}

/// How often the words stand next to each other, moved by `slop` places in total at most: as in Lucene, places less
/// those in the phrase differ by no more than that.
pub(crate) fn phrase(words: &[Places<'_>], slop: u32) -> u32 {
    if words.is_empty() {
        return 0;
    }
    if slop == 0 {
        return u32::try_from(starts(words).count()).unwrap_or(u32::MAX);
    }
    let mut lows: Vec<i64> = words
        .iter()
        .flat_map(|word| word.found.iter().map(|at| i64::from(*at) - i64::from(word.offset)))
        .collect();
    lows.sort_unstable();
    lows.dedup();
    let fits = lows.iter().filter(|low| within(words, **low, i64::from(slop))).count();
    u32::try_from(fits).unwrap_or(u32::MAX)
}

/// Whether the words stand next to each other at the beginning.
pub(crate) fn begins(words: &[Places<'_>]) -> bool {
    let offset = words.first().map_or(0, |word| word.offset);
    starts(words).any(|at| at == offset)
}

/// Whether each word has a place of its own between `low` and `low + slop`, counted from its place in the phrase.
fn within(words: &[Places<'_>], low: i64, slop: i64) -> bool {
    let mut taken: Vec<(usize, i64)> = Vec::new();
    // In the order of their places, each of several equal words takes the first that is left.
    words.iter().all(|word| {
        let from = low + i64::from(word.offset);
        let used = taken.iter().filter(|(same, _)| *same == word.same).map(|(_, at)| *at).max();
        let first = used.map_or(from, |at| from.max(at + 1));
        let at = word.found.partition_point(|place| i64::from(*place) < first);
        match word.found.get(at).map(|place| i64::from(*place)) {
            Some(place) if place <= from + slop => {
                taken.push((word.same, place));
                true
            }
            _ => false,
        }
    })
}

/// Where the words stand next to each other: the places of the first of them.
fn starts<'w>(words: &'w [Places<'_>]) -> impl Iterator<Item = u32> + 'w {
    let (first, rest) = match words {
        [first, rest @ ..] => (first.found, rest),
        [] => (&[] as &[u32], words),
    };
    let offset = words.first().map_or(0, |word| word.offset);
    first.iter().copied().filter(move |at| {
        rest.iter().all(|word| {
            let place = i64::from(*at) - i64::from(offset) + i64::from(word.offset);
            u32::try_from(place).is_ok_and(|place| word.found.binary_search(&place).is_ok())
        })
    })
}

/// How often the phrases stand near each other, with `gaps` words between them at most. They may overlap.
pub(crate) fn near(phrases: &[Vec<Places<'_>>], gaps: u32) -> u32 {
    let spans: Vec<(u32, Vec<u32>)> = phrases
        .iter()
        .map(|words| {
            let first = words.first().map_or(0, |word| word.offset);
            let last = words.last().map_or(0, |word| word.offset);
            (last - first + 1, starts(words).collect())
        })
        .collect();
    let length: i64 = spans.iter().map(|(length, _)| i64::from(*length)).sum();
    let mut lows: Vec<u32> = spans.iter().flat_map(|(_, starts)| starts.iter().copied()).collect();
    lows.sort_unstable();
    lows.dedup();
    let fits = lows.iter().filter(|low| {
        let mut end = 0i64;
        let all = spans.iter().all(|(length, starts)| {
            let at = starts.partition_point(|start| start < low);
            let Some(start) = starts.get(at) else { return false };
            end = end.max(i64::from(*start) + i64::from(*length));
            true
        });
        all && end - i64::from(**low) - length <= i64::from(gaps)
    });
    u32::try_from(fits.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places<'p>(words: &[&'p [u32]]) -> Vec<Places<'p>> {
        (0u32..)
            .zip(words)
            .map(|(offset, found)| Places { offset, found, same: offset as usize })
            .collect()
    }

    #[test]
    fn phrases_are_adjacent() {
        assert_eq!(phrase(&places(&[&[0, 5, 9], &[1, 7, 10]]), 0), 2);
        assert_eq!(phrase(&places(&[&[1], &[0]]), 0), 0);
        assert_eq!(phrase(&[], 0), 0);
    }

    #[test]
    fn sloppy_phrases_count_how_far_words_are_moved() {
        let two = |a: &[u32], b: &[u32], slop| phrase(&places(&[a, b]), slop) > 0;
        assert!(two(&[0], &[3], 2) && !two(&[0], &[3], 1));
        // Words that change places are moved by two.
        assert!(two(&[1], &[0], 2) && !two(&[1], &[0], 1));
    }

    #[test]
    fn equal_words_need_places_of_their_own() {
        let found = [4, 6];
        let word = |offset| Places { offset, found: &found, same: 0 };
        assert!(phrase(&[word(0), word(1)], 1) > 0);
        assert_eq!(phrase(&[word(0), word(1), word(2)], 9), 0);
    }

    #[test]
    fn phrases_near_each_other() {
        let near = |a: &[&[u32]], b: &[&[u32]], gaps| near(&[places(a), places(b)], gaps) > 0;
        assert!(near(&[&[5], &[6]], &[&[1], &[2]], 2));
        assert!(!near(&[&[5], &[6]], &[&[1], &[2]], 1));
        assert!(!near(&[&[5], &[7]], &[&[1]], 99));
    }
}
