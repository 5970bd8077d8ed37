//! The steps *When*, *Needs* and *Asks* on the other projects, on a new integration, and with everything unfolded.

use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use hookwright::model::{Project, Step};
use hookwright::state::{Action, BodyEdit, BodyKind, Change, Intention, JsonKind, NewInput, Proof};

use super::picture;
use super::screens::{project, window};

/// Draws it large and light, and small and dark; `click` is pressed in order after the actions.
fn screens(name: &str, project: &Project, actions: &[Action], click: &[&str]) {
    let looks =
        [(Theme::Light, "light", Vec2::new(1600.0, 1000.0)), (Theme::Dark, "dark", Vec2::new(1024.0, 700.0))];
    for (theme, theme_name, size) in looks {
        let mut harness = window(project.clone(), size, theme);
        for action in actions {
            harness.state_mut().apply(action.clone());
        }
        harness.run();
        for label in click {
            harness.get_by_label(label).click();
            harness.run();
        }
        picture::take(&mut harness, &format!("{name}-{theme_name}"));
    }
}

#[test]
fn order_status() {
    let project = project("order-status");
    for (step, name) in [(Step::When, "when"), (Step::Needs, "needs"), (Step::Asks, "asks")] {
        screens(&format!("order-{name}"), &project, &[Action::ChooseStep(step)], &[]);
    }
}

#[test]
fn support_ticket() {
    let project = project("support-ticket");
    for (step, name) in [(Step::When, "when"), (Step::Needs, "needs"), (Step::Asks, "asks")] {
        screens(&format!("ticket-{name}"), &project, &[Action::ChooseStep(step)], &[]);
    }
}

#[test]
fn a_new_integration() {
    let project = project("subscription");
    for (step, name) in [(Step::When, "when"), (Step::Needs, "needs"), (Step::Asks, "asks")] {
        let actions = [Action::AddIntegration, Action::ChooseStep(step)];
        screens(&format!("new-{name}"), &project, &actions, &[]);
    }
}

#[test]
fn a_new_integration_of_an_empty_project() {
    let project = Project::default();
    for (step, name) in [(Step::When, "when"), (Step::Needs, "needs"), (Step::Asks, "asks")] {
        let actions = [Action::AddIntegration, Action::ChooseStep(step)];
        screens(&format!("empty-{name}"), &project, &actions, &[]);
    }
}

#[test]
fn everything_unfolded() {
    let project = project("subscription");
    let asks = [Action::ChooseStep(Step::Asks)];
    screens("asks-addresses", &project, &asks, &["CRM address"]);
    screens("asks-system", &project, &asks, &["About this system"]);
    let needs = [Action::ChooseStep(Step::Needs)];
    screens("needs-more", &project, &needs, &["More details"]);
    screens("needs-add", &project, &needs, &["Add a fact"]);
    let sources = [
        hookwright::model::Source::MessageText,
        hookwright::model::Source::Constant { value: "chat".into() },
        hookwright::model::Source::Expression { text: "Hello {{ email }}".into() },
    ];
    let mut actions: Vec<Action> =
        sources.into_iter().map(|source| Action::Design(Change::AddInput(NewInput::From(source)))).collect();
    actions.insert(0, Action::Design(Change::DeleteInput("email".to_owned())));
    actions.push(Action::ChooseStep(Step::Needs));
    screens("needs-sources", &project, &actions, &[]);
}

#[test]
fn every_kind_of_proof_and_body() {
    let project = project("subscription");
    for (proof, name) in
        [(Proof::Password, "password"), (Proof::SignInFirst, "sign-in"), (Proof::Nothing, "nothing")]
    {
        let change = Change::ProveBy { connection: "crm".to_owned(), proof };
        let actions = [Action::Design(change), Action::ChooseStep(Step::Asks)];
        screens(&format!("asks-{name}"), &project, &actions, &[]);
    }
    let call = || "lookup".to_owned();
    for (kind, name) in [(BodyKind::Form, "form"), (BodyKind::Text, "text")] {
        let change = Change::ChooseBody { call: call(), kind };
        let actions = [Action::Design(change), Action::ChooseStep(Step::Asks)];
        screens(&format!("asks-{name}"), &project, &actions, &[]);
    }
    let edit = |at: &[usize], edit| Action::Design(Change::EditBody { call: call(), at: at.to_vec(), edit });
    let actions = [
        edit(&[], BodyEdit::Add),
        edit(&[1], BodyEdit::Retype(JsonKind::Record)),
        edit(&[1], BodyEdit::Add),
        edit(&[1, 1], BodyEdit::Retype(JsonKind::List)),
        edit(&[1, 0], BodyEdit::Retype(JsonKind::Number)),
        edit(&[], BodyEdit::Add),
        edit(&[2], BodyEdit::Retype(JsonKind::YesNo)),
        Action::Design(Change::ChooseIntention { call: call(), intention: Intention::Replace }),
        Action::ChooseStep(Step::Asks),
    ];
    screens("asks-tree", &project, &actions, &[]);
}
