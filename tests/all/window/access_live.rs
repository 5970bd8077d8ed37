//! As `access`, for what only comes with the world's help or opens over the window: live answers, questions, drafts, imports,
//! exports, menus, and lists that are longer than the screen.

use std::collections::BTreeSet;

use egui::accesskit::{NodeId, Role};
use egui::{Key, Modifiers, Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use hookwright::files;
use hookwright::model::{Project, Risk, Stage};
use hookwright::state::{Action, Page};

use super::access::{Control, check_all, check_these, controls, unnamed, walked};
use super::drawn;
use super::importing::SHOP;
use super::journey::{Person, story};
use super::panel::{ACTIVE, against, call, integration, served};
use super::screens::{project, window};
use crate::hostile::server::{Act, Server};

/// What has come since: the rest of the window cannot be used while a question is open.
fn new(ana: &Person, before: &BTreeSet<NodeId>) -> Vec<Control> {
    let new: Vec<Control> =
        controls(&ana.harness).into_iter().filter(|control| !before.contains(&control.id)).collect();
    assert!(new.len() > 1, "nothing has opened");
    new
}

fn ids(ana: &Person) -> BTreeSet<NodeId> {
    controls(&ana.harness).into_iter().map(|control| control.id).collect()
}

fn check_question(name: &str, ana: &mut Person, before: &BTreeSet<NodeId>) {
    drawn::check(name, &ana.harness);
    let found = new(ana, before);
    check_these(name, &mut ana.harness, &found);
}

const LOOKS: [(Theme, Vec2); 2] =
    [(Theme::Light, Vec2::new(1600.0, 1000.0)), (Theme::Dark, Vec2::new(1024.0, 700.0))];

#[test]
fn a_live_answer_in_every_view() {
    for (theme, size) in LOOKS {
        let (_runtime, system) = served(ACTIVE);
        let mut ana = Person::sits_before(against(&system, Stage::Test), size, theme);
        ana.clicks("Send").sees("Live answer");
        for view in ["Tree", "Text", "Headers"] {
            ana.reaches(view);
            check_all(&format!("live answer, {view}"), &mut ana.harness);
        }
    }
}

#[test]
fn a_sample_and_a_test_before_they_are_kept() {
    let live = r#"{"status":"active","contact":{"email":"eva@kern.org"}}"#;
    for (theme, size) in LOOKS {
        let (_runtime, system) = served(live);
        let mut ana = Person::sits_before(against(&system, Stage::Test), size, theme);
        ana.replaces("Customer’s e-mail", "eva@kern.org").clicks("Send").sees("Live answer");
        for words in ["Save as sample", "Keep as test"] {
            let before = ids(&ana);
            ana.reaches(words).sees("What is personal was replaced");
            check_question(words, &mut ana, &before);
            ana.presses(Modifiers::NONE, Key::Escape).does_not_see("What is personal was replaced");
        }
    }
}

#[test]
fn the_question_before_a_write() {
    for (theme, size) in LOOKS {
        for (risk, words) in [(Risk::Write, "changes"), (Risk::Destructive, "deletes")] {
            let (_runtime, system) = served(ACTIVE);
            let mut project = against(&system, Stage::Production);
            integration(&mut project).trigger.risk = risk;
            let mut ana = Person::sits_before(project, size, theme);
            let before = ids(&ana);
            ana.clicks("Send").sees(&format!("This {words} real data"));
            check_question(words, &mut ana, &before);
        }
    }
}

#[test]
fn the_question_for_a_path() {
    let mut ana = Person::opens(story());
    let before = ids(&ana);
    ana.presses(Modifiers::COMMAND, Key::S).sees("Save where?");
    check_question("path", &mut ana, &before);
}

#[test]
fn imports_before_they_are_added() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.yaml");
    files::write_text(&file, SHOP).unwrap();
    for (theme, size) in LOOKS {
        let mut ana =
            Person::sits_before(Project { name: "Bot".to_owned(), ..Project::default() }, size, theme);
        ana.opens_page_import();
        check_all("nothing imported yet", &mut ana.harness);
        ana.clicks("Choose a file…").replaces("Path", file.to_str().unwrap());
        ana.presses(Modifiers::NONE, Key::Enter).sees("What should the bot use of Book shop?");
        check_all("choice of operations", &mut ana.harness);
        ana.clicks("Take all 4").clicks("Go on with 4 requests").sees("This is what was understood");
        check_all("what was understood", &mut ana.harness);
    }
}

#[test]
fn an_import_that_failed() {
    let mut ana = Person::opens(story());
    ana.opens_page_import().clicks("Choose a file…").replaces("Path", "README.md");
    ana.presses(Modifiers::NONE, Key::Enter).sees("It is no");
    check_all("failed import", &mut ana.harness);
}

/// Every target with its report, so that no sentence of any report shows its marks.
#[test]
fn exports_before_they_are_written() {
    let targets: Vec<String> = {
        let ana = Person::opens(story());
        ana.program().state().desk.targets.iter().map(|target| target.id.clone()).collect()
    };
    assert!(targets.len() > 10);
    let [(light, large), (dark, small)] = LOOKS;
    for (theme, file) in [(light, "order-status"), (dark, "support-ticket")] {
        let mut ana = Person::sits_before(project(file), large, theme);
        ana.presses(Modifiers::COMMAND, Key::E).sees("Our own document");
        for target in &targets {
            choose_target(&mut ana, target);
            drawn::check(&format!("{file} for {target}"), &ana.harness);
        }
        choose_target(&mut ana, "copilot-studio");
        check_all("a blocked export", &mut ana.harness);
    }
    let mut ana = Person::sits_before(project("order-status"), small, dark);
    ana.presses(Modifiers::COMMAND, Key::E).sees("Our own document");
    check_all("an export in a small window", &mut ana.harness);
}

