//! The editor for texts with chips, used by keys, mouse and clipboard.

use egui::{Event, Id, Key, Modifiers, OutputCommand, Role, Theme, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hookwright::ui::theme::icons;
use hookwright::ui::widgets::chip_text::{INSERT_SHORTCUT, insert_chip, remove_chip, replace_chip};
use hookwright::ui::widgets::{ChipLook, ChipText, MenuItem, popup_at};

const TOKEN: &str = "{{ renews_on | date(\"long\") }}";
const NAME: &str = "What the bot says";

#[derive(Default)]
struct Seen {
    raw: String,
    clicked: Option<usize>,
    asked: usize,
    changed: usize,
}

/// An editor that has the focus, with the caret at the end.
struct Editor {
    harness: Harness<'static, Seen>,
}

impl Editor {
    fn open(raw: &str) -> Self {
        let seen = Seen { raw: raw.to_owned(), ..Seen::default() };
        let mut harness =
            super::builder(Vec2::new(600.0, 200.0), Theme::Light).with_step_dt(1.0 / 60.0).build_ui_state(
                |ui, seen: &mut Seen| {
                    let look =
                        |_: &str| ChipLook::new(icons::ICON_OUTPUT, "renewal date").example("March 30");
                    let shown = ChipText::message(id(), NAME, &mut seen.raw, &look).show(ui);
                    seen.clicked = shown.clicked.map(|chip| chip.index).or(seen.clicked);
                    seen.asked += usize::from(shown.wants_insert.is_some());
                    seen.changed += usize::from(shown.response.changed());
                },
                seen,
            );
        harness.get_by_role(Role::MultilineTextInput).focus();
        harness.run();
        Self { harness }
    }

    fn key(&mut self, key: Key) -> &mut Self {
        self.keys(Modifiers::NONE, key)
    }

    fn keys(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
        self
    }

    fn event(&mut self, event: Event) -> &mut Self {
        self.harness.event(event);
        self.harness.run();
        self
    }

    fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.event(Event::Text(letter.to_string()));
        }
        self
    }

    #[track_caller]
    fn holds(&mut self, raw: &str) -> &mut Self {
        assert_eq!(self.harness.state().raw, raw);
        self
    }
}

fn id() -> Id {
    Id::unique("editor")
}

#[test]
fn one_types_around_a_chip() {
    Editor::open(&format!("on {TOKEN}"))
        .types(".")
        .holds(&format!("on {TOKEN}."))
        .key(Key::ArrowLeft)
        .key(Key::ArrowLeft)
        .types("~")
        .holds(&format!("on ~{TOKEN}."));
}

#[test]
fn a_chip_is_deleted_whole_and_comes_back_by_undo() {
    Editor::open(&format!("ab{TOKEN}cd"))
        .key(Key::ArrowLeft)
        .key(Key::ArrowLeft)
        .key(Key::Backspace)
        .holds("abcd")
        .keys(Modifiers::COMMAND, Key::Z)
        .holds(&format!("ab{TOKEN}cd"))
        .key(Key::Home)
        .key(Key::ArrowRight)
        .key(Key::ArrowRight)
        .key(Key::Delete)
        .holds("abcd");
}

#[test]
fn what_is_copied_is_raw_and_what_is_pasted_becomes_a_chip() {
    let raw = format!("Renews on {TOKEN}.");
    let mut editor = Editor::open(&raw);
    editor.keys(Modifiers::COMMAND, Key::A);
    editor.harness.event(Event::Cut);
    editor.harness.step();
    let commands = &editor.harness.output().platform_output.commands;
    assert!(commands.contains(&OutputCommand::CopyText(raw.clone())), "{commands:?}");
    editor.holds("").event(Event::Paste(raw.clone())).holds(&raw).key(Key::ArrowLeft).key(Key::Backspace);
    editor.holds("Renews on .");
}

#[test]
fn a_token_typed_by_hand_becomes_a_chip() {
    Editor::open("").types(TOKEN).holds(TOKEN).types("!").holds(&format!("{TOKEN}!"));
    Editor::open(TOKEN).types(TOKEN).key(Key::Backspace).holds(TOKEN).key(Key::Backspace).holds("");
}

