//! The steps of an exchange in words: when the connection stood, when the answer came, how large it was.

use super::{Done, Step, seconds};

/// What was done and when, each as a short sentence without a full stop, in order.
pub fn timeline(steps: &[Step]) -> Vec<String> {
    steps.iter().map(|step| format!("{} s: {}", seconds(step.at_ms), words(&step.done))).collect()
}

fn words(done: &Done) -> String {
    match done {
        Done::Resolved => "the name of the host was looked up".to_owned(),
        Done::Connected => "the connection stood".to_owned(),
        Done::Encrypted => "the connection was encrypted".to_owned(),
        Done::Reused => "a connection that still stood was used again".to_owned(),
        Done::SignedIn { url } => format!("a token was fetched from {url}"),
        Done::TokenKnown => "the token of an earlier call was still valid".to_owned(),
        Done::TokenRefused => "the token was refused".to_owned(),
        Done::Answered { status } => format!("the first byte of the answer came, with status {status}"),
        Done::Received { received_bytes, bytes } if received_bytes == bytes => {
            format!("the answer was complete ({bytes} bytes)")
        }
        Done::Received { received_bytes, bytes } => {
            format!("the answer was complete ({received_bytes} bytes, {bytes} when unpacked)")
        }
        Done::SentOn { url, dropped } if dropped.is_empty() => format!("it was sent on to {url}"),
        Done::SentOn { url, dropped } => format!("it was sent on to {url} without {}", dropped.join(", ")),
        Done::NotSentOn { url } => format!("it was not sent on to {url}, which the design does not allow"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_in_order() {
        let step = |at_ms, done| Step { at_ms, done };
        let told = timeline(&[
            step(0, Done::Reused),
            step(12, Done::Answered { status: 200 }),
            step(1_500, Done::Received { received_bytes: 80, bytes: 2_000 }),
        ]);
        let expected = [
            "0 s: a connection that still stood was used again",
            "0.012 s: the first byte of the answer came, with status 200",
            "1.5 s: the answer was complete (80 bytes, 2000 when unpacked)",
        ];
        assert_eq!(told, expected);
        let same = timeline(&[step(1, Done::Received { received_bytes: 5, bytes: 5 })]);
        assert_eq!(same, ["0.001 s: the answer was complete (5 bytes)"]);
    }
}
