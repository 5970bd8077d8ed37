//! Which customer data goes to which host, in which place, and how it is protected.

use egui::{Frame, Margin, Ui, vec2};

use super::columns::{cell, heads, page_head};
use super::hand_over;
use crate::engine::{Carrier, DataFlow, DataOrigin, Exposure, Flow, HostFlow, exposures, protection_words};
use crate::model::Privacy;
use crate::state::{Action, Page, ReportAction, State};
use crate::ui::rows::divider;
use crate::ui::steps::asks::place_of;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Choice, EmptyState, IconButton, Select, Tag, card, remark, row, row_of_height, text, text_line,
};

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
    head(ui, state, actions);
    ui.add_space(space::L);
    if state.derived.data_flow.is_empty() {
        let sentence = "No integration calls another system, so nothing leaves this computer.";
        let empty = EmptyState::new(icons::ICON_VERIFIED_USER, "Nothing leaves", sentence)
            .button("Go to the integrations", icons::ICON_FORUM);
        if empty.show(ui).is_some_and(|button| button.clicked()) {
            actions.push(Action::ChoosePage(Page::Integration));
        }
    }
    for host in &state.derived.data_flow {
        card(ui, |ui| one_host(ui, state, host, actions));
        ui.add_space(space::L);
    }
}

fn head(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let words = "Everything that can go to another system, read off the design. Nothing is sent to find out.";
    page_head(ui, state.view.page.title(), words, |ui| {
        hand_over::button(ui, state, actions);
        if ui.add(Button::secondary("Copy as text").icon(icons::ICON_CONTENT_COPY)).clicked() {
            actions.push(Action::Report(ReportAction::CopyDataFlow));
        }
        environment(ui, state, actions);
    });
    ui.add_space(space::S);
    let open = state.derived.data_flow.iter().map(alarms).sum::<usize>();
    if open > 0 {
        let words = if open == 1 {
            "1 value goes unprotected".to_owned()
        } else {
            format!("{open} values go unprotected")
        };
        remark(ui, icons::ICON_ERROR, Tone::Err, &words);
    } else {
        remark(ui, icons::ICON_VERIFIED_USER, Tone::Ok, "Everything personal goes protected");
    }
}

fn environment(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let all = &state.project.environments;
    if all.len() < 2 {
        return;
    }
    let words: Vec<Choice<'_>> = all.iter().map(|each| Choice::new(&each.name)).collect();
    let chosen = all.iter().position(|each| each.id == state.view.environment);
    let select = Select::new("Environment of the addresses", &words, chosen).width(150.0);
    if let Some(each) = select.show(ui).index.and_then(|index| all.get(index)) {
        actions.push(Action::ChooseEnvironment(each.id.clone()));
    }
}

fn alarms(host: &HostFlow) -> usize {
    let alarming = |flow: &Flow, data: &DataFlow| {
        exposures(host, &flow.connection, data).iter().any(|exposure| exposure.is_alarming())
    };
    host.flows.iter().map(|flow| flow.data.iter().filter(|data| alarming(flow, data)).count()).sum()
}

fn one_host(ui: &mut Ui, state: &State, host: &HostFlow, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
    let name = if host.origin.is_empty() { "No address in this environment" } else { &host.origin };
    text_line(ui, TextRole::Section, Tone::Main, name);
    if host.is_demo {
        let words = "The demo server on this computer answers instead, so nothing leaves it.";
        remark(ui, icons::ICON_SCIENCE, Tone::Ok, words);
    }
    for system in &host.systems {
        let words = format!("{}: {}", system.name, protection_words(system));
        let (icon, tone) = match (host.is_demo, system.encrypted && system.verified) {
            (_, true) => (icons::ICON_LOCK, Tone::Second),
            (true, false) => (icons::ICON_LOCK_OPEN, Tone::Second),
            (false, false) => (icons::ICON_ERROR, Tone::Err),
        };
        remark(ui, icon, tone, &words);
    }
    for (index, flow) in host.flows.iter().enumerate() {
        divider(ui);
        ui.push_id(index, |ui| one_flow(ui, state, host, flow, actions));
    }
}

