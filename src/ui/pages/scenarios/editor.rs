//! One scenario: what is known, what comes back, and what must follow.

use std::sync::Arc;

use egui::{Ui, vec2};

use super::facts;
use crate::model::{Answer, Channel, Fault, Integration, Scenario};
use crate::state::{Action, ScenarioKey, State};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Choice, Field, FieldState, FormRow, IconButton, Select, TextArea, row, row_with_end, segmented,
    text,
};
use crate::ui::writing::language_name;

/// Draws the form.
pub fn show(ui: &mut Ui, state: &mut State, key: &ScenarioKey, _actions: &mut Vec<Action>) {
    let project = &mut state.project;
    let (languages, channel) = (project.languages.clone(), project.default_channel());
    let Some(position) = project.integrations.iter().position(|each| each.id == key.integration) else {
        return;
    };
    // Edited as a copy: an integration that is only looked at stays the same shared object.
    let integration = Arc::clone(&project.integrations[position]);
    let Some(before) = integration.scenarios.get(key.index) else { return };
    let mut scenario = before.clone();
    ui.push_id("scenario form", |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        FormRow::first("What is it called?").show(ui, |ui| {
            ui.add(Field::new("Name of the scenario", &mut scenario.name));
        });
        facts::show(ui, &integration, &mut scenario);
        place(ui, (&languages, channel), &mut scenario);
        answers(ui, &integration, &mut scenario);
        outcome(ui, &integration, &mut scenario);
        words(ui, &mut scenario);
        queue(ui, &mut scenario);
        request(ui, &mut scenario);
    });
    if scenario != *before
        && let Some(edited) = Arc::make_mut(&mut project.integrations[position]).scenarios.get_mut(key.index)
    {
        *edited = scenario;
    }
}

/// The channel, and the language where the bot speaks several. What is usual in the project is not written down.
fn place(ui: &mut Ui, (languages, usual): (&[String], Channel), scenario: &mut Scenario) {
    FormRow::new("Where is it said?").show(ui, |ui| {
        row(ui, |ui| {
            let words = Channel::ALL.map(|channel| Choice::new(channel.title()));
            let chosen = scenario.channel.unwrap_or(usual);
            let chosen = Channel::ALL.iter().position(|channel| *channel == chosen);
            let select = Select::new("Channel of the scenario", &words, chosen).width(156.0);
            if let Some(channel) = select.show(ui).index.and_then(|index| Channel::ALL.get(index)) {
                scenario.channel = Some(*channel).filter(|channel| *channel != usual);
            }
            if languages.len() < 2 {
                return;
            }
            let words: Vec<Choice<'_>> =
                languages.iter().map(|tag| Choice::new(language_name(tag))).collect();
            let chosen = scenario.language.as_ref().or(languages.first());
            let chosen = languages.iter().position(|tag| Some(tag) == chosen);
            let select = Select::new("Language of the scenario", &words, chosen).width(156.0);
            if let Some(index) = select.show(ui).index {
                scenario.language = languages.get(index).filter(|_| index > 0).cloned();
            }
        });
    });
}

/// What can go wrong, as the list names it.
const FAULTS: [(Fault, &str); 12] = [
    (Fault::Slow, "No answer in time"),
    (Fault::Down, "Cannot be reached"),
    (Fault::Malformed, "An answer that breaks off"),
    (Fault::Html, "A web page instead of an answer"),
    (Fault::Empty, "An empty answer"),
    (Fault::MissingFields, "An answer without any field"),
    (Fault::TooLarge, "An answer that is far too large"),
    (Fault::BadRequest, "Not accepted, code 400"),
    (Fault::KeyRefused, "Key refused, code 401"),
    (Fault::NotFound, "Not found, code 404"),
    (Fault::RateLimited, "Too many requests, code 429"),
    (Fault::ServerError, "An error of the system, code 500"),
];

fn answers(ui: &mut Ui, integration: &Integration, scenario: &mut Scenario) {
    let mut offered: Vec<(Answer, &str)> = integration
        .samples
        .iter()
        .map(|sample| {
            let name = if sample.name.is_empty() { &sample.id } else { &sample.name };
            (Answer::Sample(sample.id.clone()), name.as_str())
        })
        .collect();
    offered.extend(FAULTS.map(|(fault, words)| (Answer::Fault(fault), words)));
    offered.push((Answer::Live, "The real system"));
    let words: Vec<Choice<'_>> = offered.iter().map(|(_, words)| Choice::new(words)).collect();
    let hint = "A saved sample, something that goes wrong, or the real system";
    FormRow::new("What comes back?").hint(hint).show(ui, |ui| {
        for (place, call) in integration.calls.iter().enumerate() {
            let chosen = scenario.answers.get(place);
            let chosen = chosen.and_then(|chosen| offered.iter().position(|(answer, _)| answer == chosen));
            let name = if integration.calls.len() == 1 {
                "What comes back".to_owned()
            } else {
                format!("What comes back for {}", call.id)
            };
            let select = Select::new(&name, &words, chosen).placeholder("The first sample").width(320.0);
            if let Some((answer, _)) = select.show(ui).index.and_then(|index| offered.get(index)) {
                // The calls before it are answered by their first sample unless something else is said.
                while scenario.answers.len() < place {
                    let first = integration.samples.first().map(|sample| Answer::Sample(sample.id.clone()));
                    scenario.answers.push(first.unwrap_or(Answer::Fault(Fault::NotFound)));
                }
                match scenario.answers.get_mut(place) {
                    Some(known) => *known = answer.clone(),
                    None => scenario.answers.push(answer.clone()),
                }
            }
        }
        if integration.calls.is_empty() {
            text(ui, TextRole::Body, Tone::Second, "Nobody is asked.");
        }
    });
}

