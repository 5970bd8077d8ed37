//! A system by itself, as the page of all systems shows it: the same rows as in the step, without a call.

use egui::Ui;

use super::{Asking, address, parameters, proof};
use crate::model::{Connection, Part, Risk, Secret};
use crate::state::{Action, ParameterList, State};
use crate::ui::steps::fields::{Texts, fold, link};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, Field, FormRow, IconButton, Tag, remark, row, text, text_line};

/// A system of the project, with what its rows are drawn from.
pub struct System<'a> {
    texts: Texts<'a>,
    connections: &'a mut Vec<Connection>,
    secrets: &'a [Secret],
    known_secrets: &'a crate::state::KnownSecrets,
    environments: &'a [crate::model::Environment],
    environment: String,
    index: usize,
}

impl<'a> System<'a> {
    /// The system at that position.
    pub fn new(state: &'a mut State, index: usize) -> Self {
        let texts = Texts {
            derived: &state.derived,
            language: state.view.language.clone(),
            languages: &state.project.languages,
            raw: state.view.raw_texts,
            integration: String::new(),
        };
        Self {
            texts,
            connections: &mut state.project.connections,
            secrets: &state.project.secrets,
            known_secrets: &state.known_secrets,
            environments: &state.project.environments,
            environment: state.view.environment.clone(),
            index,
        }
    }

    /// Draws addresses, proof, headers and encryption.
    pub fn show(self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let index = self.index;
        let id = self.connections[index].id.clone();
        let part = Part::Connection(id.clone());
        let mut asking = Asking {
            texts: &self.texts,
            call: id,
            connections: self.connections,
            secrets: self.secrets,
            known_secrets: self.known_secrets,
            environments: self.environments,
            environment: self.environment,
            risk: Risk::Read,
            request: None,
            actions,
        };
        let question = FormRow::first("Where is it?").hint("Its address in each environment");
        question.show(ui, |ui| {
            address::addresses(ui, &mut asking, index);
            asking.texts.beside(ui, &part, "base_urls");
        });
        FormRow::new("How do we prove it is us?").show(ui, |ui| proof::show(ui, &mut asking, index));
        FormRow::new("Sent with every call").hint("Headers that are always the same").show(ui, |ui| {
            let mut headers = std::mem::take(&mut asking.connections[index].headers);
            parameters::show(ui, &mut asking, ParameterList::Connection, &mut headers);
            asking.connections[index].headers = headers;
            asking.texts.beside(ui, &part, "headers");
        });
        FormRow::new("Encryption").hint("Which certificates are good enough").show(ui, |ui| {
            encryption(ui, &mut asking, index);
            asking.texts.beside(ui, &part, "tls");
        });
        asking.texts.beside(ui, &part, "id");
    }
}

/// An authority of one's own, and hosts that are excepted from verification: each of them red.
fn encryption(ui: &mut Ui, asking: &mut Asking<'_, '_>, index: usize) {
    let id = asking.id("encryption");
    let is_open = fold(ui, id, "For IT");
    let tls = &mut asking.connections[index].tls;
    for host in &tls.unverified_hosts {
        let words = format!("Not verified: {}", if host.is_empty() { "a host without a name" } else { host });
        remark(ui, icons::ICON_ERROR, Tone::Err, &words);
    }
    if !is_open {
        let words = match &tls.extra_authorities {
            Some(path) => format!("Authorities of {path} are trusted as well."),
            None => "The authorities that this computer trusts.".to_owned(),
        };
        text(ui, TextRole::ControlRegular, Tone::Second, &words);
        return;
    }
    row(ui, |ui| {
        text_line(ui, TextRole::ControlRegular, Tone::Second, "Also trust the authorities in");
        let mut path = tls.extra_authorities.clone().unwrap_or_default();
        let field = Field::new("File with further authorities", &mut path).technical();
        if ui
            .add(field.placeholder("authorities.pem, beside the project").id(id.with("authorities")))
            .changed()
        {
            tls.extra_authorities = (!path.trim().is_empty()).then_some(path);
        }
    });
    let mut removed = None;
    for (number, host) in tls.unverified_hosts.iter_mut().enumerate() {
        row(ui, |ui| {
            let name = format!("Host that is not verified {}", number + 1);
            let field = Field::new(&name, host).technical().width(260.0).placeholder("crm.example.com");
            ui.add(field.id(id.with("host").with(number)));
            ui.add(Tag::new("not verified"));
            let name = format!("Verify host {} again", number + 1);
            if ui.add(IconButton::new(icons::ICON_CLOSE, &name).small()).clicked() {
                removed = Some(number);
            }
        });
    }
    if let Some(number) = removed {
        tls.unverified_hosts.remove(number);
    }
    ui.add_space(space::XS);
    let words = "Do not verify a host (only for a test)";
    if link(ui, Button::link(words).icon(icons::ICON_ADD).small()).clicked() {
        tls.unverified_hosts.push(String::new());
    }
}
