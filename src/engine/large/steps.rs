//! A path (RFC 9535) that is followed through a text, so that nothing but what it finds becomes a document.

use std::ops::ControlFlow;

use jsonpath_rfc9535::{JsonPath, SingularSegment};
use serde_json::Value;

use super::text::Kind;
use super::{LargeText, Part};
use crate::engine::path_cost::quoted;

/// A path in steps. What is found in a value follows from that value alone, so large values are gone through on their text and
/// small ones as documents.
pub(in crate::engine) struct Steps(Vec<Step>);

/// More filters than this are faster on the whole document.
const MOST_READINGS: usize = 3;

enum Step {
    /// To the values directly inside.
    Inside(Vec<Selector>),
    /// To all values inside; with the path that remains, for values that are documents.
    Anywhere(Vec<Selector>, JsonPath),
}

enum Selector {
    Name(String),
    Index(i64),
    Every,
    Slice(Slice),
    /// The same filter as a path through a list.
    Filter(JsonPath),
}

struct Slice {
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
}

/// Takes what a path finds, in its order.
pub(in crate::engine) trait Harvest {
    /// This value.
    fn whole(&mut self, text: &LargeText<'_>, part: Part) -> ControlFlow<()>;
    /// What this path finds in this value.
    fn inside(&mut self, text: &LargeText<'_>, part: Part, path: &JsonPath) -> ControlFlow<()>;
}

impl Steps {
    /// Takes apart a path that is known to be well-formed; nothing when one of its filters looks at the whole answer, or when its
    /// filters would read the same large values again and again.
    pub fn of(path: &str) -> Option<Self> {
        let mut rest = path.strip_prefix('$')?.trim_start();
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let from_here = rest;
            let (anywhere, selectors) = match rest.strip_prefix("..") {
                Some(after) => (true, after),
                None => (false, rest.strip_prefix('.').unwrap_or(rest)),
            };
            let (selectors, after) = selectors_of(selectors.trim_start())?;
            steps.push(if anywhere {
                Step::Anywhere(selectors, JsonPath::parse(&format!("${from_here}")).ok()?)
            } else {
                Step::Inside(selectors)
            });
            rest = after.trim_start();
        }
        let steps = Self(steps);
        (steps.readings() <= MOST_READINGS).then_some(steps)
    }

    /// How often a value may be read for a filter.
    fn readings(&self) -> usize {
        let filters = |selectors: &[Selector]| {
            selectors.iter().filter(|selector| matches!(selector, Selector::Filter(_))).count()
        };
        let of_step = |step: &Step| match step {
            Step::Inside(selectors) => filters(selectors),
            // With every value around it.
            Step::Anywhere(selectors, _) => filters(selectors) * (MOST_READINGS + 1),
        };
        self.0.iter().map(of_step).sum()
    }

    /// Follows the path through the text.
    pub fn follow(&self, text: &LargeText<'_>, harvest: &mut impl Harvest) {
        // Whether the harvest had enough is of no concern here.
        let _ = self.from(0, text, text.whole(), harvest);
    }

    fn from(
        &self,
        number: usize,
        text: &LargeText<'_>,
        part: Part,
        harvest: &mut impl Harvest,
    ) -> ControlFlow<()> {
        match self.0.get(number) {
            None => harvest.whole(text, part),
            Some(Step::Inside(selectors)) => selectors.iter().try_for_each(|selector| {
                selector.select(text, part, &mut |part| self.from(number + 1, text, part, harvest))
            }),
            Some(Step::Anywhere(..)) if text.kind(part) == Kind::Plain => ControlFlow::Continue(()),
            Some(Step::Anywhere(_, path)) if !LargeText::is_large(part) => harvest.inside(text, part, path),
            Some(Step::Anywhere(selectors, _)) => {
                for selector in selectors {
                    selector.select(text, part, &mut |part| self.from(number + 1, text, part, harvest))?;
                }
                text.children(part).try_for_each(|child| self.from(number, text, child.part, harvest))
            }
        }
    }
}

impl Selector {
    fn select(
        &self,
        text: &LargeText<'_>,
        part: Part,
        found: &mut dyn FnMut(Part) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut children = text.children(part);
        let kind = text.kind(part);
        match self {
            Self::Name(name) if kind == Kind::Record => children
                .find(|child| child.name() == name.as_str())
                .map_or(ControlFlow::Continue(()), |child| found(child.part)),
            Self::Every => children.try_for_each(|child| found(child.part)),
            Self::Filter(path) => children.try_for_each(|child| {
                let list = Value::Array(vec![text.value(child.part)]);
                if path.query_values(&list).is_empty() {
                    ControlFlow::Continue(())
                } else {
                    found(child.part)
                }
            }),
            Self::Index(index) if kind == Kind::List => {
                let index = if *index < 0 { *index + count(text, part) } else { *index };
                let child = usize::try_from(index).ok().and_then(|index| children.nth(index));
                child.map_or(ControlFlow::Continue(()), |child| found(child.part))
            }
            Self::Slice(slice) if kind == Kind::List => slice.select(text, part, found),
            Self::Name(_) | Self::Index(_) | Self::Slice(_) => ControlFlow::Continue(()),
        }
    }
}

impl Slice {
    /// RFC 9535, section 2.3.4.2.2.
    fn select(
        &self,
        text: &LargeText<'_>,
        part: Part,
        found: &mut dyn FnMut(Part) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Ok(step) = usize::try_from(self.step.unsigned_abs()) else { return ControlFlow::Continue(()) };
        if step == 0 {
            return ControlFlow::Continue(());
        }
        let from_the_end = |bound: Option<i64>| bound.is_some_and(|bound| bound < 0);
        // Without a look at its length only the beginning of a list is read.
        let length = if self.step < 0 || from_the_end(self.start) || from_the_end(self.end) {
            count(text, part)
        } else {
            i64::MAX
        };
        let bound = |bound: i64| if bound < 0 { bound.saturating_add(length) } else { bound };
        let at = |bound: i64| usize::try_from(bound).unwrap_or(0);
        if self.step > 0 {
            let lower = at(bound(self.start.unwrap_or(0)).clamp(0, length));
            let upper = at(bound(self.end.unwrap_or(length)).clamp(0, length));
            let mut children = text.children(part).take(upper).skip(lower).step_by(step);
            return children.try_for_each(|child| found(child.part));
        }
        let upper = self.start.map_or(length - 1, |start| bound(start).clamp(-1, length - 1));
        let lower = self.end.map_or(-1, |end| bound(end).clamp(-1, length - 1));
        if upper <= lower {
            return ControlFlow::Continue(());
        }
        let between = text.children(part).take(at(upper + 1)).skip(at(lower + 1));
        let parts: Vec<Part> = between.map(|child| child.part).collect();
        parts.into_iter().rev().step_by(step).try_for_each(found)
    }
}

fn count(text: &LargeText<'_>, part: Part) -> i64 {
    i64::try_from(text.children(part).count()).unwrap_or(i64::MAX)
}

/// The selectors of the first segment, and what follows it.
fn selectors_of(text: &str) -> Option<(Vec<Selector>, &str)> {
    if let Some(after) = text.strip_prefix('*') {
        return Some((vec![Selector::Every], after));
    }
    if text.starts_with('[') {
        let (parts, after) = bracket(text)?;
        let selectors: Option<Vec<_>> = parts.into_iter().map(selector).collect();
        return Some((selectors?, after));
    }
    let end = text.find(|letter: char| letter == '.' || letter == '[' || letter.is_ascii_whitespace());
    let (name, after) = text.split_at(end.unwrap_or(text.len()));
    Some((vec![Selector::Name(name.to_owned())], after))
}

/// What stands between the commas of a bracket, and what follows it.
fn bracket(text: &str) -> Option<(Vec<&str>, &str)> {
    let (mut parts, mut begin, mut depth, mut at) = (Vec::new(), 1, 0, 0);
    while let Some(first) = text[at..].chars().next() {
        match first {
            '\'' | '"' => {
                at += quoted(&text[at..], first);
                continue;
            }
            '[' | '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 1 => {
                parts.push(text[begin..at].trim());
                begin = at + 1;
            }
            ']' if depth == 1 => {
                parts.push(text[begin..at].trim());
                return Some((parts, &text[at + 1..]));
            }
            ']' => depth -= 1,
            _ => {}
        }
        at += first.len_utf8();
    }
    None
}

