//! The targets: a list in place of the integrations, or a select in a small window.

use egui::{Frame, Margin, ScrollArea, Ui, vec2};

use crate::state::{Action, ExportAction, Page, State};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Choice, IconButton, PickRow, Select, follow_focus, row, text, text_line};

/// The list at the left.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 16, bottom: 12 }).show(ui, |ui| {
        row(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if ui.add(IconButton::new(icons::ICON_ARROW_BACK, "Back to the integration")).clicked() {
                actions.push(Action::ChoosePage(Page::Integration));
            }
            text_line(ui, TextRole::CardTitle, Tone::Main, "Export to…");
        });
        ui.add_space(space::S);
        let room = ui.available_height() - 64.0;
        ScrollArea::vertical().id_salt("targets").auto_shrink([false, true]).max_height(room).show(
            ui,
            |ui| {
                follow_focus(ui, |ui| list(ui, state, actions));
            },
        );
        ui.add_space(space::M);
        let words = "The report says what each platform can and cannot do with your project.";
        text(ui, TextRole::Small, Tone::Second, words);
    });
}

fn list(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
    for target in &state.desk.targets {
        let chosen = target.id == state.exporting.target;
        let icon = if chosen { icons::ICON_RADIO_BUTTON_CHECKED } else { icons::ICON_RADIO_BUTTON_UNCHECKED };
        let row = PickRow::new(icon, &target.title).second(&target.files).chosen(chosen);
        if ui.add(row).clicked() {
            actions.push(Action::Exporting(ExportAction::ChooseTarget(target.id.clone())));
        }
    }
}

/// The same for a small window.
pub fn select(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let known = &state.desk.targets;
    let words: Vec<Choice<'_>> = known.iter().map(|target| Choice::new(&target.title)).collect();
    let chosen = known.iter().position(|target| target.id == state.exporting.target);
    let picked = Select::new("Export to", &words, chosen).icon(icons::ICON_IOS_SHARE).width(180.0).show(ui);
    if let Some(target) = picked.index.and_then(|index| known.get(index)) {
        actions.push(Action::Exporting(ExportAction::ChooseTarget(target.id.clone())));
    }
}
