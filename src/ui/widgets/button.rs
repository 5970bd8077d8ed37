//! Buttons with words on them, and buttons that are only an icon.

use egui::{Color32, CursorIcon, Response, Role, Sense, Ui, Vec2, Widget, WidgetInfo, vec2};

use super::paint::{self, Run};
use crate::ui::theme::{Icon, TextRole, Theme, space, theme};

/// A button with words. One primary button at most is in sight.
#[must_use = "Add it with `ui.add`."]
pub struct Button<'a> {
    words: &'a str,
    spoken: &'a str,
    kind: Kind,
    icon: Option<Icon>,
    trailing: Option<Icon>,
    height: f32,
    least_width: f32,
    role: TextRole,
    /// Room between the words and the edge that is drawn under the pointer, where it takes no place.
    overhang: f32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Ghost,
    Link,
    Danger,
    Warning,
}

impl<'a> Button<'a> {
    /// The one thing to do next.
    pub fn primary(words: &'a str) -> Self {
        Self::new(words, Kind::Primary)
    }

    /// Something one can do.
    pub fn secondary(words: &'a str) -> Self {
        Self::new(words, Kind::Secondary)
    }

    /// Something one can do, without an edge.
    pub fn ghost(words: &'a str) -> Self {
        Self::new(words, Kind::Ghost)
    }

    /// A way to somewhere else, or a small addition.
    pub fn link(words: &'a str) -> Self {
        Self::new(words, Kind::Link)
    }

    /// The remedy for silence, or the deletion of something.
    pub fn danger(words: &'a str) -> Self {
        Self::new(words, Kind::Danger)
    }

    /// The remedy for a warning.
    pub fn warning(words: &'a str) -> Self {
        Self::new(words, Kind::Warning)
    }

    fn new(words: &'a str, kind: Kind) -> Self {
        Self {
            words,
            spoken: words,
            kind,
            icon: None,
            trailing: None,
            height: space::CONTROL,
            least_width: 0.0,
            role: TextRole::Control,
            overhang: 0.0,
        }
    }

    /// Its words stand where other words would, as in a sentence.
    pub fn in_a_sentence(mut self) -> Self {
        self.overhang = 6.0;
        self
    }

    /// As the name of what is open: darker and heavier than other ghosts.
    pub fn heading(mut self) -> Self {
        self.role = TextRole::CardTitle;
        self
    }

    /// What a screen reader says, where the words alone could mean several things.
    pub fn spoken(mut self, words: &'a str) -> Self {
        self.spoken = words;
        self
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon behind the words.
    pub fn trailing(mut self, icon: Icon) -> Self {
        self.trailing = Some(icon);
        self
    }

    /// 28 instead of 32 points high, for dense places.
    pub fn small(mut self) -> Self {
        self.height = space::CONTROL_SMALL;
        self
    }

    /// At least this wide, in points.
    pub fn least_width(mut self, width: f32) -> Self {
        self.least_width = width;
        self
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let mut face =
            if ui.is_enabled() { Face::of(self.kind, theme) } else { Face::disabled(self.kind, theme) };
        if self.role == TextRole::CardTitle {
            face.text = theme.color.text;
        }
        let padding = match self.kind {
            Kind::Link if self.overhang > 0.0 => 0.0,
            Kind::Link => 8.0,
            _ if self.height < space::CONTROL => 10.0,
            _ => 12.0,
        };
        let icons = [self.icon, self.trailing].iter().flatten().count() as f32;
        let room = ui.available_width() - 2.0 * padding - icons * (space::ICON + 6.0);
        let galley = paint::line(ui, self.role, face.text, self.words, room.max(24.0));
        let run = Run::new(galley).leading(self.icon, space::ICON, face.text).trailing(
            self.trailing,
            space::ICON,
            face.text,
        );
        let size = vec2((run.width() + 2.0 * padding).max(self.least_width).round(), self.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        if ui.is_rect_visible(rect) {
            let fill = if response.hovered() { face.hovered } else { face.rest };
            let edge = rect.expand2(vec2(self.overhang, 0.0));
            paint::frame(ui.painter(), edge, space::RADIUS_CONTROL, fill, face.edge(&response));
            run.paint_centered(ui.painter(), rect);
            paint::focus_ring(ui, &response, edge, space::RADIUS_CONTROL);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.spoken));
        paint::tell_elided(response, &run.galley).on_hover_cursor(CursorIcon::PointingHand)
    }
}

struct Face {
    rest: Color32,
    hovered: Color32,
    edge: Color32,
    text: Color32,
}

impl Face {
    fn of(kind: Kind, theme: &Theme) -> Self {
        let c = &theme.color;
        let none = Color32::TRANSPARENT;
        let (rest, hovered, edge, text) = match kind {
            Kind::Primary => (c.accent, c.accent_hover, c.accent, c.on_accent),
            Kind::Secondary => (c.surface, c.hover, c.line_strong, c.text),
            Kind::Ghost => (none, c.hover, none, c.text_2),
            Kind::Link => (none, c.accent_soft, none, c.accent_text),
            Kind::Danger => (c.surface, c.err_soft, c.err_line, c.err),
            Kind::Warning => (c.surface, c.warn_soft, c.warn_line, c.warn),
        };
        Self { rest, hovered, edge, text }
    }

