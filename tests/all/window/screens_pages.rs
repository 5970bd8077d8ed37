//! The pages about the whole project, and the parts of the steps that open on demand, as pictures.

use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use hookwright::model::{Project, Step};
use hookwright::state::{Action, Change, Page, ProjectChange, Proof};

use super::picture;
use super::screens::{project, window};

fn screens(name: &str, project: &Project, actions: &[Action], click: &[&str]) {
    // What opens on demand stands low; there the window is higher than any screen.
    let heights = if click.is_empty() { [1000.0, 700.0] } else { [1700.0, 1500.0] };
    let [high, low] = heights;
    let looks =
        [(Theme::Light, "light", Vec2::new(1600.0, high)), (Theme::Dark, "dark", Vec2::new(1024.0, low))];
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
fn pages() {
    let mut unverified = project("subscription");
    unverified.connections[0].tls.unverified_hosts.push("crm.example.com".to_owned());
    for (page, name) in
        [(Page::Facts, "page-facts"), (Page::Connections, "page-systems"), (Page::Settings, "page-settings")]
    {
        screens(name, &unverified, &[Action::ChoosePage(page)], &[]);
        screens(&format!("{name}-empty"), &Project::default(), &[Action::ChoosePage(page)], &[]);
    }
}

#[test]
fn every_way_to_prove_who_we_are() {
    let project = project("subscription");
    for (proof, name) in [(Proof::Certificate, "certificate"), (Proof::Signature, "signature")] {
        let change = Change::ProveBy { connection: "crm".to_owned(), proof };
        let actions = [Action::Design(change), Action::ChooseStep(Step::Asks)];
        screens(&format!("asks-{name}"), &project, &actions, &[]);
    }
}

#[test]
fn what_opens_on_demand() {
    let project = project("subscription");
    let understands = [Action::ChooseStep(Step::Understands)];
    screens("contract", &project, &understands, &["What a good answer looks like (contract)"]);
    let asks = [Action::ChooseStep(Step::Asks)];
    screens("asks-paste", &project, &asks, &["Build it from an example (paste JSON)"]);
    screens("asks-it", &project, &asks, &["More for IT"]);
}

#[test]
fn findings_with_remedies() {
    let mut broken = project("subscription");
    broken.connections[0].authentication = hookwright::model::Authentication::None;
    let integration = std::sync::Arc::make_mut(&mut broken.integrations[0]);
    integration.waiting = None;
    integration.replies.get_mut("timeout").unwrap().messages.clear();
    screens("findings", &broken, &[Action::ToggleFindings], &[]);
    screens("asks-finding", &broken, &[Action::ChooseStep(Step::Asks)], &[]);
}

#[test]
fn what_all_integrations_share_is_changed_and_taken_back() {
    let mut harness = window(project("subscription"), Vec2::new(1600.0, 1000.0), Theme::Light);
    let before = harness.state().project.clone();
    let changes = [
        ProjectChange::AddFact,
        ProjectChange::DeleteFact("user.email".to_owned()),
        ProjectChange::AddSystem,
        ProjectChange::DeleteSystem("crm".to_owned()),
        ProjectChange::AddLanguage("fr".to_owned()),
        ProjectChange::DeleteLanguage("de".to_owned()),
        ProjectChange::AddEnvironment,
        ProjectChange::DeleteEnvironment("staging".to_owned()),
    ];
    for change in changes {
        harness.state_mut().apply(Action::Design(Change::Project(change.clone())));
        harness.run();
        assert_ne!(harness.state().project, before, "{change:?}");
        harness.state_mut().apply(Action::Undo);
        assert_eq!(harness.state().project, before, "{change:?} is taken back");
    }
}
