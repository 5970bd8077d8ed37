//! One fact that is needed, as a card.

use egui::{Ui, vec2};

use super::{more, source};
use crate::model::{ContextVariable, Input, Part, Privacy, Source, StandardOutcome, ValueType};
use crate::state::{Action, Change, Open, Unnamed, is_unnamed, rename_input};
use crate::ui::chips::icon;
use crate::ui::steps::fields::{
    CheckedField, Texts, ValueField, fold, lead, link, refuse_name, value_field, width_of,
};
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use crate::ui::widgets::{
    Button, Checkbox, Choice, Field, FormRow, IconButton, MenuItem, Select, card, menu, menu_line, paint,
    row, row_with_end, segmented, text, text_line,
};
use crate::ui::{caret, findings};

/// The fields that have a place of their own here.
const SHOWN: [&str; 7] = ["name", "label", "source", "type", "ask", "pattern", "allowed"];

/// Beside the usual distance, so that each question stands apart from the answer above it.
const BETWEEN_ROWS: f32 = space::S;

/// Draws the card of the input at that position.
pub fn show(ui: &mut Ui, texts: &Texts<'_>, open: &mut Open<'_>, index: usize, actions: &mut Vec<Action>) {
    let part = Part::Input(open.integration.inputs[index].name.clone());
    caret::to_new(ui, open.view, &part, texts.id("label").with(index), &open.integration.inputs[index].label);
    let shown = card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        head(ui, texts, open, index, actions);
        texts.beside(ui, &part, "name");
        texts.beside(ui, &part, "label");
        ui.add_space(space::XS);
        let input = &mut open.integration.inputs[index];
        let which = if input.label.is_empty() { input.name.clone() } else { input.label.clone() };
        let mut fact = source::show(ui, texts, input, open.context, (index, &which), actions);
        ui.add_space(BETWEEN_ROWS);
        kind(ui, texts, input, fact.as_deref_mut(), (index, &which));
        if let Some(fact) = fact.as_deref_mut() {
            ui.add_space(BETWEEN_ROWS);
            privacy(ui, fact, &which);
        }
        ask(ui, texts, input, (index, &which), actions);
        ui.add_space(BETWEEN_ROWS);
        if fold(ui, texts.id("more needs").with(index), "More details") {
            more::show(ui, texts, input, fact, (index, &which), actions);
        }
        findings::about_the_rest(ui, texts.derived, &texts.integration, &part, &SHOWN);
    });
    lead(ui, open.view, &part, &[], shown.response.rect);
}

/// Label, technical name, whether it is needed, and what can be done with it.
fn head(ui: &mut Ui, texts: &Texts<'_>, open: &mut Open<'_>, index: usize, actions: &mut Vec<Action>) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let count = open.integration.inputs.len();
    let taken: Vec<String> = names_but(open, index);
    let input = &mut open.integration.inputs[index];
    let name = input.name.clone();
    let mut needed = input.required;
    let mut named = false;
    let (renamed, ()) = row_with_end(
        ui,
        space::CONTROL,
        |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(space::ICON, space::ICON), egui::Sense::hover());
            let picture = icon(crate::state::NameKind::Input);
            paint::icon(ui.painter(), picture, space::ICON, rect.center(), theme(ui).color.accent_text);
            let most = if large { 320.0 } else { 220.0 };
            let words = if input.label.is_empty() { "What is it?" } else { &input.label };
            let width = width_of(ui, TextRole::CardTitle, words, 60.0..=most);
            let label = Field::heading("Name of the fact", &mut input.label, TextRole::CardTitle);
            let label =
                ui.add(label.placeholder("What is it?").width(width).id(texts.id("label").with(index)));
            named = label.lost_focus() && is_unnamed(&name);
            let id = texts.id("input").with(index);
            let width = ui.available_width().min(180.0);
            CheckedField::new(id, "Technical name of the fact", &name)
                .heading()
                .width(width)
                .show(ui, |typed| refuse_name(typed, |typed| taken.iter().any(|known| known == typed)))
        },
        |ui| {
            let more = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, &format!("More about {name}")));
            menu(&more, |ui| actions.extend(menu_items(ui, &name, index, count)));
            ui.add(Checkbox::new(&mut needed, "Needed"));
        },
    );
    if named {
        actions.push(Action::Design(Change::NameByWords(Unnamed::Input(name.clone()))));
    }
    if needed != input.required {
        input.required = needed;
    }
    if let Some(to) = renamed {
        if let Some(tried) = open.try_it.values.remove(&name) {
            open.try_it.values.insert(to.clone(), tried);
        }
        rename_input(open.integration, &name, &to);
    }
}

fn names_but(open: &Open<'_>, index: usize) -> Vec<String> {
    let inputs = open.integration.inputs.iter().enumerate().filter(|(other, _)| *other != index);
    let inputs = inputs.map(|(_, input)| input.name.clone());
    inputs.chain(open.integration.outputs().map(|output| output.name.clone())).collect()
}

