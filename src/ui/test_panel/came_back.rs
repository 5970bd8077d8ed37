//! What came back: the status, and the answer as tree, text or headers, with what is searched in it.

use egui::{Id, Key, Sense, Ui, vec2};

use super::{answer_text, answer_tree, way};
use crate::engine::{CallRecord, RunResult, ShownResponse};
use crate::state::{Action, AnswerTab, CameBack, Filter, MOST_HITS, PanelAction, State};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{
    Button, Choice, Field, IconButton, key_value, paint, remark, row, row_of_height, row_with_end, segmented,
    text, text_with_names,
};

/// In answers up to this size a path is followed while it is typed.
const SEARCHED_WHILE_TYPING_BYTES: usize = 100_000;
/// The height of the tree and of the text in points.
const HEIGHT: f32 = 300.0;

/// Draws it for every call.
pub fn show(ui: &mut Ui, state: &mut State, run: &RunResult, actions: &mut Vec<Action>) {
    if run.calls.is_empty() {
        text(ui, TextRole::CardTitle, Tone::Main, "What came back");
        text(ui, TextRole::Body, Tone::Second, "Nobody was asked.");
    }
    let mut came_back = std::mem::take(&mut state.try_it.came_back);
    for (position, call) in run.calls.iter().enumerate() {
        row_with_end(
            ui,
            space::CONTROL_SMALL,
            |ui| text(ui, TextRole::CardTitle, Tone::Main, "What came back"),
            |ui| {
                if let Some(response) = &call.response {
                    status(ui, response.status);
                }
            },
        );
        match (&call.response, came_back.get_mut(position)) {
            (Some(response), Some(answer)) => {
                ui.push_id(("answer", &call.call), |ui| {
                    one(ui, state, (call, response, position), answer, actions);
                });
            }
            _ => {
                let why = call.failure.as_deref().unwrap_or("Nothing came back");
                text_with_names(ui, TextRole::Body, Tone::Second, &format!("{}.", why.trim_end_matches('.')));
            }
        }
    }
    state.try_it.came_back = came_back;
}

fn one(
    ui: &mut Ui,
    state: &State,
    (call, response, position): (&CallRecord, &ShownResponse, usize),
    answer: &mut CameBack,
    actions: &mut Vec<Action>,
) {
    if response.body.trim_ascii().is_empty() && answer.tab != AnswerTab::Headers {
        text(ui, TextRole::Body, Tone::Second, "The answer has no body.");
        answer.tab = AnswerTab::Headers;
    }
    tabs(ui, answer);
    match answer.tab {
        AnswerTab::Headers => {
            for (name, value) in &response.headers {
                key_value(ui, name, value);
            }
            text(ui, TextRole::Small, Tone::Second, &format!("{} in the body", way::bytes(response.bytes)));
        }
        AnswerTab::Tree => {
            seek(ui, answer, position, actions);
            tree(ui, state, call, answer, position, actions);
        }
        AnswerTab::Text => {
            seek(ui, answer, position, actions);
            if answer.outline.is_none() && !answer.is_being_read() {
                remark(ui, icons::ICON_WARNING, Tone::Warn, "This is no JSON.");
            }
            answer_text::show(ui, answer, HEIGHT);
        }
    }
    ui.add_space(space::XS);
    if ui.add(Button::secondary("Save as sample").icon(icons::ICON_BOOKMARK_ADD)).clicked() {
        actions.push(Action::Panel(PanelAction::DraftSample(position)));
    }
}

/// How to look at it.
fn tabs(ui: &mut Ui, answer: &mut CameBack) {
    let tabs: Vec<Choice<'_>> = AnswerTab::ALL.iter().map(|tab| Choice::new(tab.title())).collect();
    let chosen = AnswerTab::ALL.iter().position(|tab| *tab == answer.tab).unwrap_or(0);
    let (text, mut copied) = (answer.text.clone(), false);
    row_with_end(
        ui,
        34.0,
        |ui| {
            let picked = segmented(ui, "How to look at the answer", &tabs, chosen).index;
            if let Some(tab) = picked.and_then(|index| AnswerTab::ALL.get(index)) {
                answer.tab = *tab;
            }
        },
        |ui| {
            if ui.add(IconButton::new(icons::ICON_CONTENT_COPY, "Copy the answer")).clicked() {
                copied = true;
            }
        },
    );
    if copied {
        ui.ctx().copy_text(text.to_string());
    }
}

