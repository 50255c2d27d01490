//! Journals and the publishers they belong to.

use super::{Cast, Publisher, Stream};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon::{self, Lexicon};
use crate::rng::Rng;

pub(crate) struct Journal {
    pub(crate) index: u64,
    pub(crate) publisher: u64,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) is_open: bool,
    /// One in print, one electronic, or both.
    pub(crate) media: &'static [Medium],
    issns: [u64; 2],
    rng: Rng,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Medium {
    Print,
    Electronic,
}

impl Medium {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Electronic => "electronic",
        }
    }
}

impl Journal {
    pub(crate) fn of(cast: &Cast, index: u64) -> Self {
        let mut rng = cast.rng(Stream::Journal, index);
        let publisher = rng.skewed(cast.publishers);
        let lexicons = lexicon::all();
        let language = Publisher::of(cast, publisher).country.language;
        let lexicon = match lexicons.iter().find(|l| l.code == language) {
            Some(own) if rng.chance(300) => own,
            _ => &lexicons[0],
        };
        let media: &[Medium] = match rng.below(10) {
            0..2 => &[Medium::Print],
            2..4 => &[Medium::Electronic],
            _ => &[Medium::Print, Medium::Electronic],
        };
        let issns = [0, 1].map(|which| 500_000 + cast.issns.apply(index * 2 + which));
        Self { index, publisher, lexicon, is_open: rng.chance(300), media, issns, rng }
    }

    pub(crate) fn draw(cast: &Cast, rng: &mut Rng) -> Self {
        Self::of(cast, rng.skewed(cast.journals))
    }

    fn words(&self) -> [usize; 2] {
        let mut rng = self.rng.clone();
        [self.lexicon.content(&mut rng), self.lexicon.content(&mut rng)]
    }

    pub(crate) fn write_title(&self, json: &mut Json) {
        let [first, second] = self.words();
        let english = self.lexicon.code == "en";
        let (before, between) = match self.index % 5 {
            _ if !english => ("", " "),
            0 => ("Journal of ", " "),
            1 => ("", " & "),
            2 => ("International Journal of ", " and "),
            3 => ("Annals of ", " "),
            _ => ("", ", "),
        };
        for part in [before, self.lexicon.capital(first), between, self.lexicon.capital(second)] {
            json.raw(part);
        }
    }

    /// `J Wate Rese`.
    pub(crate) fn write_short_title(&self, json: &mut Json) {
        json.raw("J");
        for word in self.words() {
            json.raw(" ");
            let word = self.lexicon.capital(word);
            let short: usize = word.char_indices().nth(4).map_or(word.len(), |(at, _)| at);
            // An escape sequence is never cut in two.
            json.raw(if word.contains('\\') { word } else { &word[..short] });
        }
    }

    pub(crate) fn issn(&self, medium: Medium, json: &mut Json) {
        identifiers::issn(json, self.issns[usize::from(medium == Medium::Electronic)]);
    }
}
