//! One row of a form: the question at the left, the answer at the right, a line above all but the first.

use egui::{Margin, Response, Ui, UiBuilder, vec2};

use super::text::text;
use crate::ui::theme::{TextRole, Tone, WindowSize, space, theme};

/// A question with a hint under it.
#[must_use = "Show it with `show`."]
pub struct FormRow<'a> {
    question: &'a str,
    hint: &'a str,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Later,
}

/// Lowers the question a little towards the middle of the first control beside it.
const BESIDE_CONTROL: i8 = 2;

/// What came of showing a [`FormRow`].
pub struct FormRowOutput<R> {
    /// The question: what the inputs of the answer are labelled by.
    pub question: Response,
    /// What the closure returned.
    pub inner: R,
}

impl<'a> FormRow<'a> {
    /// A row with a line above it.
    pub fn new(question: &'a str) -> Self {
        Self { question, hint: "", place: Place::Later }
    }

    /// The first row of a form: no line above it.
    pub fn first(question: &'a str) -> Self {
        Self { place: Place::First, ..Self::new(question) }
    }

    /// One short line under the question.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Draws the row. Inputs in `answer` that have no name of their own get the question as their name.
    /// In the small layout the answer stands below the question.
    pub fn show<R>(self, ui: &mut Ui, answer: impl FnOnce(&mut Ui) -> R) -> FormRowOutput<R> {
        let gap = ui.spacing().item_spacing;
        if self.place == Place::Later {
            let top = ui.cursor().top() - gap.y + 13.0;
            ui.add_space((13.0 - gap.y).max(0.0));
            let across = ui.max_rect().x_range();
            ui.painter().hline(across, top, theme(ui).line());
            // Nothing adds the usual distance below what is only space.
            ui.add_space(13.0 + 1.0);
        }
        match WindowSize::of(ui.ctx()) {
            WindowSize::Large => self.beside(ui, answer),
            WindowSize::Small => self.below(ui, answer),
        }
    }

    fn beside<R>(&self, ui: &mut Ui, answer: impl FnOnce(&mut Ui) -> R) -> FormRowOutput<R> {
        let whole = ui.available_rect_before_wrap();
        let mut left = whole;
        left.set_width(space::QUESTION_WIDTH);
        let mut right = whole;
        right.min.x += space::QUESTION_WIDTH + space::XL;
        let words = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| self.words(ui, BESIDE_CONTROL));
        let asked = words.inner;
        let shown = ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ui.take_available_width();
            ui.label_inputs_by(asked.id, answer)
        });
        // The answer was placed last; a question that is higher than it keeps its room.
        ui.add_space((words.response.rect.bottom() - shown.response.rect.bottom()).max(0.0));
        FormRowOutput { question: asked, inner: shown.inner }
    }

    fn below<R>(&self, ui: &mut Ui, answer: impl FnOnce(&mut Ui) -> R) -> FormRowOutput<R> {
        let asked = self.words(ui, 0);
        let inner = ui.label_inputs_by(asked.id, answer);
        FormRowOutput { question: asked, inner }
    }

    fn words(&self, ui: &mut Ui, lowered_by: i8) -> Response {
        let margin = Margin { top: lowered_by, ..Margin::ZERO };
        egui::Frame::new()
            .inner_margin(margin)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, space::XS);
                let question = text(ui, TextRole::CardTitle, Tone::Main, self.question);
                if !self.hint.is_empty() {
                    text(ui, TextRole::Small, Tone::Second, self.hint);
                }
                question
            })
            .inner
    }
}
