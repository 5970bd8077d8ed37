//! Exporting in a person's words: what is blocked is read and accepted before anything is written.

use egui::{Key, Modifiers};
use hookwright::model::Platform;

use super::journey::Person;
use super::screens::project;

#[test]
fn a_blocked_line_is_accepted_before_files_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut ana = Person::opens(project("order-status"));
    ana.presses(Modifiers::COMMAND, Key::E).sees("Our own document");
    ana.clicks("Copilot Studio, Topics, YAML");
    ana.sees("1 thing needs your consent first").sees("may take the key along").picture("export-blocked");
    let files = ana.program().state().exporting.prepared.as_ref().unwrap().files.len();
    let button = format!("Export {files} files…");
    ana.clicks(&button).does_not_see("Export where?");
    ana.clicks("I accept this: Redirects").does_not_see("needs your consent first");
    ana.clicks(&button).sees("Export where?");
    ana.replaces("Path", folder.path().to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees(&format!("Exported {files} files to"));
    assert!(folder.path().join("REPORT.md").exists());
    assert!(folder.path().join("order_status.mcs.yml").exists());
}

#[test]
fn the_target_is_that_of_the_platform() {
    let mut design = project("order-status");
    design.platform = Some(Platform::NodeRed);
    let mut ana = Person::opens(design);
    ana.presses(Modifiers::COMMAND, Key::E).sees("flow.json");
    assert_eq!(ana.program().state().exporting.target, "node-red");
}

#[test]
fn a_file_that_is_no_earlier_export_stays() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customer-service-bot.config.json");
    hookwright::files::write_text(&file, "mine").unwrap();
    let mut ana = Person::opens(project("subscription"));
    ana.presses(Modifiers::COMMAND, Key::E).sees("Our own document").sees("Export 2 files…");
    ana.clicks("Export 2 files…").sees("Export where?");
    ana.replaces("Path", folder.path().to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("is in the way");
    assert_eq!(hookwright::files::read_text(&file).unwrap(), "mine");
    assert!(!folder.path().join("REPORT.md").exists());
}
