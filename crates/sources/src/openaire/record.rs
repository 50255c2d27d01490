//! Records as the API shows them: with the names that members have had since version 10, research products with every
//! member in the order of the API, null where a record lacks it. Values stay as they are in the dump, byte for byte.

use serapeum_model::{
    BadRequest, Class, Request,
    json::{Bad, Scanner},
};

use super::{indicators, renamed, request::THIRD};

/// The members of research products, in order.
const PRODUCT: &[&str] = &[
    "authors",
    "openAccessColor",
    "publiclyFunded",
    "type",
    "language",
    "countries",
    "subjects",
    "mainTitle",
    "subTitle",
    "descriptions",
    "publicationDate",
    "publisher",
    "embargoEndDate",
    "sources",
    "formats",
    "contributors",
    "coverages",
    "bestAccessRight",
    "container",
    "documentationUrls",
    "codeRepositoryUrl",
    "programmingLanguage",
    "contactPeople",
    "contactGroups",
    "tools",
    "size",
    "version",
    "geoLocations",
    "id",
    "originalIds",
    "pids",
    "dateOfCollection",
    "lastUpdateTimeStamp",
    "indicators",
    "projects",
    "organizations",
    "communities",
    "collectedFrom",
    "instances",
    "isGreen",
    "isInDiamondJournal",
    "eoscIfGuidelines",
];

/// Members that tell of other records. The first version shows none of them; a dump has them as relations, so that a
/// record that lacks one does not say that there are none.
const RELATED: &[&str] = &["projects", "organizations", "communities", "collectedFrom"];

/// Members that the third version has added.
const ADDED: &str = "eoscIfGuidelines";

/// A member of an object: its name as text and as it stands, and its value.
pub(super) struct Member<'r> {
    name: String,
    raw: &'r str,
    pub(super) value: &'r str,
}

impl Member<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// Writes the member as it stands.
    pub(super) fn copy(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        out.extend(self.raw.bytes());
        out.extend(b"\":");
        out.extend(self.value.bytes());
    }
}

/// Writes a record as an answer to a request shows it.
pub(super) fn write(request: &Request, record: &[u8], out: &mut Vec<u8>) -> Result<(), BadRequest> {
    let entity = request.query.entity.name;
    let damaged = || {
        let text = format!("A record of {entity} is damaged: it is no JSON object");
        BadRequest::new(Class::Lake, "path", text)
    };
    let text = std::str::from_utf8(record).map_err(|_| damaged())?;
    let members = members(text).map_err(|_| damaged())?;
    if request.form.raw {
        out.extend(record);
        return Ok(());
    }
    let mut writer = Writer { entity, first: true, out };
    writer.out.push(b'{');
    if entity == "researchProducts" {
        let third = request.form.view == Some(THIRD);
        writer.product(&members, third).map_err(|_| damaged())?;
    } else {
        for member in &members {
            writer.member("", member).map_err(|_| damaged())?;
        }
    }
    writer.out.push(b'}');
    Ok(())
}

/// The members of an object; of those that occur twice, both.
pub(super) fn members(text: &str) -> Result<Vec<Member<'_>>, Bad> {
    let mut scanner = Scanner::new(text);
    let mut members = Vec::new();
    if scanner.peek() != b'{' {
        return Err(Bad);
    }
    let mut more = scanner.open(b'}')?;
    while more {
        let found = scanner.name()?;
        let mut name = String::new();
        if !found.escaped() || !found.decode(&mut name) {
            name.clear();
            name.push_str(found.raw());
        }
        let value = value(text, &mut scanner)?;
        members.push(Member { name, raw: found.raw(), value });
        more = scanner.more(b'}')?;
    }
    scanner.end()?;
    Ok(members)
}

fn value<'r>(text: &'r str, scanner: &mut Scanner<'r>) -> Result<&'r str, Bad> {
    scanner.peek();
    let start = scanner.offset();
    scanner.skip()?;
    text.get(start..scanner.offset()).ok_or(Bad)
}

/// The elements of an array.
pub(super) fn elements(text: &str) -> Result<Vec<&str>, Bad> {
    let mut scanner = Scanner::new(text);
    let mut elements = Vec::new();
    if scanner.peek() != b'[' {
        return Err(Bad);
    }
    let mut more = scanner.open(b']')?;
    while more {
        elements.push(value(text, &mut scanner)?);
        more = scanner.more(b']')?;
    }
    Ok(elements)
}

struct Writer<'o> {
    entity: &'static str,
    /// Whether no member of the object has been written.
    first: bool,
    out: &'o mut Vec<u8>,
}

impl Writer<'_> {
    /// The members in the order of the API, then those that it does not know.
    fn product(&mut self, members: &[Member], third: bool) -> Result<(), Bad> {
        let since = |member: &Member| renamed::since(self.entity, "", &member.name).to_owned();
        let names: Vec<String> = members.iter().map(since).collect();
        for name in PRODUCT {
            let found = names.iter().position(|known| known == name);
            let related = RELATED.contains(name);
            match found.and_then(|at| members.get(at)) {
                _ if !third && (related || *name == ADDED) => {}
                Some(member) => self.member("", member)?,
                None if related => {}
                None => {
                    self.name(name);
                    self.out.extend(b"null");
                }
            }
        }
        let further =
            names.iter().zip(members).filter(|(name, _)| !PRODUCT.contains(&name.as_str()));
        for (_, member) in further {
            self.member("", member)?;
        }
        Ok(())
    }

    fn member(&mut self, within: &str, member: &Member) -> Result<(), Bad> {
        let since = renamed::since(self.entity, within, &member.name);
        // A name with escapes keeps them.
        self.name(if since == member.name { member.raw } else { since });
        match since {
            "indicators" if within.is_empty() => indicators::write(member.value, self.out),
            _ if within.is_empty() && renamed::inside(self.entity, since) => {
                self.nested(since, member.value)
            }
            _ => {
                self.out.extend(member.value.bytes());
                Ok(())
            }
        }
    }

    /// An object whose members may have been renamed, or an array of such.
    fn nested(&mut self, within: &str, value: &str) -> Result<(), Bad> {
        match value.as_bytes().first() {
            Some(b'{') => {
                self.out.push(b'{');
                let outer = std::mem::replace(&mut self.first, true);
                for member in members(value)? {
                    self.member(within, &member)?;
                }
                self.first = outer;
                self.out.push(b'}');
            }
            Some(b'[') => {
                self.out.push(b'[');
                for (i, element) in elements(value)?.into_iter().enumerate() {
                    if i > 0 {
                        self.out.push(b',');
                    }
                    self.nested(within, element)?;
                }
                self.out.push(b']');
            }
            _ => self.out.extend(value.bytes()),
        }
        Ok(())
    }

    fn name(&mut self, name: &str) {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(b',');
        }
        self.out.push(b'"');
        self.out.extend(name.bytes());
        self.out.extend(b"\":");
    }
}
