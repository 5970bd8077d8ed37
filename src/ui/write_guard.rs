//! The question before a call that changes real data: host, method and record, and an explicit yes.

use egui::Ui;

use super::theme::{TextRole, Tone, space};
use super::widgets::{CodeBlock, FindingBox, section_label, text};
use crate::state::{Harm, WriteQuestion};

/// Of the names of things, in points.
const LABEL_WIDTH: f32 = 132.0;
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
    let warning = format!("The call goes to {place}, where real customers are. It cannot be taken back.");
    FindingBox::warning("Real systems.", &warning).show(ui);
    for request in &question.requests {
        line(ui, "Host", &request.host, TextRole::Technical);
        line(ui, "Method", &request.method, TextRole::Technical);
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
            line(ui, label, &shorten(value), TextRole::ControlRegular);
        }
    }
    text(
        ui,
        TextRole::Small,
        Tone::Second,
        "You are asked before every send, except where only test data can be hurt.",
    );
}

/// What something is called, and what it is.
fn line(ui: &mut Ui, label: &str, value: &str, role: TextRole) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        ui.spacing_mut().interact_size.y = 0.0;
        // Rows let texts run out at the side unless told otherwise.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        ui.vertical(|ui| {
            ui.set_width(LABEL_WIDTH);
            text(ui, TextRole::ControlRegular, Tone::Second, label);
        });
        ui.vertical(|ui| text(ui, role, Tone::Main, value));
    });
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
