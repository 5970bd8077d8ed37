//! Habits in the window, in a person's words: the list by keys and by dragging, the palette, the clipboard, a crash.
#![expect(clippy::disallowed_methods, reason = "the test waits for what is written, no longer than a limit")]

use std::path::Path;
use std::time::Instant;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use hookwright::app::{Dialogs, Program};
use hookwright::files::{self, Settings};
use hookwright::model::Project;
use hookwright::state::{Action, Page};

use super::journey::{PATIENCE, Person, story};
use super::screens;

/// Three integrations with names of their own.
fn three() -> Project {
    let mut project = story();
    for name in ["Cancel renewal", "Where is my order"] {
        let mut copy = (*project.integrations[0]).clone();
        copy.id = name.to_lowercase().replace(' ', "_");
        copy.name = name.to_owned();
        project.integrations.push(copy.into());
    }
    project
}

fn names(person: &Person) -> Vec<String> {
    person.program().state().project.integrations.iter().map(|each| each.name.clone()).collect()
}

/// Clicks a row of the list by the beginning of what a screen reader says.
fn row(person: &mut Person, name: &str) {
    person.harness.get_by_label_contains(&format!("{name}, ready")).click();
    person.looks();
}

#[test]
fn the_list_by_keys_alone() {
    let mut ana = Person::opens(three());
    row(&mut ana, "Check subscription");
    ana.presses(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(ana.program().state().view.integration, "cancel_renewal");
    ana.presses(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(names(&ana), ["Check subscription", "Where is my order", "Cancel renewal"]);
    ana.presses(Modifiers::NONE, Key::End).presses(Modifiers::NONE, Key::Home);
    assert_eq!(ana.program().state().view.integration, "check_subscription");

    ana.presses(Modifiers::NONE, Key::F2)
        .replaces("New name", "Is it active")
        .presses(Modifiers::NONE, Key::Enter);
    assert_eq!(names(&ana)[0], "Is it active");
    ana.presses(Modifiers::NONE, Key::F2)
        .replaces("New name", "Nonsense")
        .presses(Modifiers::NONE, Key::Escape);
    assert_eq!(names(&ana)[0], "Is it active");

    ana.presses(Modifiers::COMMAND, Key::D);
    assert_eq!(names(&ana)[3], "Is it active (copy)");
    row(&mut ana, "Cancel renewal");
    ana.presses(Modifiers::NONE, Key::Delete).sees("“Cancel renewal” is deleted");
    ana.clicks("Undo");
    assert_eq!(names(&ana), ["Is it active", "Where is my order", "Cancel renewal", "Is it active (copy)"]);
}

#[test]
fn a_row_is_dragged_and_escape_leaves_it() {
    let mut ana = Person::opens(three());
    let at = |ana: &Person, name: &str| {
        ana.harness.get_by_label_contains(&format!("{name}, ready")).rect().center()
    };
    let (first, last) = (at(&ana, "Check subscription"), at(&ana, "Where is my order"));
    let below = last + egui::vec2(0.0, 20.0);
    ana.harness.drag_at(first);
    ana.harness.step();
    ana.harness.hover_at(last);
    ana.harness.step();
    ana.harness.key_press(Key::Escape);
    ana.harness.step();
    ana.harness.drop_at(below);
    ana.looks();
    assert_eq!(names(&ana)[0], "Check subscription");

    ana.harness.drag_at(first);
    ana.harness.step();
    ana.harness.hover_at(last);
    ana.harness.step();
    ana.harness.hover_at(below);
    ana.harness.step();
    ana.harness.drop_at(below);
    ana.looks();
    assert_eq!(names(&ana), ["Cancel renewal", "Where is my order", "Check subscription"]);
}

#[test]
fn an_integration_goes_over_the_clipboard() {
    let mut ana = Person::opens(three());
    row(&mut ana, "Cancel renewal");
    ana.harness.event(Event::Copy);
    // The frame in which it is copied is the one that hands the text out.
    let mut copied = None;
    for _ in 0..3 {
        ana.harness.step();
        copied = copied.or_else(|| {
            ana.harness.output().platform_output.commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            })
        });
    }
    ana.looks();
    let copied = copied.expect("a text on the clipboard");

    let mut bea = Person::opens(Project { name: "Other bot".to_owned(), ..Project::default() });
    bea.harness.event(Event::Paste(copied));
    bea.looks();
    bea.sees("One integration is added").sees("Yes, your subscription is active");
    assert_eq!(bea.program().state().project.connections.len(), 1);
}

