//! `export`: the files of a platform, and what became of everything on the way.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::arguments::{ExportArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending, check, now, selection};
use crate::convert::export::{Exported, Fate, Line, Order, REPORT_FILE, Target, export as convert};
use crate::files::{self, Problem};
use crate::model::FORMAT_PREFIX;

/// Writes the files of a target into a folder, unless something is blocked that nobody has accepted.
pub(super) fn export(arguments: &ExportArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let (Some(project), Some(target), Some(folder)) = (&arguments.project, arguments.to, &arguments.output)
    else {
        return list_targets(arguments.shape.format, terminal);
    };
    let project = files::load(project)?;
    let order = Order {
        project: &project,
        environment: arguments.environment.as_deref(),
        language: arguments.language.as_deref(),
        channel: selection::channel(&project, arguments.channel.as_deref())?,
        integration: arguments.integration.as_deref(),
    };
    if let Some(tag) = order.language {
        selection::language(&project, tag)?;
    }
    let exported = convert(&order, target)?;
    // An unfinished design may be exported, but not in silence.
    check::note_errors(&crate::check::check(&project, now()), terminal);
    let blocked: Vec<&Line> =
        if arguments.accept_all { Vec::new() } else { exported.blocked(&arguments.accept).collect() };
    let written = if blocked.is_empty() { write(&exported, folder, arguments.force)? } else { Vec::new() };
    match arguments.shape.format {
        Format::Json => terminal.json(&json!({
            "target": target.id(),
            "written": written,
            "files": exported.files,
            "report": exported.report,
            "blocked": blocked,
        }))?,
        Format::Text => show(&exported, &written, &blocked, terminal)?,
    }
    Ok(if blocked.is_empty() { Ending::Good } else { Ending::No })
}

fn list_targets(format: Format, terminal: &mut Terminal) -> Result<Ending, CliError> {
    match format {
        Format::Json => {
            let target = |target: &Target| json!({"id": target.id(), "title": target.title(), "description": target.description()});
            terminal.json(&Target::ALL.iter().map(target).collect::<Vec<_>>())?;
        }
        Format::Text => {
            for target in Target::ALL {
                let (id, title, about) = (target.id(), target.title(), target.description());
                terminal.line(&format!("{id:<16} {title}: {about}"))?;
            }
        }
    }
    Ok(Ending::Good)
}

/// Writes all files or, when one of them would replace something that is no export, none.
fn write(exported: &Exported, folder: &Path, force: bool) -> Result<Vec<PathBuf>, CliError> {
    let earlier = earlier_files(folder)?;
    let paths: Vec<PathBuf> = exported.files.iter().map(|file| folder.join(&file.name)).collect();
    for (file, path) in exported.files.iter().zip(&paths) {
        if !force && !may_be_replaced(path, earlier.contains(&file.name))? {
            return Err(CliError::InTheWay(path.clone()));
        }
    }
    for (file, path) in exported.files.iter().zip(&paths) {
        files::write_text(path, &file.text)?;
    }
    Ok(paths)
}

fn show(
    exported: &Exported,
    written: &[PathBuf],
    blocked: &[&Line],
    terminal: &mut Terminal,
) -> Result<(), CliError> {
    for path in written {
        terminal.line(&path.display().to_string())?;
    }
    for line in exported.report.iter().filter(|line| matches!(line.fate, Fate::Emulated | Fate::Lost)) {
        terminal.note(&sentence(line));
    }
    for line in blocked {
        terminal.note(&format!("{}. To accept it: --accept {}", sentence(line), line.code));
    }
    if !blocked.is_empty() {
        terminal.note(
            "Nothing was written: the blocked lines need your consent, one by one or with --accept-all.",
        );
    }
    Ok(())
}

fn sentence(line: &Line) -> String {
    let place = line.place.integration.as_deref().map(|id| format!(" ({id})")).unwrap_or_default();
    let detail = if line.detail.is_empty() { String::new() } else { format!(": {}", line.detail) };
    format!("{}{place}: {}{detail}", line.fate.title().to_lowercase(), line.subject)
}

/// The files that the report of an earlier export in this folder lists.
fn earlier_files(folder: &Path) -> Result<Vec<String>, CliError> {
    let Some(report) = text_if_there(&folder.join(REPORT_FILE))? else { return Ok(Vec::new()) };
    Ok(listed(&report))
}

fn listed(report: &str) -> Vec<String> {
    if !report.starts_with("# Export to ") {
        return Vec::new();
    }
    let rows = report.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    rows.map(|(name, _)| name.to_owned()).chain([REPORT_FILE.to_owned()]).collect()
}

/// Nothing there, or an earlier export. A project is in the same format, and its samples and scenarios would be lost.
fn may_be_replaced(path: &Path, is_listed: bool) -> Result<bool, CliError> {
    let Some(text) = text_if_there(path)? else { return Ok(true) };
    let document = serde_json::from_str::<Value>(&text).unwrap_or_default();
    Ok(if is_ours(&document) { is_export(&document) } else { is_listed })
}

/// The text of a file; nothing when there is none, and an empty one when it is no text.
fn text_if_there(path: &Path) -> Result<Option<String>, CliError> {
    match files::read_text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) => match &error.problem {
            Problem::Read(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Problem::NotText | Problem::TooLarge => Ok(Some(String::new())),
            _ => Err(error.into()),
        },
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
    is_ours(document) && !integrations.iter().any(design_only)
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

    #[test]
    fn a_report_lists_its_files() {
        let report = "# Export to X: Y\n\n| file | what it is |\n|---|---|\n| `a/b.json` | A |\n";
        assert_eq!(listed(report), ["a/b.json", REPORT_FILE]);
        assert!(listed("# Quarterly report\n| `a` | b |\n").is_empty());
    }
}
