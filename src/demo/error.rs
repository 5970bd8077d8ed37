//! Why the demo server could not be started.

use std::io;

/// The demo server could not be started.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Another program, or another demo server, listens there.
    #[error("Port {port} is taken by another program; choose another one, or 0 for any that is free")]
    PortTaken {
        /// The port that was asked for.
        port: u16,
    },
    /// The system refuses the port for another reason, for instance because ports below 1024 need more rights.
    #[error("The demo server cannot listen on port {port}")]
    Listen {
        /// The port that was asked for; 0 stands for any.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}
