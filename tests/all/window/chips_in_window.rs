//! Chips in the texts of the real window: dragged, deleted, undone, copied into another field, and seen as they are written.

use egui::{Event, Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::journey::{Person, story};

/// As the window system says it: kittest's `COMMAND` lacks the key itself.
const CTRL: Modifiers = Modifiers { ctrl: true, ..Modifiers::COMMAND };
const DATE: &str = "{{ renews_on | date(\"long\") }}";

/// What the first message of the outcome “Active” holds.
fn words(ana: &Person) -> String {
    let reply = &ana.program().state().integration().unwrap().replies["active"];
    match &reply.messages[0] {
        hookwright::model::Message::Text { text } => text.0["en"].as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

fn chip(ana: &Person) -> Rect {
    let chips = ana.harness.query_all_by_label("Value: renewal date (March 30)");
    chips.last().expect("a chip").rect()
}

fn editor(ana: &Person) -> Rect {
    let fields = ana.harness.query_all_by_label("What the bot says");
    let field = fields.into_iter().find(|node| node.accesskit_node().role() != egui::Role::Label);
    field.expect("an editor").rect()
}

/// A text that a command of this or one of the next frames puts on the clipboard.
fn clipboard(ana: &mut Person, event: Event) -> String {
    ana.harness.event(event);
    for _ in 0..3 {
        ana.harness.step();
        for command in &ana.harness.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                return text.clone();
            }
        }
    }
    panic!("nothing was copied")
}

#[test]
fn a_chip_is_dragged_to_the_beginning() {
    let mut ana = Person::opens(story());
    assert_eq!(words(&ana), format!("Yes, your subscription is active and renews on {DATE}."));
    let (from, corner) = (chip(&ana).center(), editor(&ana).left_top() + egui::vec2(14.0, 24.0));
    ana.drags(from, corner);
    assert_eq!(words(&ana), format!("{DATE}Yes, your subscription is active and renews on ."));
    ana.presses(Modifiers::COMMAND, Key::Z);
    assert_eq!(words(&ana), format!("Yes, your subscription is active and renews on {DATE}."));
}

#[test]
fn a_chip_that_is_let_go_elsewhere_stays() {
    let mut ana = Person::opens(story());
    let before = words(&ana);
    let (from, away) = (chip(&ana).center(), editor(&ana).center_bottom() + egui::vec2(0.0, 200.0));
    ana.drags(from, away);
    assert_eq!(words(&ana), before);
}

#[test]
fn after_undo_the_caret_is_behind_the_chip_that_came_back() {
    let mut ana = Person::opens(story());
    ana.enters("What the bot says").presses(CTRL, Key::End);
    ana.presses(Modifiers::NONE, Key::ArrowLeft).presses(Modifiers::NONE, Key::Backspace);
    assert_eq!(words(&ana), "Yes, your subscription is active and renews on .", "one key, all of it");
    ana.presses(Modifiers::COMMAND, Key::Z).types("!");
    assert_eq!(words(&ana), format!("Yes, your subscription is active and renews on {DATE}!."));
}

#[test]
fn a_chip_goes_over_the_clipboard_into_another_field() {
    let mut ana = Person::opens(story());
    ana.enters("What the bot says").presses(CTRL, Key::End);
    ana.presses(Modifiers::NONE, Key::ArrowLeft).presses(Modifiers::SHIFT, Key::ArrowLeft);
    let copied = clipboard(&mut ana, Event::Copy);
    assert_eq!(copied, DATE);
    ana.enters("Quick reply 1").presses(CTRL, Key::End).pastes(&copied);
    ana.sees("Show my invoicesMarch 30");
    ana.presses(Modifiers::NONE, Key::Backspace).does_not_see("Show my invoicesMarch 30");
}

#[test]
fn a_text_is_seen_as_it_is_written_with_one_click() {
    let mut ana = Person::opens(story());
    ana.takes("Show texts as they are written");
    let role = egui::Role::MultilineTextInput;
    let shown = ana.harness.get_by_role_and_label(role, "What the bot says").accesskit_node().value();
    assert_eq!(shown.unwrap(), words(&ana));
    ana.fills("What the bot says", "On {{ renews_on }}.").sees("On ");
    ana.takes("Show values as chips");
    assert_eq!(words(&ana), "On {{ renews_on }}.");
    assert!(ana.harness.query_by_label("Show values as chips").is_none());
}

#[test]
fn letters_that_follow_the_slash_at_once_count() {
    let mut ana = Person::opens(story());
    ana.enters("What the bot says").presses(Modifiers::COMMAND, Key::A);
    // On a slow computer all of these come in one frame.
    for letter in ["O", "n", " ", "/", "r", "e", "n"] {
        ana.harness.event(Event::Text(letter.to_owned()));
    }
    ana.looks();
    ana.sees("From the answer").enter();
    assert_eq!(words(&ana), format!("On {DATE}"));
}
