//! The screens, and how one gets to each.

use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hookwright::model::{Authentication, Channel, Message, Project, Step};
use hookwright::state::{
    Action, DrillAction, HabitAction, Overlay, Page, ScenarioAction, ScenarioKey, StartAction, State,
};

use super::super::journey::Person;
use super::super::screens_habits::{left_behind, recents};
use super::Way::{On, Program, Window};
use super::{Screen, bot};

const fn screen(name: &'static str, way: super::Way) -> Screen {
    Screen { name, way }
}

/// Every screen.
pub const SCREENS: &[Screen] = &[
    screen("start", Window(start)),
    screen("start-first", Window(|window| applies(window, Action::Start(StartAction::CloseProject)))),
    screen("start-crash", Window(start_after_a_crash)),
    screen("empty", On(Project::default, |_| {})),
    screen("when", Window(|window| applies(window, Action::ChooseStep(Step::When)))),
    screen("needs", Window(|window| applies(window, Action::ChooseStep(Step::Needs)))),
    screen("asks", Window(|window| applies(window, Action::ChooseStep(Step::Asks)))),
    screen("understands", Window(|window| applies(window, Action::ChooseStep(Step::Understands)))),
    screen("says", Window(|_| {})),
    screen("says-german", Window(|window| applies(window, Action::ChooseLanguage("de".to_owned())))),
    screen("says-list", Window(says_a_list)),
    screen("says-silence", On(with_slips, |window| chooses(window, "timeout"))),
    screen("conversation-slow", Window(|window| chooses(window, "timeout"))),
    screen("conversation-slack", Window(|window| applies(window, Action::ChooseChannel(Channel::Slack)))),
    screen("conversation-sms", Window(|window| applies(window, Action::ChooseChannel(Channel::Sms)))),
    screen("values", Window(values)),
    screen("value-formats", Window(value_formats)),
    screen("findings", On(with_slips, |window| applies(window, Action::ToggleFindings))),
    screen("list-menu", Window(list_menu)),
    screen("palette", Window(palette)),
    screen("keys", Window(|window| applies(window, Action::Habit(HabitAction::Show(Overlay::Keys))))),
    screen("question-unsaved", Window(unsaved)),
    screen("question-write", Window(question_before_a_write)),
    screen("test-preview", Window(|window| applies(window, Action::Preview))),
    screen("test-live", Program(bot, test_live)),
    screen("drill", Window(|window| applies(window, Action::ChoosePage(Page::Drill)))),
    screen("drill-silence", On(with_slips, |window| applies(window, Action::ChoosePage(Page::Drill)))),
    screen("drill-words", Window(drill_words)),
    screen("scenarios", Window(|window| applies(window, Action::ChoosePage(Page::Scenarios)))),
    screen("scenario", Window(scenario)),
    screen("scenarios-table", Window(table)),
    screen("facts", Window(|window| applies(window, Action::ChoosePage(Page::Facts)))),
    screen("connections", Window(|window| applies(window, Action::ChoosePage(Page::Connections)))),
    screen("data-flow", Window(|window| applies(window, Action::ChoosePage(Page::DataFlow)))),
    screen("settings", Window(|window| applies(window, Action::ChoosePage(Page::Settings)))),
    screen("import", Program(Project::default, |person| _ = person.opens_page_import())),
    screen("import-choice", Program(Project::default, import_choice)),
    screen("import-understood", Program(Project::default, import_understood)),
    screen("export", Program(bot, export)),
    screen("export-blocked", Program(bot, export_blocked)),
];

fn applies(window: &mut Harness<'static, State>, action: Action) {
    window.state_mut().apply(action);
}

fn chooses(window: &mut Harness<'static, State>, outcome: &str) {
    applies(window, Action::ChooseOutcome(outcome.to_owned()));
}

fn start(window: &mut Harness<'static, State>) {
    recents(window.state_mut());
    applies(window, Action::Start(StartAction::Show));
}

fn start_after_a_crash(window: &mut Harness<'static, State>) {
    recents(window.state_mut());
    left_behind(window.state_mut());
    applies(window, Action::Start(StartAction::Show));
}

/// The story with what goes wrong most often.
fn with_slips() -> Project {
    let mut bot = bot();
    bot.connections[0].base_urls.insert("staging".to_owned(), "http://crm-staging.example.com".to_owned());
    if let Some(connection) = bot.connections.get_mut(1) {
        connection.authentication = Authentication::None;
    }
    let ticket = Arc::make_mut(&mut bot.integrations[2]);
    ticket.calls[0].policy.retries.count = 2;
    let story = Arc::make_mut(&mut bot.integrations[0]);
    story.replies.entry("timeout".to_owned()).or_default().messages.clear();
    story.waiting = None;
    let expired = story.replies.get_mut("expired").and_then(|reply| reply.messages.first_mut());
    if let Some(Message::Text { text }) = expired {
        *text.edit("en") = "Your subscription expired on {{ renews_onn }}.".to_owned();
    }
    bot
}

