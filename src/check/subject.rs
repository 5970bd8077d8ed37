//! The integration under check, with every text of it parsed once.

use super::known::Known;
use super::texts::{FoundText, texts_of};
use crate::model::{Call, Integration, Part, Place, Project};

/// What the rules about an integration work with.
pub(super) struct Subject<'a> {
    pub project: &'a Project,
    pub integration: &'a Integration,
    pub texts: Vec<FoundText<'a>>,
}

impl<'a> Subject<'a> {
    pub fn new(project: &'a Project, integration: &'a Integration) -> Self {
        Self { project, integration, texts: texts_of(integration) }
    }

    /// The names that its texts can use.
    pub fn known(&self) -> Known<'a> {
        Known { project: self.project, integration: self.integration }
    }

    pub fn place(&self, part: Part, field: &str) -> Place {
        Place::new(&self.integration.id, part, field)
    }

    pub fn call_place(&self, call: &Call, field: &str) -> Place {
        self.place(Part::Call(call.id.clone()), field)
    }

    /// The texts of the request of the call at this position.
    pub fn request_texts(&self, call: usize) -> impl Iterator<Item = &FoundText<'a>> {
        self.texts.iter().filter(move |text| text.role.call() == Some(call))
    }

    /// The name of an outcome in a sentence; `fallback` has one too.
    pub fn outcome_name(&self, outcome: &'a str) -> &'a str {
        if outcome == FALLBACK { "fallback" } else { self.integration.outcome_name(outcome) }
    }
}

/// The id by which places name the fallback reply.
pub(super) const FALLBACK: &str = "fallback";
