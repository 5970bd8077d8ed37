//! Where the value of a secret is found, and a field for one that is not.

use egui::text_edit::TextEditState;
use egui::{Id, TextEdit, Ui};

use super::Asking;
use crate::engine::SecretValue;
use crate::model::{Authentication, Secret, Stage};
use crate::state::{Action, FoundIn, Keeper, Keeping};
use crate::ui::theme::{Tone, icons};
use crate::ui::widgets::{Button, Field, remark, row};

/// Draws the remark and, where a value can be typed, the field with its buttons.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, id: Id, name: &str) {
    if asking.environment().is_some_and(|known| known.stage == Stage::Demo) {
        return;
    }
    let found = asking.known_secrets.found.get(name).copied();
    let (icon, tone) = match found {
        Some(_) => (icons::ICON_CHECK_CIRCLE, Tone::Ok),
        None => (icons::ICON_LOCK, Tone::Second),
    };
    let words = if is_certificate(asking, name) { without_typing(found, name) } else { words(found, name) };
    remark(ui, icon, tone, &words)
        .on_hover_text("Never saved in the project, and sent to no host that it is not meant for");
    // An environment variable comes first, and a certificate has several lines.
    if found != Some(FoundIn::Environment) && !is_certificate(asking, name) {
        typing(ui, asking, id, name);
    }
}

/// Beside the name where it costs nothing to know it: the demo's secrets.
pub fn elsewhere(name: &str) -> String {
    format!("Elsewhere: the environment variable {}, or typed in here", Secret::variable_of(name))
}

fn words(found: Option<FoundIn>, name: &str) -> String {
    let variable = Secret::variable_of(name);
    match found {
        Some(FoundIn::Environment) => format!("Found in the environment variable {variable}"),
        Some(FoundIn::Window) => "Kept until you close the window".to_owned(),
        Some(FoundIn::Keychain) => "Found in this computer’s keychain".to_owned(),
        Some(FoundIn::File) => "Found in the encrypted file on this computer".to_owned(),
        None => format!("Not here yet: type it in, or set the environment variable {variable}"),
    }
}

/// The same for a value that cannot be typed.
fn without_typing(found: Option<FoundIn>, name: &str) -> String {
    match found {
        Some(_) => words(found, name),
        None => format!("Not here yet: set the environment variable {}", Secret::variable_of(name)),
    }
}

fn is_certificate(asking: &Asking<'_, '_>, name: &str) -> bool {
    let is_it = |way: &Authentication| matches!(way, Authentication::MutualTls { secret } if secret == name);
    asking.connections.iter().any(|connection| is_it(&connection.authentication))
}

/// What is typed lies in the memory of the screen, outside of project and undo, and only until a button is pressed.
fn typing(ui: &mut Ui, asking: &mut Asking<'_, '_>, id: Id, name: &str) {
    let id = id.with("value").with(name);
    let mut typed: String = ui.data_mut(|data| data.remove_temp(id)).unwrap_or_default();
    let mut keeping = None;
    row(ui, |ui| {
        let field = Field::password("Value of the secret", &mut typed).placeholder("Value");
        ui.add(field.width(200.0).id(id));
        if typed.is_empty() {
            return;
        }
        if ui.add(Button::secondary("Use until I close").small()).clicked() {
            keeping = Some(Keeping::UntilClosed);
        }
        let keep = match asking.known_secrets.keeper {
            Keeper::Nothing => return,
            Keeper::Keychain => "Keep in the keychain",
            Keeper::File => "Keep encrypted on this computer",
        };
        if ui.add(Button::secondary(keep).small()).clicked() {
            keeping = Some(Keeping::OnThisComputer);
        }
    });
    match keeping {
        Some(keeping) => {
            // Also what the field itself remembers, for going back.
            TextEdit::store_state(ui.ctx(), id, TextEditState::default());
            let value = SecretValue::new(typed);
            asking.actions.push(Action::KeepSecret { name: name.to_owned(), value, keeping });
        }
        None if typed.is_empty() => {}
        None => {
            ui.data_mut(|data| data.insert_temp(id, typed));
        }
    }
}