fn says_a_list(window: &mut Harness<'static, State>) {
    applies(window, Action::ChooseIntegration("order_status".to_owned()));
    chooses(window, "shipped");
}

/// The list of values over the words, as after a `/`.
fn values(window: &mut Harness<'static, State>) {
    window.get_by_role_and_label(Role::MultilineTextInput, "What the bot says").focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::End);
    window.run();
    for typed in [" ", "/"] {
        window.event(Event::Text(typed.to_owned()));
        window.run();
    }
}

/// The menu of the value in the words.
fn value_formats(window: &mut Harness<'static, State>) {
    let chip = window.query_all_by_label_contains("Value: renewal date").next();
    chip.expect("the words hold a value").click();
    window.run();
}

fn list_menu(window: &mut Harness<'static, State>) {
    if window.query_by_label_contains("Check subscription, ").is_none() {
        // In a small window the list comes out of the name.
        window.get_by_label("Choose another integration").click();
        window.run();
    }
    window.get_by_label_contains("Check subscription, ").click_secondary();
    window.run();
}

fn palette(window: &mut Harness<'static, State>) {
    let overlay = Overlay::Palette { query: "s".to_owned(), row: 1 };
    applies(window, Action::Habit(HabitAction::Show(overlay)));
}

fn unsaved(window: &mut Harness<'static, State>) {
    window.state_mut().project.name.push_str(" for Ireland");
    window.run();
    applies(window, Action::New);
}

fn question_before_a_write(window: &mut Harness<'static, State>) {
    applies(window, Action::ChooseIntegration("open_ticket".to_owned()));
    applies(window, Action::ChooseEnvironment("production".to_owned()));
    window.run();
    applies(window, Action::Send);
}

fn test_live(person: &mut Person) {
    person.clicks("Send").sees("Live answer");
}

fn drill_words(window: &mut Harness<'static, State>) {
    applies(window, Action::ChoosePage(Page::Drill));
    applies(window, Action::Drill(DrillAction::Edit("timeout".to_owned())));
}

fn scenario(window: &mut Harness<'static, State>) {
    applies(window, Action::ChoosePage(Page::Scenarios));
    let key = ScenarioKey { integration: "check_subscription".to_owned(), index: 0 };
    applies(window, Action::Scenario(ScenarioAction::Toggle(key)));
}

fn table(window: &mut Harness<'static, State>) {
    let text = "Customer’s e-mail;Expected outcome;contains\nana@example.com;Active;March 30\n\
                leo@example.com;Expired;\nmia@example.com;Customer not found;\nno address;E-mail not accepted;\n";
    applies(window, Action::ChoosePage(Page::Scenarios));
    applies(window, Action::Scenario(ScenarioAction::ChooseData("check_subscription".to_owned())));
    let read = ScenarioAction::DataRead { path: "customers.csv".into(), text: text.to_owned() };
    applies(window, Action::Scenario(read));
}

fn import_choice(person: &mut Person) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book-shop.openapi.yaml");
    hookwright::files::write_text(&file, super::super::importing::SHOP).unwrap();
    imports(person, &file).sees("What should the bot use of Book shop?");
    person.clicks("Look up an order (GET /orders/{order_number})").clicks("Find books (GET /books)");
}

fn import_understood(person: &mut Person) {
    let line = "curl 'https://crm.example.com/v2/subscriptions/lookup' -X POST -H 'Authorization: Bearer 3f9c' \
                -H 'Content-Type: application/json' -d '{\"email\": \"ana@example.com\"}'";
    person.harness.event(Event::Paste(line.to_owned()));
    person.looks();
    person.sees("This is what was understood");
}

fn imports<'a>(person: &'a mut Person, file: &Path) -> &'a mut Person {
    person.opens_page_import().clicks("Choose a file…").sees("Import which file?");
    person.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter)
}

fn export(person: &mut Person) {
    person.presses(Modifiers::COMMAND, Key::E).sees("Our own document").sees("Kept");
}

fn export_blocked(person: &mut Person) {
    export(person);
    if person.harness.query_by_label_contains("Copilot Studio,").is_none() {
        // In a small window the targets are a list that opens.
        person.clicks("Export to");
    }
    person.clicks_on("Copilot Studio").sees("needs your consent first");
}