fn tree(
    ui: &mut Ui,
    state: &State,
    call: &CallRecord,
    answer: &CameBack,
    position: usize,
    actions: &mut Vec<Action>,
) {
    let Some(outline) = &answer.outline else {
        let words = if answer.is_being_read() {
            "The answer is being read…"
        } else {
            "This is no JSON. Look at its text."
        };
        text(ui, TextRole::Body, Tone::Second, words);
        return;
    };
    let designed =
        state.integration().and_then(|known| known.calls.iter().find(|known| known.id == call.call));
    let used: Vec<&str> =
        designed.map_or(&[][..], |call| &call.outputs).iter().map(|output| output.path.as_str()).collect();
    let id = Id::unique("answer tree").with(answer.number());
    if let Some(value) = answer_tree::show(ui, id, answer, outline, &used) {
        actions.push(Action::Panel(PanelAction::UseValue { call: position, value }));
    }
    if outline.is_complete() {
        remark(ui, icons::ICON_ADS_CLICK, Tone::Second, "Click a field to use it in replies and rules.");
    } else {
        remark(
            ui,
            icons::ICON_WARNING,
            Tone::Warn,
            "The tree holds the beginning of this answer; its text holds all.",
        );
    }
}

/// Words and path to look for, and what was found.
fn seek(ui: &mut Ui, answer: &mut CameBack, position: usize, actions: &mut Vec<Action>) {
    let with_path = answer.tab == AnswerTab::Tree;
    row(ui, |ui| {
        let whole = ui.available_width();
        let width = if with_path { (whole - space::S) / 2.0 } else { whole };
        let field = Field::new("Search the answer", &mut answer.words);
        let response = ui.add(field.icon(icons::ICON_SEARCH).placeholder("Search").width(width));
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.changed() {
            actions.push(Action::Panel(PanelAction::Search(position)));
        } else if enter {
            actions.push(Action::Panel(PanelAction::NextHit(position)));
            response.request_focus();
        }
        if with_path {
            filter(ui, answer, position, width, actions);
        }
    });
    places(ui, answer, position, actions);
    if with_path {
        match &answer.filter {
            Filter::None => {}
            Filter::Searching => drop(text(ui, TextRole::Small, Tone::Second, "Searching…")),
            Filter::Found(found) if found.len() == 1 => {
                drop(text(ui, TextRole::Small, Tone::Second, "1 value"));
            }
            Filter::Found(found) => {
                text(ui, TextRole::Small, Tone::Second, &format!("{} values", found.len()));
            }
            Filter::Wrong(sentence) => {
                remark(ui, icons::ICON_WARNING, Tone::Warn, &format!("{sentence}."));
            }
        }
    }
}

/// How often the words were found, and the way from place to place.
fn places(ui: &mut Ui, answer: &CameBack, position: usize, actions: &mut Vec<Action>) {
    if answer.words.is_empty() {
        return;
    }
    let count = answer.hits.len();
    let words = match count {
        0 => "Not found".to_owned(),
        MOST_HITS => format!("{} of {MOST_HITS}+", answer.hit + 1),
        _ => format!("{} of {count}", answer.hit + 1),
    };
    row_of_height(ui, 24.0, |ui| {
        text(ui, TextRole::Small, Tone::Second, &words);
        if count > 1 {
            if ui.add(IconButton::new(icons::ICON_EXPAND_LESS, "Previous place").small()).clicked() {
                actions.push(Action::Panel(PanelAction::PreviousHit(position)));
            }
            if ui.add(IconButton::new(icons::ICON_EXPAND_MORE, "Next place").small()).clicked() {
                actions.push(Action::Panel(PanelAction::NextHit(position)));
            }
        }
    });
}

/// The path that is followed.
fn filter(ui: &mut Ui, answer: &mut CameBack, position: usize, width: f32, actions: &mut Vec<Action>) {
    let field = Field::new("Filter by a path", &mut answer.path).technical();
    let response = ui.add(field.placeholder("Path: $.items[0]").width(width));
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let emptied = response.changed() && answer.path.is_empty();
    // In a large answer a half-typed path is not worth seconds of work.
    if enter || emptied || (response.changed() && answer.text.len() < SEARCHED_WHILE_TYPING_BYTES) {
        actions.push(Action::Panel(PanelAction::Filter(position)));
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
