//! Requests that stand in a script: `fetch` of JavaScript, `Invoke-WebRequest` and `Invoke-RestMethod` of PowerShell, as browsers
//! and documentation have them.
//!
//! A script is not run. Texts, numbers, records and lists are read, and names that stand for one of them; every other name is a
//! place that is filled in later, and everything else is passed over.

mod fetch;
mod javascript;
mod javascript_text;
mod parameter;
mod setting;
mod value;
mod web_request;
mod windows;
mod windows_text;
mod windows_values;

use super::super::described::Designer;
use super::transfer::Transfer;

/// The deepest that values may stand within one another.
const MOST_LEVELS: usize = 64;

/// The requests of a script; nothing where the text is no script of these kinds.
pub(super) fn transfers(text: &str, designer: &mut Designer) -> Option<Vec<Transfer>> {
    if is_of_powershell(text) {
        return Some(web_request::transfers(windows::calls(text), designer));
    }
    is_of_javascript(text).then(|| fetch::transfers(javascript::calls(text), designer))
}

fn is_of_powershell(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || "=(|;{&".contains(c));
    words.into_iter().any(windows::is_command)
}

/// `fetch(`, and no cURL command before it.
fn is_of_javascript(text: &str) -> bool {
    let calls = |text: &str| {
        text.match_indices("fetch(")
            .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    let first = text.lines().map(str::trim_start).find(|line| !line.is_empty()).unwrap_or_default();
    calls(text) && !first.trim_start_matches(['$', '>', '#', ' ']).starts_with("curl")
}

#[cfg(test)]
mod tests;
