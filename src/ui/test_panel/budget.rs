//! The time budget: every try and pause on a bar, against those who give up.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::engine::{Awaits, Budget, seconds};
use crate::model::Platform;
use crate::state::{Action, PanelAction, State};
use crate::ui::theme::{TextRole, Tone, space, theme};
use crate::ui::widgets::{Choice, FindingBox, Select, card, paint, row_with_end, text, text_line};

/// Height of the bar in points.
const BAR: f32 = 16.0;

/// Draws it.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(budget) = state.budget().filter(|budget| !budget.calls.is_empty()) else { return };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        row_with_end(
            ui,
            space::CONTROL,
            |ui| {
                let title = format!("At worst {} seconds", seconds(budget.worst_ms));
                text_line(ui, TextRole::ControlTitle, Tone::Main, &title)
            },
            |ui| platform(ui, state, actions),
        );
        bar(ui, &budget);
        parts(ui, &budget);
        verdict(ui, &budget, actions);
    });
}

fn platform(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let mut choices = vec![Choice::new("Any platform")];
    choices.extend(Platform::ALL.iter().map(|platform| Choice::new(platform.title())));
    let chosen =
        state.project.platform.and_then(|chosen| Platform::ALL.iter().position(|known| *known == chosen));
    let select =
        Select::new("Platform", &choices, Some(chosen.map_or(0, |chosen| chosen + 1))).width(190.0).small();
    if let Some(index) = select.show(ui).index {
        let platform = index.checked_sub(1).and_then(|index| Platform::ALL.get(index)).copied();
        actions.push(Action::Panel(PanelAction::ChoosePlatform(platform)));
    }
    text(ui, TextRole::Small, Tone::Second, "Runs on");
}

fn parts(ui: &mut Ui, budget: &Budget) {
    let of = |call: &crate::engine::CallBudget| {
        let tries = match call.tries {
            1 => format!("{} s", seconds(call.try_ms)),
            tries => format!("{tries} tries of {} s", seconds(call.try_ms)),
        };
        if budget.calls.len() == 1 { tries } else { format!("{}: {tries}", call.call) }
    };
    let mut words: Vec<String> = budget.calls.iter().map(of).collect();
    if let Some(waiting_ms) = budget.waiting_ms {
        words.push(format!("waiting message after {} s", seconds(waiting_ms)));
    }
    words.extend(
        budget.limits.iter().map(|limit| format!("{} gives up after {} s", limit.name, seconds(limit.ms))),
    );
    text_line(ui, TextRole::Small, Tone::Second, &words.join(" · "));
}

fn verdict(ui: &mut Ui, budget: &Budget, actions: &mut Vec<Action>) {
    let Some(limit) = budget.exceeded() else { return };
    let what = match limit.awaits {
        Awaits::Reply => "the reply can come after",
        Awaits::FirstWord => "the first word can come after",
    };
    let reached = seconds(budget.reached_ms(limit.awaits));
    let title = format!("{} gives up after {} seconds.", limit.name, seconds(limit.ms));
    let sentence = format!("For the customer {what} {reached}.");
    let words = budget.remedy.as_ref().map(crate::engine::TimeRemedy::words);
    let shown = FindingBox::warning(&title, &sentence);
    let shown = match &words {
        Some(words) => shown.remedy(words),
        None => shown,
    };
    if shown.show(ui).remedy_clicked() {
        actions.push(Action::Panel(PanelAction::FitTime));
    }
}

fn bar(ui: &mut Ui, budget: &Budget) {
    let theme = theme(ui);
    let c = &theme.color;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR + 8.0), Sense::hover());
    let track = rect.shrink2(vec2(0.0, 4.0));
    let nearest = budget
        .limits
        .iter()
        .map(|limit| limit.ms)
        .filter(|ms| *ms <= budget.worst_ms.saturating_mul(3))
        .max();
    let whole_ms = budget.worst_ms.max(nearest.unwrap_or(0)).max(1);
    let at = |ms: u64| track.left() + track.width() * (ms as f32 / whole_ms as f32).min(1.0);
    paint::frame(ui.painter(), track, space::RADIUS_TAG, c.sunken, c.line_strong);
    let mut from_ms = 0_u64;
    for (index, call) in budget.calls.iter().enumerate() {
        let to_ms = from_ms.saturating_add(call.worst_ms);
        let filled = Rect::from_min_max(pos2(at(from_ms), track.top()), pos2(at(to_ms), track.bottom()));
        let fill = if index % 2 == 0 { c.accent } else { c.accent_hover };
        ui.painter().rect_filled(filled, f32::from(space::RADIUS_TAG), fill);
        // Where the next try begins at the earliest: a thin line.
        for number in 1..call.tries.min(11) {
            let x = at(from_ms.saturating_add(call.worst_ms / u64::from(call.tries) * u64::from(number)));
            ui.painter().vline(x, track.y_range(), egui::Stroke::new(1.0, c.surface));
        }
        from_ms = to_ms;
    }
    if let Some(limit) = budget.exceeded().filter(|limit| limit.awaits == Awaits::Reply) {
        let over =
            Rect::from_min_max(pos2(at(limit.ms), track.top()), pos2(at(budget.worst_ms), track.bottom()));
        ui.painter().rect_filled(over, f32::from(space::RADIUS_TAG), c.err_solid);
    }
    if let Some(waiting_ms) = budget.waiting_ms {
        ui.painter().vline(at(waiting_ms), rect.y_range(), egui::Stroke::new(2.0, c.text));
    }
    let mut spoken = format!("worst case {} seconds", seconds(budget.worst_ms));
    for limit in budget.limits.iter().filter(|limit| limit.ms <= whole_ms) {
        ui.painter().vline(at(limit.ms), rect.y_range(), egui::Stroke::new(2.0, c.err));
    }
    for limit in &budget.limits {
        spoken.push_str(&format!(", {} gives up at {}", limit.name, seconds(limit.ms)));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    response.on_hover_text(spoken);
}
