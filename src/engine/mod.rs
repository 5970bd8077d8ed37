//! How a run goes: inputs, plan, send, validate, extract, outcome, reply.
//!
//! ```text
//! context → inputs → [plan → send → receive → validate → extract]* → outcome → reply
//! ```
//!
//! Designed ([`Call`](crate::model::Call)), planned and sent ([`Request`]), answered ([`Response`]) and understood
//! ([`RunResult`]) are separate types. [`Run`] is the state machine between them and knows no network: it hands out a
//! [`Request`] and takes an [`Exchange`]. Live, a [`Transport`] makes the exchange ([`play`]); in a preview it comes from a
//! sample or a fault ([`preview()`], [`play_offline`]). Everything else is pure: no disk, no clock, no threads.
//!
//! Every run ends in an outcome and every outcome in a reply; a design that cannot be run at all is refused by
//! [`Run::start`] with findings, before anything is sent.

mod adding;
mod address;
mod authenticate;
mod budget;
mod charset;
mod cleanse;
mod condition_words;
mod contract;
mod contract_words;
mod conversation;
mod curl;
mod data_flow;
pub mod data_table;
mod data_trace;
mod data_words;
pub mod decimal;
mod difference;
mod document;
mod drift;
mod encryption;
mod extract;
mod field_names;
mod infer;
mod inputs;
mod judge;
mod kind;
mod large;
mod outline;
mod path_cost;
mod payload;
mod plan;
mod prepared;
mod preview;
mod provoke;
mod redact;
mod rename;
mod request;
mod response;
mod result;
mod result_schema;
mod retry;
mod run;
mod said;
mod say;
pub mod scenario;
mod scope;
mod secret_value;
mod setup;
mod show;
mod sign;
mod texts;
mod thinned;
mod timeline;
mod transport;
mod understand;
mod uses;

pub use adding::{Added, add_to, free_name};
pub use authenticate::basic_credentials;
pub use budget::{Awaits, Budget, CallBudget, TimeLimit, TimeRemedy};
pub use cleanse::{Known, Replaced, cleanse, cleanse_text};
pub use condition_words::condition_words;
pub use contract::Contract;
pub use conversation::{Conversation, insert};
pub use curl::curl;
pub use data_flow::{Carrier, DataFlow, DataOrigin, DataPlace, Datum, Flow, HostFlow, Protection, data_flow};
pub use data_words::{Exposure, carrier_words, data_flow_text, datum_words, exposures, protection_words};
pub use difference::{Difference, differing_words};
pub use drift::{Change, ChangeKind, drift};
pub use encryption::{Authorities, Encryption, ExtraAuthorities};
pub use extract::Path;
pub use field_names::{FieldName, FieldNames};
pub use infer::infer;
pub use inputs::{InputProblem, collect as collect_inputs};
pub use judge::{Facts, holds};
pub use kind::{is_of_kind, read_as_kind};
pub use outline::{Outline, Shape};
pub use plan::Refusal;
pub(crate) use prepared::{PreparedCall, prepared};
pub use preview::{Preview, ProvokedBy, answers_for, play_offline, preview};
pub use provoke::{from_fault, from_sample};
pub use redact::Redactor;
pub use rename::{rename_fact, rename_in_text, rename_input, rename_secret, rename_secret_in_connection};
pub use request::{Limits, Request, SignIn};
pub use response::{Done, Exchange, Failure, Response, Step, seconds};
pub use result::{Attempt, CallRecord, RunResult, ShownRequest, ShownResponse};
pub use result_schema::result_schema;
pub use retry::{MOST_RETRIES, may_repeat, worst_case_ms};
pub use run::{Next, Run};
pub use said::{FromValue, Said, SaidButton, SaidChoice, SaidHandoff, SaidWaiting};
pub use scope::SECRET_PREFIX;
pub use secret_value::{MaskedSecrets, SecretValue, Secrets};
pub use setup::{PREVIEW_RUN_ID, Setup, SetupError, choose_environment};
pub use show::plain;
pub use texts::{names_in, texts_at};
pub use thinned::{Thinning, thinned};
pub use timeline::timeline;
pub use transport::{Transport, play};
