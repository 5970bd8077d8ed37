//! What the system answered: the saved answers, and the chosen one as a tree in which a click makes a value.

use egui::{Id, Ui};
use serde_json::{Map, Value};

use super::body;
use crate::model::{Part, Sample, SampleBody};
use crate::state::{Action, Notice, Open, PanelAction};
use crate::ui::findings;
use crate::ui::fold::fold;
use crate::ui::json_tree;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Choice, CodeBlock, Field, IconButton, NumberField, Select, remark, row, row_with_end, text,
    text_line,
};

/// More of a text than this is not shown.
const LONGEST_TEXT: usize = 2_000;

/// Draws it.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    let title = format!("What the {} answered", open.derived.system);
    let count = match open.integration.samples.len() {
        1 => "1 sample".to_owned(),
        count => format!("{count} samples"),
    };
    row_with_end(
        ui,
        24.0,
        |ui| text_line(ui, TextRole::CardTitle, Tone::Main, &title),
        |ui| text(ui, TextRole::Small, Tone::Second, &count),
    );
    let mut added = false;
    row_with_end(
        ui,
        32.0,
        |ui| choose(ui, open, actions),
        |ui| added = ui.add(IconButton::new(icons::ICON_ADD, "Add a sample").framed()).clicked(),
    );
    if added {
        add_by_hand(ui, open, id, actions);
    }
    let chosen = open.try_it.sample.clone().unwrap_or_default();
    let used: Vec<String> = open.integration.outputs().map(|output| output.path.clone()).collect();
    let Some(sample) = open.integration.samples.iter_mut().find(|sample| sample.id == chosen) else {
        return nothing_yet(ui, open, id, actions);
    };
    let id = id.with(&sample.id);
    let path = answer(ui, id, sample, &used);
    actions.extend(path.map(Action::UseField));
    let part = Part::Sample(sample.id.clone());
    let mut removed = false;
    fold(ui, id.with("edit"), "Edit this answer", |ui| removed = edit(ui, id, sample));
    findings::beside(ui, open.derived, &open.integration.id, &part, "");
    if removed {
        let name = if sample.name.is_empty() { &sample.id } else { &sample.name };
        actions.push(Action::Tell(Notice::undoable(format!("“{name}” is deleted"))));
        open.integration.samples.retain(|sample| sample.id != chosen);
    }
}

/// The two ways to an answer to choose values from.
fn nothing_yet(ui: &mut Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    let came_back = open
        .try_it
        .result()
        .is_some_and(|result| result.calls.first().is_some_and(|call| call.response.is_some()));
    let words = if came_back {
        "Keep the answer that came back, and choose values from it."
    } else {
        "Send it once below and keep the answer, or write one as the documentation shows it."
    };
    text(ui, TextRole::Body, Tone::Second, words);
    if came_back && ui.add(Button::primary("Keep the answer").icon(icons::ICON_CHECK)).clicked() {
        actions.push(Action::Panel(PanelAction::DraftSample(0)));
    }
    if ui.add(Button::secondary("Write an answer").icon(icons::ICON_EDIT)).clicked() {
        add_by_hand(ui, open, id, actions);
    }
}

/// An empty answer, opened for writing.
fn add_by_hand(ui: &Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    let added = add(&mut open.integration.samples);
    ui.data_mut(|data| data.insert_temp(id.with(&added).with("edit"), true));
    actions.push(Action::ChooseSample(added));
}

fn choose(ui: &mut Ui, open: &Open<'_>, actions: &mut Vec<Action>) {
    let samples = &open.integration.samples;
    let words: Vec<&str> = samples
        .iter()
        .map(|sample| if sample.name.is_empty() { &sample.id } else { &sample.name }.as_str())
        .collect();
    let codes: Vec<String> = samples.iter().map(|sample| sample.status.to_string()).collect();
    let choices: Vec<Choice<'_>> = words
        .iter()
        .zip(&codes)
        .map(|(words, secondary)| Choice::from((*words, secondary.as_str())))
        .collect();
    let chosen = samples.iter().position(|sample| Some(&sample.id) == open.try_it.sample.as_ref());
    let width = ui.available_width();
    let select = Select::new("Saved answer", &choices, chosen).icon(icons::ICON_DESCRIPTION).width(width);
    if let Some(sample) = select.show(ui).index.and_then(|index| samples.get(index)) {
        actions.push(Action::ChooseSample(sample.id.clone()));
    }
}

/// Adds an empty answer; its id.
fn add(samples: &mut Vec<Sample>) -> String {
    let mut number = samples.len() + 1;
    while samples.iter().any(|sample| sample.id == format!("sample_{number}")) {
        number += 1;
    }
    let id = format!("sample_{number}");
    samples.push(Sample {
        id: id.clone(),
        name: "New answer".to_owned(),
        status: 200,
        body: SampleBody::Json(Value::Object(Map::new()).into()),
        ..Sample::default()
    });
    id
}

/// The answer; the path of a field that was just clicked.
fn answer(ui: &mut Ui, id: Id, sample: &Sample, used: &[String]) -> Option<String> {
    match &sample.body {
        SampleBody::Json(document) => {
            let used: Vec<&str> = used.iter().map(String::as_str).collect();
            let path = json_tree::of_document(document).show(ui, id.with("tree"), 300.0, &used);
            remark(
                ui,
                icons::ICON_ADS_CLICK,
                Tone::Second,
                "Click a field to use it in replies and rules. The rest is ignored and not kept.",
            );
            path
        }
        SampleBody::Text(words) => {
            remark(ui, icons::ICON_WARNING, Tone::Warn, "This answer is no JSON, on purpose.");
            let end = words.char_indices().nth(LONGEST_TEXT).map_or(words.len(), |(at, _)| at);
            ui.add(CodeBlock::new("The answer", &words[..end]));
            None
        }
        SampleBody::None => {
            text(ui, TextRole::Body, Tone::Second, "This answer has no body.");
            None
        }
    }
}

/// Name, status and body; true when the answer shall go.
fn edit(ui: &mut Ui, id: Id, sample: &mut Sample) -> bool {
    text(ui, TextRole::Small, Tone::Second, "Called");
    ui.push_id(id.with("name"), |ui| ui.add(Field::new("Name of the answer", &mut sample.name)));
    row(ui, |ui| {
        text(ui, TextRole::ControlRegular, Tone::Second, "Status");
        let mut status = u64::from(sample.status);
        let field = NumberField::new("Status of the answer", &mut status, 100..=599).width(56.0);
        if ui.add(field).changed() {
            sample.status = u16::try_from(status).unwrap_or(200);
        }
    });
    body::show(ui, id, &mut sample.body);
    ui.add_space(space::XS);
    ui.add(Button::danger("Delete this answer").icon(icons::ICON_CLOSE).small()).clicked()
}
