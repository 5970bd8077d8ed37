//! Writes how the rows of a table went, in the forms of `hookwright test --report`.

use crate::convert::results::{Status, Tried, junit, summary};
use crate::files;
use crate::state::{Action, Notice, PlayedRow, ResultsOrder, RowEnd};

pub(super) fn write(order: ResultsOrder) -> Action {
    let ResultsOrder { path, project, integration, rows } = order;
    let tried: Vec<Tried> = rows.into_iter().map(|row| tried(&integration, row)).collect();
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let text = if is_json {
        serde_json::to_string_pretty(&summary(&tried)).unwrap_or_default() + "\n"
    } else {
        junit(&project, &tried)
    };
    match files::write_text(&path, &text) {
        Ok(()) => Action::Tell(Notice::done(format!("The results are in {}", path.display()))),
        Err(error) => Action::Tell(Notice::problem(error.to_string(), error.hint())),
    }
}

fn tried(integration: &str, row: PlayedRow) -> Tried {
    let (status, differences) = match row.ended {
        RowEnd::Passed => (Status::Passed, Vec::new()),
        RowEnd::Failed(reasons) => (Status::Failed, reasons),
        RowEnd::NotPlayed => (Status::Skipped, vec!["It was not played".to_owned()]),
    };
    Tried {
        integration: integration.to_owned(),
        scenario: row.name,
        status,
        differences,
        outcome: row.outcome,
        elapsed_ms: row.elapsed_ms,
    }
}
