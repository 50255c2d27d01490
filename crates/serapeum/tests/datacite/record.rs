//! Records as the data file has them, and what the reference derives from them.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use serde_json::Value;

use crate::judging::texts;

/// A record, and the line that it stands on.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) attributes: Value,
    pub(crate) relationships: Value,
    pub(crate) line: Vec<u8>,
}

impl Record {
    pub(crate) fn parse(line: &[u8]) -> Record {
        let mut json: Value = serde_json::from_slice(line).unwrap();
        let flat = json.get("attributes").is_none();
        let attributes = if flat { json.clone() } else { json["attributes"].take() };
        let id = json.get("id").or(attributes.get("doi")).unwrap().as_str().unwrap();
        let id = id.to_ascii_lowercase();
        Record { id, attributes, relationships: json["relationships"].take(), line: line.to_vec() }
    }

    /// The texts at a path of the attributes.
    pub(crate) fn texts(&self, path: &str) -> Vec<String> {
        texts(&self.attributes, path)
    }

    /// The texts at a path of the creators and of the contributors.
    pub(crate) fn people(&self, path: &str) -> Vec<String> {
        let mut found = self.texts(&format!("creators.{path}"));
        found.extend(self.texts(&format!("contributors.{path}")));
        found
    }

    /// A count; the index has 0 where the file has none.
    pub(crate) fn count(&self, name: &str) -> i64 {
        self.attributes[name].as_i64().unwrap_or(0)
    }

    pub(crate) fn year(&self) -> Option<i64> {
        self.texts("publicationYear").first()?.parse().ok()
    }

    /// Milliseconds since 1970.
    pub(crate) fn instant(&self, name: &str) -> Option<i64> {
        instant(self.attributes[name].as_str()?).map(|(first, _)| first)
    }

    /// The kebab form of the general type; none where the type is unknown.
    pub(crate) fn kind(&self) -> Option<String> {
        let general = self.texts("types.resourceTypeGeneral").first()?.clone();
        let own = self.texts("types.resourceType");
        if matches!(general.as_str(), "Text" | "Other") && own.iter().any(|own| own == "Project") {
            return Some("project".to_owned());
        }
        KINDS.contains(&general.as_str()).then(|| kebab(&general))
    }

    pub(crate) fn client(&self) -> Option<String> {
        texts(&self.relationships, "client.data.id").first().map(|id| id.to_ascii_lowercase())
    }

    pub(crate) fn provider(&self) -> Option<String> {
        texts(&self.relationships, "provider.data.id").first().map(|id| id.to_ascii_lowercase())
    }

    /// `ror.org/…` of affiliations whose scheme is ROR.
    pub(crate) fn affiliations(&self) -> Vec<String> {
        let found = self.identified("affiliation", "affiliationIdentifier", "ROR");
        found.iter().map(|id| ror(id)).collect()
    }

    /// `ror.org/…` of creators, contributors and publishers whose scheme is ROR.
    pub(crate) fn organizations(&self) -> Vec<String> {
        let mut found = self.identified("nameIdentifiers", "nameIdentifier", "ROR");
        let publisher = &self.attributes["publisher"];
        if publisher["publisherIdentifierScheme"] == "ROR" {
            found.extend(publisher["publisherIdentifier"].as_str().map(str::to_owned));
        }
        found.iter().map(|id| ror(id)).collect()
    }

    /// `https://orcid.org/…` of creators and contributors.
    pub(crate) fn persons(&self) -> Vec<String> {
        let end = |id: &String| id.rsplit('/').next().unwrap().to_owned();
        let found = self.identified("nameIdentifiers", "nameIdentifier", "ORCID");
        found.iter().map(end).map(|id| format!("https://orcid.org/{id}")).collect()
    }

    /// Identifiers of that member in a list of creators and contributors, under a scheme.
    fn identified(&self, list: &str, member: &str, scheme: &str) -> Vec<String> {
        let mut found = Vec::new();
        for people in ["creators", "contributors"] {
            for one in crate::judging::values(&self.attributes, &format!("{people}.{list}")) {
                if one[format!("{member}Scheme")] == scheme {
                    found.extend(one[member].as_str().map(str::to_owned));
                }
            }
        }
        found
    }

