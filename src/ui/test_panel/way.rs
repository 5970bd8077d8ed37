//! The way of a call: its phases, its attempts, where it was sent on, what it weighed.

use egui::Ui;

use crate::engine::{Attempt, CallRecord, Done, Step, seconds};
use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::widgets::{remark, text_line};

/// The phases of the last try in words: `Find address 1 ms`, `Wait 2.1 s`.
pub fn phases(call: &CallRecord) -> Vec<String> {
    let Some(last) = call.attempts.last() else { return Vec::new() };
    let mut words = Vec::new();
    let mut from_ms = 0;
    for step in &last.steps {
        let took_ms = step.at_ms.saturating_sub(from_ms);
        from_ms = from_ms.max(step.at_ms);
        if let Some(phase) = phase(step) {
            words.push(format!("{phase} {}", time(took_ms)));
        }
    }
    words.extend(sizes(call));
    words
}

/// Further lines: several attempts, redirects, sizes.
pub fn details(ui: &mut Ui, call: &CallRecord) {
    if call.attempts.len() > 1 {
        for (number, attempt) in call.attempts.iter().enumerate() {
            text_line(ui, TextRole::Small, Tone::Second, &attempt_words(number, attempt));
        }
    }
    for step in call.attempts.last().into_iter().flat_map(|attempt| &attempt.steps) {
        match &step.done {
            Done::SentOn { url, dropped } => {
                let left = match dropped.len() {
                    0 => "Nothing stayed behind.".to_owned(),
                    _ => format!("Stayed behind: {}.", dropped.join(", ")),
                };
                remark(ui, icons::ICON_ARROW_FORWARD, Tone::Second, &format!("Sent on to {url}. {left}"));
            }
            Done::NotSentOn { url } => {
                let words = format!("It would have been sent on to {url}, which the design does not allow.");
                remark(ui, icons::ICON_BLOCK, Tone::Warn, &words);
            }
            _ => {}
        }
    }
}

/// What a step is called as a part of the time; nothing for what takes none.
fn phase(step: &Step) -> Option<String> {
    Some(match &step.done {
        Done::Resolved => "Find address".to_owned(),
        Done::Connected => "Connect".to_owned(),
        Done::Encrypted => "Encrypt".to_owned(),
        Done::Received { .. } => "Receive".to_owned(),
        Done::SignedIn { .. } => "Sign in".to_owned(),
        Done::TokenRefused => "Token refused".to_owned(),
        Done::Answered { .. } => "Wait".to_owned(),
        Done::Reused | Done::TokenKnown | Done::SentOn { .. } | Done::NotSentOn { .. } => return None,
    })
}

fn attempt_words(number: usize, attempt: &Attempt) -> String {
    let end = match (attempt.status, &attempt.failure) {
        (Some(status), _) => format!("answered {status}"),
        (None, Some(failure)) => failure.clone(),
        (None, None) => "no answer".to_owned(),
    };
    let pause = if attempt.after_ms > 0 {
        format!(" after a pause of {}", time(attempt.after_ms))
    } else {
        String::new()
    };
    format!("Try {}{pause}: {end}, {}", number + 1, time(attempt.elapsed_ms))
}

/// `6 kB on the way, 48 kB unpacked` where the answer was compressed.
fn sizes(call: &CallRecord) -> Option<String> {
    let response = call.response.as_ref()?;
    let steps = call.attempts.last().map_or(&[][..], |attempt| &attempt.steps);
    let packed = steps.iter().rev().find_map(|step| match &step.done {
        Done::Received { received_bytes, bytes } if received_bytes != bytes => Some(*received_bytes),
        _ => None,
    });
    Some(match packed {
        Some(packed) => {
            let packed = usize::try_from(packed).unwrap_or(usize::MAX);
            format!("{} on the way, {} unpacked", bytes(packed), bytes(response.bytes))
        }
        None => bytes(response.bytes),
    })
}

/// A size as people read it.
pub fn bytes(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(bytes, 1_000)),
        _ => format!("{} MB", tenths(bytes, 1_000_000)),
    }
}

fn tenths(bytes: usize, unit: usize) -> String {
    format!("{}.{}", bytes / unit, bytes % unit * 10 / unit)
}

/// A time as people feel it: `1 ms`, `2.1 s`.
pub fn time(ms: u64) -> String {
    if ms < 1_000 { format!("{ms} ms") } else { format!("{} s", seconds((ms + 50) / 100 * 100)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times() {
        assert_eq!(
            (bytes(999), bytes(48_230), bytes(50_000_000)),
            ("999 bytes".into(), "48.2 kB".into(), "50.0 MB".into())
        );
        assert_eq!((time(999), time(2_060)), ("999 ms".into(), "2.1 s".into()));
    }
}
