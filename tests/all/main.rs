//! The one integration-test binary: one module for each subject.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod check;
mod demo;
mod hostile;
mod peers;
mod retries;
mod sign_in;
mod template;
mod template_attacks;
mod tidy;
#[cfg(feature = "window")]
mod window;
