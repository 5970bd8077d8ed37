//! Fields that several steps share: texts per language, names that must be free, values of a kind, folded parts.

use egui::{Align, Id, Layout, Rect, Response, Ui, UiBuilder, vec2};
use serde_json::Value;

use crate::engine::{plain, read_as_kind};
use crate::model::{Localized, Part, ValueType};
use crate::state::{Action, Derived, Open, View};
use crate::ui::chips::{ChipField, Use};
use crate::ui::findings;
use crate::ui::theme::{TextRole, icons, space, theme};
use crate::ui::widgets::{Button, Choice, Field, FieldState, paint, segmented};

/// What drawing a text with chips needs, apart from the text.
pub struct Texts<'a> {
    /// The names, their examples and the findings.
    pub derived: &'a Derived,
    /// The language of examples and of texts that have one.
    pub language: String,
    /// The bot's languages.
    pub languages: &'a [String],
    /// Whether the written form is shown instead of chips.
    pub raw: bool,
    /// The integration's id, for ids on the screen and for findings.
    pub integration: String,
}

impl<'a> Texts<'a> {
    /// Of what is open.
    pub fn of(open: &Open<'a>) -> Self {
        Self {
            derived: open.derived,
            language: open.view.language.clone(),
            languages: open.languages,
            raw: open.view.raw_texts,
            integration: open.integration.id.clone(),
        }
    }

    /// The id of a part of this integration; the same in every frame.
    pub fn id(&self, part: &str) -> Id {
        Id::unique("field").with(&self.integration).with(part)
    }

    /// Draws a text with chips.
    pub fn show(&self, ui: &mut Ui, field: ChipField<'_>, text: &mut String) -> bool {
        field.show(ui, self.derived, &self.language, self.raw, text)
    }

    /// A line in the chosen language, with chips for what is known before anything is asked.
    pub fn line(&self, ui: &mut Ui, id: Id, name: &str, state: FieldState, text: &mut Localized) {
        let mut shown = text.0.get(&self.language).cloned().unwrap_or_default();
        let placeholder = self.placeholder(text);
        let field = ChipField::line(id.with(&self.language), name, Use::Question)
            .placeholder(&placeholder)
            .state(state);
        if self.show(ui, field, &mut shown.0) {
            text.0.insert(self.language.clone(), shown);
        }
    }

    /// What to write where the chosen language has no words yet.
    pub fn placeholder(&self, text: &Localized) -> String {
        let language = language_name(&self.language);
        match text.get(&self.language, self.languages) {
            Some(other) if !other.as_str().contains("{{") => {
                format!("Not in {language} yet: {}", other.as_str())
            }
            Some(_) => format!("Not in {language} yet"),
            None => "Write here; type / for a value".to_owned(),
        }
    }

    /// The findings about a field.
    pub fn beside(&self, ui: &mut Ui, part: &Part, field: &str) {
        findings::beside(ui, self.derived, &self.integration, part, field);
    }

    /// How a field looks that may have findings.
    pub fn state(&self, part: &Part, field: &str) -> FieldState {
        findings::state_of(self.derived, &self.integration, part, field)
    }
}

/// The switch between the bot's languages; nothing when there is one.
pub fn languages(ui: &mut Ui, languages: &[String], chosen: &str, actions: &mut Vec<Action>) {
    if languages.len() < 2 {
        return;
    }
    let names: Vec<&str> = languages.iter().map(|language| language_name(language)).collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let index = languages.iter().position(|language| language == chosen).unwrap_or(0);
    if let Some(picked) = segmented(ui, "Language of the texts", &choices, index).index {
        actions.push(Action::ChooseLanguage(languages[picked].clone()));
    }
}

/// The name of a language; its tag when it is not one of the more common.
pub fn language_name(tag: &str) -> &str {
    match tag {
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fi" => "Finnish",
        "fr" => "French",
        "it" => "Italian",
        "nl" => "Dutch",
        "no" => "Norwegian",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        _ => tag,
    }
}

/// A field for something that cannot hold every text: a name that must be free, a number of seconds. While it holds what is
/// refused it is marked, and keeps what is typed.
pub struct CheckedField<'a> {
    id: Id,
    name: &'a str,
    current: &'a str,
    width: f32,
    role: TextRole,
    look: Look,
    state: FieldState,
    counts: Counts,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Field,
    Heading,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    AtOnce,
    OnLeaving,
}

impl<'a> CheckedField<'a> {
    /// A field that shows `current`; what is typed counts at once.
    pub fn new(id: Id, name: &'a str, current: &'a str) -> Self {
        Self {
            id,
            name,
            current,
            width: 120.0,
            role: TextRole::Technical,
            look: Look::Field,
            state: FieldState::Fine,
            counts: Counts::AtOnce,
        }
    }

    /// What is typed counts when the field is left.
    pub fn on_leaving(mut self) -> Self {
        self.counts = Counts::OnLeaving;
        self
    }

    /// Looks like plain text until it is touched.
    pub fn heading(mut self) -> Self {
        self.look = Look::Heading;
        self
    }

    /// The role of its text.
    pub fn role(mut self, role: TextRole) -> Self {
        self.role = role;
        self
    }

    /// The width in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Marks what it holds as doubtful or wrong.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }

