//! The drill for real, against the demo system: its button, its progress, and how each outcome compared.

use egui::{Rect, Sense, Ui, vec2};

use super::has_demo;
use crate::engine::seconds;
use crate::state::{Action, DrillAction, LiveEnd, State};
use crate::ui::theme::{Icon, TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Button, remark, row, text_line, without_marks};

/// The button that starts or stops it.
pub fn button(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.drill.running.is_some() {
        if ui.add(Button::secondary("Stop").icon(icons::ICON_CLOSE)).clicked() {
            actions.push(Action::Drill(DrillAction::Stop));
        }
        return;
    }
    let words = format!("Run against the demo {}", state.derived.system);
    let button = ui.add_enabled(has_demo(state), Button::secondary(&words).icon(icons::ICON_BOLT));
    let button = button.on_disabled_hover_text("The project has no environment of stage demo");
    if button.clicked() {
        actions.push(Action::Drill(DrillAction::RunLive));
    }
}

/// How far it is, or how it went.
pub fn progress(ui: &mut Ui, state: &State) {
    let live = &state.drill.live;
    if live.is_empty() && state.drill.running.is_none() {
        return;
    }
    ui.add_space(space::M);
    if let Some(running) = state.drill.running {
        let words = format!("{} of {} outcomes provoked for real", live.len(), running.total);
        text_line(ui, TextRole::ControlRegular, Tone::Main, &words);
        ui.add_space(space::XS);
        bar(ui, live.len() as f32 / running.total.max(1) as f32, &words);
        return;
    }
    let count = |wanted: fn(&LiveEnd) -> bool| live.values().filter(|end| wanted(end)).count();
    let same = count(|end| matches!(end, LiveEnd::Same { .. }));
    let left = count(|end| matches!(end, LiveEnd::NotTried(_)));
    let other = live.len() - same - left;
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, &format!("{same} live as in the preview"));
        if other > 0 {
            remark(ui, icons::ICON_WARNING, Tone::Warn, &format!("{other} live otherwise"));
        }
        if left > 0 {
            remark(ui, icons::ICON_REMOVE_CIRCLE, Tone::Second, &format!("{left} not tried"));
        }
    });
}

/// A bar that fills; the words are for those who cannot see it.
pub fn bar(ui: &mut Ui, part: f32, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 4.0), Sense::hover());
    let c = &theme(ui).color;
    ui.painter().rect_filled(rect, 2.0, c.line);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * part.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(done, 2.0, c.accent);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, words));
}

/// How an outcome compared: icon, tone, a few words, and the whole of it.
pub fn compared(end: &LiveEnd) -> (Icon, Tone, &'static str, String) {
    match end {
        LiveEnd::Same { elapsed_ms } => {
            let words =
                format!("The live run ended with the same words after {} seconds.", seconds(*elapsed_ms));
            (icons::ICON_CHECK_CIRCLE, Tone::Ok, "live: the same", words)
        }
        LiveEnd::OtherWords { preview, live } => {
            let words = format!("The bot said “{live}”; the preview says “{preview}”.");
            (icons::ICON_WARNING, Tone::Warn, "live: other words", words)
        }
        LiveEnd::OtherOutcome { name, because } => {
            let words = format!("The live run ended in “{name}”: {}.", without_marks(because));
            (icons::ICON_WARNING, Tone::Warn, "live: another outcome", words)
        }
        LiveEnd::NotTried(why) => {
            (icons::ICON_REMOVE_CIRCLE, Tone::Second, "live: not tried", format!("{}.", without_marks(why)))
        }
    }
}
