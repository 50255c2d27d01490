//! Random requests.

use crate::{
    facets::{MORE, USUAL},
    filters::{Class, PARAMETERS, Parameter, draw},
    judging::{Uses, encode},
    lucene::Query,
    order::SORTS,
    record::Record,
    rng::Rng,
};

/// A request, as text and taken apart.
#[derive(Default)]
pub(crate) struct Request {
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) filters: Vec<(&'static Parameter, String)>,
    pub(crate) query: Option<Query>,
    pub(crate) ids: Option<Vec<String>>,
    pub(crate) sort: Option<String>,
    pub(crate) size: Option<usize>,
    pub(crate) number: Option<usize>,
    pub(crate) facets: Option<Vec<&'static str>>,
    pub(crate) walk: bool,
    /// Whether a value may be refused by name where the limits of the service are not asked for.
    pub(crate) odd: bool,
}

impl Request {
    pub(crate) fn text(&self) -> String {
        let pair = |(name, value): &(String, String)| format!("{name}={}", encode(value));
        let pairs: Vec<String> = self.parameters.iter().map(pair).collect();
        format!("datacite/dois?{}", pairs.join("&"))
    }

    /// Whether a record is asked for.
    pub(crate) fn holds(&self, record: &Record) -> bool {
        if let Some(ids) = &self.ids {
            return ids.contains(&record.id);
        }
        let (united, plain): (Vec<_>, Vec<_>) = self.filters.iter().partition(|(p, _)| p.united);
        plain.iter().all(|(parameter, value)| parameter.holds(record, value))
            && (united.is_empty() || united.iter().any(|(p, value)| p.holds(record, value)))
            && self.query.as_ref().is_none_or(|query| query.holds(record))
            && record.attributes["state"] == "findable"
    }

    fn add(&mut self, name: &str, value: &str) {
        self.parameters.push((name.to_owned(), value.to_owned()));
    }
}

pub(crate) fn request(random: &mut Rng, records: &[Record], uses: &mut Uses) -> Request {
    let mut request = Request::default();
    let mut used = |name: &str| uses.count(name);
    for _ in 0..*random.pick(&[0, 1, 1, 1, 2, 2, 3]) {
        let parameter = random.pick(PARAMETERS);
        if request.filters.iter().any(|(known, _)| known.name == parameter.name) {
            continue;
        }
        let (value, odd) = draw(parameter, random, records);
        request.odd |= odd;
        let name = if random.chance(15) {
            parameter.name.replace('-', "_")
        } else {
            parameter.name.to_owned()
        };
        request.add(&name, &value);
        request.filters.push((parameter, value));
        used(parameter.name);
    }
    if random.chance(35) {
        let query = Query::draw(random, records, 2);
        let text = query.text(random);
        request.add("query", &text);
        request.query = Some(query);
        used("query");
    }
    let walk = random.chance(12);
    if random.chance(8) {
        let count = 1 + random.below(5);
        let mut ids: Vec<String> = (0..count).map(|_| random.pick(records).id.clone()).collect();
        if random.chance(20) {
            ids.push("10.5555/is-not-there".to_owned());
        }
        // A comma separates.
        ids.retain(|id| !id.contains(','));
        if !ids.is_empty() {
            let one = ids.len() == 1 && !walk && random.chance(70);
            let name = if one { "id" } else { "ids" };
            let text = ids.join(",");
            request.add(name, &if random.chance(30) { text.to_uppercase() } else { text });
            used(name);
            if one {
                request.size = Some(10);
            }
            request.ids = Some(ids);
        }
    }
    for ignored in ["state", "include-other-registration-agencies", "random", "clientId", "subject"]
    {
        if random.chance(2) && request.filters.iter().all(|(known, _)| known.name != ignored) {
            let value = match ignored {
                "random" => "false",
                "subject" => "",
                _ => "registered",
            };
            request.add(ignored, value);
            used(ignored);
        }
    }
    if random.chance(50) {
        let sort = match random.below(20) {
            0 => "relevance".to_owned(),
            1 => "colour".to_owned(),
            _ => format!("{}{}", random.pick(&["", "-"]), random.pick(&SORTS)),
        };
        request.add("sort", &sort);
        used(&format!("sort={}", sort.trim_start_matches('-')));
        request.sort = Some(sort);
    }
    facets(&mut request, random, &mut used);
    if walk {
        used("page[cursor]");
        request.walk = true;
        let start = *random.pick(&["1", ""]);
        request.add("page[cursor]", start);
    }
    if random.chance(60) || walk {
        let size = if walk {
            1 + random.below(records.len() / 2)
        } else {
            *random.pick(&[0, 1, 2, 5, 25, 100, 1000, 1500])
        };
        request.size = Some(size);
        let name = *random.pick(&["page[size]", "page%5Bsize%5D"]);
        request.add(name, &size.to_string());
        used("page[size]");
    }
    if !walk && random.chance(40) {
        let number = *random.pick(&[0, 1, 2, 2, 3, 5, 20]);
        request.number = Some(number);
        request.add("page[number]", &number.to_string());
        used("page[number]");
    }
    random.shuffle(&mut request.parameters);
    let zero = request.filters.iter().any(|(p, _)| p.class == Class::AtLeast);
    request.odd |= zero || request.number == Some(0);
    request
}

fn facets(request: &mut Request, random: &mut Rng, used: &mut dyn FnMut(&str)) {
    let usual = match random.below(10) {
        0..=2 => {
            let all: Vec<&str> = USUAL.iter().chain(&MORE).copied().collect();
            let mut chosen: Vec<&str> =
                (0..1 + random.below(4)).map(|_| *random.pick(&all)).collect();
            chosen.sort_unstable();
            chosen.dedup();
            chosen.iter().for_each(|name| used(&format!("facets={name}")));
            request.parameters.push(("facets".to_owned(), chosen.join(",")));
            chosen
        }
        3 => USUAL.to_vec(),
        _ => {
            request.parameters.push(("disable-facets".to_owned(), "true".to_owned()));
            used("disable-facets");
            Vec::new()
        }
    };
    let single = request.parameters.iter().any(|(name, _)| name == "id");
    request.facets = if single { None } else { Some(usual) };
}
