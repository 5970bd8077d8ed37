//! The same look for egui's own parts: scroll bars, tooltips, menus, text selection, plain labels.

use egui::style::{ScrollAnimation, ScrollStyle, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Context, CornerRadius, Margin, Stroke, Style, TextStyle, Vec2, Visuals};

use super::{TextRole, Theme, space};

/// How much may move on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// Short fades and slides.
    Full,
    /// Nothing moves by itself.
    Reduced,
}

impl Motion {
    fn seconds(self) -> f32 {
        match self {
            Self::Full => 0.12,
            Self::Reduced => 0.0,
        }
    }
}

pub(super) fn install(ctx: &Context, motion: Motion) {
    ctx.set_style_of(egui::Theme::Light, style(Theme::light(), motion));
    ctx.set_style_of(egui::Theme::Dark, style(Theme::dark(), motion));
}

fn style(theme: &Theme, motion: Motion) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Heading, TextRole::Section.font()),
            (TextStyle::Body, TextRole::Body.font()),
            (TextStyle::Button, TextRole::Control.font()),
            (TextStyle::Small, TextRole::Small.font()),
            (TextStyle::Monospace, TextRole::Technical.font()),
        ]
        .into(),
        animation_time: motion.seconds(),
        visuals: visuals(theme),
        ..Style::default()
    };
    if motion == Motion::Reduced {
        style.scroll_animation = ScrollAnimation::none();
    }
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(space::S);
    spacing.button_padding = Vec2::new(12.0, 7.0);
    spacing.interact_size = Vec2::new(space::CONTROL, space::TARGET);
    // Brings Inter's lines of text editors to the distance of our body text.
    spacing.extra_text_line_spacing = 3.0;
    spacing.menu_margin = Margin::symmetric(10, 6);
    spacing.window_margin = Margin::same(16);
    spacing.icon_width = 16.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle { bar_width: 8.0, ..ScrollStyle::floating() };
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let color = &theme.color;
    let base = if theme.dark { Visuals::dark() } else { Visuals::light() };
    let mut visuals = Visuals {
        widgets: widgets(theme),
        hyperlink_color: color.accent_text,
        weak_text_color: Some(color.text_2),
        faint_bg_color: color.sunken,
        extreme_bg_color: color.surface,
        text_edit_bg_color: Some(color.surface),
        code_bg_color: color.sunken,
        warn_fg_color: color.warn,
        error_fg_color: color.err,
        window_corner_radius: CornerRadius::same(space::RADIUS_CARD),
        // Tooltips take this one; our own pop-ups have a frame of their own.
        menu_corner_radius: CornerRadius::same(space::RADIUS_CONTROL),
        window_shadow: theme.shadow,
        popup_shadow: theme.shadow,
        window_fill: color.surface,
        window_stroke: theme.line_strong(),
        panel_fill: color.window,
        striped: false,
        // What cannot be used now is still read: our controls say so with colours of their own instead of fading.
        disabled_alpha: 1.0,
        // A blinking cursor keeps a person's eye and the machine's processor busy.
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.0, color.text),
            blink: false,
            ..TextCursorStyle::default()
        },
        ..base
    };
    visuals.selection.bg_fill = color.accent_line;
    visuals.selection.stroke = Stroke::new(space::STROKE, color.accent);
    visuals
}

fn widgets(theme: &Theme) -> Widgets {
    let color = &theme.color;
    let look = |fill, edge, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(space::STROKE, edge),
        fg_stroke: Stroke::new(space::STROKE, text),
        corner_radius: CornerRadius::same(space::RADIUS_CONTROL),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: look(color.surface, color.line, color.text),
        inactive: look(color.surface, color.line_strong, color.text),
        hovered: look(color.hover, color.line_strong, color.text),
        active: look(color.accent_soft, color.accent, color.text),
        open: look(color.hover, color.line_strong, color.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_for_those_who_ask_for_less() {
        let ctx = Context::default();
        install(&ctx, Motion::Reduced);
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let style = ctx.style_of(theme);
            assert_eq!(style.animation_time, 0.0);
            assert!(!style.visuals.text_cursor.blink);
        }
    }
}