fn selector(text: &str) -> Option<Selector> {
    if text == "*" {
        return Some(Selector::Every);
    }
    let path = || JsonPath::parse(&format!("$[{text}]")).ok();
    if text.starts_with('?') {
        return if looks_back(text) { None } else { path().map(Selector::Filter) };
    }
    if !text.starts_with(['\'', '"']) && text.contains(':') {
        let mut bounds = text.split(':').map(|bound| match bound.trim() {
            "" => Some(None),
            bound => bound.parse().ok().map(Some),
        });
        let (start, end, step) = (bounds.next()??, bounds.next()??, bounds.next().unwrap_or(Some(None))?);
        return Some(Selector::Slice(Slice { start, end, step: step.unwrap_or(1) }));
    }
    match path()?.singular_steps()? {
        [SingularSegment::Name(name)] => Some(Selector::Name(name.clone())),
        [SingularSegment::Index(index)] => Some(Selector::Index(index.get())),
        _ => None,
    }
}

/// Whether a filter looks at the whole answer.
fn looks_back(filter: &str) -> bool {
    let mut rest = filter;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '$' => return true,
            '\'' | '"' => quoted(rest, first),
            other => other.len_utf8(),
        };
        rest = &rest[length..];
    }
    false
}

/// The values that a path finds.
pub(in crate::engine) struct Values {
    found: Vec<Value>,
    most: usize,
}

