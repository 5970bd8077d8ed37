//! Imports: what comes out is what the source would have sent.

mod curl;
mod growth;
mod mutations;
mod planned;
mod postman;
