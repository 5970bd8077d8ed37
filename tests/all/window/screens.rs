//! Every screen of the window on the story, in both themes and sizes. `HOOKWRIGHT_PICTURES=DIR` also writes the pictures.

use std::path::Path;

use egui::{Id, Theme, Ui, UiBuilder, Vec2};
use egui_kittest::Harness;
use hookwright::model::{Project, Step};
use hookwright::state::{Action, State};
use hookwright::{files, ui};

use super::{builder, picture};

/// The moment of all pictures.
const NOW: &str = "2026-03-16T09:41:00Z";

/// A project of `projects/`.
pub fn project(name: &str) -> Project {
    files::load(Path::new(&format!("projects/{name}.hookwright.json"))).unwrap()
}

/// A window on a project; `settle` and `apply` happen as in the program, without effects.
pub fn window(project: Project, size: Vec2, theme: Theme) -> Harness<'static, State> {
    builder(size, theme).build_ui_state(frames(), State::new(project, None, NOW.parse().unwrap()))
}

/// A window that draws boxes for what no font has, as on a computer with few fonts.
pub fn window_that_may_lack_glyphs(project: Project) -> Harness<'static, State> {
    let builder = builder(Vec2::new(1600.0, 1000.0), Theme::Light).allow_missing_glyphs();
    builder.build_ui_state(frames(), State::new(project, None, NOW.parse().unwrap()))
}

fn frames() -> impl FnMut(&mut Ui, &mut State) {
    let mut at_ms = 0;
    move |ui, state| {
        for action in ui::show(&mut whole(ui), state) {
            state.apply(action);
        }
        at_ms += 16;
        state.settle(at_ms);
    }
}

/// kittest leaves a margin around its `Ui` that a real window does not have.
pub fn whole(ui: &Ui) -> Ui {
    let builder = UiBuilder::new().max_rect(ui.ctx().content_rect()).layer_id(ui.layer_id());
    Ui::new(ui.ctx().clone(), Id::unique("whole window"), builder)
}

fn screens(name: &str, actions: &[Action]) {
    let sizes = [(Vec2::new(1600.0, 1000.0), "1600"), (Vec2::new(1024.0, 700.0), "1024")];
    for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, size_name) in sizes {
            let mut harness = window(project("subscription"), size, theme);
            for action in actions {
                harness.state_mut().apply(action.clone());
            }
            harness.run();
            picture::take(&mut harness, &format!("{name}-{theme_name}-{size_name}"));
        }
    }
}

#[test]
fn when() {
    screens("when", &[Action::ChooseStep(Step::When)]);
}

#[test]
fn needs() {
    screens("needs", &[Action::ChooseStep(Step::Needs)]);
}

#[test]
fn asks() {
    screens("asks", &[Action::ChooseStep(Step::Asks)]);
}

#[test]
fn understands() {
    screens("understands", &[Action::ChooseStep(Step::Understands)]);
}

#[test]
fn says() {
    screens("says", &[]);
}

#[test]
fn slow() {
    screens("slow", &[Action::ChooseOutcome("timeout".to_owned())]);
}

#[test]
fn after_a_preview() {
    screens("preview", &[Action::Preview]);
}

#[test]
fn nothing_yet() {
    screens("nothing", &[Action::DeleteIntegration("check_subscription".to_owned())]);
}
