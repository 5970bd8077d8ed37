//! Replies as fulfillments.

use serde_json::{Map, Value, json};

use super::condition::{Condition, Conditions, all};
use super::parameters::{Parameters, formatted};
use crate::convert::export::flow::{
    ButtonStep, Chip, ChoiceStep, Flow, HandoffStep, MessageStep, Origin, Piece, Reference, ReplyStep, Shape,
};
use crate::engine;

/// The most lines that a list is written out for.
pub(super) const MOST_LINES: u32 = 20;

/// What replies are written with.
pub(super) struct Replies<'a> {
    pub flow: &'a Flow,
    pub parameters: &'a Parameters,
}

impl Replies<'_> {
    /// What is said and done in a reply.
    pub(super) fn fulfillment(&self, reply: &ReplyStep) -> Value {
        let mut content: Vec<Value> = Vec::new();
        for message in &reply.messages {
            content.extend(self.message(message));
        }
        if let Some(handoff) = &reply.handoff {
            content.push(json!({"message": self.handoff(handoff)}));
        }
        let mut fulfillment = Self::saying(content);
        let remember = |update: &crate::convert::export::flow::RememberStep| {
            let name = self.parameters.name(&Origin::Context(update.name.clone()));
            Parameters::set(&name, self.parameters.text(&update.value, &self.flow.language))
        };
        if !reply.remember.is_empty() {
            fulfillment["setParameterActions"] = reply.remember.iter().map(remember).collect();
        }
        fulfillment
    }

    /// A fulfillment with these messages, in order; messages alone where no condition is among them.
    pub(super) fn saying(content: Vec<Value>) -> Value {
        if content.iter().all(|one| one.get("message").is_some()) {
            let messages: Vec<&Value> = content.iter().map(|one| &one["message"]).collect();
            return json!({"messages": messages});
        }
        json!({"conditionalCases": [{"cases": [{"caseContent": content}]}]})
    }

    /// When every value is there that the reply needs.
    pub(super) fn can_be_said(&self, reply: &ReplyStep, conditions: &Conditions<'_>) -> Condition {
        let needs = reply.needs().into_iter();
        let missing = needs.filter(|reference| conditions.flow.may_be_missing(reference));
        all(missing.map(|reference| {
            let default =
                conditions.flow.output(&reference.name()).is_some_and(|output| output.default.is_some());
            if default {
                return Condition::Always;
            }
            Condition::When(format!("{} != null", self.parameters.reference(reference)))
        }))
    }

    /// A text as messages and conditions.
    pub(super) fn text(&self, text: &[Piece]) -> Value {
        self.split(text, &|text| json!({"message": {"text": {"text": [text]}}}))
    }

    fn message(&self, message: &MessageStep) -> Vec<Value> {
        match message {
            MessageStep::Text(text) => vec![self.text(text)],
            MessageStep::QuickReplies(choices) => {
                let option = |choice: &ChoiceStep| json!({"text": self.plain(&choice.label)});
                let options: Vec<Value> = choices.iter().map(option).collect();
                vec![
                    json!({"message": {"payload": {"richContent": [[{"type": "chips", "options": options}]]}}}),
                ]
            }
            MessageStep::Card { title, subtitle, image_url, buttons } => {
                let mut card =
                    json!({"type": "info", "title": self.plain(title), "subtitle": self.plain(subtitle)});
                if !image_url.is_empty() {
                    card["image"] = json!({"src": {"rawUrl": self.plain(image_url)}});
                }
                let button = |button: &ButtonStep| json!({"type": "button", "text": self.plain(&button.label), "link": self.plain(&button.url)});
                let rows: Vec<Value> = std::iter::once(card).chain(buttons.iter().map(button)).collect();
                vec![json!({"message": {"payload": {"richContent": [rows]}}})]
            }
            MessageStep::List { items, item, at_most, more, empty } => {
                vec![self.list(items, item, (*at_most).min(MOST_LINES), more, empty)]
            }
        }
    }

    /// A case for every number of items, as there are no loops.
    fn list(
        &self,
        items: &Reference,
        item: &[Piece],
        at_most: u32,
        more: &[Piece],
        empty: &[Piece],
    ) -> Value {
        let list = self.parameters.reference(items);
        let count = format!("$sys.func.COUNT({list})");
        let said = |text: String| json!([{"message": {"text": {"text": [text]}}}]);
        let lines = |count: u32| -> Vec<String> {
            (0..count).map(|place| self.line(item, &format!("$sys.func.GET({list}, {place})"), "")).collect()
        };
        let mut cases = vec![json!({"condition": format!("{list} = null"), "caseContent": []})];
        let nothing = if empty.is_empty() { json!([]) } else { json!([self.text(empty)]) };
        cases.push(json!({"condition": format!("{count} = 0"), "caseContent": nothing}));
        for number in 1..=at_most {
            let condition = format!("{count} = {number}");
            cases.push(json!({"condition": condition, "caseContent": said(lines(number).join("\n"))}));
        }
        let mut all = lines(at_most);
        if !more.is_empty() {
            all.push(self.line(more, "", &format!("$sys.func.MINUS({count}, {at_most})")));
        }
        cases.push(json!({"caseContent": said(all.join("\n"))}));
        json!({"additionalCases": {"cases": cases}})
    }

    fn line(&self, text: &[Piece], item: &str, more_count: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Chip(chip) => {
                let value = match chip.reference.origin {
                    Origin::Item => self.parameters.inside(item.to_owned(), &chip.reference),
                    Origin::MoreCount => more_count.to_owned(),
                    _ => self.parameters.reference(&chip.reference),
                };
                formatted(value, chip, &self.flow.language)
            }
        };
        text.iter().map(piece).collect()
    }

    /// A text in a payload, where no condition can stand.
    fn plain(&self, text: &[Piece]) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Chip(chip) => {
                let value = self.parameters.reference(&chip.reference);
                let shown = formatted(value.clone(), chip, &self.flow.language);
                match chip.default().or(chip.unformatted.as_ref()) {
                    None => shown,
                    Some(default) => format!(
                        "$sys.func.IF({}, {}, {shown})",
                        super::parameters::quoted(&format!("{value} = null")),
                        super::parameters::quoted(&engine::plain(default))
                    ),
                }
            }
        };
        text.iter().map(piece).collect()
    }

    /// A case for every way in which the text reads: with and without a value that has a default, yes and no, one and many.
    fn split(&self, text: &[Piece], said: &dyn Fn(String) -> Value) -> Value {
        let place =
            text.iter().position(|piece| matches!(piece, Piece::Chip(chip) if self.ways(chip).is_some()));
        let Some((place, ways)) = place.and_then(|place| match &text[place] {
            Piece::Chip(chip) => Some((place, self.ways(chip)?)),
            Piece::Literal(_) => None,
        }) else {
            return said(self.parameters.text(text, &self.flow.language));
        };
        let case = |(condition, piece): (Option<String>, Piece)| {
            let mut text = text.to_vec();
            text[place] = piece;
            let mut case = Map::new();
            if let Some(condition) = condition {
                case.insert("condition".to_owned(), condition.into());
            }
            case.insert("caseContent".to_owned(), json!([self.split(&text, said)]));
            Value::Object(case)
        };
        let cases: Vec<Value> = ways.into_iter().map(case).collect();
        json!({"additionalCases": {"cases": cases}})
    }

    /// The ways in which a chip reads, with the condition of each; nothing when there is one alone.
    fn ways(&self, chip: &Chip) -> Option<Vec<(Option<String>, Piece)>> {
        let value = self.parameters.reference(&chip.reference);
        let words = |text: &str| Piece::Literal(text.to_owned());
        let default = chip.formats.iter().position(|format| matches!(format, Shape::Default(_)));
        if default.is_some() || chip.unformatted.is_some() {
            let mut plain = chip.clone();
            plain.formats.retain(|format| !matches!(format, Shape::Default(_)));
            plain.unformatted = None;
            let stand_in = match (&chip.unformatted, chip.default()) {
                (Some(default), _) | (None, Some(default)) => words(&engine::plain(default)),
                (None, None) => return None,
            };
            let missing = format!("{value} = null OR {value} = \"\"");
            return Some(vec![(Some(missing), stand_in), (None, Piece::Chip(plain))]);
        }
        match chip.formats.as_slice() {
            [Shape::YesNo { yes, no }] => {
                Some(vec![(Some(format!("{value} = true")), words(yes)), (None, words(no))])
            }
            _ => None,
        }
    }

    fn handoff(&self, handoff: &HandoffStep) -> Value {
        let mut context = Map::new();
        for reference in &handoff.context {
            context.insert(reference.name(), self.parameters.reference(reference).into());
        }
        let mut metadata = json!({"queue": handoff.queue, "context": context});
        if !handoff.note.is_empty() {
            metadata["note"] = self.plain(&handoff.note).into();
        }
        json!({"liveAgentHandoff": {"metadata": metadata}})
    }
}
