//! What stands where there is nothing yet, or where something broke: what it is, and what to do next.

use egui::{Response, Ui, vec2};

use super::button::Button;
use super::paint;
use crate::ui::theme::{Icon, TextRole, Tone, space, theme};

/// An icon, a title, a sentence and a button, in the middle of the room there is.
#[must_use = "Show it with `show`."]
pub struct EmptyState<'a> {
    icon: Icon,
    title: &'a str,
    sentence: &'a str,
    button: Option<(&'a str, Icon)>,
}

impl<'a> EmptyState<'a> {
    /// The icon, what is missing, and why or what it would be for.
    pub fn new(icon: Icon, title: &'a str, sentence: &'a str) -> Self {
        Self { icon, title, sentence, button: None }
    }

    /// The next step.
    pub fn button(mut self, words: &'a str, icon: Icon) -> Self {
        self.button = Some((words, icon));
        self
    }

    /// Draws it and returns the button, if it has one.
    pub fn show(self, ui: &mut Ui) -> Option<Response> {
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, space::XS);
            ui.add_space(space::XL);
            let (rect, _) = ui.allocate_exact_size(vec2(52.0, 52.0), egui::Sense::hover());
            let c = &theme(ui).color;
            ui.painter().circle_filled(rect.center(), 26.0, c.hover);
            paint::icon(ui.painter(), self.icon, space::ICON_LARGE, rect.center(), c.text_2);
            ui.add_space(space::S);
            super::text(ui, TextRole::CardTitle, Tone::Main, self.title);
            let side = ((ui.available_width() - 420.0) / 2.0).max(0.0);
            egui::Frame::new().inner_margin(egui::Margin::symmetric(side as i8, 0)).show(ui, |ui| {
                super::text(ui, TextRole::ControlRegular, Tone::Second, self.sentence);
            });
            ui.add_space(space::M);
            let button = self.button.map(|(words, icon)| ui.add(Button::secondary(words).icon(icon)));
            ui.add_space(space::XL);
            button
        })
        .inner
    }
}
