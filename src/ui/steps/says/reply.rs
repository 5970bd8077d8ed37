//! The card of the chosen outcome: its name, when it happens, and its words.

use egui::{Frame, Id, Margin, Ui, vec2};

use super::{handoff, messages, remember, when_said};
use crate::model::{Channel, Integration, Message, Part, Reply, StandardOutcome, Text};
use crate::state::{Action, Change, Derived, FALLBACK, Notice, Open};
use crate::ui::chips::{Use, insert_button};
use crate::ui::rows::{divider, in_rows, width_of};
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{
    Button, Choice, Field, IconButton, MenuItem, Select, card, card_wide, menu, menu_label, row_with_end,
    segmented, text, well,
};
use crate::ui::writing::{Writing, field_label, language_name};
use crate::ui::{caret, findings};

/// What the card shows for an outcome.
enum Words {
    /// A reply of its own, or the fallback reply.
    Own,
    /// The questions of the inputs.
    Questions,
    /// Nothing of its own.
    Fallback,
}

/// Draws the card.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    let content = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        head(ui, open, actions);
        let outcome = open.view.outcome.clone();
        when_said::show(ui, open.integration, open.derived, &outcome, actions);
        ui.add_space(space::S);
        match words_of(open.integration, &outcome) {
            Words::Own => own_reply(ui, open, &outcome, actions),
            Words::Questions => {
                questions(ui, open);
                found(ui, open.derived, &open.integration.id, &outcome);
            }
            Words::Fallback => {
                falls_back(ui, open.derived, &outcome, actions);
                found(ui, open.derived, &open.integration.id, &outcome);
            }
        }
    };
    match WindowSize::of(ui.ctx()) {
        WindowSize::Large => card_wide(ui, content),
        WindowSize::Small => card(ui, content),
    };
}

/// What was found stands below the words: while somebody types, nothing above the caret's place may move.
fn found(ui: &mut Ui, derived: &Derived, integration: &str, outcome: &str) {
    findings::beside(ui, derived, integration, &Part::Reply(outcome.to_owned()), "");
}

fn words_of(integration: &Integration, outcome: &str) -> Words {
    let asks = || integration.inputs.iter().any(|input| input.required || !input.ask.is_blank());
    if outcome == FALLBACK || integration.replies.contains_key(outcome) {
        Words::Own
    } else if outcome == StandardOutcome::MissingInput.id() && asks() {
        Words::Questions
    } else {
        Words::Fallback
    }
}

fn head(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    let (view, languages) = (&*open.view, open.languages);
    let (outcome, chosen) = (view.outcome.clone(), view.language.clone());
    let integration = &mut *open.integration;
    let others = other_replies(integration, &outcome);
    row_with_end(
        ui,
        34.0,
        |ui| ui.push_id(&outcome, |ui| name(ui, integration, &outcome)),
        |ui| {
            copy(ui, &others, &outcome, actions);
            language(ui, languages, &chosen, actions);
        },
    );
}

/// The replies that could be said here as well: id and name.
fn other_replies(integration: &Integration, outcome: &str) -> Vec<(String, String)> {
    let own = integration.outcome_ids().into_iter().filter(|id| integration.replies.contains_key(id));
    let own = own.map(|id| (id.clone(), integration.outcome_name(&id).to_owned()));
    let all = own.chain([(FALLBACK.to_owned(), "Fallback reply".to_owned())]);
    all.filter(|(id, _)| id != outcome).collect()
}

fn copy(ui: &mut Ui, others: &[(String, String)], outcome: &str, actions: &mut Vec<Action>) {
    let button = ui.add(IconButton::new(icons::ICON_CONTENT_COPY, "Say the same as another reply"));
    menu(&button, |ui| {
        menu_label(ui, "Say the same as");
        for (from, name) in others {
            if ui.add(MenuItem::new(name)).clicked() {
                let (from, to) = (from.clone(), outcome.to_owned());
                actions.push(Action::Design(Change::CopyReply { from, to }));
            }
        }
    });
}

