//! Fields of a file that this version does not know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Fields that were in the file and are not ours: written by a newer version, another tool or by hand.
///
/// They survive a round trip, in the order they had. Fields this version does not know inside a tagged value (an
/// authentication, a message …) cannot be kept that way; loading reports those.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Unknown(pub Map<String, Value>);
