//! The JSON body as a tree: names at the left, values with chips at the right.

use egui::{Frame, Margin, Ui, vec2};
use serde_json::Value;

use super::Asking;
use crate::model::Privacy;
use crate::state::{BodyEdit, Change, JsonKind, rename_key};
use crate::template;
use crate::ui::chips::{ChipField, Use};
use crate::ui::steps::fields::{CheckedField, ValueField, value_field, width_of};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{
    Button, Choice, FieldState, IconButton, MenuItem, icon_words, menu, menu_line, row_with_end,
    section_label, segmented, text, text_line,
};

/// How far a level is indented, in points.
const INDENT: f32 = 16.0;

/// Draws the tree.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, document: &mut Value) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
    let count = count(document);
    let is_open = count.is_some();
    let mut edit = None;
    let ((), added) = row_with_end(
        ui,
        space::CONTROL_SMALL,
        |ui| {
            text_line(ui, TextRole::Control, Tone::Main, "Details");
            text_line(ui, TextRole::Small, Tone::Second, &count.unwrap_or_default());
        },
        |ui| is_open && ui.add(Button::link("Add a field").icon(icons::ICON_ADD).small()).clicked(),
    );
    if added {
        edit = Some((Vec::new(), BodyEdit::Add));
    }
    if is_open {
        children(ui, asking, &mut Vec::new(), document, &mut edit);
    } else {
        leaf(ui, asking, &[], document);
    }
    if let Some((at, edit)) = edit {
        let call = asking.call.clone();
        asking.change(Change::EditBody { call, at, edit });
    }
}

type Edit = Option<(Vec<usize>, BodyEdit)>;

/// "2 fields" of a record, "1 item" of a list.
fn count(value: &Value) -> Option<String> {
    let (count, one, many) = match value {
        Value::Object(fields) => (fields.len(), "field", "fields"),
        Value::Array(items) => (items.len(), "item", "items"),
        _ => return None,
    };
    Some(if count == 1 { format!("1 {one}") } else { format!("{count} {many}") })
}

fn children(
    ui: &mut Ui,
    asking: &mut Asking<'_, '_>,
    at: &mut Vec<usize>,
    value: &mut Value,
    edit: &mut Edit,
) {
    match value {
        Value::Object(fields) => {
            if fields.is_empty() {
                text(
                    ui,
                    TextRole::ControlRegular,
                    Tone::Second,
                    "No field yet. Add what the system wants to know.",
                );
            }
            let mut renamed = None;
            let names: Vec<String> = fields.keys().cloned().collect();
            for (index, (name, field)) in names.iter().zip(fields.values_mut()).enumerate() {
                at.push(index);
                let typed = node(ui, asking, at, (Some((name, &names)), field), edit);
                renamed = renamed.or(typed.map(|typed| (index, typed)));
                at.pop();
            }
            if let Some((index, name)) = renamed {
                rename_key(fields, index, &name);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                at.push(index);
                node(ui, asking, at, (None, item), edit);
                at.pop();
            }
        }
        _ => {}
    }
}

/// A field or item, and what is in it; its new name, when it was given one.
fn node(
    ui: &mut Ui,
    asking: &mut Asking<'_, '_>,
    at: &mut Vec<usize>,
    (name, value): (Option<(&str, &[String])>, &mut Value),
    edit: &mut Edit,
) -> Option<String> {
    let indent = INDENT * (at.len() - 1) as f32;
    let frame = Frame::new()
        .fill(theme(ui).color.sunken)
        .corner_radius(space::RADIUS_CONTROL)
        .outer_margin(Margin { left: indent as i8, ..Margin::ZERO })
        .inner_margin(Margin { left: 8, right: 4, top: 3, bottom: 3 });
    let renamed = frame.show(ui, |ui| line(ui, asking, at, name, value, edit)).inner;
    if count(value).is_some() {
        children(ui, asking, at, value, edit);
    }
    renamed
}

