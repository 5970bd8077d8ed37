//! Asks: whom we ask, and what.

mod about;
mod address;
mod body;
mod body_tree;
mod connection;
mod data_place;
mod details;
mod parameters;
mod proof;
mod samples;
mod secret_value;
mod system;
mod time;

pub use data_place::place_of;
pub use system::System;

use egui::{Id, Rect, Ui, vec2};

use super::fields::{Texts, lead, link};
use crate::engine::ShownRequest;
use crate::model::{Call, Connection, Environment, Part, Risk, Secret};
use crate::state::{Action, Change, Intention, KnownSecrets, Open};
use crate::ui::findings;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Choice, EmptyState, FormRow, IconButton, row_of_height, row_with_end, segmented, text_line,
};

/// The fields of a call that have a place of their own here.
const SHOWN: [&str; 10] = [
    "connection",
    "method",
    "path",
    "query",
    "headers",
    "cookies",
    "body",
    "time_limit_ms",
    "retries",
    "largest_response_bytes",
];

/// What the rows of this step draw from, apart from the call itself.
struct Asking<'a, 'b> {
    texts: &'b Texts<'a>,
    /// The call's id.
    call: String,
    connections: &'b mut Vec<Connection>,
    secrets: &'b [Secret],
    /// Where their values are.
    known_secrets: &'b KnownSecrets,
    environments: &'b [Environment],
    /// The chosen environment's id.
    environment: String,
    /// What other integrations and this one do with data.
    risk: Risk,
    /// What would be sent now.
    request: Option<&'b ShownRequest>,
    actions: &'b mut Vec<Action>,
}

impl Asking<'_, '_> {
    fn part(&self) -> Part {
        Part::Call(self.call.clone())
    }

    fn id(&self, part: &str) -> Id {
        self.texts.id(part).with(&self.call)
    }

    fn change(&mut self, change: Change) {
        self.actions.push(Action::Design(change));
    }

    fn environment(&self) -> Option<&Environment> {
        self.environments.iter().find(|known| known.id == self.environment)
    }
}

/// Draws the step.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
    let texts = Texts::of(open);
    findings::beside(ui, texts.derived, &texts.integration, &Part::Whole, "calls");
    if open.integration.calls.is_empty() {
        let sentence = "The bot answers by itself. Add a system to ask, and what to ask it.";
        let state = EmptyState::new(icons::ICON_CABLE, "Nobody is asked yet", sentence)
            .button("Ask a system", icons::ICON_ADD);
        if state.show(ui).is_some_and(|button| button.clicked()) {
            actions.push(Action::Design(Change::AddCall));
        }
        return;
    }
    about::open_for_new(ui, open.view, &texts, open.connections);
    let index = chosen_call(ui, &texts, open, actions);
    let waiting = open.integration.waiting.as_ref();
    let moment = waiting.and_then(|waiting| time::Moment::of(waiting, &texts));
    let call = &mut open.integration.calls[index];
    let requests = open.derived.previews.iter().flat_map(|preview| &preview.result.calls);
    let mut asking = Asking {
        texts: &texts,
        call: call.id.clone(),
        connections: open.connections,
        secrets: open.secrets,
        known_secrets: open.known_secrets,
        environments: open.environments,
        environment: open.view.environment.clone(),
        risk: open.integration.trigger.risk,
        request: requests
            .map(|record| (&record.call, &record.request))
            .find(|(id, _)| **id == call.id)
            .map(|found| found.1),
        actions,
    };
    let rows = rows(ui, &mut asking, call, moment.as_ref());
    let part = asking.part();
    let connection = call.connection.clone();
    findings::about_the_rest(ui, texts.derived, &texts.integration, &part, &SHOWN);
    for (fields, rect) in &rows {
        lead(ui, open.view, &part, fields, *rect);
    }
    lead(ui, open.view, &part, &[""], ui.min_rect());
    if let Some((_, first)) = rows.first() {
        lead(ui, open.view, &Part::Connection(connection), &[], *first);
        if let Some(Part::Secret(name)) = open.view.led_to.as_ref().map(|place| place.part.clone()) {
            lead(ui, open.view, &Part::Secret(name), &[], *first);
        }
    }
}

