//! The editor for texts with chips. A person sees names and examples; the text itself holds raw tokens.
//!
//! A chip is moved over, selected and deleted as one character. What leaves the editor, by copying or by screen
//! readers' reading of the value, is raw text or spoken names; raw tokens that come in by typing or pasting become chips.

mod asked;
mod buffer;
mod drag;
mod edit;
mod glyph;
mod layout;
mod speak;

pub use edit::{insert_chip, remove_chip, replace_chip};
pub use glyph::install;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{
    Align2, Context, Event, Frame, Id, ImeEvent, Key, KeyboardShortcut, Margin, Modifiers, OutputCommand,
    Rect, Response, Role, Sense, Stroke, TextBuffer, TextEdit, Ui, Vec2, WidgetInfo,
    text_edit::TextEditOutput,
};

use super::chip::{self, ChipLook, ChipState};
use super::field::{FieldState, field_frame};
use super::{menu, paint};
use crate::ui::theme::{TextRole, space, theme};
use buffer::Buffer;
use layout::{Placed, Style};

/// Asks for a value at the caret, as typing `/` at the beginning of a word does.
pub const INSERT_SHORTCUT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::I);

/// An editor for one text with chips.
#[must_use = "Show it with `show`."]
pub struct ChipText<'a> {
    id: Id,
    name: &'a str,
    raw: &'a mut String,
    look: &'a dyn Fn(&str) -> ChipLook,
    lines: Lines,
    role: TextRole,
    placeholder: &'a str,
    width: f32,
    state: FieldState,
}

/// Height of the caret in points.
const CARET_HEIGHT: f32 = 18.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many { least: usize },
}

/// What came of showing a [`ChipText`].
pub struct ChipTextOutput {
    /// The editor; `changed` says that the raw text is a new one.
    pub response: Response,
    /// The chip that was clicked just now. It is also selected.
    pub clicked: Option<ClickedChip>,
    /// A person wants to put a value here: `/` was typed at the beginning of a word, or the shortcut pressed.
    /// The rectangle is the caret's, for the place of the list of values.
    pub wants_insert: Option<Rect>,
    /// Where the caret is, while the editor has the focus.
    pub caret: Option<Rect>,
    /// What was typed behind the `/` that asked for a value, while the caret still stands there.
    pub asked: Option<String>,
}

/// A chip in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct ClickedChip {
    /// Its place in the text, for [`replace_chip`] and [`remove_chip`].
    pub index: usize,
    /// Its raw token.
    pub raw: String,
    /// Where it is on the screen.
    pub rect: Rect,
}

impl<'a> ChipText<'a> {
    /// One line, as high as a field. `name` is what a screen reader calls it, `raw` the text with raw tokens,
    /// and `look` says how a raw token looks. The id must be the same in every frame, and another for every text.
    pub fn line(id: Id, name: &'a str, raw: &'a mut String, look: &'a dyn Fn(&str) -> ChipLook) -> Self {
        Self {
            id,
            name,
            raw,
            look,
            lines: Lines::One,
            role: TextRole::Body,
            placeholder: "",
            width: f32::INFINITY,
            state: FieldState::Fine,
        }
    }

    /// The message editor: larger text on as many lines as it needs, and at least two.
    pub fn message(id: Id, name: &'a str, raw: &'a mut String, look: &'a dyn Fn(&str) -> ChipLook) -> Self {
        Self { lines: Lines::Many { least: 2 }, role: TextRole::Editor, ..Self::line(id, name, raw, look) }
    }

    /// Shows at least this many lines; only for a text of many lines.
    pub fn least_lines(mut self, lines: usize) -> Self {
        self.lines = Lines::Many { least: lines };
        self
    }

    /// For addresses and JSON.
    pub fn technical(mut self) -> Self {
        self.role = TextRole::Technical;
        self
    }

    /// Words shown while the text is empty.
    pub fn placeholder(mut self, words: &'a str) -> Self {
        self.placeholder = words;
        self
    }

    /// The width in points; without it the editor takes all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Marks what the text holds as doubtful or wrong; the reason stands beside it.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }

