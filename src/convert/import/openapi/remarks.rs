//! What is said about a description while it is imported.

use super::super::{Remark, SourcePlace};
use super::source::BrokenReference;
use crate::model::Severity;

/// More remarks than this about one operation help nobody.
const MOST_FOR_ONE: usize = 40;

/// The remarks so far; each belongs to the operation that is being imported.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    pub list: Vec<Remark>,
    /// The id of the integration that is being made.
    pub integration: Option<String>,
    of_this: usize,
}

impl Remarks {
    /// From now on remarks are about this integration, or about the whole file.
    pub fn turn_to(&mut self, integration: Option<String>) {
        self.integration = integration;
        self.of_this = 0;
    }

    /// Something was decided.
    pub fn hint(&mut self, code: &str, title: String, remedy: &str, pointer: &str) {
        self.add(Severity::Hint, code, title, remedy, pointer);
    }

    /// Something differs.
    pub fn warning(&mut self, code: &str, title: String, remedy: &str, pointer: &str) {
        self.add(Severity::Warning, code, title, remedy, pointer);
    }

    /// Something is missing.
    pub fn error(&mut self, code: &str, title: String, remedy: &str, pointer: &str) {
        self.add(Severity::Error, code, title, remedy, pointer);
    }

    /// A reference that leads nowhere.
    pub fn broken(&mut self, broken: &BrokenReference, pointer: &str) {
        let code = match broken {
            BrokenReference::Outside(_) => "reference_outside",
            BrokenReference::Missing(_) => "reference_missing",
            BrokenReference::Circle(_) => "reference_circle",
        };
        self.add(Severity::Warning, code, broken.title(), broken.remedy(), pointer);
    }

    fn add(&mut self, severity: Severity, code: &str, title: String, remedy: &str, pointer: &str) {
        let known =
            self.list.iter().rev().take(MOST_FOR_ONE * 2).any(|known| {
                known.code == code && known.title == title && known.integration == self.integration
            });
        if known || self.of_this >= MOST_FOR_ONE {
            return;
        }
        self.of_this += 1;
        self.list.push(Remark {
            code: code.to_owned(),
            severity,
            title,
            remedy: remedy.to_owned(),
            at: SourcePlace::part(pointer),
            integration: self.integration.clone(),
        });
    }
}
