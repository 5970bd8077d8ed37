//! Which answers count as success.

use super::Rule;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which answers count as success: the status, and optionally what the answer says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Success {
    /// Statuses that count.
    pub statuses: Vec<StatusRange>,
    /// What must hold of the outputs as well; for systems that report errors inside a 200.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
}

impl Default for Success {
    fn default() -> Self {
        Self { statuses: vec![StatusRange { first: 200, last: 299 }], rule: None }
    }
}

/// Statuses from `first` to `last`, written `200-299` or `404`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[1-5][0-9]{2}(-[1-5][0-9]{2})?$"))]
pub struct StatusRange {
    /// The lowest status.
    pub first: u16,
    /// The highest status.
    pub last: u16,
}

impl StatusRange {
    /// Whether the range holds `status`.
    pub fn contains(self, status: u16) -> bool {
        (self.first..=self.last).contains(&status)
    }
}

impl TryFrom<String> for StatusRange {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (first, last) = text.split_once('-').unwrap_or((&text, &text));
        let status =
            |part: &str| part.trim().parse::<u16>().ok().filter(|status| (100..600).contains(status));
        match (status(first), status(last)) {
            (Some(first), Some(last)) if first <= last => Ok(Self { first, last }),
            _ => Err(format!("`{text}` is no status or range of statuses such as `200-299`")),
        }
    }
}

impl From<StatusRange> for String {
    fn from(range: StatusRange) -> Self {
        if range.first == range.last {
            range.first.to_string()
        } else {
            format!("{}-{}", range.first, range.last)
        }
    }
}
