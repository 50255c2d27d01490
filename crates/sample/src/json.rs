//! Compact JSON straight into a byte buffer.
//!
//! Commas follow from the last byte written, so that no nesting state is kept. Texts of the vocabularies are stored
//! JSON-escaped and are appended as they are; [`Json::str`] is for those and for plain ASCII.

/// A calendar day; never beyond the 28th, so that it exists in every month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

#[derive(Debug, Default)]
pub(crate) struct Json {
    pub(crate) bytes: Vec<u8>,
}

impl Json {
    pub(crate) fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// The separator before a key or an array element.
    pub(crate) fn item(&mut self) {
        if !matches!(self.bytes.last(), None | Some(b'{' | b'[' | b'\n')) {
            self.bytes.push(b',');
        }
    }

    pub(crate) fn key(&mut self, key: &str) {
        self.item();
        self.bytes.push(b'"');
        self.raw(key);
        self.raw("\":");
    }

    /// `"key":{…}`.
    pub(crate) fn object(&mut self, key: &str, body: impl FnOnce(&mut Self)) {
        self.key(key);
        self.braces(body);
    }

    /// An object as the next array element.
    pub(crate) fn element(&mut self, body: impl FnOnce(&mut Self)) {
        self.item();
        self.braces(body);
    }

    pub(crate) fn braces(&mut self, body: impl FnOnce(&mut Self)) {
        self.bytes.push(b'{');
        body(self);
        self.bytes.push(b'}');
    }

    /// `"key":[…]`.
    pub(crate) fn array(&mut self, key: &str, body: impl FnOnce(&mut Self)) {
        self.key(key);
        self.bytes.push(b'[');
        body(self);
        self.bytes.push(b']');
    }

    /// `"key":"…"`, the text written by `body`.
    pub(crate) fn text(&mut self, key: &str, body: impl FnOnce(&mut Self)) {
        self.key(key);
        self.quoted(body);
    }

    /// A string as the next array element.
    pub(crate) fn text_item(&mut self, body: impl FnOnce(&mut Self)) {
        self.item();
        self.quoted(body);
    }

    fn quoted(&mut self, body: impl FnOnce(&mut Self)) {
        self.bytes.push(b'"');
        body(self);
        self.bytes.push(b'"');
    }

    pub(crate) fn str(&mut self, key: &str, value: &str) {
        self.text(key, |j| j.raw(value));
    }

    pub(crate) fn opt_str(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.str(key, value),
            None => self.null(key),
        }
    }

    pub(crate) fn null(&mut self, key: &str) {
        self.key(key);
        self.raw("null");
    }

    pub(crate) fn nulls(&mut self, keys: &[&str]) {
        for key in keys {
            self.null(key);
        }
    }

    pub(crate) fn empty(&mut self, key: &str) {
        self.key(key);
        self.raw("[]");
    }

    pub(crate) fn flag(&mut self, key: &str, value: bool) {
        self.key(key);
        self.raw(if value { "true" } else { "false" });
    }

    pub(crate) fn num(&mut self, key: &str, value: u64) {
        self.key(key);
        self.digits(value);
    }

    pub(crate) fn opt_num(&mut self, key: &str, value: Option<u64>) {
        match value {
            Some(value) => self.num(key, value),
            None => self.null(key),
        }
    }

    /// `scaled / 10^places` with exactly `places` decimals: no binary fraction is ever formatted.
    pub(crate) fn decimal(&mut self, key: &str, scaled: u64, places: u32) {
        self.key(key);
        self.fraction(scaled, places);
    }

    pub(crate) fn fraction(&mut self, scaled: u64, places: u32) {
        let unit = 10u64.pow(places);
        self.digits(scaled / unit);
        self.bytes.push(b'.');
        self.padded(scaled % unit, places as usize);
    }

    pub(crate) fn digits(&mut self, value: u64) {
        let mut buffer = [0; 20];
        let start = decimal_digits(value, &mut buffer);
        self.bytes.extend_from_slice(&buffer[start..]);
    }

    /// At least `width` digits, zeros in front.
    pub(crate) fn padded(&mut self, value: u64, width: usize) {
        let mut buffer = [b'0'; 20];
        let start = decimal_digits(value, &mut buffer);
        self.bytes.extend_from_slice(&buffer[start.min(20 - width)..]);
    }

    pub(crate) fn date(&mut self, date: Date) {
        self.padded(date.year.into(), 4);
        self.bytes.push(b'-');
        self.padded(date.month.into(), 2);
        self.bytes.push(b'-');
        self.padded(date.day.into(), 2);
    }

    /// Appends a copy of bytes written before.
    pub(crate) fn repeat(&mut self, range: std::ops::Range<usize>) {
        self.bytes.extend_from_within(range);
    }
}

/// Fills `buffer` from its end and returns where the digits begin.
fn decimal_digits(mut value: u64, buffer: &mut [u8; 20]) -> usize {
    let mut start = buffer.len();
    loop {
        start -= 1;
        buffer[start] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            return start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_compact_json() {
        let mut j = Json::default();
        j.braces(|j| {
            j.num("n", 1200);
            j.null("x");
            j.decimal("score", 61_284, 5);
            j.array("list", |j| {
                j.text_item(|j| j.padded(7, 3));
                j.element(|j| j.flag("f", true));
            });
            j.empty("none");
            j.text("day", |j| j.date(Date { year: 2020, month: 1, day: 9 }));
        });
        assert_eq!(
            String::from_utf8(j.bytes).unwrap(),
            r#"{"n":1200,"x":null,"score":0.61284,"list":["007",{"f":true}],"none":[],"day":"2020-01-09"}"#
        );
    }
}
