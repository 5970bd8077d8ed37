//! `--data`: one scenario for each row of a table; the project is not changed.

use std::path::Path;
use std::sync::Arc;

use super::Trial;
use super::tried::failed;
use crate::cli::{CliError, selection};
use crate::convert::results::Tried;
use crate::engine::data_table::{DataCase, DataTable, TableError, cases, match_columns};
use crate::files;
use crate::model::{Integration, Project, Scenario};

/// The rows of a table.
pub(super) struct Rows {
    integration: Arc<Integration>,
    cases: Vec<DataCase>,
}

/// Reads a table for the named integration, or for the only one.
pub(super) fn rows(file: &Path, project: &Project, integration: Option<&str>) -> Result<Rows, CliError> {
    let integration = selection::one_integration(project, integration)?;
    let text = files::read_text(file)?;
    let fail = |problem: TableError| CliError::Table { file: file.to_owned(), problem };
    let table = DataTable::read(&text).map_err(fail)?;
    let uses = match_columns(project, &integration, &table.columns);
    let cases = cases(&integration, &table, &uses).map_err(fail)?;
    Ok(Rows { integration, cases })
}

impl Rows {
    /// The rows that can be played.
    pub(super) fn trials(&self) -> Vec<Trial<'_>> {
        let scenarios = self.cases.iter().filter_map(|case| case.scenario.as_ref().ok());
        scenarios.map(|scenario| Trial { integration: &self.integration, scenario }).collect()
    }

    /// The rows that cannot, each as a failure.
    pub(super) fn unread(&self) -> Vec<Tried> {
        let unread = self.cases.iter().filter_map(|case| Some((case.line, case.scenario.as_ref().err()?)));
        let tried = unread.map(|(line, problem)| {
            let scenario = Scenario { name: format!("Line {line}"), ..Scenario::default() };
            failed(&self.integration, &scenario, problem)
        });
        tried.collect()
    }
}
