//! What is sent along.

use std::ops::Range;

use egui::{Ui, vec2};
use serde_json::Value;

use super::{Asking, body_tree, parameters};
use crate::engine::plain;
use crate::model::{Body, Call, Severity, Text};
use crate::state::{BodyKind, Change, NameKind, ParameterList};
use crate::ui::chips::{ChipField, Use};
use crate::ui::steps::fields::fold;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Choice, CodeBlock, Field, FormRow, TextArea, card, row, section_label, segmented, text,
    text_line, text_with_names, well,
};

/// The width of the well that shows what is sent.
const WELL_WIDTH: f32 = 228.0;

/// Draws the row.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &mut Call) {
    FormRow::new("What do we send along?").hint("Put a fact where it belongs").show(ui, |ui| {
        let choices = BodyKind::ALL.map(|kind| Choice::from(kind.titles()));
        let now = BodyKind::of(&call.body);
        let chosen = BodyKind::ALL.iter().position(|kind| *kind == now).unwrap_or(0);
        if let Some(picked) = segmented(ui, "What do we send along?", &choices, chosen).index {
            asking.change(Change::ChooseBody { call: call.id.clone(), kind: BodyKind::ALL[picked] });
        }
        match &mut call.body {
            Body::None => {
                let words = "Everything that is asked for stands in the address.";
                text(ui, TextRole::ControlRegular, Tone::Second, words);
            }
            Body::Json { value, .. } => {
                beside_what_is_sent(ui, asking, |ui, asking| body_tree::show(ui, asking, value));
                paste(ui, asking);
            }
            Body::Form { fields } => parameters::show(ui, asking, ParameterList::Form, fields),
            Body::Text { content_type, text } => plain_text(ui, asking, content_type, text),
        }
        asking.texts.beside(ui, &asking.part(), "body");
    });
}

/// A body is built from an example that somebody has at hand.
fn paste(ui: &mut Ui, asking: &mut Asking<'_, '_>) {
    let id = asking.id("pasted example");
    if !fold(ui, id, "Build it from an example (paste JSON)") {
        return;
    }
    let mut pasted: String = ui.data_mut(|data| data.remove_temp(id.with("text"))).unwrap_or_default();
    let field = TextArea::new("An example of what is sent", &mut pasted).technical().rows(4);
    ui.add(field.placeholder("{\"email\": \"ana@example.com\"}"));
    let read = serde_json::from_str::<Value>(&pasted);
    let mut built = false;
    row(ui, |ui| match &read {
        Ok(example) => {
            if ui
                .add(Button::secondary("Build it like this").icon(icons::ICON_CONTENT_PASTE).small())
                .clicked()
            {
                let (call, example) = (asking.call.clone(), example.clone());
                asking.change(Change::BuildBody { call, example });
                built = true;
            }
            text_line(ui, TextRole::Small, Tone::Second, "Values that are known become chips.");
        }
        Err(_) if pasted.trim().is_empty() => {
            text_line(
                ui,
                TextRole::Small,
                Tone::Second,
                "IT often has such an example in its documentation.",
            );
        }
        Err(error) => {
            let words = format!("Not JSON yet: line {}, column {}.", error.line(), error.column());
            text_line(ui, TextRole::Small, Tone::Err, &words);
        }
    });
    if built {
        ui.data_mut(|data| data.remove::<bool>(id));
    } else {
        ui.data_mut(|data| data.insert_temp(id.with("text"), pasted));
    }
}

/// The editor in a card, and at its right what would be sent with the examples; below it where there is no room.
fn beside_what_is_sent(
    ui: &mut Ui,
    asking: &mut Asking<'_, '_>,
    editor: impl FnOnce(&mut Ui, &mut Asking<'_, '_>),
) {
    let room = ui.available_width();
    if room < 560.0 {
        card(ui, |ui| editor(ui, asking));
        sent(ui, asking);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::M, space::S);
        let layout = egui::Layout::top_down(egui::Align::Min);
        let width = room - WELL_WIDTH - space::M;
        ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            card(ui, |ui| editor(ui, asking));
        });
        ui.allocate_ui_with_layout(vec2(WELL_WIDTH, 0.0), layout, |ui| {
            ui.set_width(WELL_WIDTH);
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            sent(ui, asking);
        });
    });
}

fn sent(ui: &mut Ui, asking: &Asking<'_, '_>) {
    well(ui, |ui| {
        section_label(ui, "As it is sent (JSON)");
        let body = asking.request.map(|request| request.body.as_str()).unwrap_or_default();
        if body.is_empty() {
            not_sent(ui, asking);
            return;
        }
        let indented =
            serde_json::from_str::<Value>(body).and_then(|body| serde_json::to_string_pretty(&body));
        let shown = indented.as_deref().unwrap_or(body);
        let marked = from_the_conversation(asking, shown);
        ui.add(CodeBlock::new("As it is sent", shown).bare().marked(&marked));
    });
}

/// Why there is nothing to show: what keeps the preview from planning the call.
fn not_sent(ui: &mut Ui, asking: &Asking<'_, '_>) {
    let part = asking.part();
    let errors = asking.texts.derived.findings_of(&asking.texts.integration);
    let mut errors =
        errors.filter(|finding| finding.severity == Severity::Error && finding.place.part == part);
    let words = match errors.next() {
        Some(finding) => format!("{}.", finding.title.trim_end_matches('.')),
        None => "Shown as soon as there is an address to send it to.".to_owned(),
    };
    text_with_names(ui, TextRole::Small, Tone::Second, &words);
}

/// Where in a body the examples of the conversation stand.
fn from_the_conversation(asking: &Asking<'_, '_>, body: &str) -> Vec<Range<usize>> {
    let known = asking.texts.derived.names.iter();
    let known = known.filter(|name| matches!(name.kind, NameKind::Input | NameKind::Fact));
    let examples = known.filter_map(|name| name.example.as_ref()).filter(|value| value.is_string());
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for example in examples.map(plain).filter(|example| !example.is_empty()) {
        for (start, found) in body.match_indices(&example) {
            // A key may look like a value by chance.
            let range = start..start + found.len();
            let is_key = body[range.end..].starts_with("\":");
            if !is_key && ranges.iter().all(|other| other.end <= range.start || range.end <= other.start) {
                ranges.push(range);
            }
        }
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

fn plain_text(ui: &mut Ui, asking: &mut Asking<'_, '_>, content_type: &mut String, words: &mut Text) {
    row(ui, |ui| {
        text_line(ui, TextRole::ControlRegular, Tone::Second, "Kind of text");
        let field = Field::new("Content type", content_type).technical().width(200.0);
        ui.add(field.placeholder("application/xml").id(asking.id("content type")));
    });
    let field = ChipField::message(asking.id("text body"), "Text to send", Use::Request)
        .placeholder("Write here; type / for a value");
    asking.texts.show(ui, field, &mut words.0);
}
