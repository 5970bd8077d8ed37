//! A value taken from an answer, and the way to it.

use serde_json::Value;

use super::search::{self, Lookup, SearchStep};
use crate::model::{Output, Privacy, ValueType};

/// One output.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputStep {
    /// Used in references.
    pub name: String,
    /// The name on the screen; the name itself when it has none.
    pub label: String,
    /// JSONPath (RFC 9535), as designed.
    pub path: String,
    /// The same as names and positions, when it leads to one value at most; nothing for a search.
    pub steps: Option<Vec<PathStep>>,
    /// The same as steps of a search; nothing where it holds what no platform has a word for.
    pub search: Option<Vec<SearchStep>>,
    /// What is taken of what the path finds.
    pub takes: Takes,
    /// The kind of value; another one in a successful answer is a flaw.
    pub value_type: ValueType,
    /// Without it, a successful answer has a flaw.
    pub required: bool,
    /// Taken when it is missing or null.
    pub default: Option<Value>,
    /// How sensitive it is.
    pub privacy: Privacy,
}

/// A step into an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// A field.
    Name(String),
    /// An item of a list; negative ones count from the end.
    Index(i64),
}

/// What is taken of what a path finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// The one value, or nothing.
    TheValue,
    /// The first of several.
    TheFirst,
    /// All of them as a list; a single list as it is.
    All,
}

impl OutputStep {
    pub(in crate::convert::export) fn new(output: &Output) -> Self {
        let steps = steps(&output.path);
        let takes = match (&steps, output.value_type) {
            (Some(_), _) => Takes::TheValue,
            (None, ValueType::List) => Takes::All,
            (None, _) => Takes::TheFirst,
        };
        Self {
            name: output.name.clone(),
            label: if output.label.is_empty() { output.name.clone() } else { output.label.clone() },
            path: output.path.clone(),
            search: search::search(&output.path),
            steps,
            takes,
            value_type: output.value_type,
            required: output.required,
            default: output.default.clone(),
            privacy: output.privacy,
        }
    }
}

impl OutputStep {
    /// Its search, if it is of the usual form: a list, some of its items, names.
    pub fn lookup(&self) -> Option<Lookup<'_>> {
        if self.steps.is_some() { None } else { Lookup::of(self.search.as_deref()?) }
    }
}

/// The steps of a path of names and indexes alone (RFC 9535 singular query).
fn steps(path: &str) -> Option<Vec<PathStep>> {
    let mut rest = path.strip_prefix('$')?;
    let mut steps = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(steps);
        }
        let (step, after) = match rest.strip_prefix('[') {
            Some(inside) => bracket(inside.trim_start())?,
            None => member(rest.strip_prefix('.')?.trim_start())?,
        };
        steps.push(step);
        rest = after;
    }
}

pub(super) fn member(text: &str) -> Option<(PathStep, &str)> {
    let end = text.find(|c: char| !(c == '_' || c.is_alphanumeric() || !c.is_ascii())).unwrap_or(text.len());
    (end > 0).then(|| (PathStep::Name(text[..end].to_owned()), &text[end..]))
}

pub(super) fn bracket(text: &str) -> Option<(PathStep, &str)> {
    let (step, after) = match text.chars().next()? {
        quote @ ('\'' | '"') => quoted(&text[1..], quote)?,
        _ => {
            let end = text.find(|c: char| c != '-' && !c.is_ascii_digit())?;
            (PathStep::Index(text[..end].parse().ok()?), &text[end..])
        }
    };
    Some((step, after.trim_start().strip_prefix(']')?))
}

/// A quoted name with the escapes of JSON, and `\'` in single quotes.
pub(super) fn quoted(text: &str, quote: char) -> Option<(PathStep, &str)> {
    let (mut json, mut rest) = (String::from("\""), text.char_indices());
    while let Some((place, letter)) = rest.next() {
        match letter {
            letter if letter == quote => {
                json.push('"');
                let name = serde_json::from_str(&json).ok()?;
                return Some((PathStep::Name(name), &text[place + quote.len_utf8()..]));
            }
            '\\' => match rest.next()?.1 {
                '\'' => json.push('\''),
                other => json.extend(['\\', other]),
            },
            '"' => json.push_str("\\\""),
            other => json.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_names_and_indexes_are_taken_apart() {
        let name = |name: &str| PathStep::Name(name.to_owned());
        for (path, expected) in [
            ("$", Some(vec![])),
            ("$.status", Some(vec![name("status")])),
            ("$.lines[0].sku", Some(vec![name("lines"), PathStep::Index(0), name("sku")])),
            ("$['two words'][-1]", Some(vec![name("two words"), PathStep::Index(-1)])),
            (r#"$["a\"b"]['c\'d']['\u00e9']"#, Some(vec![name("a\"b"), name("c'd"), name("é")])),
            ("$.größe", Some(vec![name("größe")])),
            ("$.lines[*].sku", None),
            ("$..sku", None),
            ("$[?@.a == 1]", None),
            ("status", None),
        ] {
            assert_eq!(steps(path), expected, "{path}");
        }
    }
}
