//! What is said for an outcome, as one record in the words of our own results: `messages`, `remember`, `handoff`.

use super::inputs::{CONFIRM, DECLINED};
use super::literal;
use super::writer::{Spot, Writer};
use crate::convert::export::flow::{
    ChoiceStep, Flow, HandoffStep, MessageStep, Piece, Reference, RememberStep, ReplyStep,
};

/// The outcomes with a reply that differs from the fallback reply, in the order of the design.
pub fn spoken(flow: &Flow) -> Vec<String> {
    let mut outcomes: Vec<String> = flow.outcomes.iter().map(|(id, _)| id.clone()).collect();
    let more = flow.replies.keys().filter(|id| !flow.outcomes.iter().any(|(known, _)| known == *id));
    outcomes.extend(more.cloned());
    outcomes.retain(|id| flow.replies.contains_key(id) || (id == "missing_input" && asks(flow)));
    if flow.confirmation.is_some() {
        outcomes.extend([CONFIRM.to_owned(), DECLINED.to_owned()]);
    }
    outcomes
}

fn asks(flow: &Flow) -> bool {
    flow.inputs.iter().any(|input| !input.ask.is_empty())
}

/// The record for an outcome; `{"unsaid": true}` when a value of it is missing, and the fallback reply has to be said.
pub fn reply(writer: &mut Writer<'_>, outcome: &str) -> String {
    let flow = writer.flow;
    if let Some(reply) = flow.replies.get(outcome) {
        return record(writer, outcome, reply, "{\"unsaid\": true}");
    }
    let words = |text: &[Piece]| {
        let messages = if text.is_empty() { vec![] } else { vec![MessageStep::Text(text.to_vec())] };
        ReplyStep { messages, ..ReplyStep::default() }
    };
    if let Some(question) = &flow.confirmation {
        if outcome == DECLINED {
            return record(writer, outcome, &words(&question.declined), "{\"unsaid\": true}");
        }
        if outcome == CONFIRM {
            let mut reply = words(&question.ask);
            let choice = |label: &Vec<Piece>| ChoiceStep { label: label.clone(), send: None };
            reply.messages.push(MessageStep::QuickReplies(vec![choice(&question.yes), choice(&question.no)]));
            return record(writer, outcome, &reply, "{\"unsaid\": true}");
        }
    }
    let mut questions = String::new();
    for input in flow.inputs.iter().filter(|input| !input.ask.is_empty()) {
        let code = record(writer, outcome, &words(&input.ask), "{\"unsaid\": true}");
        questions.push_str(&format!("$lookup($run, \"asked\") = {} ? {code} : ", literal::text(&input.name)));
    }
    format!("({questions}{{\"unsaid\": true}})")
}

/// The record of the fallback reply; silent when even that needs a value that is missing.
pub fn fallback(writer: &mut Writer<'_>) -> String {
    let silent = "{\"outcome\": $lookup($run, \"outcome\"), \"messages\": []}";
    let flow = writer.flow;
    record(writer, "", &flow.fallback, silent)
}

fn record(writer: &mut Writer<'_>, outcome: &str, reply: &ReplyStep, otherwise: &str) -> String {
    let mut speaker = Speaker { writer, needs: Vec::new() };
    let messages: Vec<String> = reply.messages.iter().map(|message| speaker.message(message)).collect();
    let outcome =
        if outcome.is_empty() { "$lookup($run, \"outcome\")".to_owned() } else { literal::text(outcome) };
    let mut fields =
        vec![format!("\"outcome\": {outcome}"), format!("\"messages\": [{}]", messages.join(", "))];
    if !reply.remember.is_empty() {
        fields.push(format!("\"remember\": {}", speaker.remember(&reply.remember)));
    }
    if let Some(handoff) = &reply.handoff {
        fields.push(format!("\"handoff\": {}", speaker.handoff(handoff)));
    }
    let record = format!("{{{}}}", fields.join(", "));
    if speaker.needs.is_empty() {
        return record;
    }
    format!("({} ? {record} : {otherwise})", speaker.needs.join(" and "))
}

struct Speaker<'w, 'a> {
    writer: &'w mut Writer<'a>,
    /// Conditions without which nothing of it is said.
    needs: Vec<String>,
}

impl Speaker<'_, '_> {
    fn text(&mut self, pieces: &[Piece]) -> String {
        let text = self.writer.text(pieces, Spot::Message);
        if text.is_certain {
            return text.code;
        }
        let step = self.writer.script.step("text", &text.code);
        self.needs.push(format!("$exists({step})"));
        step
    }

    fn message(&mut self, message: &MessageStep) -> String {
        match message {
            MessageStep::Text(text) => format!("{{\"kind\": \"text\", \"text\": {}}}", self.text(text)),
            MessageStep::QuickReplies(choices) => {
                let choices: Vec<String> = choices.iter().map(|choice| self.choice(choice)).collect();
                format!("{{\"kind\": \"quick_replies\", \"choices\": [{}]}}", choices.join(", "))
            }
            MessageStep::Card { title, subtitle, image_url, buttons } => {
                let (title, subtitle, image) = (self.text(title), self.text(subtitle), self.text(image_url));
                let buttons: Vec<String> = buttons
                    .iter()
                    .map(|button| {
                        let (label, url) = (self.text(&button.label), self.text(&button.url));
                        format!("{{\"label\": {label}, \"url\": {url}}}")
                    })
                    .collect();
                let image = format!("\"image_url\": ({image} != \"\" ? {image})");
                format!(
                    "{{\"kind\": \"card\", \"title\": {title}, \"subtitle\": {subtitle}, {image}, \"buttons\": [{}]}}",
                    buttons.join(", ")
                )
            }
            MessageStep::List { items, item, at_most, more, empty } => {
                self.list(items, item, *at_most, more, empty)
            }
        }
    }

