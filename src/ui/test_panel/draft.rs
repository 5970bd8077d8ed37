//! A sample or scenario before it is kept: what was replaced in it, and its body.

use egui::{Align, Frame, Id, Layout, Margin, Modal, ScrollArea, Ui, vec2};

use crate::model::SampleBody;
use crate::state::{Action, Draft, DraftPart, PanelAction, Purpose, State};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{
    Button, CodeBlock, Field, follow_focus, popup_frame, remark, section_label, text, text_line,
};

/// More of a body than this is not shown.
const LONGEST_BODY: usize = 6_000;
/// The room for what was replaced, in points.
const NAME_WIDTH: f32 = 264.0;

/// Draws it, when there is one.
pub fn show(ui: &Ui, state: &mut State, actions: &mut Vec<Action>) {
    let Some(draft) = &mut state.try_it.draft else { return };
    let modal = Modal::new(Id::unique("draft")).frame(popup_frame(theme(ui)).inner_margin(24));
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        ui.spacing_mut().item_spacing = vec2(space::S, space::M);
        let (title, yes) = match draft.purpose {
            Purpose::Sample => ("Save as sample", "Save the sample"),
            Purpose::Scenario => ("Keep as test", "Keep the test"),
        };
        text(ui, TextRole::Section, Tone::Main, title);
        let sentence = "A project holds no real customer’s data. What is personal was replaced by examples.";
        text(ui, TextRole::Body, Tone::Second, sentence);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            section_label(ui, "What is it called?");
            ui.add(Field::new("Name", &mut draft.name));
        });
        let height = (ui.ctx().content_rect().height() - 360.0).max(160.0);
        ScrollArea::vertical().id_salt("draft").max_height(height).show(ui, |ui| {
            // The scroll bar stands beside the fields and not over them.
            follow_focus(ui, |ui| {
                Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| {
                    draft.parts.iter_mut().for_each(|part| one(ui, part));
                });
            });
        });
        buttons(ui, draft, yes, actions);
    });
    if shown.should_close() {
        actions.push(Action::Panel(PanelAction::DropDraft));
    }
}

fn buttons(ui: &mut Ui, draft: &Draft, yes: &str, actions: &mut Vec<Action>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if ui.add_enabled(draft.is_ready(), Button::primary(yes)).clicked() {
            actions.push(Action::Panel(PanelAction::KeepDraft));
        }
        if ui.add(Button::ghost("Cancel")).clicked() {
            actions.push(Action::Panel(PanelAction::DropDraft));
        }
    });
}

fn one(ui: &mut Ui, part: &mut DraftPart) {
    let Some(body) = &part.body else {
        text(ui, TextRole::Body, Tone::Second, "The answer is being read…");
        return;
    };
    if part.left_out > 0 {
        let words = format!("The answer is large: {} items of long lists are left out.", part.left_out);
        remark(ui, icons::ICON_REMOVE_CIRCLE, Tone::Second, &words);
    }
    let shown = preview(body);
    if part.replaced.is_empty() {
        remark(ui, icons::ICON_VERIFIED_USER, Tone::Ok, "Nothing in it looks personal.");
    } else {
        section_label(ui, "Replaced");
        let is_json = matches!(body, SampleBody::Json(_));
        for row in &mut part.replaced {
            let was = row.made.was.as_str().map_or_else(|| row.made.was.to_string(), str::to_owned);
            let was: String = was.chars().take(60).collect();
            let place = row.made.pointer.trim_start_matches('/').replace('/', " › ");
            ui.horizontal(|ui| {
                ui.allocate_ui(vec2(NAME_WIDTH, 36.0), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(NAME_WIDTH);
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let why = format!("{place}, because {}", row.made.why);
                        text_line(ui, TextRole::Small, Tone::Main, &why);
                        text_line(ui, TextRole::Technical, Tone::Second, &was);
                    });
                });
                if is_json {
                    let name = format!("Instead of {was}");
                    ui.push_id(&row.made.pointer, |ui| ui.add(Field::new(&name, &mut row.text).technical()));
                }
            });
        }
    }
    section_label(ui, "What is kept");
    ui.add(CodeBlock::new("The sample", &shown));
}

fn preview(body: &SampleBody) -> String {
    let text = match body {
        SampleBody::None => "No body".to_owned(),
        SampleBody::Json(body) => serde_json::to_string_pretty(body).unwrap_or_default(),
        SampleBody::Text(text) => text.clone(),
    };
    match text.char_indices().nth(LONGEST_BODY) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
