//! The start page: recent projects at the left, ways to begin at the right.

mod begin;
mod example;
mod recent;
mod tile;

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::state::{Action, Page, StartAction, State};
use crate::ui::left_behind;
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use crate::ui::top_bar::theme_button;
use crate::ui::widgets::{Button, paint, remark, row_of_height, text};

/// The widest that the two columns become, in points.
const WIDEST: f32 = 1200.0;

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    debug_assert_eq!(state.view.page, Page::Start);
    corners(ui, state, actions);
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let window = ui.max_rect();
    let room = window.shrink2(vec2(space::XXL, 0.0)).with_min_y(window.top() + 56.0);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(room).id_salt("start page"));
    let ui = &mut inside;
    let width = room.width().min(WIDEST);
    let key = egui::Id::unique("height of the start page");
    let height: f32 = ui.data(|data| data.get_temp(key)).unwrap_or(560.0);
    ScrollArea::vertical().id_salt("start").auto_shrink([false, false]).show(ui, |ui| {
        let side = ((ui.available_width() - width) / 2.0).max(0.0);
        // A little above the middle looks like the middle.
        let above = ((room.height() - height) * 0.4).max(0.0);
        let corner = ui.max_rect().left_top() + vec2(side, above);
        let place = Rect::from_min_size(corner, vec2(width, f32::INFINITY));
        let shown = ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            head(ui, large);
            ui.add_space(if large { space::XXL } else { 20.0 });
            columns(ui, state, actions, width, large);
        });
        ui.data_mut(|data| data.insert_temp(key, shown.response.rect.height()));
        ui.add_space(space::XL);
    });
}

/// The way back at the left, the colours at the right.
fn corners(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let bar =
        Rect::from_min_size(ui.max_rect().min, vec2(ui.max_rect().width(), 56.0)).shrink2(vec2(16.0, 12.0));
    let mut bar = ui.new_child(
        UiBuilder::new().max_rect(bar).id_salt("start bar").layout(Layout::right_to_left(Align::Center)),
    );
    theme_button(&mut bar, actions);
    if state.has_project() {
        bar.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let name = if state.project.name.is_empty() { "the project" } else { &state.project.name };
            let words = format!("Back to {name}");
            if ui.add(Button::ghost(&words).icon(icons::ICON_ARROW_BACK)).clicked() {
                actions.push(Action::Start(StartAction::Leave));
            }
        });
    }
}

fn head(ui: &mut Ui, large: bool) {
    row_of_height(ui, 40.0, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let (rect, _) = ui.allocate_exact_size(vec2(40.0, 40.0), egui::Sense::hover());
        let c = &theme(ui).color;
        ui.painter().rect_filled(rect, 10.0, c.accent);
        paint::icon(ui.painter(), icons::ICON_PHISHING, 24.0, rect.center(), c.on_accent);
        text(ui, TextRole::Display, Tone::Main, "Hookwright");
    });
    ui.add_space(if large { space::S } else { space::XS });
    let words = "Decide what your chatbot looks up, and hear every answer before your customers do.";
    text(ui, TextRole::Reading, Tone::Second, words);
}

fn columns(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>, width: f32, large: bool) {
    let gap = if large { space::XXL } else { space::XL };
    let one = ((width - gap) / 2.0).floor();
    let top = ui.cursor().top();
    let left = Rect::from_min_size(pos2(ui.max_rect().left(), top), vec2(one, f32::INFINITY));
    let right = left.translate(vec2(one + gap, 0.0));
    let column = |ui: &mut Ui, place: Rect, salt: &str, content: &mut dyn FnMut(&mut Ui)| {
        let builder = UiBuilder::new().max_rect(place).id_salt(salt);
        ui.scope_builder(builder, |ui| {
            ui.set_width(one);
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            content(ui);
        })
        .response
        .rect
    };
    let first = column(ui, left, "left", &mut |ui| {
        left_behind::show(ui, state, actions);
        if !state.desk.left_behind.is_empty() {
            ui.add_space(space::XL);
        }
        example::show(ui, actions);
        ui.add_space(space::XL);
        recent::show(ui, state, actions);
        ui.add_space(space::L);
        let words = "Everything stays on this computer. Keys live in its keychain, never in a project.";
        remark(ui, icons::ICON_LOCK, Tone::Second, words);
    });
    let second = column(ui, right, "right", &mut |ui| begin::show(ui, state, actions));
    ui.advance_cursor_after_rect(first.union(second));
}
