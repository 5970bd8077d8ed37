//! Whether a person takes over afterwards, who, and what travels along.

use egui::Ui;

use crate::model::Handoff;
use crate::state::{Derived, Name, NameKind};
use crate::ui::chips::{self, Use};
use crate::ui::rows;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Checkbox, Field, Switch, text};
use crate::ui::writing::Writing;

/// Draws the switch, and the fields while it is on.
pub fn show(ui: &mut Ui, writing: Writing<'_>, handoff: &mut Option<Handoff>) {
    let mut on = handoff.is_some();
    let hint = if on {
        "On: the conversation goes to a person."
    } else {
        "Off: the conversation goes on with the bot."
    };
    if ui.add(Switch::new(&mut on, "Pass to a person afterwards").hint(hint)).changed() {
        *handoff = on.then(|| Handoff { queue: "Customer service".to_owned(), ..Handoff::default() });
    }
    let Some(handoff) = handoff else { return };
    ui.add_space(space::XS);
    label(ui, "Who takes over");
    ui.add(Field::new("Who takes over", &mut handoff.queue).icon(icons::ICON_SUPPORT_AGENT).width(280.0));
    label(ui, "What travels along");
    facts(ui, writing.derived, &mut handoff.context);
    label(ui, "A note for that person");
    writing.line(ui, "note", "A note for that person", &mut handoff.note, Use::Message);
}

/// Everything known at that moment, to be ticked.
fn facts(ui: &mut Ui, derived: &Derived, chosen: &mut Vec<String>) {
    let names = offered(derived, chosen);
    let room = ui.available_width();
    let widths: Vec<f32> = names
        .iter()
        .map(|name| (rows::width_of(ui, TextRole::ControlRegular, &name.label) + 24.0 + 16.0).min(room))
        .collect();
    rows::in_rows(ui, &widths, space::S, |ui, index| {
        let name = names[index];
        let mut on = chosen.contains(&name.name);
        let tip = chips::look_of(derived, &name.name).tip;
        ui.push_id(&name.name, |ui| {
            let ticked = ui.add(Checkbox::new(&mut on, &name.label)).on_hover_text(tip);
            if ticked.changed() {
                chosen.retain(|known| *known != name.name);
                if on {
                    chosen.push(name.name.clone());
                }
            }
        });
    });
}

/// Inputs, values and facts. An input that is nothing but a fact is offered once, as the one that is ticked.
fn offered<'a>(derived: &'a Derived, chosen: &[String]) -> Vec<&'a Name> {
    let known = |kind| matches!(kind, NameKind::Input | NameKind::Answer | NameKind::Fact);
    let all = || derived.names.iter().filter(move |name| known(name.kind));
    let mut names: Vec<&Name> = Vec::new();
    for name in all() {
        let same = |other: &&Name| other.name != name.name && other.label == name.label;
        let ticked = chosen.contains(&name.name);
        let other_ticked = all().filter(same).any(|other| chosen.contains(&other.name));
        if ticked || (!other_ticked && !names.iter().any(same)) {
            names.push(name);
        }
    }
    names
}

fn label(ui: &mut Ui, words: &str) {
    text(ui, TextRole::Small, Tone::Second, words);
}
