//! `report`: the hand-over document, with the offline scenarios played at that moment and the live runs of the window's history.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::arguments::{Format, ReportArguments};
use super::terminal::Terminal;
use super::test::play_for_report;
use super::{CliError, Ending, now, selection};
use crate::convert::report::{LiveRun, ScenarioEnd, Subject, report as document};
use crate::engine::choose_environment;
use crate::files;

/// Writes the document.
pub(super) fn report(arguments: &ReportArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = Arc::new(files::load(&arguments.project)?);
    let integrations = selection::integrations(&project, arguments.integration.as_deref())?;
    let environment = choose_environment(&project, arguments.environment.as_deref())?;
    let now = now();
    let played = play_for_report(&project, &integrations, environment.as_ref(), now)?;
    // What the window recorded about this file on this computer; elsewhere there is nothing to be said about live runs.
    let history = files::runs_folder().map(|folder| files::runs_file(&folder, Some(&arguments.project), ""));
    let history = history.and_then(|file| files::read_runs(&file));
    let live = history.map(|text| LiveRun::in_history(&text));
    let made = document(&Subject {
        project: &project,
        integrations: &integrations,
        environment: environment.as_ref(),
        played: &played,
        live: live.as_deref(),
        now,
    });
    let text = if is_html(&arguments.output) { made.html() } else { made.markdown() };
    files::write_text(&arguments.output, &text)?;
    let count = |wanted: fn(&ScenarioEnd) -> bool| played.iter().filter(|each| wanted(&each.ended)).count();
    let failed = count(|ended| matches!(ended, ScenarioEnd::Failed(_)));
    match arguments.shape.format {
        Format::Text => terminal.line(&arguments.output.display().to_string())?,
        Format::Json => terminal.json(&json!({
            "written": arguments.output,
            "passed": count(|ended| matches!(ended, ScenarioEnd::Passed)),
            "failed": failed,
            "not_played": count(|ended| matches!(ended, ScenarioEnd::NotPlayed(_))),
        }))?,
    }
    if failed > 0 {
        terminal.note("Some scenarios failed; the document names them");
    }
    Ok(if failed > 0 { Ending::No } else { Ending::Good })
}

fn is_html(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ending == "html" || ending == "htm")
}
