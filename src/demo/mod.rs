//! The bundled server on loopback: a CRM, orders and tickets, with customers who make it misbehave.
//!
//! It is a real HTTP/1.1 server (RFC 9110, RFC 9112), so that the first calls an analyst designs go over a real
//! connection and meet real trouble, without an account anywhere. Everything in it is invented.
//!
//! ```text
//! server     sockets in, sockets out; carries out a `Reaction`
//!   └ services   which route, may the caller use it, who answers
//!       ├ crm, orders, tickets    one service each: a request in, a `Reaction` out, no network
//!       └ misbehaviour            the trouble that certain customers make, the same in all three
//! ```

mod answer;
mod crm;
mod error;
mod misbehaviour;
mod order_book;
mod orders;
mod overview;
mod route;
mod server;
mod services;
mod subscriptions;
mod ticket_book;
mod tickets;

pub use error::DemoError;
pub use misbehaviour::{MISBEHAVIOURS, Misbehaviour};
pub use overview::overview;
pub use server::Server;

/// What every route asks for, as `Authorization: Bearer demo-token`; orders also take it as `X-Api-Key`.
///
/// It is no secret: it opens nothing but this server, which listens on the loopback address only and knows only
/// invented customers. So it may stand in documentation, projects and tests.
pub const TOKEN: &str = "demo-token";
