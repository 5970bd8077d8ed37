//! The rail of a small window, with the integrations as a list that comes out beside it.

use egui::{Frame, Id, Margin, Popup, PopupCloseBehavior, RectAlign, Ui};

use super::{integrations, page_icon};
use crate::state::{Action, Mark, Page, State};
use crate::ui::header;
use crate::ui::theme::{icons, space, theme};
use crate::ui::widgets::{RailButton, popup_frame, section_label};

const WIDTH: f32 = 280.0;

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    Frame::new().inner_margin(Margin::symmetric(4, 8)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let trouble = state.derived.marks.values().any(|mark| matches!(mark, Mark::Findings { .. }));
        let mut button =
            RailButton::new(icons::ICON_FORUM, "Integrations").chosen(state.view.page == Page::Integration);
        if trouble {
            button = button.trouble("There are findings");
        }
        let button = ui.add(button);
        pop_out(ui, &button, state, actions);
        if ui.add(RailButton::new(icons::ICON_ADD, "Add an integration").word("Add")).clicked() {
            actions.push(Action::AddIntegration);
        }
        for page in Page::OF_PROJECT {
            let button = RailButton::new(page_icon(page), page.title()).word(word(page));
            let button = button.chosen(state.view.page == page);
            if ui.add(button).clicked() {
                actions.push(Action::ChoosePage(page));
            }
        }
    });
}

/// The name of a page where there is room for one word.
fn word(page: Page) -> &'static str {
    match page {
        Page::Drill => "Drill",
        Page::Scenarios => "Tests",
        Page::Facts => "Facts",
        Page::Connections => "Systems",
        Page::DataFlow => "Data",
        Page::Settings => "Settings",
        _ => page.title(),
    }
}

/// What is kept of the list between two frames.
#[derive(Clone, Copy, Default)]
struct Out {
    is_out: bool,
    /// Beside what it comes out; the rail itself when nothing else.
    beside: Option<egui::Rect>,
}

fn key() -> Id {
    Id::unique("list of integrations is out")
}

/// Lets the list come out beside this, or puts it back.
pub fn toggle(ui: &Ui, beside: egui::Rect) {
    let out: Out = ui.data(|data| data.get_temp(key())).unwrap_or_default();
    ui.data_mut(|data| data.insert_temp(key(), Out { is_out: !out.is_out, beside: Some(beside) }));
    ui.ctx().request_repaint();
}

/// The same list as in a large window. It closes when an integration is chosen by the pointer or by Enter.
fn pop_out(ui: &Ui, button: &egui::Response, state: &mut State, actions: &mut Vec<Action>) {
    if button.clicked() {
        toggle(ui, button.rect);
    }
    let out: Out = ui.data(|data| data.get_temp(key())).unwrap_or_default();
    let mut open = out.is_out;
    let beside = out.beside.unwrap_or(button.rect);
    let align = if beside == button.rect { RectAlign::RIGHT_START } else { RectAlign::BOTTOM_START };
    if !open && let Some(renaming) = state.view.renaming.take() {
        // There is no row to type in: the name above the steps is the same field.
        ui.memory_mut(|memory| memory.request_focus(header::name_id(&renaming.id)));
    }
    let popup = Popup::new(Id::unique("list of integrations"), ui.ctx().clone(), beside, ui.layer_id())
        .open_bool(&mut open)
        .align(align)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .gap(space::S)
        .frame(popup_frame(theme(ui)).inner_margin(12));
    let before = actions.len();
    popup.show(|ui| {
        ui.set_width(WIDTH);
        integrations::search(ui, state, actions);
        ui.add_space(space::M);
        section_label(ui, "Integrations");
        ui.add_space(space::XS);
        let height = ui.ctx().content_rect().height() - 240.0;
        integrations::show(ui, state, actions, height);
    });
    let arrows = ui.input(|input| {
        input.key_down(egui::Key::ArrowUp)
            || input.key_down(egui::Key::ArrowDown)
            || input.pointer.secondary_released()
    });
    let chosen = actions.iter().skip(before).any(|action| matches!(action, Action::ChooseIntegration(_)));
    ui.data_mut(|data| data.insert_temp(key(), Out { is_out: open && (arrows || !chosen), ..out }));
}