#[test]
fn the_menu_of_an_integration() {
    let mut harness = window(project("subscription"), Vec2::new(1600.0, 1000.0), Theme::Light);
    let row = harness.query_all_by_label_contains("Check subscription, ").next().unwrap();
    row.click_secondary();
    harness.run();
    let rows = menu_items(&controls(&harness));
    assert!(rows.len() > 3, "the menu has opened");
    drawn::check("menu of an integration", &harness);
    let walked = walked(&mut harness);
    for row in rows {
        assert!(walked.contains(&row.0), "no key leads to {}", row.1);
    }
}

/// The list of values keeps the focus in its text; the arrow keys choose among its rows.
#[test]
fn the_menus_of_chips() {
    let mut ana = Person::opens(story());
    ana.types_at_the_end_of("What the bot says", " ").types_at_the_end_of("What the bot says", "/");
    ana.sees("From the answer");
    drawn::check("values", &ana.harness);
    assert_eq!(unnamed(&controls(&ana.harness)), Vec::<String>::new());
    assert!(menu_items(&controls(&ana.harness)).len() > 3);
    ana.presses(Modifiers::NONE, Key::ArrowDown).presses(Modifiers::NONE, Key::Enter);
    ana.does_not_see("From the answer");
    ana.clicks_on("Value: ");
    assert!(menu_items(&controls(&ana.harness)).len() > 2, "the menu of a chip has opened");
    assert_eq!(unnamed(&controls(&ana.harness)), Vec::<String>::new());
    drawn::check("menu of a chip", &ana.harness);
}

fn menu_items(controls: &[Control]) -> Vec<(NodeId, String)> {
    let rows = controls.iter().filter(|control| control.role == Role::MenuItem);
    rows.map(|control| (control.id, control.name.clone())).collect()
}

/// Tab goes through a list that is longer than the screen.
#[test]
fn lists_that_are_longer_than_the_screen() {
    let mut text = String::from("openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\npaths:\n");
    for number in 0..60 {
        text.push_str(&format!(
            "  /things/{number}: {{ get: {{ summary: Thing {number}, responses: {{}} }} }}\n"
        ));
    }
    let mut ana = Person::sits_before(Project::default(), Vec2::new(1024.0, 700.0), Theme::Light);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.yaml");
    files::write_text(&file, &text).unwrap();
    ana.opens_page_import().clicks("Choose a file…").replaces("Path", file.to_str().unwrap());
    ana.presses(Modifiers::NONE, Key::Enter).sees("What should the bot use of Shop?");
    let seen = names_on_the_way(&mut ana, "Thing ");
    assert_eq!(seen.len(), 60, "{seen:?}");
    ana.presses(Modifiers::NONE, Key::Escape);

    let mut harness = window(project("subscription"), Vec2::new(1024.0, 700.0), Theme::Light);
    harness.state_mut().apply(Action::ChoosePage(Page::Scenarios));
    harness.run();
    let count = harness.state().project.integrations[0].scenarios.len();
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        harness.key_press(Key::Tab);
        harness.step();
        seen.extend(focused(&harness).filter(|name| name.starts_with("Run ") && name != "Run all"));
    }
    assert_eq!(seen.len(), count, "{seen:?}");

    let mut harness = window(project("subscription"), Vec2::new(1024.0, 700.0), Theme::Light);
    harness.state_mut().apply(Action::ChoosePage(Page::Drill));
    harness.run();
    let mut seen = BTreeSet::new();
    for _ in 0..200 {
        harness.key_press(Key::Tab);
        harness.step();
        seen.extend(focused(&harness));
    }
    assert!(seen.contains("A meaning of your own"), "{seen:?}");
}

fn names_on_the_way(ana: &mut Person, start: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for _ in 0..200 {
        ana.harness.key_press(Key::Tab);
        ana.harness.step();
        seen.extend(focused(&ana.harness).filter(|name| name.starts_with(start)));
    }
    seen
}

/// The name of what has the focus.
pub(super) fn focused<S>(harness: &egui_kittest::Harness<'_, S>) -> impl Iterator<Item = String> + use<S> {
    let id = harness.ctx.memory(|memory| memory.focused()).map(|id| id.accesskit_id());
    let found = controls(harness).into_iter().find(|control| Some(control.id) == id);
    found.map(|control| control.name).into_iter()
}

#[test]
fn a_call_that_is_under_way() {
    for (theme, size) in LOOKS {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let system = runtime.block_on(Server::start(vec![Act::Read, Act::Hold]));
        let mut project = against(&system, Stage::Production);
        // Longer than anybody walks through the window.
        call(&mut project).policy.time_limit_ms = 600_000;
        let mut ana = Person::sits_before(project, size, theme);
        ana.clicks("Open the test panel").clicks("Send").sees("Stop").sees("Waiting for the answer");
        check_all("a call that is under way", &mut ana.harness);
        // A notice goes away by itself, which could be in the middle of the walk.
        ana.clicks("Stop").sees("Stopped: the bot said nothing").clicks("Close");
        check_all("a call that was stopped", &mut ana.harness);
    }
}

/// Takes a target from the list at the left.
fn choose_target(ana: &mut Person, id: &str) {
    let targets = &ana.program().state().desk.targets;
    let target = targets.iter().find(|target| target.id == id).unwrap().clone();
    ana.reaches(&format!("{}, {}", target.title, target.files)).sees(&target.about);
    ana.waits_for(|ana| {
        let prepared = ana.program().state().exporting.prepared.as_ref();
        prepared.is_some_and(|prepared| prepared.order.target == id)
    });
    ana.looks();
}
