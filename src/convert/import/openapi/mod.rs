//! OpenAPI 3.1 and 3.0, and Swagger 2.0, in JSON or YAML.
//!
//! Reading gives a [`Document`], from which operations are chosen; each becomes an integration that can be previewed at once:
//! connection and sign-in, inputs, body, contract, values, samples and words. Everything happens in memory: a reference out of
//! the file is a remark, and nothing is fetched.
//!
//! ```text
//! text ─ read ─► document ─ operations ─► the chosen ones ─┬─ servers, security ─► connection, secrets
//!                                                          ├─ parameters, body ──► inputs, call
//!                                                          └─ answers ─► contract, samples ─ outputs ─ replies
//! ```
//!
//! Schemas of every dialect are first converted to JSON Schema 2020-12 (`schema`), on their own and bounded in size
//! (`compact`); everything after that sees one dialect. Where a description's example breaks its own schema, `fit` brings the
//! two together.

mod answers;
mod body;
mod compact;
mod designed;
mod dialect;
mod example;
mod files_and_forms;
mod fit;
mod inputs;
mod integration;
mod keywords;
mod media;
mod operations;
mod outputs;
mod parameters;
mod pattern;
mod read;
mod record;
mod remarks;
mod replies;
mod schema;
mod security;
mod servers;
mod shape;
mod source;
mod words;

use std::sync::Arc;

use super::{ImportError, Imported, Operation};
use dialect::Dialect;
use integration::Importer;
use operations::Entry;
use source::Source;

/// Operations that are imported at once; a bot that can do more than this is not designed by hand.
const MOST_CHOSEN: usize = 2_000;

/// A description that was read. Cheap to clone, and made to be handed between threads: reading a large one takes a moment
/// and belongs into a job.
#[derive(Clone, Debug)]
pub struct Document {
    source: Arc<Source>,
    entries: Arc<Vec<Entry>>,
}

impl Document {
    /// Reads a description.
    ///
    /// # Errors
    /// When the text is neither JSON nor YAML (with line and column), over 64 MB, or no OpenAPI description of a known version;
    /// the error says what it is instead, where that can be told.
    pub fn read(text: &str) -> Result<Self, ImportError> {
        let root = read::read(text)?;
        let dialect = Dialect::of(&root)?;
        let source = Source { root, dialect };
        let entries = operations::entries(&source);
        Ok(Self { source: Arc::new(source), entries: Arc::new(entries) })
    }

    /// The name that the description has for itself; empty when it has none.
    pub fn title(&self) -> &str {
        self.source.root.pointer("/info/title").and_then(serde_json::Value::as_str).unwrap_or_default()
    }

    /// Every operation, in the order of the file.
    pub fn operations(&self) -> Vec<Operation> {
        self.entries.iter().map(|entry| entry.operation.clone()).collect()
    }

    /// The chosen operations, by [`Operation::id`], as one integration each. An id that is not there is a remark.
    pub fn import(&self, chosen: &[String]) -> Imported {
        let mut importer = Importer::new(&self.source);
        for id in chosen.iter().take(MOST_CHOSEN) {
            match self.entries.iter().find(|entry| entry.operation.id == *id) {
                Some(entry) => importer.add(entry),
                None => importer.remarks.error(
                    "no_operation",
                    format!("The description has no operation `{id}`"),
                    "List the operations first, and spell them as they are listed",
                    "/paths",
                ),
            }
        }
        if chosen.len() > MOST_CHOSEN {
            let title = format!("Only the first {MOST_CHOSEN} of {} operations were imported", chosen.len());
            importer.remarks.error("too_many", title, "Choose those that the bot needs", "/paths");
        }
        if self.source.root.get("webhooks").is_some() {
            let title =
                "The description also names webhooks, which the system calls itself; they were left out"
                    .to_owned();
            importer.remarks.hint("webhooks", title, "Nothing has to be done", "/webhooks");
        }
        Imported { project: importer.project, remarks: importer.remarks.list, ..Imported::default() }
    }
}

/// Reads a description and imports the chosen operations, or all of them.
///
/// # Errors
/// As [`Document::read`], and [`ImportError::NoOperation`] for an operation that is not there.
pub fn import(text: &str, chosen: Option<&[String]>) -> Result<Imported, ImportError> {
    let document = Document::read(text)?;
    let all: Vec<String>;
    let chosen = match chosen {
        Some(chosen) => chosen,
        None => {
            all = document.entries.iter().map(|entry| entry.operation.id.clone()).collect();
            &all
        }
    };
    let known = |id: &&String| document.entries.iter().any(|entry| entry.operation.id == **id);
    if let Some(unknown) = chosen.iter().find(|id| !known(id)) {
        return Err(ImportError::NoOperation(unknown.clone()));
    }
    Ok(document.import(chosen))
}
