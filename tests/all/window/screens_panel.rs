//! Pictures of what only comes with the world's help: live answers, a slow one, questions before a write, samples before they are kept,
//! tests that failed, a long table while it runs, imports and exports before anything is added or written.

use egui::{Key, Modifiers, Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use hookwright::files;
use hookwright::model::{Channel, Message, Platform, Project, Risk, Stage};

use super::importing::SHOP;
use super::journey::{Person, story};
use super::panel::{ACTIVE, against, call, integration, served};
use super::screens::project;
use crate::hostile::server::{Act, Server, json as answers};

/// Every look of a window that goes onto a product page.
fn looks() -> impl Iterator<Item = (Theme, Vec2, String)> {
    let sizes = [(Vec2::new(1600.0, 1000.0), "1600"), (Vec2::new(1024.0, 700.0), "1024")];
    let themes = [(Theme::Light, "light"), (Theme::Dark, "dark")];
    themes.into_iter().flat_map(move |(theme, theme_name)| {
        sizes.map(|(size, size_name)| (theme, size, format!("{theme_name}-{size_name}")))
    })
}

#[test]
fn a_live_answer() {
    for (theme, size, look) in looks() {
        let (_runtime, system) = served(ACTIVE);
        let mut project = against(&system, Stage::Test);
        project.platform = Some(Platform::BotFramework);
        let mut ana = Person::sits_before(project, size, theme);
        ana.replaces("Customer’s e-mail", "leo@example.com").clicks("Send").sees("Live answer");
        ana.replaces("Customer’s e-mail", "ana@example.com").clicks("Send").sees("Live answer");
        ana.picture(&format!("panel-live-{look}"));
        ana.replaces("Search the answer", "plus").sees("1 of 1").picture(&format!("panel-search-{look}"));
        ana.reaches("Headers").sees("content-type").picture(&format!("panel-headers-{look}"));
        ana.reaches("Text").picture(&format!("panel-text-{look}"));
    }
}

#[test]
fn a_slow_answer() {
    for (theme, size, look) in looks() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let Act::Send(whole) = answers("200 OK", ACTIVE) else { unreachable!() };
        let pause = std::time::Duration::from_millis(6);
        let system = runtime.block_on(Server::start(vec![Act::Read, Act::Drip(whole, pause), Act::Again]));
        let mut ana = Person::sits_before(against(&system, Stage::Test), size, theme);
        ana.clicks("Send").sees("Stop").sees("One moment").picture(&format!("panel-waiting-{look}"));
        ana.sees("Live answer").picture(&format!("panel-slow-{look}"));
    }
}

#[test]
fn nothing_tried_and_a_write() {
    for (theme, size, look) in looks() {
        let (_runtime, system) = served(ACTIVE);
        let mut project = against(&system, Stage::Production);
        project.platform = Some(Platform::BotFramework);
        integration(&mut project).trigger.risk = Risk::Write;
        integration(&mut project).samples.clear();
        let mut ana = Person::sits_before(project, size, theme);
        ana.clicks("Open the test panel").picture(&format!("panel-nothing-{look}"));
        ana.clicks("Send").sees("This changes real data").picture(&format!("panel-guard-{look}"));
    }
}

#[test]
fn drift_and_a_sample_before_it_is_kept() {
    let live = r#"{"status":"active","renews_on":"2026-03-30","plan":7,"contact":{"email":"eva@kern.org","phone":"+49 171 2345678"},"orders":[{"sku":"A-1"},{"sku":"B-2"}]}"#;
    for (theme, size, look) in looks() {
        let (_runtime, system) = served(live);
        let mut ana = Person::sits_before(against(&system, Stage::Test), size, theme);
        ana.replaces("Customer’s e-mail", "eva@kern.org").clicks("Send").sees("The answer is not as agreed.");
        ana.picture(&format!("panel-drift-{look}"));
        ana.reaches("Save as sample").sees("Replaced").picture(&format!("panel-sample-{look}"));
    }
}

