//! Quick replies: the words on each button, their removal, and one more.

use egui::{Rect, Ui, pos2, vec2};

use crate::model::Choice;
use crate::ui::chips::Use;
use crate::ui::rows;
use crate::ui::theme::{TextRole, icons, space};
use crate::ui::widgets::{Button, IconButton};
use crate::ui::writing::Writing;

/// Draws them side by side. When one with words was taken out just now, what to tell about it.
pub fn show(ui: &mut Ui, writing: Writing<'_>, choices: &mut Vec<Choice>) -> Option<&'static str> {
    let room = ui.available_width();
    let words = |choice: &Choice| choice.label.0.get(writing.language).map(|text| text.0.clone());
    let mut widths: Vec<f32> = choices
        .iter()
        .map(|choice| {
            let words = words(choice).unwrap_or_else(|| "Not translated yet".to_owned());
            (rows::width_of(ui, TextRole::Body, &words) + 52.0).clamp(112.0, room)
        })
        .collect();
    widths.push(72.0);
    let (mut removed, mut added) = (None, false);
    let count = choices.len();
    rows::in_rows(ui, &widths, space::S, |ui, index| {
        if index == count {
            added = ui.add(Button::link("Add").icon(icons::ICON_ADD)).clicked();
        } else if one(ui, writing.at(index), index, widths[index], &mut choices[index]) {
            removed = Some(index);
        }
    });
    let removed = removed.map(|index| choices.remove(index));
    if added {
        writing.at(choices.len()).take_caret(ui, "label");
        choices.push(Choice::default());
    }
    removed.is_some_and(|choice| !choice.label.is_blank()).then_some("The quick reply is taken out")
}

/// A field with its removal inside; true when it shall go.
fn one(ui: &mut Ui, writing: Writing<'_>, index: usize, width: f32, choice: &mut Choice) -> bool {
    let at = ui.cursor().min;
    let name = format!("Quick reply {}", index + 1);
    ui.allocate_ui(vec2(width, space::CONTROL), |ui| {
        writing.line_of_width(ui, "label", &name, &mut choice.label, Use::Message, Some(width));
    });
    let button = Rect::from_min_size(pos2(at.x + width - 28.0, at.y + 4.0), vec2(24.0, 24.0));
    let name = format!("Remove quick reply {}", index + 1);
    ui.place(button, IconButton::new(icons::ICON_CLOSE, &name).small()).clicked()
}
