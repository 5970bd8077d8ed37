//! Widgets used by keys and mouse.

use egui::{Key, Role, Theme, Ui, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hookwright::ui::theme::icons;
use hookwright::ui::widgets::{
    Button, Checkbox, Choice, FindingBox, IconButton, MenuItem, NumberField, OutcomeRow, Select, Switch,
    menu, option_cards, segmented, select_value,
};

fn harness<State: 'static>(state: State, ui: fn(&mut Ui, &mut State)) -> Harness<'static, State> {
    let mut harness = super::builder(Vec2::new(640.0, 480.0), Theme::Light).build_ui_state(ui, state);
    harness.run();
    harness
}

#[test]
fn a_button_answers_to_mouse_and_keys() {
    let mut harness = harness(0, |ui, clicks: &mut u32| {
        *clicks += u32::from(ui.add(Button::primary("Send").icon(icons::ICON_SEND)).clicked());
        *clicks += u32::from(ui.add(IconButton::new(icons::ICON_UNDO, "Undo")).clicked());
        *clicks += 100 * u32::from(ui.add_enabled(false, Button::secondary("Off")).clicked());
    });
    harness.get_by_label("Send").click();
    harness.run();
    harness.get_by_label("Undo").click();
    harness.run();
    harness.get_by_label("Off").click();
    harness.run();
    harness.get_by_label("Send").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), 4);
}

#[test]
fn a_switch_and_a_box_can_be_turned() {
    let mut harness = harness((false, true), |ui, (switch, ticked): &mut (bool, bool)| {
        ui.add(Switch::new(switch, "Pass to a person"));
        ui.add(Checkbox::bare(ticked, "Needed"));
    });
    harness.get_by_role_and_label(Role::Switch, "Pass to a person").click();
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, "Needed").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(*harness.state(), (true, false));
}

#[test]
fn a_number_stays_within_its_limits() {
    let mut harness = harness(8, |ui, seconds: &mut u64| {
        ui.add(NumberField::new("Seconds", seconds, 1..=60));
    });
    harness.get_by_label("Seconds").focus();
    harness.run();
    for (typed, holds) in [("5", 8), ("x", 8)] {
        harness.event(egui::Event::Text(typed.to_owned()));
        harness.run();
        assert_eq!(*harness.state(), holds, "after typing {typed}");
    }
    harness.key_press(Key::ArrowUp);
    harness.run();
    assert_eq!(*harness.state(), 9);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("42".to_owned()));
    harness.run();
    assert_eq!(*harness.state(), 42);
}

#[test]
fn a_select_picks_by_mouse() {
    let mut harness = harness("once", |ui, tries: &mut &str| {
        select_value(
            ui,
            "Tries",
            tries,
            &[("never", "never", ""), ("once", "once", ""), ("twice", "twice", "")],
        );
    });
    let closed = harness.get_by_role_and_label(Role::ComboBox, "Tries");
    assert_eq!(closed.accesskit_node().value().as_deref(), Some("once"));
    closed.click();
    harness.run();
    harness.get_by_role_and_label(Role::MenuItem, "twice").click();
    harness.run();
    assert_eq!(*harness.state(), "twice");
    assert!(harness.query_by_role_and_label(Role::MenuItem, "never").is_none(), "the list is closed");
}

#[test]
fn a_select_picks_by_keys() {
    let mut harness = harness(Some(0), |ui, chosen: &mut Option<usize>| {
        let choices = [Choice::new("WhatsApp"), Choice::new("Web chat")];
        let pick = Select::new("Channel", &choices, *chosen).show(ui);
        *chosen = pick.index.or(*chosen);
    });
    harness.get_by_label("Channel").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), Some(1));
    assert!(harness.query_by_label("Web chat").is_none(), "the list is closed");
}

#[test]
fn one_of_several_can_be_picked() {
    let mut harness = harness((0, None), |ui, (language, key): &mut (usize, Option<usize>)| {
        let languages = [Choice::new("English"), Choice::new("German")];
        *language = segmented(ui, "Language", &languages, *language).index.unwrap_or(*language);
        let keys = [Choice::from(("Secret key", "Bearer token")), Choice::from(("Password", "Basic"))];
        *key = option_cards(ui, "Key", &keys, *key).index.or(*key);
    });
    harness.get_by_label("German").click();
    harness.run();
    harness.get_by_label("Password").click();
    harness.run();
    assert_eq!(*harness.state(), (1, Some(1)));
}

#[test]
fn remedies_are_buttons_of_their_own() {
    let mut harness = harness((0, 0), |ui, (remedies, choices): &mut (u32, u32)| {
        let row = OutcomeRow::silent(
            "Malformed answer",
            "The customer would hear nothing",
            "Say the fallback reply",
        )
        .show(ui);
        *remedies += u32::from(row.remedy_clicked());
        *choices += u32::from(row.response.clicked());
        let found =
            FindingBox::warning("Too slow.", "It may be lost.").remedy("Wait 7 seconds instead").show(ui);
        *remedies += u32::from(found.remedy_clicked());
    });
    harness.get_by_role_and_label(Role::Button, "Say the fallback reply").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Wait 7 seconds instead").click();
    harness.run();
    assert_eq!(*harness.state(), (2, 0));
    harness
        .get_by_label("Malformed answer, The customer would hear nothing, button: Say the fallback reply")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), (2, 1));
}

#[test]
fn a_menu_opens_and_closes() {
    let mut harness = harness(false, |ui, deleted: &mut bool| {
        let button = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, "More"));
        menu(&button, |ui| {
            *deleted |= ui.add(MenuItem::new("Delete").danger()).clicked();
        });
    });
    assert!(harness.query_by_label("Delete").is_none());
    harness.get_by_label("More").click();
    harness.run();
    harness.get_by_label("Delete").click();
    harness.run();
    assert!(*harness.state());
    assert!(harness.query_by_label("Delete").is_none());
}
