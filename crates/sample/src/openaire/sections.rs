//! The smaller members of research products.

use super::product::Product;
use super::world::{Kind, Node, Stream};
use crate::cast::{Organization, Person};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon;
use crate::places;
use crate::prose;

/// Members that some products have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Member {
    SubTitle,
    EmbargoEndDate,
    Sources,
    Formats,
    Contributors,
    Coverages,
    DocumentationUrls,
    CodeRepositoryUrl,
    ProgrammingLanguage,
    ContactPeople,
    ContactGroups,
    Tools,
    Size,
    Version,
    GeoLocations,
}

impl Member {
    /// Those that depend on the kind of product, in order.
    pub(super) const OF_KINDS: [Self; 9] = [
        Self::DocumentationUrls,
        Self::CodeRepositoryUrl,
        Self::ProgrammingLanguage,
        Self::ContactPeople,
        Self::ContactGroups,
        Self::Tools,
        Self::Size,
        Self::Version,
        Self::GeoLocations,
    ];

    /// The name, the kind of product that has it, and in one of how many it is.
    fn rule(self) -> (&'static str, Option<Kind>, u64) {
        match self {
            Self::SubTitle => ("subTitle", None, 11),
            Self::EmbargoEndDate => ("embargoEndDate", None, 14),
            Self::Sources => ("sources", None, 2),
            Self::Formats => ("formats", None, 5),
            Self::Contributors => ("contributors", None, 4),
            Self::Coverages => ("coverages", None, 25),
            Self::DocumentationUrls => ("documentationUrls", Some(Kind::Software), 2),
            Self::CodeRepositoryUrl => ("codeRepositoryUrl", Some(Kind::Software), 1),
            Self::ProgrammingLanguage => ("programmingLanguage", Some(Kind::Software), 2),
            Self::ContactPeople => ("contactPeople", Some(Kind::Other), 4),
            Self::ContactGroups => ("contactGroups", Some(Kind::Other), 5),
            Self::Tools => ("tools", Some(Kind::Other), 3),
            Self::Size => ("size", Some(Kind::Dataset), 2),
            Self::Version => ("version", Some(Kind::Dataset), 4),
            Self::GeoLocations => ("geoLocations", Some(Kind::Dataset), 6),
        }
    }
}

/// Languages by the code of their vocabulary: ISO 639-2, bibliographic and terminological where they differ.
const LANGUAGES: [(&str, &str, &str); 14] = [
    ("en", "eng", "English"),
    ("es", "spa", "Spanish; Castilian"),
    ("de", "deu/ger", "German"),
    ("fr", "fra/fre", "French"),
    ("pt", "por", "Portuguese"),
    ("ru", "rus", "Russian"),
    ("ja", "jpn", "Japanese"),
    ("zh", "chi/zho", "Chinese"),
    ("ko", "kor", "Korean"),
    ("ar", "ara", "Arabic"),
    ("el", "ell/gre", "Greek"),
    ("he", "heb", "Hebrew"),
    ("hi", "hin", "Hindi"),
    ("pl", "pol", "Polish"),
];

