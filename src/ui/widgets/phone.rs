//! The phone: the conversation as the customer sees it, in the colours of the channel.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::{
    Align, Color32, CornerRadius, Frame, InnerResponse, Layout, Margin, Rect, Response, Role, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, pos2, vec2,
};

mod skin;
mod small;

pub use skin::Skin;
pub use small::{conversation_in, small_incoming, small_line, small_outgoing, small_reply};

use super::paint::{self, Run};
use crate::ui::theme::{Icon, TextRole, icons, space, theme};
use skin::{Paint, paint_around};

const HEAD_HEIGHT: f32 = 54.0;
const BAR_HEIGHT: f32 = 48.0;
/// The part of the conversation's width that a message may take.
const WIDEST: f32 = 0.84;

/// Draws the phone over all the room there is: its head, the conversation, and the bar to type in.
/// The conversation scrolls and stays at its end.
pub fn phone_frame<R>(
    ui: &mut Ui,
    title: &str,
    subtitle: &str,
    conversation: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    phone_frame_in(ui, Skin::WhatsApp, title, subtitle, conversation)
}

/// As [`phone_frame`], in the colours of another channel.
pub fn phone_frame_in<R>(
    ui: &mut Ui,
    skin: Skin,
    title: &str,
    subtitle: &str,
    conversation: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let theme = theme(ui);
    let c = &skin.paint(theme);
    let size = vec2(ui.available_width(), ui.available_height().max(220.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let radius = CornerRadius::same(space::RADIUS_PHONE);
    ui.painter().add(theme.shadow.as_shape(rect, radius));
    ui.painter().rect_filled(rect, radius, c.ground);
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD_HEIGHT));
    paint_head(ui, c, head, title, subtitle);
    let bar = Rect::from_min_max(pos2(rect.left(), rect.bottom() - BAR_HEIGHT), rect.max);
    paint_bar(ui, c, bar);

    let body = Rect::from_min_max(head.left_bottom(), bar.right_top());
    let mut child = ui.new_child(skin.inside().max_rect(body).id_salt("conversation"));
    child.shrink_clip_rect(body);
    let shown =
        ScrollArea::vertical().stick_to_bottom(true).auto_shrink([false, false]).show(&mut child, |ui| {
            Frame::new().inner_margin(Margin::symmetric(12, 14)).show(ui, |ui| {
                ui.take_available_width();
                ui.spacing_mut().item_spacing = vec2(0.0, 6.0);
                conversation(ui)
            })
        });
    ui.painter().rect_stroke(rect, radius, theme.line_strong(), StrokeKind::Inside);
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("Conversation: {title}")));
    InnerResponse::new(shown.inner.inner, response)
}

fn paint_head(ui: &Ui, c: &Paint, head: Rect, title: &str, subtitle: &str) {
    let radius = CornerRadius { nw: space::RADIUS_PHONE, ne: space::RADIUS_PHONE, sw: 0, se: 0 };
    let painter = ui.painter();
    painter.rect_filled(head, radius, c.head);
    let y = head.center().y;
    paint::icon(painter, icons::ICON_ARROW_BACK, space::ICON_BUTTON, pos2(head.left() + 25.0, y), c.on_head);
    let face = pos2(head.left() + 62.0, y);
    painter.circle_filled(face, 17.0, c.avatar);
    paint::icon(painter, icons::ICON_SMART_TOY, space::ICON_BUTTON, face, c.on_head);
    paint::icon(painter, icons::ICON_MORE_VERT, space::ICON_BUTTON, pos2(head.right() - 25.0, y), c.on_head);
    let left = head.left() + 89.0;
    let room = head.right() - 44.0 - left;
    let title = paint::line(ui, TextRole::BodyStrong, c.on_head, title, room);
    let subtitle = paint::line(ui, TextRole::Small, c.on_head, subtitle, room);
    paint::text_left(painter, pos2(left, y - 8.0), title);
    paint::text_left(painter, pos2(left, y + 9.0), subtitle);
}

