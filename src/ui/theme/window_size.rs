//! The two layouts of the window and the widths of its panes.

use egui::{Context, Vec2};

use super::space;

/// Which of the two layouts the window has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowSize {
    /// Everything at full size, from 1200 points of width on.
    Large,
    /// The left list becomes a rail, the stepper and the form rows shrink.
    Small,
}

impl WindowSize {
    /// The smallest window in which everything can still be reached.
    pub const SMALLEST_WINDOW: Vec2 = Vec2::new(960.0, 640.0);
    /// The width in points from which on the large layout is used.
    pub const LARGE_FROM_WIDTH: f32 = 1200.0;

    /// The layout for the present size of the window.
    pub fn of(ctx: &Context) -> Self {
        if ctx.content_rect().width() < Self::LARGE_FROM_WIDTH { Self::Small } else { Self::Large }
    }

    /// The sizes that belong to this layout.
    pub fn panes(self) -> &'static Panes {
        match self {
            Self::Large => &LARGE,
            Self::Small => &SMALL,
        }
    }
}

/// Sizes of the parts of the window, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Panes {
    /// Height of the bar at the top.
    pub top_height: f32,
    /// Width of the list at the left; a rail in the small layout.
    pub left_width: f32,
    /// Width of the conversation at the right.
    pub right_width: f32,
    /// Height of the bar below the centre that opens the test panel.
    pub test_bar_height: f32,
    /// Margin of the centre.
    pub page_margin: f32,
    /// Width of the list of outcomes in the step *Says*.
    pub outcomes_width: f32,
    /// Space between the list of outcomes and the editor.
    pub outcomes_gap: f32,
}

static LARGE: Panes = Panes {
    top_height: 48.0,
    left_width: 264.0,
    right_width: 408.0,
    test_bar_height: 64.0,
    page_margin: space::XXL,
    outcomes_width: 312.0,
    outcomes_gap: space::XL,
};

static SMALL: Panes = Panes {
    top_height: 48.0,
    left_width: 80.0,
    right_width: 320.0,
    test_bar_height: 52.0,
    page_margin: 20.0,
    outcomes_width: 208.0,
    outcomes_gap: space::L,
};
