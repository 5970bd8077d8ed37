//! What is seen: state in, pixels and actions out.

pub mod theme;
pub mod widgets;

/// Gives the context everything the views rely on: fonts, looks, and how chips are drawn inside texts.
///
/// Call it once, before the first frame.
pub fn install(ctx: &egui::Context) {
    theme::Theme::install(ctx);
    widgets::chip_text::install(ctx);
}
