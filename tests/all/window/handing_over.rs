//! What is handed over, in a person's words: what changed since the last export, and the document for those who sign off.

use std::path::Path;
use std::sync::Arc;

use egui::{Key, Modifiers};
use hookwright::files;
use hookwright::model::{Channel, Localized, Message, Project, Stage};

use super::journey::{Person, story};
use super::panel::{ACTIVE, against, served};

fn exports(ana: &mut Person, folder: &Path) {
    ana.presses(Modifiers::COMMAND, Key::E).sees("customer-service-bot.config.json");
    ana.clicks("Export 2 files…").sees("Export where?");
    ana.replaces("Path", folder.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("Exported 2 files to");
}

fn says(ana: &mut Person, words: &str) {
    ana.clicks("Back to the integration").types_at_the_end_of("What the bot says", words);
}

#[test]
fn what_changed_since_the_last_export_is_said_in_words_also_by_the_next_window() {
    let (folder, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut ana = Person::opens_with_runs(story(), kept.path());
    ana.presses(Modifiers::COMMAND, Key::E)
        .sees("Changed since it was saved")
        .sees("Nothing has changed since.");
    exports(&mut ana, folder.path());
    ana.sees("Changed since the last export").sees("the same export would come of it");
    ana.sees("To Hookwright, on ").sees(folder.path().to_str().unwrap());
    says(&mut ana, " Anything else?");
    ana.presses(Modifiers::COMMAND, Key::E).sees("Changed since the last export");
    ana.sees(". Anything else?").picture("changed-since-export");
    let changed = ana.program().state().comparing.changed.clone();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].sentence.contains("Anything else?"), "{changed:?}");

    // What nobody exports is no change since the export, but one since the save.
    ana.clicks("Back to the integration").clicks("Preview").clicks("Keep as test").sees("is kept as a test");
    ana.presses(Modifiers::COMMAND, Key::E);
    assert_eq!(ana.program().state().comparing.changed.len(), 1);
    ana.clicks("Compare with").picks("The last save").sees("Changed since it was saved");
    assert_eq!(ana.program().state().comparing.changed.len(), 2);

    let now = ana.program().state().project.clone();
    let file = files::ExportRecord::file(kept.path(), None, &now.name);
    ana.waits_for(|_| files::ExportRecord::read(&file).is_some());
    let mut again = Person::opens_with_runs(now, kept.path());
    again.waits_for(|person| person.program().state().comparing.last_export.is_some());
    again.presses(Modifiers::COMMAND, Key::E).sees("Changed since the last export").sees("Anything else?");
    exports(&mut again, folder.path());
    again.sees("the same export would come of it").does_not_see("Anything else?");
}

#[test]
fn a_project_is_compared_with_a_file_of_choice() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("of-last-year.hookwright.json");
    let mut old = story();
    old.name = "Bot of last year".to_owned();
    files::save(&file, &old).unwrap();
    let mut ana = Person::opens(story());
    ana.clicks("Test scenarios").reaches("Compare with").picks("A file…").sees("Compare with which file?");
    ana.replaces("Path", "/nowhere.json").presses(Modifiers::NONE, Key::Enter).sees("nowhere.json");
    ana.clicks("Compare with").picks("A file…").sees("Compare with which file?");
    ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("Different from the file").sees("“Bot of last year”");
}

fn writes_report(ana: &mut Person, of: &str, file: &Path) -> String {
    ana.clicks("Hand-over document…").picks(of).sees("Write it where?");
    ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("The hand-over document is in");
    files::read_text(file).unwrap()
}

/// Two integrations; the first has other words on the web, and one outcome that only the fallback reply serves.
fn two() -> Project {
    let mut project = story();
    let mut second = project.integrations[0].as_ref().clone();
    (second.id, second.name) = ("other".to_owned(), "Something else".to_owned());
    let first = Arc::make_mut(&mut project.integrations[0]);
    let text = Localized::new("en", "On the web it has expired.");
    first.replies.get_mut("expired").unwrap().channels.insert(Channel::Web, vec![Message::Text { text }]);
    project.integrations.push(Arc::new(second));
    project
}

#[test]
fn the_document_of_one_integration_has_every_reply_and_no_other_integration() {
    let folder = tempfile::tempdir().unwrap();
    let mut ana = Person::opens(two());
    ana.clicks("Test scenarios").clicks("Run all").sees("0 not run yet");
    let html = writes_report(&mut ana, "Only Check subscription", &folder.path().join("one.html"));
    assert!(html.contains("Hand-over: Check subscription") && !html.contains("Something else"), "{html}");
    for words in [
        "Contents",
        "On Web chat: On the web it has expired.",
        "Fallback reply",
        "17 of 17 passed, played 20",
    ] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    let integration = ana.program().state().project.integrations[0].clone();
    let previews = ana.program().state().derived.previews.clone();
    assert!(previews.len() > 10);
    for preview in &previews {
        assert!(html.contains(&format!("<strong>{}</strong>", preview.name)), "{}", preview.name);
    }
    assert!(integration.scenarios.iter().all(|scenario| html.contains(&scenario.name)));
    // Every entry of the contents leads to a heading.
    let entries: Vec<&str> =
        html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(entries.len() > 5);
    assert!(entries.iter().all(|entry| html.contains(&format!(" id=\"{entry}\""))), "{entries:?}");

    let markdown = writes_report(&mut ana, "The whole project", &folder.path().join("all.md"));
    assert!(markdown.contains("## Check subscription") && markdown.contains("## Something else"));
}

#[test]
fn the_document_tells_of_live_runs_without_personal_values() {
    let (_runtime, system) = served(ACTIVE);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let mut ana = Person::opens(against(&system, Stage::Production));
    ana.replaces("Customer’s e-mail", "eva@kern.org").clicks("Send").sees("Live answer");
    ana.clicks("Where data goes").clicks("Hand-over document…").sees("Write it where?");
    ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("The hand-over document is in");
    let html = files::read_text(&file).unwrap();
    let name = &ana.program().state().project.environments[0].name;
    for words in ["Live runs", "Last live run", "Ended in", "Active", &format!("{name} (127.0.0.1)")] {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
    assert!(!html.contains("eva@kern.org"), "{html}");
}

#[test]
fn the_command_line_reads_what_the_window_recorded() {
    let (_runtime, system) = served(ACTIVE);
    let folder = tempfile::tempdir().unwrap();
    let mut ana = Person::opens_with_runs(against(&system, Stage::Test), folder.path());
    ana.clicks("Send").sees("Live answer");
    let file = files::runs_file(folder.path(), None, &ana.program().state().project.name);
    ana.waits_for(|_| files::read_runs(&file).is_some_and(|text| text.contains("Active")));
    let runs = hookwright::convert::report::LiveRun::in_history(&files::read_runs(&file).unwrap());
    let kept = &ana.program().state().recorded.runs[0];
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].at_ms, &runs[0].outcome_name), (kept.at_ms, &kept.outcome_name));
    assert_eq!((&runs[0].said, &runs[0].environment), (&kept.said, &kept.environment));
}