    /// Draws the editor.
    pub fn show(self, ui: &mut Ui) -> ChipTextOutput {
        install(ui.ctx());
        let key = self.id.with("chip text");
        let mut buffer: Buffer = ui.data_mut(|data| data.remove_temp(key)).unwrap_or_default();
        if let Some(caret) = buffer.follow(self.raw) {
            edit::put_caret(ui.ctx(), self.id, caret);
        }
        edit::apply_pending(ui.ctx(), self.id, &mut buffer);
        let shortcut = ui.memory(|memory| memory.has_focus(self.id))
            && ui.input_mut(|input| input.consume_shortcut(&INSERT_SHORTCUT));

        let shown = ui.scope(|ui| {
            // egui's caret is as high as the line, which here has room for a chip; we paint our own.
            ui.visuals_mut().text_cursor.stroke = Stroke::NONE;
            self.edit(ui, &mut buffer)
        });
        let mut shown = shown.inner;
        if shown.response.changed() && !is_composing(ui) {
            absorb_typed(ui, self.id, &mut buffer, &mut shown);
        }
        send_raw_text(ui.ctx(), &buffer);
        let spoken = |raw: &str| (self.look)(raw).spoken();
        speak::rewrite(ui.ctx(), self.id, buffer.as_str(), &buffer.tokens, shown.galley.rows.len(), &spoken);
        let clicked = self.chips(ui, &mut buffer, &mut shown);

        let caret = caret(&shown);
        paint_caret(ui, &shown, caret);
        let slashed = asked::slash_typed(ui, &mut buffer, &shown);
        let asked = asked::word(&mut buffer, &shown);
        let mut response = shown.response.response;
        paint::focus_ring(ui, &response, response.rect, space::RADIUS_CONTROL);
        if buffer.write(self.raw) {
            response.mark_changed();
        }
        ui.data_mut(|data| data.insert_temp(key, buffer));
        let response = response.accessible_name(self.name);
        ChipTextOutput {
            response,
            clicked,
            wants_insert: caret.filter(|_| shortcut || slashed),
            caret,
            asked,
        }
    }

    fn edit(&self, ui: &mut Ui, buffer: &mut Buffer) -> TextEditOutput {
        let (margin, line_height) = match self.lines {
            Lines::One => (Margin::symmetric(10, 3), space::CHIP + 2.0),
            Lines::Many { .. } => (Margin::symmetric(13, 13), self.role.line_height().max(space::CHIP + 4.0)),
        };
        let room = self.width.min(ui.available_width()) - f32::from(margin.left) - f32::from(margin.right);
        // A little less than a line, so that the full stop behind a wide chip still fits.
        let style = Style { role: self.role, line_height, look: self.look, widest: (room - 16.0).max(48.0) };
        let tokens = buffer.tokens.clone();
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, wrap: f32| {
            let wrap = if self.lines == Lines::One { f32::INFINITY } else { wrap };
            layout::galley(ui, text.as_str(), &tokens, wrap, &style)
        };
        let edit = match self.lines {
            Lines::One => TextEdit::singleline(buffer)
                .align(Align2::LEFT_CENTER)
                .min_size(Vec2::new(0.0, space::CONTROL)),
            Lines::Many { least } => {
                let height = line_height * least as f32 + f32::from(margin.top) + f32::from(margin.bottom);
                TextEdit::multiline(buffer).desired_rows(1).min_size(Vec2::new(0.0, height))
            }
        };
        let frame: Frame = field_frame(theme(ui), self.state, margin);
        edit.id(self.id)
            .hint_text(self.placeholder)
            .font(self.role.font())
            .frame(frame)
            .desired_width(self.width)
            .layouter(&mut layouter)
            .show(ui)
    }

