//! The look of the window: every colour, text role, distance and font, in a light and a dark theme.

mod colors;
mod fonts;
mod role;
pub mod space;
mod style;
mod tone;
mod window_size;

pub use colors::Colors;
pub use egui_material_icons::{MaterialIcon as Icon, icons};
pub use role::TextRole;
pub use style::Motion;
pub use tone::{Mark, Tone};
pub use window_size::{Panes, WindowSize};

use egui::{Context, Shadow, Stroke, Ui};

/// One complete look. There are exactly two, [`Theme::light`] and [`Theme::dark`].
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Every colour by its name in the design.
    pub color: Colors,
    /// True for the theme with light text on a dark ground.
    pub dark: bool,
    /// The one shadow: under pop-ups, menus and the phone, and nothing else.
    pub shadow: Shadow,
}

static LIGHT: Theme = Theme { color: Colors::light(), dark: false, shadow: colors::shadow_light() };
static DARK: Theme = Theme { color: Colors::dark(), dark: true, shadow: colors::shadow_dark() };

impl Theme {
    /// Dark text on a light ground.
    pub fn light() -> &'static Self {
        &LIGHT
    }

    /// Light text on a dark ground.
    pub fn dark() -> &'static Self {
        &DARK
    }

    /// Gives the context our fonts, and both looks to choose from with [`Context::set_theme`].
    ///
    /// Call it once, before the first frame: text laid out earlier would keep the old fonts for that frame.
    pub fn install(ctx: &Context) {
        fonts::install(ctx);
        style::install(ctx, Motion::Full);
    }

    /// Installs the looks again with the given amount of movement, for people whose system asks for less.
    pub fn set_motion(ctx: &Context, motion: Motion) {
        style::install(ctx, motion);
    }

    /// The colour for what a text or icon wants to say.
    pub fn tone(&self, tone: Tone) -> egui::Color32 {
        tone.color(&self.color)
    }

    /// The 1-point edge of cards and dividers.
    pub fn line(&self) -> Stroke {
        Stroke::new(space::STROKE, self.color.line)
    }

    /// The 1-point edge of buttons, menus and the phone.
    pub fn line_strong(&self) -> Stroke {
        Stroke::new(space::STROKE, self.color.line_strong)
    }

    /// The 1-point edge of everything one can type into or switch.
    pub fn line_control(&self) -> Stroke {
        Stroke::new(space::STROKE, self.color.line_control)
    }
}

/// The look this part of the window is drawn in.
pub fn theme(ui: &Ui) -> &'static Theme {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}
