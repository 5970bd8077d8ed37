//! Pills: the outcomes under the phone, the environment and the number of findings in the top bar; and tags.

use egui::{Color32, CursorIcon, Response, Role, Sense, Ui, Widget, WidgetInfo, vec2};

use super::paint::{self, Run};
use crate::ui::theme::{Icon, TextRole, Theme, icons, space, theme};

/// What a pill wants to say by its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PillTone {
    /// Nothing in particular.
    Plain,
    /// Safe: the demo environment.
    Green,
    /// Careful: a staging environment.
    Amber,
    /// Trouble: findings, an outcome with silence; real customers.
    Red,
    /// Chosen.
    Selected,
}

/// A clickable pill.
#[must_use = "Add it with `ui.add`."]
pub struct Pill<'a> {
    words: &'a str,
    tone: PillTone,
    icon: Option<Icon>,
    trailing: Option<Icon>,
    role: TextRole,
    chosen: bool,
}

impl<'a> Pill<'a> {
    /// One of the outcomes under the phone.
    pub fn outcome(words: &'a str) -> Self {
        Self::new(words, PillTone::Plain, TextRole::SmallStrong)
    }

    /// The chosen environment; opens the list of them, so it ends in an arrow.
    pub fn environment(words: &'a str, icon: Icon, tone: PillTone) -> Self {
        let mut pill = Self::new(words, tone, TextRole::Control);
        pill.icon = Some(icon);
        pill.trailing = Some(icons::ICON_KEYBOARD_ARROW_DOWN);
        pill
    }

    /// The number of findings, in words.
    pub fn findings(words: &'a str, tone: PillTone) -> Self {
        let mut pill = Self::new(words, tone, TextRole::Control);
        pill.icon = Some(match tone {
            PillTone::Green => icons::ICON_CHECK_CIRCLE,
            PillTone::Amber => icons::ICON_WARNING,
            _ => icons::ICON_ERROR,
        });
        pill
    }

    fn new(words: &'a str, tone: PillTone, role: TextRole) -> Self {
        Self { words, tone, icon: None, trailing: None, role, chosen: false }
    }

    /// Whether this is the outcome that is shown now.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// An outcome in which the customer would hear nothing.
    pub fn silent(mut self) -> Self {
        self.tone = PillTone::Red;
        self.icon = Some(icons::ICON_VOLUME_OFF);
        self
    }
}

impl Widget for Pill<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tone = if self.chosen { PillTone::Selected } else { self.tone };
        let (fill, edge, color) = colors(tone, self.role, theme(ui));
        let icon_size = if self.role == TextRole::Control { space::ICON } else { space::ICON_SMALL };
        let padding = if self.role == TextRole::Control { 11.0 } else { 10.0 };
        let icons = [self.icon, self.trailing].iter().flatten().count() as f32;
        // Half a point more, or rounding would elide words that just fit.
        let room = ui.available_width() - 2.0 * padding - icons * (icon_size + 6.0) + 0.5;
        let galley = paint::line(ui, self.role, color, self.words, room.max(24.0));
        let run = Run::new(galley)
            .gap(if self.role == TextRole::Control { 6.0 } else { 4.0 })
            .leading(self.icon, icon_size, color)
            .trailing(self.trailing, icon_size, color);
        let size = vec2((run.width() + 2.0 * padding).round(), space::PILL);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        if ui.is_rect_visible(rect) {
            let plain = tone == PillTone::Plain;
            let fill = if plain && response.hovered() { theme(ui).color.hover } else { fill };
            paint::frame(ui.painter(), rect, space::RADIUS_PILL, fill, edge);
            run.paint_centered(ui.painter(), rect);
            paint::focus_ring(ui, &response, rect, space::RADIUS_PILL);
        }
        response.widget_info(|| match self.role {
            TextRole::Control => WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.words),
            _ => WidgetInfo::selected(Role::Button, ui.is_enabled(), self.chosen, self.words),
        });
        paint::tell_elided(response, &run.galley).on_hover_cursor(CursorIcon::PointingHand)
    }
}

fn colors(tone: PillTone, role: TextRole, theme: &Theme) -> (Color32, Color32, Color32) {
    let c = &theme.color;
    let plain_text = if role == TextRole::Control { c.text } else { c.text_2 };
    match tone {
        PillTone::Plain => (c.surface, c.line_strong, plain_text),
        PillTone::Green => (c.ok_soft, c.ok_line, c.ok),
        PillTone::Amber => (c.warn_soft, c.warn_line, c.warn),
        PillTone::Red => (c.err_soft, c.err_line, c.err),
        PillTone::Selected => (c.accent, c.accent, c.on_accent),
    }
}

/// A small label that one can only read, such as a value that was seen or a privacy class.
#[must_use = "Add it with `ui.add`."]
pub struct Tag<'a> {
    words: &'a str,
    icon: Option<Icon>,
    look: TagLook,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TagLook {
    Filled,
    Bare,
    Accent,
}

impl<'a> Tag<'a> {
    /// Grey words on a sunken ground.
    pub fn new(words: &'a str) -> Self {
        Self { words, icon: None, look: TagLook::Filled }
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Without the ground.
    pub fn bare(mut self) -> Self {
        self.look = TagLook::Bare;
        self
    }

    /// In the accent colour: this one is new or meant.
    pub fn accent(mut self) -> Self {
        self.look = TagLook::Accent;
        self
    }
}

impl Widget for Tag<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let c = &theme(ui).color;
        let (fill, color) = match self.look {
            TagLook::Filled => (c.sunken, c.text_2),
            TagLook::Bare => (Color32::TRANSPARENT, c.text_2),
            TagLook::Accent => (c.accent_soft, c.accent_text),
        };
        let room = (ui.available_width() - 32.0).max(24.0);
        let run = Run::new(paint::line(ui, TextRole::SmallStrong, color, self.words, room)).gap(4.0).leading(
            self.icon,
            space::ICON_SMALL,
            color,
        );
        let (rect, response) =
            ui.allocate_exact_size(vec2((run.width() + 12.0).round(), space::TAG), Sense::hover());
        if ui.is_rect_visible(rect) {
            paint::frame(ui.painter(), rect, space::RADIUS_TAG, fill, Color32::TRANSPARENT);
            run.paint_centered(ui.painter(), rect);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), self.words));
        paint::tell_elided(response, &run.galley)
    }
}
