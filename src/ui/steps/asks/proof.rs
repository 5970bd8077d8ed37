//! How we prove who we are: the way, and the secret it needs.

use egui::Ui;

use super::{Asking, secret_value};
use crate::model::{Authentication, Connection, KeyPlace, Part, SignatureScheme, Stage};
use crate::state::{Change, Proof};
use crate::ui::findings;
use crate::ui::steps::fields::{CheckedField, refuse_name};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Choice, Field, IconButton, MenuItem, icon_words, menu, menu_line, option_cards, remark, row,
    select_value, text_line,
};

/// Draws the cards and what belongs to the chosen one.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, index: usize) {
    let connection = &asking.connections[index];
    let (id, now) = (connection.id.clone(), Proof::of(&connection.authentication));
    text_line(ui, TextRole::ControlRegular, Tone::Second, "The people who run it gave us …");
    let choices = Proof::ALL.map(|proof| Choice::from(proof.titles()));
    let chosen = Proof::ALL.iter().position(|proof| *proof == now);
    let picked = option_cards(ui, "How do we prove it is us?", &choices, chosen).index;
    if let Some(proof) = picked.map(|picked| Proof::ALL[picked]).filter(|proof| now != *proof) {
        asking.change(Change::ProveBy { connection: id.clone(), proof });
    }
    details(ui, asking, index);
    if let Some(name) = asking.connections[index].authentication.secret().map(str::to_owned) {
        secret(ui, asking, &id, &name);
        findings::beside(ui, asking.texts.derived, &asking.texts.integration, &Part::Secret(name), "");
    }
    asking.texts.beside(ui, &Part::Connection(id), "authentication");
}

/// What a way needs beside the secret.
fn details(ui: &mut Ui, asking: &mut Asking<'_, '_>, index: usize) {
    let id = asking.texts.id("proof");
    let Connection { id: connection, authentication, .. } = &mut asking.connections[index];
    let id = id.with(&*connection);
    let label = |ui: &mut Ui, words: &str| text_line(ui, TextRole::ControlRegular, Tone::Second, words);
    match authentication {
        Authentication::ApiKey { place, name, .. } => {
            row(ui, |ui| {
                label(ui, "It stands in");
                let places = [
                    (KeyPlace::Header, "a header", ""),
                    (KeyPlace::Query, "the address", "query"),
                    (KeyPlace::Cookie, "a cookie", ""),
                ];
                select_value(ui, "Where the key stands", place, &places);
                label(ui, "called");
                ui.add(Field::new("Name of the key", name).technical().width(180.0).id(id.with("key")));
            });
        }
        Authentication::Basic { user, .. } => {
            row(ui, |ui| {
                label(ui, "User");
                ui.add(Field::new("User", user).width(220.0).id(id.with("user")));
            });
        }
        Authentication::OAuth2ClientCredentials { token_url, client_id, scopes, .. } => {
            row(ui, |ui| {
                label(ui, "Sign in at");
                let field = Field::new("Address to sign in at", token_url).technical();
                ui.add(field.placeholder("https://login.example.com/token").id(id.with("token")));
            });
            row(ui, |ui| {
                label(ui, "as");
                let field = Field::new("Client id", client_id).technical().width(180.0);
                ui.add(field.placeholder("client id").id(id.with("client")));
                label(ui, "for");
                let mut all = scopes.join(" ");
                let field = Field::new("Scopes", &mut all).technical().placeholder("scopes");
                if ui.add(field.id(id.with("scopes"))).changed() {
                    *scopes = all.split(' ').map(str::to_owned).collect();
                    // A space at the end is where the next scope begins.
                    if scopes.iter().all(String::is_empty) {
                        scopes.clear();
                    }
                }
            });
        }
        Authentication::Signature { scheme, .. } => signature(ui, id, scheme),
        Authentication::MutualTls { .. } => {
            let words = "The certificate and its key in one text, both as PEM, are kept as the secret.";
            text_line(ui, TextRole::ControlRegular, Tone::Second, words);
        }
        Authentication::None | Authentication::Bearer { .. } => {}
    }
}

/// How the signature over what is sent is made, and where it stands.
fn signature(ui: &mut Ui, id: egui::Id, scheme: &mut SignatureScheme) {
    row(ui, |ui| {
        text_line(ui, TextRole::ControlRegular, Tone::Second, "It signs");
        let is_own = matches!(scheme, SignatureScheme::HmacSha256 { .. });
        let mut own = is_own;
        let ways = [
            (false, "as Standard Webhooks says", "webhook-signature"),
            (true, "into a header of its own", "HMAC-SHA256"),
        ];
        select_value(ui, "How it signs", &mut own, &ways);
        if own != is_own {
            *scheme = if own {
                let (header, prefix) = ("X-Signature".to_owned(), "sha256=".to_owned());
                SignatureScheme::HmacSha256 { header, prefix }
            } else {
                SignatureScheme::StandardWebhooks
            };
        }
    });
    if let SignatureScheme::HmacSha256 { header, prefix } = scheme {
        row(ui, |ui| {
            text_line(ui, TextRole::ControlRegular, Tone::Second, "called");
            let field = Field::new("Header of the signature", header).technical();
            ui.add(field.width(170.0).id(id.with("header")));
            text_line(ui, TextRole::ControlRegular, Tone::Second, "and begins with");
            let field = Field::new("Beginning of the signature", prefix).technical();
            ui.add(field.width(110.0).placeholder("nothing").id(id.with("prefix")));
        });
    }
}

/// The secret's name, and where its value is looked up.
fn secret(ui: &mut Ui, asking: &mut Asking<'_, '_>, connection: &str, name: &str) {
    row(ui, |ui| {
        icon_words(ui, icons::ICON_KEY, Tone::Second, "Secret");
        let id = asking.texts.id("secret").with(connection);
        let state = asking.texts.state(&Part::Secret(name.to_owned()), "name");
        let field = CheckedField::new(id, "Name of the secret", name).width(150.0).on_leaving().state(state);
        let secrets = asking.secrets;
        let is_taken = |typed: &str| secrets.iter().any(|secret| secret.name == typed);
        if let Some(to) = field.show(ui, |typed| refuse_name(typed, is_taken)) {
            asking.change(Change::RenameSecret { from: name.to_owned(), to });
        }
        let more = ui.add(IconButton::new(icons::ICON_KEYBOARD_ARROW_DOWN, "Another secret").small());
        menu(&more, |ui| others(ui, asking, connection, name));
        ui.add_space(space::XS);
        if asking.environment().is_some_and(|known| known.stage == Stage::Demo) {
            remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, "Built in for the demo")
                .on_hover_text(secret_value::elsewhere(name));
        }
    });
    let id = asking.texts.id("secret").with(connection);
    secret_value::show(ui, asking, id, name);
}

fn others(ui: &mut Ui, asking: &mut Asking<'_, '_>, connection: &str, name: &str) {
    let secrets = asking.secrets;
    for known in secrets {
        let item = MenuItem::new(&known.name).icon(icons::ICON_KEY).chosen(known.name == name);
        if ui.add(item).clicked() {
            let (connection, secret) = (connection.to_owned(), known.name.clone());
            asking.change(Change::UseSecret { connection, secret });
        }
    }
    menu_line(ui);
    if ui.add(MenuItem::new("New secret").icon(icons::ICON_ADD)).clicked() {
        asking.change(Change::AddSecret { connection: connection.to_owned() });
    }
}