fn line(
    ui: &mut Ui,
    asking: &mut Asking<'_, '_>,
    at: &[usize],
    name: Option<(&str, &[String])>,
    value: &mut Value,
    edit: &mut Edit,
) -> Option<String> {
    let spoken = spoken(at, name);
    let kind = JsonKind::of(value);
    let privacy = privacy(asking, value);
    let count = count(value);
    let (typed, change) = row_with_end(
        ui,
        space::CONTROL,
        |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let typed = name_field(ui, asking, at, name);
            text_line(ui, TextRole::Small, Tone::Second, kind.title());
            match &count {
                Some(count) => {
                    text_line(ui, TextRole::Small, Tone::Second, &format!("· {count}"));
                }
                None => {
                    icon_words(ui, icons::ICON_ARROW_BACK, Tone::Second, "is");
                    leaf(ui, asking, at, value);
                }
            }
            typed
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            let more = format!("More about {spoken}");
            let more = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, &more).small());
            let mut change = menu(&more, |ui| choose(ui, kind)).and_then(|shown| shown.inner);
            if count.is_some() {
                let add = format!("Add into {spoken}");
                if ui.add(IconButton::new(icons::ICON_ADD, &add).small()).clicked() {
                    change = Some(BodyEdit::Add);
                }
            } else if privacy != Privacy::None {
                icon_words(ui, icons::ICON_SHIELD_PERSON, Tone::Second, privacy.title());
            }
            change
        },
    );
    if let Some(change) = change {
        *edit = Some((at.to_vec(), change));
    }
    typed
}

/// What can be done with a field or item.
fn choose(ui: &mut Ui, now: JsonKind) -> Option<BodyEdit> {
    let mut change = None;
    section_label(ui, "It is");
    for kind in JsonKind::ALL {
        if ui.add(MenuItem::new(kind.title()).chosen(kind == now)).clicked() {
            change = Some(BodyEdit::Retype(kind));
        }
    }
    menu_line(ui);
    if ui.add(MenuItem::new("Remove").icon(icons::ICON_CLOSE).danger()).clicked() {
        change = Some(BodyEdit::Remove);
    }
    change
}

/// What a screen reader calls a field or item.
fn spoken(at: &[usize], name: Option<(&str, &[String])>) -> String {
    match name {
        Some((name, _)) => name.to_owned(),
        None => format!("item {}", at.last().map_or(0, |index| index + 1)),
    }
}

fn name_field(
    ui: &mut Ui,
    asking: &Asking<'_, '_>,
    at: &[usize],
    name: Option<(&str, &[String])>,
) -> Option<String> {
    let Some((name, others)) = name else {
        let number = at.last().map_or(0, |index| index + 1);
        text_line(ui, TextRole::ControlRegular, Tone::Second, &format!("{number}."));
        return None;
    };
    let label = format!("Name of field {name}");
    let width = width_of(ui, TextRole::BodyStrong, name, 32.0..=140.0);
    let field =
        CheckedField::new(asking.id("key").with(at), &label, name).heading().role(TextRole::BodyStrong);
    field.width(width).show(ui, |typed| {
        if typed.is_empty() {
            return Some("A field needs a name.".to_owned());
        }
        others.iter().any(|other| other == typed).then(|| "Another field has this name.".to_owned())
    })
}

/// The value of a field that holds no others.
fn leaf(ui: &mut Ui, asking: &mut Asking<'_, '_>, at: &[usize], value: &mut Value) {
    let id = asking.id("json").with(at);
    let label = "Value of the field";
    match value {
        Value::String(text) => {
            let field = ChipField::line(id, label, Use::Request).placeholder("/ for a value");
            asking.texts.show(ui, field, text);
        }
        Value::Number(_) => {
            let mut typed = value.clone();
            let field =
                ValueField { id, name: label, placeholder: "0", width: None, state: FieldState::Fine };
            if value_field(ui, field, crate::model::ValueType::Number, &mut typed) && typed.is_number() {
                *value = typed;
            }
        }
        Value::Bool(yes) => {
            let choices = [Choice::new("Yes"), Choice::new("No")];
            if let Some(picked) = segmented(ui, label, &choices, usize::from(!*yes)).index {
                *yes = picked == 0;
            }
        }
        Value::Null => {
            text_line(ui, TextRole::ControlRegular, Tone::Second, "nothing (null)");
        }
        Value::Object(_) | Value::Array(_) => {}
    }
}

/// The most sensitive value in a text.
fn privacy(asking: &Asking<'_, '_>, value: &Value) -> Privacy {
    let Some(parsed) = value.as_str().and_then(|text| template::parse(text).ok()) else {
        return Privacy::None;
    };
    let names = parsed.names();
    let classes = names.iter().filter_map(|name| asking.texts.derived.name(name)).map(|name| name.privacy);
    classes.max().unwrap_or_default()
}
