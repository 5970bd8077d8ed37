//! The one integration-test binary: one module for each subject.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may fail loudly"
)]

mod check;
mod demo;
mod template;
mod template_attacks;
mod tidy;