    fn choice(&mut self, choice: &ChoiceStep) -> String {
        let label = self.text(&choice.label);
        let send = choice.send.as_ref().map_or_else(|| label.clone(), |send| literal::text(send));
        format!("{{\"label\": {label}, \"send\": {send}}}")
    }

    /// Texts of a list are looked at only when they are said: the line for more items, the words for none.
    fn list(
        &mut self,
        items: &Reference,
        item: &[Piece],
        at_most: u32,
        more: &[Piece],
        empty: &[Piece],
    ) -> String {
        let list = self.writer.reference(items);
        let list = self.writer.script.step("list", &list);
        let count =
            self.writer.script.step("count", &format!("($type({list}) = \"array\" ? $count({list}) : 0)"));
        let shown = format!("$min([{count}, {at_most}])");
        let line = self.writer.text(item, Spot::Message).code;
        let lines = self.writer.script.step(
            "lines",
            &format!("[$map([0..{shown} - 1], function($i) {{($item := {list}[$i]; {line})}})]"),
        );
        self.needs.push(format!("$count({lines}) = {shown}"));
        let mut fields = format!("\"kind\": \"list\", \"lines\": {lines}");
        if !more.is_empty() {
            let words = self.writer.text(more, Spot::Message).code;
            let left = format!("{count} > {at_most}");
            let step = self
                .writer
                .script
                .step("more", &format!("({left} ? ($more_count := {count} - {at_most}; {words}))"));
            self.needs.push(format!("({left} ? $exists({step}) : true)"));
            fields.push_str(&format!(", \"more\": {step}"));
        }
        let none = if empty.is_empty() {
            String::new()
        } else {
            let words = self.writer.text(empty, Spot::Message).code;
            let step = self.writer.script.step("none", &format!("({count} = 0 ? {words})"));
            self.needs.push(format!("({count} = 0 ? $exists({step}) : true)"));
            format!(" : {{\"kind\": \"text\", \"text\": {step}}}")
        };
        format!("({count} > 0 ? {{{fields}}}{none})")
    }

    /// Dotted names become records in records.
    fn remember(&mut self, updates: &[RememberStep]) -> String {
        let mut tree = Tree::default();
        for update in updates {
            let code = match &update.value[..] {
                [Piece::Chip(chip)] => {
                    let code = self.writer.typed(chip);
                    let step = self.writer.script.step("kept", &code);
                    let is_text = chip.formats.iter().any(|format| format.name() != "default");
                    self.needs.push(if is_text {
                        format!("$type({step}) = \"string\"")
                    } else {
                        format!("$exists({step})")
                    });
                    step
                }
                pieces => self.text(pieces),
            };
            tree.insert(&update.name, code);
        }
        tree.code()
    }

    fn handoff(&mut self, handoff: &HandoffStep) -> String {
        let context: Vec<String> = handoff
            .context
            .iter()
            .map(|reference| {
                let value = self.writer.reference(reference);
                format!("{}: {value}", literal::text(&reference.name()))
            })
            .collect();
        let mut fields = vec![format!("\"queue\": {}", literal::text(&handoff.queue))];
        if !handoff.note.is_empty() {
            fields.push(format!("\"note\": {}", self.text(&handoff.note)));
        }
        fields.push(format!("\"context\": {{{}}}", context.join(", ")));
        format!("{{{}}}", fields.join(", "))
    }
}

/// A record in the making.
#[derive(Default)]
struct Tree(Vec<(String, Branch)>);

enum Branch {
    Leaf(String),
    Tree(Tree),
}

impl Tree {
    fn insert(&mut self, name: &str, code: String) {
        let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
        let place = self.0.iter().position(|(known, _)| known == first);
        let Some(rest) = rest else {
            match place {
                Some(place) => self.0[place].1 = Branch::Leaf(code),
                None => self.0.push((first.to_owned(), Branch::Leaf(code))),
            }
            return;
        };
        match place.map(|place| &mut self.0[place].1) {
            Some(Branch::Tree(tree)) => tree.insert(rest, code),
            Some(leaf) => {
                let mut tree = Self::default();
                tree.insert(rest, code);
                *leaf = Branch::Tree(tree);
            }
            None => {
                let mut tree = Self::default();
                tree.insert(rest, code);
                self.0.push((first.to_owned(), Branch::Tree(tree)));
            }
        }
    }

    fn code(&self) -> String {
        let field = |(name, branch): &(String, Branch)| {
            let code = match branch {
                Branch::Leaf(code) => code.clone(),
                Branch::Tree(tree) => tree.code(),
            };
            format!("{}: {code}", literal::text(name))
        };
        format!("{{{}}}", self.0.iter().map(field).collect::<Vec<_>>().join(", "))
    }
}
