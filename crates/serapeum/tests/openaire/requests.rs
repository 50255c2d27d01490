//! Random requests, and which records they ask for.

use std::cmp::Ordering;

use crate::{
    judging::{Uses, encode, texts},
    parameters::{Asks, COLLECTIONS, Collection, LABELS, Parameter, has},
    record::Record,
    rng::Rng,
    words::Words,
};

/// A condition of a request, of one parameter or of the two ends of a range.
enum Condition {
    Words(Asks, Vec<Words>),
    Truth(fn(&Record) -> Option<bool>, bool),
    /// Over a member, by its first letters: a date or its year.
    Range {
        member: &'static str,
        years: bool,
        from: Option<String>,
        to: Option<String>,
        turned: bool,
    },
}

impl Condition {
    fn holds(&self, record: &Record) -> bool {
        match self {
            Condition::Words(asks, alternatives) => {
                let has = has(*asks, record);
                alternatives.iter().any(|words| words.hold(&has))
            }
            Condition::Truth(of, wanted) => of(record) == Some(*wanted),
            Condition::Range { member, years, from, to, turned } => {
                let within = record.texts(member).iter().any(|date| {
                    let date = if *years { &date[..4] } else { &date[..10] };
                    from.as_ref().is_none_or(|from| from.as_str() <= date)
                        && to.as_ref().is_none_or(|to| date <= to.as_str())
                });
                within != *turned
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Logic {
    And,
    Or,
    Not,
}

/// A request, as text and taken apart.
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) parameters: Vec<(String, String)>,
    conditions: Vec<Condition>,
    logic: Logic,
    pub(crate) sort: Vec<(&'static str, bool)>,
    pub(crate) page: Option<usize>,
    pub(crate) size: Option<usize>,
    pub(crate) walk: bool,
    pub(crate) stats: bool,
}

impl Request {
    pub(crate) fn text(&self, cursor: Option<&str>) -> String {
        let pair = |(name, value): &(String, String)| match (cursor, name.as_str()) {
            (Some(cursor), "cursor") => format!("cursor={}", encode(cursor)),
            _ => format!("{name}={}", encode(value)),
        };
        let pairs: Vec<String> = self.parameters.iter().map(pair).collect();
        format!("openaire/{}?{}", self.path, pairs.join("&"))
    }

    pub(crate) fn holds(&self, record: &Record) -> bool {
        let mut each = self.conditions.iter().map(|condition| condition.holds(record));
        match (self.logic, self.conditions.len()) {
            (_, 0) => true,
            (Logic::And, _) => each.all(|holds| holds),
            (Logic::Or, _) => each.any(|holds| holds),
            (Logic::Not, _) => each.next() == Some(true) && !each.any(|holds| holds),
        }
    }

    /// Records without a value are last; the id decides between equal ones.
    pub(crate) fn order(&self, a: &Record, b: &Record) -> Ordering {
        for (path, falling) in &self.sort {
            let key = |record: &Record| texts(&record.json, path).first().cloned();
            let by = match (key(a), key(b)) {
                (Some(a), Some(b)) => {
                    let by = match (a.parse::<f64>(), b.parse::<f64>()) {
                        (Ok(a), Ok(b)) => a.total_cmp(&b),
                        _ => a.cmp(&b),
                    };
                    if *falling { by.reverse() } else { by }
                }
                (a, b) => b.is_some().cmp(&a.is_some()),
            };
            if by != Ordering::Equal {
                return by;
            }
        }
        a.id.cmp(&b.id)
    }
}

pub(crate) fn request(random: &mut Rng, at: usize, records: &[Record], uses: &mut Uses) -> Request {
    let collection = &COLLECTIONS[at];
    let version = *random.pick(&[0, 1, 3]);
    let path = match version {
        0 => (*random.pick(&collection.names)).to_owned(),
        1 => format!("{}{}", random.pick(&["graph/", "graph/v1/"]), collection.names[0]),
        _ => format!("graph/v3/{}", collection.names[1]),
    };
    let mut request = Request {
        path,
        parameters: Vec::new(),
        conditions: Vec::new(),
        logic: Logic::And,
        sort: Vec::new(),
        page: None,
        size: None,
        walk: random.chance(15),
        stats: false,
    };
    let mut chosen: Vec<&Parameter> = Vec::new();
    for _ in 0..*random.pick(&[0, 1, 1, 1, 2, 2, 3]) {
        let parameter = random.pick(collection.parameters);
        let known = version == 0 || parameter.version == 0 || parameter.version == version;
        if known && chosen.iter().all(|other| other.name != parameter.name) {
            chosen.push(parameter);
        }
    }
    random.shuffle(&mut chosen);
    for parameter in chosen {
        uses.count(&format!("{}.{}", collection.names[0], parameter.name));
        add(&mut request, random, parameter, records);
    }
    let dated = |name: &str| name == "fromPublicationDate" || name == "toPublicationDate";
    if version != 1 && request.parameters.iter().any(|(name, _)| dated(name)) && random.chance(30) {
        let turned = random.chance(70);
        request.parameters.push(("excludePubDateRange".to_owned(), turned.to_string()));
        uses.count("excludePubDateRange");
        for condition in &mut request.conditions {
            if let Condition::Range {
                member: "publicationDate", years: false, turned: to, ..
            } = condition
            {
                *to = turned;
            }
        }
    }
    if random.chance(30) {
        let (word, logic) =
            *random.pick(&[("AND", Logic::And), ("OR", Logic::Or), ("NOT", Logic::Not)]);
        request.parameters.push(("logicalOperator".to_owned(), word.to_owned()));
        request.logic = logic;
        uses.count(&format!("logicalOperator={word}"));
    }
    if version == 3 && at == 0 && random.chance(15) {
        request.parameters.push(("includeStats".to_owned(), "true".to_owned()));
        request.stats = true;
        uses.count("includeStats");
    }
    order(&mut request, random, collection, uses);
    pages(&mut request, random, uses);
    request
}

fn order(request: &mut Request, random: &mut Rng, collection: &Collection, uses: &mut Uses) {
    if collection.orders.is_empty() || random.chance(50) {
        return;
    }
    let mut keys: Vec<String> = Vec::new();
    for _ in 0..1 + random.below(3) {
        let (name, path) = random.pick(collection.orders);
        if request.sort.iter().any(|(known, _)| known == path) {
            continue;
        }
        let falling = random.chance(50);
        request.sort.push((path, falling));
        keys.push(format!("{name} {}", if falling { "DESC" } else { "ASC" }));
        uses.count(&format!("{}.sortBy={name}", collection.names[0]));
    }
    let comma = *random.pick(&[",", ", "]);
    request.parameters.push(("sortBy".to_owned(), keys.join(comma)));
}

fn pages(request: &mut Request, random: &mut Rng, uses: &mut Uses) {
    if request.walk {
        request.parameters.push(("cursor".to_owned(), "*".to_owned()));
        uses.count("cursor");
    }
    if random.chance(60) {
        let size = *random.pick(&[1, 2, 7, 10, 50, 100]);
        request.size = Some(size);
        request.parameters.push(("pageSize".to_owned(), size.to_string()));
        uses.count("pageSize");
    }
    if !request.walk && random.chance(40) {
        let page = *random.pick(&[1, 1, 2, 3, 20]);
        request.page = Some(page);
        request.parameters.push(("page".to_owned(), page.to_string()));
        uses.count("page");
    }
}

/// A value that some record has, or nearly has.
fn add(request: &mut Request, random: &mut Rng, parameter: &Parameter, records: &[Record]) {
    let name = parameter.name.to_owned();
    let date = |random: &mut Rng, member: &str| -> Option<String> {
        let dates = (0..20).filter_map(|_| random.pick(records).texts(member).first().cloned());
        dates.last()
    };
    let asks = parameter.asks;
    match asks {
        Asks::Truth(of) => {
            let wanted = random.chance(50);
            request.parameters.push((name, wanted.to_string()));
            request.conditions.push(Condition::Truth(of, wanted));
        }
        Asks::From(member) | Asks::To(member) | Asks::FromYear(member) | Asks::ToYear(member) => {
            let years = matches!(asks, Asks::FromYear(_) | Asks::ToYear(_));
            let lower = matches!(asks, Asks::From(_) | Asks::FromYear(_));
            let Some(mut value) = date(random, member) else { return };
            if years || random.chance(40) {
                value.truncate(4);
            }
            request.parameters.push((name, value.clone()));
            if !years && value.len() == 4 {
                value.push_str(if lower { "-01-01" } else { "-12-31" });
            }
            let known = request.conditions.iter_mut().find_map(|condition| match condition {
                Condition::Range { member: known, years: by, from, to, .. }
                    if *known == member && *by == years =>
                {
                    Some((from, to))
                }
                _ => None,
            });
            match known {
                Some((from, _)) if lower => *from = Some(value),
                Some((_, to)) => *to = Some(value),
                None => {
                    let (from, to) = if lower { (Some(value), None) } else { (None, Some(value)) };
                    let range = Condition::Range { member, years, from, to, turned: false };
                    request.conditions.push(range);
                }
            }
        }
        _ => {
            let mut one = |random: &mut Rng| word(random, asks, records);
            let mut alternatives = Vec::new();
            for _ in 0..if random.chance(15) { 2 } else { 1 } {
                let words = Words::draw(random, 2, &mut one);
                request.parameters.push((name.clone(), words.text(random)));
                alternatives.push(words);
            }
            request.conditions.push(Condition::Words(asks, alternatives));
        }
    }
}

fn word(random: &mut Rng, asks: Asks, records: &[Record]) -> String {
    // Of few values, others are refused.
    match asks {
        Asks::Choice(_, words) => return (*random.pick(words)).to_owned(),
        Asks::Active => return (2010 + random.below(16)).to_string(),
        _ => {}
    }
    for _ in 0..40 {
        let found = has(asks, random.pick(records));
        if found.is_empty() {
            continue;
        }
        let value = random.pick(&found).clone();
        let fixed = LABELS.iter().any(|(word, _)| *word == value)
            || value.split_once(". ").is_some_and(|(n, _)| n.parse::<u8>().is_ok())
            || value.len() <= 4
            || value.contains("ror.org");
        return if !fixed && random.chance(10) { format!("{value}x") } else { value };
    }
    let rare = records.iter().find_map(|record| has(asks, record).into_iter().next());
    rare.unwrap_or_else(|| "2020".to_owned())
}
