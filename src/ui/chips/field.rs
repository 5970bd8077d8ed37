//! The editor for one text with chips, with its list of values and the menu of a chip.

use egui::{Id, Key, Modifiers, Rect, Ui};

use super::menus::{ChipChange, Cursor, chip_menu, value_list};
use super::{Use, look};
use crate::state::Derived;
use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::widgets::{
    Button, ChipText, ClickedChip, Field, FieldState, IconButton, TextArea, chip_text, popup_at, text,
};

/// An editor for one text with chips, with its list of values.
pub struct ChipField<'a> {
    id: Id,
    name: &'a str,
    lines: Lines,
    uses: Use,
    placeholder: &'a str,
    width: Option<f32>,
    state: FieldState,
    slash: Slash,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Message,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slash {
    /// At the beginning of a word it asks for a value.
    Asks,
    /// It is a letter like any other, as in a path.
    IsALetter,
}

impl<'a> ChipField<'a> {
    /// One line. `name` is what a screen reader calls it; the id must be another for every text.
    pub fn line(id: Id, name: &'a str, uses: Use) -> Self {
        let (lines, slash) = (Lines::One, Slash::Asks);
        Self { id, name, lines, uses, placeholder: "", width: None, state: FieldState::Fine, slash }
    }

    /// The message editor.
    pub fn message(id: Id, name: &'a str, uses: Use) -> Self {
        Self { lines: Lines::Message, ..Self::line(id, name, uses) }
    }

    /// One line in which `/` is a letter; values come by [`insert_button`].
    pub fn path(id: Id, name: &'a str, uses: Use) -> Self {
        Self { slash: Slash::IsALetter, ..Self::line(id, name, uses) }
    }

    /// Words shown while the text is empty.
    pub fn placeholder(mut self, words: &'a str) -> Self {
        self.placeholder = words;
        self
    }

    /// The width in points; without it the editor takes all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Marks what the text holds as doubtful or wrong.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }

    /// Draws the editor; true when the text changed. With `raw` the written form is shown instead of chips.
    pub fn show(
        self,
        ui: &mut Ui,
        derived: &Derived,
        language: &str,
        raw: bool,
        source: &mut String,
    ) -> bool {
        if raw {
            return match self.lines {
                Lines::One => ui.add(Field::new(self.name, source).technical().state(self.state)).changed(),
                Lines::Message => ui.add(TextArea::new(self.name, source).technical().rows(3)).changed(),
            };
        }
        let mut popup: Popup = ui.data(|data| data.get_temp(self.id)).unwrap_or_default();
        // Before the editor sees them: while a menu is open, its keys are the menu's.
        if !matches!(popup.open, Open::Nothing) {
            popup.cursor.read_keys(ui);
        }
        let look = |token: &str| look(derived, language, token);
        let editor = match self.lines {
            Lines::One => ChipText::line(self.id, self.name, source, &look),
            Lines::Message => ChipText::message(self.id, self.name, source, &look),
        };
        let editor = editor.placeholder(self.placeholder).state(self.state);
        let editor = if let Some(width) = self.width { editor.width(width) } else { editor };
        let shown = editor.show(ui);
        let asked = shown.asked.clone();
        if shown.response.changed() {
            match shown.asked {
                // What is typed behind the `/` shortens the list.
                Some(word) if matches!(popup.open, Open::Values(_)) => popup.look_for(word),
                // Whoever types on has no need of the menu.
                _ => popup = Popup::default(),
            }
        }
        if let Some(rect) = shown.wants_insert.filter(|_| self.slash == Slash::Asks) {
            popup = Popup::open(Open::Values(rect));
            if let Some(word) = asked {
                popup.word = word;
                popup.typing = Typing::Text;
            }
        }
        if let Some(clicked) = shown.clicked {
            popup = Popup::open(Open::Chip(clicked));
        }
        self.popup(ui, derived, language, &mut popup);
        ui.data_mut(|data| data.insert_temp(self.id, popup));
        shown.response.changed()
    }

    /// The field over the list; what is typed in it shortens the list.
    fn search(&self, ui: &mut Ui, word: &mut String, typing: &mut Typing, cursor: &mut Cursor) {
        let field = Field::new("Find a value", word).placeholder("Find a value").icon(icons::ICON_SEARCH);
        let field = ui.add(field.id(self.id.with("find a value")));
        if *typing == Typing::FieldSoon {
            *typing = Typing::Field;
            field.request_focus();
        }
        if field.changed() {
            *cursor = Cursor::default();
        }
        ui.add_space(4.0);
    }

