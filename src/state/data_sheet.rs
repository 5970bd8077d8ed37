//! A table of customers in the window: its columns, and how each row went. It is read from its file and not part of the project.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::ScenarioResult;
use super::scenarios::judge;
use crate::engine::RunResult;
use crate::engine::data_table::{ColumnUse, DataCase, DataTable, TableError, cases, match_columns};
use crate::model::{Finding, Integration, Project};

/// A table of customers.
#[derive(Clone, Debug, PartialEq)]
pub struct DataSheet {
    /// The file.
    pub path: PathBuf,
    /// The integration's id.
    pub integration: String,
    /// What stands in the file.
    pub table: DataTable,
    /// What each column is.
    pub uses: Vec<ColumnUse>,
    /// A scenario for each row, or why it is none; empty while no column says what must follow.
    pub cases: Vec<DataCase>,
    /// Why no row can be played.
    pub problem: Option<TableError>,
    /// How each row went.
    pub results: Vec<Option<ScenarioResult>>,
    /// The design that cases and results belong to.
    design: Option<Arc<Integration>>,
}

impl DataSheet {
    pub(super) fn read(
        project: &Project,
        integration: &str,
        path: PathBuf,
        text: &str,
    ) -> Result<Self, TableError> {
        let table = DataTable::read(text)?;
        let design = project.integration(integration);
        let uses = design.map(|design| match_columns(project, design, &table.columns)).unwrap_or_default();
        let mut sheet = Self {
            path,
            integration: integration.to_owned(),
            table,
            uses,
            cases: Vec::new(),
            problem: None,
            results: Vec::new(),
            design: None,
        };
        sheet.make_cases(project);
        Ok(sheet)
    }

    fn make_cases(&mut self, project: &Project) {
        self.design = design_of(project, &self.integration);
        let made = self.design.as_ref().map(|design| cases(design, &self.table, &self.uses));
        (self.cases, self.problem) = match made {
            Some(Ok(cases)) => (cases, None),
            Some(Err(error)) => (Vec::new(), Some(error)),
            None => (Vec::new(), None),
        };
        self.forget_results();
    }

    pub(super) fn use_column(&mut self, project: &Project, column: usize, used: ColumnUse) {
        // A thing is taken from one column only.
        if used != ColumnUse::Nothing {
            self.uses
                .iter_mut()
                .filter(|known| **known == used)
                .for_each(|known| *known = ColumnUse::Nothing);
        }
        if let Some(known) = self.uses.get_mut(column) {
            *known = used;
        }
        self.make_cases(project);
    }

    /// After a change of the design what is known about the rows says nothing any more.
    pub(super) fn read_again(&mut self, project: &Project) {
        if self.design != design_of(project, &self.integration) {
            self.make_cases(project);
        }
    }

    pub(super) fn forget_results(&mut self) {
        self.results = vec![None; self.cases.len()];
    }

    pub(super) fn take(
        &mut self,
        project: &Project,
        row: usize,
        result: Result<Box<RunResult>, Vec<Finding>>,
        played: (Timestamp, bool),
    ) {
        let case = self.cases.get(row).and_then(|case| case.scenario.as_ref().ok());
        let Some((integration, scenario)) = project.integration(&self.integration).zip(case) else { return };
        if let Some(place) = self.results.get_mut(row) {
            *place = Some(judge(integration, scenario, result, played));
        }
    }
}

fn design_of(project: &Project, integration: &str) -> Option<Arc<Integration>> {
    project.integrations.iter().find(|each| each.id == integration).cloned()
}