fn one_flow(ui: &mut Ui, state: &State, host: &HostFlow, flow: &Flow, actions: &mut Vec<Action>) {
    let found = state.project.integration(&flow.integration);
    let name = found.map_or(flow.integration.as_str(), |found| &found.name);
    row_of_height(ui, space::TARGET, |ui| {
        text_line(ui, TextRole::CardTitle, Tone::Main, name);
        match &flow.by {
            Carrier::Call => drop(text_line(ui, TextRole::Technical, Tone::Third, &flow.method)),
            Carrier::SignIn => drop(text_line(ui, TextRole::ControlRegular, Tone::Second, "signs in first")),
            Carrier::Reply(outcome) => {
                let outcome = found.map_or(outcome.as_str(), |found| found.outcome_name(outcome));
                let words = format!("the customer’s own device, from the reply “{outcome}”");
                text_line(ui, TextRole::ControlRegular, Tone::Second, &words);
            }
        }
    });
    if flow.goes_on_anywhere {
        let words = "An answer may send it on to any host, without its keys.";
        remark(ui, icons::ICON_WARNING, Tone::Warn, words);
    }
    if flow.data.is_empty() {
        text(ui, TextRole::ControlRegular, Tone::Second, "Nothing of the conversation goes along.");
        return;
    }
    let columns = Columns::of(ui);
    heads(
        ui,
        &[
            ("What goes", columns.what),
            ("How sensitive", columns.privacy),
            ("Where it stands", columns.place),
        ],
    );
    for (index, data) in flow.data.iter().enumerate() {
        ui.push_id(index, |ui| {
            let exposed = exposures(host, &flow.connection, data);
            datum(ui, state, (flow, data), columns, &exposed, actions);
        });
    }
}

/// Widths in points.
#[derive(Clone, Copy)]
struct Columns {
    what: f32,
    privacy: f32,
    place: f32,
}

impl Columns {
    fn of(ui: &Ui) -> Self {
        let privacy = 112.0;
        let rest = ui.available_width() - privacy - space::CONTROL - 3.0 * space::S;
        let what = (rest * 0.4).min(300.0).floor();
        Self { what, privacy, place: (rest - what).min(280.0).floor() }
    }
}

fn datum(
    ui: &mut Ui,
    state: &State,
    (flow, data): (&Flow, &DataFlow),
    columns: Columns,
    exposed: &[Exposure],
    actions: &mut Vec<Action>,
) {
    let alarming = exposed.iter().any(|exposure| exposure.is_alarming());
    row(ui, |ui| {
        cell(ui, columns.what, |ui| {
            let (icon, tone) = match (alarming, data.datum.origin, data.datum.privacy) {
                (true, ..) => (icons::ICON_ERROR, Tone::Err),
                (false, DataOrigin::Secret, _) => (icons::ICON_KEY, Tone::Main),
                (false, _, Privacy::None) => (icons::ICON_OUTPUT, Tone::Main),
                (false, ..) => (icons::ICON_SHIELD_PERSON, Tone::Main),
            };
            remark(ui, icon, tone, &data.datum.label);
        });
        cell(ui, columns.privacy, |ui| match (data.datum.origin, data.datum.privacy) {
            (DataOrigin::Secret, _) => drop(ui.add(Tag::new("secret"))),
            (_, Privacy::None) => drop(text_line(ui, TextRole::ControlRegular, Tone::Second, "no")),
            (_, privacy) => drop(ui.add(Tag::new(privacy.title()))),
        });
        cell(ui, columns.place, |ui| {
            text_line(ui, TextRole::ControlRegular, Tone::Second, &format!("in the {}", data.place.title()));
            text_line(ui, TextRole::Technical, Tone::Main, &data.field);
        });
        let space = if data.field.is_empty() { "" } else { " " };
        let name = format!("Go to {} in the {}{space}{}", data.datum.label, data.place.title(), data.field);
        if ui.add(IconButton::new(icons::ICON_ARROW_FORWARD, &name)).clicked() {
            actions.push(Action::GoTo(place_of(ui, &state.project, flow, data)));
        }
    });
    Frame::new().inner_margin(Margin { left: 26, ..Margin::ZERO }).show(ui, |ui| {
        for exposure in exposed {
            let tone = if exposure.is_alarming() { Tone::Err } else { Tone::Warn };
            remark(ui, icons::ICON_WARNING, tone, &format!("{}.", exposure.sentence()));
        }
    });
}
