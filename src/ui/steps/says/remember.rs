//! What is stored in the conversation with a reply.

use egui::Ui;

use crate::model::{ContextUpdate, ContextVariable};
use crate::ui::chips::{Use, insert_button};
use crate::ui::fold::fold;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, Choice, IconButton, Select, row_with_end, text};
use crate::ui::writing::Writing;

/// Draws it folded; the heading tells how many facts are stored.
pub fn show(
    ui: &mut Ui,
    writing: Writing<'_>,
    context: &[ContextVariable],
    updates: &mut Vec<ContextUpdate>,
) {
    let words = match updates.len() {
        0 => "Remember for later".to_owned(),
        1 => "Remember for later: 1 fact".to_owned(),
        count => format!("Remember for later: {count} facts"),
    };
    fold(ui, writing.id.with("remember"), &words, |ui| {
        facts(ui, writing, context, updates);
    });
}

fn facts(ui: &mut Ui, writing: Writing<'_>, context: &[ContextVariable], updates: &mut Vec<ContextUpdate>) {
    let mut removed = None;
    for (index, update) in updates.iter_mut().enumerate() {
        ui.add_space(space::XS);
        if one(ui, writing.at(index), context, update) {
            removed = Some(index);
        }
    }
    if let Some(index) = removed {
        updates.remove(index);
    }
    if context.is_empty() {
        text(ui, TextRole::Small, Tone::Second, "There is no customer fact yet to store a value in.");
    } else if ui.add(Button::link("Remember another fact").icon(icons::ICON_ADD).small()).clicked() {
        let name = context.first().map(|variable| variable.name.clone()).unwrap_or_default();
        updates.push(ContextUpdate { name, ..ContextUpdate::default() });
    }
}

/// The fact and its new value; true when it shall go.
fn one(ui: &mut Ui, writing: Writing<'_>, context: &[ContextVariable], update: &mut ContextUpdate) -> bool {
    let mut removed = false;
    row_with_end(
        ui,
        32.0,
        |ui| {
            let words: Vec<&str> = context
                .iter()
                .map(|known| if known.label.is_empty() { &known.name } else { &known.label }.as_str())
                .collect();
            let choices: Vec<Choice<'_>> = words.iter().map(|words| Choice::new(words)).collect();
            let chosen = context.iter().position(|known| known.name == update.name);
            let select = Select::new("Fact to remember", &choices, chosen).placeholder("Choose a fact…");
            if let Some(known) = select.show(ui).index.and_then(|index| context.get(index)) {
                update.name.clone_from(&known.name);
            }
            text(ui, TextRole::ControlRegular, Tone::Second, "becomes");
        },
        |ui| {
            removed = ui.add(IconButton::new(icons::ICON_CLOSE, "Do not remember this").small()).clicked();
            insert_button(ui, writing.id_of("value"));
        },
    );
    writing.plain_line(ui, "value", "New value of the fact", &mut update.value, Use::Message);
    removed
}