/// The outcome's name; the fallback's is ours.
fn name(ui: &mut Ui, integration: &mut Integration, outcome: &str) {
    let width = ui.available_width() - 4.0;
    let heading = |ui: &mut Ui, name: &mut String| {
        ui.add(Field::heading("Name of the outcome", name, TextRole::Section).width(width)).changed()
    };
    if let Some(own) = integration.outcomes.iter_mut().find(|own| own.id == outcome) {
        heading(ui, &mut own.name);
    } else if let Some(standard) = StandardOutcome::from_id(outcome) {
        let mut name = integration.outcome_name(outcome).to_owned();
        if heading(ui, &mut name) {
            if name.trim().is_empty() || name == standard.title() {
                integration.outcome_names.remove(&standard);
            } else {
                integration.outcome_names.insert(standard, name);
            }
        }
    } else {
        text(ui, TextRole::Section, Tone::Main, "Fallback reply");
    }
}

fn language(ui: &mut Ui, languages: &[String], chosen: &str, actions: &mut Vec<Action>) {
    if languages.len() < 2 {
        return;
    }
    let choices: Vec<Choice<'_>> = languages.iter().map(|tag| Choice::new(language_name(tag))).collect();
    let index = languages.iter().position(|tag| tag == chosen);
    let pick = match index {
        Some(index) if languages.len() <= 3 => segmented(ui, "Language of the words", &choices, index),
        _ => Select::new("Language of the words", &choices, index).icon(icons::ICON_TRANSLATE).show(ui),
    };
    if let Some(tag) = pick.index.and_then(|index| languages.get(index)) {
        actions.push(Action::ChooseLanguage(tag.clone()));
    }
}

fn own_reply(ui: &mut Ui, open: &mut Open<'_>, outcome: &str, actions: &mut Vec<Action>) {
    let id = Id::unique("reply").with(&open.integration.id).with(outcome);
    let language = open.view.language.clone();
    let (channel, raw) = (open.view.channel, open.view.raw_texts);
    let writing = Writing { derived: open.derived, language: &language, raw, id };
    let new = Part::Reply(outcome.to_owned());
    caret::to_new(
        ui,
        open.view,
        &new,
        writing.at(0).id_of("text"),
        first_words(open.integration, outcome, &language),
    );
    let lists: Vec<(String, String)> = open
        .integration
        .outputs()
        .filter(|output| output.value_type == crate::model::ValueType::List)
        .map(|output| (output.name.clone(), output.label.clone()))
        .collect();
    let reply = if outcome == FALLBACK {
        &mut open.integration.fallback
    } else {
        let Some(reply) = open.integration.replies.get_mut(outcome) else { return };
        reply
    };
    let said = open.derived.preview(outcome).map(|preview| preview.result.messages.as_slice());
    let scene = messages::Scene { writing, channel, said: said.unwrap_or_default(), lists: &lists };
    only_here(ui, reply, channel);
    let list = match reply.channels.get_mut(&channel) {
        Some(variant) => variant,
        None => &mut reply.messages,
    };
    let lost = messages::show(ui, scene, list);
    actions.extend(lost.map(|words| Action::Tell(Notice::undoable(words))));
    found(ui, open.derived, &open.integration.id, outcome);
    divider(ui);
    handoff::show(ui, writing, &mut reply.handoff);
    divider(ui);
    remember::show(ui, writing, open.context, &mut reply.remember);
    // Buttons without an edge stand where their words would.
    let outside = Margin { left: -10, ..Margin::ZERO };
    Frame::new().outer_margin(outside).show(ui, |ui| {
        options(ui, outcome, channel, reply, actions);
    });
}