impl Values {
    /// Up to so many values are taken.
    pub fn up_to(most: usize) -> Self {
        Self { found: Vec::new(), most }
    }

    /// What was found.
    pub fn found(self) -> Vec<Value> {
        self.found
    }

    fn take(&mut self, value: Value) -> ControlFlow<()> {
        self.found.push(value);
        if self.found.len() >= self.most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Harvest for Values {
    fn whole(&mut self, text: &LargeText<'_>, part: Part) -> ControlFlow<()> {
        self.take(text.value(part))
    }

    fn inside(&mut self, text: &LargeText<'_>, part: Part, path: &JsonPath) -> ControlFlow<()> {
        let document = text.value(part);
        path.query_values(&document).into_iter().try_for_each(|value| self.take(value.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A document of which every list and record is large, beside the same paths through the document.
    #[test]
    fn a_text_answers_as_its_document() {
        let filler = "x".repeat(70_000);
        let document = json!({
            "a": [[1, filler.clone()], [2, filler.clone()], {"n": 3, "f": filler.clone()}, 4, null],
            "it's": {"n": 7, "b": {"n": 8, "f": filler.clone(), "l": [10, 11, 12]}, "f": filler},
            "n": 9.50,
        });
        let text = document.to_string();
        let large = LargeText::new(text.as_str().into());
        for path in [
            "$",
            "$.n",
            "$.a",
            "$.a[0]",
            "$.a[-1]",
            "$.a[-2]",
            "$.a[9]",
            "$.a[-9]",
            "$.a[*]",
            "$.*",
            "$.*.n",
            "$['it\\'s'].b.l",
            "$[\"it's\"]['b'].l[1:]",
            "$.a[1:3]",
            "$.a[::2]",
            "$.a[::-1]",
            "$.a[-2:]",
            "$.a[:-2]",
            "$.a[3:0:-2]",
            "$.a[-1:-3:-1]",
            "$.a[0:0]",
            "$.a[::0]",
            "$.a[2,0,0]",
            "$..n",
            "$..[0]",
            "$..*",
            "$..l[-1]",
            "$.a[?@.n == 3].n",
            "$.a[?@ == null]",
            "$.*[?@.n > 7 || @ == 7]",
            "$..b..n",
            "$ .a [ 0 ] [ 0 , 1 ]",
            "$.a.n",
            "$.n[0]",
            "$['a','n']",
            "$.*[?count(@.*) == 2]",
            "$.a[9007199254740991]",
            "$.a[-9007199254740991:2]",
        ] {
            let expect: Vec<Value> =
                JsonPath::parse(path).unwrap().query_values(&document).into_iter().cloned().collect();
            let mut values = Values::up_to(usize::MAX);
            Steps::of(path).unwrap().follow(&large, &mut values);
            assert_eq!(values.found(), expect, "{path}");
        }
        assert!(Steps::of("$.a[?@.n == $.n]").is_none());
        assert!(Steps::of("$.a[?@.n == '$']").is_some());
        assert!(Steps::of("$.a[?@.n][?@][?@]").is_some());
        for dear in ["$..[?@ == 11]", "$.a[?@.n][?@][?@][?@]", "$[?@,?@,?@,?@]"] {
            assert!(Steps::of(dear).is_none(), "{dear}");
        }
        let mut first = Values::up_to(1);
        Steps::of("$..n").unwrap().follow(&large, &mut first);
        assert_eq!(first.found(), [json!(9.5)].map(|_| document["n"].clone()));
    }
}
