//! A short message at the bottom of the window, for what was just done and may be undone.

use egui::{Align2, Area, Context, Id, Margin, Order, Response, Role, WidgetInfo, vec2};

use super::button::{Button, IconButton};
use super::menu::popup_frame;
use crate::ui::theme::{TextRole, Tone, icons, theme};

/// A message with perhaps one action. When it goes away is up to the caller.
#[must_use = "Show it with `show`."]
pub struct Toast<'a> {
    words: &'a str,
    action: Option<&'a str>,
}

/// What came of showing a [`Toast`].
pub struct ToastOutput {
    /// The button of the action, if the toast has one.
    pub action: Option<Response>,
    /// The button that sends the message away.
    pub close: Response,
}

impl ToastOutput {
    /// Whether the action was clicked just now.
    pub fn action_clicked(&self) -> bool {
        self.action.as_ref().is_some_and(Response::clicked)
    }
}

impl<'a> Toast<'a> {
    /// A message without an action.
    pub fn new(words: &'a str) -> Self {
        Self { words, action: None }
    }

    /// One thing to do about it: "Undo".
    pub fn action(mut self, words: &'a str) -> Self {
        self.action = Some(words);
        self
    }

    /// Draws the message above everything, above the bar at the bottom.
    pub fn show(self, ctx: &Context) -> ToastOutput {
        let area = Area::new(Id::unique("toast"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, [0.0, -80.0]);
        let shown = area.show(ctx, |ui| {
            let frame = popup_frame(theme(ui)).inner_margin(Margin { left: 16, right: 8, top: 8, bottom: 8 });
            let inside = frame.show(ui, |ui| {
                super::row_of_height(ui, 28.0, |ui| {
                    ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
                    super::text_with_names(ui, TextRole::Body, Tone::Main, self.words);
                    let action = self.action.map(|words| ui.add(Button::link(words).small()));
                    ToastOutput { action, close: ui.add(IconButton::new(icons::ICON_CLOSE, "Close").small()) }
                })
                .inner
            });
            inside
                .response
                .widget_info(|| WidgetInfo::labeled(Role::Status, true, super::without_marks(self.words)));
            inside.inner
        });
        shown.inner
    }
}
