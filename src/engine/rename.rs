//! A new name for a value, in every text where a chip mentions it.

use super::SECRET_PREFIX;
use super::texts::{each_text, parameters};
use crate::model::{Connection, Integration, Source};
use crate::template::{self, Chip, Part};

/// Gives an input another name, and every chip that mentions it. The caller has seen to it that `to` is a free name.
pub fn rename_input(integration: &mut Integration, from: &str, to: &str) {
    for input in &mut integration.inputs {
        if input.name == from {
            to.clone_into(&mut input.name);
        }
    }
    rename_chips(integration, from, to);
}

/// The same for a fact of the conversation in one integration; an input or output of the same name keeps its chips.
pub fn rename_fact(integration: &mut Integration, from: &str, to: &str) {
    for input in &mut integration.inputs {
        if let Source::Context { name } = &mut input.source
            && name == from
        {
            to.clone_into(name);
        }
    }
    // The run's own values come before the facts: their chips do not mean the fact.
    if integration.input(from).is_none() && integration.output(from).is_none() {
        rename_chips(integration, from, to);
    }
    for reply in integration.replies.values_mut().chain([&mut integration.fallback]) {
        for update in reply.remember.iter_mut().filter(|update| update.name == from) {
            to.clone_into(&mut update.name);
        }
    }
}

/// The same for a secret in one integration; `from` and `to` are names of secrets.
pub fn rename_secret(integration: &mut Integration, from: &str, to: &str) {
    rename_chips(integration, &format!("{SECRET_PREFIX}{from}"), &format!("{SECRET_PREFIX}{to}"));
}

/// The same for a secret in the headers of a connection.
pub fn rename_secret_in_connection(connection: &mut Connection, from: &str, to: &str) {
    let (from, to) = (format!("{SECRET_PREFIX}{from}"), format!("{SECRET_PREFIX}{to}"));
    parameters(&mut connection.headers, &mut |text| rename_in_text(text, &from, &to));
}

fn rename_chips(integration: &mut Integration, from: &str, to: &str) {
    each_text(integration, &mut |text| rename_in_text(text, from, to));
    for reply in integration.replies.values_mut().chain([&mut integration.fallback]) {
        let handed = reply.handoff.iter_mut().flat_map(|handoff| &mut handoff.context);
        handed.filter(|name| *name == from).for_each(|name| to.clone_into(name));
    }
}

/// Renames the chips of one text; a text that cannot be read stays as it is.
pub fn rename_in_text(text: &mut String, from: &str, to: &str) {
    if !text.contains("{{") {
        return;
    }
    let Ok(parsed) = template::parse(text) else { return };
    let mut renamed = String::with_capacity(text.len());
    for part in parsed.parts() {
        match part {
            Part::Literal { span, .. } => renamed.push_str(&text[span.clone()]),
            Part::Chip { chip, span } => match renamed_chip(chip, from, to) {
                Some(chip) => renamed.push_str(&chip.to_string()),
                None => renamed.push_str(&text[span.clone()]),
            },
        }
    }
    *text = renamed;
}

fn renamed_chip(chip: &Chip, from: &str, to: &str) -> Option<Chip> {
    let rest = chip.name().strip_prefix(from)?;
    let is_meant = rest.is_empty() || rest.starts_with('.');
    is_meant.then(|| Chip::new(format!("{to}{rest}"), chip.formats().to_vec()).ok()).flatten()
}

#[cfg(test)]
mod tests {
    #[test]
    fn chips_are_renamed_and_nothing_else() {
        let check = |text: &str, expect: &str| {
            let mut text = text.to_owned();
            super::rename_in_text(&mut text, "email", "mail");
            assert_eq!(text, expect);
        };
        check("{{ email }}", "{{ mail }}");
        check("to {{ email | upper }}, email", "to {{ mail | upper }}, email");
        check("{{ email.host }} {{ emails }}", "{{ mail.host }} {{ emails }}");
        check(r"\{{ email }} {{email}}", r"\{{ email }} {{ mail }}");
        check("{{ email", "{{ email");
    }
}
