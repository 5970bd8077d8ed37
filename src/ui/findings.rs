//! The findings: their number in the top bar, their list below it, and the box beside a field.

use egui::{Align2, Area, Id, Order, ScrollArea, Ui};

use super::theme::{TextRole, Tone, theme};
use super::widgets::{
    FieldState, FindingBox, Pill, PillTone, follow_focus, paint, popup_frame, section_label, text,
};
use crate::model::{Finding, Part, Severity};
use crate::state::{Action, Change, Derived, State};

/// What the window keeps free of the list's rows: the bar above it, its frame and heading, the edge below, in points.
const ROUND_THE_LIST: f32 = 160.0;
/// The heading of the list with the distance below it, in points.
const HEADING: f32 = 40.0;

/// The number of findings; a click opens the list.
pub fn pill(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let serious: Vec<_> =
        state.findings().iter().filter(|finding| finding.severity != Severity::Hint).collect();
    let worst = serious.iter().map(|finding| finding.severity).max();
    let words = match (serious.len(), state.findings().len()) {
        (0, 0) => "No findings".to_owned(),
        (0, 1) => "1 hint".to_owned(),
        (0, hints) => format!("{hints} hints"),
        (1, _) => "1 finding".to_owned(),
        (count, _) => format!("{count} findings"),
    };
    let tone = match worst {
        Some(Severity::Error) => PillTone::Red,
        Some(_) => PillTone::Amber,
        None => PillTone::Green,
    };
    if ui.add(Pill::findings(&words, tone)).clicked() {
        actions.push(Action::ToggleFindings);
    }
}

/// The list, when it is open. A click leads to the field.
pub fn show(ui: &Ui, state: &State, actions: &mut Vec<Action>) {
    if !state.view.findings_open {
        return;
    }
    let area =
        Area::new(Id::unique("findings")).order(Order::Foreground).anchor(Align2::RIGHT_TOP, [-16.0, 52.0]);
    let shown = area.show(ui.ctx(), |ui| {
        popup_frame(theme(ui)).inner_margin(16).show(ui, |ui| {
            let height = ui.ctx().content_rect().height() - ROUND_THE_LIST;
            ui.set_width(440.0);
            // An area is 400 points high unless it is told otherwise.
            ui.set_max_height(height + HEADING);
            ui.spacing_mut().item_spacing.y = 8.0;
            text(ui, TextRole::Section, Tone::Main, "Findings");
            if state.findings().is_empty() {
                text(ui, TextRole::Body, Tone::Second, "Nothing to complain about.");
            }
            let area = ScrollArea::vertical().max_height(height);
            area.show(ui, |ui| {
                follow_focus(ui, |ui| {
                    let mut above = None;
                    for (finding, remedy) in state.derived.findings() {
                        let name = heading(state, finding);
                        if above != Some(name) && state.project.integrations.len() > 1 {
                            section_label(ui, name);
                        }
                        above = Some(name);
                        let shown = boxed(finding, remedy).way("Show me").show(ui);
                        if shown.way_clicked() {
                            actions.push(Action::GoTo(finding.place.clone()));
                        } else if shown.remedy_clicked() {
                            actions.push(repair(finding));
                        }
                    }
                });
            });
        });
    });
    let outside = ui.input(|input| input.pointer.any_pressed())
        && ui
            .input(|input| input.pointer.interact_pos())
            .is_some_and(|pos| !shown.response.rect.contains(pos) && pos.y > 48.0);
    let escape = ui.input(|input| input.key_pressed(egui::Key::Escape));
    if outside || escape {
        actions.push(Action::ToggleFindings);
    }
}

/// What the finding is about: the name of an integration, or the project.
fn heading<'a>(state: &'a State, finding: &Finding) -> &'a str {
    let id = finding.place.integration.as_deref();
    let integration = id.and_then(|id| state.project.integration(id));
    integration.map_or("The whole project", |integration| &integration.name)
}

fn boxed<'a>(finding: &'a Finding, remedy: Option<&'a str>) -> FindingBox<'a> {
    let shown = match finding.severity {
        Severity::Error => FindingBox::error(&finding.title, &finding.remedy),
        Severity::Warning => FindingBox::warning(&finding.title, &finding.remedy),
        Severity::Hint => FindingBox::hint(&finding.title, &finding.remedy),
    };
    if let Some(words) = remedy { shown.remedy(words) } else { shown }
}

fn repair(finding: &Finding) -> Action {
    Action::Design(Change::Repair(Box::new(finding.clone())))
}

/// The remedies that were clicked beside fields in this frame. Fields lie deep inside of the steps, so what is clicked there
/// waits in the memory of the screen for the end of the frame.
pub fn clicked_remedies(ui: &Ui) -> Vec<Action> {
    let clicked: Option<Vec<Finding>> = ui.data_mut(|data| data.remove_temp(clicked_key()));
    clicked.iter().flatten().map(repair).collect()
}

fn clicked_key() -> Id {
    Id::unique("remedies that were clicked")
}

/// The findings about one part of the chosen integration, or of what it shares with others, beside its field, each with its
/// remedy. An empty `field` stands for all fields of the part.
pub fn beside(ui: &mut Ui, derived: &Derived, integration: &str, part: &Part, field: &str) {
    for (finding, remedy) in about(derived, integration, part) {
        if field.is_empty() || finding.place.field == field {
            show_one(ui, finding, remedy);
        }
    }
}

/// The findings about a part whose fields have no place of their own on the screen.
pub fn about_the_rest(ui: &mut Ui, derived: &Derived, integration: &str, part: &Part, shown: &[&str]) {
    for (finding, remedy) in about(derived, integration, part) {
        if !shown.contains(&finding.place.field.as_str()) {
            show_one(ui, finding, remedy);
        }
    }
}

fn show_one(ui: &mut Ui, finding: &Finding, remedy: Option<&str>) {
    if boxed(finding, remedy).show(ui).remedy_clicked() {
        ui.data_mut(|data| {
            let clicked: &mut Vec<Finding> = data.get_temp_mut_or_default(clicked_key());
            clicked.push(finding.clone());
        });
    }
}

/// How a field looks that has findings.
pub fn state_of(derived: &Derived, integration: &str, part: &Part, field: &str) -> FieldState {
    let about = about(derived, integration, part).filter(|(finding, _)| finding.place.field == field);
    match about.map(|(finding, _)| finding.severity).max() {
        Some(Severity::Error) => FieldState::Wrong,
        Some(Severity::Warning) => FieldState::Doubtful,
        Some(Severity::Hint) | None => FieldState::Fine,
    }
}

fn about<'a>(
    derived: &'a Derived,
    integration: &'a str,
    part: &'a Part,
) -> impl Iterator<Item = (&'a Finding, Option<&'a str>)> {
    derived.findings().filter(move |(finding, _)| {
        let place = &finding.place;
        place.part == *part && place.integration.as_deref().is_none_or(|id| id == integration)
    })
}

/// The mark around what a finding led to.
pub fn mark(ui: &Ui, rect: egui::Rect) {
    paint::frame(ui.painter(), rect.expand(4.0), 8, egui::Color32::TRANSPARENT, theme(ui).color.accent);
}