    fn popup(&self, ui: &mut Ui, derived: &Derived, language: &str, popup: &mut Popup) {
        let mut open = !popup.cursor.is_closed();
        let done = match &popup.open {
            Open::Nothing => return,
            Open::Values(rect) => {
                let (cursor, word, typing) = (&mut popup.cursor, &mut popup.word, &mut popup.typing);
                let picked = popup_at(ui, self.id.with("values"), *rect, 320.0, &mut open, |ui| {
                    if *typing != Typing::Text {
                        self.search(ui, word, typing, cursor);
                    }
                    let picked = value_list(ui, derived, language, (self.uses, word), cursor);
                    if cursor.is_empty() && *typing != Typing::Text {
                        text(ui, TextRole::ControlRegular, Tone::Second, "No value is called so.");
                    }
                    picked
                });
                let picked = picked.flatten();
                if let Some(token) = &picked {
                    chip_text::insert_chip(ui.ctx(), self.id, token);
                } else if popup.cursor.is_closed() {
                    ui.memory_mut(|memory| memory.request_focus(self.id));
                }
                picked.is_some() || popup.typing == Typing::Text && popup.cursor.is_empty()
            }
            Open::Chip(chip) => {
                let cursor = &mut popup.cursor;
                let change = popup_at(ui, self.id.with("chip"), chip.rect, 340.0, &mut open, |ui| {
                    chip_menu(ui, derived, language, &chip.raw, cursor)
                });
                let change = change.flatten();
                match &change {
                    Some(ChipChange::Remove) => chip_text::remove_chip(ui.ctx(), self.id, chip.index),
                    Some(ChipChange::Replace(raw)) => {
                        chip_text::replace_chip(ui.ctx(), self.id, chip.index, raw);
                    }
                    None => {}
                }
                change.is_some()
            }
        };
        if done || !open {
            *popup = Popup::default();
        }
    }
}

/// Where what is looked for is typed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Typing {
    /// In a field over the list, which has not had the focus yet.
    #[default]
    FieldSoon,
    /// In a field over the list.
    Field,
    /// Behind the `/` in the text.
    Text,
}

/// The menu of an editor, kept between two frames.
#[derive(Clone, Default)]
struct Popup {
    open: Open,
    cursor: Cursor,
    /// What the values are looked for by.
    word: String,
    typing: Typing,
}

#[derive(Clone, Default)]
enum Open {
    #[default]
    Nothing,
    /// The list of values, at the caret or under the button.
    Values(Rect),
    /// The menu of a chip.
    Chip(ClickedChip),
}

impl Popup {
    fn open(open: Open) -> Self {
        Self { open, cursor: Cursor::default(), word: String::new(), typing: Typing::default() }
    }

    fn look_for(&mut self, word: String) {
        self.cursor = Cursor::default();
        self.word = word;
    }
}

impl Cursor {
    /// Takes the keys that move in a menu.
    fn read_keys(&mut self, ui: &Ui) {
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
            let (enter, tab, escape) = (pressed(Key::Enter), pressed(Key::Tab), pressed(Key::Escape));
            self.step(down, up);
            self.take = enter || tab;
            if escape {
                self.close();
            }
        });
    }
}

/// What a button in some text asked for: chips as they are written, or as chips again.
fn written_key() -> Id {
    Id::unique("written form of chips")
}

/// Tells the buttons of this frame whether texts are shown as they are written; true when one of them wants it otherwise.
pub fn turns_written(ui: &Ui, is_written: bool) -> bool {
    let asked: Option<bool> = ui.data(|data| data.get_temp(written_key().with("asked")));
    ui.data_mut(|data| {
        data.remove::<bool>(written_key().with("asked"));
        data.insert_temp(written_key(), is_written);
    });
    asked.is_some()
}

/// For people who want to see what a text with chips is in the file.
fn written_button(ui: &mut Ui) {
    let is_written: bool = ui.data(|data| data.get_temp(written_key())).unwrap_or(false);
    let words = if is_written { "Show values as chips" } else { "Show texts as they are written" };
    if ui.add(IconButton::new(icons::ICON_DATA_OBJECT, words).small()).clicked() {
        ui.data_mut(|data| data.insert_temp(written_key().with("asked"), true));
    }
}

/// The button that opens the list of values of the editor with this id, and the one that shows texts as they are written.
pub fn insert_button(ui: &mut Ui, id: Id) {
    written_button(ui);
    let response = ui.add(Button::link("Insert a value").icon(icons::ICON_ADD_CIRCLE).small());
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, Popup::open(Open::Values(response.rect))));
    }
}
