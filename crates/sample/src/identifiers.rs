//! Identifiers of other registries, with their real check digits.

use crate::json::Json;
use crate::rng::mix;

/// `https://orcid.org/0000-0001-6187-6610` from the digits before the check digit.
pub(crate) fn orcid(json: &mut Json, base: u64) {
    json.raw("https://orcid.org/");
    bare_orcid(json, base);
}

/// `0000-0001-6187-6610` from the digits before the check digit (ISO 7064, 11-2).
pub(crate) fn bare_orcid(json: &mut Json, base: u64) {
    let mut sum = 0;
    for place in (0..15).rev() {
        sum = (sum + base / 10u64.pow(place) % 10) * 2 % 11;
    }
    let groups = [base / 100_000_000_000, base / 10_000_000 % 10_000, base / 1000 % 10_000];
    for group in groups {
        json.padded(group, 4);
        json.bytes.push(b'-');
    }
    json.padded(base % 1000, 3);
    json.bytes.push(check_character((12 - sum) % 11));
}

/// `2167-8359` from the first seven digits.
pub(crate) fn issn(json: &mut Json, base: u64) {
    let mut sum = 0;
    for place in 0..7 {
        sum += base / 10u64.pow(place) % 10 * (u64::from(place) + 2);
    }
    json.padded(base / 1000, 4);
    json.bytes.push(b'-');
    json.padded(base % 1000, 3);
    json.bytes.push(check_character((11 - sum % 11) % 11));
}

/// `03vek6s52` from a number below 2^30: Crockford's base 32 and two decimal check digits (ISO 7064, 97-10).
pub(crate) fn ror(json: &mut Json, number: u64) {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    json.bytes.push(b'0');
    for place in (0..6).rev() {
        json.bytes.push(ALPHABET[(number >> (5 * place) & 31) as usize]);
    }
    json.padded(98 - number * 100 % 97, 2);
}

/// `9780306406157` from the nine digits between the prefix and the check digit.
pub(crate) fn isbn(json: &mut Json, base: u64) {
    let digits = 978_000_000_000 + base % 1_000_000_000;
    let sum: u64 = (0..12)
        .map(|place| digits / 10u64.pow(place) % 10 * if place % 2 == 0 { 3 } else { 1 })
        .sum();
    json.digits(digits);
    json.digits((10 - sum % 10) % 10);
}

/// 32 hexadecimal digits that no two numbers share.
pub(crate) fn hash(json: &mut Json, number: u64) {
    for half in [mix(number), mix(number ^ 0x5eed_5eed_5eed_5eed)] {
        for place in (0..16).rev() {
            json.bytes.push(b"0123456789abcdef"[(half >> (4 * place) & 15) as usize]);
        }
    }
}

fn check_character(value: u64) -> u8 {
    if value == 10 { b'X' } else { b'0' + value as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: fn(&mut Json, u64), number: u64) -> String {
        let mut json = Json::default();
        write(&mut json, number);
        String::from_utf8(json.bytes).unwrap()
    }

    #[test]
    fn check_digits_are_those_of_real_identifiers() {
        assert_eq!(written(orcid, 16_187_661), "https://orcid.org/0000-0001-6187-6610");
        assert_eq!(written(issn, 2_167_835), "2167-8359");
        assert_eq!(written(issn, 2_434_561), "2434-561X");
        assert_eq!(written(isbn, 30_640_615), "9780306406157");
        assert_eq!(written(hash, 7).len(), 32);
        let number = "3vek6s".bytes().fold(0, |n, c| {
            n * 32
                + b"0123456789abcdefghjkmnpqrstvwxyz".iter().position(|&a| a == c).unwrap() as u64
        });
        assert_eq!(written(ror, number), "03vek6s52");
    }
}
