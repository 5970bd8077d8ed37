//! Where the value of an input comes from.

use egui::Ui;

use crate::model::{ContextVariable, Input, Part, Source, Text};
use crate::state::{Action, Change};
use crate::ui::chips::{ChipField, Use};
use crate::ui::steps::fields::{Texts, ValueField, value_field};
use crate::ui::theme::icons;
use crate::ui::widgets::{Choice, FormRow, Select, row};

const KINDS: [(&str, &str); 7] = [
    ("A customer fact", "context"),
    ("What the customer wrote", "message_text"),
    ("The customer’s id", "user_id"),
    ("The customer’s language", "locale"),
    ("The present moment", "now"),
    ("Always the same value", "constant"),
    ("A text with values", "expression"),
];

/// Draws the row; the customer fact comes back when the value comes from one.
pub fn show<'a>(
    ui: &mut Ui,
    texts: &Texts<'_>,
    input: &mut Input,
    facts: &'a mut [ContextVariable],
    (index, which): (usize, &str),
    actions: &mut Vec<Action>,
) -> Option<&'a mut ContextVariable> {
    let part = Part::Input(input.name.clone());
    FormRow::first("Where does it come from?").show(ui, |ui| {
        row(ui, |ui| {
            let choices = KINDS.map(Choice::from);
            let name = format!("Source of {which}");
            // The technical names are for the list; the button has no room for them.
            let shown = KINDS.map(|(words, _)| Choice::new(words));
            let open = Select::new(
                &name,
                if ui.available_width() > 560.0 { &choices } else { &shown },
                Some(position(&input.source)),
            );
            if let Some(picked) = open.show(ui).index.filter(|picked| *picked != position(&input.source)) {
                input.source = begin(picked, facts);
            }
            match &mut input.source {
                Source::Context { name } => fact(ui, texts, (&input.name, name), facts, which, actions),
                Source::Constant { value } => {
                    let name = format!("Value of {which}");
                    let id = texts.id("constant").with(index);
                    let state = texts.state(&part, "source");
                    let field = ValueField { id, name: &name, placeholder: "the value", width: None, state };
                    value_field(ui, field, input.value_type, value);
                }
                _ => {}
            }
        });
        if let Source::Expression { text } = &mut input.source {
            let name = format!("Text of {which}");
            let field = ChipField::line(texts.id("expression").with(index), &name, Use::Question)
                .placeholder("Write here; type / for a value")
                .state(texts.state(&part, "source"));
            texts.show(ui, field, &mut text.0);
        }
        texts.beside(ui, &part, "source");
    });
    let Source::Context { name } = &input.source else { return None };
    facts.iter_mut().find(|fact| fact.name == *name)
}

/// Which customer fact.
fn fact(
    ui: &mut Ui,
    texts: &Texts<'_>,
    (input, name): (&str, &mut String),
    facts: &[ContextVariable],
    which: &str,
    actions: &mut Vec<Action>,
) {
    let mut choices: Vec<Choice<'_>> = facts
        .iter()
        .map(|fact| Choice {
            words: if fact.label.is_empty() { &fact.name } else { &fact.label },
            secondary: &fact.name,
        })
        .collect();
    choices.push(Choice::new("Add a customer fact…"));
    let chosen = facts.iter().position(|fact| fact.name == *name);
    let label = format!("Fact for {which}");
    let part = Part::Input(input.to_owned());
    let select = Select::new(&label, &choices, chosen)
        .icon(icons::ICON_PERSON)
        .placeholder(if name.is_empty() { "Choose a fact" } else { name })
        .state(texts.state(&part, "source"));
    match select.show(ui).index {
        Some(picked) if picked < facts.len() => facts[picked].name.clone_into(name),
        Some(_) => actions.push(Action::Design(Change::FromNewFact { input: input.to_owned() })),
        None => {}
    }
}

fn position(source: &Source) -> usize {
    match source {
        Source::Context { .. } => 0,
        Source::MessageText => 1,
        Source::UserId => 2,
        Source::Locale => 3,
        Source::Now => 4,
        Source::Constant { .. } => 5,
        Source::Expression { .. } => 6,
    }
}

/// A source to begin with.
fn begin(position: usize, facts: &[ContextVariable]) -> Source {
    match position {
        0 => Source::Context { name: facts.first().map(|fact| fact.name.clone()).unwrap_or_default() },
        1 => Source::MessageText,
        2 => Source::UserId,
        3 => Source::Locale,
        4 => Source::Now,
        5 => Source::Constant { value: "".into() },
        _ => Source::Expression { text: Text::default() },
    }
}