fn paint_bar(ui: &Ui, c: &Paint, bar: Rect) {
    let radius = CornerRadius { nw: 0, ne: 0, sw: space::RADIUS_PHONE, se: space::RADIUS_PHONE };
    let painter = ui.painter();
    painter.rect_filled(bar, radius, c.bar);
    let y = bar.center().y;
    let field = Rect::from_min_max(pos2(bar.left() + 10.0, y - 16.0), pos2(bar.right() - 42.0, y + 16.0));
    painter.rect_filled(field, 16.0, c.incoming);
    paint::icon(painter, icons::ICON_MOOD, space::ICON, pos2(field.left() + 21.0, y), c.meta);
    let words = paint::line(ui, TextRole::ControlRegular, c.meta, "Message", field.width() - 50.0);
    paint::text_left(painter, pos2(field.left() + 37.0, y), words);
    paint::icon(painter, icons::ICON_MIC, space::ICON_BUTTON, pos2(bar.right() - 22.0, y), c.meta);
}

/// One message.
#[must_use = "Add it with `ui.add`."]
pub struct Bubble<'a> {
    speaker: Speaker,
    text: &'a str,
    time: &'a str,
    underlined: &'a [Range<usize>],
    ticks: Ticks,
}

/// Whether a message shows that it was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ticks {
    Shown,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaker {
    Bot,
    Customer,
}

impl<'a> Bubble<'a> {
    /// What the bot says: at the left.
    pub fn incoming(text: &'a str, time: &'a str) -> Self {
        Self { speaker: Speaker::Bot, text, time, underlined: &[], ticks: Ticks::None }
    }

    /// What the customer says: at the right, with the ticks of a message that was read.
    pub fn outgoing(text: &'a str, time: &'a str) -> Self {
        Self { speaker: Speaker::Customer, ticks: Ticks::Shown, ..Self::incoming(text, time) }
    }

    /// On a channel where nobody knows whether a message was read.
    pub fn without_ticks(mut self) -> Self {
        self.ticks = Ticks::None;
        self
    }

    /// Byte ranges, in order, to underline: what came from a value. A range that does not fit is left out.
    pub fn underlined(mut self, ranges: &'a [Range<usize>]) -> Self {
        self.underlined = ranges;
        self
    }

    fn job(&self, color: Color32, accent: Color32) -> LayoutJob {
        let plain = TextRole::Body.format(color);
        let mut value = plain.clone();
        value.underline = Stroke::new(2.0, accent);
        let mut job = LayoutJob::default();
        let mut at = 0;
        for range in self.underlined {
            let parts = (self.text.get(at..range.start), self.text.get(range.clone()));
            if let (Some(before), Some(inside)) = parts {
                job.append(before, 0.0, plain.clone());
                job.append(inside, 0.0, value.clone());
                at = range.end;
            }
        }
        job.append(self.text.get(at..).unwrap_or_default(), 0.0, plain);
        job
    }
}

impl Widget for Bubble<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &paint_around(ui);
        let widest = (ui.available_width() * WIDEST).floor();
        let text = paint::block_job(ui, self.job(c.text, theme(ui).color.accent), widest - 20.0);
        let time = paint::line(ui, TextRole::Small, c.meta, self.time, widest - 20.0);
        let ticks = if self.ticks == Ticks::Shown { space::ICON_SMALL + 3.0 } else { 0.0 };
        let inner_width = text.size().x.max(time.size().x + ticks);
        let size = vec2(inner_width + 20.0, text.size().y + 28.0).ceil();
        let (fill, align) = match self.speaker {
            Speaker::Bot => (c.incoming, Align::Min),
            Speaker::Customer => (c.outgoing, Align::Max),
        };
        let (rect, response) = aligned(ui, size, align, Sense::hover());
        ui.painter().rect_filled(rect, f32::from(space::RADIUS_BUBBLE), fill);
        paint::text_left(
            ui.painter(),
            pos2(rect.left() + 10.0, rect.top() + 7.0 + text.size().y / 2.0),
            text,
        );
        let y = rect.bottom() - 13.0;
        let time_left = rect.right() - 10.0 - ticks - time.size().x;
        paint::text_left(ui.painter(), pos2(time_left, y), time);
        if self.ticks == Ticks::Shown {
            let middle = pos2(rect.right() - 10.0 - space::ICON_SMALL / 2.0, y);
            paint::icon(ui.painter(), icons::ICON_DONE_ALL, space::ICON_SMALL, middle, c.tick);
        }
        let who = if self.speaker == Speaker::Bot { "The bot says" } else { "The customer says" };
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{who}: {}", self.text)));
        response
    }
}

