//! What is said and done for an outcome.

use super::piece::chips;
use super::{Chip, Piece, Reference};

/// A reply. When a value that it needs is missing ([`ReplyStep::needs`]), the fallback reply is said instead, as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplyStep {
    /// In order.
    pub messages: Vec<MessageStep>,
    /// Stored in the conversation.
    pub remember: Vec<RememberStep>,
    /// Whether a person takes over afterwards.
    pub handoff: Option<HandoffStep>,
}

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub enum MessageStep {
    /// Words.
    Text(Vec<Piece>),
    /// Buttons under the message before them.
    QuickReplies(Vec<ChoiceStep>),
    /// A card.
    Card {
        /// The first line.
        title: Vec<Piece>,
        /// The second line; may be empty.
        subtitle: Vec<Piece>,
        /// The picture's address; may be empty.
        image_url: Vec<Piece>,
        /// Buttons that open an address.
        buttons: Vec<ButtonStep>,
    },
    /// A line for each item of a list.
    List {
        /// The list.
        items: Reference,
        /// The line; [`Origin::Item`](super::Origin::Item) is the item.
        item: Vec<Piece>,
        /// The most lines.
        at_most: u32,
        /// After the last when there are more; may be empty.
        more: Vec<Piece>,
        /// Said instead when there are no items; may be empty.
        empty: Vec<Piece>,
    },
}

/// A quick reply.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceStep {
    /// The words on the button.
    pub label: Vec<Piece>,
    /// What is sent when it is pressed; the label when none.
    pub send: Option<String>,
}

/// A button that opens an address.
#[derive(Clone, Debug, PartialEq)]
pub struct ButtonStep {
    /// The words on the button.
    pub label: Vec<Piece>,
    /// The address.
    pub url: Vec<Piece>,
}

/// A fact to store.
#[derive(Clone, Debug, PartialEq)]
pub struct RememberStep {
    /// The context variable's dotted name.
    pub name: String,
    /// Its new value; one chip alone keeps the kind of the value.
    pub value: Vec<Piece>,
}

/// Passing the customer to a person.
#[derive(Clone, Debug, PartialEq)]
pub struct HandoffStep {
    /// The queue's or person's name on the platform.
    pub queue: String,
    /// What travels along, where it is known.
    pub context: Vec<Reference>,
    /// A note for the person who takes over; may be empty.
    pub note: Vec<Piece>,
}

impl ReplyStep {
    /// Every value that is used in it.
    pub fn references(&self) -> Vec<&Reference> {
        let mut found: Vec<&Reference> = self.chips().into_iter().map(|chip| &chip.reference).collect();
        for message in &self.messages {
            if let MessageStep::List { items, .. } = message {
                found.push(items);
            }
        }
        found.extend(self.handoff.iter().flat_map(|handoff| &handoff.context));
        found
    }

    /// The values without which it cannot be said: those of chips that have no default, each once.
    pub fn needs(&self) -> Vec<&Reference> {
        let mut needs: Vec<&Reference> = Vec::new();
        for chip in self.chips() {
            let inside = matches!(chip.reference.origin, super::Origin::Item | super::Origin::MoreCount);
            if chip.default().is_none() && !inside && !needs.contains(&&chip.reference) {
                needs.push(&chip.reference);
            }
        }
        needs
    }

    /// Every chip, in order.
    pub fn chips(&self) -> Vec<&Chip> {
        let mut texts: Vec<&Vec<Piece>> = Vec::new();
        for message in &self.messages {
            message.texts(&mut texts);
        }
        texts.extend(self.remember.iter().map(|update| &update.value));
        texts.extend(self.handoff.iter().map(|handoff| &handoff.note));
        texts.into_iter().flat_map(|text| chips(text)).collect()
    }

    /// Whether the customer hears nothing.
    pub fn is_silent(&self) -> bool {
        self.messages.is_empty()
    }
}

impl MessageStep {
    fn texts<'a>(&'a self, texts: &mut Vec<&'a Vec<Piece>>) {
        match self {
            Self::Text(text) => texts.push(text),
            Self::QuickReplies(choices) => texts.extend(choices.iter().map(|choice| &choice.label)),
            Self::Card { title, subtitle, image_url, buttons } => {
                texts.extend([title, subtitle, image_url]);
                texts.extend(buttons.iter().flat_map(|button| [&button.label, &button.url]));
            }
            Self::List { item, more, empty, .. } => texts.extend([item, more, empty]),
        }
    }
}