#[test]
fn the_palette_finds_everything() {
    let mut ana = Person::opens(three());
    let types = |ana: &mut Person, words: &str| {
        ana.presses(Modifiers::COMMAND, Key::K);
        ana.harness.event(Event::Text(words.to_owned()));
        ana.looks();
        ana.presses(Modifiers::NONE, Key::Enter);
    };
    types(&mut ana, "wh order");
    assert_eq!(ana.program().state().view.integration, "where_is_my_order");
    types(&mut ana, "where data");
    assert_eq!(ana.program().state().view.page, Page::DataFlow);
    types(&mut ana, "slow");
    assert_eq!(
        (ana.program().state().view.page, ana.program().state().view.outcome.as_str()),
        (Page::Integration, "timeout")
    );
    types(&mut ana, "dark col");
    assert_eq!(ana.program().state().view.theme, hookwright::state::ThemeChoice::Dark);
    ana.presses(Modifiers::COMMAND, Key::K);
    ana.harness.event(Event::Text("qqqq".to_owned()));
    ana.looks();
    ana.sees("Nothing is called “qqqq”").presses(Modifiers::NONE, Key::Escape).does_not_see("qqqq");
    ana.presses(Modifiers::NONE, Key::F1).sees("Everywhere").presses(Modifiers::NONE, Key::Escape);
    ana.does_not_see("Everywhere");
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let mut ana = Person::opens(three());
    ana.replaces("Find an integration", "invoice").sees("No integration is called “invoice”");
    ana.clicks("Show all").sees("Cancel renewal, ready");
    ana.replaces("Find an integration", "ORDER")
        .does_not_see("Cancel renewal, ready")
        .sees("Where is my order, ready");
}

#[test]
fn of_many_integrations_only_those_in_sight_are_drawn() {
    let mut project = story();
    for number in 0..150 {
        let mut copy = (*project.integrations[0]).clone();
        copy.id = format!("copy_{number}");
        copy.name = format!("Copy {number}");
        project.integrations.push(copy.into());
    }
    let mut harness = screens::window(project, egui::vec2(1600.0, 1000.0), egui::Theme::Light);
    harness.run();
    let rows = |harness: &egui_kittest::Harness<'_, hookwright::state::State>| {
        harness.query_all_by_label_contains("Copy ").count()
    };
    assert!((5..40).contains(&rows(&harness)), "{} rows", rows(&harness));
    harness.state_mut().apply(Action::ChooseIntegration("copy_149".to_owned()));
    harness.run();
    let last = harness.get_by_label_contains("Copy 149, ");
    assert!(last.rect().bottom() < 760.0, "it comes into sight: {:?}", last.rect());
}

#[test]
fn in_a_small_window_the_list_comes_out() {
    let mut harness = screens::window(three(), egui::vec2(1024.0, 700.0), egui::Theme::Light);
    harness.run();
    assert!(harness.query_by_label_contains("Cancel renewal, ready").is_none());
    harness.get_by_label("Integrations").click();
    harness.run();
    super::picture::take(&mut harness, "list-out-light-1024");
    harness.get_by_label_contains("Cancel renewal, ready").click();
    harness.run();
    assert_eq!(harness.state().view.integration, "cancel_renewal");
    assert!(harness.query_by_label_contains("Where is my order, ready").is_none(), "it closes again");
}

/// The program with its changes kept aside in a folder.
fn in_folder(project: Project, folder: &Path, id: &'static str) -> Person {
    let folder = folder.to_owned();
    Person::starts(move |ctx| {
        let program = Program::new(ctx, project.clone(), None, Dialogs::Own).unwrap();
        program.with_recovery(&folder, id)
    })
}

