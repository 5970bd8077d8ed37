//! The ten most common findings, each repaired by a click on its remedy in the list of findings.

use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use hookwright::model::{Authentication, Localized, Message, Method, Parameter, Project};
use hookwright::state::Action;

use super::screens::{project, window};

type Slip = fn(&mut Project);

fn call(project: &mut Project) -> &mut hookwright::model::Call {
    &mut std::sync::Arc::make_mut(&mut project.integrations[0]).calls[0]
}

fn integration(project: &mut Project) -> &mut hookwright::model::Integration {
    std::sync::Arc::make_mut(&mut project.integrations[0])
}

fn says(words: &str) -> Vec<Message> {
    let mut text = Localized::new("en", words);
    *text.edit("de") = words.to_owned();
    vec![Message::Text { text }]
}

const SLIPS: [(&str, &str, &str, Slip); 11] = [
    ("subscription", "silence", "Say the fallback reply", |p| {
        integration(p).replies.get_mut("timeout").unwrap().messages = says("");
    }),
    ("subscription", "no_fallback", "Write a fallback reply", |p| {
        integration(p).fallback.messages.clear();
    }),
    ("subscription", "http_not_https", "Use https instead", |p| {
        let address = "http://crm.example.com/api".to_owned();
        p.connections[0].base_urls.insert("production".to_owned(), address);
    }),
    ("subscription", "no_authentication", "Use a secret key", |p| {
        p.connections[0].authentication = Authentication::None;
    }),
    ("subscription", "personal_data_in_url", "Send it in the details", |p| {
        let (name, value) = ("email".to_owned(), "{{ email }}".into());
        call(p).query.push(Parameter { name, value, optional: false });
    }),
    ("support-ticket", "unused_input", "Remove it", |p| {
        let mut extra = integration(p).inputs[0].clone();
        extra.name = "extra".to_owned();
        integration(p).inputs.push(extra);
    }),
    ("subscription", "unknown_name", "Use “renewal date”", |p| {
        integration(p).replies.get_mut("active").unwrap().messages = says("It renews on {{ renews_onn }}.");
    }),
    ("subscription", "no_waiting_message", "Say “One moment, I am looking that up.”", |p| {
        integration(p).waiting = None;
    }),
    ("support-ticket", "write_without_confirmation", "Ask the customer first", |p| {
        integration(p).confirmation = None;
    }),
    ("support-ticket", "retries_on_write_without_idempotency", "Try only once", |p| {
        call(p).policy.retries.count = 2;
        call(p).method = Method::Post;
    }),
    ("subscription", "secret_literal", "Make it a secret", |p| {
        let (name, value) = ("X-Api-Key".to_owned(), "abcd1234".into());
        call(p).headers.push(Parameter { name, value, optional: false });
    }),
];

#[test]
fn the_most_common_findings_are_repaired_by_a_click() {
    for (name, code, words, slip) in SLIPS {
        let mut broken = project(name);
        slip(&mut broken);
        let mut harness = window(broken, Vec2::new(1600.0, 1000.0), Theme::Light);
        let has_it =
            |state: &hookwright::state::State| state.findings().iter().any(|finding| finding.code == code);
        assert!(has_it(harness.state()), "{code} is found");
        harness.state_mut().apply(Action::ToggleFindings);
        harness.run();
        let button = harness.query_all_by_label(words).last();
        button.unwrap_or_else(|| panic!("{code}: there is no “{words}”")).click();
        harness.run();
        assert!(!has_it(harness.state()), "{code} is gone after “{words}”");
        let undo = harness.state_mut().apply(Action::Undo);
        assert!(undo.is_empty() && has_it(harness.state()), "{code} is back after Undo");
    }
}
