//! From what people have (a cURL line, an OpenAPI file, a Postman collection) to a project.
//!
//! Importing has two steps, so that a person sees what was understood before anything is added: reading a source gives
//! [`Imported`], a small project of its own with [`Remark`]s; [`add_to`] puts that into an open project.
//!
//! Values of secrets never stand in a project. Those that a source holds come back apart, in
//! [`Imported::secret_values`], so that a person can be asked whether to keep them.

mod add;
mod error;
pub mod openapi;
mod operation;
mod privacy;
mod remark;

use crate::engine::SecretValue;
use crate::model::Project;
pub use add::{Added, add_to};
pub use error::ImportError;
pub use operation::Operation;
pub use remark::{Remark, SourcePlace};

/// What was understood of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Only what the source says: connections, secrets, context variables, environments and integrations.
    pub project: Project,
    /// What could not be carried over, and what was decided on the way, with the place in the source.
    pub remarks: Vec<Remark>,
    /// The values that the source gives for secrets of [`Imported::project`], by the secret's name. Masked in Debug.
    pub secret_values: Vec<(String, SecretValue)>,
}
