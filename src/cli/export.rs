//! `export`: the files of a platform, and what became of everything on the way.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::arguments::{ExportArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending, check, now, selection};
use crate::convert::export::{Earlier, Exported, Fate, Line, Order, REPORT_FILE, Target, export as convert};
use crate::files;

/// Writes the files of a target into a folder, unless something is blocked that nobody has accepted.
pub(super) fn export(arguments: &ExportArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let (Some(project), Some(folder)) = (&arguments.project, &arguments.output) else {
        return list_targets(arguments.shape.format, terminal);
    };
    let project = files::load(project)?;
    let target = match (arguments.to, project.platform) {
        (Some(target), _) => target,
        (None, Some(platform)) => Target::of(platform).ok_or(CliError::NoTarget(Some(platform)))?,
        (None, None) => return Err(CliError::NoTarget(None)),
    };
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
    let report = files::text_if_there(&folder.join(REPORT_FILE))?.unwrap_or_default();
    let earlier = Earlier::new(&report);
    let paths: Vec<PathBuf> = exported.files.iter().map(|file| folder.join(&file.name)).collect();
    for (file, path) in exported.files.iter().zip(&paths) {
        if !force && !earlier.may_replace(&file.name, files::text_if_there(path)?.as_deref()) {
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
