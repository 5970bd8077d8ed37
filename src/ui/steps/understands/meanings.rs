//! What the answer means: the analyst's own outcomes as sentences, then what every system can answer.

use egui::{Frame, Id, Margin, Ui, vec2};

use super::conditions;
use crate::model::{Integration, OwnOutcome, Part, StandardOutcome};
use crate::state::{Action, Derived, Open, condition_words};
use crate::ui::theme::{Icon, TextRole, Tone, WindowSize, icons, space, theme};
use crate::ui::widgets::{
    Button, Field, IconButton, MenuItem, card_frame, icon_words, menu, menu_line, row, row_with_end, text,
    text_line,
};
use crate::ui::{caret, findings};

/// What is done to a meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Up,
    Down,
}

/// Draws them.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        row_with_end(
            ui,
            28.0,
            |ui| text(ui, TextRole::CardTitle, Tone::Main, "What the answer means"),
            |ui| {
                if ui.add(Button::link("Add a meaning").icon(icons::ICON_ADD)).clicked() {
                    actions.push(Action::AddOutcome);
                }
            },
        );
        let words = "The first sentence that fits decides what the bot says.";
        text(ui, TextRole::Small, Tone::Second, words);
        own(ui, open, id, actions);
        let system = open.derived.system.clone();
        let fixed = [
            (StandardOutcome::NotFound, format!("When the {system} knows no such record"), "404"),
            (StandardOutcome::Empty, format!("When the {system} answers with nothing in it"), ""),
            (StandardOutcome::Success, "When it is anything else".to_owned(), ""),
        ];
        for (outcome, sentence, code) in fixed {
            standard(ui, open.integration, outcome, &sentence, code);
        }
    });
}

fn own(ui: &mut Ui, open: &mut Open<'_>, id: Id, actions: &mut Vec<Action>) {
    let mut change = None;
    let count = open.integration.outcomes.len();
    for index in 0..count {
        let sentence = condition_words(open.integration, &open.integration.outcomes[index].id);
        let outcome = &mut open.integration.outcomes[index];
        let part = Part::Outcome(outcome.id.clone());
        let value = conditions::value_id(&outcome.id);
        caret::to_new(ui, open.view, &part, value, "");
        ui.push_id(id.with(&outcome.id), |ui| {
            let wanted = meaning(ui, open.derived, outcome, &sentence, (index, count), actions);
            change = wanted.map(|wanted| (index, wanted)).or(change);
        });
        findings::beside(ui, open.derived, &open.integration.id, &part, "");
    }
    let outcomes = &mut open.integration.outcomes;
    match change {
        Some((index, Change::Up)) if index > 0 => outcomes.swap(index, index - 1),
        Some((index, Change::Down)) if index + 1 < outcomes.len() => outcomes.swap(index, index + 1),
        _ => {}
    }
}

fn framed(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let frame: Frame = card_frame(theme(ui));
    frame.corner_radius(space::RADIUS_CONTROL).inner_margin(Margin::symmetric(11, 5)).show(ui, |ui| {
        ui.take_available_width();
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        content(ui);
    });
}

fn name_width(ui: &Ui) -> f32 {
    if WindowSize::of(ui.ctx()) == WindowSize::Large { 180.0 } else { 150.0 }
}