/// A quick reply under a message. It is a picture of one: neither the pointer nor the keyboard can press it.
pub fn reply_button(ui: &mut Ui, words: &str) -> Response {
    let c = &paint_around(ui);
    let size = vec2((ui.available_width() * WIDEST).floor(), 38.0);
    let (rect, response) = aligned(ui, size, Align::Min, Sense::hover());
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_BUBBLE), c.incoming);
    let galley = paint::line(ui, TextRole::BodyStrong, c.link, words, rect.width() - 48.0);
    let run = Run::new(galley).leading(Some(icons::ICON_REPLY), 16.0, c.link);
    run.paint_centered(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    paint::tell_elided(response, &run.galley)
}

/// A line about the conversation, in its middle: how much later, who took over.
pub fn system_line(ui: &mut Ui, icon: Icon, words: &str) -> Response {
    let c = &paint_around(ui);
    let room = ui.available_width() - 24.0;
    let galley = paint::line(ui, TextRole::Small, c.meta, words, room);
    let run = Run::new(galley).gap(4.0).leading(Some(icon), space::ICON_SMALL, c.meta);
    let (rect, response) = aligned(ui, vec2(run.width(), 16.0), Align::Center, Sense::hover());
    run.paint_centered(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    paint::tell_elided(response, &run.galley)
}

/// The day above the first message.
pub fn day(ui: &mut Ui, words: &str) -> Response {
    let c = &paint_around(ui);
    let galley = paint::line(ui, TextRole::Small, c.meta, words, 160.0);
    let (rect, response) = aligned(ui, vec2(galley.size().x + 20.0, 22.0), Align::Center, Sense::hover());
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_CONTROL), c.incoming);
    Run::new(galley).paint_centered(ui.painter(), rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.add_space(4.0);
    response
}

/// A card in the conversation: a title, a line under it, and buttons, which cannot be pressed here.
pub fn link_card(ui: &mut Ui, title: &str, subtitle: &str, buttons: &[&str]) {
    let c = &paint_around(ui);
    let width = (ui.available_width() * WIDEST).floor();
    let title_text = paint::block(ui, TextRole::CardTitle, c.text, title, width - 20.0);
    let subtitle_text = paint::block(ui, TextRole::ControlRegular, c.meta, subtitle, width - 20.0);
    let subtitle_height = if subtitle.is_empty() { 0.0 } else { subtitle_text.size().y + 2.0 };
    let text_height = 10.0 + title_text.size().y + subtitle_height + 10.0;
    let height = text_height + 38.0 * buttons.len() as f32;
    let (rect, response) = aligned(ui, vec2(width, height), Align::Min, Sense::hover());
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_BUBBLE), c.incoming);
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("Card: {title}. {subtitle}")));
    let left = rect.left() + 10.0;
    let title_height = title_text.size().y;
    paint::text_left(ui.painter(), pos2(left, rect.top() + 10.0 + title_height / 2.0), title_text);
    if !subtitle.is_empty() {
        let top = rect.top() + 12.0 + title_height;
        paint::text_left(ui.painter(), pos2(left, top + subtitle_text.size().y / 2.0), subtitle_text);
    }
    for (index, words) in buttons.iter().enumerate() {
        let top = rect.top() + text_height + 38.0 * index as f32;
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(width, 38.0));
        ui.painter().hline(row.x_range(), top, Stroke::new(1.0, c.ground));
        let button = ui.interact(row, response.id.with(index), Sense::hover());
        let galley = paint::line(ui, TextRole::BodyStrong, c.link, words, row.width() - 20.0);
        Run::new(galley).paint_centered(ui.painter(), row);
        button.widget_info(|| WidgetInfo::labeled(Role::Label, true, *words));
    }
}

fn aligned(ui: &mut Ui, size: egui::Vec2, align: Align, sense: Sense) -> (Rect, Response) {
    ui.with_layout(Layout::top_down(align), |ui| ui.allocate_exact_size(size, sense)).inner
}
