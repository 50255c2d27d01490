//! Where a value sits in a record.
//!
//! ```text
//! path        = [derive "("] alternative ("|" alternative)* [")"]     the first alternative that has a value counts
//! derive      = "year" | "count" | "exists" | "first_day" | "or_zero" | "before_slash" | "after_slash"
//! alternative = step ("." step)*
//! step        = name ["[]" | "[" name ("." name)* "=" text "]"]       every element, or those whose member has that text
//!             | "*"                                                   any member
//!             | "@key"                                                the names of the members that have something, as values
//! ```
//!
//! An array is walked wherever a record has one, marked or not: records of older versions differ in it.

/// A parsed path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// What is made of the values found.
    pub derive: Derive,
    /// Where to look; a later one counts only where the earlier ones have no value.
    pub alternatives: Vec<Vec<Step>>,
}

/// What is made of the values at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derive {
    /// The values themselves.
    Value,
    /// The year of a date.
    Year,
    /// How many values there are.
    Count,
    /// Whether there is a value other than null, an empty array or an empty object.
    Exists,
    /// The value itself, or 0 where there is none.
    OrZero,
    /// What stands before the first slash.
    BeforeSlash,
    /// What stands after the first slash.
    AfterSlash,
    /// The first day of a date given as `[year, month, day]`, of which only the year is needed.
    FirstDay,
}

/// One step into a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A member of an object.
    Member(String),
    /// Any member of an object.
    Any,
    /// The names of an object's members, as values; of those that are neither null, `[]` nor `{}`.
    Key,
    /// Only objects of which the member at this path has this text.
    Where(Vec<String>, String),
}

impl Path {
    /// Reads a path.
    ///
    /// # Errors
    /// Says what is wrong with the text. Tables are checked at compile time for the mistakes that
    /// [`Entity::checked`](crate::Entity::checked) can see, the rest is caught by the first use in a test.
    pub fn parse(text: &str) -> Result<Path, String> {
        // A parenthesis behind a bracket belongs to the text of a condition.
        let call = text.split_once('(').filter(|(name, _)| !name.contains('['));
        let (derive, inner) = match call {
            None => (Derive::Value, text),
            Some((name, rest)) => {
                let derive = match name {
                    "year" => Derive::Year,
                    "count" => Derive::Count,
                    "exists" => Derive::Exists,
                    "first_day" => Derive::FirstDay,
                    "or_zero" => Derive::OrZero,
                    "before_slash" => Derive::BeforeSlash,
                    "after_slash" => Derive::AfterSlash,
                    _ => return Err(format!("`{name}` derives nothing in path `{text}`")),
                };
                let inner = rest.strip_suffix(')');
                (derive, inner.ok_or_else(|| format!("no closing parenthesis in path `{text}`"))?)
            }
        };
        let alternatives: Result<Vec<_>, String> = inner.split('|').map(alternative).collect();
        Ok(Path { derive, alternatives: alternatives? })
    }
}

fn alternative(text: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        steps.push(match name {
            "" => return Err(format!("an empty step in path `{text}`")),
            "*" => Step::Any,
            "@key" => Step::Key,
            name => Step::Member(name.to_owned()),
        });
        rest = after;
        if let Some(inside) = rest.strip_prefix('[') {
            let unclosed = || format!("no closing bracket in path `{text}`");
            let (condition, after) = inside.split_once(']').ok_or_else(unclosed)?;
            if let Some((member, equals)) = condition.split_once('=') {
                let member = member.split('.').map(str::to_owned).collect();
                steps.push(Step::Where(member, equals.to_owned()));
            } else if !condition.is_empty() {
                return Err(format!("`[{condition}]` is no condition in path `{text}`"));
            }
            rest = after;
        }
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None if rest.is_empty() => return Ok(steps),
            None => return Err(format!("expected `.` before `{rest}` in path `{text}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str) -> Step {
        Step::Member(name.to_owned())
    }

    #[test]
    fn steps() {
        let path = Path::parse("a.b[].c|old").unwrap();
        assert_eq!(path.derive, Derive::Value);
        assert_eq!(
            path.alternatives,
            [vec![member("a"), member("b"), member("c")], vec![member("old")]]
        );
        let path = Path::parse("count(relation.*[].id)").unwrap();
        assert_eq!(path.derive, Derive::Count);
        assert_eq!(path.alternatives, [vec![member("relation"), Step::Any, member("id")]]);
        let path = Path::parse("subjects[subject.scheme=FOS].subject.value").unwrap();
        let scheme = vec!["subject".to_owned(), "scheme".to_owned()];
        assert_eq!(path.alternatives[0][1], Step::Where(scheme, "FOS".to_owned()));
        let path = Path::parse("tags[scheme=Fields (of) study].tag").unwrap();
        let equals = Step::Where(vec!["scheme".to_owned()], "Fields (of) study".to_owned());
        assert_eq!((path.derive, &path.alternatives[0][1]), (Derive::Value, &equals));
        assert_eq!(Path::parse("relation.@key").unwrap().alternatives[0][1], Step::Key);
    }

    #[test]
    fn mistakes_are_named() {
        for text in ["", "a..b", "a[", "a[x]", "years(a)", "year(a", "a[]b"] {
            assert!(Path::parse(text).is_err(), "{text}");
        }
    }
}
