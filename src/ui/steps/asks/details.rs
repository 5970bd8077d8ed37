//! What only IT needs: headers, cookies, the largest answer, redirects.

use egui::Ui;

use super::{Asking, add_call, connection, parameters};
use crate::model::{Call, Redirects};
use crate::state::ParameterList;
use crate::ui::steps::fields::fold;
use crate::ui::theme::{TextRole, Tone, WindowSize};
use crate::ui::widgets::{FormRow, NumberField, row, section_label, select_value, text_line};

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
