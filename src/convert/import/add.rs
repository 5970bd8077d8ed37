//! Putting what was imported into an open project.

use super::Imported;
use crate::engine;
use crate::model::Project;

/// Adds what was imported, see [`engine::add_to`].
pub fn add_to(project: &mut Project, imported: Imported) -> engine::Added {
    engine::add_to(project, imported.project, imported.secret_values)
}

#[cfg(test)]
mod tests;
