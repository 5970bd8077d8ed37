//! The network: the only room that names reqwest.
