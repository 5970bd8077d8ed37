//! The steps *When*, *Needs* and *Asks* used by a person.

use egui::{Event, Key, Modifiers, Theme, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hookwright::model::{Body, Integration, Method, Risk, Source, Step};
use hookwright::state::{Action, State};
use serde_json::json;

use super::screens::{project, window};

/// A person at the window.
struct Person {
    harness: Harness<'static, State>,
}

impl Person {
    fn opens(name: &str, step: Step) -> Self {
        // Higher than any screen, so that nothing has to be scrolled to.
        let mut harness = window(project(name), Vec2::new(1600.0, 1800.0), Theme::Light);
        harness.state_mut().apply(Action::ChooseStep(step));
        harness.run();
        Self { harness }
    }

    fn clicks(&mut self, label: &str) -> &mut Self {
        self.harness.get_by_label(label).click();
        self.harness.run();
        self
    }

    /// Replaces all that a field holds.
    fn writes(&mut self, field: &str, text: &str) -> &mut Self {
        self.harness.get_by_label(field).focus();
        self.harness.run();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
        self
    }

    fn presses(&mut self, key: Key) -> &mut Self {
        self.harness.key_press(key);
        self.harness.run();
        self
    }

    fn sees(&mut self, words: &str) -> &mut Self {
        assert!(self.harness.query_by_label_contains(words).is_some(), "“{words}” is nowhere to be seen");
        self
    }

    fn has(&self) -> &Integration {
        self.harness.state().integration().unwrap()
    }

    fn undoes(&mut self) -> &mut Self {
        self.harness.state_mut().apply(Action::Undo);
        self.harness.run();
        self
    }
}

#[test]
fn the_time_limit_is_changed_in_seconds() {
    let mut person = Person::opens("subscription", Step::Asks);
    person.writes("Seconds to wait", "2.5");
    assert_eq!(person.has().calls[0].policy.time_limit_ms, 2_500);
    person.writes("Seconds to wait", "many");
    assert_eq!(person.has().calls[0].policy.time_limit_ms, 2_500, "what is no number does not count");
}

#[test]
fn the_risk_follows_from_the_intention() {
    let mut person = Person::opens("subscription", Step::Asks);
    person.clicks("Change");
    assert_eq!(person.has().calls[0].method, Method::Patch);
    assert_eq!(person.has().trigger.risk, Risk::Write);
    person.clicks("Fetch with details").sees("safe to try again");
    assert_eq!(person.has().calls[0].method, Method::Post);
    assert_eq!(person.has().trigger.risk, Risk::Read);
    person.undoes();
    assert_eq!(person.has().trigger.risk, Risk::Write);
}

#[test]
fn something_new_is_needed() {
    let mut person = Person::opens("subscription", Step::Needs);
    person.clicks("Add a fact").clicks("New customer fact");
    let input = person.has().inputs[1].clone();
    assert_eq!(input.source, Source::Context { name: "user.new_fact".to_owned() });
    assert!(person.harness.state().project.variable("user.new_fact").is_some());
    person.writes("Question for New fact", "What is your customer number?");
    assert_eq!(person.has().inputs[1].ask.0["en"].as_str(), "What is your customer number?");
    person.clicks("More about new_fact").clicks("Delete");
    assert_eq!(person.has().inputs.len(), 1);
    person.undoes();
    assert_eq!(person.has().inputs[1].name, "new_fact");
}

#[test]
fn the_question_for_what_is_missing_is_said_in_each_language() {
    let mut person = Person::opens("subscription", Step::Needs);
    person.clicks("German").writes("Question for Customer’s e-mail", "Welche E-Mail-Adresse?");
    let ask = &person.has().inputs[0].ask;
    assert_eq!(ask.0["de"].as_str(), "Welche E-Mail-Adresse?");
    assert_eq!(ask.0["en"].as_str(), "What is the e-mail address of your account?");
}

#[test]
fn a_renamed_fact_keeps_its_chips() {
    let mut person = Person::opens("subscription", Step::Needs);
    person.writes("Technical name of the fact", "mail");
    assert_eq!(person.has().inputs[0].name, "mail");
    let Body::Json { value, .. } = &person.has().calls[0].body else { panic!("the body is JSON") };
    assert_eq!(*value, json!({"email": "{{ mail }}"}));
    person.writes("Technical name of the fact", "status");
    assert_eq!(person.has().inputs[0].name, "mail", "an output has that name");
}

#[test]
fn a_field_of_the_body_is_renamed_and_none_is_lost() {
    let mut person = Person::opens("support-ticket", Step::Asks);
    let names = |person: &Person| {
        let Body::Json { value, .. } = &person.has().calls[0].body else { panic!("the body is JSON") };
        value.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    person.writes("Name of field message", "email");
    assert_eq!(names(&person), ["subject", "message", "email", "priority"], "that name is taken");
    person.harness.event(Event::Text("_text".to_owned()));
    person.harness.run();
    assert_eq!(names(&person), ["subject", "email_text", "email", "priority"]);
}

#[test]
fn a_header_is_added() {
    let mut person = Person::opens("subscription", Step::Asks);
    person.clicks("More for IT").clicks("Add a header");
    person.writes("Name of header 1", "X-Channel").writes("Value of header 1", "chat");
    let header = &person.has().calls[0].headers[0];
    assert_eq!((header.name.as_str(), header.value.as_str()), ("X-Channel", "chat"));
    person.clicks("Delete header 1");
    assert!(person.has().calls[0].headers.is_empty());
}

#[test]
fn the_address_of_staging_is_changed() {
    let mut person = Person::opens("subscription", Step::Asks);
    person.clicks("CRM address").writes("Address in Staging", "https://crm2.example.com");
    let connection = person.harness.state().project.connection("crm").unwrap();
    assert_eq!(connection.base_urls["staging"], "https://crm2.example.com");
    assert_eq!(connection.base_urls["production"], "https://crm.example.com/api");
}

#[test]
fn a_secret_is_renamed_where_it_is_used() {
    let mut person = Person::opens("subscription", Step::Asks);
    person.writes("Name of the secret", "crm_key").presses(Key::Enter);
    let project = &person.harness.state().project;
    assert_eq!(project.secrets[0].name, "crm_key");
    assert_eq!(project.connection("crm").unwrap().authentication.secret(), Some("crm_key"));
    person.harness.state_mut().apply(Action::ChooseEnvironment("staging".to_owned()));
    person.harness.run();
    person.sees("HOOKWRIGHT_SECRET_CRM_KEY");
}

#[test]
fn looking_changes_nothing() {
    for name in ["subscription", "order-status", "support-ticket"] {
        for step in [Step::When, Step::Needs, Step::Asks] {
            let mut person = Person::opens(name, step);
            if step == Step::When || step == Step::Needs {
                person.clicks("German");
            }
            assert!(!person.harness.state().is_unsaved(), "{name}, {step:?}");
        }
    }
}
