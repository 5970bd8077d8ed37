//! What was understood: a card for each integration, the keys, and what could not be carried over.

use egui::{ScrollArea, Ui, vec2};

use crate::model::{Body, Call, Connection, Integration, Project, Severity, Source};
use crate::state::{ImportRemark, ImportStage, Proof, State, UnderstoodSource};
use crate::ui::theme::{Mark, TextRole, Tone, icons, space};
use crate::ui::widgets::{card, key_value, remark, text, text_line, text_with_names};

/// Draws it.
pub fn show(ui: &mut Ui, state: &State) {
    let ImportStage::Understood(understood) = &state.importing.stage else { return };
    let area = ScrollArea::vertical().id_salt("understood").auto_shrink([false, false]);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        for integration in &understood.project.integrations {
            card(ui, |ui| one(ui, &understood.project, integration));
        }
        keys(ui, understood);
        remarks(ui, &understood.remarks);
        ui.add_space(space::XL);
    });
}

fn one(ui: &mut Ui, project: &Project, integration: &Integration) {
    ui.spacing_mut().item_spacing = vec2(space::S, 6.0);
    text(ui, TextRole::CardTitle, Tone::Main, &integration.name);
    for call in &integration.calls {
        let connection = project.connection(&call.connection);
        let base = connection.and_then(|known| known.base_urls.values().next()).map_or("", String::as_str);
        let path = with_names(call.path.as_str());
        let address = format!("{}{path}{}", base.trim_end_matches('/'), query(call));
        key_value(ui, call.method.name(), &address);
        if let Some(connection) = connection {
            remark(ui, icons::ICON_KEY, Tone::Second, &proof(connection));
        }
        match &call.body {
            Body::None => {}
            Body::Json { .. } => {
                remark(ui, icons::ICON_DATA_OBJECT, Tone::Second, "Sends details as JSON");
            }
            Body::Form { fields } => {
                let words = format!("Sends a form with {} fields", fields.len());
                remark(ui, icons::ICON_DATA_OBJECT, Tone::Second, &words);
            }
            Body::Text { content_type, .. } => {
                remark(ui, icons::ICON_DATA_OBJECT, Tone::Second, &format!("Sends a text ({content_type})"));
            }
        }
    }
    needs(ui, integration);
    let count = integration.samples.len();
    if count > 0 {
        let words = if count == 1 { "1 saved answer".to_owned() } else { format!("{count} saved answers") };
        remark(ui, icons::ICON_DESCRIPTION, Tone::Second, &words);
    }
}

/// `?email={email}&limit=5`; nothing without parameters.
fn query(call: &Call) -> String {
    let pairs: Vec<String> = call
        .query
        .iter()
        .map(|parameter| format!("{}={}", parameter.name, with_names(parameter.value.as_str())))
        .collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// A text whose chips stand as `{name}`, as in the source.
fn with_names(text: &str) -> String {
    let Ok(parsed) = crate::template::parse(text) else { return text.to_owned() };
    let part = |part: &crate::template::Part| match part {
        crate::template::Part::Literal { span, .. } => text[span.clone()].to_owned(),
        crate::template::Part::Chip { chip, .. } => format!("{{{}}}", chip.name()),
    };
    parsed.parts().iter().map(part).collect()
}

/// Which facts of the conversation go along, with the values found in the source.
fn needs(ui: &mut Ui, integration: &Integration) {
    if integration.inputs.is_empty() {
        remark(ui, icons::ICON_PERSON, Tone::Second, "Needs nothing of the conversation");
    }
    for input in &integration.inputs {
        let label = if input.label.is_empty() { &input.name } else { &input.label };
        let example = input.example.as_ref().map(crate::engine::plain).unwrap_or_default();
        let from = match &input.source {
            Source::Context { name } => format!("from {name}"),
            Source::Constant { value } => format!("always {}", crate::engine::plain(value)),
            _ => String::new(),
        };
        let example = if example.is_empty() { example } else { format!(", such as {example}") };
        remark(ui, icons::ICON_PERSON, Tone::Second, &format!("Needs {label} {from}{example}"));
    }
}

fn proof(connection: &Connection) -> String {
    let (words, technical) = Proof::of(&connection.authentication).titles();
    match connection.authentication.secret() {
        Some(secret) => format!("Proves who we are with: {words} ({technical}), named `{secret}`"),
        None => "Proves nothing: it is open to all, or the proof is missing".to_owned(),
    }
}

/// The values of keys are kept apart from the project.
fn keys(ui: &mut Ui, understood: &UnderstoodSource) {
    if understood.secret_values.is_empty() {
        return;
    }
    let names: Vec<String> = understood.secret_values.iter().map(|(name, _)| format!("`{name}`")).collect();
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        text(ui, TextRole::CardTitle, Tone::Main, "Keys");
        let words = format!(
            "The source holds the value of {}. No project keeps it: it can be used until this window is closed, and \
             put into this computer’s keychain in the step Asks.",
            names.join(" and ")
        );
        text_with_names(ui, TextRole::ControlRegular, Tone::Second, &words);
    });
}

fn remarks(ui: &mut Ui, remarks: &[ImportRemark]) {
    if remarks.is_empty() {
        remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, "Everything in it was carried over.");
        return;
    }
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        text(ui, TextRole::CardTitle, Tone::Main, "Worth knowing");
        for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
            for each in remarks.iter().filter(|each| each.severity == severity) {
                let mark = match severity {
                    Severity::Error => Mark::Error,
                    Severity::Warning => Mark::Warning,
                    Severity::Hint => Mark::Hint,
                };
                remark(ui, mark.icon(), mark.tone(), &each.title);
                ui.indent("remark", |ui| {
                    text_with_names(ui, TextRole::Small, Tone::Second, &each.remedy);
                    if !each.at.is_empty() {
                        text_line(ui, TextRole::Technical, Tone::Third, &each.at);
                    }
                });
            }
        }
    });
}
