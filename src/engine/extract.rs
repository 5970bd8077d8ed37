//! From an answer to outputs: JSONPath (RFC 9535) behind one function of ours.

use std::borrow::Cow;

use jsonpath_rfc9535::JsonPath;
use serde_json::{Map, Value};

use super::document::Document;
use super::kind;
use super::large::{LargeText, Size, Steps, Values};
use super::path_cost::{PathCost, is_singular};
use crate::model::{Output, ValueType};

/// The longest path, in bytes. A hostile path is otherwise slow to read.
const LONGEST_PATH: usize = 2_048;

/// A path that can be asked.
#[derive(Debug)]
pub struct Path {
    text: String,
    path: JsonPath,
    cost: PathCost,
    /// Whether it leads to one value at most: names and indexes alone.
    singular: bool,
}

impl Path {
    /// Reads a path.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it and, for the usual slips, what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST_PATH {
            return Err(format!("The path is longer than {LONGEST_PATH} characters"));
        }
        let path = JsonPath::parse(text).map_err(|error| explain(text, &error.to_string()))?;
        Ok(Self { text: text.to_owned(), path, cost: PathCost::of(text), singular: is_singular(&text[1..]) })
    }

    /// Every value it leads to, in document order. Nothing when the search would take too long, see [`Path::is_affordable`].
    pub fn find<'a>(&self, answer: &'a Value) -> Vec<&'a Value> {
        if self.is_affordable(answer) { self.path.query_values(answer) } else { Vec::new() }
    }

    /// Whether it leads to one value at most: names and positions alone (RFC 9535 singular query).
    pub fn is_single(&self) -> bool {
        self.singular
    }

    /// Whether the path can be followed through this answer in a fraction of a second. Only paths that search again for
    /// everything they have found can fail it, such as `$..*..*..*` in a large or deep answer.
    pub fn is_affordable(&self, answer: &Value) -> bool {
        self.cost.is_affordable(answer)
    }

    /// The same for an answer of which only the size is known.
    pub(super) fn is_affordable_in(&self, size: Size) -> bool {
        self.cost.is_affordable_in(size)
    }

    /// What it leads to in a text, at most so many values of it.
    pub(super) fn find_in(&self, text: &LargeText<'_>, size: Size, most: usize) -> Vec<Value> {
        if !self.is_affordable_in(size) {
            return Vec::new();
        }
        match self.steps() {
            Some(steps) => {
                let mut values = Values::up_to(most);
                steps.follow(text, &mut values);
                values.found()
            }
            None => {
                let document = text.value(text.whole());
                self.path.query_values(&document).into_iter().take(most).cloned().collect()
            }
        }
    }

    /// The path in steps through a text, unless it needs the whole document.
    pub(super) fn steps(&self) -> Option<Steps> {
        Steps::of(&self.text)
    }
}

/// The usual slips, in words.
fn explain(text: &str, error: &str) -> String {
    let hint = if !text.starts_with('$') {
        format!("; a path starts with `$`, such as `$.{}`", text.trim_start_matches('.'))
    } else if text.contains("[last]") {
        "; the last item is `[-1]`".to_owned()
    } else if text.contains('=') && !text.contains("==") {
        "; a comparison is written `==`".to_owned()
    } else if text.contains(' ') && !text.contains('[') {
        "; a name with a space is written `$['two words']`".to_owned()
    } else {
        String::new()
    };
    let detail = error.rsplit(": ").next().unwrap_or(error);
    format!("`{text}` is no path ({detail}){hint}")
}

/// What was found for the outputs of a call.
#[derive(Debug, Default)]
pub(super) struct Extracted {
    /// The values, defaults filled in.
    pub values: Map<String, Value>,
    /// Sentences about outputs that are missing or of the wrong kind.
    pub problems: Vec<String>,
    /// Whether a required list has no items.
    pub empty: bool,
}

