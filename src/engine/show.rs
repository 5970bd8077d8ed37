//! Values as a person reads them.

use serde_json::Value;

/// A value in a sentence: texts without quotes, everything else as JSON.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
