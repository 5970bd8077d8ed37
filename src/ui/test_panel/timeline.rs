//! How long it took, against the limit and the waiting message.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::way;
use crate::engine::{CallRecord, RunResult, SaidWaiting, seconds, worst_case_ms};
use crate::state::State;
use crate::ui::theme::{TextRole, Tone, space, theme};
use crate::ui::widgets::{card, paint, row_with_end, text, text_line};

/// A run that is over.
pub fn finished(ui: &mut Ui, state: &State, run: &RunResult, live: bool) {
    let Some(integration) = state.integration() else { return };
    let limit_ms = integration.calls.iter().map(|call| worst_case_ms(&call.policy)).sum();
    let took = seconds((run.elapsed_ms + 50) / 100 * 100);
    let title = match (run.calls.is_empty(), run.calls.iter().any(|call| call.response.is_some()), live) {
        (true, ..) => "Nothing was sent".to_owned(),
        (false, true, false) => "Answered by the saved sample at once".to_owned(),
        (false, true, true) if run.elapsed_ms == 0 => "Answered in less than a millisecond".to_owned(),
        (false, true, true) if run.elapsed_ms < 100 => {
            format!("Answered in {} milliseconds", run.elapsed_ms)
        }
        (false, true, true) => format!("Answered in {took} seconds"),
        (false, false, _) => format!("No answer after {took} seconds"),
    };
    let waiting = state.derived.waiting.as_ref();
    let calls = if live { run.calls.as_slice() } else { &[] };
    bar(ui, Bar { title, elapsed_ms: run.elapsed_ms, limit_ms, waiting, calls });
}

/// A run that is under way.
pub fn under_way(ui: &mut Ui, elapsed_ms: u64, limit_ms: u64, waiting: Option<&SaidWaiting>) {
    bar(ui, Bar { title: "Waiting for the answer".to_owned(), elapsed_ms, limit_ms, waiting, calls: &[] });
}

struct Bar<'a> {
    title: String,
    elapsed_ms: u64,
    limit_ms: u64,
    waiting: Option<&'a SaidWaiting>,
    /// The calls of a live run, whose phases are known.
    calls: &'a [CallRecord],
}

const HEIGHT: f32 = 16.0;

fn bar(ui: &mut Ui, shown: Bar<'_>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        let limit = format!("{} s limit", seconds(shown.limit_ms));
        // One call's phases stand beside the title; of several, each has a line.
        let phases = if let [call] = shown.calls { way::phases(call).join(" · ") } else { String::new() };
        row_with_end(
            ui,
            20.0,
            |ui| text_line(ui, TextRole::ControlTitle, Tone::Main, &shown.title),
            |ui| text(ui, TextRole::Small, Tone::Second, &phases),
        );
        paint_bar(ui, &shown);
        let words = shown.waiting.map_or_else(String::new, |waiting| {
            format!("{} s: “{}”", seconds(waiting.after_ms), waiting.text)
        });
        row_with_end(
            ui,
            18.0,
            |ui| text_line(ui, TextRole::Small, Tone::Second, &words),
            |ui| text(ui, TextRole::Small, Tone::Second, &limit),
        );
        for call in shown.calls {
            if shown.calls.len() > 1 {
                let words = format!("{}: {}", call.call, way::phases(call).join(" · "));
                text_line(ui, TextRole::Small, Tone::Second, &words);
            }
            way::details(ui, call);
        }
    });
}

fn paint_bar(ui: &mut Ui, shown: &Bar<'_>) {
    let theme = theme(ui);
    let c = &theme.color;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT + 6.0), Sense::hover());
    let track = rect.shrink2(vec2(0.0, 3.0));
    let at = |ms: u64| {
        let part = ms as f32 / shown.limit_ms.max(1) as f32;
        track.left() + track.width() * part.min(1.0)
    };
    paint::frame(ui.painter(), track, space::RADIUS_TAG, c.sunken, c.line_strong);
    if shown.elapsed_ms > 0 {
        let over = shown.elapsed_ms >= shown.limit_ms;
        let right = at(shown.elapsed_ms).max(track.left() + 4.0);
        let filled = Rect::from_min_max(track.min, pos2(right, track.bottom()));
        let fill = if over { c.err_solid } else { c.accent };
        ui.painter().rect_filled(filled, f32::from(space::RADIUS_TAG), fill);
    }
    let mut spoken = format!("{} seconds of {}", seconds(shown.elapsed_ms), seconds(shown.limit_ms));
    if let Some(waiting) = shown.waiting {
        let x = at(waiting.after_ms);
        ui.painter().vline(x, rect.y_range(), egui::Stroke::new(space::STROKE, c.text));
        spoken.push_str(&format!(", waiting message after {}", seconds(waiting.after_ms)));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
}