/// Takes every output from the answer; `paths` are those of the outputs. Never stops early: an answer that is no success may
/// still hold some.
pub(super) fn extract(
    outputs: &[Output],
    paths: &[Result<Path, String>],
    answer: &Document<'_>,
) -> Extracted {
    let mut extracted = Extracted::default();
    for (output, path) in outputs.iter().zip(paths) {
        match path {
            Ok(path) if !answer.is_affordable(path) => {
                extracted.problems.push(format!("`{}` would search too long in it", output.path));
            }
            Ok(path) => take(output, path, answer, &mut extracted),
            Err(problem) => extracted.problems.push(problem.clone()),
        }
    }
    extracted
}

fn take(output: &Output, path: &Path, answer: &Document<'_>, extracted: &mut Extracted) {
    let value = match output.value_type {
        ValueType::List if !path.singular => Some(list(answer.find(path, usize::MAX))),
        _ => answer.find(path, 1).pop().map(Cow::into_owned),
    };
    match value.filter(|value| !value.is_null()) {
        Some(value) if kind::is_of_kind(&value, output.value_type) => {
            extracted.empty |= output.required && value.as_array().is_some_and(Vec::is_empty);
            extracted.values.insert(output.name.clone(), value);
        }
        Some(value) => extracted.problems.push(format!(
            "`{}` should be of the kind “{}” and is {}",
            output.path,
            output.value_type.title().to_lowercase(),
            shorten(&value.to_string()),
        )),
        None => match &output.default {
            Some(default) => {
                extracted.values.insert(output.name.clone(), default.clone());
            }
            None if output.required => extracted.problems.push(format!("`{}` is missing", output.path)),
            None => {}
        },
    }
}

/// The one list that a search has found, or all values that it has found; none are an empty list.
fn list(mut found: Vec<Cow<'_, Value>>) -> Value {
    match found.pop() {
        Some(one) if found.is_empty() && one.is_array() => one.into_owned(),
        last => Value::Array(found.into_iter().chain(last).map(Cow::into_owned).collect()),
    }
}

/// Enough of a value to recognise it.
fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(59).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_usual_slips_are_explained() {
        let check = |path: &str, expect: &str| {
            let error = Path::parse(path).unwrap_err();
            assert!(error.contains(expect), "{error}");
        };
        check("status", "`$.status`");
        check("$.items[last]", "`[-1]`");
        check("$.items[?@.a = 1]", "`==`");
        check("$.user name", "`$['two words']`");
    }

    #[test]
    fn outputs_are_typed_and_defaulted() {
        let output = |name: &str, path: &str, value_type, required, default: Option<Value>| Output {
            name: name.to_owned(),
            path: path.to_owned(),
            value_type,
            required,
            default,
            ..Output::default()
        };
        let answer = json!({"id": 9_007_199_254_740_993_123_u64, "items": [], "nothing": null, "tags": [{"n": 1}, {"n": 2}]});
        let outputs = [
            output("id", "$.id", ValueType::Integer, true, None),
            output("items", "$.items", ValueType::List, true, None),
            output("nothing", "$.nothing", ValueType::Text, false, Some(json!("soon"))),
            output("numbers", "$.tags[*].n", ValueType::List, false, None),
            output("none", "$.tags[?@.n > 5]", ValueType::List, false, None),
            output("record", "$.tags[0]", ValueType::List, false, None),
            output("gone", "$.gone", ValueType::Text, true, None),
            output("wrong", "$.id", ValueType::Text, false, None),
        ];
        let paths: Vec<_> = outputs.iter().map(|output| Path::parse(&output.path)).collect();
        let extracted = extract(&outputs, &paths, &Document::Held(answer));
        let expect = json!({"id": 9_007_199_254_740_993_123_u64, "items": [], "nothing": "soon", "numbers": [1, 2], "none": []});
        assert_eq!(Value::Object(extracted.values), expect);
        assert!(extracted.empty);
        assert_eq!(
            extracted.problems,
            [
                "`$.tags[0]` should be of the kind “list” and is {\"n\":1}",
                "`$.gone` is missing",
                "`$.id` should be of the kind “text” and is 9007199254740993123"
            ]
        );
    }
}
