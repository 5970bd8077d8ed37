//! Two lives of the program over the same folder of settings: what the second one finds of the first, which ended without an end.

use std::path::Path;

use egui::{Key, Modifiers, Pos2, Theme, Vec2};
use egui_kittest::kittest::Queryable as _;
use hookwright::app::{Dialogs, Program};
use hookwright::files::{self, Settings};
use hookwright::model::{Project, Step};
use hookwright::state::{Page, Panel, ThemeChoice};

use super::journey::{Person, story};

const CTRL: Modifiers = Modifiers { ctrl: true, ..Modifiers::COMMAND };

/// The program as a person starts it on a file: with its settings, its recent projects, and what was kept aside.
fn starts(folder: &Path, file: &Path, id: &'static str, size: Vec2) -> Person {
    let (folder, file) = (folder.to_owned(), file.to_owned());
    let settings = folder.join("settings.json");
    Person::starts_in(size, Theme::Light, move |ctx| {
        let project = files::load(&file).unwrap();
        let program = Program::new(ctx, project, Some(file.clone()), Dialogs::Own).unwrap();
        program
            .with_settings(Settings::load(&settings), Some(settings.clone()))
            .with_recovery(&folder.join("recovery"), id)
    })
}

fn edge_of_the_conversation(ana: &Person) -> f32 {
    ana.harness.get_by_label("What the customer sees").rect().left()
}

#[test]
fn a_killed_program_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.hookwright.json");
    let mine = Project { name: "My own bot".to_owned(), ..story() };
    files::save(&file, &mine).unwrap();
    let size = Vec2::new(1440.0, 900.0);

    let mut ana = starts(folder.path(), &file, "1-1", size);
    let usual = edge_of_the_conversation(&ana);
    // A little inside: the scroll bar of the middle ends where the pane begins.
    let edge = Pos2::new(1440.0 - 408.0 + 3.0, 500.0);
    ana.drags(edge, edge - egui::vec2(60.0, 0.0));
    let wider = edge_of_the_conversation(&ana);
    assert!((50.0..70.0).contains(&(usual - wider)), "{usual} {wider}");
    ana.enters("What the bot says").presses(CTRL, Key::End).types(" Good to have you.");
    ana.takes("Open the test panel").presses(Modifiers::COMMAND, Key::K).types("dark col").enter();
    ana.presses(Modifiers::ALT, Key::Num4);
    ana.presses(Modifiers::COMMAND, Key::K).types("where data").enter();
    let (settings, kept) = (folder.path().join("settings.json"), folder.path().join("recovery/1-1.recovery"));
    ana.waits_for(|_| kept.exists() && Settings::load(&settings).window.page == Page::DataFlow.title());
    // The crash: nobody tells the program that it ends.
    drop(ana);

    let left = Settings::load(&settings);
    assert_eq!((left.window.width, left.window.height), (1440, 900));
    assert_eq!(left.theme, "dark");
    let mut again = starts(folder.path(), &file, "2-1", size);
    again.sees("The window closed before these changes were saved").sees("mine.hookwright.json");
    let view = &again.program().state().view;
    assert_eq!((view.page, view.step, view.panel), (Page::DataFlow, Step::Understands, Panel::Open));
    assert_eq!(view.theme, ThemeChoice::Dark);

    again.takes("Recover My own bot").sees("March 30. Good to have you.").sees("Changes not saved yet");
    let edge = edge_of_the_conversation(&again);
    // Widths are kept in whole points.
    assert!((edge - wider).abs() < 1.5, "the pane is as wide as before: {edge} {wider}");
    again.presses(Modifiers::COMMAND, Key::S).sees("Saved as mine.hookwright.json");
    let saved = files::write(&files::load(&file).unwrap());
    assert!(saved.contains("Good to have you."));
    again.presses(Modifiers::COMMAND, Key::W).sees("See it work first").sees("Recent projects");
    again.sees("My own bot, ");
}

#[test]
fn another_project_begins_where_every_project_does() {
    let folder = tempfile::tempdir().unwrap();
    let [mine, other] = ["mine", "other"].map(|name| folder.path().join(format!("{name}.hookwright.json")));
    files::save(&mine, &story()).unwrap();
    files::save(&other, &story()).unwrap();
    let size = Vec2::new(1440.0, 900.0);
    let mut ana = starts(folder.path(), &mine, "1-1", size);
    ana.presses(Modifiers::ALT, Key::Num2);
    // An end in the usual way forgets nothing of the last second.
    ana.harness.step();
    ana.harness.state_mut().as_mut().unwrap().end();
    drop(ana);
    assert_eq!(starts(folder.path(), &mine, "2-1", size).program().state().view.step, Step::Needs);
    assert_eq!(starts(folder.path(), &other, "3-1", size).program().state().view.step, Step::Says);
}
