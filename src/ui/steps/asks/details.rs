//! What only IT needs: headers, cookies, the largest answer, redirects.

use egui::Ui;

use super::time::milliseconds;
use super::{Asking, add_call, connection, parameters};
use crate::engine::seconds;
use crate::model::{Call, Redirects, RetryCause};
use crate::state::ParameterList;
use crate::ui::steps::fields::{CheckedField, fold};
use crate::ui::theme::{TextRole, Tone, WindowSize};
use crate::ui::widgets::{
    Checkbox, Field, FormRow, NumberField, row, section_label, select_value, text_line,
};

/// Draws the row.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &mut Call) {
    let hint = "Headers, cookies and limits";
    FormRow::new("Anything else?").hint(hint).show(ui, |ui| {
        let is_open = fold(ui, asking.id("more for IT"), "More for IT");
        let part = asking.part();
        if is_open || !call.headers.is_empty() {
            section_label(ui, "Headers");
            parameters::show(ui, asking, ParameterList::Headers, &mut call.headers);
        }
        asking.texts.beside(ui, &part, "headers");
        if is_open || !call.cookies.is_empty() {
            section_label(ui, "Cookies");
            parameters::show(ui, asking, ParameterList::Cookies, &mut call.cookies);
        }
        asking.texts.beside(ui, &part, "cookies");
        system_headers(ui, asking, call, is_open);
        if is_open {
            limits(ui, call);
            waits(ui, asking, call);
            repeats(ui, asking, call);
            add_call(ui, asking);
        }
        asking.texts.beside(ui, &part, "largest_response_bytes");
    });
}

fn system_headers(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &Call, is_open: bool) {
    let Some(index) = connection::index_of(asking, call) else { return };
    if !is_open && asking.connections[index].headers.is_empty() {
        return;
    }
    let words = format!("Headers for every call to {}", asking.connections[index].name);
    section_label(ui, &words);
    let mut headers = std::mem::take(&mut asking.connections[index].headers);
    parameters::show(ui, asking, ParameterList::Connection, &mut headers);
    asking.connections[index].headers = headers;
}

fn limits(ui: &mut Ui, call: &mut Call) {
    section_label(ui, "Limits");
    let label = |ui: &mut Ui, words: &str| text_line(ui, TextRole::ControlRegular, Tone::Main, words);
    row(ui, |ui| {
        label(ui, "Read at most");
        let mut kilobytes = call.policy.largest_response_bytes / 1000;
        let field = NumberField::new("Kilobytes of the largest answer", &mut kilobytes, 1..=100_000);
        if ui.add(field.width(80.0)).changed() {
            call.policy.largest_response_bytes = kilobytes * 1000;
        }
        label(ui, "kB of an answer");
    });
    row(ui, |ui| {
        let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
        label(ui, if large { "When the answer leads elsewhere:" } else { "Led elsewhere:" });
        let choices = [
            (Redirects::SameOrigin, "follow it on the same system", "redirect"),
            (Redirects::Any, "follow it anywhere", "redirect"),
            (Redirects::None, "do not follow it", ""),
        ];
        select_value(ui, "Redirects", &mut call.policy.redirects, &choices);
    });
}

/// The limits inside of the time that the whole call may take; empty where the safe ones of the program do.
fn waits(ui: &mut Ui, asking: &Asking<'_, '_>, call: &mut Call) {
    let policy = &mut call.policy;
    let limits = [
        ("Give up when nobody answers the door within", "Seconds to connect", &mut policy.connect_limit_ms),
        ("Give up when an answer pauses for", "Seconds of silence", &mut policy.idle_limit_ms),
    ];
    for (words, name, limit_ms) in limits {
        row(ui, |ui| {
            text_line(ui, TextRole::ControlRegular, Tone::Main, words);
            let now = limit_ms.map(seconds).unwrap_or_default();
            let field = CheckedField::new(asking.id(name), name, &now).role(TextRole::Body).width(64.0);
            let typed = field.show(ui, |typed| {
                let is_fine = typed.trim().is_empty() || milliseconds(typed).is_some();
                (!is_fine).then(|| "Between 0.1 and 300 seconds, or nothing.".to_owned())
            });
            if let Some(typed) = typed {
                *limit_ms = milliseconds(&typed);
            }
            let rest =
                if limit_ms.is_none() { "seconds (nothing here: as long as is usual)" } else { "seconds" };
            text_line(ui, TextRole::ControlRegular, Tone::Second, rest);
        });
    }
}

/// On what it is tried again, how long it rests before, and what makes a repeated write harmless.
fn repeats(ui: &mut Ui, asking: &Asking<'_, '_>, call: &mut Call) {
    section_label(ui, "Trying again");
    let retries = &mut call.policy.retries;
    if retries.count > 0 {
        row(ui, |ui| {
            text_line(ui, TextRole::ControlRegular, Tone::Main, "Try again");
            let causes = [
                (RetryCause::Unreachable, "when it is down"),
                (RetryCause::Timeout, "when it is slow"),
                (RetryCause::RateLimited, "when it is asked too often"),
                (RetryCause::ServerError, "when it reports an error"),
            ];
            for (cause, words) in causes {
                let was = retries.on.contains(&cause);
                let mut on = was;
                ui.add(Checkbox::new(&mut on, words));
                match (was, on) {
                    (false, true) => retries.on.push(cause),
                    (true, false) => retries.on.retain(|known| *known != cause),
                    _ => {}
                }
            }
        });
        row(ui, |ui| {
            text_line(ui, TextRole::ControlRegular, Tone::Main, "Rest for");
            let field = NumberField::new(
                "Milliseconds before the first repetition",
                &mut retries.backoff_ms,
                0..=60_000,
            );
            ui.add(field.width(72.0));
            text_line(ui, TextRole::ControlRegular, Tone::Main, "ms before, then twice as long each time");
        });
    }
    row(ui, |ui| {
        text_line(ui, TextRole::ControlRegular, Tone::Main, "It recognises a repetition by the header");
        let mut header = call.policy.idempotency_header.clone().unwrap_or_default();
        let field = Field::new("Header against doing things twice", &mut header).technical().width(170.0);
        if ui.add(field.placeholder("none").id(asking.id("idempotency"))).changed() {
            call.policy.idempotency_header = (!header.trim().is_empty()).then_some(header);
        }
    })
    .response
    .on_hover_text("Such as Idempotency-Key: with it a change that is sent twice is made once.");
}
