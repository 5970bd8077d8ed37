//! Putting what was imported into an open project, without overwriting anything that stands there.

use super::Imported;
use crate::model::Project;

/// What was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// The ids of the new integrations, as they are in the project now.
    pub integrations: Vec<String>,
}

/// Adds what was imported. A name that is taken by something else gets a number; what is the same is not added twice.
pub fn add_to(project: &mut Project, imported: Imported) -> Added {
    Added { integrations: project.add(imported.project) }
}
