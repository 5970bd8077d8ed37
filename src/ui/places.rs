//! The places of the window: how wide each pane is and may become, and the order in which they are walked.
//!
//! egui's panels are drawn where they are laid out, and Tab follows what is drawn. The panes at the right and below take their room
//! first and are filled last.

use egui::{Align2, Area, Frame, Id, Order, Panel, Rect, Ui, UiBuilder};

use super::theme::{TextRole, Tone, WindowSize, icons, theme};
use super::widgets::{icon_words, popup_frame, row_of_height, text};
use crate::state::{self, State};

/// The centre keeps at least this width, in points.
const LEAST_CENTRE: f32 = 480.0;

/// Room that is taken and not filled yet.
pub struct Place(Rect);

impl Place {
    /// Fills it.
    pub fn show(self, ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
        let mut inside = ui.new_child(UiBuilder::new().max_rect(self.0).id_salt(name));
        inside.set_clip_rect(self.0.intersect(ui.clip_rect()).expand(1.0));
        content(&mut inside);
    }
}

/// The list at the left; its width is remembered in a large window.
pub fn left(ui: &mut Ui, size: &mut f32, content: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(theme(ui).color.panel);
    let width = WindowSize::of(ui.ctx()).panes().left_width;
    let panel = match WindowSize::of(ui.ctx()) {
        WindowSize::Large => {
            Panel::left("left").resizable(true).default_size(wanted(*size, width)).size_range(220.0..=380.0)
        }
        WindowSize::Small => Panel::left("rail").resizable(false).exact_size(width),
    };
    let shown = panel.frame(frame).show(ui, |ui| {
        let room = ui.available_size();
        content(ui);
        // A long name must not make the pane wider, nor a short list make it narrower.
        ui.set_min_size(room);
    });
    if WindowSize::of(ui.ctx()) == WindowSize::Large {
        note(ui, "left", shown.response.rect.width(), size);
    }
}

fn wanted(size: f32, usual: f32) -> f32 {
    if size > 0.0 { size } else { usual }
}

/// Notes a size that somebody is giving to a pane just now.
fn note(ui: &Ui, pane: &str, now: f32, size: &mut f32) {
    let key = Id::unique("size of the pane").with(pane);
    let before: Option<f32> = ui.data(|data| data.get_temp(key));
    ui.data_mut(|data| data.insert_temp(key, now));
    let is_held = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if is_held && before.is_some_and(|before| (before - now).abs() > 0.5) {
        *size = now;
    }
}

/// Room for the conversation at the right.
pub fn right(ui: &mut Ui, size: &mut f32) -> Place {
    let frame = Frame::new().fill(theme(ui).color.panel);
    let width = WindowSize::of(ui.ctx()).panes().right_width;
    let panel = match WindowSize::of(ui.ctx()) {
        WindowSize::Large => {
            let most = (ui.available_width() - LEAST_CENTRE).clamp(340.0, 560.0);
            Panel::right("right").resizable(true).default_size(wanted(*size, width)).size_range(340.0..=most)
        }
        WindowSize::Small => Panel::right("narrow right").resizable(false).exact_size(width),
    };
    let place = take(ui, panel.frame(frame));
    if WindowSize::of(ui.ctx()) == WindowSize::Large {
        note(ui, "right", place.0.width(), size);
    }
    place
}

/// Room for the test panel, or for its bar.
pub fn test_panel(ui: &mut Ui, open: state::Panel, size: &mut f32) -> Place {
    let frame = Frame::new().fill(theme(ui).color.panel);
    // Two names, or the open panel would begin with the height of the closed one.
    let panel = match open {
        state::Panel::Closed => {
            let height = WindowSize::of(ui.ctx()).panes().test_bar_height;
            Panel::bottom("test bar").exact_size(height).resizable(false)
        }
        state::Panel::Open => {
            let room = ui.available_height();
            Panel::bottom("test panel")
                .resizable(true)
                .default_size(wanted(*size, room * 0.54))
                .size_range(200.0..=(room - 220.0).max(220.0))
        }
    };
    let place = take(ui, panel.frame(frame));
    if open == state::Panel::Open {
        note(ui, "below", place.0.height(), size);
    }
    place
}

fn take(ui: &mut Ui, panel: Panel) -> Place {
    let taken = panel.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.max_rect()
    });
    Place(taken.inner)
}

/// What happens when the file that is held over the window is let go.
pub fn drop_hint(ui: &Ui, state: &State) {
    if state.view.page == state::Page::Start || ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let area = Area::new(Id::unique("drop")).order(Order::Tooltip).anchor(Align2::CENTER_CENTER, [0.0, 0.0]);
    area.show(ui.ctx(), |ui| {
        popup_frame(theme(ui)).inner_margin(20).show(ui, |ui| {
            row_of_height(ui, 28.0, |ui| {
                icon_words(ui, icons::ICON_UPLOAD_FILE, Tone::Accent, "File");
                text(ui, TextRole::CardTitle, Tone::Main, "Let go to open the file");
            });
        });
    });
}
