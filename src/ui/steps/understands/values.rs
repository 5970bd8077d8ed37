//! The values taken from the answer: what they are called, where they stand, of which kind, whether they are needed.

use egui::{Align, Id, Layout, Ui, vec2};
use serde_json::Value;

use crate::engine::{Path, plain, read_as_kind};
use crate::model::{Output, Part, Privacy, ValueType};
use crate::state::{Action, Open};
use crate::template::{ValueKind, choices_for};
use crate::ui::chips;
use crate::ui::findings;
use crate::ui::rows::divider;
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{
    Checkbox, Choice, Field, FieldState, IconButton, MenuItem, Select, menu, menu_line, row, row_with_end,
    section_label, text, text_line,
};

/// Draws the table.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, id: Id, _actions: &mut Vec<Action>) {
    row_with_end(
        ui,
        24.0,
        |ui| text(ui, TextRole::CardTitle, Tone::Main, "Values we use"),
        |ui| {
            if WindowSize::of(ui.ctx()) == WindowSize::Large {
                text(ui, TextRole::Small, Tone::Second, "Without a needed one the answer is malformed");
            }
        },
    );
    let columns = Columns::of(ui);
    if open.integration.outputs().next().is_none() {
        text(ui, TextRole::Body, Tone::Second, "Nothing yet. Click a field of the answer to use it.");
        return;
    }
    heads(ui, columns);
    let integration_id = open.integration.id.clone();
    for call in &mut open.integration.calls {
        let mut removed = None;
        for (index, output) in call.outputs.iter_mut().enumerate() {
            let id = id.with(&call.id).with(index);
            let gone = ui.push_id(id, |ui| one(ui, columns, output)).inner;
            removed = if gone { Some(index) } else { removed };
            let part = Part::Output(output.name.clone());
            findings::beside(ui, open.derived, &integration_id, &part, "");
        }
        if let Some(index) = removed {
            call.outputs.remove(index);
        }
        for (index, output) in call.outputs.iter_mut().enumerate() {
            let id = id.with("details").with(&call.id).with(index);
            ui.push_id(id, |ui| details(ui, output));
        }
    }
}

/// The widths of the columns in points.
#[derive(Clone, Copy)]
struct Columns {
    called: f32,
    path: f32,
    kind: f32,
    needed: f32,
}

impl Columns {
    fn of(ui: &Ui) -> Self {
        let (kind, needed) = (118.0, 60.0);
        let rest = ui.available_width() - kind - needed - 24.0 - 4.0 * space::S;
        Self { called: (rest * 0.5).floor(), path: (rest * 0.5).floor(), kind, needed }
    }
}

fn cell<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, space::CONTROL), layout, |ui| {
        ui.set_width(width);
        content(ui)
    })
    .inner
}

fn heads(ui: &mut Ui, columns: Columns) {
    ui.horizontal(|ui| {
        let heads = [
            ("Called", columns.called),
            ("Field", columns.path),
            ("Kind", columns.kind),
            ("Needed", columns.needed),
        ];
        for (words, width) in heads {
            ui.allocate_ui(vec2(width, 16.0), |ui| {
                ui.set_width(width);
                section_label(ui, words);
            });
        }
    });
}

/// One value; true when it shall go.
fn one(ui: &mut Ui, columns: Columns, output: &mut Output) -> bool {
    let problem = Path::parse(&output.path).err();
    let mut removed = false;
    row(ui, |ui| {
        let name = output.name.clone();
        cell(ui, columns.called, |ui| {
            let field = Field::new("Value is called", &mut output.label).placeholder(&name);
            ui.add(field.width(columns.called)).on_hover_text(format!("In the file: {name}"));
        });
        cell(ui, columns.path, |ui| {
            let state = if problem.is_some() { FieldState::Wrong } else { FieldState::Fine };
            let field = Field::new("Field of the answer", &mut output.path).technical();
            ui.add(field.state(state).width(columns.path));
        });
        cell(ui, columns.kind, |ui| kind(ui, columns.kind, output));
        cell(ui, columns.needed, |ui| ui.add(Checkbox::bare(&mut output.required, "Needed")));
        let more = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, "More about this value").small());
        menu(&more, |ui| {
            section_label(ui, "How sensitive it is");
            for privacy in [Privacy::None, Privacy::Personal, Privacy::Sensitive] {
                let item = MenuItem::new(privacy.title()).chosen(output.privacy == privacy);
                if ui.add(item).clicked() {
                    output.privacy = privacy;
                }
            }
            menu_line(ui);
            removed = ui.add(MenuItem::new("Use it no longer").icon(icons::ICON_CLOSE).danger()).clicked();
        });
    });
    if let Some(problem) = problem {
        text(ui, TextRole::Small, Tone::Err, &format!("{problem}."));
    }
    removed
}

