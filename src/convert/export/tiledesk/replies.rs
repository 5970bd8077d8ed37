//! Replies as actions.

use serde_json::{Value, json};

use super::liquid::{Liquid, Spot, string};
use crate::convert::export::flow::{
    ButtonStep, ChoiceStep, InputStep, MessageStep, Origin, Piece, Reference, ReplyStep,
};

/// What replies are written with.
pub(super) struct Replies<'a> {
    pub liquid: &'a Liquid<'a>,
}

impl Replies<'_> {
    /// What is said and done for an outcome.
    pub(super) fn actions(&self, reply: &ReplyStep) -> Vec<Value> {
        let mut actions: Vec<Value> = Vec::new();
        for update in &reply.remember {
            let name = self.liquid.variables.name(&Origin::Context(update.name.clone()));
            let value = match update.value.as_slice() {
                [Piece::Chip(chip)] => {
                    let (before, value) = self.liquid.shown(chip);
                    format!("{before}{{{{ {value} | json | replace: \"\\u0024\", \"\\\\u0024\" }}}}")
                }
                text => format!(
                    "{{% capture hwr %}}{}{{% endcapture %}}{{{{ hwr | json | replace: \"\\u0024\", \"\\\\u0024\" }}}}",
                    self.liquid.text(text, Spot::Plain)
                ),
            };
            actions.push(super::set_json(&name, value));
        }
        let mut messages: Vec<Value> = Vec::new();
        for message in &reply.messages {
            self.message(message, &mut messages);
        }
        if !messages.is_empty() {
            actions.push(saying(&messages));
        }
        if reply.handoff.is_some() {
            actions.push(json!({"_tdActionType": "agent"}));
        }
        actions
    }

    /// One text.
    pub(super) fn text(&self, text: &[Piece]) -> Value {
        saying(&[said(self.liquid.text(text, Spot::Plain))])
    }

    /// A question with ways to go on.
    pub(super) fn question(&self, ask: &[Piece], choices: &[(&Vec<Piece>, String)]) -> Value {
        let button = |(label, block): &(&Vec<Piece>, String)| json!({"type": "action", "value": self.liquid.text(label, Spot::Plain), "action": block, "show_echo": true});
        let mut message = said(self.liquid.text(ask, Spot::Plain));
        attach(&mut message, choices.iter().map(button).collect());
        saying(&[message])
    }

    /// Asks for the first input that is missing.
    pub(super) fn first_missing(&self, inputs: &[&InputStep]) -> Value {
        let mut text = String::new();
        let mut word = "if";
        for input in inputs {
            let value = self.liquid.variables.name(&Origin::Input(input.name.clone()));
            let ask = self.liquid.text(&input.ask, Spot::Plain);
            text.push_str(&format!("{{% {word} {value} == nil or {value} == \"\" %}}{ask}"));
            word = "elsif";
        }
        saying(&[said(text + "{% endif %}")])
    }

    fn message(&self, message: &MessageStep, messages: &mut Vec<Value>) {
        match message {
            MessageStep::Text(text) => messages.push(said(self.liquid.text(text, Spot::Plain))),
            MessageStep::QuickReplies(choices) => {
                let button = |choice: &ChoiceStep| json!({"type": "text", "value": self.liquid.text(&choice.label, Spot::Plain), "show_echo": true});
                if messages.last().is_none_or(|last| last.get("attributes").is_some()) {
                    messages.push(said(" ".to_owned()));
                }
                if let Some(last) = messages.last_mut() {
                    attach(last, choices.iter().map(button).collect());
                }
            }
            MessageStep::Card { title, subtitle, image_url, buttons } => {
                if !image_url.is_empty() {
                    let source = self.liquid.text(image_url, Spot::Plain);
                    messages.push(json!({"type": "image", "text": "", "metadata": {"src": source, "type": "image", "downloadURL": source}}));
                }
                let mut text = self.liquid.text(title, Spot::Plain);
                if !subtitle.is_empty() {
                    text.push('\n');
                    text.push_str(&self.liquid.text(subtitle, Spot::Plain));
                }
                let mut card = said(text);
                let button = |button: &ButtonStep| {
                    let (label, url) = (
                        self.liquid.text(&button.label, Spot::Plain),
                        self.liquid.text(&button.url, Spot::Plain),
                    );
                    json!({"type": "url", "value": label, "link": url, "target": "blank", "show_echo": true})
                };
                if !buttons.is_empty() {
                    attach(&mut card, buttons.iter().map(button).collect());
                }
                messages.push(card);
            }
            MessageStep::List { items, item, at_most, more, empty } => {
                messages.push(said(self.list(items, item, *at_most, more, empty)));
            }
        }
    }

    fn list(
        &self,
        items: &Reference,
        item: &[Piece],
        at_most: u32,
        more: &[Piece],
        empty: &[Piece],
    ) -> String {
        let (list, line) = (self.liquid.value(items), self.liquid.text(item, Spot::Plain));
        let count = self.liquid.fresh();
        let newline = string("\n");
        let mut text = format!(
            "{{% assign {count} = {list}.size %}}{{% for item in {list} limit: {at_most} %}}{line}{{% unless forloop.last %}}{{{{ {newline} }}}}\
             {{% endunless %}}{{% endfor %}}"
        );
        if !more.is_empty() {
            let more = self.liquid.text(more, Spot::Plain);
            text.push_str(&format!(
                "{{% if {count} > {at_most} %}}{{% assign more_count = {count} | minus: {at_most} %}}{{{{ {newline} }}}}{more}{{% endif %}}"
            ));
        }
        let empty = self.liquid.text(empty, Spot::Plain);
        format!("{text}{{% if {list} == nil or {count} == 0 %}}{empty}{{% endif %}}")
    }
}

fn said(text: String) -> Value {
    json!({"type": "text", "text": text})
}

fn attach(message: &mut Value, buttons: Vec<Value>) {
    message["attributes"] = json!({"attachment": {"type": "template", "buttons": buttons}});
}

fn saying(messages: &[Value]) -> Value {
    let mut commands = Vec::new();
    for message in messages {
        commands.push(json!({"type": "wait", "time": 0}));
        commands.push(json!({"type": "message", "message": message}));
    }
    json!({"_tdActionType": "reply", "text": "", "attributes": {"disableInputMessage": false, "commands": commands}})
}