/// The rows with the fields of the call that each shows, and where.
fn rows(
    ui: &mut Ui,
    asking: &mut Asking<'_, '_>,
    call: &mut Call,
    moment: Option<&time::Moment>,
) -> Vec<(&'static [&'static str], Rect)> {
    let mut rows = Vec::new();
    let mut note = |fields, rect| rows.push((fields, rect));
    note(["connection"].as_slice(), block(ui, |ui| connection::show(ui, asking, call)));
    note(&["method"], block(ui, |ui| intention(ui, asking, call)));
    note(&["path", "query"], block(ui, |ui| address::show(ui, asking, call)));
    note(&["body"], block(ui, |ui| body::show(ui, asking, call)));
    note(&["time_limit_ms", "retries", "waiting"], block(ui, |ui| time::show(ui, asking, call, moment)));
    let more = block(ui, |ui| details::show(ui, asking, call));
    note(&["headers", "cookies", "largest_response_bytes", "redirects"], more);
    rows
}

fn block(ui: &mut Ui, content: impl FnOnce(&mut Ui)) -> Rect {
    ui.scope(content).response.rect
}

/// Which call is shown. With one call nothing on the screen speaks of a list.
fn chosen_call(ui: &mut Ui, texts: &Texts<'_>, open: &Open<'_>, actions: &mut Vec<Action>) -> usize {
    let calls = &open.integration.calls;
    if calls.len() < 2 {
        return 0;
    }
    let id = texts.id("chosen call");
    let chosen: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    // What one is led to is shown, whichever was chosen before.
    let led_to = open.view.led_to.as_ref().and_then(|place| match &place.part {
        Part::Call(id) if calls.iter().any(|call| call.id == *id) => Some(id.clone()),
        _ => None,
    });
    let chosen = led_to.unwrap_or(chosen);
    let index = calls.iter().position(|call| call.id == chosen).unwrap_or(0);
    ui.data_mut(|data| data.insert_temp(id, chosen));
    let names: Vec<String> =
        calls.iter().enumerate().map(|(number, call)| name_of(open, number, call)).collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let (picked, deleted) = row_with_end(
        ui,
        34.0,
        |ui| segmented(ui, "Which question", &choices, index).index,
        |ui| ui.add(IconButton::new(icons::ICON_CLOSE, "Delete this question")).clicked(),
    );
    if let Some(picked) = picked {
        ui.data_mut(|data| data.insert_temp(id, calls[picked].id.clone()));
    }
    if deleted {
        actions.push(Action::Design(Change::DeleteCall(calls[index].id.clone())));
    }
    ui.add_space(space::S);
    index
}

/// "First CRM", "then Orders".
fn name_of(open: &Open<'_>, number: usize, call: &Call) -> String {
    let known = open.connections.iter().find(|connection| connection.id == call.connection);
    let system = known.map_or("nobody", |connection| connection.name.as_str());
    if number == 0 { format!("First {system}") } else { format!("Then {system}") }
}

fn intention(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &Call) {
    FormRow::new("What should it do?").hint("In grey: the name IT uses").show(ui, |ui| {
        let choices = Intention::ALL.map(|each| Choice::new(each.title()));
        let now = Intention::of(call.method, asking.risk);
        let chosen = Intention::ALL.iter().position(|each| *each == now).unwrap_or(0);
        let picked = row_of_height(ui, 34.0, |ui| {
            let picked = segmented(ui, "What should it do?", &choices, chosen).index;
            text_line(ui, TextRole::Technical, Tone::Second, call.method.name());
            picked
        });
        if let Some(intention) = picked.inner.map(|picked| Intention::ALL[picked]) {
            asking.change(Change::ChooseIntention { call: call.id.clone(), intention });
        }
        time::sentence(ui, now, asking.risk);
        asking.texts.beside(ui, &asking.part(), "method");
    });
}

/// The way to a further system, at the end of everything.
fn add_call(ui: &mut Ui, asking: &mut Asking<'_, '_>) {
    if link(ui, Button::link("Then ask another system").icon(icons::ICON_ADD).small()).clicked() {
        asking.change(Change::AddCall);
    }
}