    /// It cannot be used now: grey, and still to be read.
    fn disabled(kind: Kind, theme: &Theme) -> Self {
        let c = &theme.color;
        let none = Color32::TRANSPARENT;
        let (fill, edge) = match kind {
            Kind::Ghost | Kind::Link => (none, none),
            Kind::Primary | Kind::Secondary | Kind::Danger | Kind::Warning => (c.sunken, c.line_strong),
        };
        Self { rest: fill, hovered: fill, edge, text: c.text_3 }
    }

    /// A filled button has no edge of its own, so the edge follows the fill.
    fn edge(&self, response: &Response) -> Color32 {
        if self.edge == self.rest && response.hovered() { self.hovered } else { self.edge }
    }
}

/// A button that is only an icon; the tooltip is also its name for screen readers.
#[must_use = "Add it with `ui.add`."]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    shortcut: &'a str,
    edge: Edge,
    side: f32,
    icon_size: f32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    None,
    Line,
}

impl<'a> IconButton<'a> {
    /// An icon of 20 points in a square of 32.
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self {
            icon,
            name,
            shortcut: "",
            edge: Edge::None,
            side: space::CONTROL,
            icon_size: space::ICON_BUTTON,
        }
    }

    /// The keys that do the same, for the tooltip.
    pub fn shortcut(mut self, keys: &'a str) -> Self {
        self.shortcut = keys;
        self
    }

    /// An icon of 15 points in a square of 24, for rows and chips.
    pub fn small(mut self) -> Self {
        self.side = space::TARGET;
        self.icon_size = space::ICON_SMALL;
        self
    }

    /// With the edge of a button.
    pub fn framed(mut self) -> Self {
        self.edge = Edge::Line;
        self.icon_size = space::ICON;
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &theme(ui).color;
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(self.side), Sense::click());
        if ui.is_rect_visible(rect) {
            let (rest, edge, text) = match self.edge {
                Edge::None => (Color32::TRANSPARENT, Color32::TRANSPARENT, c.text_2),
                Edge::Line => (c.surface, c.line_strong, c.text),
            };
            // An icon that cannot be used is as faint as the edge of a field, which is just to be seen.
            let text = if ui.is_enabled() { text } else { c.line_control };
            let fill = if response.hovered() && ui.is_enabled() { c.hover } else { rest };
            let radius = if self.side < space::CONTROL { space::RADIUS_CHIP } else { space::RADIUS_CONTROL };
            paint::frame(ui.painter(), rect, radius, fill, edge);
            paint::icon(ui.painter(), self.icon, self.icon_size, rect.center(), text);
            paint::focus_ring(ui, &response, rect, radius);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.name));
        let keys = if self.shortcut.is_empty() { String::new() } else { format!(" ({})", self.shortcut) };
        let tip = format!("{}{keys}", self.name);
        response.on_hover_text(&tip).on_disabled_hover_text(tip).on_hover_cursor(CursorIcon::PointingHand)
    }
}
