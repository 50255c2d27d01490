//! A validating JSON scanner over one record. It builds nothing: it moves a position and hands out slices.
//!
//! It accepts what `serde_json` accepts (a test holds both together on mutated records), with two reliefs: a number
//! too large for a float and a lone surrogate escape are values that do not conform, not reasons to reject a record.

/// The text is not JSON; the position tells where.
#[derive(Debug, PartialEq, Eq)]
pub struct Bad;

/// How deep objects and arrays may stand in each other, less one: as in `serde_json`.
pub const DEPTH: u32 = 128;

const ONES: u64 = u64::from_le_bytes([0x01; 8]);
const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);

/// A position in a text that is known to be UTF-8.
#[derive(Debug, Clone)]
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

/// The inside of a string.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    raw: &'a str,
    escaped: bool,
}

impl<'a> Scanner<'a> {
    /// At the beginning of a text.
    #[inline]
    pub fn new(text: &'a str) -> Scanner<'a> {
        Scanner { text, at: 0, depth: DEPTH }
    }

    /// The bytes passed so far.
    #[inline]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The next byte that is no whitespace, or NUL (which no JSON text has) at the end.
    #[inline]
    pub fn peek(&mut self) -> u8 {
        loop {
            match self.byte() {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Moves past the byte that `peek` told.
    #[inline]
    pub fn bump(&mut self) {
        self.at += 1;
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), Bad> {
        if self.peek() != byte {
            return Err(Bad);
        }
        self.at += 1;
        Ok(())
    }

    /// Only whitespace may follow.
    pub fn end(&mut self) -> Result<(), Bad> {
        self.peek();
        if self.at == self.text.len() { Ok(()) } else { Err(Bad) }
    }

    /// Moves past `{` or `[`; whether the container has members.
    #[inline]
    pub fn open(&mut self, close: u8) -> Result<bool, Bad> {
        self.at += 1;
        self.depth -= 1;
        if self.depth == 0 {
            return Err(Bad);
        }
        if self.peek() == close {
            self.at += 1;
            self.depth += 1;
            return Ok(false);
        }
        Ok(true)
    }

    /// Moves past `,` (whether another member follows) or the closing byte.
    #[inline]
    pub fn more(&mut self, close: u8) -> Result<bool, Bad> {
        let byte = self.peek();
        self.at += 1;
        if byte == b',' {
            return Ok(true);
        }
        self.depth += 1;
        if byte == close { Ok(false) } else { Err(Bad) }
    }

    /// A member's name and the colon.
    #[inline]
    pub fn name(&mut self) -> Result<Text<'a>, Bad> {
        self.expect(b'"')?;
        let name = self.string()?;
        self.expect(b':')?;
        Ok(name)
    }

    /// The rest of a string whose opening quote has been passed.
    #[inline]
    pub fn string(&mut self) -> Result<Text<'a>, Bad> {
        let start = self.at;
        let escaped = self.pass_string()?;
        let raw = self.text.get(start..self.at - 1).ok_or(Bad)?;
        Ok(Text { raw, escaped })
    }

    /// Moves past the rest of a string; whether it has escapes.
    #[inline]
    fn pass_string(&mut self) -> Result<bool, Bad> {
        let mut escaped = false;
        loop {
            self.at = plain_end(self.text.as_bytes(), self.at);
            match self.byte() {
                b'"' => {
                    self.at += 1;
                    return Ok(escaped);
                }
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                _ => return Err(Bad),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Bad> {
        let rest = self.text.as_bytes().get(self.at + 1..).unwrap_or_default();
        self.at += match rest {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|hex| hex.is_ascii_hexdigit()) => 6,
            _ => return Err(Bad),
        };
        Ok(())
    }

    /// `true`, `false` or `null`.
    #[inline]
    pub fn literal(&mut self, word: &[u8]) -> Result<(), Bad> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(Bad);
        }
        self.at += word.len();
        Ok(())
    }

    /// A number as it stands, and whether it is written as an integer.
    #[inline]
    pub fn number(&mut self) -> Result<(&'a str, bool), Bad> {
        let start = self.at;
        if self.byte() == b'-' {
            self.at += 1;
        }
        match self.byte() {
            b'0' => self.at += 1,
            _ => self.digits()?,
        }
        let mut integer = true;
        if self.byte() == b'.' {
            integer = false;
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            integer = false;
            self.at += 1;
            if matches!(self.byte(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        // A digit after a leading zero is caught by whoever looks for `,` or the closing byte.
        Ok((self.text.get(start..self.at).ok_or(Bad)?, integer))
    }

    #[inline]
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    #[inline]
    fn digits(&mut self) -> Result<(), Bad> {
        let start = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Bad) }
    }

    /// Moves past a value of any kind, without recursion: a bit a level tells objects from arrays.
    pub fn skip(&mut self) -> Result<(), Bad> {
        let around = self.depth;
        let mut objects = 0u128;
        loop {
            let byte = self.peek();
            match byte {
                b'"' => {
                    self.at += 1;
                    self.pass_string()?;
                }
                b'{' | b'[' => {
                    // In ASCII both closing brackets stand two after their opening ones.
                    if self.open(byte + 2)? {
                        objects = objects << 1 | u128::from(byte == b'{');
                        if byte == b'{' {
                            self.pass_name()?;
                        }
                        continue;
                    }
                }
                b't' => self.literal(b"true")?,
                b'f' => self.literal(b"false")?,
                b'n' => self.literal(b"null")?,
                _ => self.number().map(drop)?,
            }
            loop {
                if self.depth == around {
                    return Ok(());
                }
                let object = objects & 1 == 1;
                if self.more(if object { b'}' } else { b']' })? {
                    if object {
                        self.pass_name()?;
                    }
                    break;
                }
                objects >>= 1;
            }
        }
    }

    #[inline]
    fn pass_name(&mut self) -> Result<(), Bad> {
        self.expect(b'"')?;
        self.pass_string()?;
        self.expect(b':')
    }
}

/// The position of the first quote, backslash or control character from `at` on, eight bytes at a time.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let below_space = word.wrapping_sub(ONES * 0x20) & !word;
        // A borrow can only mark bytes above one that is rightly marked, so the lowest mark is right.
        let marks = zero(word ^ (ONES * 0x22)) | zero(word ^ (ONES * 0x5c)) | below_space;
        let marks = marks & HIGHS;
        if marks != 0 {
            return at + (marks.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

impl<'a> Text<'a> {
    /// As it stands, without the quotes.
    #[inline]
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// Whether it has escapes, so that it is not the text that it stands for.
    #[inline]
    pub fn escaped(&self) -> bool {
        self.escaped
    }

    /// Writes the text without escapes into `out`; `false` where a lone surrogate makes it no text.
    pub fn decode(&self, out: &mut String) -> bool {
        out.clear();
        let mut rest = self.raw;
        while let Some(at) = rest.find('\\') {
            out.push_str(&rest[..at]);
            let (character, length) = match rest.as_bytes().get(at + 1) {
                Some(b'b') => ('\u{8}', 2),
                Some(b'f') => ('\u{c}', 2),
                Some(b'n') => ('\n', 2),
                Some(b'r') => ('\r', 2),
                Some(b't') => ('\t', 2),
                Some(b'u') => match unicode(&rest[at..]) {
                    Some(decoded) => decoded,
                    None => return false,
                },
                Some(other) => (char::from(*other), 2),
                None => return false,
            };
            out.push(character);
            rest = &rest[at + length..];
        }
        out.push_str(rest);
        true
    }
}

/// The character of `\uXXXX` or of a surrogate pair, and the length of the escape.
fn unicode(escape: &str) -> Option<(char, usize)> {
    let unit = |at: usize| u32::from_str_radix(escape.get(at..at + 4)?, 16).ok();
    let first = unit(2)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, 6));
    }
    let second = escape.get(6..8).filter(|head| *head == "\\u").and_then(|_| unit(8))?;
    let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
    let high = first.checked_sub(0xd800).filter(|high| *high < 0x400)?;
    Some((char::from_u32(0x10000 + (high << 10) + low)?, 12))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn accepts(text: &str) -> bool {
        let mut scanner = Scanner::new(text);
        scanner.skip().and_then(|()| scanner.end()).is_ok()
    }

    #[test]
    fn accepts_what_serde_json_accepts() {
        let seed = r#" {"a" : [1, -0, 0.5e+3, 12E-2, "x\u00e9\n\"\\", true,false ,null], "b\/":{"c":{}, "d":[]},"ü":"\ud83d\ude00 plain text that is longer than a word"} "#;
        let alphabet = br#"{}[]:,"\0123456789eE+-.tfnulrasu/ abx"#;
        let mut state = 7u64;
        let mut random = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % below
        };
        let mut accepted = 0;
        for _ in 0..20_000 {
            let mut bytes = seed.as_bytes().to_vec();
            for _ in 0..=random(2) {
                let at = random(bytes.len());
                match random(4) {
                    0 => bytes[at] = alphabet[random(alphabet.len())],
                    1 => drop(bytes.remove(at)),
                    2 => bytes.insert(at, alphabet[random(alphabet.len())]),
                    _ => bytes[at] = random(32) as u8,
                }
            }
            let Ok(text) = std::str::from_utf8(&bytes) else { continue };
            let expected = serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok();
            assert_eq!(accepts(text), expected, "{text:?}");
            accepted += usize::from(expected);
        }
        assert!(accepted > 1_000);
        for text in ["", " ", "01", "-", "1.", "1e", "[1,]", "{,}", "nul", "\"", "\"\\u12\"", "1 2"]
        {
            assert!(!accepts(text), "{text}");
        }
    }

    #[test]
    fn depth_is_bounded_as_in_serde_json() {
        for depth in [1, 126, 127, 128, 200, 100_000] {
            let text = "[".repeat(depth) + &"]".repeat(depth);
            let expected = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            assert_eq!(accepts(&text), expected, "{depth}");
        }
    }

    #[test]
    fn strings_decode_as_in_serde_json() {
        let mut out = String::new();
        for text in [r#""a\u00e9\ud83d\ude00\t\/""#, r#""\u0000""#, r#""""#, r#""\\u0041""#] {
            let mut scanner = Scanner::new(text);
            scanner.bump();
            assert!(scanner.string().unwrap().decode(&mut out));
            assert_eq!(out, serde_json::from_str::<String>(text).unwrap());
        }
        for text in [r#""\ud83d""#, r#""\ude00\ud83d""#, r#""\ud83d\u0041""#, r#""\ud83d\ud83d""#] {
            let mut scanner = Scanner::new(text);
            scanner.bump();
            assert!(!scanner.string().unwrap().decode(&mut out), "{text}");
        }
    }
}