impl Product<'_> {
    pub(super) fn member(&self, member: Member, json: &mut Json) {
        let (key, kind, period) = member.rule();
        let holds = kind.is_none_or(|kind| kind == self.kind)
            && (self.index + period / 3).is_multiple_of(period);
        self.when(holds, key, json, |j| self.write_member(member, key, j));
    }

    fn write_member(&self, member: Member, key: &str, j: &mut Json) {
        let mut rng = self.world.rng(Stream::Text, self.index | (1 + member as u64) << 40);
        let organization = Organization::draw(&self.world.cast, &mut rng);
        let person = Person::of(&self.world.cast, rng.skewed(self.world.cast.people));
        let mut list = |write: &mut dyn FnMut(&mut Json)| j.array(key, |j| j.text_item(write));
        match member {
            Member::SubTitle => j.text(key, |j| prose::title(self.lexicon, &mut rng, j)),
            Member::EmbargoEndDate => j.text(key, |j| {
                j.padded(2020 + self.index % 8, 4);
                j.raw("-10-05");
            }),
            Member::Sources => list(&mut |j| {
                j.raw(if self.index.is_multiple_of(4) { "Crossref" } else { "reponame:Digital" })
            }),
            Member::Formats => {
                list(&mut |j| j.raw(["application/pdf", "text/csv"][self.index as usize % 2]))
            }
            Member::Contributors => list(&mut |j| organization.write_name(j)),
            Member::Coverages => list(&mut |j| j.raw(organization.country.name)),
            Member::DocumentationUrls => list(&mut |j| j.raw("https://docs.example.org/software")),
            Member::CodeRepositoryUrl => j.text(key, |j| {
                j.raw("https://github.com/example/tool-");
                j.digits(self.index);
            }),
            Member::ProgrammingLanguage => {
                j.str(key, ["Python", "R", "C++", "Fortran"][self.index as usize / 2 % 4])
            }
            Member::ContactPeople => list(&mut |j| person.name.write(j)),
            Member::ContactGroups => list(&mut |j| organization.write_name(j)),
            Member::Tools => list(&mut |j| j.raw("Jana2020")),
            Member::Size => j.text(key, |j| {
                j.digits(rng.between(1, 900));
                j.raw(rng.pick(&[" KB", ".1 MB", " files"]));
            }),
            Member::Version => j.str(key, ["1.0", "1.2", "2.0.1"][self.index as usize % 3]),
            Member::GeoLocations => j.array(key, |j| {
                j.element(|j| {
                    j.str("point", "4.83 52.37");
                    j.str("box", "18.05 59.32 18.10 59.34");
                    j.str("place", organization.city);
                });
            }),
        }
    }

    /// `authors`; names without parts, with and without an ORCID iD that their owner confirmed.
    pub(super) fn authors(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Authors);
        let number = match rng.below(1000) {
            0..30 => return self.absent("authors", json),
            30..33 => 80 + rng.skewed(300),
            _ => 1 + rng.skewed(9),
        };
        let people = Person::draw_some(&self.world.cast, number, &mut rng);
        json.array("authors", |j| {
            for (rank, person) in (1..).zip(&people) {
                j.element(|j| {
                    j.text("fullName", |j| match rng.chance(600) {
                        true => person.name.write_inverted(j),
                        false => person.name.write(j),
                    });
                    if rng.chance(900) {
                        j.str("name", person.name.given());
                        j.str("surname", person.name.family());
                    } else if self.nulls() {
                        j.nulls(&["name", "surname"]);
                    }
                    j.num("rank", rank);
                    let orcid = person.orcid.filter(|_| rng.chance(700));
                    self.when(orcid.is_some(), "pid", j, |j| {
                        let scheme = if rng.chance(250) { "orcid" } else { "orcid_pending" };
                        j.object("pid", |j| {
                            j.object("id", |j| {
                                j.str("scheme", scheme);
                                j.text("value", |j| identifiers::bare_orcid(j, orcid.unwrap_or(0)));
                            });
                            self.provenance("provenance", j);
                        });
                    });
                });
            }
        });
    }

    /// Where a value comes from; null in some records.
    pub(super) fn provenance(&self, key: &str, json: &mut Json) {
        if self.index % 3 == 1 {
            return json.null(key);
        }
        json.object(key, |j| {
            j.str("provenance", "Harvested");
            j.str("trust", "0.9");
        });
    }

    pub(super) fn language(&self, json: &mut Json) {
        let known = LANGUAGES.iter().find(|(code, _, _)| *code == self.lexicon.code);
        let known = known.filter(|_| self.index % 4 != 3);
        json.object("language", |j| {
            j.str("code", known.map_or("und", |language| language.1));
            j.str("label", known.map_or("Undetermined", |language| language.2));
        });
    }

    /// `countries`: of the repositories, so few have any.
    pub(super) fn countries(&self, json: &mut Json) {
        self.when(self.index % 4 == 2, "countries", json, |j| {
            let country = places::draw(&mut self.rng(Stream::Facts));
            j.array("countries", |j| {
                j.element(|j| {
                    j.str("code", country.code);
                    j.str("label", country.name);
                    self.provenance("provenance", j);
                });
            });
        });
    }

    pub(super) fn title(&self, json: &mut Json) {
        if self.index % 200 == 199 {
            return self.absent("mainTitle", json);
        }
        json.text("mainTitle", |j| prose::title(self.lexicon, &mut self.rng(Stream::Text), j));
    }

    pub(super) fn descriptions(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Text, self.index | 40 << 40);
        let number = if rng.chance(420) { 0 } else { 1 + rng.below(10) / 8 };
        self.when(number > 0, "descriptions", json, |j| {
            j.array("descriptions", |j| {
                for _ in 0..number {
                    let words = 15 + rng.skewed(150);
                    j.text_item(|j| {
                        j.raw(if rng.chance(50) { "<p>" } else { "" });
                        prose::sentences(self.lexicon, words, &mut rng, j);
                    });
                }
            });
        });
    }

    pub(super) fn container(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Text, self.index | 41 << 40);
        let Some(journal) = &self.journal else { return self.absent("container", json) };
        json.object("container", |j| {
            j.text("name", |j| journal.write_title(j));
            for &medium in journal.media {
                let key = if medium.name() == "print" { "issnPrinted" } else { "issnOnline" };
                j.text(key, |j| journal.issn(medium, j));
            }
            if journal.index % 3 == 0 {
                j.text("issnLinking", |j| journal.issn(journal.media[0], j));
            }
            j.text("sp", |j| j.digits(rng.between(1, 300)));
            j.text("ep", |j| j.digits(rng.between(301, 330)));
            if rng.chance(600) {
                j.text("iss", |j| j.digits(rng.between(1, 12)));
            }
            j.text("vol", |j| j.digits(rng.between(1, 90)));
            if rng.chance(30) {
                j.str("edition", "2");
                j.str("conferencePlace", "Wien");
                j.str("conferenceDate", "2019-09-10");
            }
        });
    }

    pub(super) fn original_ids(&self, json: &mut Json) {
        json.array("originalIds", |j| {
            if self.has_doi {
                j.text_item(|j| self.doi(j));
            }
            j.text_item(|j| {
                j.raw("50|datacite____::");
                self.world.hash(Node::Product, self.index, j);
            });
            if self.index.is_multiple_of(3) {
                j.text_item(|j| {
                    j.raw("oai:repository.example.org:");
                    j.digits(self.index);
                });
            }
        });
    }

    /// The identifiers of a product with their schemes: `pids`, also those of its first instance.
    pub(super) fn pids(&self, json: &mut Json) {
        let others: [(&str, &str); 6] = [
            ("handle", "11104/0"),
            ("pmid", ""),
            ("pmc", "PMC"),
            ("mag_id", "2"),
            ("arXiv", "2101.0"),
            ("w3id", "https://w3id.org/"),
        ];
        let other = others.get(self.index as usize % 13).copied();
        self.when(self.has_doi || other.is_some(), "pids", json, |j| {
            j.array("pids", |j| {
                if self.has_doi {
                    j.element(|j| {
                        j.str("scheme", "doi");
                        j.text("value", |j| self.doi(j));
                    });
                }
                if let Some((scheme, before)) = other {
                    j.element(|j| {
                        j.str("scheme", scheme);
                        j.text("value", |j| {
                            j.raw(before);
                            j.digits(self.world.cast.number(13, self.index));
                        });
                    });
                }
            });
        });
    }

    /// `indicators`: citations and the measures made of them, with classes from C1, the best, to C5.
    pub(super) fn indicators(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Indicators);
        let citations = if rng.chance(550) { 0 } else { rng.log_uniform(9) };
        let class = |value: u64| match value {
            300.. => "C1",
            100.. => "C2",
            30.. => "C3",
            8.. => "C4",
            _ => "C5",
        };
        self.when(self.index % 30 != 11, "indicators", json, |j| {
            j.object("indicators", |j| {
                j.object("citationImpact", |j| {
                    j.decimal("citationCount", citations * 10, 1);
                    for (key, power, value) in [
                        ("influence", "e-09", 2583 + citations * 37),
                        ("popularity", "e-09", 1465 + citations * 53 % 9000),
                    ] {
                        j.decimal(key, value, 3);
                        j.raw(power);
                    }
                    j.decimal("impulse", citations / 3 * 10, 1);
                    j.str("citationClass", class(citations));
                    j.str("influenceClass", class(citations * 2));
                    j.str("impulseClass", class(citations / 3));
                    j.str("popularityClass", class(citations * 3 / 2));
                });
                if rng.chance(120) {
                    j.object("usageCounts", |j| {
                        // Older records have texts here.
                        let quote = if self.index.is_multiple_of(5) { "\"" } else { "" };
                        for key in ["downloads", "views"] {
                            j.key(key);
                            j.raw(quote);
                            j.digits(rng.log_uniform(9));
                            j.raw(quote);
                        }
                    });
                }
            });
        });
    }
}

/// A word of English, for values that need one.
pub(super) fn word(index: u64) -> &'static str {
    let words = lexicon::english();
    words.word(60 + (index % 300) as usize)
}
