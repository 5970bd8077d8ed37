//! Environment files of Postman.

use serde_json::Value;

use super::super::ImportError;
use super::{parsed, text};

/// An environment: its name and its variables.
pub(super) struct Environment {
    pub name: String,
    pub values: Value,
}

/// Reads an environment file.
pub(super) fn read(source: &str) -> Result<Environment, ImportError> {
    let mut document = parsed(source, "Postman environment")?;
    if document["environment"]["values"].is_array() {
        document = document["environment"].take();
    }
    if !document["values"].is_array() {
        let problem = "it has no list `values`".to_owned();
        return Err(ImportError::NotOfKind {
            expected: "Postman environment",
            problem,
            line: None,
            column: None,
        });
    }
    Ok(Environment { name: text(&document, "name").to_owned(), values: document["values"].take() })
}
