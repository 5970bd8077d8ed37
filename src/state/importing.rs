//! Bringing in what people have: a cURL line, an OpenAPI file, a Postman collection.

use std::path::PathBuf;

use super::{Effect, State};

/// What is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportAction {
    /// A text that was pasted, such as a line that begins with `curl`.
    Paste(String),
    /// A file that was dropped on the window.
    File(PathBuf),
    /// Ask for a file.
    PickFile,
}

impl State {
    /// Passes on what is to be read; shown only while [`Desk::can_import`](super::Desk::can_import).
    pub(super) fn import(&mut self, action: ImportAction) -> Vec<Effect> {
        self.desk.pasted.clear();
        vec![Effect::Import(action)]
    }
}
