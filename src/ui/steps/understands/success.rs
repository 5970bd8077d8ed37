//! Which statuses count as success.

use egui::{Id, Ui};

use super::conditions;
use crate::model::{Condition, Operator, Part, Rule, StatusRange};
use crate::state::{Derived, NameKind, Open};
use crate::ui::findings;
use crate::ui::rows::divider;
use crate::ui::steps::fields::link;
use crate::ui::theme::{TextRole, Tone, icons};
use crate::ui::typed::typed;
use crate::ui::widgets::{Button, Field, FieldState, IconButton, row, text, text_line};

/// Draws "The call worked when the CRM answers 200-299".
pub fn show(ui: &mut Ui, open: &mut Open<'_>, id: Id) {
    for call in &mut open.integration.calls {
        divider(ui);
        let id = id.with("success").with(&call.id);
        let mut problem = None;
        row(ui, |ui| {
            let words = format!("The call worked when the {} answers", open.derived.system);
            text_line(ui, TextRole::ControlRegular, Tone::Second, &words);
            let written = write(&call.success.statuses);
            let is_wrong = ui.data(|data| data.get_temp::<bool>(id.with("wrong"))).unwrap_or(false);
            let state = if is_wrong { FieldState::Wrong } else { FieldState::Fine };
            let shown = typed(
                ui,
                id,
                written,
                |ui, words| {
                    let field = Field::new("Statuses that count as success", words).technical();
                    ui.add(field.state(state).width(120.0))
                },
                |words| read(words).map(|statuses| (statuses.clone(), write(&statuses))),
            );
            if let Some(statuses) = shown.value {
                call.success.statuses = statuses;
            }
            ui.data_mut(|data| data.insert_temp(id.with("wrong"), shown.problem.is_some()));
            problem = shown.problem;
        });
        if let Some(problem) = problem {
            text(ui, TextRole::Small, Tone::Err, &format!("{problem}."));
        }
        field(ui, open.derived, &mut call.success.rule, id);
        let part = Part::Call(call.id.clone());
        findings::beside(ui, open.derived, &open.integration.id, &part, "success");
    }
}

/// What a field of the answer must say besides, for systems that report errors with a good status.
fn field(ui: &mut Ui, derived: &Derived, rule: &mut Option<Rule>, id: Id) {
    let Some(known) = rule else {
        let words = "And only if a value says so";
        if link(ui, Button::link(words).icon(icons::ICON_ADD).small()).clicked() {
            let first = derived.names.iter().find(|name| name.kind == NameKind::Answer);
            let field = first.map_or(Condition::HTTP_STATUS, |name| &name.name);
            *rule = Some(Rule::condition(field, Operator::Is, ""));
        }
        return;
    };
    let Some((mut parts, between)) = conditions::editable(known) else {
        text(ui, TextRole::Small, Tone::Second, "And only if a rule of the file holds.");
        return;
    };
    let (mut removed, mut joined, count) = (None, None, parts.len());
    for (index, condition) in parts.iter_mut().enumerate() {
        row(ui, |ui| {
            if index == 0 {
                text_line(ui, TextRole::ControlRegular, Tone::Second, "and only if");
            } else {
                joined = conditions::joint(ui, between, ("success", index)).or(joined);
            }
            let rule = id.with("rule").with(index);
            ui.push_id(rule, |ui| conditions::one(ui, derived, condition, rule.with("value")));
            let name = format!("Remove condition {} of success", index + 1);
            if ui.add(IconButton::new(icons::ICON_CLOSE, &name).small()).clicked() {
                removed = Some(index);
            }
        });
    }
    match (removed, joined) {
        (Some(_), _) if count == 1 => *rule = None,
        (Some(index), _) => conditions::remove(known, index),
        (None, Some(joint)) => conditions::join(known, joint),
        (None, None) => {}
    }
}

fn write(statuses: &[StatusRange]) -> String {
    statuses.iter().map(|range| String::from(*range)).collect::<Vec<_>>().join(", ")
}

fn read(words: &str) -> Result<Vec<StatusRange>, String> {
    let parts = words.split(',').map(str::trim).filter(|part| !part.is_empty());
    let statuses: Vec<StatusRange> =
        parts.map(|part| StatusRange::try_from(part.to_owned())).collect::<Result<_, _>>()?;
    if statuses.is_empty() {
        return Err("Name at least one status, such as 200-299".to_owned());
    }
    Ok(statuses)
}

#[cfg(test)]
mod tests {
    #[test]
    fn statuses_are_read_and_written() {
        let check = |words: &str, expect: Option<&str>| {
            assert_eq!(super::read(words).ok().map(|read| super::write(&read)).as_deref(), expect);
        };
        check("200-299", Some("200-299"));
        check("200, 404", Some("200, 404"));
        check("", None);
        check("fine", None);
    }
}
