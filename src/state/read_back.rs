//! The whole integration in two sentences, always true.

use super::NameKind;
use crate::engine::Preview;
use crate::model::{Input, Integration, Project, StandardOutcome, Step};

/// A piece of the read-back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Words(String),
    /// The customer's words.
    Quote(String),
    /// A value; leads to its step.
    Value {
        /// The name on the screen.
        label: String,
        /// Where it comes from.
        kind: NameKind,
        /// Where it is designed.
        step: Step,
    },
    /// A connection; leads to *Asks*.
    System(String),
}

/// Stands for a system that nobody has chosen yet; "the" goes before it.
const NOBODY_YET: &str = "system still to choose";

/// "When a customer asks “…”, we give the *e-mail* to the *CRM* and tell them the *status*. If the CRM is slow, …"
pub fn read_back(
    project: &Project,
    integration: &Integration,
    language: &str,
    previews: &[Preview],
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let phrase =
        integration.trigger.phrases.iter().find_map(|phrase| phrase.get(language, &project.languages));
    match phrase {
        Some(phrase) => {
            pieces.push(words("When a customer asks "));
            pieces.push(Piece::Quote(format!("“{}”", phrase.as_str())));
            pieces.push(words(", "));
        }
        None => pieces.push(words("When a customer asks for this, ")),
    }
    let Some(call) = integration.calls.first() else {
        pieces.push(words("the bot answers without asking anybody."));
        return pieces;
    };
    let connection = project.connection(&call.connection);
    let system = connection.map_or(NOBODY_YET, |connection| &connection.name).to_owned();
    let inputs: Vec<Piece> = integration.inputs.iter().map(input_piece).collect();
    if inputs.is_empty() {
        pieces.push(words("we ask the "));
    } else {
        pieces.push(words("we give the "));
        pieces.extend(enumerate(inputs));
        pieces.push(words(" to the "));
    }
    pieces.push(Piece::System(system.clone()));
    let told = told_outputs(integration);
    if told.is_empty() {
        pieces.push(words(" and say what fits."));
    } else {
        pieces.push(words(" and tell them the "));
        pieces.extend(enumerate(told));
        pieces.push(words("."));
    }
    let slow = connection.map_or("system", |connection| &connection.name);
    pieces.push(words(&if_slow(slow, previews)));
    pieces
}

/// The same in one line, for a small window: "We give the *e-mail* to the *CRM* and say what fits."
pub fn read_back_short(project: &Project, integration: &Integration) -> Vec<Piece> {
    let Some(call) = integration.calls.first() else {
        return vec![words("The bot answers without asking anybody.")];
    };
    let connection = project.connection(&call.connection);
    let system = connection.map_or(NOBODY_YET, |connection| &connection.name).to_owned();
    let mut pieces = match integration.inputs.first() {
        Some(input) => vec![words("We give the "), input_piece(input), words(" to the ")],
        None => vec![words("We ask the ")],
    };
    pieces.push(Piece::System(system));
    pieces.push(words(" and say what fits."));
    pieces
}

fn input_piece(input: &Input) -> Piece {
    let label = if input.label.is_empty() { &input.name } else { &input.label };
    Piece::Value { label: label.clone(), kind: NameKind::Input, step: Step::Needs }
}

fn words(text: &str) -> Piece {
    Piece::Words(text.to_owned())
}

/// The outputs that a reply mentions, in the order of the design; at most three, or the sentence becomes a list.
fn told_outputs(integration: &Integration) -> Vec<Piece> {
    let replies = integration.replies.values().chain([&integration.fallback]);
    let text: String = replies.map(|reply| serde_json::to_string(reply).unwrap_or_default()).collect();
    let told = integration.outputs().filter(|output| {
        text.contains(&format!("{{{{ {} ", output.name))
            || text.contains(&format!("\"items\":\"{}\"", output.name))
    });
    told.take(3)
        .map(|output| Piece::Value {
            label: if output.label.is_empty() { output.name.clone() } else { output.label.clone() },
            kind: NameKind::Answer,
            step: Step::Understands,
        })
        .collect()
}

/// "a", "a and the b", "a, the b and the c".
fn enumerate(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let mut all = Vec::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        match index {
            0 => {}
            index if index == last => all.push(words(" and the ")),
            _ => all.push(words(", the ")),
        }
        all.push(piece);
    }
    all
}

fn if_slow(system: &str, previews: &[Preview]) -> String {
    let slow = previews.iter().find(|preview| preview.outcome == StandardOutcome::Timeout.id());
    match slow {
        Some(slow) if slow.result.is_silent() => {
            format!(" If the {system} is slow, the customer hears nothing.")
        }
        Some(slow) if slow.result.handoff.is_some() => {
            format!(" If the {system} is slow, a colleague takes over.")
        }
        Some(_) => format!(" If the {system} is slow, the bot says so."),
        None => String::new(),
    }
}
