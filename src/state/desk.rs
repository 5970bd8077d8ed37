//! What lies on the desk whatever project is open: recent projects, what a crash left behind, a line that was pasted.

use super::{ExportTarget, LeftBehind, Recent};

/// What outlives the project that is open. Nothing of it is part of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The projects opened last, newest first.
    pub recents: Vec<Recent>,
    /// The one that was taken from the list last, with its place there.
    pub forgotten: Option<(usize, Recent)>,
    /// Unsaved changes of windows that did not end by themselves.
    pub left_behind: Vec<LeftBehind>,
    /// The window whose changes are about to be discarded, once somebody confirms it.
    pub discarding: Option<String>,
    /// What can be exported to.
    pub targets: Vec<ExportTarget>,
    /// What stands in the field for a cURL line on the start page.
    pub pasted: String,
}
