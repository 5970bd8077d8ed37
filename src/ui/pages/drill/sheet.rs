//! The words of one outcome beside the cards, for changing them where they are seen.

use egui::{Frame, Margin, Panel, ScrollArea, Ui, vec2};

use crate::state::{Action, DrillAction, Page, State};
use crate::ui::steps::says;
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use crate::ui::widgets::{IconButton, follow_focus, row_with_end, text_line};

/// Draws it at the right, when an outcome is open.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let open =
        state.drill.editing.is_some() && state.view.page == Page::Drill && state.integration().is_some();
    if !open {
        return;
    }
    let width = if WindowSize::of(ui.ctx()) == WindowSize::Large { 460.0 } else { 400.0 };
    let frame = Frame::new().fill(theme(ui).color.panel).inner_margin(Margin::symmetric(16, 16));
    Panel::right("drill words").exact_size(width).frame(frame).resizable(false).show(ui, |ui| {
        row_with_end(
            ui,
            32.0,
            |ui| text_line(ui, TextRole::Section, Tone::Main, "Change the words"),
            |ui| {
                if ui.add(IconButton::new(icons::ICON_CLOSE, "Close the words")).clicked() {
                    actions.push(Action::Drill(DrillAction::CloseEdit));
                }
            },
        );
        ui.add_space(space::S);
        ScrollArea::vertical().id_salt("drill words").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::M);
            if let Some(mut open) = state.open() {
                follow_focus(ui, |ui| says::show_reply(ui, &mut open, actions));
            }
        });
    });
}
