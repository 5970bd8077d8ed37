//! cURL
mod flag;
