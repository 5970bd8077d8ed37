//! What the bot says: messages have no names, so they are compared in their order.

use serde_json::Value;

use super::vocabulary::{Field, Kind, REPLY};
use super::words::in_words;
use super::{ChangedKind, Spot, Walk, list};

impl Walk<'_> {
    pub(super) fn reply(&mut self, spot: &Spot, old: Option<&Value>, new: Option<&Value>) {
        match (old, new) {
            (Some(Value::Object(old)), Some(Value::Object(new))) if old != new => {
                self.record(spot, REPLY, old, new);
            }
            (None, Some(new)) => {
                let words =
                    in_words(&self.names, &Kind::Messages, new.get("messages").unwrap_or(&Value::Null));
                let sentence = format!("{} has words of its own: {words}", spot.subject);
                self.push(spot, ChangedKind::New, sentence);
            }
            (Some(old), None) => {
                let words =
                    in_words(&self.names, &Kind::Messages, old.get("messages").unwrap_or(&Value::Null));
                let sentence =
                    format!("{} is gone, the fallback reply is said; it was {words}", spot.subject);
                self.push(spot, ChangedKind::Gone, sentence);
            }
            _ => {}
        }
    }

    /// Messages that begin and end both lists stay; those between are compared one by one.
    pub(super) fn messages(&mut self, spot: &Spot, old: &[Value], new: &[Value]) {
        let start = old.iter().zip(new).take_while(|(left, right)| left == right).count();
        let (old, new) = (&old[start..], &new[start..]);
        let end = old.iter().rev().zip(new.iter().rev()).take_while(|(left, right)| left == right).count();
        let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
        let all = start + end + old.len().max(new.len());
        for index in 0..old.len().max(new.len()) {
            let subject = if all == 1 {
                spot.subject.clone()
            } else {
                format!("{}, message {}", spot.subject, start + index + 1)
            };
            let inner = Spot { place: spot.place.clone(), subject };
            self.message(&inner, old.get(index), new.get(index));
        }
    }

    fn message(&mut self, spot: &Spot, old: Option<&Value>, new: Option<&Value>) {
        let kind = |message: Option<&Value>| message.and_then(|message| message.get("kind")).cloned();
        match (old, new) {
            (Some(Value::Object(left)), Some(Value::Object(right))) if kind(old) == kind(new) => {
                if left != right {
                    self.record(spot, MESSAGE, left, right);
                }
            }
            _ => self.simple(spot, &Kind::Messages, old, new),
        }
    }

    pub(super) fn choices(&mut self, spot: &Spot, noun: &str, old: Option<&Value>, new: Option<&Value>) {
        let (old, new) = (list(old), list(new));
        for index in 0..old.len().max(new.len()) {
            let inner = Spot {
                place: spot.place.clone(),
                subject: format!("{}, {noun} {}", spot.subject, index + 1),
            };
            match (old.get(index), new.get(index)) {
                (Some(Value::Object(left)), Some(Value::Object(right))) => {
                    if left != right {
                        self.record(&inner, BUTTON, left, right);
                    }
                }
                (left, right) => self.simple(&inner, &Kind::Messages, left, right),
            }
        }
    }
}

const MESSAGE: &[Field] = &[
    Field { key: "text", words: "", kind: Kind::Localized },
    Field { key: "choices", words: "", kind: Kind::Buttons("quick reply") },
    Field { key: "title", words: "title", kind: Kind::Localized },
    Field { key: "subtitle", words: "second line", kind: Kind::Localized },
    Field { key: "image_url", words: "picture", kind: Kind::Text },
    Field { key: "buttons", words: "", kind: Kind::Buttons("button") },
    Field { key: "items", words: "items", kind: Kind::Plain },
    Field { key: "item", words: "line", kind: Kind::Localized },
    Field { key: "at_most", words: "most lines", kind: Kind::Plain },
    Field { key: "more", words: "line when there are more", kind: Kind::Localized },
    Field { key: "empty", words: "words when there is nothing", kind: Kind::Localized },
];

const BUTTON: &[Field] = &[
    Field { key: "label", words: "", kind: Kind::Localized },
    Field { key: "send", words: "what is sent", kind: Kind::Plain },
    Field { key: "url", words: "address", kind: Kind::Text },
];
