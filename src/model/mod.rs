//! What is designed: a project and everything in it, as plain data that is also the file format.
//!
//! One type a file, public fields, no behaviour beyond look-ups. The words are those of the product's vocabulary; the
//! JSON Schema in `assets/hookwright.schema.json` is generated from these types by [`schema`].
//!
//! A half-finished design is normal: nothing here refuses an empty name or a missing reply. What is wrong with a design is
//! said by `check`.

mod authentication;
mod body;
mod call;
mod channel;
mod confirmation;
mod connection;
mod context_variable;
mod environment;
mod finding;
mod handoff;
mod input;
mod integration;
mod localized;
mod message;
mod method;
mod outcome;
mod output;
mod place;
mod platform;
mod policy;
mod privacy;
mod privacy_by_name;
mod project;
mod reply;
mod rule;
mod sample;
mod scenario;
mod schema;
mod secret;
mod source;
mod success;
mod text;
mod trigger;
mod unknown;
mod value_type;
mod waiting;
mod words;

pub use authentication::{Authentication, CredentialsPlace, KeyPlace, SignatureScheme};
pub use body::Body;
pub use call::{Call, Parameter};
pub use channel::{Channel, ChannelLimits};
pub use confirmation::Confirmation;
pub use connection::{Connection, Tls};
pub use context_variable::ContextVariable;
pub use environment::{Environment, Stage};
pub use finding::{Finding, Severity};
pub use handoff::Handoff;
pub use input::Input;
pub use integration::Integration;
pub use localized::Localized;
pub use message::{Button, Choice, Message};
pub use method::Method;
pub use outcome::{OwnOutcome, StandardOutcome};
pub use output::Output;
pub use place::{Part, Place, Step};
pub use platform::Platform;
pub use policy::{Policy, Redirects, Retries, RetryCause};
pub use privacy::Privacy;
pub use project::{FORMAT, FORMAT_PREFIX, FORMAT_VERSION, Project};
pub use reply::{ContextUpdate, Reply};
pub use rule::{Condition, Operator, Rule};
pub use sample::{Header, Sample, SampleBody};
pub use scenario::{Answer, Expectation, Fault, Scenario};
pub use schema::schema;
pub use secret::Secret;
pub use source::Source;
pub use success::{StatusRange, Success};
pub use text::Text;
pub use trigger::{Risk, Trigger};
pub use unknown::Unknown;
pub use value_type::ValueType;
pub use waiting::Waiting;
pub(crate) use words::words;

/// Whether a value is its type's default; keeps files short by leaving such fields out.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Serde needs a named function for a field that is `true` unless the file says otherwise.
fn yes() -> bool {
    true
}

/// The counterpart of [`yes`] for leaving the field out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_true(value: &bool) -> bool {
    *value
}
