//! The window without a window: widgets drawn and used on a machine with neither screen nor graphics driver.

mod access;
mod access_live;
mod batches;
mod building;
mod chip_text;
mod chips_in_window;
mod drawn;
mod drill;
mod exporting;
mod gallery;
mod habits;
mod hand;
mod handing_over;
mod idle;
mod importing;
mod journey;
mod menus;
mod palette_png;
mod panel;
mod past_runs;
mod picture;
mod pictures;
mod raster;
mod repairing;
mod restart;
mod rules;
mod says;
mod screens;
mod screens_habits;
mod screens_pages;
mod screens_panel;
mod screens_says;
mod screens_steps;
mod screenshots;
mod steps;
mod widgets;

use egui::{Theme, Ui, Vec2};
use egui_kittest::HarnessBuilder;

/// A harness with our looks, our fonts and our rasteriser. It panics on an input without a name and on a
/// character without a glyph.
fn builder<State>(size: Vec2, theme: Theme) -> HarnessBuilder<State> {
    HarnessBuilder::default()
        .with_size(size)
        .with_theme(theme)
        .with_context_setup(hookwright::ui::install)
        .renderer(raster::Raster::default())
}

/// The ground the window lies on, which kittest leaves black.
fn paint_ground(ui: &Ui) {
    let painter = ui.ctx().layer_painter(egui::LayerId::background());
    painter.rect_filled(ui.ctx().content_rect(), 0.0, hookwright::ui::theme::theme(ui).color.window);
}