    /// Paints the chips over the room that was left for them, and answers clicks and keys on them.
    fn chips(&self, ui: &Ui, buffer: &mut Buffer, shown: &mut TextEditOutput) -> Option<ClickedChip> {
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        let selection = shown.cursor_range.filter(|range| has_focus && !range.is_empty());
        let selection = selection.map(|range| range.as_sorted_char_range());
        let painter = ui.painter_at(shown.text_clip_rect.expand(1.0));
        let mut clicked = None;
        // With the caret in the words it is the value beside it.
        let caret = shown.cursor_range.filter(|_| has_focus).map(|range| range.primary.index.0);
        let placed = layout::chips(&shown.galley, shown.galley_pos, &buffer.tokens);
        for (number, Placed { index, raw, rect }) in placed.into_iter().enumerate() {
            let look = (self.look)(&raw);
            let visible = rect.intersect(shown.text_clip_rect);
            if !visible.is_positive() {
                continue;
            }
            let response = ui.interact(visible, self.id.with("chip").with(number), Sense::click_and_drag());
            response.widget_info(|| {
                WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("Value: {}", look.spoken()))
            });
            let selected = selection.as_ref().is_some_and(|range| range.contains(&CharIndex(index)));
            let state = match (selected, response.hovered()) {
                (true, _) => ChipState::Selected,
                (false, true) => ChipState::Hovered,
                (false, false) => ChipState::Rest,
            };
            chip::paint_chip(ui, &painter, rect, &look, state);
            paint::focus_ring(ui, &response, visible, space::RADIUS_CHIP);
            let removed = response.has_focus()
                && ui.input(|i| i.key_pressed(Key::Delete) || i.key_pressed(Key::Backspace));
            if removed {
                remove_chip(ui.ctx(), self.id, index);
            }
            drag::to_another_place(ui, self.id, shown, &response, index, &look);
            let is_beside = caret.is_some_and(|caret| caret == index || caret == index + 1);
            let has_keys = response.has_focus() || is_beside;
            let wants_menu = clicked.is_none() && has_keys && menu::asks_for_a_menu(ui.ctx());
            if response.clicked() || response.secondary_clicked() || wants_menu {
                select(ui.ctx(), self.id, shown, index);
                clicked = Some(ClickedChip { index, raw, rect });
            }
            if !look.tip.is_empty() {
                response.on_hover_text(&look.tip);
            }
        }
        clicked
    }
}

/// A chip that is clicked is selected, so that the next key replaces it, and typing goes on in the text.
fn select(ctx: &Context, id: Id, shown: &mut TextEditOutput, index: usize) {
    let range = CCursorRange::two(CCursor::new(index), CCursor::new(index + 1));
    shown.state.cursor.set_char_range(Some(range));
    shown.state.clone().store(ctx, id);
    ctx.memory_mut(|memory| memory.request_focus(id));
    ctx.request_repaint();
}

/// A token that is being put together by an input method is left alone until it is complete.
fn is_composing(ui: &Ui) -> bool {
    let preedit = |event: &Event| matches!(event, Event::Ime(ImeEvent::Preedit { .. }));
    ui.input(|input| input.events.iter().any(preedit))
}

/// A token typed by hand becomes a chip with its last brace.
fn absorb_typed(ui: &Ui, id: Id, buffer: &mut Buffer, shown: &mut TextEditOutput) {
    let Some(moved) = buffer.absorb_typed() else { return };
    if let Some(range) = shown.state.cursor.char_range() {
        let at = |cursor: CCursor| CCursor::new(moved(cursor.index));
        shown.state.cursor.set_char_range(Some(CCursorRange::two(at(range.secondary), at(range.primary))));
        shown.state.clone().store(ui.ctx(), id);
    }
    ui.ctx().request_discard("a typed token became a chip");
}

/// What leaves by the clipboard is raw text.
fn send_raw_text(ctx: &Context, buffer: &Buffer) {
    ctx.output_mut(|output| {
        for command in &mut output.commands {
            if let OutputCommand::CopyText(text) | OutputCommand::TextSelectionSettled(text) = command {
                *text = buffer.tokens.expand(text, |raw| raw);
            }
        }
    });
}

fn caret(shown: &TextEditOutput) -> Option<Rect> {
    let cursor = shown.cursor_range?.primary;
    Some(shown.galley.pos_from_cursor(cursor).translate(shown.galley_pos.to_vec2()))
}

fn paint_caret(ui: &Ui, shown: &TextEditOutput, caret: Option<Rect>) {
    let Some(caret) = caret.filter(|_| shown.response.has_focus()) else { return };
    let height = egui::Rangef::point(caret.center().y).expand(CARET_HEIGHT / 2.0);
    let stroke = Stroke::new(1.0, theme(ui).color.text);
    ui.painter_at(shown.text_clip_rect.expand(1.0)).vline(caret.center().x, height, stroke);
}
