//! A document as the key of a cache.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

/// A document, told from others by its place in memory: to hash ten megabytes would take longer than a frame may.
///
/// What is kept under it has to hold the document, or another one may come to stand at the same place.
#[derive(Clone, Copy)]
pub struct Shared<'a>(pub &'a Arc<Value>);

impl Hash for Shared<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(self.0).hash(state);
    }
}
