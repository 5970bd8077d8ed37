//! A path that may lead to several values, taken apart (RFC 9535).
//!
//! Functions, comparisons of two fields and paths that begin at the root inside a condition stay out: few platforms have them.

use serde_json::Value;

use super::PathStep;
use super::output::{bracket, member, quoted};

/// One step of a search. What it finds for each value so far, in order, is what the next step starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchStep {
    /// Whether it looks into everything below, too.
    pub is_deep: bool,
    /// What it takes, one after the other.
    pub picks: Vec<Pick>,
}

/// What a step of a search takes of a record or list.
#[derive(Clone, Debug, PartialEq)]
pub enum Pick {
    /// A field or an item.
    One(PathStep),
    /// Every field or item.
    Every,
    /// The items of a list from a position to before another one; negative ones count from the end.
    Range {
        /// The first; the beginning when none.
        from: Option<i64>,
        /// The one after the last; the end when none.
        to: Option<i64>,
        /// Every so many; backwards when negative, nothing when zero.
        step: i64,
    },
    /// The fields or items for which this holds.
    Where(Condition),
}

/// A condition on a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All of them hold.
    All(Vec<Self>),
    /// One of them holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// These steps lead to something; null is something.
    Exists(Vec<PathStep>),
    /// What these steps lead to compares like that with a text, number, boolean or null. Nothing equals no value and has no order.
    Is(Vec<PathStep>, Comparator, Value),
}

/// How two values compare. Only numbers, and only texts, have an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparator {
    /// The sign of JSONPath.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// The same seen from the other side.
    fn turned(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            same @ (Self::Equal | Self::Unequal) => same,
        }
    }
}

/// A search of the usual form: a list, some of its items, and a way on from each of them by names.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup<'a> {
    /// The way to the list.
    pub list: Vec<&'a PathStep>,
    /// Which of its items; never one alone.
    pub pick: &'a Pick,
    /// The way on from each item.
    pub then: Vec<&'a str>,
}

impl<'a> Lookup<'a> {
    /// A search of that form; nothing for one that looks into everything below, or picks twice.
    pub(super) fn of(search: &'a [SearchStep]) -> Option<Self> {
        let picks: Option<Vec<&Pick>> = search
            .iter()
            .map(|step| if let (false, [only]) = (step.is_deep, &step.picks[..]) { Some(only) } else { None })
            .collect();
        let picks = picks?;
        let at = picks.iter().position(|pick| !matches!(pick, Pick::One(_)))?;
        let one = |pick: &&'a Pick| if let Pick::One(step) = pick { Some(step) } else { None };
        let name = |pick: &&'a Pick| {
            if let Pick::One(PathStep::Name(name)) = pick { Some(name.as_str()) } else { None }
        };
        Some(Self {
            list: picks[..at].iter().map(one).collect::<Option<_>>()?,
            pick: picks[at],
            then: picks[at + 1..].iter().map(name).collect::<Option<_>>()?,
        })
    }
}

impl Condition {
    /// Every way that it looks along, with the value that is expected there; none where anything will do.
    pub fn paths(&self) -> Vec<(&[PathStep], Option<&Value>)> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::paths).collect(),
            Self::Not(part) => part.paths(),
            Self::Exists(path) => vec![(path, None)],
            Self::Is(path, _, value) => vec![(path, Some(value))],
        }
    }
}

