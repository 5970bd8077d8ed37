//! What the targets that speak JSONata share: a flow as expressions.
//!
//! ```text
//! arrival ─ inputs ─► $run ─ [parts ─► request … answer ─► $run]* ─ reply ─► record for the bot
//! ```
//!
//! `$run` is one record that goes from step to step: `facts`, `inputs`, `outputs`, `outcome`, `asked`, `tries`. A platform binds
//! `$run` and what it knows of an answer, and keeps what an expression yields as the new `$run`.

mod account;
mod answer;
mod contract;
mod decide;
mod format;
mod inputs;
mod kind;
mod library;
pub mod literal;
mod moment;
mod number;
mod path;
mod reply;
mod request;
mod script;
mod writer;

pub use account::{ANSWER_FORM, account};
pub use answer::{Tries, answer};
pub use inputs::inputs;
pub(super) use library::Function;
pub use reply::{fallback, reply, spoken};
pub use request::{Encoding, Part, Parts, joined, parts};
pub use script::Script;
pub use writer::{Host, Spot, Writer};

/// What an expression that starts from `$run` binds first.
pub fn run_header(run: &str) -> Vec<String> {
    let values = "$values := $merge([$lookup($run, \"inputs\"), $lookup($run, \"outputs\")])";
    let mut header: Vec<String> = Vec::new();
    if run != "$run" {
        header.push(format!("$run := {run}"));
    }
    header.push("$facts := $lookup($run, \"facts\")".to_owned());
    header.push(values.to_owned());
    header
}
