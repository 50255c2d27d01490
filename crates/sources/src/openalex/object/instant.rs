//! Instants: `2025-10-10T08:15:30.250Z` in the snapshot, `2025-10-10T08:15:30.250000` in the API, which tells no zone
//! and six digits of a fraction, or none where it is zero.

use std::borrow::Cow;

const ZONES: [&str; 2] = ["Z", "+00:00"];
const SECONDS: usize = "2025-10-10T08:15:30".len();

/// The instant in a JSON string as the API shows it. Anything else, and what the API itself has shown, stays.
pub(super) fn without_zone(value: &str) -> Cow<'_, str> {
    shown(value).map_or(Cow::Borrowed(value), Cow::Owned)
}

fn shown(value: &str) -> Option<String> {
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    let local = ZONES.iter().find_map(|zone| inside.strip_suffix(zone))?;
    let (second, fraction) = (local.get(..SECONDS)?, local.get(SECONDS..)?);
    let digits = match fraction {
        "" => "",
        _ => fraction.strip_prefix('.')?,
    };
    let of_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let template = "0000-00-00T00:00:00".bytes().zip(second.bytes());
    let formed = template.into_iter().all(|(wanted, byte)| match wanted {
        b'0' => byte.is_ascii_digit(),
        mark => byte == mark,
    });
    if !formed || !of_digits(digits) {
        return None;
    }
    Some(match digits.bytes().all(|digit| digit == b'0') {
        true => format!("\"{second}\""),
        false => format!("\"{second}.{digits:0<6}\""),
    })
}