#[test]
fn literal_braces_stay_literal() {
    let mut editor = Editor::open(r"write \{{ name }} like this");
    editor.types("!").holds(r"write \{{ name }} like this!");
    assert!(editor.harness.query_by_label_contains("Value:").is_none());
}

#[test]
fn a_slash_at_the_beginning_of_a_word_asks_for_a_value() {
    let mut editor = Editor::open("on");
    editor.types("/");
    assert_eq!(editor.harness.state().asked, 0, "inside a word it is a slash");
    editor.types(" /");
    assert_eq!(editor.harness.state().asked, 1);
    insert_chip(&editor.harness.ctx, id(), TOKEN);
    editor.harness.run();
    editor.holds(&format!("on/ {TOKEN}")).types(".").holds(&format!("on/ {TOKEN}."));
}

#[test]
fn the_shortcut_asks_for_a_value() {
    let mut editor = Editor::open("on ");
    editor.keys(INSERT_SHORTCUT.modifiers, INSERT_SHORTCUT.logical_key);
    assert_eq!(editor.harness.state().asked, 1);
    insert_chip(&editor.harness.ctx, id(), TOKEN);
    editor.harness.run();
    editor.holds(&format!("on {TOKEN}"));
    assert_eq!(editor.harness.state().changed, 1);
}

#[test]
fn a_clicked_chip_can_be_replaced_and_removed() {
    let mut editor = Editor::open(&format!("on {TOKEN}!"));
    editor.harness.get_by_label("Value: renewal date (March 30)").click();
    editor.harness.run();
    assert_eq!(editor.harness.state().clicked, Some(3));
    replace_chip(&editor.harness.ctx, id(), 3, "{{ status }}");
    editor.harness.run();
    editor.holds("on {{ status }}!");
    remove_chip(&editor.harness.ctx, id(), 3);
    editor.harness.run();
    editor.holds("on !");
}

#[test]
fn a_screen_reader_hears_names() {
    let editor = Editor::open(&format!("on {TOKEN}!"));
    let node = editor.harness.get_by_role(Role::MultilineTextInput);
    assert_eq!(node.accesskit_node().value().as_deref(), Some("on renewal date (March 30)!"));
    assert_eq!(node.accesskit_node().label().as_deref(), Some(NAME));
}

#[test]
fn a_text_changed_from_outside_is_shown() {
    let mut editor = Editor::open("old");
    editor.harness.state_mut().raw = format!("new {TOKEN}");
    editor.harness.run();
    editor
        .holds(&format!("new {TOKEN}"))
        .keys(Modifiers::COMMAND, Key::End)
        .key(Key::Backspace)
        .holds("new ");
}

#[test]
fn a_value_is_picked_from_a_list_at_the_caret() {
    #[derive(Default)]
    struct Picking {
        raw: String,
        open: bool,
        anchor: Option<egui::Rect>,
    }
    let mut harness = super::builder(Vec2::new(600.0, 300.0), Theme::Light).build_ui_state(
        |ui, state: &mut Picking| {
            let look = |raw: &str| ChipLook::new(icons::ICON_OUTPUT, raw.trim_matches(['{', '}', ' ']));
            let shown = ChipText::message(id(), NAME, &mut state.raw, &look).show(ui);
            if let Some(caret) = shown.wants_insert {
                (state.open, state.anchor) = (true, Some(caret));
            }
            let Some(anchor) = state.anchor else { return };
            let picked = popup_at(ui, Id::unique("values"), anchor, 240.0, &mut state.open, |ui| {
                ui.add(MenuItem::new("renewal date")).clicked()
            });
            if picked == Some(true) {
                insert_chip(ui.ctx(), id(), "{{ renews_on }}");
                state.open = false;
            }
        },
        Picking { raw: "renews on ".to_owned(), ..Picking::default() },
    );
    harness.get_by_role(Role::MultilineTextInput).focus();
    harness.run();
    harness.event(Event::Text("/".to_owned()));
    harness.run();
    harness.get_by_label("renewal date").click();
    harness.run();
    assert_eq!(harness.state().raw, "renews on {{ renews_on }}");
    assert!(harness.query_by_label("renewal date").is_none());
    harness.event(Event::Text(".".to_owned()));
    harness.run();
    assert_eq!(harness.state().raw, "renews on {{ renews_on }}.");
}
