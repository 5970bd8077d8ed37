//! What we sent: method, address, headers and body, with the customer's values in colour and secrets masked.

use std::ops::Range;
use std::sync::Arc;

use egui::Ui;
use egui::cache::{ComputerMut, FrameCache};
use serde_json::{Map, Value};

use crate::engine::{CallRecord, RunResult, ShownRequest, curl};
use crate::state::State;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, CodeBlock, remark, row_with_end, text};

/// More of a body than this is not shown.
const LONGEST_BODY: usize = 20_000;

/// Draws it for every call.
pub fn show(ui: &mut Ui, state: &State, run: &RunResult) {
    if run.calls.is_empty() {
        text(ui, TextRole::CardTitle, Tone::Main, "What we sent");
        text(ui, TextRole::Body, Tone::Second, "Nothing was sent.");
    }
    for call in &run.calls {
        row_with_end(
            ui,
            space::CONTROL_SMALL,
            |ui| text(ui, TextRole::CardTitle, Tone::Main, "What we sent"),
            |ui| {
                let button = Button::ghost("Copy as cURL").icon(icons::ICON_CONTENT_COPY).small();
                if ui.add(button).on_hover_text("Secrets stand in it as environment variables").clicked() {
                    copy_as_curl(ui, state, call);
                }
            },
        );
        request(ui, &call.request, &run.inputs);
    }
    let connection = state.integration().and_then(|integration| integration.calls.first());
    let connection = connection.and_then(|call| state.project.connection(&call.connection));
    if let Some(secret) = connection.and_then(|connection| connection.authentication.secret())
        && !run.calls.is_empty()
    {
        remark(ui, icons::ICON_LOCK, Tone::Second, &format!("{secret} is sent, and never shown"));
    }
}

fn copy_as_curl(ui: &Ui, state: &State, record: &CallRecord) {
    let call = state.integration().and_then(|known| known.calls.iter().find(|call| call.id == record.call));
    let Some(call) = call else { return };
    let connection = state.project.connection(&call.connection).cloned().unwrap_or_default();
    ui.ctx().copy_text(curl(&record.request, call, &connection));
}

/// Draws one request.
pub fn request(ui: &mut Ui, request: &ShownRequest, inputs: &Map<String, Value>) {
    let body = ui.memory_mut(|memory| memory.caches.cache::<Pretty>().get(request.body.as_str()).clone());
    let (host, path) = split(&request.url);
    let mut whole = format!("{} {path}\nhost: {host}\n", request.method);
    for (name, value) in &request.headers {
        whole.push_str(&format!("{name}: {value}\n"));
    }
    if !body.is_empty() {
        whole.push('\n');
        whole.push_str(&body);
    }
    let marked = mark(&whole, inputs);
    ui.add(CodeBlock::new("The request", whole.trim_end()).marked(&marked));
}

/// `https://crm.example.com/api/x` → `crm.example.com`, `/api/x`.
fn split(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let at = rest.find('/').unwrap_or(rest.len());
    rest.split_at(at)
}

/// Where the values of the inputs stand.
fn mark(whole: &str, inputs: &Map<String, Value>) -> Vec<Range<usize>> {
    let mut marked: Vec<Range<usize>> = Vec::new();
    for value in inputs.values() {
        let Value::String(text) = value else { continue };
        let escaped = Value::from(text.as_str()).to_string();
        let inside = escaped.trim_matches('"');
        if inside.len() < 2 {
            continue;
        }
        marked.extend(whole.match_indices(inside).map(|(start, found)| start..start + found.len()));
    }
    marked.sort_by_key(|range| (range.start, range.end));
    let mut end = 0;
    marked.retain(|range| {
        let apart = range.start >= end;
        end = if apart { range.end } else { end };
        apart
    });
    marked
}

type Pretty = FrameCache<Arc<str>, Printer>;

/// Lays a JSON body out on lines of its own; leaves any other as it is.
#[derive(Default)]
struct Printer;

impl ComputerMut<&str, Arc<str>> for Printer {
    fn compute(&mut self, body: &str) -> Arc<str> {
        let pretty = serde_json::from_str::<Value>(body).ok();
        let pretty = pretty.and_then(|document| serde_json::to_string_pretty(&document).ok());
        let pretty = pretty.unwrap_or_else(|| body.to_owned());
        match pretty.char_indices().nth(LONGEST_BODY) {
            Some((end, _)) => format!("{}…", &pretty[..end]).into(),
            None => pretty.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_found_in_the_request() {
        let inputs = json!({"email": "ana@example.com", "says": "a \"quote\"", "x": "e"});
        let whole = r#"POST /x?e=ana@example.com {"email": "ana@example.com", "says": "a \"quote\""}"#;
        let marked = mark(whole, inputs.as_object().unwrap());
        let found: Vec<&str> = marked.iter().map(|range| &whole[range.clone()]).collect();
        assert_eq!(found, ["ana@example.com", "ana@example.com", r#"a \"quote\"#]);
    }

    #[test]
    fn an_address_has_host_and_path() {
        assert_eq!(split("http://127.0.0.1:4010/crm/x?y=1"), ("127.0.0.1:4010", "/crm/x?y=1"));
        assert_eq!(split("https://crm.example.com"), ("crm.example.com", ""));
    }
}
