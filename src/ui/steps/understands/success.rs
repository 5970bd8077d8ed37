//! Which statuses count as success.

use egui::{Id, Ui};

use crate::model::StatusRange;
use crate::state::Open;
use crate::ui::rows::divider;
use crate::ui::theme::{TextRole, Tone};
use crate::ui::typed::typed;
use crate::ui::widgets::{Field, FieldState, row, text, text_line};

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
