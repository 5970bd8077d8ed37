//! cURL commands, as they stand in documentation, chats and browsers' “Copy as cURL”, to integrations; and what browsers copy
//! beside them, `fetch(…)` and PowerShell's `Invoke-WebRequest`.
//!
//! ```text
//! text ─► prompts blanked ─► bash · cmd · powershell ─► Line of Words ─► flag ─► Transfer ─► request ─► Described ─► Designer
//! ```
//!
//! What curl would send is what the integration sends: the same method, address, headers and body. The shell of a text is told
//! by its quoting: carets before quotes or line breaks are cmd.exe's, backticks at line ends and `curl.exe` are PowerShell's,
//! everything else is read as bash. Several commands, several addresses and `--next` make several integrations.
//!
//! | limit | value |
//! |---|---|
//! | length of a text | [`MOST_BYTES`] |
//! | requests in it | [`MOST_REQUESTS`] |

mod bash;
mod cmd;
mod data;
mod flag;
mod form;
mod glob;
mod powershell;
mod prompts;
mod request;
mod script;
mod token;
mod transfer;
mod word;

use super::described::Designer;
use super::described::marked::{clean, written};
use super::{ImportError, Imported, Operation, SourcePlace};
use crate::model::Severity;
use word::{Line, Word};

/// The longest text that is read.
pub const MOST_BYTES: usize = 2_000_000;
/// The most requests that are made of one text; more are left out, with a remark.
pub const MOST_REQUESTS: usize = 200;

/// Reads every cURL command of a text.
///
/// # Errors
/// When the text is empty, too long, or has no cURL command with an address.
pub fn import(text: &str) -> Result<Imported, ImportError> {
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    if text.len() > MOST_BYTES {
        return Err(ImportError::TooLarge { most_bytes: MOST_BYTES });
    }
    let mut designer = Designer::default();
    let mut count = 0;
    let plain = straightened(&clean(text).replace('\u{a0}', " "));
    if let Some(transfers) = script::transfers(&plain, &mut designer) {
        for transfer in &transfers {
            add(transfer, &mut count, designer.remarks(), &mut designer);
        }
    } else {
        for line in &lines(&plain) {
            let Some(start) = curl(&line.words) else {
                note_lost_option(line, count, &mut designer);
                continue;
            };
            let since = designer.remarks();
            for transfer in transfer::transfers(line, &line.words[start + 1..], &mut designer) {
                add(&transfer, &mut count, since, &mut designer);
            }
        }
    }
    if count > MOST_REQUESTS {
        let title = format!("The text has {count} requests; the first {MOST_REQUESTS} are imported");
        designer.remark(
            "too_many",
            Severity::Error,
            title,
            "Import the others apart",
            &SourcePlace::default(),
        );
    }
    if count == 0 {
        let problem = "it has no `curl`, no `Invoke-WebRequest` and no `fetch(…)` with an address".to_owned();
        return Err(ImportError::NotOfKind { expected: "cURL command", problem, line: None, column: None });
    }
    Ok(designer.finish())
}

/// Adds the requests of a transfer, as long as there are not too many. Remarks from `since` on are about them.
fn add(transfer: &transfer::Transfer, count: &mut usize, since: usize, designer: &mut Designer) {
    for url in &transfer.urls {
        *count += 1;
        if *count <= MOST_REQUESTS {
            let described = request::described(transfer, url, designer);
            designer.add(described, since);
        }
    }
}

/// The requests of a text, named as [`import`] names their integrations.
///
/// # Errors
/// As [`import`].
pub fn operations(text: &str) -> Result<Vec<Operation>, ImportError> {
    Ok(import(text)?.operations())
}

/// Word processors bend quotes; where all are bent, none is meant so.
fn straightened(text: &str) -> String {
    if text.contains(['"', '\'']) {
        return text.to_owned();
    }
    text.replace(['“', '”', '„'], "\"").replace(['‘', '’'], "'")
}

fn lines(text: &str) -> Vec<Line> {
    let text = prompts::blanked(text);
    if is_of_cmd(&text) {
        cmd::lines(&text)
    } else if is_of_powershell(&text) {
        powershell::lines(&text)
    } else {
        bash::lines(&text)
    }
}

/// Carets before quotes or line breaks. A backslash at the end of a line is bash's, whatever patterns with carets it holds.
fn is_of_cmd(text: &str) -> bool {
    let ends_with = |sign: char| text.lines().any(|line| line.trim_end().ends_with(sign));
    let before_quote = || text.split('^').skip(1).any(|behind| behind.starts_with('"'));
    ends_with('^') || (before_quote() && !ends_with('\\'))
}

fn is_of_powershell(text: &str) -> bool {
    let goes_on =
        text.lines().any(|line| line.trim_end().ends_with('`') && line.matches('`').count() % 2 == 1);
    goes_on
        || text.contains("curl.exe")
        || text.contains("$env:")
        || text.contains("@'\n")
        || text.contains("@\"\n")
}

/// Where the command is, behind variables that are set for it and words such as `sudo`.
fn curl(words: &[Word]) -> Option<usize> {
    let position = words.iter().position(|word| {
        let text = word.text.as_str();
        let is_before = matches!(
            text,
            "sudo"
                | "time"
                | "exec"
                | "env"
                | "command"
                | "nohup"
                | "then"
                | "do"
                | "else"
                | "!"
                | "{"
                | "if"
        ) || (text.contains('=') && !text.starts_with('-'));
        !is_before
    })?;
    let name = words[position].text.rsplit(['/', '\\']).next().unwrap_or_default();
    (name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")).then_some(position)
}

/// A line that begins with an option was meant to belong to the command before it.
fn note_lost_option(line: &Line, count: usize, designer: &mut Designer) {
    let Some(first) = line.words.first().filter(|first| count > 0 && first.text.starts_with('-')) else {
        return;
    };
    let title = format!("The line that begins with `{}` belongs to no command", written(&first.text));
    let remedy = "Write a backslash at the end of the line before it, and import again";
    designer.remark("line_lost", Severity::Error, title, remedy, &first.at(&written(&first.text)));
}

#[cfg(test)]
mod tests;