fn kind(ui: &mut Ui, width: f32, output: &mut Output) {
    let choices = ValueType::ALL.map(|kind| Choice::new(kind.title()));
    let chosen = ValueType::ALL.iter().position(|kind| *kind == output.value_type);
    let select = Select::new("Kind of value", &choices, chosen).bare().width(width);
    if let Some(kind) = select.show(ui).index.and_then(|index| ValueType::ALL.get(index)) {
        if output.value_type != *kind {
            // A format of another kind could not show the value.
            output.format.clear();
        }
        output.value_type = *kind;
    }
}

/// What is said when it is missing, and how it is shown.
fn details(ui: &mut Ui, output: &mut Output) {
    let kind = chips::kind(output.value_type);
    let has_formats = kind != ValueKind::Text && kind != ValueKind::List;
    let may_be_missing =
        !output.required && !matches!(output.value_type, ValueType::List | ValueType::Object);
    if !has_formats && !may_be_missing {
        return;
    }
    divider(ui);
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let label = if output.label.is_empty() { output.name.clone() } else { output.label.clone() };
    let end_width = if large { 120.0 } else { 96.0 };
    row(ui, |ui| {
        if may_be_missing {
            text_line(ui, TextRole::ControlRegular, Tone::Second, &format!("If {label} is missing, say"));
            default(ui, &label, output, end_width);
        } else {
            text_line(ui, TextRole::ControlRegular, Tone::Second, &label);
        }
        if has_formats && large {
            shown_as(ui, &label, kind, &mut output.format);
        }
    });
    if has_formats && !large {
        row(ui, |ui| shown_as(ui, &label, kind, &mut output.format));
    }
}

fn default(ui: &mut Ui, label: &str, output: &mut Output, width: f32) {
    let mut words = output.default.as_ref().map(plain).unwrap_or_default();
    let name = format!("Said when {label} is missing");
    let field = Field::new(&name, &mut words).placeholder("nothing").width(width);
    if ui.add(field).changed() {
        let typed = Value::from(words.as_str());
        let read = read_as_kind(&typed, output.value_type).unwrap_or(typed);
        output.default = (!words.is_empty()).then_some(read);
    }
}

fn shown_as(ui: &mut Ui, label: &str, kind: ValueKind, format: &mut String) {
    text(ui, TextRole::ControlRegular, Tone::Second, "shown as");
    let known: Vec<_> = choices_for(kind).filter(|choice| choice.name != "default").collect();
    let mut choices = vec![Choice::new("As it is")];
    choices.extend(known.iter().map(|choice| Choice::from((choice.example, choice.title))));
    let source = |index: usize| format!("{}{}", known[index].name, known[index].arguments);
    let chosen = if format.is_empty() {
        Some(0)
    } else {
        (0..known.len()).find(|index| source(*index) == *format).map(|index| index + 1)
    };
    // The button shows the example alone, the list what it is as well.
    let shown: Vec<Choice<'_>> = choices.iter().map(|choice| Choice::new(choice.words)).collect();
    let name = format!("How {label} is shown");
    let pick = Select::new(&name, &shown, chosen).small().placeholder(format).show(ui);
    match pick.index {
        Some(0) => format.clear(),
        Some(index) => *format = source(index - 1),
        None => {}
    }
}