/// The words that the caret of a new reply selects.
fn first_words<'a>(integration: &'a Integration, outcome: &str, language: &str) -> &'a str {
    match integration.replies.get(outcome).and_then(|reply| reply.messages.first()) {
        Some(Message::Text { text }) => text.0.get(language).map_or("", Text::as_str),
        _ => "",
    }
}

/// Says when the words being edited are those of one channel alone.
fn only_here(ui: &mut Ui, reply: &mut Reply, channel: Channel) {
    if !reply.channels.contains_key(&channel) {
        return;
    }
    let mut same = false;
    well(ui, |ui| {
        row_with_end(
            ui,
            28.0,
            |ui| {
                let words = format!("These words are for {} alone.", channel.title());
                text(ui, TextRole::ControlRegular, Tone::Second, &words);
            },
            |ui| same = ui.add(Button::link("Say the same everywhere").small()).clicked(),
        );
    });
    if same {
        reply.channels.remove(&channel);
    }
}

/// What is rarely wanted: other words for a channel, no words of its own.
fn options(ui: &mut Ui, outcome: &str, channel: Channel, reply: &mut Reply, actions: &mut Vec<Action>) {
    let other_words = format!("Other words for {}", channel.title());
    let mut offered = Vec::new();
    if !reply.channels.contains_key(&channel) {
        offered.push((other_words.as_str(), icons::ICON_CHAT));
    }
    if outcome != FALLBACK {
        offered.push((SAY_FALLBACK, icons::ICON_SHIELD));
    }
    let widths: Vec<f32> =
        offered.iter().map(|(words, _)| width_of(ui, TextRole::Control, words) + 40.0).collect();
    in_rows(ui, &widths, 0.0, |ui, index| {
        let (words, icon) = offered[index];
        if !ui.add(Button::ghost(words).icon(icon).small()).clicked() {
            return;
        }
        if words == SAY_FALLBACK {
            actions.push(Action::SayFallback(outcome.to_owned()));
        } else {
            reply.channels.insert(channel, reply.messages.clone());
        }
    });
}

const SAY_FALLBACK: &str = "Say the fallback reply instead";

/// The questions that are asked when an input is missing.
fn questions(ui: &mut Ui, open: &mut Open<'_>) {
    let id = Id::unique("questions").with(&open.integration.id);
    let language = open.view.language.clone();
    let writing = Writing { derived: open.derived, language: &language, raw: open.view.raw_texts, id };
    for (index, input) in open.integration.inputs.iter_mut().enumerate() {
        let name = if input.label.is_empty() { input.name.clone() } else { input.label.clone() };
        let writing = writing.at(index);
        let label = format!("When we do not know: {name}");
        row_with_end(ui, 28.0, |ui| field_label(ui, &label), |ui| insert_button(ui, writing.id_of("ask")));
        writing.message(ui, "ask", &label, &mut input.ask, Use::Message);
        ui.add_space(space::S);
    }
    text(
        ui,
        TextRole::Small,
        Tone::Second,
        "The bot asks this, and goes on with the integration when the customer has answered.",
    );
}

/// What the customer hears without own words, and the way to change that.
fn falls_back(ui: &mut Ui, derived: &Derived, outcome: &str, actions: &mut Vec<Action>) {
    field_label(ui, "What the bot says");
    let said = derived.preview(outcome).map(|preview| preview.result.words().join("\n")).unwrap_or_default();
    well(ui, |ui| {
        let words = if said.trim().is_empty() { "Nothing: the fallback reply has no words." } else { &said };
        text(ui, TextRole::Body, Tone::Second, words);
    });
    text(ui, TextRole::Small, Tone::Second, "This is the fallback reply.");
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        if ui.add(Button::secondary("Give it its own words").icon(icons::ICON_ADD)).clicked() {
            actions.push(Action::AddReply(outcome.to_owned()));
        }
        if ui.add(Button::link("Edit the fallback reply")).clicked() {
            actions.push(Action::ChooseOutcome(FALLBACK.to_owned()));
        }
    });
}
