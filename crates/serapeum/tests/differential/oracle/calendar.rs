//! Days and instants, by counting.

/// Days since 1970-01-01 of `yyyy-mm-dd`.
pub(crate) fn days(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let february = if leap { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if !(1..=12).contains(&month) || !(1..=months[month as usize - 1]).contains(&day) {
        return None;
    }
    // Leap days before the year, counted from the year 0, which is one.
    let leaps = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let years = (year - 1970) * 365 + leaps(year - 1) - leaps(1969);
    let before: i64 = months[..month as usize - 1].iter().sum();
    Some(years + before + day - 1)
}

/// `yyyy-mm-dd` of days since 1970-01-01: for making requests.
pub(crate) fn show_days(wanted: i64) -> String {
    let mut year = 1970 + wanted.div_euclid(366);
    while days(&format!("{:04}-01-01", year + 1)).is_some_and(|first| first <= wanted) {
        year += 1;
    }
    for month in (1..=12).rev() {
        let first = days(&format!("{year:04}-{month:02}-01")).unwrap();
        if first <= wanted {
            return format!("{year:04}-{month:02}-{:02}", wanted - first + 1);
        }
    }
    format!("{:04}-12-31", year - 1)
}

/// Microseconds since 1970-01-01T00:00 of a day, or of a day and a time in UTC.
pub(crate) fn micros(text: &str) -> Option<i64> {
    let day = days(text.get(..10)?)? * 86_400_000_000;
    let Some(time) = text.get(11..) else { return (text.len() == 10).then_some(day) };
    let time = time.trim_end_matches('Z').trim_end_matches("+00:00");
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = clock.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let fraction: i64 = format!("{fraction:0<6}")[..6].parse().ok()?;
    Some(day + ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction)
}
