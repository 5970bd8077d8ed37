//! What a person does with replies, samples and the test panel, and what the customer is then told.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Theme, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hookwright::model::{Message, Reply, Step};
use hookwright::state::{Action, State};

use super::screens::{project, window};

/// A person in front of the window.
struct Person {
    harness: Harness<'static, State>,
}

impl Person {
    fn opens(name: &str) -> Self {
        Self::opens_with(name, &[])
    }

    fn opens_with(name: &str, actions: &[Action]) -> Self {
        let mut harness = window(project(name), Vec2::new(1600.0, 1400.0), Theme::Light);
        harness.run();
        for action in actions {
            harness.state_mut().apply(action.clone());
        }
        harness.run();
        Self { harness }
    }

    fn clicks(&mut self, label: &str) -> &mut Self {
        self.harness.get_by_label(label).click();
        self.harness.run();
        self
    }

    /// Clicks the button with that name, where other things have the same.
    fn presses(&mut self, name: &str) -> &mut Self {
        self.harness.get_all_by_role_and_label(Role::Button, name).last().unwrap().click();
        self.harness.run();
        self
    }

    fn chooses(&mut self, item: &str) -> &mut Self {
        self.harness.get_by_role_and_label(Role::MenuItem, item).click();
        self.harness.run();
        self
    }

    /// Replaces all that stands in a field.
    fn writes(&mut self, role: Role, field: &str, text: &str) -> &mut Self {
        self.harness.get_by_role_and_label(role, field).focus();
        self.harness.run();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.run();
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
        self
    }

    /// Types where the caret is.
    fn types(&mut self, text: &str) -> &mut Self {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
        self
    }

    #[track_caller]
    fn sees(&mut self, label: &str) -> &mut Self {
        assert!(self.harness.query_all_by_label(label).next().is_some(), "`{label}` is not to be seen");
        self
    }

    #[track_caller]
    fn misses(&mut self, label: &str) -> &mut Self {
        assert!(self.harness.query_all_by_label(label).next().is_none(), "`{label}` is to be seen");
        self
    }

    fn reply(&self, outcome: &str) -> Option<&Reply> {
        self.harness.state().integration().unwrap().replies.get(outcome)
    }
}

#[test]
fn new_words_are_what_the_customer_is_told() {
    Person::opens("subscription")
        .sees("The bot says: Yes, your subscription is active and renews on March 30.")
        .writes(Role::MultilineTextInput, "What the bot says", "All is well.")
        .sees("The bot says: All is well.");
}

#[test]
fn drawing_changes_nothing() {
    for step in [Step::Says, Step::Understands] {
        let mut person = Person::opens_with("order-status", &[Action::ChooseStep(step)]);
        for outcome in person.harness.state().integration().unwrap().outcome_ids() {
            person.harness.state_mut().apply(Action::ChooseOutcome(outcome));
            person.harness.state_mut().apply(Action::ChooseLanguage("de".to_owned()));
            person.harness.run();
        }
        assert!(!person.harness.state().is_unsaved(), "{step:?}");
    }
}

#[test]
fn a_slow_system_is_seen_with_the_waiting_message() {
    Person::opens("subscription")
        .presses("Slow")
        .sees("1.5 seconds later")
        .sees("The bot says: One moment, I am looking that up.")
        .sees("The bot says: This takes longer than usual. A colleague will get back to you.")
        .sees("Passed to the Customer service queue");
}

#[test]
fn a_quick_reply_is_added_and_taken_away() {
    let mut person = Person::opens("subscription");
    person
        .clicks("Add")
        .writes(Role::TextInput, "Quick reply 3", "Talk to somebody")
        .sees("Talk to somebody")
        .clicks("Remove quick reply 1")
        .misses("Show my invoices")
        .sees("The quick reply is taken out");
    let Message::QuickReplies { choices } = &person.reply("active").unwrap().messages[1] else { panic!() };
    assert_eq!(choices.len(), 2);
}

#[test]
fn what_is_new_has_the_caret_at_once() {
    let mut person = Person::opens("subscription");
    person.clicks("Add").types("Call me").sees("Call me");
    person.clicks("Card").types("Renew now").sees("Card: Renew now. ");
}

