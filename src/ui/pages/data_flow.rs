//! Which customer data goes to which host, in which place, and how it is protected.

use egui::{Frame, Margin, Ui, vec2};

use super::hand_over;
use crate::engine::{DataFlow, Exposure, Flow, HostFlow, exposures, protection_words};
use crate::model::{Part, Place, Privacy};
use crate::state::{Action, Page, ReportAction, State};
use crate::ui::rows::divider;
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{
    Button, Choice, EmptyState, Select, Tag, card, remark, row_with_end, text, text_line,
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
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let role = if large { TextRole::Title } else { TextRole::TitleSmall };
    row_with_end(
        ui,
        32.0,
        |ui| text_line(ui, role, Tone::Main, state.view.page.title()),
        |ui| {
            hand_over::button(ui, state, actions);
            if ui.add(Button::secondary("Copy as text").icon(icons::ICON_CONTENT_COPY)).clicked() {
                actions.push(Action::Report(ReportAction::CopyDataFlow));
            }
            environment(ui, state, actions);
        },
    );
    let words = "Everything that can go to another system, read off the design. Nothing is sent to find out.";
    text(ui, TextRole::Small, Tone::Second, words);
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
        let fine = host.is_demo || (system.encrypted && system.verified);
        let (icon, tone) =
            if fine { (icons::ICON_LOCK, Tone::Second) } else { (icons::ICON_ERROR, Tone::Err) };
        remark(ui, icon, tone, &words);
    }
    for (index, flow) in host.flows.iter().enumerate() {
        ui.add_space(space::S);
        divider(ui);
        ui.add_space(space::XS);
        ui.push_id(index, |ui| one_flow(ui, state, host, flow, actions));
    }
}

fn one_flow(ui: &mut Ui, state: &State, host: &HostFlow, flow: &Flow, actions: &mut Vec<Action>) {
    let found = state.project.integration(&flow.integration);
    let name = found.map_or(flow.integration.as_str(), |found| &found.name);
    text_line(ui, TextRole::ControlTitle, Tone::Main, &format!("{name} ({})", flow.method));
    if flow.data.is_empty() {
        text(ui, TextRole::ControlRegular, Tone::Second, "Nothing of the conversation goes along.");
    }
    for (index, data) in flow.data.iter().enumerate() {
        ui.push_id(index, |ui| {
            let exposed = exposures(host, &flow.connection, data);
            datum(ui, flow, data, &exposed, actions);
        });
    }
}

fn datum(ui: &mut Ui, flow: &Flow, data: &DataFlow, exposed: &[Exposure], actions: &mut Vec<Action>) {
    let field = if data.field.is_empty() { String::new() } else { format!(" {}", data.field) };
    let place = format!("in the {}{field}", data.place.title());
    let alarming = exposed.iter().any(|exposure| exposure.is_alarming());
    row_with_end(
        ui,
        space::CONTROL_SMALL,
        |ui| {
            let (icon, tone) = match (alarming, data.datum.privacy) {
                (true, _) => (icons::ICON_ERROR, Tone::Err),
                (false, Privacy::None) => (icons::ICON_OUTPUT, Tone::Second),
                (false, _) => (icons::ICON_SHIELD_PERSON, Tone::Main),
            };
            remark(ui, icon, tone, &format!("{}, {place}", data.datum.label));
            if data.datum.privacy != Privacy::None {
                ui.add(Tag::new(data.datum.privacy.title()));
            }
        },
        |ui| {
            let words = format!("Go to {} {place}", data.datum.label);
            let button =
                ui.add(crate::ui::widgets::IconButton::new(icons::ICON_ARROW_FORWARD, &words).small());
            if button.clicked() {
                let part = Part::Call(flow.call.clone());
                actions.push(Action::GoTo(Place::new(&flow.integration, part, data.place.title())));
            }
        },
    );
    Frame::new().inner_margin(Margin { left: 26, right: 0, top: 0, bottom: 0 }).show(ui, |ui| {
        for exposure in exposed {
            let tone = if exposure.is_alarming() { Tone::Err } else { Tone::Warn };
            remark(ui, icons::ICON_WARNING, tone, &format!("{}.", exposure.sentence()));
        }
    });
}
