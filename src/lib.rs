//! Hookwright: design a chatbot's webhook calls without code, and see every reply before going live.
//!
//! Rooms and floors are described in ARCHITECTURE.md; imports point down only, and a test holds them to it.

// floor 0: use nobody
pub mod jobs;
pub mod model;
pub mod template;

// floor 1
pub mod check;
pub mod engine;

// floor 2
#[cfg(feature = "window")]
pub mod state;

// floor 3
pub mod convert;
pub mod demo;
pub mod files;
pub mod net;
pub mod secrets;
#[cfg(feature = "window")]
pub mod ui;

// floor 4
#[cfg(feature = "window")]
pub mod app;
pub mod cli;
