//! Which version of the format a document is written in, and what else it may be.

use serde_json::Value;

use super::super::ImportError;
use super::read::not_of_kind;

/// The versions that differ in how they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Swagger 2.0.
    Swagger2,
    /// OpenAPI 3.0: schemas in a dialect of their own.
    OpenApi30,
    /// OpenAPI 3.1 and what is compatible with it: schemas are JSON Schema 2020-12.
    OpenApi31,
}

impl Dialect {
    /// # Errors
    /// When it is something else, or a version that is not known.
    pub fn of(root: &Value) -> Result<Self, ImportError> {
        if !root.is_object() {
            return Err(not_of_kind("it holds no record with `openapi` or `swagger` at the top"));
        }
        let version = |key: &str| root.get(key).map(written).filter(|version| !version.is_empty());
        if let Some(version) = version("openapi") {
            return match version.split(['.', '-']).take(2).collect::<Vec<_>>().as_slice() {
                ["3"] | ["3", "0"] => Ok(Self::OpenApi30),
                ["3", _] => Ok(Self::OpenApi31),
                ["2"] | ["2", "0"] => Ok(Self::Swagger2),
                _ => Err(unknown(&format!("OpenAPI {version}"))),
            };
        }
        if let Some(version) = version("swagger").or_else(|| version("swaggerVersion")) {
            return match version.split('.').next() {
                Some("2") => Ok(Self::Swagger2),
                Some("3") => Ok(Self::OpenApi30),
                _ => Err(unknown(&format!("Swagger {version}"))),
            };
        }
        if let Some(other) = other_kind(root) {
            return Err(not_of_kind(&format!("it is {other}")));
        }
        // The version is forgotten now and then; the rest still says what it is.
        let has = |key: &str| root.get(key).is_some_and(Value::is_object);
        match has("paths") {
            true if has("definitions") || root.get("basePath").is_some() => Ok(Self::Swagger2),
            true if has("components") || root.get("servers").is_some() => Ok(Self::OpenApi30),
            _ => Err(not_of_kind("it has neither `openapi` nor `swagger` at the top")),
        }
    }
}

/// `3.0` in YAML is a number.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().trim_start_matches(['v', 'V']).to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn unknown(what: &str) -> ImportError {
    ImportError::Version {
        what: format!("description of {what}"),
        remedy: "Have it saved as OpenAPI 3.1, OpenAPI 3.0 or Swagger 2.0",
    }
}

/// What else a person may have been given, as the end of a sentence.
fn other_kind(root: &Value) -> Option<&'static str> {
    let has = |pointer: &str| root.pointer(pointer).is_some();
    let schema = root.pointer("/info/schema").and_then(Value::as_str).unwrap_or_default();
    if has("/asyncapi") {
        Some("an AsyncAPI description, which is about messages and not about calls")
    } else if schema.contains("postman") || has("/info/_postman_id") || has("/collection/item") {
        Some("a Postman collection; import it as one")
    } else if has("/values") && has("/_postman_variable_scope") {
        Some("a Postman environment; import it together with its collection")
    } else if has("/arazzo") {
        Some("an Arazzo description; import the OpenAPI file that it names")
    } else if has("/overlay") {
        Some("an OpenAPI overlay; import the description that it extends")
    } else if has("/log/entries") {
        Some("a recording of a browser (HAR)")
    } else if root.get("_type").and_then(Value::as_str) == Some("export") {
        Some("an export of Insomnia; export it as OpenAPI there")
    } else if root.get("kind").and_then(Value::as_str) == Some("discovery#restDescription") {
        Some("a Google discovery document")
    } else if has("/format") && root["format"].as_str().is_some_and(|it| it.starts_with("hookwright/")) {
        Some("a project of Hookwright; open it instead")
    } else if has("/$schema") {
        Some("a JSON Schema, which describes data and no calls")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn versions() {
        let check = |root: Value, expect| assert_eq!(Dialect::of(&root).ok(), expect, "{root}");
        check(json!({"openapi": "3.0.3"}), Some(Dialect::OpenApi30));
        check(json!({"openapi": "3.0.0-rc2"}), Some(Dialect::OpenApi30));
        check(serde_json::from_str(r#"{"openapi": 3.0}"#).unwrap(), Some(Dialect::OpenApi30));
        check(json!({"openapi": "3.1.1"}), Some(Dialect::OpenApi31));
        check(json!({"openapi": "3.2.0"}), Some(Dialect::OpenApi31));
        check(json!({"swagger": "2.0"}), Some(Dialect::Swagger2));
        check(json!({"swagger": 2}), Some(Dialect::Swagger2));
        check(json!({"paths": {}, "definitions": {}}), Some(Dialect::Swagger2));
        check(json!({"paths": {}, "servers": []}), Some(Dialect::OpenApi30));
        check(json!({"paths": {}}), None);
        check(json!([]), None);
    }

    #[test]
    fn what_it_is_instead() {
        let check = |root: Value, expect: &str| {
            let error = Dialect::of(&root).unwrap_err().to_string();
            assert!(error.contains(expect), "{error}");
        };
        check(json!({"openapi": "4.0.0"}), "OpenAPI 4.0.0");
        check(json!({"swaggerVersion": "1.2"}), "Swagger 1.2");
        check(json!({"asyncapi": "2.6.0"}), "AsyncAPI");
        check(json!({"info": {"_postman_id": "x"}, "item": []}), "Postman collection");
        check(json!({"arazzo": "1.0.0"}), "Arazzo");
        check(json!("openapi"), "no record");
        check(json!({"a": 1}), "neither");
    }
}