fn waits_until(person: &mut Person, what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{what}");
        person.harness.step();
        std::thread::yield_now();
    }
}

#[test]
fn what_was_typed_before_a_crash_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("1-1.recovery");
    let mut ana = in_folder(story(), folder.path(), "1-1");
    ana.types_at_the_end_of("What the bot says", " Good to have you with us.");
    waits_until(&mut ana, "nothing is kept aside", || kept.exists());
    // A window that is there keeps what it has: the next one finds nothing.
    in_folder(story(), folder.path(), "2-1").does_not_see("before these changes were saved");
    // The crash: the window goes without an end.
    drop(ana);

    let mut again = in_folder(story(), folder.path(), "3-1");
    again.sees("The window closed before these changes were saved").sees("never saved");
    again.clicks("Recover Customer service bot").sees("renews on March 30. Good to have you with us.");
    again.sees("Not saved yet").does_not_see("before these changes were saved");
    waits_until(&mut again, "it is kept aside by the new window", || {
        folder.path().join("3-1.recovery").exists()
    });
    waits_until(&mut again, "the old window's is forgotten", || !kept.exists());
}

#[test]
fn what_is_discarded_is_gone_and_an_end_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("1-1.recovery");
    let mut ana = in_folder(story(), folder.path(), "1-1");
    ana.types_at_the_end_of("What the bot says", " More.");
    waits_until(&mut ana, "nothing is kept aside", || kept.exists());
    drop(ana);

    let mut again = in_folder(story(), folder.path(), "2-1");
    again
        .sees("before these changes")
        .clicks("Discard Customer service bot…")
        .sees("These changes would be gone for good")
        .clicks("Keep the changes of Customer service bot")
        .clicks("Discard Customer service bot…")
        .clicks("Discard the changes of Customer service bot")
        .does_not_see("before these changes");
    waits_until(&mut again, "it is gone", || !kept.exists());
    again.harness.state_mut().as_mut().unwrap().end();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn recent_projects_are_remembered_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.json");
    let [mine, other] = ["mine", "other"].map(|name| folder.path().join(format!("{name}.hookwright.json")));
    files::save(&mine, &story()).unwrap();
    files::save(&other, &Project { name: "Other bot".to_owned(), ..Project::default() }).unwrap();
    let file = settings.clone();
    let mut ana = Person::starts(move |ctx| {
        let program = Program::new(ctx, story(), None, Dialogs::Own).unwrap();
        program.with_settings(Settings::load(&file), Some(file.clone()))
    });
    for path in [&mine, &other] {
        ana.presses(Modifiers::COMMAND, Key::O).sees("Which project?");
        ana.replaces("Path", path.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
        ana.does_not_see("Which project?");
        let wanted = files::load(path).unwrap().name;
        ana.sees(&wanted);
        let start = Instant::now();
        while ana.program().state().path.as_ref() != Some(path) {
            assert!(start.elapsed() < PATIENCE, "it is not open");
            ana.harness.step();
        }
    }
    std::fs::remove_file(&other).unwrap();
    ana.looks();
    ana.presses(Modifiers::COMMAND, Key::W).sees("See it work first");
    ana.sees("Other bot, The file is no longer there, find it").sees("1 integration, ready");
    ana.clicks("Remove Other bot from the list").sees("Other bot is off the list");
    ana.clicks("Undo").sees("Other bot, The file is no longer there, find it");
    let paths = |settings: &Path| Settings::load(settings).recent.into_iter().map(|recent| recent.path);
    assert_eq!(paths(&settings).collect::<Vec<_>>(), [other.clone(), mine.clone()]);
    ana.clicks("Remove Other bot from the list").does_not_see("Other bot, ");
    let remembered = Settings::load(&settings).recent;
    assert_eq!(remembered.iter().map(|recent| &recent.path).collect::<Vec<_>>(), [&mine]);
    ana.harness.get_by_label_contains("Customer service bot, ").click();
    ana.looks();
    ana.sees("renews on March 30").sees("Saved on this computer");
}
