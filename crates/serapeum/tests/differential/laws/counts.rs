//! Laws of how many records filters find.

use super::{Bench, is_plain, same};
use crate::oracle::{
    fields::{Class, Field},
    filter::negates,
};

type Case = Option<Result<(), String>>;

/// A case that says something needs some records.
fn case(count: u64, law: impl FnOnce() -> Result<(), String>) -> Case {
    (count > 0).then(law)
}

macro_rules! counts {
    ($count:expr) => {
        match $count {
            Ok(count) => count,
            Err(reason) => return Some(Err(reason)),
        }
    };
}

impl Bench<'_> {
    /// A field's filter.
    fn one(
        &mut self,
        fits: &dyn Fn(&Field) -> bool,
    ) -> Option<(&'static str, String, &'static str)> {
        let (field, value) = self
            .random
            .one_filter(&|field| is_plain(field) && field.class != Class::Refused && fits(field))?;
        // Within a list, this prefix looks like the name of a filter.
        let refused = value.split_once('|').is_some_and(|(_, rest)| rest.contains("openalex:"));
        (!refused).then_some((field.entity, value, field.name))
    }

    /// Two values of a field, without operators.
    fn two(
        &mut self,
        fits: &dyn Fn(&Field) -> bool,
    ) -> Option<(&'static str, &'static str, [String; 2])> {
        let (entity, first, name) = self.one(fits)?;
        // What looks like a filter within a list is refused.
        let plain = |value: &String| {
            !value.contains(['|', '!', ' ', '"', ',', ':', '<', '>'])
                && !value.starts_with('-')
                && !value.ends_with('-')
        };
        let mut found: Vec<String> = Some(first).filter(plain).into_iter().collect();
        for _ in 0..20 {
            let (_, other, _) = self.one(&|field| field.entity == entity && field.name == name)?;
            if plain(&other) && !found.contains(&other) {
                found.push(other);
            }
            if let [a, b] = found.as_slice() {
                return Some((entity, name, [a.clone(), b.clone()]));
            }
        }
        None
    }
}

pub(super) fn commute(bench: &mut Bench) -> Case {
    let (entity, a, first) = bench.one(&|_| true)?;
    let (_, b, second) = bench.one(&|field| field.entity == entity)?;
    let (a, b) = (format!("{first}:{a}"), format!("{second}:{b}"));
    let left = counts!(bench.count(entity, &[&a, &b]));
    let right = counts!(bench.count(entity, &[&b, &a]));
    case(left + right, || same("a,b and b,a", left, right))
}

pub(super) fn complement(bench: &mut Bench) -> Case {
    let kinds = |field: &Field| matches!(field.class, Class::Journal | Class::Repository);
    let (entity, value, name) = bench.one(&|field| !kinds(field))?;
    let field = bench.oracle.field(entity, name)?;
    let range = field.class == Class::Number && !value.starts_with(['<', '>', '-']);
    let single = (negates(field.class) || (range && !value.ends_with('-'))) && value != "null";
    let fits = single || (value.contains('|') && !value.contains('"'));
    if value.contains(['!', ' ', '"']) || !fits {
        return None;
    }
    let total = counts!(bench.count(entity, &[]));
    let found = counts!(bench.count(entity, &[&format!("{name}:{value}")]));
    let others = counts!(bench.count(entity, &[&format!("{name}:!{value}")]));
    case(found, || same("a and !a, everything", found + others, total))
}

pub(super) fn truths(bench: &mut Bench) -> Case {
    let two = |class| matches!(class, Class::Exists | Class::South | Class::Open(_));
    let (entity, _, name) =
        bench.one(&|field| two(field.class) || (field.class == Class::Bool && !field.many))?;
    let total = counts!(bench.count(entity, &[]));
    let yes = counts!(bench.count(entity, &[&format!("{name}:true")]));
    let no = counts!(bench.count(entity, &[&format!("{name}:false")]));
    let mut all = yes + no;
    if !two(bench.oracle.field(entity, name)?.class) {
        all += counts!(bench.count(entity, &[&format!("{name}:null")]));
    }
    case(total, || same("true, false and null; everything", all, total))
}

pub(super) fn union(bench: &mut Bench) -> Case {
    let (entity, name, [a, b]) = bench.two(&|_| true)?;
    let (left, right) = (format!("{name}:{a}"), format!("{name}:{b}"));
    let first = counts!(bench.count(entity, &[&left]));
    let second = counts!(bench.count(entity, &[&right]));
    let both = counts!(bench.count(entity, &[&left, &right]));
    let either = counts!(bench.count(entity, &[&format!("{name}:{a}|{b}")]));
    case(either, || same("a|b; a + b - (a and b)", either + both, first + second))
}

pub(super) fn narrow(bench: &mut Bench) -> Case {
    let (entity, a, first) = bench.one(&|_| true)?;
    let (_, b, second) = bench.one(&|field| field.entity == entity)?;
    let (a, b) = (format!("{first}:{a}"), format!("{second}:{b}"));
    let total = counts!(bench.count(entity, &[]));
    let one = counts!(bench.count(entity, &[&a]));
    let both = counts!(bench.count(entity, &[&a, &b]));
    case(one, || match both <= one && one <= total {
        true => Ok(()),
        false => Err(format!("{both}, {one}, {total} should ascend")),
    })
}

pub(super) fn ranges(bench: &mut Bench) -> Case {
    let numbers = |field: &Field| field.class == Class::Number && !field.many;
    let (entity, name, [a, b]) = bench.two(&numbers)?;
    let number = |text: &str| text.parse::<f64>().ok();
    let (low, high) = match (number(&a)?, number(&b)?) {
        (x, y) if x < y => (a, b),
        (x, y) if x > y => (b, a),
        _ => return None,
    };
    let mut of = |value: String| bench.count(entity, &[&format!("{name}:{value}")]);
    let all = counts!(of("!null".to_owned()));
    let parts = [format!("<{low}"), format!("{low}-{high}"), format!(">{high}")];
    let mut sum = 0;
    for part in parts {
        sum += counts!(of(part));
    }
    let halves = counts!(of(format!("-{low}"))) + counts!(of(format!(">{low}")));
    let others = counts!(of(format!("<{high}"))) + counts!(of(format!("{high}-")));
    case(all, || {
        same("three ranges, everything", sum, all)?;
        same("two ranges, everything", halves, all)?;
        same("two other ranges, everything", others, all)
    })
}

pub(super) fn corpora(bench: &mut Bench) -> Case {
    let (entity, a, name) = bench.one(&|field| field.entity == "works")?;
    let filter = crate::requests::encoded(&format!("{name}:{a}"));
    let mut of = |corpus: &str| {
        let request = format!("openalex/{entity}?per-page=1&filter={filter}&{corpus}");
        bench.ask(&request)?["meta"]["count"].as_u64().ok_or("no count".to_owned())
    };
    let core = counts!(of("corpus=core"));
    let expansion = counts!(of("corpus=expansion"));
    let all = counts!(of("corpus=all"));
    let included = counts!(of("include_xpac=true"));
    let usual = counts!(of("mailto=a"));
    case(all, || {
        same("core and expansion, all", core + expansion, all)?;
        same("include_xpac, all", included, all)?;
        same("nothing said, core", usual, core)
    })
}
