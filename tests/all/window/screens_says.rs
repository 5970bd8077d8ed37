//! Screens of what the bot says: other projects, outcomes, channels and languages, silence, and the open test panel.

use egui::{Theme, Vec2};
use hookwright::model::{Channel, Project, Step};
use hookwright::state::{Action, FALLBACK};

use super::picture;
use super::screens::{project, window};

const LARGE: (Vec2, &str) = (Vec2::new(1600.0, 1000.0), "1600");
const SMALL: (Vec2, &str) = (Vec2::new(1024.0, 700.0), "1024");

/// One picture in each theme: the large window in the light one, the small in the dark one.
fn screens(name: &str, project: &Project, actions: &[Action]) {
    for (theme, theme_name, (size, size_name)) in
        [(Theme::Light, "light", LARGE), (Theme::Dark, "dark", SMALL)]
    {
        let mut harness = window(project.clone(), size, theme);
        harness.run_steps(1);
        for action in actions {
            harness.state_mut().apply(action.clone());
        }
        harness.run();
        picture::take(&mut harness, &format!("{name}-{theme_name}-{size_name}"));
    }
}

fn outcome(id: &str) -> Action {
    Action::ChooseOutcome(id.to_owned())
}

#[test]
fn a_list_and_a_card() {
    screens("order", &project("order-status"), &[outcome("shipped")]);
}

#[test]
fn a_question_before_a_write() {
    screens("ticket", &project("support-ticket"), &[]);
}

#[test]
fn a_question_for_what_is_missing() {
    screens("missing", &project("subscription"), &[outcome("missing_input")]);
}

#[test]
fn an_outcome_that_falls_back() {
    screens("falls-back", &project("subscription"), &[outcome("unauthorized")]);
}

#[test]
fn the_fallback_reply() {
    screens("fallback", &project("subscription"), &[outcome(FALLBACK)]);
}

#[test]
fn a_silent_reply() {
    let mut project = project("subscription");
    let integration = std::sync::Arc::make_mut(&mut project.integrations[0]);
    integration.replies.insert("invalid_response".to_owned(), hookwright::model::Reply::default());
    screens("silent", &project, &[outcome("invalid_response")]);
}

#[test]
fn another_channel_and_language() {
    let actions = [Action::ChooseChannel(Channel::Web), Action::ChooseLanguage("de".to_owned())];
    screens("web-de", &project("subscription"), &actions);
    let actions = [Action::ChooseChannel(Channel::Sms)];
    screens("sms", &project("subscription"), &actions);
}

#[test]
fn the_test_panel() {
    screens("panel", &project("subscription"), &[Action::Preview]);
    screens("panel-ticket", &project("support-ticket"), &[Action::Preview]);
    screens("panel-empty", &project("subscription"), &[Action::TogglePanel]);
}

#[test]
fn a_run_that_is_under_way() {
    screens("running", &project("subscription"), &[Action::Send, Action::TogglePanel]);
}

#[test]
fn what_the_answer_means() {
    screens("understands-order", &project("order-status"), &[Action::ChooseStep(Step::Understands)]);
}