#[test]
fn a_silent_reply_is_shown_loudly_and_repaired_with_a_click() {
    let mut person = Person::opens("subscription");
    person
        .presses("Down")
        .clicks("Message 1: move or remove")
        .picks("Remove")
        .sees("The customer hears nothing")
        .presses("Say the fallback reply")
        .misses("The customer hears nothing")
        .sees("The bot says: Sorry, I can’t check that right now. A colleague will help you.");
    assert!(person.reply("unreachable").is_none());
}

#[test]
fn an_outcome_that_falls_back_gets_words_of_its_own() {
    let mut person = Person::opens("subscription");
    person
        .clicks("Give another outcome its own words")
        .picks("Error in the CRM")
        .writes(Role::MultilineTextInput, "What the bot says", "The CRM has a problem.")
        .sees("The bot says: The CRM has a problem.");
    assert!(person.reply("server_error").is_some());
}

#[test]
fn the_question_for_a_missing_fact_is_edited_where_it_is_said() {
    Person::opens("subscription")
        .presses("E-mail missing")
        .writes(Role::MultilineTextInput, "When we do not know: Customer’s e-mail", "Your e-mail?")
        .sees("The bot says: Your e-mail?");
}

#[test]
fn a_click_on_a_field_of_the_sample_makes_a_value() {
    let mut person = Person::opens_with("subscription", &[Action::ChooseStep(Step::Understands)]);
    person.clicks("Use customer_id 9007199254740993123");
    let integration = person.harness.state().integration().unwrap();
    assert_eq!(integration.output("customer_id").unwrap().path, "$.customer_id");
    person.sees("customer_id 9007199254740993123, used");
}

#[test]
fn a_rule_is_changed_in_a_sentence() {
    let mut person = Person::opens_with("order-status", &[Action::ChooseStep(Step::Understands)]);
    person.clicks("Add a meaning");
    let outcomes = &person.harness.state().integration().unwrap().outcomes;
    assert_eq!(outcomes.last().unwrap().name, "New meaning");
}

#[test]
fn a_preview_shows_the_request_and_the_answer() {
    let mut person = Person::opens("subscription");
    person.writes(Role::TextInput, "Customer’s e-mail", "leo@example.com").clicks("Preview");
    person.sees("What we sent").sees("OK 200").sees("CRM answered, and the rule of “Active” fits.");
    let request = person.harness.get_by_role_and_label(Role::MultilineTextInput, "The request");
    let words = request.accesskit_node().value().unwrap();
    assert!(words.starts_with("POST /crm/subscriptions/lookup"), "{words}");
    assert!(words.contains("\"email\": \"leo@example.com\""), "{words}");
}

#[test]
fn another_sample_shows_another_outcome() {
    Person::opens("subscription")
        .clicks("Sample")
        .picks("Expired subscription")
        .sees("The bot says: Your subscription has expired. Shall we renew it?")
        .sees("Preview with the sample “Expired subscription”");
}

#[test]
fn a_run_can_be_stopped() {
    let mut person = Person::opens("subscription");
    person.harness.get_by_label("Send").click();
    person.harness.run_steps(3);
    person.sees("Stop").sees("The customer says: Is my subscription still active?");
    person.harness.get_by_label("Stop").click();
    person.harness.run();
    person.sees("Send");
    assert!(person.harness.state().try_it.running.is_none());
}

#[test]
fn a_large_answer_draws_only_the_rows_in_sight() {
    let mut large = project("subscription");
    let integration = std::sync::Arc::make_mut(&mut large.integrations[0]);
    let item = serde_json::json!({"name": "Espresso cups", "price": 12.5, "note": "x".repeat(60)});
    let items = vec![item; 10_000];
    integration.samples[0].body =
        hookwright::model::SampleBody::Json(serde_json::json!({"items": items}).into());
    let mut harness = window(large, Vec2::new(1600.0, 1000.0), Theme::Light);
    harness.state_mut().apply(Action::ChooseStep(Step::Understands));
    harness.run();
    harness.get_by_label("items, 10000 items").click();
    harness.run();
    let rows = (0..10_000).filter(|row| harness.query_by_label(&format!("{row}, 3 fields")).is_some());
    assert!((5..40).contains(&rows.take(100).count()));
}
