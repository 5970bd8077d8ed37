//! A conversation in a small space: many of them stand side by side.

use egui::{Align, Frame, Layout, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::skin::{Skin, paint_around};
use crate::ui::theme::{Icon, TextRole, space, theme};
use crate::ui::widgets::follow_focus;
use crate::ui::widgets::paint::{self, Run};

/// The part of the width that a message may take.
const WIDEST: f32 = 0.86;
/// The distance to the edges in points.
const MARGIN: f32 = 8.0;

/// Draws a conversation into a rectangle, without the head and the bar of a phone; it scrolls where it is longer. The height in
/// points that all of it needs comes back.
pub fn conversation_in(ui: &mut Ui, skin: Skin, rect: Rect, content: impl FnOnce(&mut Ui)) -> f32 {
    let ground = skin.paint(theme(ui)).ground;
    ui.painter().rect_filled(rect, 0.0, ground);
    let inside: UiBuilder = skin.inside();
    let mut child = ui.new_child(inside.max_rect(rect).layout(Layout::top_down(Align::Min)));
    child.shrink_clip_rect(rect);
    let area = ScrollArea::vertical().id_salt("conversation").auto_shrink([false, false]);
    let shown = area.show(&mut child, |ui| {
        Frame::new().inner_margin(MARGIN).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 4.0);
            follow_focus(ui, content);
        });
    });
    shown.content_size.y
}

/// What the customer writes.
pub fn small_outgoing(ui: &mut Ui, text: &str) {
    let c = paint_around(ui);
    let response = bubble(ui, text, c.outgoing, c.text, Align::Max, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("The customer says: {text}")));
}

/// What the bot says; a click is for changing the words.
pub fn small_incoming(ui: &mut Ui, text: &str) -> Response {
    let c = paint_around(ui);
    let response = bubble(ui, text, c.incoming, c.text, Align::Min, Sense::click());
    paint::focus_ring(ui, &response, response.rect, space::RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Change the words: {text}")));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn bubble(
    ui: &mut Ui,
    text: &str,
    fill: egui::Color32,
    color: egui::Color32,
    align: Align,
    sense: Sense,
) -> Response {
    let room = (ui.available_width() * WIDEST).floor() - 16.0;
    let galley = paint::block(ui, TextRole::Small, color, text, room);
    let size = (galley.size() + vec2(16.0, 10.0)).ceil();
    let (rect, response) =
        ui.with_layout(Layout::top_down(align), |ui| ui.allocate_exact_size(size, sense)).inner;
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_CONTROL), fill);
    paint::text_left(ui.painter(), rect.left_center() + vec2(8.0, 0.0), galley);
    response
}

/// A quick reply.
pub fn small_reply(ui: &mut Ui, words: &str) {
    let c = paint_around(ui);
    let size = vec2((ui.available_width() * WIDEST).floor(), 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_CONTROL), c.incoming);
    let galley = paint::line(ui, TextRole::SmallStrong, c.link, words, rect.width() - 16.0);
    Run::new(galley).paint_centered(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// A line about the conversation.
pub fn small_line(ui: &mut Ui, icon: Icon, words: &str) {
    let c = paint_around(ui);
    let galley = paint::line(ui, TextRole::Small, c.meta, words, ui.available_width() - 20.0);
    let run = Run::new(galley).gap(4.0).leading(Some(icon), space::ICON_SMALL, c.meta);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    run.paint_centered(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}
