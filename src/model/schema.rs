//! The JSON Schema of the file format, generated from the types.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Project;

/// The JSON Schema (draft 2020-12) of a project file, and of an exported config.
///
/// `assets/hookwright.schema.json` holds it; a test compares the two.
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Project>();
    schema.insert("$id".to_owned(), "urn:hookwright:schema:1".into());
    schema.insert("title".to_owned(), "Hookwright project".into());
    schema.to_value()
}
