//! The one integration-test binary: one module for each subject.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod actions;
mod answers;
mod automation;
mod calls;
mod check;
mod cli;
mod data_flow;
mod demo;
mod designs;
mod diff;
mod encoding;
mod encryption;
mod format;
mod hostile;
mod http2;
mod imports;
mod inference;
mod inputs;
mod jsonpath;
mod openapi;
mod peers;
mod projects;
mod proxy;
mod recorder;
mod replies;
mod result_schema;
mod retries;
mod round_trip;
mod secrets;
mod sign_in;
mod template;
mod template_attacks;
mod tidy;

#[cfg(feature = "window")]
mod habits;
#[cfg(feature = "window")]
mod state;
#[cfg(feature = "window")]
mod state_large;
#[cfg(feature = "window")]
mod window;
