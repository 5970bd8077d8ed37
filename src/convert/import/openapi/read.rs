//! From a text in JSON or YAML to one document, within limits.

use serde_json::Value;
use serde_saphyr::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};

use super::super::ImportError;

/// What this importer reads, as the end of a sentence.
pub(super) const EXPECTED: &str = "OpenAPI description";
/// The largest file, in bytes. The largest descriptions in use have about 13 MB.
const MOST_BYTES: usize = 64_000_000;
/// Levels of nesting in YAML, whose reader needs more stack for each level than that of JSON.
const MOST_LEVELS: usize = 64;
/// Nodes of a YAML document after its aliases are expanded; a file of 13 MB has about 700,000.
const MOST_NODES: usize = 4_000_000;
/// Nodes that aliases may add; a document of nested aliases otherwise grows without end.
const MOST_REPEATED_NODES: usize = 500_000;

/// Reads the text. What begins like JSON is JSON, unless only YAML understands it.
///
/// # Errors
/// When it is empty, too large, or neither JSON nor YAML; then with line and column.
pub(super) fn read(text: &str) -> Result<Value, ImportError> {
    if text.len() > MOST_BYTES {
        return Err(ImportError::TooLarge { most_bytes: MOST_BYTES });
    }
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        None => Err(ImportError::Empty),
        Some('<') => Err(not_of_kind("it is a web page or an XML file; save the JSON or YAML file itself")),
        Some('{' | '[') => match serde_json::from_str(text) {
            Ok(value) => Ok(value),
            // A flow mapping of YAML begins like JSON too.
            Err(error) => yaml(text).map_err(|_| json_error(&error)),
        },
        Some(_) => yaml(text),
    }
}

pub(super) fn not_of_kind(problem: &str) -> ImportError {
    ImportError::NotOfKind { expected: EXPECTED, problem: problem.to_owned(), line: None, column: None }
}

fn json_error(error: &serde_json::Error) -> ImportError {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    ImportError::NotOfKind {
        expected: EXPECTED,
        problem: format!("it is no valid JSON at line {}, column {}: {what}", error.line(), error.column()),
        line: Some(error.line()),
        column: Some(error.column()),
    }
}

fn yaml(text: &str) -> Result<Value, ImportError> {
    let budget = serde_saphyr::budget! {
        max_depth: MOST_LEVELS,
        flow_nesting_limit: MOST_LEVELS,
        max_events: MOST_NODES * 2,
        max_nodes: MOST_NODES,
        max_total_scalar_bytes: MOST_BYTES * 2,
        max_documents: 1,
        enforce_alias_anchor_ratio: false,
    };
    // `no`, `off` and `0755` are words and codes in a description, never booleans or octal numbers.
    let options = serde_saphyr::options! {
        budget: budget,
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: MOST_REPEATED_NODES },
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        legacy_octal_numbers: false,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| yaml_error(&error))
}

fn yaml_error(error: &serde_saphyr::Error) -> ImportError {
    let place = error.location().filter(|place| place.line() > 0);
    let number = |number: u64| usize::try_from(number).ok();
    let line = place.and_then(|place| number(place.line()));
    let column = place.and_then(|place| number(place.column()));
    let text = error.without_snippet().to_string();
    let what = text.lines().next().unwrap_or_default();
    let what = what.split(" at line ").next().unwrap_or(what).trim_start_matches("error: ");
    let at = match (line, column) {
        (Some(line), Some(column)) => format!(" at line {line}, column {column}"),
        _ => String::new(),
    };
    ImportError::NotOfKind {
        expected: EXPECTED,
        problem: format!("it is no valid YAML{at}: {what}"),
        line,
        column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_and_yaml_are_the_same_document() {
        let expect = json!({"openapi": "3.0.0", "paths": {"/a": {"get": {"responses": {"200": {"description": "no"}}}}}});
        let yaml = "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          description: no\n";
        assert_eq!(read(yaml).unwrap(), expect);
        assert_eq!(read(&format!("\u{feff}{expect}")).unwrap(), expect);
        assert_eq!(read("{openapi: 3.0.0}").unwrap(), json!({"openapi": "3.0.0"}));
        assert_eq!(read("a: 0755\nb: off\nc: .inf\nd: 1e3").unwrap()["a"], json!("0755"));
    }

    #[test]
    fn broken_files_say_where() {
        let place = |text: &str| match read(text).unwrap_err() {
            ImportError::NotOfKind { problem, line, column, .. } => {
                assert!(problem.contains(&format!("line {}", line.unwrap())), "{problem}");
                (line.unwrap(), column.unwrap())
            }
            other => panic!("{other}"),
        };
        assert_eq!(place("{\n  \"openapi\": \"3.0.0\",\n  \"paths\": {,}\n}"), (3, 13));
        assert_eq!(place("openapi: 3.0.0\npaths:\n  - a\n b: [\n").0, 4);
    }

    #[test]
    fn what_is_empty_or_a_page_is_refused() {
        assert_eq!(read(" \n"), Err(ImportError::Empty));
        assert!(read("<!DOCTYPE html><html>").unwrap_err().to_string().contains("web page"));
    }

    #[test]
    fn aliases_cannot_grow_without_end() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let items = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
        }
        assert!(read(&bomb).is_err());
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&format!("a: {}", "[".repeat(100_000))).is_err());
        assert!(read(&"- ".repeat(100_000)).is_err());
    }
}