    /// A value for each object at a path.
    pub(crate) fn present(&self, path: &str) -> Vec<String> {
        let found = crate::judging::values(&self.attributes, path);
        found.iter().map(|_| path.to_owned()).collect()
    }

    /// Subjects of the scheme of fields of science, without `FOS: `.
    pub(crate) fn fields_of_science(&self) -> Vec<String> {
        let mut found = Vec::new();
        for subject in crate::judging::values(&self.attributes, "subjects") {
            if subject["subjectScheme"] == FOS {
                found.extend(subject["subject"].as_str().map(|text| text.replace("FOS: ", "")));
            }
        }
        found
    }
}

/// The scheme of fields of science.
pub(crate) const FOS: &str = "Fields of Science and Technology (FOS)";

#[rustfmt::skip]
pub(crate) const KINDS: [&str; 34] = [
    "Audiovisual", "Award", "Book", "BookChapter", "Collection", "ComputationalNotebook", "ConferencePaper",
    "ConferenceProceeding", "Dataset", "DataPaper", "Dissertation", "Event", "Image", "Instrument",
    "InteractiveResource", "Journal", "JournalArticle", "Model", "OutputManagementPlan", "PeerReview",
    "PhysicalObject", "Poster", "Preprint", "Presentation", "Project", "Report", "Service", "Sound", "Software",
    "Standard", "StudyRegistration", "Text", "Workflow", "Other",
];

/// `JournalArticle`, `journal_article`: `journal-article`.
pub(crate) fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (at, letter) in name.trim().char_indices() {
        if letter.is_uppercase() && at > 0 && !kebab.ends_with('-') {
            kebab.push('-');
        }
        kebab.extend(if letter == '_' { '-' } else { letter }.to_lowercase());
    }
    kebab
}

/// `ror.org/…` of any spelling.
pub(crate) fn ror(id: &str) -> String {
    let id = id.trim_start_matches("https://").trim_start_matches("http://");
    format!("ror.org/{}", id.trim_start_matches("ror.org/"))
}

/// The first and the last millisecond of a date or of an instant.
pub(crate) fn instant(text: &str) -> Option<(i64, i64)> {
    let digits = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let year = digits(0, 4)?;
    let month = if text.len() >= 7 { digits(5, 7)? } else { 0 };
    let day = if text.len() >= 10 { digits(8, 10)? } else { 0 };
    if text.len() > 10 {
        let time = (digits(11, 13)? * 60 + digits(14, 16)?) * 60 + digits(17, 19)?;
        let milliseconds = if text.get(19..20) == Some(".") { digits(20, 23)? } else { 0 };
        let first = (days(year, month, day) * 86_400 + time) * 1000 + milliseconds;
        return Some((first, first + if text.contains('.') { 0 } else { 999 }));
    }
    let end = match (month, day) {
        (0, _) => days(year + 1, 1, 1),
        (12, 0) => days(year + 1, 1, 1),
        (_, 0) => days(year, month + 1, 1),
        _ => days(year, month, day) + 1,
    };
    Some((days(year, month.max(1), day.max(1)) * 86_400_000, end * 86_400_000 - 1))
}

/// Days since 1970.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before: i64 = (1970..year).map(|year| 365 + i64::from(leap(year))).sum();
    let lengths = [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    before + lengths[..month as usize - 1].iter().sum::<i64>() + day - 1
}

/// The records of all files below a folder.
pub(crate) fn load(folder: &Path) -> Vec<Record> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(load(&path));
            continue;
        }
        let file = fs::File::open(&path).unwrap();
        let reader: Box<dyn Read> = if path.extension().is_some_and(|ending| ending == "gz") {
            Box::new(flate2::read::MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        for line in BufReader::new(reader).split(b'\n') {
            found.push(Record::parse(&line.unwrap()));
        }
    }
    found
}