/// The steps of a path; nothing when it holds what this module leaves out.
pub(super) fn search(path: &str) -> Option<Vec<SearchStep>> {
    let mut reader = Reader { rest: path.strip_prefix('$')? };
    let mut steps = Vec::new();
    loop {
        reader.space();
        if reader.rest.is_empty() {
            return Some(steps);
        }
        steps.push(reader.step()?);
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes this sign when it is next, with the white space before it.
    fn takes(&mut self, sign: &str) -> bool {
        self.space();
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn step(&mut self) -> Option<SearchStep> {
        let is_deep = self.takes("..");
        if self.rest.starts_with('[') {
            return Some(SearchStep { is_deep, picks: self.picks()? });
        }
        if !is_deep && !self.takes(".") {
            return None;
        }
        let pick = if self.takes("*") {
            Pick::Every
        } else {
            let (step, after) = member(self.rest)?;
            self.rest = after;
            Pick::One(step)
        };
        Some(SearchStep { is_deep, picks: vec![pick] })
    }

    /// What stands between brackets.
    fn picks(&mut self) -> Option<Vec<Pick>> {
        self.takes("[");
        let mut picks = vec![self.pick()?];
        while self.takes(",") {
            picks.push(self.pick()?);
        }
        self.takes("]").then_some(picks)
    }

    fn pick(&mut self) -> Option<Pick> {
        if self.takes("*") {
            return Some(Pick::Every);
        }
        if self.takes("?") {
            return self.any().map(Pick::Where);
        }
        self.space();
        if self.rest.starts_with(['\'', '"']) {
            return match self.literal()? {
                Value::String(name) => Some(Pick::One(PathStep::Name(name))),
                _ => None,
            };
        }
        let from = self.whole();
        if !self.takes(":") {
            return from.map(|place| Pick::One(PathStep::Index(place)));
        }
        let to = self.whole();
        let step = if self.takes(":") { self.whole().unwrap_or(1) } else { 1 };
        Some(Pick::Range { from, to, step })
    }

    fn whole(&mut self) -> Option<i64> {
        self.space();
        let end = self.rest.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let number = self.rest[..end].parse().ok()?;
        self.rest = &self.rest[end..];
        Some(number)
    }

    fn any(&mut self) -> Option<Condition> {
        let mut parts = vec![self.all()?];
        while self.takes("||") {
            parts.push(self.all()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Condition::Any(parts) })
    }

    fn all(&mut self) -> Option<Condition> {
        let mut parts = vec![self.one()?];
        while self.takes("&&") {
            parts.push(self.one()?);
        }
        Some(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }

    fn one(&mut self) -> Option<Condition> {
        if self.takes("!") {
            return Some(Condition::Not(Box::new(self.one()?)));
        }
        if self.takes("(") {
            let inside = self.any()?;
            return self.takes(")").then_some(inside);
        }
        if self.takes("@") {
            let steps = self.singular()?;
            return Some(match self.comparator() {
                Some(comparator) => Condition::Is(steps, comparator, self.literal()?),
                None => Condition::Exists(steps),
            });
        }
        let value = self.literal()?;
        let comparator = self.comparator()?.turned();
        self.takes("@").then_some(())?;
        Some(Condition::Is(self.singular()?, comparator, value))
    }

    /// Names and positions, as far as they go.
    fn singular(&mut self) -> Option<Vec<PathStep>> {
        let mut steps = Vec::new();
        loop {
            let trimmed = self.rest.trim_start();
            let (step, after) = if let Some(inside) = trimmed.strip_prefix('[') {
                bracket(inside.trim_start())?
            } else if trimmed.starts_with("..") {
                return None;
            } else if let Some(name) = trimmed.strip_prefix('.') {
                member(name.trim_start())?
            } else {
                return Some(steps);
            };
            steps.push(step);
            self.rest = after;
        }
    }

    fn comparator(&mut self) -> Option<Comparator> {
        use Comparator::{AtLeast, AtMost, Equal, Less, More, Unequal};
        // Two signs before one.
        let known = [Equal, Unequal, AtMost, AtLeast, Less, More];
        known.into_iter().find(|comparator| self.takes(comparator.sign()))
    }

    /// A text, number, boolean or null.
    fn literal(&mut self) -> Option<Value> {
        self.space();
        if self.rest.starts_with(['\'', '"']) {
            let quote = self.rest.chars().next()?;
            let (step, after) = quoted(&self.rest[1..], quote)?;
            self.rest = after;
            return match step {
                PathStep::Name(text) => Some(Value::String(text)),
                PathStep::Index(_) => None,
            };
        }
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let value = serde_json::from_str(&self.rest[..end]).ok()?;
        self.rest = &self.rest[end..];
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn name(name: &str) -> PathStep {
        PathStep::Name(name.to_owned())
    }

    fn one(pick: Pick) -> SearchStep {
        SearchStep { is_deep: false, picks: vec![pick] }
    }

    fn filter(condition: Condition) -> Option<Vec<SearchStep>> {
        Some(vec![one(Pick::Where(condition))])
    }

    #[test]
    fn the_usual_form_is_known() {
        for (path, expected) in [
            ("$.a[0].b[*].c.d", Some((3, 2))),
            ("$[?@.x]", Some((0, 0))),
            ("$.a[1:].b", Some((1, 1))),
            ("$..b", None),
            ("$.a[*].b[*]", None),
            ("$.a['b','c']", None),
            ("$.a[*].b[0]", None),
            ("$.a.b", None),
        ] {
            let steps = search(path).unwrap();
            let found = Lookup::of(&steps).map(|lookup| (lookup.list.len(), lookup.then.len()));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn searches_are_taken_apart() {
        use Condition::{All, Any, Exists, Is, Not};
        let range = |from, to, step| Pick::Range { from, to, step };
        let is = |field: &str, comparator, value| Is(vec![name(field)], comparator, value);
        for (path, expected) in [
            ("$.a[*]", Some(vec![one(Pick::One(name("a"))), one(Pick::Every)])),
            ("$..b", Some(vec![SearchStep { is_deep: true, picks: vec![Pick::One(name("b"))] }])),
            ("$..[0]", Some(vec![SearchStep { is_deep: true, picks: vec![Pick::One(PathStep::Index(0))] }])),
            ("$[1:-2]", Some(vec![one(range(Some(1), Some(-2), 1))])),
            ("$[::-1]", Some(vec![one(range(None, None, -1))])),
            (
                "$[ 'a' , 2 ]",
                Some(vec![SearchStep {
                    is_deep: false,
                    picks: vec![Pick::One(name("a")), Pick::One(PathStep::Index(2))],
                }]),
            ),
            ("$[?@.a]", filter(Exists(vec![name("a")]))),
            ("$[?!@.a]", filter(Not(Box::new(Exists(vec![name("a")]))))),
            ("$[?@.a=='x']", filter(is("a", Comparator::Equal, json!("x")))),
            (r#"$[?@.a != "it's \"]"]"#, filter(is("a", Comparator::Unequal, json!("it's \"]")))),
            ("$[?5 < @.a]", filter(is("a", Comparator::More, json!(5)))),
            (
                "$[?@.a>=1.5 && (@.b == true || @.c<2)]",
                filter(All(vec![
                    is("a", Comparator::AtLeast, json!(1.5)),
                    Any(vec![is("b", Comparator::Equal, json!(true)), is("c", Comparator::Less, json!(2))]),
                ])),
            ),
            ("$[?@ == null]", filter(Is(vec![], Comparator::Equal, Value::Null))),
            (
                "$[?@['x y'][0] == 1]",
                filter(Is(vec![name("x y"), PathStep::Index(0)], Comparator::Equal, json!(1))),
            ),
            ("$[?length(@.a) > 2]", None),
            ("$[?@.a == @.b]", None),
            ("$[?@..a]", None),
            ("$[?$.a]", None),
            ("$[?@.a == 1", None),
            ("a", None),
        ] {
            assert_eq!(search(path), expected, "{path}");
        }
    }
}
