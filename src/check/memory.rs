//! Remembers the findings of integrations that have not changed, for a program that checks after every edit.

use std::sync::Arc;

use jiff::Timestamp;

use super::scenarios::Stage;
use super::subject::Subject;
use super::{check_around, check_subject, worst_first};
use crate::model::{Finding, Integration, Project};

/// Checks a project again and again, and plays the scenarios of an integration only after a change.
///
/// An integration has changed when it is another one in memory: [`Project::integrations`] are shared, and whoever edits one
/// puts a new one in its place. When anything changes that all integrations depend on (connections, facts, languages …), all
/// are checked again. Remembered findings keep the moment at which they were made.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    stage: Option<Stage>,
    known: Vec<(Arc<Integration>, Vec<Finding>)>,
}

impl Memory {
    /// The same as [`check`](super::check).
    pub fn check(&mut self, project: &Project, now: Timestamp) -> Vec<Finding> {
        let stage = match self.stage.take() {
            Some(stage) if stage.is_for(project) => stage.at(now),
            _ => {
                self.known.clear();
                Stage::new(project, now)
            }
        };
        let subjects: Vec<_> =
            project.integrations.iter().map(|integration| Subject::new(project, integration)).collect();
        let mut findings = check_around(project, &subjects);
        let mut known = Vec::with_capacity(subjects.len());
        for (position, (subject, integration)) in subjects.iter().zip(&project.integrations).enumerate() {
            let own = self
                .remembered(position, integration)
                .unwrap_or_else(|| check_subject(subject, integration, &stage));
            findings.extend(own.iter().cloned());
            known.push((integration.clone(), own));
        }
        self.known = known;
        self.stage = Some(stage);
        worst_first(&mut findings);
        findings
    }

    /// Most of the time nothing moves; after an integration was added or removed, the search looks everywhere.
    fn remembered(&self, position: usize, integration: &Arc<Integration>) -> Option<Vec<Finding>> {
        let is_it = |known: &&(Arc<Integration>, Vec<Finding>)| Arc::ptr_eq(&known.0, integration);
        let in_place = self.known.get(position).filter(is_it);
        in_place.or_else(|| self.known.iter().find(is_it)).map(|(_, findings)| findings.clone())
    }
}