    /// Draws the field; the new text comes back when it counts. `refuse` says why a text cannot be taken.
    pub fn show(self, ui: &mut Ui, refuse: impl Fn(&str) -> Option<String>) -> Option<String> {
        let typed_id = self.id.with("typed");
        // What was typed, and over which text: when that became another elsewhere, the typing is over.
        let typed: Option<(String, String)> = ui.data(|data| data.get_temp(typed_id));
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        let typed = typed.filter(|(over, _)| has_focus || over == self.current).map(|(_, typed)| typed);
        let mut text = typed.unwrap_or_else(|| self.current.to_owned());
        let problem = if text == self.current { None } else { refuse(&text) };
        let state = if problem.is_some() { FieldState::Wrong } else { self.state };
        let field = match self.look {
            Look::Field if self.role == TextRole::Technical => Field::new(self.name, &mut text).technical(),
            Look::Field => Field::new(self.name, &mut text),
            // A heading has no edge to mark.
            Look::Heading if problem.is_some() => Field::new(self.name, &mut text),
            Look::Heading => Field::heading(self.name, &mut text, self.role),
        };
        let field = field.state(state).width(self.width).id(self.id);
        let is_grey = self.look == Look::Heading && self.role == TextRole::Technical;
        let response = ui.scope(|ui| {
            if is_grey {
                ui.visuals_mut().override_text_color = Some(theme(ui).color.text_3);
            }
            ui.add(field)
        });
        let response = response.inner;
        let problem = if text == self.current { None } else { refuse(&text) };
        if let Some(problem) = &problem {
            response.show_tooltip_text(problem.as_str());
        }
        let counts = match self.counts {
            Counts::AtOnce => response.changed(),
            Counts::OnLeaving => response.lost_focus(),
        };
        let taken = (counts && problem.is_none() && text != self.current).then(|| text.clone());
        // What is refused stays to be seen, with its reason, when the field is left.
        if response.has_focus() || problem.is_some() {
            ui.data_mut(|data| data.insert_temp(typed_id, (self.current.to_owned(), text)));
        } else {
            ui.data_mut(|data| data.remove::<(String, String)>(typed_id));
        }
        taken
    }
}

/// Why a text cannot be the name in a chip.
pub fn refuse_name(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    if !crate::template::is_name(name) {
        return Some("Use letters, digits and _, and begin with a letter.".to_owned());
    }
    is_taken(name).then(|| "Something else has this name already.".to_owned())
}

/// A field for a value of a kind; what cannot be read as this kind stays a text until it can.
pub fn value_field(ui: &mut Ui, field: ValueField<'_>, kind: ValueType, value: &mut Value) -> bool {
    let mut text = plain(value);
    let mut shown = Field::new(field.name, &mut text).placeholder(field.placeholder).id(field.id);
    if let Some(width) = field.width {
        shown = shown.width(width);
    }
    let changed = ui.add(shown.state(field.state)).changed();
    if changed {
        *value = typed(&text, kind);
    }
    changed
}

/// How the field of a value is shown.
pub struct ValueField<'a> {
    /// The same in every frame.
    pub id: Id,
    /// What a screen reader calls it.
    pub name: &'a str,
    /// Words shown while it is empty.
    pub placeholder: &'a str,
    /// The width in points; all there is when absent.
    pub width: Option<f32>,
    /// Whether what it holds is fine.
    pub state: FieldState,
}

fn typed(text: &str, kind: ValueType) -> Value {
    let as_text = Value::from(text);
    match kind {
        ValueType::List | ValueType::Object => serde_json::from_str(text).unwrap_or(as_text),
        _ => read_as_kind(&as_text, kind).filter(|read| plain(read) == text).unwrap_or(as_text),
    }
}

/// A link whose words, and not their padding, stand at the left edge.
pub fn link(ui: &mut Ui, button: Button<'_>) -> Response {
    let left = ui.cursor().left();
    let room = ui.available_rect_before_wrap().translate(vec2(-space::S, 0.0));
    let mut beside = ui.new_child(UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Min)));
    let response = beside.add(button);
    ui.advance_cursor_after_rect(response.rect.with_min_x(left));
    response
}

/// The width of a field that is as wide as its text, in points.
pub fn width_of(ui: &Ui, role: TextRole, text: &str, limits: std::ops::RangeInclusive<f32>) -> f32 {
    let galley = paint::line(ui, role, theme(ui).color.text, text, *limits.end());
    (galley.size().x + 14.0).clamp(*limits.start(), *limits.end())
}

/// Words that open and close a part that few people need; whether it is open.
pub fn fold(ui: &mut Ui, id: Id, words: &str) -> bool {
    let mut open: bool = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let icon = if open { icons::ICON_EXPAND_LESS } else { icons::ICON_EXPAND_MORE };
    if link(ui, Button::link(words).trailing(icon).small()).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    open
}

/// Leads the eye to a part that a finding led to: scrolls there once, and marks it until the next click.
pub fn lead(ui: &Ui, view: &mut View, part: &Part, fields: &[&str], rect: Rect) {
    let led_here = |view: &View| {
        view.led_to.as_ref().is_some_and(|place| {
            place.part == *part && (fields.is_empty() || fields.contains(&place.field.as_str()))
        })
    };
    if !led_here(view) {
        return;
    }
    if ui.input(|input| input.pointer.any_pressed()) {
        view.led_to = None;
        return;
    }
    let id = Id::unique("led to");
    let last: Option<crate::model::Place> = ui.data(|data| data.get_temp(id));
    if last != view.led_to {
        ui.scroll_to_rect(rect, Some(Align::Center));
        ui.data_mut(|data| data.insert_temp(id, view.led_to.clone().unwrap_or_default()));
    }
    findings::mark(ui, rect);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_typed_can_be_read_back() {
        let check = |text: &str, kind, expect: Value| assert_eq!(typed(text, kind), expect);
        check("12", ValueType::Integer, json!(12));
        check("1.", ValueType::Number, json!("1."));
        check("12", ValueType::Text, json!("12"));
        check("true", ValueType::Boolean, json!(true));
        check("[1", ValueType::List, json!("[1"));
        check("[1]", ValueType::List, json!([1]));
    }
}
