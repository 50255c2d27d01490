//! Random requests that between them use every filter, every group and every sort key.

use std::collections::{BTreeSet, HashMap};

use crate::{
    oracle::{
        Oracle,
        fields::{Class, Field},
        form::Form,
        load::Id,
        value::Atom,
    },
    rng::Rng,
    values,
};

/// Makes requests. What has not been used yet goes first.
pub(crate) struct Random<'o> {
    oracle: &'o Oracle,
    pub(crate) rng: Rng,
    waiting: HashMap<(Use, &'static str), Vec<&'o Field>>,
    pub(crate) used: BTreeSet<(Use, &'static str, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Use {
    Filter,
    Group,
    Sort,
}

impl Use {
    pub(crate) fn allows(self, field: &Field) -> bool {
        match self {
            Use::Filter => true,
            Use::Group => field.groups,
            Use::Sort => field.sorts,
        }
    }
}

impl<'o> Random<'o> {
    pub(crate) fn new(oracle: &'o Oracle, seed: u64) -> Random<'o> {
        let (rng, waiting, used) = (Rng(seed), HashMap::new(), BTreeSet::new());
        Random { oracle, rng, waiting, used }
    }

    /// What no request has used yet.
    pub(crate) fn unused(&self) -> Vec<String> {
        let mut unused = Vec::new();
        for how in [Use::Filter, Use::Group, Use::Sort] {
            let allowed = self.oracle.fields.iter().filter(|field| how.allows(field));
            let left =
                allowed.filter(|field| !self.used.contains(&(how, field.entity, field.name)));
            unused.extend(left.map(|field| format!("{how:?} {} {}", field.entity, field.name)));
        }
        unused
    }

    /// An entity; more often one of which more is left to use.
    fn entity(&mut self, how: Use) -> &'static str {
        let fields = self.oracle.fields.iter().filter(|field| how.allows(field));
        let left: Vec<&Field> =
            fields.filter(|field| !self.used.contains(&(how, field.entity, field.name))).collect();
        match left.is_empty() {
            false => self.rng.pick(&left).entity,
            true if self.rng.chance(50) => "works",
            true => self.rng.pick(&self.oracle.tables).entity,
        }
    }

    /// The next field of an entity: each once before any comes again.
    fn field(&mut self, how: Use, entity: &'static str) -> &'o Field {
        let Random { oracle, rng, waiting, used } = self;
        let queue = waiting.entry((how, entity)).or_default();
        if queue.is_empty() {
            let own = |field: &&Field| field.entity == entity && how.allows(field);
            queue.extend(oracle.fields.iter().filter(own));
            rng.shuffle(queue);
        }
        let field = queue.pop().unwrap();
        used.insert((how, entity, field.name));
        field
    }

    fn filter(&mut self, entity: &'static str, many: bool) -> String {
        let count = match self.rng.below(10) {
            0 if !many => 0,
            0..6 => 1,
            6..9 => 2,
            _ => 3,
        };
        let mut parts = Vec::new();
        for _ in 0..count {
            let field = self.field(Use::Filter, entity);
            // Refusals hide what stands beside them.
            let refused = field.class == Class::Refused;
            let value = (0..20).find_map(|_| values::value(self.oracle, field, &mut self.rng));
            let Some(value) = value else {
                parts.push(format!("{}:null", field.name));
                continue;
            };
            let name =
                if self.rng.chance(15) { field.name.replace('_', "-") } else { field.name.into() };
            if refused {
                return format!("{name}:{value}");
            }
            parts.push(format!("{name}:{value}"));
        }
        if entity == "authors" && self.rng.chance(10) {
            parts.push("works_count:0-".to_owned());
        }
        parts.join(",")
    }

    /// Parameters that any list may have.
    fn list(&mut self, entity: &'static str, many: bool) -> Vec<(&'static str, String)> {
        let mut params = Vec::new();
        let filter = self.filter(entity, many);
        if !filter.is_empty() {
            params.push(("filter", filter));
        }
        if entity == "works" && self.rng.chance(10) {
            params.push(("include_xpac", "true".to_owned()));
        }
        if self.rng.chance(3) {
            params.push(("mailto", "someone@example.org".to_owned()));
        }
        params
    }

    fn sort(&mut self, entity: &'static str) -> String {
        let count = 1 + self.rng.below(2);
        let mut fields: Vec<&Field> = (0..count).map(|_| self.field(Use::Sort, entity)).collect();
        // Two names of one list can ask for its smallest and its largest value; of those, the first counts.
        fields.dedup_by(|second, first| second.paths == first.paths);
        let keys = fields.into_iter().map(|field| {
            let ending = *self.rng.pick(&["", ":asc", ":desc", ":desc"]);
            format!("{}{ending}", field.name)
        });
        keys.collect::<Vec<_>>().join(",")
    }

    /// A page of a list.
    pub(crate) fn page(&mut self) -> String {
        let how = if self.rng.chance(30) { Use::Filter } else { Use::Sort };
        let entity = self.entity(how);
        let mut params = self.list(entity, how == Use::Filter);
        if how == Use::Sort || self.rng.chance(50) {
            params.push(("sort", self.sort(entity)));
        }
        if self.rng.chance(60) {
            let name = if self.rng.chance(50) { "per-page" } else { "per_page" };
            params.push((name, self.rng.pick(&["1", "7", "50", "200", "1000"]).to_string()));
        }
        if self.rng.chance(40) {
            params.push(("page", self.rng.pick(&["1", "2", "3", "40"]).to_string()));
        }
        write(entity, &params)
    }

    /// A list to walk through.
    pub(crate) fn walk(&mut self) -> String {
        let entity = self.entity(Use::Sort);
        let mut params = self.list(entity, false);
        if self.rng.chance(70) {
            params.push(("sort", self.sort(entity)));
        }
        let left = self.oracle.table(entity).records.len();
        let size = (left / (3 + self.rng.below(12))).max(3);
        params.push(("per-page", size.to_string()));
        params.push(("cursor", "*".to_owned()));
        write(entity, &params)
    }

    /// A page of groups.
    pub(crate) fn groups(&mut self) -> String {
        let entity = self.entity(Use::Group);
        let mut params = self.list(entity, false);
        let name = self.field(Use::Group, entity).name;
        let ending = *self.rng.pick(&["", "", ":include_unknown", ":INCLUDE_UNKNOWN", ":known"]);
        params.push(("group_by", format!("{name}{ending}")));
        if self.rng.chance(30) {
            params.push(("per-page", self.rng.pick(&["1", "5", "30", "5000"]).to_string()));
            if self.rng.chance(40) {
                params.push(("page", self.rng.pick(&["1", "2", "3"]).to_string()));
            }
        }
        write(entity, &params)
    }

    /// Groups to walk through.
    pub(crate) fn group_walk(&mut self) -> String {
        let entity = self.entity(Use::Group);
        let mut params = self.list(entity, false);
        let mut field = self.field(Use::Group, entity);
        while field.form == Form::Bool {
            field = self.field(Use::Group, entity);
        }
        let ending = *self.rng.pick(&["", ":include_unknown"]);
        params.push(("group_by", format!("{}{ending}", field.name)));
        params.push(("per-page", self.rng.pick(&["20", "100", "333"]).to_string()));
        params.push(("cursor", "*".to_owned()));
        write(entity, &params)
    }

    /// A single record, by any identifier.
    pub(crate) fn single(&mut self) -> String {
        let entity = self.rng.pick(&self.oracle.tables).entity;
        let forms: &[(&str, &[&str])] = match entity {
            "works" => &[
                ("doi", &["doi:", "https://doi.org/", ""]),
                ("pmid", &["pmid:"]),
                ("pmcid", &["pmcid:", "pmcid:PMC"]),
            ],
            "authors" => {
                &[("orcid", &["orcid:", "https://orcid.org/", ""]), ("scopus", &["scopus:"])]
            }
            "sources" => &[("issn", &["issn:", ""]), ("issn_l", &["issn_l:", "issn:"])],
            "institutions" => &[("ror", &["ror:", "https://ror.org/", ""])],
            "publishers" | "funders" => &[
                ("ror", &["ror:", "https://ror.org/", ""]),
                ("wikidata", &["wikidata:", "https://www.wikidata.org/entity/"]),
            ],
            "concepts" => &[("wikidata_id", &["wikidata:", "https://www.wikidata.org/wiki/"])],
            _ => &[],
        };
        let table = self.oracle.table(entity);
        if table.records.is_empty() {
            return format!("openalex/{entity}/X");
        }
        let at = self.rng.below(table.records.len());
        let id = match &table.records[at].id {
            Id::Number(number) => number + if self.rng.chance(5) { 1 } else { 0 },
            Id::Code(code) => {
                let url = table.records[at].json["id"].as_str().unwrap().to_owned();
                let path = match self.rng.below(5) {
                    0 => code.to_uppercase(),
                    1 => code.to_lowercase(),
                    2 => format!("{code}x"),
                    3 => url,
                    _ => code.clone(),
                };
                return format!("openalex/{entity}/{}", encoded(&path));
            }
        };
        let letter = entity[..1].to_uppercase();
        let mut path = match self.rng.below(6) {
            0 => format!("{letter}{id}").to_lowercase(),
            1 => format!("https://openalex.org/{letter}{id}"),
            2 => format!("openalex:{letter}{id}"),
            3 if entity != "topics" => format!("mag:{id}"),
            // The letter of another entity is overlooked.
            4 => format!("F{id}"),
            _ => format!("{letter}{id}"),
        };
        if !forms.is_empty() && self.rng.chance(60) {
            let (name, prefixes) = self.rng.pick(forms);
            let column = table.column(self.oracle.field(entity, name).unwrap());
            if let Some(Atom::Text(text)) = column[at].first() {
                let bare = text.split('&').next().unwrap_or_default();
                path = format!("{}{bare}", self.rng.pick(prefixes));
            }
        }
        format!("openalex/{entity}/{}", encoded(&path))
    }

    /// A request with a mistake.
    pub(crate) fn mistake(&mut self) -> String {
        let requests: &[&[(&str, &str)]] = &[
            &[("filter", "publication_yeer:2020")],
            &[("filter", "publication_year:>=2020")],
            &[("filter", "publication_year:!>5")],
            &[("filter", "publication_year:abc")],
            &[("filter", "publication_year:2020-2021-2022")],
            &[("filter", "is_oa:!true")],
            &[("filter", "is_oa:maybe")],
            &[("filter", "has_doi:null")],
            &[("filter", "from_publication_date:2020")],
            &[("filter", "publication_date:2020-02-30")],
            &[("filter", "publication_date:2020-01-01-2020-02-01")],
            &[("filter", "created_date:2020-01-01T00:00:00")],
            &[("filter", "cites:nothing")],
            &[("filter", "type:")],
            &[("filter", "type:None")],
            &[("filter", "type")],
            &[("filter", "type:book|!article")],
            &[("filter", "type:book|language:en")],
            &[("filter", "id:W123456")],
            &[("filter", "doi_starts_with:10")],
            &[("filter", "institutions.continent:Atlantis")],
            &[("filter", "best_open_version:null")],
            &[("filter", "locations.source.publisher_lineage:I136199984")],
            &[("filter", "locations.source.host_institution_lineage:P4310320104")],
            &[("sort", "cited_by_count:down")],
            &[("sort", "-cited_by_count")],
            &[("sort", "title.search")],
            &[("group_by", "publication_date")],
            &[("group_by", "fwci")],
            &[("group_by", "nothing")],
            &[("group_by", "referenced_works")],
            &[("group_by", "type:unknown")],
            &[("group_by", "is_oa"), ("cursor", "*")],
            &[("per-page", "0")],
            &[("per-page", "-1")],
            &[("per-page", "ten")],
            &[("page", "0")],
            &[("page", "2"), ("cursor", "*")],
            &[("cursor", "nonsense")],
            &[("cursor", "null")],
            &[("cursor", "IlsxXSI=")],
            &[("filters", "type:book")],
            &[("page", "0"), ("filter", "nothing:1")],
        ];
        let params = *self.rng.pick(requests);
        let params: Vec<_> =
            params.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        write("works", &params)
    }
}

fn write(entity: &str, params: &[(&str, String)]) -> String {
    let pairs = params.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
    format!("openalex/{entity}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Percent-encoded, but for what is easier to read as it is.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'_' | b'.' | b':' | b',' | b'|' | b'!' | b'*' | b'/' | b'<' | b'>' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
