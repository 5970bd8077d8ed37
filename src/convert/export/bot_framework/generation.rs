//! Language generation (`.lg`): the words of a dialog as templates.

use std::fmt::Write as _;

use super::adaptive::{Adaptive, quote};
use crate::convert::export::expression::{Dialect, chip};
use crate::convert::export::flow::{ButtonStep, ChoiceStep, MessageStep, Origin, Piece, Reference, literal};

/// The templates of a dialog, in the order in which they are needed.
pub(super) struct Generation<'a> {
    pub dialect: Adaptive<'a>,
    templates: Vec<(String, String)>,
}

impl<'a> Generation<'a> {
    pub fn new(dialect: Adaptive<'a>) -> Self {
        Self { dialect, templates: Vec::new() }
    }

    /// The file.
    pub fn file(self) -> String {
        let helpers = self.dialect.helpers.map(std::cell::RefCell::into_inner).unwrap_or_default();
        let made = helpers.made.into_iter().map(|(name, text)| (name, format!("- ${{{text}}}\n")));
        let mut file = String::new();
        for (name, body) in self.templates.into_iter().chain(made) {
            // Writing to a String cannot fail.
            let _ = write!(file, "{}# {name}\n{body}", if file.is_empty() { "" } else { "\n" });
        }
        file
    }

    /// A template for a text; gives what an activity calls it by.
    pub fn say(&mut self, name: &str, text: &[Piece]) -> String {
        let body = format!("- {}\n", self.line(text));
        self.add(name, "", body)
    }

    /// Templates for a message with the buttons that stand under it.
    pub fn message(&mut self, name: &str, message: Option<&MessageStep>, choices: &[ChoiceStep]) -> String {
        if choices.is_empty() {
            return match message {
                Some(MessageStep::Text(text)) => self.say(name, text),
                Some(MessageStep::List { .. }) => {
                    let body = self.list(name, message);
                    self.add(name, "", body)
                }
                Some(MessageStep::Card { title, subtitle, image_url, buttons }) => {
                    self.card(name, [title, subtitle, image_url], buttons)
                }
                _ => self.say(name, &[]),
            };
        }
        let mut body = "[Activity\n".to_owned();
        match message {
            Some(MessageStep::Card { .. }) => {
                let card = self.message(&format!("{name}_card"), message, &[]);
                body.push_str(&format!("    Attachments = {card}\n"));
            }
            Some(_) => {
                let words = self.message(&format!("{name}_text"), message, &[]);
                body.push_str(&format!("    Text = {words}\n"));
            }
            None => {}
        }
        let shown: Vec<String> =
            choices.iter().enumerate().map(|(place, choice)| self.choice(name, place, choice)).collect();
        body.push_str(&format!("    SuggestedActions = {}\n]\n", shown.join(" | ")));
        self.add(name, "", body)
    }

    fn choice(&mut self, name: &str, place: usize, choice: &ChoiceStep) -> String {
        let simple =
            literal(&choice.label).filter(|label| is_plain(label) && !label.contains(['|', ',', '=']));
        if let (Some(label), None) = (simple, &choice.send) {
            return label;
        }
        let name = format!("{name}_choice_{}", place + 1);
        let title = self.say(&format!("{name}_title"), &choice.label);
        let value = match &choice.send {
            Some(send) => self.say(&format!("{name}_value"), &[Piece::Literal(send.clone())]),
            None => title.clone(),
        };
        let body = format!("[CardAction\n    Type = imBack\n    Title = {title}\n    Value = {value}\n]\n");
        self.add(&name, "", body)
    }

    fn card(&mut self, name: &str, texts: [&[Piece]; 3], buttons: &[ButtonStep]) -> String {
        let mut body = "[HeroCard\n".to_owned();
        for (property, text) in ["Title", "Subtitle", "Image"].into_iter().zip(texts) {
            if !text.is_empty() {
                let words = self.say(&format!("{name}_{}", property.to_lowercase()), text);
                body.push_str(&format!("    {property} = {words}\n"));
            }
        }
        let mut shown = Vec::new();
        for (place, button) in buttons.iter().enumerate() {
            let name = format!("{name}_button_{}", place + 1);
            let title = self.say(&format!("{name}_title"), &button.label);
            let url = self.say(&format!("{name}_url"), &button.url);
            let body =
                format!("[CardAction\n    Type = openUrl\n    Title = {title}\n    Value = {url}\n]\n");
            shown.push(self.add(&name, "", body));
        }
        if !shown.is_empty() {
            body.push_str(&format!("    Buttons = {}\n", shown.join(" | ")));
        }
        self.add(name, "", body + "]\n")
    }

    fn list(&mut self, name: &str, message: Option<&MessageStep>) -> String {
        let Some(MessageStep::List { items, item, at_most, more, empty }) = message else {
            return String::new();
        };
        let items = self.dialect.value(items);
        let line = self.with_parameter(&format!("{name}_line"), &Reference::whole(Origin::Item), item);
        let lines = format!("${{join(foreach(take({items}, {at_most}), item, {line}(item)), '\\n')}}");
        let rest = if more.is_empty() {
            String::new()
        } else {
            let left = Reference::whole(Origin::MoreCount);
            let more = self.with_parameter(&format!("{name}_more"), &left, more);
            let count = format!("count({items})");
            format!("${{if({count} > {at_most}, concat('\\n', {more}({count} - {at_most})), '')}}")
        };
        let empty = if empty.is_empty() { "${''}".to_owned() } else { self.line(empty) };
        format!("- IF: ${{empty({items})}}\n    - {empty}\n- ELSE:\n    - {lines}{rest}\n")
    }

    /// A template with one parameter; gives its name.
    fn with_parameter(&mut self, name: &str, parameter: &Reference, text: &[Piece]) -> String {
        let parameter = self.dialect.properties.of(parameter);
        if let Some(helpers) = &self.dialect.helpers {
            helpers.borrow_mut().visible.push(parameter.clone());
        }
        let body = format!("- {}\n", self.line(text));
        if let Some(helpers) = &self.dialect.helpers {
            helpers.borrow_mut().visible.pop();
        }
        self.add(name, &parameter, body);
        name.to_owned()
    }

    fn add(&mut self, name: &str, parameters: &str, body: String) -> String {
        self.templates.push((format!("{name}({parameters})"), body));
        format!("${{{name}()}}")
    }

    /// A text on one line. What the file format could take for something else stands in an expression.
    fn line(&self, text: &[Piece]) -> String {
        let mut line = String::new();
        for piece in text {
            match piece {
                Piece::Chip(part) => line.push_str(&format!("${{{}}}", chip(&self.dialect, part))),
                Piece::Literal(text) if is_plain(text) && !(line.is_empty() && starts_oddly(text)) => {
                    line.push_str(text);
                }
                Piece::Literal(text) => line.push_str(&format!("${{{}}}", quote(text))),
            }
        }
        if line.is_empty() { "${''}".to_owned() } else { line }
    }
}

/// Whether a text means itself in a line of a template.
fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| matches!(c, '\\' | '$' | '`' | '{' | '}' | '[' | ']') || c.is_control())
}

/// Whether the beginning of a line would be taken for white space, a condition or the like.
fn starts_oddly(text: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    let word = word.to_ascii_uppercase();
    !text.starts_with(|c: char| c.is_alphanumeric())
        || ["IF", "ELSE", "ELSEIF", "SWITCH", "CASE", "DEFAULT"].contains(&word.as_str())
}
