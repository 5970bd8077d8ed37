//! Variables: `{{name}}` filled in, or marked where it stays a place of its own.

use std::cell::Cell;
use std::collections::HashMap;

use serde_json::Value;

use super::super::described::marked::mark;
use super::super::described::{is_customers, is_key_variable};
use super::enabled;
use super::environment::Environment;

/// How often a variable may stand in the value of another.
const MOST_NESTED: usize = 10;
/// How much all fillings of one request may add, in bytes: variables of variables can multiply.
const MOST_FILLED_BYTES: usize = 1_000_000;
/// What one filling counts at least.
const LEAST_BYTES: usize = 50;

/// The variables that a request sees.
#[derive(Debug, Default)]
pub(super) struct Variables {
    values: HashMap<String, Variable>,
    left_bytes: Cell<usize>,
}

#[derive(Clone, Debug)]
struct Variable {
    value: String,
    is_secret: bool,
    /// It is a place of its own, whatever its value: an input.
    stays: bool,
}

impl Variables {
    /// Environment first, then the lists from the nearest folder to the collection.
    pub fn new(environment: Option<&Environment>, lists: &[&Value]) -> Self {
        let mut variables = Self { values: HashMap::new(), left_bytes: Cell::new(MOST_FILLED_BYTES) };
        for list in
            environment.map(|environment| &environment.values).into_iter().chain(lists.iter().copied())
        {
            for entry in enabled(list) {
                let name = entry["key"].as_str().or(entry["id"].as_str()).unwrap_or_default();
                let value = match &entry["value"] {
                    Value::String(value) => value.clone(),
                    Value::Null => String::new(),
                    other => other.to_string(),
                };
                let is_secret = entry["type"] == "secret" || is_key_variable(name);
                let known = variables.values.get(name);
                if !name.is_empty() && known.is_none_or(|known| known.value.is_empty()) {
                    let is_secret = is_secret || known.is_some_and(|known| known.is_secret);
                    variables.values.insert(name.to_owned(), Variable { value, is_secret, stays: false });
                }
            }
        }
        variables
    }

    /// A variable that is never filled in, as it is an input.
    pub fn keep(&mut self, name: &str) {
        if let Some(variable) = self.values.get_mut(name) {
            variable.stays = true;
        }
    }

    /// The text with its variables filled in or marked.
    pub fn fill(&self, text: &str) -> String {
        self.filled(text, 0)
    }

    /// The values of variables that stay secrets, by name.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, String)> {
        let secrets =
            self.values.iter().filter(|(_, variable)| variable.is_secret && !variable.value.is_empty());
        secrets.map(|(name, variable)| (name.as_str(), variable.value.clone()))
    }

    fn filled(&self, text: &str, depth: usize) -> String {
        if !text.contains("{{") || depth > MOST_NESTED {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        // Before this position stands what was filled in already.
        let mut floor = 0;
        let mut rest = text;
        while let Some(end) = rest.find("}}") {
            out.push_str(&rest[..end]);
            rest = &rest[end + 2..];
            let Some(start) = out[floor..].rfind("{{").map(|start| floor + start) else {
                out.push_str("}}");
                continue;
            };
            let name = out[start + 2..].trim().to_owned();
            let filling = self.value(&name, depth);
            let left = self.left_bytes.get();
            if name.is_empty() || name.len() > 200 || name.contains('\n') || filling.len() > left {
                // Whoever multiplies gets no more work done either.
                self.left_bytes.set(left.saturating_sub(filling.len()));
                out.push_str("}}");
                floor = out.len();
                continue;
            }
            self.left_bytes.set(left.saturating_sub(filling.len() + LEAST_BYTES));
            out.truncate(start);
            out.push_str(&filling);
            if filling.contains("{{") {
                floor = out.len();
            }
        }
        out.push_str(rest);
        out
    }

    fn value(&self, name: &str, depth: usize) -> String {
        let written = format!("{{{{{name}}}}}");
        if let Some(dynamic) = name.strip_prefix('$') {
            return mark(dynamic, example_of(dynamic));
        }
        match self.values.get(name) {
            Some(variable) if variable.is_secret || variable.stays || self.left_bytes.get() == 0 => {
                mark(name, &written)
            }
            Some(variable) if !variable.value.is_empty() => {
                let value = self.filled(&variable.value, depth + 1);
                if is_customers(name, &value) { mark(name, &value) } else { value }
            }
            _ => mark(name, &written),
        }
    }
}

/// An example for a value that Postman makes up for each request.
fn example_of(dynamic: &str) -> &str {
    match dynamic {
        "guid" | "randomUUID" => "00000000-0000-4000-8000-000000000000",
        "timestamp" => "1767225600",
        "isoTimestamp" => "2026-01-01T00:00:00Z",
        "randomInt" => "42",
        "randomEmail" | "randomExampleEmail" => "ana@example.com",
        "randomFirstName" => "Ana",
        "randomLastName" => "Silva",
        "randomFullName" => "Ana Silva",
        "randomPhoneNumber" => "+49 30 1234567",
        "randomBoolean" => "true",
        other => other,
    }
}

/// The names of values that Postman makes up, in a text of the collection, each once.
pub(super) fn dynamic(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for behind in text.split("{{$").skip(1) {
        let name = behind.split("}}").next().unwrap_or_default();
        if !name.is_empty() && name.len() < 60 && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