#[test]
fn a_test_that_failed() {
    for (theme, size, look) in looks() {
        let mut project = story();
        let reply = integration(&mut project).replies.get_mut("expired").unwrap();
        let Some(Message::Text { text }) = reply.messages.first_mut() else { panic!("it says something") };
        *text.edit("en") = "Your subscription is over.".to_owned();
        let mut ana = Person::sits_before(project, size, theme);
        ana.presses(Modifiers::COMMAND, Key::K);
        ana.harness.event(egui::Event::Text("Test scenarios".to_owned()));
        ana.looks();
        ana.presses(Modifiers::NONE, Key::Enter).clicks("Run all").sees("1 failed").sees("0 not run yet");
        ana.picture(&format!("scenario-red-{look}"));
    }
}

#[test]
fn a_long_table_while_it_runs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customers.csv");
    let mut text = "E-mail,Expected outcome,Answer,Contains\n".to_owned();
    for number in 0..998 {
        text.push_str(&format!("customer{number}@example.com,active,active,March 30\n"));
    }
    text.push_str("wrong@example.com,expired,active,\nunknown@example.com,no such outcome,,\n");
    files::write_text(&file, &text).unwrap();
    for (theme, size, look) in looks() {
        let mut ana = Person::sits_before(story(), size, theme);
        ana.presses(Modifiers::COMMAND, Key::K);
        ana.harness.event(egui::Event::Text("Test scenarios".to_owned()));
        ana.looks();
        ana.presses(Modifiers::NONE, Key::Enter).clicks("From a table…").sees("Which table?");
        ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter).sees("1000 rows");
        ana.picture(&format!("table-long-{look}"));
        ana.harness.get_by_label("Run with saved samples").click();
        ana.waits_for(|ana| {
            let state = ana.program().state();
            let sheet = state.scenarios.data.as_ref().unwrap();
            sheet.results.iter().flatten().count() > 100
        });
        ana.picture(&format!("table-running-{look}"));
        ana.sees("998 rows passed").picture(&format!("table-ran-{look}"));
    }
}

#[test]
fn imports_before_they_are_added() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.yaml");
    files::write_text(&file, SHOP).unwrap();
    for (theme, size, look) in looks() {
        let mut ana = Person::sits_before(story(), size, theme);
        ana.opens_page_import().picture(&format!("import-{look}"));
        ana.clicks("Choose a file…").sees("Import which file?").picture(&format!("import-path-{look}"));
        ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
        ana.sees("What should the bot use of Book shop?").clicks("Find books (GET /books)");
        ana.clicks("Look up an order (GET /orders/{order_number})").picture(&format!("import-choice-{look}"));
        ana.clicks("Go on with 2 requests").sees("This is what was understood");
        ana.picture(&format!("import-understood-{look}"));
    }
}

#[test]
fn an_import_that_failed() {
    let mut ana = Person::opens(story());
    ana.opens_page_import().clicks("Choose a file…").replaces("Path", "README.md");
    ana.presses(Modifiers::NONE, Key::Enter).sees("It is no").picture("import-failed-light-1600");
}

#[test]
fn exports_before_they_are_written() {
    for (theme, size, look) in looks() {
        let mut project = project("order-status");
        project.platform = Some(Platform::CopilotStudio);
        let mut ana = Person::sits_before(project, size, theme);
        ana.presses(Modifiers::COMMAND, Key::E).sees("works as designed").picture(&format!("export-{look}"));
    }
    let mut ana = Person::opens(project("order-status"));
    ana.presses(Modifiers::COMMAND, Key::E).clicks("Copilot Studio, Topics, YAML").sees("needs your consent");
    ana.picture("export-blocked-light-1600");
}

/// A drill in which one reply is far longer than the others.
#[test]
fn a_long_conversation_in_the_drill() {
    for (theme, size, look) in looks() {
        let mut project: Project = story();
        project.channels = vec![Channel::Web, Channel::WhatsApp];
        let reply = integration(&mut project).replies.get_mut("expired").unwrap();
        let long = "Your subscription has expired, and it can be renewed here at any time. ".repeat(5);
        let Some(Message::Text { text }) = reply.messages.first_mut() else { panic!("it says something") };
        *text.edit("en") = long.trim().to_owned();
        call(&mut project).policy.retries.count = 2;
        let mut ana = Person::sits_before(project, size, theme);
        ana.clicks("Try every failure").picture(&format!("drill-long-{look}"));
    }
}
