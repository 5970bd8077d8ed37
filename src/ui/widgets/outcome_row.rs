//! One outcome in the list of the step *Says*: its name, when it happens, and the beginning of what is said.

use egui::{CursorIcon, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::paint;
use crate::ui::theme::{TextRole, WindowSize, icons, space, theme};

/// A row for one outcome.
#[must_use = "Show it with `show`."]
pub struct OutcomeRow<'a> {
    title: &'a str,
    condition: &'a str,
    said: Said<'a>,
    after: After,
    chosen: bool,
}

#[derive(Clone, Copy)]
enum Said<'a> {
    Words(&'a str),
    /// Why the customer hears nothing, and the words of the button that cures it.
    Silence {
        why: &'a str,
        remedy: &'a str,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    GoesOn,
    HandedOff,
}

/// What came of showing an [`OutcomeRow`].
pub struct OutcomeRowOutput {
    /// The whole row; a click chooses it.
    pub response: Response,
    /// The button of a silent row.
    pub remedy: Option<Response>,
}

impl OutcomeRowOutput {
    /// Whether the remedy was clicked just now.
    pub fn remedy_clicked(&self) -> bool {
        self.remedy.as_ref().is_some_and(Response::clicked)
    }
}

impl<'a> OutcomeRow<'a> {
    /// An outcome and the beginning of its reply.
    pub fn new(title: &'a str, condition: &'a str, words: &'a str) -> Self {
        Self { title, condition, said: Said::Words(words), after: After::GoesOn, chosen: false }
    }

    /// An outcome in which the customer would hear nothing: a red card with its remedy as a button.
    pub fn silent(title: &'a str, why: &'a str, remedy: &'a str) -> Self {
        Self { said: Said::Silence { why, remedy }, ..Self::new(title, "", "") }
    }

    /// Afterwards a person takes over.
    pub fn handed_off(mut self) -> Self {
        self.after = After::HandedOff;
        self
    }

    /// Whether this row is the chosen one.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// Draws the row, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> OutcomeRowOutput {
        match self.said {
            Said::Words(words) => OutcomeRowOutput { response: self.talking(ui, words), remedy: None },
            Said::Silence { why, remedy } => self.silence(ui, why, remedy),
        }
    }

    fn talking(&self, ui: &mut Ui, words: &str) -> Response {
        let theme = theme(ui);
        let c = &theme.color;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::click());
        let inner = rect.shrink2(vec2(13.0, 8.0));
        // In a narrow list the condition would leave no room for the name.
        let condition = if WindowSize::of(ui.ctx()) == WindowSize::Small { "" } else { self.condition };
        let condition = paint::line(ui, TextRole::Small, c.text_2, condition, inner.width() * 0.5);
        let title_room = inner.width() - condition.size().x - space::S;
        let title = paint::line(ui, TextRole::BodyStrong, c.text, self.title, title_room);
        let icon_room = if self.after == After::HandedOff { space::ICON_SMALL + space::S } else { 0.0 };
        let said = paint::line(ui, TextRole::Small, c.text_2, words, inner.width() - icon_room);
        let elided = title.elided || said.elided;
        if ui.is_rect_visible(rect) {
            self.ground(ui, rect, &response);
            let (first, second) = (inner.top() + 9.0, inner.top() + 26.0);
            paint::text_left(ui.painter(), pos2(inner.left(), first), title);
            paint::text_left(ui.painter(), pos2(inner.right() - condition.size().x, first), condition);
            paint::text_left(ui.painter(), pos2(inner.left(), second), said);
            if self.after == After::HandedOff {
                let middle = pos2(inner.right() - space::ICON_SMALL / 2.0, second);
                paint::icon(ui.painter(), icons::ICON_SUPPORT_AGENT, space::ICON_SMALL, middle, c.text_2);
            }
            paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        }
        let then = if self.after == After::HandedOff { ", then a person takes over" } else { "" };
        let spoken = format!("{}, {}: {words}{then}", self.title, self.condition);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), self.chosen, &spoken));
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if elided { response.on_hover_text(format!("{}\n{words}", self.title)) } else { response }
    }

    fn ground(&self, ui: &Ui, rect: Rect, response: &Response) {
        let theme = theme(ui);
        let c = &theme.color;
        if self.chosen {
            paint::frame_selected(ui.painter(), rect, space::RADIUS_CONTROL, theme);
        } else {
            let fill = if response.hovered() { c.hover } else { c.surface };
            paint::frame(ui.painter(), rect, space::RADIUS_CONTROL, fill, c.line);
        }
    }

    fn silence(&self, ui: &mut Ui, why: &str, remedy: &str) -> OutcomeRowOutput {
        let c = &theme(ui).color;
        let width = ui.available_width();
        let why_text = paint::block(ui, TextRole::SmallStrong, c.err, why, width - 26.0);
        let height = 8.0 + 18.0 + why_text.size().y + 6.0 + space::CONTROL_SMALL + 8.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let inner = rect.shrink2(vec2(13.0, 8.0));
        let edge = if self.chosen { c.err } else { c.err_line };
        paint::frame(ui.painter(), rect, space::RADIUS_CONTROL, c.err_soft, edge);
        if self.chosen {
            paint::frame(ui.painter(), rect.shrink(1.0), space::RADIUS_CONTROL - 1, c.err_soft, edge);
        }
        let title_room = inner.width() - space::ICON - 6.0;
        let title = paint::line(ui, TextRole::BodyStrong, c.text, self.title, title_room);
        let first = inner.top() + 9.0;
        let middle = pos2(inner.left() + space::ICON / 2.0, first);
        paint::icon(ui.painter(), icons::ICON_VOLUME_OFF, space::ICON, middle, c.err);
        paint::text_left(ui.painter(), pos2(inner.left() + space::ICON + 6.0, first), title);
        let why_middle = inner.top() + 18.0 + why_text.size().y / 2.0;
        paint::text_left(ui.painter(), pos2(inner.left(), why_middle), why_text);
        paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        let spoken = format!("{}, {why}, button: {remedy}", self.title);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), self.chosen, &spoken));

        let place = Rect::from_min_max(pos2(inner.left(), inner.bottom() - space::CONTROL_SMALL), inner.max);
        let button = Button::danger(remedy).icon(icons::ICON_HEALING).small();
        let remedy = ui.new_child(UiBuilder::new().max_rect(place)).add(button);
        OutcomeRowOutput { response, remedy: Some(remedy) }
    }
}