fn menu_items(ui: &mut Ui, name: &str, index: usize, count: usize) -> Option<Action> {
    let moved = |to: usize| Some(Action::Design(Change::MoveInput { input: name.to_owned(), to }));
    let mut action = None;
    let up = MenuItem::new("Move up").icon(icons::ICON_EXPAND_LESS);
    if ui.add_enabled(index > 0, up).clicked() {
        action = moved(index.saturating_sub(1));
    }
    let down = MenuItem::new("Move down").icon(icons::ICON_EXPAND_MORE);
    if ui.add_enabled(index + 1 < count, down).clicked() {
        action = moved(index + 1);
    }
    menu_line(ui);
    if ui.add(MenuItem::new("Delete").icon(icons::ICON_CLOSE).danger()).clicked() {
        action = Some(Action::Design(Change::DeleteInput(name.to_owned())));
    }
    action
}

/// The kind of value, and an example of it.
fn kind(
    ui: &mut Ui,
    texts: &Texts<'_>,
    input: &mut Input,
    fact: Option<&mut ContextVariable>,
    (index, which): (usize, &str),
) {
    let part = Part::Input(input.name.clone());
    let hint = if fact.is_some() { "With an invented example" } else { "" };
    FormRow::first("What kind of value is it?").hint(hint).show(ui, |ui| {
        row(ui, |ui| {
            let choices = ValueType::ALL.map(|kind| Choice::new(kind.title()));
            let chosen = ValueType::ALL.iter().position(|kind| *kind == input.value_type);
            let name = format!("Kind of {which}");
            let select = Select::new(&name, &choices, chosen).state(texts.state(&part, "type"));
            let picked = select.show(ui).index.map(|index| ValueType::ALL[index]);
            let Some(fact) = fact else {
                input.value_type = picked.unwrap_or(input.value_type);
                return;
            };
            if let Some(picked) = picked {
                if fact.value_type == input.value_type {
                    fact.value_type = picked;
                }
                input.value_type = picked;
            }
            text_line(ui, TextRole::ControlRegular, Tone::Second, "such as");
            let name = format!("Example of {which}");
            let id = texts.id("example").with(index);
            let about = Part::Context(fact.name.clone());
            let state = texts.state(&about, "example");
            let field = ValueField { id, name: &name, placeholder: "an example", width: None, state };
            let example = input.example.as_mut().or(fact.example.as_mut());
            match example {
                Some(example) => {
                    value_field(ui, field, input.value_type, example);
                }
                None => {
                    let mut example = "".into();
                    if value_field(ui, field, input.value_type, &mut example) {
                        fact.example = Some(example);
                    }
                }
            }
        });
        texts.beside(ui, &part, "type");
        texts.beside(ui, &part, "example");
        if let Source::Context { name } = &input.source {
            texts.beside(ui, &Part::Context(name.clone()), "example");
        }
    });
}

fn privacy(ui: &mut Ui, fact: &mut ContextVariable, which: &str) {
    FormRow::first("How sensitive is it?").show(ui, |ui| {
        let classes = [Privacy::None, Privacy::Personal, Privacy::Sensitive];
        let choices = classes.map(|class| Choice::new(sentence_case(class)));
        let chosen = classes.iter().position(|class| *class == fact.privacy).unwrap_or(0);
        if let Some(picked) = segmented(ui, &format!("Privacy of {which}"), &choices, chosen).index {
            fact.privacy = classes[picked];
        }
        let words = match fact.privacy {
            Privacy::None => "It says nothing about a person.",
            Privacy::Personal => "It identifies or describes a person, such as a name or an order number.",
            Privacy::Sensitive => "It harms a person when it leaks, such as a bank account or an illness.",
        };
        text(ui, TextRole::Small, Tone::Second, words);
    });
}

fn sentence_case(class: Privacy) -> &'static str {
    match class {
        Privacy::None => "Not personal",
        Privacy::Personal => "Personal",
        Privacy::Sensitive => "Sensitive",
    }
}

/// What the bot asks when the value is missing, for values that a customer can give.
fn ask(
    ui: &mut Ui,
    texts: &Texts<'_>,
    input: &mut Input,
    (index, which): (usize, &str),
    actions: &mut Vec<Action>,
) {
    if !matches!(input.source, Source::Context { .. } | Source::MessageText) {
        return;
    }
    let part = Part::Input(input.name.clone());
    ui.add_space(BETWEEN_ROWS);
    FormRow::first("What if it is missing?").hint("The bot then asks the customer").show(ui, |ui| {
        if input.required || !input.ask.is_blank() {
            let name = format!("Question for {which}");
            texts.line(ui, texts.id("ask").with(index), &name, texts.state(&part, "ask"), &mut input.ask);
            let show = Button::link("Show it in the conversation").icon(icons::ICON_CHAT).small();
            if link(ui, show).clicked() {
                actions.push(Action::ChooseOutcome(StandardOutcome::MissingInput.id().to_owned()));
            }
        } else {
            ui.set_min_height(space::CONTROL);
            let words = "It is left out of the request, and nobody is asked.";
            text(ui, TextRole::ControlRegular, Tone::Second, words);
        }
        texts.beside(ui, &part, "ask");
    });
}
