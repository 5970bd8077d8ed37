//! One of the calls that a source describes, for choosing before anything is imported.

use serde::Serialize;

/// A call that a source describes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// Names it within the source, and stays the same while the source does; what `chosen` lists.
    pub id: String,
    /// The folder or tag it stands under; empty when it stands under none.
    pub group: String,
    /// Its name in words.
    pub title: String,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path, or the address as far as the source tells it.
    pub path: String,
}
