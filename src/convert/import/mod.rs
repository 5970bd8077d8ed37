//! From what people have (a cURL line, an OpenAPI file, a Postman collection) to a project.
//!
//! Importing has two steps, so that a person sees what was understood before anything is added: reading a source gives
//! [`Imported`], a small project of its own with [`Remark`]s; [`add_to`] puts that into an open project.

mod add;
mod operation;
mod remark;

use crate::model::Project;
pub use add::{Added, add_to};
pub use operation::Operation;
pub use remark::{Remark, SourcePlace};

/// What was understood of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Only what the source says: connections, secrets, context variables, environments and integrations.
    pub project: Project,
    /// What could not be carried over, and what was decided on the way, with the place in the source.
    pub remarks: Vec<Remark>,
}
