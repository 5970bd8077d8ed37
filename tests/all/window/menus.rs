//! Menus and lists that open, by keys alone, and what leads from one place to another, in a person's words.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hookwright::model::{Integration, Project, Step};
use hookwright::state::{Mark, Page};

use super::journey::{Person, story};

/// The name of what has the focus.
fn focused(person: &Person) -> String {
    let root = person.harness.root();
    let mut nodes = root.children_recursive();
    let node = nodes.find(|node| node.accesskit_node().is_focused());
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn two() -> Project {
    let mut project = story();
    let mut copy: Integration = (*project.integrations[0]).clone();
    copy.id = "cancel".to_owned();
    copy.name = "Cancel renewal".to_owned();
    copy.trigger.intent = "cancel_renewal".to_owned();
    copy.scenarios.clear();
    // Without a scenario that says so, those that are broken on purpose would be findings.
    copy.samples.truncate(1);
    project.integrations.push(copy.into());
    project
}

fn chosen(person: &Person) -> String {
    person.program().state().view.integration.clone()
}

#[test]
fn the_menu_of_a_row_opens_by_key_and_gives_the_focus_back() {
    for (modifiers, key) in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        let mut ana = Person::opens(two());
        ana.clicks_on("Check subscription, ").does_not_see("Copy integration");
        ana.presses(modifiers, key).sees("Copy integration");
        assert_eq!(focused(&ana), "Rename");
        ana.presses(Modifiers::NONE, Key::Tab);
        assert_eq!(focused(&ana), "Duplicate");
        ana.presses(Modifiers::NONE, Key::Escape).does_not_see("Copy integration");
        assert!(focused(&ana).starts_with("Check subscription, "), "{}", focused(&ana));
        ana.presses(modifiers, key).presses(Modifiers::NONE, Key::Tab).presses(Modifiers::NONE, Key::Enter);
        assert_eq!(ana.program().state().project.integrations.len(), 3, "Enter duplicates");
    }
}

#[test]
fn the_menu_of_an_outcome_opens_by_key() {
    let mut ana = Person::opens(story());
    let focus = |ana: &mut Person, name: &str| {
        ana.harness.query_all_by_label_contains(name).next().unwrap().focus();
        ana.looks();
    };
    focus(&mut ana, "Slow, ");
    ana.presses(Modifiers::SHIFT, Key::F10);
    assert_eq!(focused(&ana), "Say the fallback reply instead");
    ana.presses(Modifiers::NONE, Key::Enter);
    assert!(!ana.program().state().integration().unwrap().replies.contains_key("timeout"));
    focus(&mut ana, "Expired, ");
    ana.presses(Modifiers::SHIFT, Key::F10).presses(Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&ana), "Change its rule");
    ana.presses(Modifiers::NONE, Key::Enter);
    assert_eq!(ana.program().state().view.step, Step::Understands);
}

#[test]
fn the_menu_of_a_value_opens_by_key_beside_the_caret() {
    let mut ana = Person::opens(story());
    ana.types_at_the_end_of("What the bot says", "");
    // Over the full stop, so that the caret stands behind the value.
    ana.presses(Modifiers::NONE, Key::ArrowLeft).does_not_see("Show it as");
    ana.presses(Modifiers::SHIFT, Key::F10).sees("Show it as");
    ana.presses(Modifiers::NONE, Key::Escape).does_not_see("Show it as");
    ana.presses(Modifiers::NONE, Key::Home).presses(Modifiers::SHIFT, Key::F10).does_not_see("Show it as");
}

#[test]
fn what_is_typed_over_the_list_of_values_shortens_it() {
    let mut ana = Person::opens(story());
    ana.clicks("Insert a value").sees("From the customer");
    ana.harness.event(egui::Event::Text("pla".to_owned()));
    ana.looks();
    ana.does_not_see("From the customer").sees("From the answer");
    ana.presses(Modifiers::NONE, Key::Enter).does_not_see("From the answer").sees("Basic");
    let text = serde_json::to_string(&ana.program().state().project).unwrap();
    assert!(text.contains("{{ plan }}"), "the value is in the words");
    assert_eq!(focused(&ana), "What the bot says");

    ana.clicks("Insert a value");
    ana.harness.event(egui::Event::Text("nonsense".to_owned()));
    ana.looks();
    ana.sees("No value is called so.");
    ana.presses(Modifiers::NONE, Key::Escape).does_not_see("No value is called so.");
    assert_eq!(focused(&ana), "What the bot says");
}

#[test]
fn all_outcomes_side_by_side_are_one_click_away() {
    let mut ana = Person::opens(story());
    ana.clicks("All side by side");
    assert_eq!(ana.program().state().view.page, Page::Drill);
}

#[test]
fn a_live_answer_is_a_test() {
    let mut ana = Person::opens(two());
    ana.clicks_on("Cancel renewal, never tested").sees("Looks up in CRM · Never tested");
    assert_eq!(ana.program().state().mark("cancel"), Mark::NeverTested);
    ana.clicks("Send").sees("Live answer").does_not_see("· Never tested");
    assert_eq!(ana.program().state().mark("cancel"), Mark::Ready);
    ana.sees("Cancel renewal, ready");
}

#[test]
fn a_live_error_is_none() {
    let mut ana = Person::opens(two());
    ana.clicks_on("Cancel renewal, never tested");
    ana.replaces("Customer’s e-mail", "broken@example.com").clicks("Send").sees("Live answer");
    assert_eq!(ana.program().state().mark("cancel"), Mark::NeverTested);
}

#[test]
fn in_a_small_window_the_name_leads_to_the_others() {
    let mut ana = Person::sits_before(two(), Vec2::new(1024.0, 700.0), Theme::Light);
    ana.does_not_see("Cancel renewal").clicks("Choose another integration").sees("Cancel renewal");
    ana.clicks_on("Cancel renewal, ").does_not_see("Find an integration");
    assert_eq!(chosen(&ana), "cancel");
    let places = ["Integrations", "Failure drill", "Test scenarios", "Where data goes"];
    for place in places {
        let found = ana.harness.query_all_by_role(Role::Button);
        let mut named = found.filter_map(|node| node.accesskit_node().label());
        assert!(named.any(|label| label.starts_with(place)), "{place}");
    }
}

#[test]
fn the_hint_for_ai_agents_is_written_from_the_design() {
    let mut project = story();
    Arc::make_mut(&mut project.integrations[0]).trigger.usage_hint.clear();
    let mut ana = Person::opens(project);
    ana.presses(Modifiers::COMMAND, Key::Num1).clicks("Write it from this design");
    let hint = &ana.program().state().integration().unwrap().trigger.usage_hint;
    assert!(hint.contains("“Is my subscription still active?”") && hint.contains("CRM"), "{hint}");
    ana.does_not_see("Write it from this design").presses(Modifiers::COMMAND, Key::Z);
    assert!(ana.program().state().integration().unwrap().trigger.usage_hint.is_empty());
}

#[test]
fn a_question_is_shown_in_the_conversation() {
    let mut ana = Person::opens(story());
    ana.presses(Modifiers::COMMAND, Key::Num2).clicks("Show it in the conversation");
    ana.sees("The bot says: What is the e-mail address of your account?");
}
