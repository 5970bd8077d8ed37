//! The question before a call that changes real data: host, method and record, and an explicit yes.

use egui::Ui;

use super::stage::production;
use super::theme::{TextRole, Tone};
use super::widgets::{CodeBlock, FindingBox, key_value, section_label, text};
use crate::state::{Harm, WriteQuestion};

/// More of a body than this is not shown.
const LONGEST_BODY: usize = 2_000;

/// Draws what would be sent; the buttons follow.
pub fn show(ui: &mut Ui, question: &WriteQuestion) {
    let title = match question.harm {
        Harm::Changes => "This changes real data",
        Harm::Deletes => "This deletes real data",
    };
    text(ui, TextRole::Section, Tone::Main, title);
    let place = if question.environment.is_empty() { "production" } else { &question.environment };
    production(ui, &question.environment);
    let warning = format!("The call goes to {place}, where real customers are. It cannot be taken back.");
    FindingBox::warning("Real systems.", &warning).show(ui);
    for request in &question.requests {
        key_value(ui, "Host", &request.host);
        key_value(ui, "Method", &request.method);
        let mut sent = request.path.clone();
        if !request.body.is_empty() {
            sent.push('\n');
            sent.push_str(&shorten(&request.body));
        }
        ui.add(CodeBlock::new("What is sent", &sent));
    }
    if !question.record.is_empty() {
        section_label(ui, "The record");
        for (label, value) in &question.record {
            key_value(ui, label, &shorten(value));
        }
    }
    text(
        ui,
        TextRole::Small,
        Tone::Second,
        "You are asked before every send, except where only test data can be hurt.",
    );
}

/// The word of the button that says yes.
pub fn yes(question: &WriteQuestion) -> &'static str {
    match question.harm {
        Harm::Changes => "Yes, change it",
        Harm::Deletes => "Yes, delete it",
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST_BODY) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