fn meaning(
    ui: &mut Ui,
    derived: &Derived,
    outcome: &mut OwnOutcome,
    sentence: &str,
    place: (usize, usize),
    actions: &mut Vec<Action>,
) -> Option<Change> {
    let mut change = None;
    framed(ui, |ui| {
        let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
        let (mut removed, mut added, mut joined) = (None, false, None);
        let OwnOutcome { id, name, when } = outcome;
        let called = name.clone();
        let mut end = |ui: &mut Ui| {
            let wanted = more(ui, (id, name), place, actions);
            change = wanted.0;
            added = wanted.1;
            let words = format!("Name of meaning {}", place.0 + 1);
            ui.add(Field::new(&words, name).width(name_width(ui)));
            icon_words(ui, icons::ICON_ARROW_FORWARD, Tone::Second, "is called");
        };
        let Some((mut parts, between)) = conditions::editable(when) else {
            let start = |ui: &mut Ui| text_line(ui, TextRole::Body, Tone::Main, &format!("When {sentence}"));
            row_with_end(ui, 34.0, start, end);
            return;
        };
        let several = parts.len() > 1;
        if !large {
            row_with_end(ui, 34.0, |ui| text(ui, TextRole::Body, Tone::Main, "When"), &mut end);
        }
        for (index, condition) in parts.iter_mut().enumerate() {
            let start = |ui: &mut Ui| {
                if index > 0 {
                    joined = conditions::joint(ui, between, (&called, index)).or(joined);
                } else if large {
                    text(ui, TextRole::Body, Tone::Main, "When");
                }
                let value = conditions::value_id(id).with(index);
                let value = if index == 0 { conditions::value_id(id) } else { value };
                ui.push_id(index, |ui| conditions::one(ui, derived, condition, value));
                if several {
                    let name = format!("Remove comparison {} of {called}", index + 1);
                    if ui.add(IconButton::new(icons::ICON_CLOSE, &name).small()).clicked() {
                        removed = Some(index);
                    }
                }
            };
            if index == 0 && large {
                row_with_end(ui, 34.0, start, &mut end);
            } else {
                row(ui, start);
            }
        }
        if let Some(index) = removed {
            conditions::remove(when, index);
        } else if added {
            conditions::add(when);
        } else if let Some(joint) = joined {
            conditions::join(when, joint);
        }
    });
    change
}

/// The menu of a meaning: its new place, and whether a comparison is to be added.
fn more(
    ui: &mut Ui,
    (id, name): (&str, &str),
    (index, count): (usize, usize),
    actions: &mut Vec<Action>,
) -> (Option<Change>, bool) {
    let (mut change, mut added) = (None, false);
    let button = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, &format!("More about {name}")).small());
    menu(&button, |ui| {
        added = ui.add(MenuItem::new("Add a comparison").icon(icons::ICON_ADD)).clicked();
        let places: [(&str, Icon, Change, bool); 2] = [
            ("Move up", icons::ICON_EXPAND_LESS, Change::Up, index > 0),
            ("Move down", icons::ICON_EXPAND_MORE, Change::Down, index + 1 < count),
        ];
        for (words, icon, wanted, possible) in places {
            if possible && ui.add(MenuItem::new(words).icon(icon)).clicked() {
                change = Some(wanted);
            }
        }
        menu_line(ui);
        if ui.add(MenuItem::new("Delete").icon(icons::ICON_CLOSE).danger()).clicked() {
            actions.push(Action::DeleteOutcome(id.to_owned()));
        }
    });
    (change, added)
}

/// A meaning that every integration has; only its name can be changed.
fn standard(
    ui: &mut Ui,
    integration: &mut Integration,
    outcome: StandardOutcome,
    sentence: &str,
    code: &str,
) {
    ui.push_id(outcome.id(), |ui| {
        framed(ui, |ui| {
            row_with_end(
                ui,
                34.0,
                |ui| {
                    icon_words(ui, icons::ICON_LOCK, Tone::Second, "Always there");
                    text_line(ui, TextRole::Body, Tone::Main, sentence);
                    text(ui, TextRole::Technical, Tone::Second, code);
                },
                |ui| {
                    // As wide as the menu of the meanings above.
                    ui.add_space(space::TARGET);
                    let mut name = integration.outcome_name(outcome.id()).to_owned();
                    let words = format!("Name of “{}”", outcome.title());
                    let field = Field::new(&words, &mut name).width(name_width(ui));
                    if ui.add(field).changed() {
                        if name.trim().is_empty() || name == outcome.title() {
                            integration.outcome_names.remove(&outcome);
                        } else {
                            integration.outcome_names.insert(outcome, name);
                        }
                    }
                    icon_words(ui, icons::ICON_ARROW_FORWARD, Tone::Second, "is called");
                },
            );
        });
    });
}
