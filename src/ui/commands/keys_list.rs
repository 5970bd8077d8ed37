//! The list of all keys, made of the table of commands.

use egui::{Align2, Area, Id, Order, ScrollArea, Ui, vec2};

use super::keys::said;
use super::palette::closes;
use super::table::{COMMANDS, Command, Group};
use crate::state::{Action, HabitAction};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{IconButton, Tag, popup_frame, row_with_end, section_label, text, text_line};

/// Of both columns with the room between them, in points; the smallest window has room for it.
const WIDTH: f32 = 832.0;
/// The groups of the left column; the others and what is no command stand at the right.
const LEFT: [Group; 2] = [Group::Project, Group::Integration];

/// Keys that are no commands, with what they do.
const OTHERS: [(&str, &str); 6] = [
    ("Next or previous control", "Tab, Shift+Tab"),
    ("Press what has the focus", "Space, Enter"),
    ("From row to row in lists and menus", "Up, Down"),
    ("Insert a value into a text", "/"),
    ("Close what lies above, stop a call", "Esc"),
    ("Larger, smaller, usual size", "Ctrl+Plus, Ctrl+Minus, Ctrl+0"),
];

/// Draws it.
pub fn show(ui: &Ui, actions: &mut Vec<Action>) {
    let area =
        Area::new(Id::unique("all keys")).order(Order::Foreground).anchor(Align2::CENTER_CENTER, [0.0, 0.0]);
    let room = ui.ctx().content_rect().height() - 140.0;
    let mut close = false;
    let shown = area.show(ui.ctx(), |ui| {
        popup_frame(theme(ui)).inner_margin(20).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.set_max_height(room + 60.0);
            ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
            row_with_end(
                ui,
                space::CONTROL,
                |ui| text(ui, TextRole::Section, Tone::Main, "All keys"),
                |ui| close = ui.add(IconButton::new(icons::ICON_CLOSE, "Close the list of keys")).clicked(),
            );
            ScrollArea::vertical().max_height(room).show(ui, |ui| {
                ui.set_width(WIDTH - 12.0);
                ui.spacing_mut().item_spacing.x = space::XXL;
                ui.columns_const(|[left, right]| {
                    for group in Group::ALL {
                        let column = if LEFT.contains(&group) { &mut *left } else { &mut *right };
                        commands(column, group);
                    }
                    heading(right, "Everywhere");
                    for (words, keys) in OTHERS {
                        line(right, words, keys);
                    }
                });
            });
        });
    });
    if close || closes(ui, shown.response.rect) {
        actions.push(Action::Habit(HabitAction::Hide));
    }
}

fn commands(ui: &mut Ui, group: Group) {
    heading(ui, group.title());
    let with_keys = COMMANDS.iter().filter(|command| command.group == group && !command.keys.is_empty());
    let mut inside: Vec<&Command> = with_keys.collect();
    // In the table the keys with Shift stand first, as they are matched first; one learns the others first.
    for index in 1..inside.len() {
        let [before, after] = [inside[index - 1], inside[index]].map(|command| command.keys[0]);
        if before.logical_key == after.logical_key && before.modifiers.shift && !after.modifiers.shift {
            inside.swap(index - 1, index);
        }
    }
    for command in inside {
        line(ui, command.words, &all_keys(ui, command));
    }
}

fn all_keys(ui: &Ui, command: &Command) -> String {
    command.keys.iter().map(|keys| said(ui.ctx(), keys)).collect::<Vec<_>>().join(", ")
}

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(space::M);
    section_label(ui, words);
    ui.add_space(space::XS);
}

fn line(ui: &mut Ui, words: &str, keys: &str) {
    row_with_end(
        ui,
        28.0,
        |ui| text_line(ui, TextRole::ControlRegular, Tone::Main, words),
        |ui| ui.add(Tag::new(keys)),
    );
}
