//! What came back: the status and the answer as a tree in which a click makes a value.

use egui::{Id, Sense, Ui, vec2};

use crate::engine::{CallRecord, RunResult, ShownResponse, timeline};
use crate::state::{Action, State};
use crate::ui::fold::fold;
use crate::ui::json_tree;
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{CodeBlock, key_value, paint, remark, row_with_end, text};

/// More of a text than this is not shown.
const LONGEST_TEXT: usize = 4_000;

/// Draws it for every call.
pub fn show(ui: &mut Ui, state: &State, run: &RunResult, actions: &mut Vec<Action>) {
    if run.calls.is_empty() {
        text(ui, TextRole::CardTitle, Tone::Main, "What came back");
        text(ui, TextRole::Body, Tone::Second, "Nobody was asked.");
    }
    for (index, call) in run.calls.iter().enumerate() {
        one(ui, state, call, index, actions);
    }
}

fn one(ui: &mut Ui, state: &State, call: &CallRecord, index: usize, actions: &mut Vec<Action>) {
    row_with_end(
        ui,
        24.0,
        |ui| text(ui, TextRole::CardTitle, Tone::Main, "What came back"),
        |ui| {
            if let Some(response) = &call.response {
                status(ui, response.status);
            }
        },
    );
    match &call.response {
        Some(response) => answer(ui, state, call, response, index, actions),
        None => {
            let why = call.failure.as_deref().unwrap_or("Nothing came back");
            text(ui, TextRole::Body, Tone::Second, &format!("{why}."));
        }
    }
    let told: Vec<_> = call.attempts.iter().flat_map(|attempt| timeline(&attempt.steps)).collect();
    if !told.is_empty() {
        let id = Id::unique("timeline").with(&state.view.integration).with(index);
        fold(ui, id, "What happened when", |ui| {
            for line in &told {
                text(ui, TextRole::Small, Tone::Second, line);
            }
        });
    }
}

fn answer(
    ui: &mut Ui,
    state: &State,
    call: &CallRecord,
    response: &ShownResponse,
    index: usize,
    actions: &mut Vec<Action>,
) {
    let id = Id::unique("answer").with(&state.view.integration).with(index);
    if let Some(tree) = json_tree::of_text(ui, &response.body) {
        let outputs = state
            .integration()
            .and_then(|integration| integration.calls.iter().find(|known| known.id == call.call))
            .map_or(&[][..], |call| &call.outputs);
        let used: Vec<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
        if let Some(path) = tree.show(ui, id, 260.0, &used) {
            actions.push(Action::UseField(path));
        }
        remark(ui, icons::ICON_ADS_CLICK, Tone::Second, "Click a field to use it in replies and rules.");
    } else if response.body.trim().is_empty() {
        text(ui, TextRole::Body, Tone::Second, "The answer has no body.");
    } else {
        remark(ui, icons::ICON_WARNING, Tone::Warn, "This is no JSON.");
        let end = response.body.char_indices().nth(LONGEST_TEXT).map_or(response.body.len(), |(at, _)| at);
        ui.add(CodeBlock::new("The answer", &response.body[..end]));
    }
    if !response.headers.is_empty() {
        let headers = match response.headers.len() {
            1 => "1 header".to_owned(),
            count => format!("{count} headers"),
        };
        let words = format!("{headers}, {} bytes", response.bytes);
        fold(ui, id.with("headers"), &words, |ui| {
            for (name, value) in &response.headers {
                key_value(ui, name, value);
            }
        });
    }
}

/// The status in the colour of its class.
pub fn status(ui: &mut Ui, status: u16) {
    let c = &theme(ui).color;
    let (fill, edge, color, word) = match status {
        200..=299 => (c.ok_soft, c.ok_line, c.ok, "OK"),
        300..=399 => (c.warn_soft, c.warn_line, c.warn, "Elsewhere"),
        400..=499 => (c.warn_soft, c.warn_line, c.warn, "Refused"),
        _ => (c.err_soft, c.err_line, c.err, "Error"),
    };
    let words = format!("{word} {status}");
    let galley = paint::line(ui, TextRole::SmallStrong, color, &words, 160.0);
    let size = vec2(galley.size().x + 2.0 * space::S, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::frame(ui.painter(), rect, 12, fill, edge);
    let left = rect.left_center() + vec2(space::S, 0.0);
    paint::text_left(ui.painter(), left, galley);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
}
