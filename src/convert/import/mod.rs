//! From what people have (a cURL line, an OpenAPI file, a Postman collection) to a project.
//!
//! Importing has two steps, so that a person sees what was understood before anything is added: reading a source gives
//! [`Imported`], a small project of its own with [`Remark`]s; [`add_to`] puts that into an open project.
//!
//! Values of secrets never stand in a project. Those that a source holds come back apart, in
//! [`Imported::secret_values`], so that a person can be asked whether to keep them.

mod add;
pub mod curl;
mod described;
mod error;
mod imported;
pub mod openapi;
mod operation;
pub mod postman;
mod remark;

pub use crate::engine::Added;
pub use add::add_to;
pub use error::ImportError;
pub use imported::Imported;
pub use operation::Operation;
pub use remark::{Remark, SourcePlace};