fn outcome(ui: &mut Ui, integration: &Integration, scenario: &mut Scenario) {
    let ids = integration.outcome_ids();
    let words: Vec<Choice<'_>> = ids.iter().map(|id| Choice::new(integration.outcome_name(id))).collect();
    FormRow::new("How must it end?").show(ui, |ui| {
        let chosen = ids.iter().position(|id| *id == scenario.expect.outcome);
        let select = Select::new("Expected outcome", &words, chosen).placeholder("Not compared").width(320.0);
        if let Some(id) = select.show(ui).index.and_then(|index| ids.get(index)) {
            scenario.expect.outcome.clone_from(id);
        }
    });
}

/// How words are compared.
const WAYS: [&str; 3] = ["Exactly", "Among others", "Not compared"];

fn words(ui: &mut Ui, scenario: &mut Scenario) {
    let expect = &mut scenario.expect;
    FormRow::new("What must the bot say?").hint("One message a line").show(ui, |ui| {
        let way = match (expect.says.is_empty(), expect.contains.is_empty()) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => 2,
        };
        let ways = WAYS.map(Choice::new);
        if let Some(chosen) =
            segmented(ui, "How words are compared", &ways, way).index.filter(|new| *new != way)
        {
            let mut known: Vec<String> = expect.says.drain(..).chain(expect.contains.drain(..)).collect();
            if known.is_empty() {
                known.push(String::new());
            }
            match chosen {
                0 => expect.says = known,
                1 => expect.contains = known,
                _ => {}
            }
        }
        for (list, more) in
            [(&mut expect.says, "Add a message"), (&mut expect.contains, "Add words that must be among them")]
        {
            messages(ui, list, more);
        }
    });
}

/// A field for each message, each of which can be taken away; with the last one nothing is compared.
fn messages(ui: &mut Ui, list: &mut Vec<String>, more: &str) {
    let count = list.len();
    let mut gone = None;
    for (place, message) in list.iter_mut().enumerate() {
        let name =
            if count == 1 { "Expected words".to_owned() } else { format!("Expected words {}", place + 1) };
        ui.push_id(place, |ui| {
            row_with_end(
                ui,
                space::CONTROL,
                |ui| ui.add(TextArea::new(&name, message).rows(1)),
                |ui| {
                    let words = format!("Remove {name}");
                    let remove = IconButton::new(icons::ICON_CLOSE, &words).small();
                    if ui.add(remove).clicked() {
                        gone = Some(place);
                    }
                },
            );
        });
    }
    if let Some(place) = gone {
        list.remove(place);
    }
    if count > 0 && ui.add(Button::link(more).icon(icons::ICON_ADD).small()).clicked() {
        list.push(String::new());
    }
}

fn queue(ui: &mut Ui, scenario: &mut Scenario) {
    let mut queue = scenario.expect.handoff.clone().unwrap_or_default();
    FormRow::new("Passed to a person?").hint("Empty: not compared").show(ui, |ui| {
        ui.add(Field::new("Expected queue", &mut queue).placeholder("Name of the queue").width(320.0));
    });
    scenario.expect.handoff = Some(queue).filter(|queue| !queue.is_empty());
}

fn request(ui: &mut Ui, scenario: &mut Scenario) {
    // What is typed is kept as text until it is JSON.
    let id = ui.scope_id().with("expected request").with(&scenario.name);
    let stored = scenario.expect.request_body.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| stored.clone());
    FormRow::new("What must be sent?").hint("The body of the last request; empty: not compared").show(
        ui,
        |ui| {
            let fine = typed.trim().is_empty() || serde_json::from_str::<serde_json::Value>(&typed).is_ok();
            let field = TextArea::new("Expected request", &mut typed).technical().rows(2);
            let state = if fine { FieldState::Fine } else { FieldState::Wrong };
            let response = ui.add(field.state(state));
            if !fine {
                text(ui, TextRole::Small, Tone::Err, "This is no JSON yet, so it is not compared.");
            }
            if response.changed() {
                scenario.expect.request_body = serde_json::from_str(&typed).ok();
            }
            if response.has_focus() {
                ui.data_mut(|data| data.insert_temp(id, typed.clone()));
            } else if response.lost_focus() {
                ui.data_mut(|data| data.remove::<String>(id));
            }
        },
    );
}
