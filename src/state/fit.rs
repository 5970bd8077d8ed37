//! Whether a reply fits the channel it is said on.

use crate::engine::Said;
use crate::model::Channel;

/// Whether a reply fits its channel, as a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Whether the customer sees all of it.
    pub fits: bool,
    /// What fits, or what does not.
    pub words: String,
}

/// The most characters a message may have on a channel.
pub fn longest_text(channel: Channel, messages: &[Said]) -> Option<usize> {
    let limits = channel.limits().filter(|_| channel != Channel::Sms)?;
    let with_buttons = messages.iter().any(is_buttons);
    Some(if with_buttons { limits.text_with_buttons } else { limits.text })
}

/// Whether a reply fits its channel.
pub fn fit(channel: Channel, messages: &[Said]) -> Fit {
    let name = channel.title();
    let longest =
        messages.iter().filter(|said| !is_buttons(said)).map(|said| count(&said.plain())).max().unwrap_or(0);
    if channel == Channel::Sms {
        return sms(&messages.iter().map(Said::plain).collect::<Vec<_>>().join("\n"));
    }
    let limits = channel.limits();
    let no = |words: String| Fit { fits: false, words };
    let labels: Vec<&str> = messages.iter().flat_map(labels_of).collect();
    if let (Some(most), count) = (limits.map(|limits| limits.buttons), labels.len())
        && count > most
    {
        return no(format!("{name} shows at most {most} buttons, and these are {count}"));
    }
    if let Some(most) = limits.map(|limits| limits.button)
        && let Some(label) = labels.iter().find(|label| count(label) > most)
    {
        return no(format!("{name} cuts “{label}” off after {most} characters"));
    }
    let most = longest_text(channel, messages);
    if let Some(most) = most
        && longest > most
    {
        return no(format!("{name} takes at most {most} characters, and these are {longest}"));
    }
    let mut parts = Vec::new();
    match (labels.len(), limits.map(|limits| limits.buttons)) {
        (0, _) => {}
        (count, Some(most)) => parts.push(format!("{count} of {most} buttons")),
        (1, None) => parts.push("1 button".to_owned()),
        (count, None) => parts.push(format!("{count} buttons")),
    }
    parts.push(
        most.map_or_else(
            || format!("{longest} characters"),
            |most| format!("{longest} of {most} characters"),
        ),
    );
    Fit { fits: true, words: format!("Fits {name}: {}", parts.join(", ")) }
}

/// One text message holds 160 characters of the basic alphabet or 70 of any other; of several, each holds a little less.
fn sms(text: &str) -> Fit {
    let basic = text.chars().all(|letter| letter.is_ascii() || "äöüÄÖÜßñÑéèàùìòÇøØåÅ£¥€§¿¡".contains(letter));
    let (one, part) = if basic { (160, 153) } else { (70, 67) };
    let count = count(text);
    let words = if count <= one {
        format!("Fits one SMS: {count} of {one} characters")
    } else {
        format!("Sent as {} SMS: {count} characters", count.div_ceil(part))
    };
    Fit { fits: true, words }
}

fn is_buttons(said: &Said) -> bool {
    matches!(said, Said::QuickReplies { .. })
}

fn labels_of(said: &Said) -> Vec<&str> {
    match said {
        Said::QuickReplies { choices } => choices.iter().map(|choice| choice.label.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::SaidChoice;

    fn said(text: &str, labels: &[&str]) -> Vec<Said> {
        let choice = |label: &&str| SaidChoice { label: (*label).to_owned(), send: String::new() };
        let choices = labels.iter().map(choice).collect::<Vec<_>>();
        let mut said = vec![Said::Text { text: text.to_owned(), values: Vec::new() }];
        said.extend((!choices.is_empty()).then_some(Said::QuickReplies { choices }));
        said
    }

    #[test]
    fn channels_say_what_fits() {
        let check = |channel, said: &[Said], fits, words: &str| {
            assert_eq!(fit(channel, said), Fit { fits, words: words.to_owned() });
        };
        let whatsapp = Channel::WhatsApp;
        check(
            whatsapp,
            &said("Hello", &["Yes", "No"]),
            true,
            "Fits WhatsApp: 2 of 3 buttons, 5 of 1024 characters",
        );
        check(whatsapp, &said("Hello", &[]), true, "Fits WhatsApp: 5 of 4096 characters");
        check(
            whatsapp,
            &said("?", &["1", "2", "3", "4"]),
            false,
            "WhatsApp shows at most 3 buttons, and these are 4",
        );
        check(
            whatsapp,
            &said("?", &["Show me all my invoices"]),
            false,
            "WhatsApp cuts “Show me all my invoices” off after 20 characters",
        );
        check(Channel::Web, &said("Hello", &["Yes"]), true, "Fits Web chat: 1 button, 5 characters");
        check(Channel::Sms, &said("Hello", &[]), true, "Fits one SMS: 5 of 160 characters");
        check(Channel::Sms, &said(&"ж".repeat(71), &[]), true, "Sent as 2 SMS: 71 characters");
    }
}
