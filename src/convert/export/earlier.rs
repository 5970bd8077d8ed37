//! What an export may replace: nothing but the files of an earlier one.

use serde_json::Value;

use super::REPORT_FILE;
use super::report::HEADING;
use crate::model::FORMAT_PREFIX;

/// The files of an earlier export into the same folder, as its report lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    files: Vec<String>,
}

impl Earlier {
    /// From the text of [`REPORT_FILE`] in that folder; an empty one, or one that is not ours, lists nothing.
    pub fn new(report: &str) -> Self {
        if !report.starts_with(HEADING) {
            return Self::default();
        }
        let rows = report.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
        let files = rows.map(|(name, _)| name.to_owned()).chain([REPORT_FILE.to_owned()]);
        Self { files: files.collect() }
    }

    /// Whether the file of that name may be replaced. `text` is what is there: none when there is nothing, an empty one when it
    /// is no text.
    ///
    /// A project has the format of our own export, and its samples and scenarios would be lost: whatever a report says, it stays.
    pub fn may_replace(&self, name: &str, text: Option<&str>) -> bool {
        let Some(text) = text else { return true };
        let document = serde_json::from_str::<Value>(text).unwrap_or_default();
        if is_ours(&document) { is_export(&document) } else { self.files.iter().any(|known| known == name) }
    }
}

fn is_ours(document: &Value) -> bool {
    document["format"].as_str().is_some_and(|format| format.starts_with(FORMAT_PREFIX))
}

fn is_export(document: &Value) -> bool {
    let integrations = document["integrations"].as_array().map_or(&[][..], Vec::as_slice);
    let design_only = |integration: &Value| {
        ["samples", "scenarios", "notes"].iter().any(|field| integration.get(field).is_some())
    };
    !integrations.iter().any(design_only)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "# Export to X: Y\n\n| file | what it is |\n|---|---|\n| `a/b.json` | A |\n";

    #[test]
    fn only_an_earlier_export_is_replaced() {
        let check = |report, name, text, expect| {
            assert_eq!(Earlier::new(report).may_replace(name, text), expect, "{name} {text:?}");
        };
        check("", "a.json", None, true);
        check("", "a.json", Some(""), false);
        check("", "a.json", Some(r#"{"format": "hookwright/1"}"#), true);
        check("", "a.json", Some(r#"{"format": "hookwright/7", "integrations": [{"id": "a"}]}"#), true);
        check("", "a.json", Some(r#"{"format": "other/1"}"#), false);
        check("", "a.json", Some("[]"), false);
        check(REPORT, "a/b.json", Some("{}"), true);
        check(REPORT, "a/c.json", Some("{}"), false);
        check(REPORT, REPORT_FILE, Some(REPORT), true);
        // Listed, and a project that somebody has put there since.
        let project = r#"{"format": "hookwright/1", "integrations": [{"id": "a", "samples": []}]}"#;
        check(REPORT, "a/b.json", Some(project), false);
        check("# Quarterly report\n| `a` | b |\n", "a", Some("x"), false);
    }
}
