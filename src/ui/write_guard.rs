//! The question before a call that changes real data: host, method and record, and an explicit yes.

use egui::{Ui, vec2};

use super::stage::production;
use super::theme::{TextRole, Tone, space};
use super::widgets::{CodeBlock, FindingBox, section_label, text, text_line};
use crate::state::{Harm, WriteQuestion};

/// More of a body than this is not shown.
const LONGEST_BODY: usize = 2_000;
/// The room for the name of a value in points.
const NAME_WIDTH: f32 = 124.0;

/// Draws what would be sent; the buttons follow.
pub fn show(ui: &mut Ui, question: &WriteQuestion) {
    let gap = ui.spacing().item_spacing.y;
    let title = match question.harm {
        Harm::Changes => "This changes real data",
        Harm::Deletes => "This deletes real data",
    };
    text(ui, TextRole::Section, Tone::Main, title);
    let place = if question.environment.is_empty() { "production" } else { &question.environment };
    production(ui, &question.environment);
    let warning = format!("The call goes to {place}, where real customers are. It cannot be taken back.");
    FindingBox::warning("Real systems.", &warning).show(ui);
    ui.spacing_mut().item_spacing.y = space::S;
    for request in &question.requests {
        fact(ui, "Host", &request.host);
        fact(ui, "What is done", &format!("{} {}", request.method, request.path));
        if !request.body.is_empty() {
            ui.add(CodeBlock::new("What is sent", &shorten(&request.body)));
        }
    }
    if !question.record.is_empty() {
        section_label(ui, "Whom or what it is about");
        for (label, value) in &question.record {
            fact(ui, label, &shorten(value));
        }
    }
    ui.spacing_mut().item_spacing.y = gap;
    text(
        ui,
        TextRole::Small,
        Tone::Second,
        "You are asked before every send, except where only test data can be hurt.",
    );
}

/// A name and its value, the values below each other.
fn fact(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        ui.allocate_ui(vec2(NAME_WIDTH, 20.0), |ui| {
            ui.set_width(NAME_WIDTH);
            text_line(ui, TextRole::ControlRegular, Tone::Second, name);
        });
        text(ui, TextRole::Technical, Tone::Main, value);
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
