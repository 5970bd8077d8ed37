//! Notes that an export of ours left in the script before a request.

use serde_json::Value;

use super::collection::scripts;
use crate::convert::handed_on::{HandedOn, is_own_script};

/// The notes of an item; none where it is not from an export of ours.
pub(super) fn of_item(item: &Value) -> Vec<HandedOn> {
    scripts(item).filter_map(HandedOn::of_line).collect()
}

/// Whether everything that the item runs is what an export of ours writes, which is carried over by its notes.
pub(super) fn is_own(item: &Value) -> bool {
    is_own_script(scripts(item))
}
