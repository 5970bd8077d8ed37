//! Own outcomes as sentences: comparisons are added, joined by “and” or “or”, and taken away.

use hookwright::model::{Operator, Rule};

use super::journey::{Person, story};

fn opens() -> Person {
    let mut ana = Person::opens(story());
    ana.presses(egui::Modifiers::ALT, egui::Key::Num4);
    ana
}

fn rule(ana: &Person, outcome: &str) -> Rule {
    let integration = ana.program().state().integration().unwrap();
    integration.outcomes.iter().find(|own| own.id == outcome).unwrap().when.clone()
}

#[test]
fn a_sentence_with_and_becomes_one_with_or() {
    let mut ana = opens();
    assert!(matches!(rule(&ana, "active"), Rule::All { all } if all.len() == 2));
    ana.takes("Comparison 2 of Active joined by").takes("or");
    let Rule::Any { any } = rule(&ana, "active") else { panic!("{:?}", rule(&ana, "active")) };
    assert_eq!(any.len(), 2);
    ana.presses(egui::Modifiers::COMMAND, egui::Key::Z);
    assert!(matches!(rule(&ana, "active"), Rule::All { .. }));
}

#[test]
fn a_comparison_is_added_and_taken_away() {
    let mut ana = opens();
    ana.takes("More about Expired").picks("Add a comparison");
    let Rule::All { all } = rule(&ana, "expired") else { panic!("{:?}", rule(&ana, "expired")) };
    assert_eq!(all.len(), 2);
    assert_eq!(all[1], Rule::condition("status", Operator::Is, ""));
    ana.takes("Remove comparison 2 of Expired");
    assert_eq!(rule(&ana, "expired"), Rule::condition("status", Operator::Is, "expired"));
}

#[test]
fn a_new_sentence_decides_what_is_said() {
    let mut ana = opens();
    ana.takes("Add a meaning").types("paused").fills("Name of meaning 4", "Paused");
    ana.presses(egui::Modifiers::ALT, egui::Key::Num5);
    ana.takes_row("Paused, status is paused").takes("Give it its own words").types("It is paused.");
    let own = ana.program().state().integration().unwrap().outcomes.last().unwrap().id.clone();
    ana.sees("It is paused.").fills("Customer’s e-mail", "kim@example.com").takes("Send");
    ana.sees("Live answer").sees("It is paused.");
    assert_eq!(ana.program().state().try_it.result().unwrap().outcome, own);
}
