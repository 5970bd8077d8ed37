//! The JSON Schema of the result of a run, generated from the types.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::RunResult;

/// The JSON Schema (draft 2020-12) of what `hookwright run --format json` prints.
///
/// `assets/run-result.schema.json` holds it; a test compares the two.
pub fn result_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<RunResult>();
    schema.insert("$id".to_owned(), "urn:hookwright:run-result:1".into());
    schema.insert("title".to_owned(), "Hookwright run result".into());
    schema.to_value()
}
