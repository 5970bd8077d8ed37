//! The findings: their number in the top bar, their list below it, and the box beside a field.

use egui::{Align2, Area, Id, Order, ScrollArea, Ui};

use super::theme::{TextRole, Tone, theme};
use super::widgets::{FieldState, FindingBox, Pill, PillTone, paint, popup_frame, section_label, text};
use crate::model::{Finding, Part, Severity};
use crate::state::{Action, Derived, State};

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
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                let mut above = None;
                for finding in state.findings() {
                    let name = heading(state, finding);
                    if above != Some(name) && state.project.integrations.len() > 1 {
                        section_label(ui, name);
                    }
                    above = Some(name);
                    if boxed(finding).remedy("Show me").show(ui).remedy_clicked() {
                        actions.push(Action::GoTo(finding.place.clone()));
                    }
                }
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

fn boxed(finding: &Finding) -> FindingBox<'_> {
    match finding.severity {
        Severity::Error => FindingBox::error(&finding.title, &finding.remedy),
        Severity::Warning => FindingBox::warning(&finding.title, &finding.remedy),
        Severity::Hint => FindingBox::hint(&finding.title, &finding.remedy),
    }
}

/// The findings about one part of the chosen integration, or of what it shares with others, beside its field. An empty
/// `field` stands for all fields of the part.
pub fn beside(ui: &mut Ui, derived: &Derived, integration: &str, part: &Part, field: &str) {
    for finding in about(derived, integration, part) {
        if field.is_empty() || finding.place.field == field {
            boxed(finding).show(ui);
        }
    }
}

/// The findings about a part whose fields have no place of their own on the screen.
pub fn about_the_rest(ui: &mut Ui, derived: &Derived, integration: &str, part: &Part, shown: &[&str]) {
    for finding in about(derived, integration, part) {
        if !shown.contains(&finding.place.field.as_str()) {
            boxed(finding).show(ui);
        }
    }
}

/// How a field looks that has findings.
pub fn state_of(derived: &Derived, integration: &str, part: &Part, field: &str) -> FieldState {
    let about = about(derived, integration, part).filter(|finding| finding.place.field == field);
    match about.map(|finding| finding.severity).max() {
        Some(Severity::Error) => FieldState::Wrong,
        Some(Severity::Warning) => FieldState::Doubtful,
        Some(Severity::Hint) | None => FieldState::Fine,
    }
}

fn about<'a>(
    derived: &'a Derived,
    integration: &'a str,
    part: &'a Part,
) -> impl Iterator<Item = &'a Finding> {
    derived.findings.iter().filter(move |finding| {
        let place = &finding.place;
        place.part == *part && place.integration.as_deref().is_none_or(|id| id == integration)
    })
}

/// The mark around what a finding led to.
pub fn mark(ui: &Ui, rect: egui::Rect) {
    paint::frame(ui.painter(), rect.expand(4.0), 8, egui::Color32::TRANSPARENT, theme(ui).color.accent);
}
