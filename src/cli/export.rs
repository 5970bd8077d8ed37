//! `export`: the files of a platform, and what was left out on the way.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::arguments::{ExportArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending, check, now};
use crate::convert::export::export as convert;
use crate::files::{self, Problem};
use crate::model::FORMAT_PREFIX;

/// Writes the files of a target into a folder.
pub(super) fn export(arguments: &ExportArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = files::load(&arguments.project)?;
    // An unfinished design may be exported, but not in silence.
    check::note_errors(&crate::check::check(&project, now()), terminal);
    let exported = convert(&project, arguments.to, arguments.environment.as_deref())?;
    let mut written: Vec<PathBuf> = Vec::new();
    for (name, text) in exported.files {
        written.push(arguments.output.join(name));
        let path = &written[written.len() - 1];
        if !arguments.force && !may_be_replaced(path)? {
            return Err(CliError::InTheWay(path.clone()));
        }
        files::write_text(path, &text)?;
    }
    match arguments.shape.format {
        Format::Json => terminal.json(&json!({"written": written, "findings": exported.findings}))?,
        Format::Text => {
            for path in &written {
                terminal.line(&path.display().to_string())?;
            }
            for finding in &exported.findings {
                terminal.note(&format!(
                    "{}: {}. {}",
                    finding.severity.title(),
                    finding.title,
                    finding.remedy
                ));
            }
        }
    }
    Ok(Ending::Good)
}

/// Nothing there, or an earlier export. A project is in the same format, and its samples and scenarios would be lost.
fn may_be_replaced(path: &Path) -> Result<bool, CliError> {
    match files::read_text(path) {
        Ok(text) => Ok(serde_json::from_str(&text).is_ok_and(|document: Value| is_export(&document))),
        Err(error) => match &error.problem {
            Problem::Read(cause) if cause.kind() == ErrorKind::NotFound => Ok(true),
            Problem::NotText | Problem::TooLarge => Ok(false),
            _ => Err(error.into()),
        },
    }
}

fn is_export(document: &Value) -> bool {
    let is_ours = document["format"].as_str().is_some_and(|format| format.starts_with(FORMAT_PREFIX));
    let integrations = document["integrations"].as_array().map_or(&[][..], Vec::as_slice);
    let design_only = |integration: &Value| {
        ["samples", "scenarios", "notes"].iter().any(|field| integration.get(field).is_some())
    };
    is_ours && !integrations.iter().any(design_only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_earlier_export_is_replaced() {
        let check = |document: Value, expect| assert_eq!(is_export(&document), expect, "{document}");
        check(json!({"format": "hookwright/1"}), true);
        check(json!({"format": "hookwright/7", "integrations": [{"id": "a"}]}), true);
        check(json!({"format": "hookwright/1", "integrations": [{"id": "a", "samples": []}]}), false);
        check(json!({"format": "other/1"}), false);
        check(json!([]), false);
    }
}
