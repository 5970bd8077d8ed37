//! Pictures of what surrounds the integration: the start page, what a crash left behind, the palette, the list of keys.

use std::path::PathBuf;

use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use hookwright::state::{
    Action, Condition, HabitAction, LeftBehind, Overlay, Recent, RecoveryAction, StartAction, State,
};

use super::picture;
use super::screens::{project, window, window_that_may_lack_glyphs};

/// Draws the screen in both themes and sizes.
fn screens(name: &str, prepare: fn(&mut State)) {
    let sizes = [(Vec2::new(1600.0, 1000.0), "1600"), (Vec2::new(1024.0, 700.0), "1024")];
    for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, size_name) in sizes {
            let mut harness = window(project("subscription"), size, theme);
            prepare(harness.state_mut());
            harness.run();
            picture::take(&mut harness, &format!("{name}-{theme_name}-{size_name}"));
        }
    }
}

/// Projects as somebody has them who has worked for a while.
pub fn recents(state: &mut State) {
    let recent = |name: &str, folder: &str, opened: &str, integrations, condition| Recent {
        path: PathBuf::from(format!("projects/{folder}/{name}.hookwright.json")),
        name: name.to_owned(),
        opened: opened.parse().unwrap(),
        integrations,
        condition,
    };
    state.apply(Action::Start(StartAction::Known(vec![
        recent("Customer service bot", "Documents", "2026-03-16T07:00:00Z", 7, Condition::Findings(3)),
        recent("Parcel helper", "Documents", "2026-03-08T09:00:00Z", 4, Condition::Ready),
        recent("Clinic appointments", "Desktop", "2025-10-08T09:00:00Z", 2, Condition::NeverTested),
        recent("Order desk", "Documents", "2025-09-08T09:00:00Z", 1, Condition::Gone),
    ])));
}

/// What a crash left behind.
pub fn left_behind(state: &mut State) {
    let left = |id: &str, name: &str, path: Option<&str>| LeftBehind {
        id: id.to_owned(),
        name: name.to_owned(),
        path: path.map(PathBuf::from),
        written: "2026-03-16T09:38:00Z".parse().unwrap(),
    };
    state.apply(Action::Recovery(RecoveryAction::Found(vec![
        left("1-1", "Parcel helper", Some("projects/Documents/parcel-helper.hookwright.json")),
        left("2-1", "New project", None),
    ])));
}

#[test]
fn start() {
    screens("start", |state| {
        recents(state);
        state.apply(Action::Start(StartAction::Show));
    });
}

#[test]
fn start_for_the_first_time() {
    screens("start-empty", |state| {
        state.apply(Action::Start(StartAction::CloseProject));
    });
}

#[test]
fn start_after_a_crash() {
    screens("start-crash", |state| {
        recents(state);
        left_behind(state);
        state.apply(Action::Start(StartAction::Show));
    });
}

#[test]
fn after_a_crash() {
    screens("crash", left_behind);
}

#[test]
fn palette() {
    screens("palette", |state| {
        let overlay = Overlay::Palette { query: "s".to_owned(), row: 1 };
        state.apply(Action::Habit(HabitAction::Show(overlay)));
    });
}

#[test]
fn keys() {
    screens("keys", |state| {
        state.apply(Action::Habit(HabitAction::Show(Overlay::Keys)));
    });
}

#[test]
fn nothing_found_in_the_list() {
    screens("search-nothing", |state| state.view.search = "invoice".to_owned());
}

/// The story with a reply in many writings.
fn in_many_writings() -> hookwright::model::Project {
    let mut project = project("subscription");
    let integration = std::sync::Arc::make_mut(&mut project.integrations[0]);
    let message = &mut integration.replies.get_mut("active").unwrap().messages[0];
    let hookwright::model::Message::Text { text } = message else { panic!("the reply begins with words") };
    *text.edit("en") =
        "Grüße, Ελληνικά, Українська. 您的订阅有效。サブスクリプションは有効です。구독이 활성화되어 \
                        있습니다. 😀🚚❤️ {{ renews_on | date(\"long\") }}"
            .to_owned();
    project
}

/// With the fonts of this computer, for looking at; what it lacks is said.
#[test]
fn many_writings() {
    let mut harness = window_that_may_lack_glyphs(in_many_writings());
    harness.ctx.add_font_provider(std::sync::Arc::new(egui_system_font_provider::SystemFontProvider::new()));
    harness.run();
    picture::take(&mut harness, "writings-light-1600");
    let font = egui::FontId::proportional(14.0);
    let has_all = harness.ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, "您サ구😀"));
    assert_eq!(harness.query_by_label_contains("This computer has no font for").is_none(), has_all);
}

#[test]
fn what_has_no_font_is_said() {
    let mut harness = window_that_may_lack_glyphs(in_many_writings());
    harness.run();
    harness.get_by_label_contains("no font for Chinese, Japanese or Korean letters");
    picture::take(&mut harness, "no-font-light-1600");
}
