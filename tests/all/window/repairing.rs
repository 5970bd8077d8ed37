//! The ten most common findings, each repaired by a click on its remedy in the list of findings, and brought back by a key.
//!
//! They are common because they are what a first design lacks, or what one forgets when the good case works: the three classic mistakes
//! (answers that nobody checks, waiting without a word, data without protection) are among them.

use egui::{Key, Modifiers, Theme, Vec2};
use hookwright::files;
use hookwright::model::{Authentication, Localized, Message, Method, Parameter, Project};
use hookwright::state::State;

use super::journey::Person;
use super::screens::project;

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

/// A design, the code of what is then found, the words of its remedy, and why that happens to many.
struct Slip {
    design: &'static str,
    code: &'static str,
    remedy: &'static str,
    why: &'static str,
    make: fn(&mut Project),
}

const COMMON: [Slip; 10] = [
    Slip {
        design: "subscription",
        code: "silence",
        remedy: "Say the fallback reply",
        why: "a reply is begun and left empty",
        make: |p| integration(p).replies.get_mut("timeout").unwrap().messages = says(""),
    },
    Slip {
        design: "subscription",
        code: "no_fallback",
        remedy: "Write a fallback reply",
        why: "somebody thinks of the good case alone",
        make: |p| integration(p).fallback.messages.clear(),
    },
    Slip {
        design: "subscription",
        code: "no_waiting_message",
        remedy: "Say “One moment, I am looking that up.”",
        why: "while designing, every answer comes at once",
        make: |p| integration(p).waiting = None,
    },
    Slip {
        design: "subscription",
        code: "http_not_https",
        remedy: "Use https instead",
        why: "an address is copied from a test system",
        make: |p| {
            let address = "http://crm.example.com/api".to_owned();
            p.connections[0].base_urls.insert("production".to_owned(), address);
        },
    },
    Slip {
        design: "subscription",
        code: "no_authentication",
        remedy: "Use a secret key",
        why: "the sample system answers anybody, the real one must not",
        make: |p| p.connections[0].authentication = Authentication::None,
    },
    Slip {
        design: "subscription",
        code: "secret_literal",
        remedy: "Make it a secret",
        why: "IT sends a header with the key in it",
        make: |p| {
            let (name, value) = ("X-Api-Key".to_owned(), "abcd1234".into());
            call(p).headers.push(Parameter { name, value, optional: false });
        },
    },
    Slip {
        design: "subscription",
        code: "personal_data_in_url",
        remedy: "Send it in the details",
        why: "an address is where one sees what is asked",
        make: |p| {
            let (name, value) = ("email".to_owned(), "{{ email }}".into());
            call(p).query.push(Parameter { name, value, optional: false });
        },
    },
    Slip {
        design: "support-ticket",
        code: "unused_input",
        remedy: "Remove it",
        why: "a fact was needed in an earlier version",
        make: |p| {
            let mut extra = integration(p).inputs[0].clone();
            extra.name = "extra".to_owned();
            integration(p).inputs.push(extra);
        },
    },
    Slip {
        design: "subscription",
        code: "unknown_name",
        remedy: "Use “renewal date”",
        why: "a value was renamed or mistyped in the written form",
        make: |p| {
            integration(p).replies.get_mut("active").unwrap().messages =
                says("It renews on {{ renews_onn }}.");
        },
    },
    Slip {
        design: "support-ticket",
        code: "write_without_confirmation",
        remedy: "Ask the customer first",
        why: "nobody is surprised by what one does oneself",
        make: |p| integration(p).confirmation = None,
    },
];

/// Rarer, and all the worse when it happens: two tickets for one wish.
const RARER: Slip = Slip {
    design: "support-ticket",
    code: "retries_on_write_without_idempotency",
    remedy: "Try only once",
    why: "trying again is good for what only looks things up",
    make: |p| {
        call(p).policy.retries.count = 2;
        call(p).method = Method::Post;
    },
};

fn has(state: &State, code: &str) -> bool {
    state.findings().iter().any(|finding| finding.code == code)
}

#[test]
fn the_most_common_findings_are_repaired_by_a_click() {
    for Slip { design, code, remedy, why, make } in COMMON.into_iter().chain([RARER]) {
        let mut broken = project(design);
        make(&mut broken);
        let before = files::write(&broken);
        let mut ana = Person::sits_before(broken, Vec2::new(1440.0, 900.0), Theme::Light);
        assert!(has(ana.program().state(), code), "{code} is found ({why})");
        ana.presses(Modifiers::COMMAND, Key::J).sees("Findings").takes(remedy);
        assert!(!has(ana.program().state(), code), "{code} is gone after “{remedy}”");
        ana.escape().presses(Modifiers::COMMAND, Key::Z);
        assert!(has(ana.program().state(), code), "{code} is back after Undo");
        assert_eq!(files::write(&ana.program().state().project), before, "{code}");
    }
}
