//! Rows that match, and their scores.

/// A row that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The row in its part.
    pub row: u32,
    /// How well it matches: 0 where nothing but negations decides.
    pub score: f32,
}

/// Both, ascending; scores of rows in both add up.
pub(crate) fn either(a: Vec<Hit>, b: Vec<Hit>) -> Vec<Hit> {
    if a.is_empty() {
        return b;
    }
    let mut both = Vec::with_capacity(a.len().max(b.len()));
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    loop {
        match (a.peek(), b.peek()) {
            (Some(one), Some(other)) if one.row == other.row => {
                both.push(Hit { row: one.row, score: one.score + other.score });
                a.next();
                b.next();
            }
            (Some(one), other) if other.is_none_or(|other| one.row < other.row) => {
                both.extend(a.next());
            }
            (_, Some(_)) => both.extend(b.next()),
            _ => return both,
        }
    }
}
