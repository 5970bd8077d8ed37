//! The window as it was left: its size, its panes, what was looked at. Remembered when it rests, so that a crash costs nothing.

use std::time::Duration;

use egui::{Context, Vec2};

use super::Program;
use crate::files::WindowState;
use crate::model::Step;
use crate::state::{Action, Page, PaneSizes, Panel};
use crate::ui::theme::WindowSize;

/// The size of a window that nobody has changed yet, in points.
const USUAL: Vec2 = Vec2::new(1600.0, 1000.0);
/// What rests this long is remembered.
const REST_MS: u64 = 1_000;

/// The size that a window begins with.
pub(super) fn size(left: &WindowState) -> Vec2 {
    if left.width == 0 || left.height == 0 {
        return USUAL;
    }
    Vec2::new(left.width as f32, left.height as f32).max(WindowSize::SMALLEST_WINDOW)
}

/// How much everything is enlarged.
pub(super) fn zoom(left: &WindowState) -> f32 {
    if left.zoom_percent == 0 { 1.0 } else { (left.zoom_percent as f32 / 100.0).clamp(0.5, 3.0) }
}

impl Program {
    /// Goes back to what was looked at, if it is the same project, and to the panes in any case.
    pub(super) fn restore_window(&mut self) {
        let left = &self.settings.window;
        let view = &mut self.state.view;
        view.panes = PaneSizes { left: left.left as f32, right: left.right as f32, below: left.below as f32 };
        view.panel = if left.panel_open { Panel::Open } else { Panel::Closed };
        let known = self.state.project.integrations.iter().any(|each| each.id == left.integration);
        if left.project != self.state.path || !known {
            return;
        }
        let page = Page::lasting().find(|page| page.title() == left.page).unwrap_or_default();
        let step = Step::ALL.into_iter().find(|step| step.title() == left.step).unwrap_or_default();
        let looks = [
            Action::ChooseIntegration(left.integration.clone()),
            Action::ChooseStep(step),
            Action::ChoosePage(page),
        ];
        for look in looks {
            // Looking asks nothing of the world.
            drop(self.state.apply(look));
        }
    }

    /// Remembers the window once it rests.
    pub(super) fn remember_window(&mut self, ctx: &Context, at_ms: u64) {
        if self.settings_file.is_none() {
            return;
        }
        let now = self.window_state(ctx);
        if now == self.settings.window {
            self.window_since = None;
            return;
        }
        let since = match &self.window_since {
            Some((known, since)) if *known == now => *since,
            _ => at_ms,
        };
        let left_ms = (since + REST_MS).saturating_sub(at_ms);
        if left_ms > 0 {
            self.window_since = Some((now, since));
            ctx.request_repaint_after(Duration::from_millis(left_ms));
            return;
        }
        self.window_since = None;
        self.settings.window = now;
        self.save_settings();
    }

    fn window_state(&self, ctx: &Context) -> WindowState {
        let left = &self.settings.window;
        let view = &self.state.view;
        let zoom = ctx.zoom_factor();
        let maximized = ctx.input(|input| input.viewport().maximized).unwrap_or(left.maximized);
        let size = ctx.content_rect().size() * zoom;
        // The size before it filled the screen is the one to go back to.
        let (width, height) =
            if maximized { (left.width, left.height) } else { (whole(size.x), whole(size.y)) };
        let page = Page::lasting().find(|page| *page == view.page);
        WindowState {
            width,
            height,
            maximized,
            zoom_percent: whole(zoom * 100.0),
            left: whole(view.panes.left),
            right: whole(view.panes.right),
            below: whole(view.panes.below),
            panel_open: view.panel == Panel::Open,
            project: self.state.path.clone(),
            page: page.map_or_else(|| left.page.clone(), |page| page.title().to_owned()),
            step: view.step.title().to_owned(),
            integration: view.integration.clone(),
        }
    }

    /// What was changed in the last second counts as well.
    pub(super) fn window_ends(&mut self) {
        if let Some((now, _)) = self.window_since.take() {
            self.settings.window = now;
            self.save_settings();
        }
    }
}

/// A size in whole points; what is no size is none.
fn whole(size: f32) -> u32 {
    if size.is_finite() { size.round().max(0.0) as u32 } else { 0 }
}
