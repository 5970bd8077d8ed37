//! A table of customers: what each column is, and how each row went.

use egui::{ScrollArea, Ui, vec2};

use super::outcome;
use crate::engine::data_table::{ColumnUse, uses_on_offer};
use crate::state::{Action, DataSheet, ScenarioAction, ScenarioEnded, State};
use crate::ui::rows::rows_in_sight;
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Choice, FindingBox, IconButton, Select, card, icon_words, remark, row, row_of_height,
    row_with_end, text, text_line, without_marks,
};

/// The height of a row of the list.
const ROW: f32 = 26.0;
/// The height of the list in points: a dozen rows.
const MOST_HEIGHT: f32 = 12.0 * ROW;
/// The rows of the preview.
const PREVIEWED: usize = 3;
/// The width of a column of the preview.
const COLUMN: f32 = 200.0;
/// The cells that say which row it is.
const MOST_CELLS: usize = 3;

/// Draws it.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(data) = &state.scenarios.data else { return };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        head(ui, state, data, actions);
        columns(ui, state, data, actions);
        ui.add_space(space::XS);
        if let Some(problem) = &data.problem {
            FindingBox::warning(&problem.to_string(), &format!("{}.", problem.hint())).show(ui);
            return;
        }
        buttons(ui, state, data, actions);
        rows(ui, data);
    });
}

fn head(ui: &mut Ui, state: &State, data: &DataSheet, actions: &mut Vec<Action>) {
    let file = data.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = state.project.integration(&data.integration).map_or("", |each| &each.name);
    row_with_end(
        ui,
        32.0,
        |ui| text_line(ui, TextRole::Section, Tone::Main, &format!("{file} for {name}")),
        |ui| {
            if ui.add(IconButton::new(icons::ICON_CLOSE, "Put the table away")).clicked() {
                actions.push(Action::Scenario(ScenarioAction::CloseData));
            }
        },
    );
    let rows = data.table.rows.len();
    let words =
        format!("{rows} rows, read from the file. They are not part of the project unless you keep them.");
    text(ui, TextRole::Small, Tone::Second, &words);
}

/// The headings, what each column is, and the first rows.
fn columns(ui: &mut Ui, state: &State, data: &DataSheet, actions: &mut Vec<Action>) {
    let Some(integration) = state.project.integration(&data.integration) else { return };
    let offered = uses_on_offer(&state.project, integration);
    let titles: Vec<String> = offered.iter().map(|used| title(state, used)).collect();
    let choices: Vec<Choice<'_>> = titles.iter().map(|title| Choice::new(title)).collect();
    ScrollArea::horizontal().id_salt("columns").auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (column, heading) in data.table.columns.iter().enumerate() {
                ui.vertical(|ui| {
                    ui.set_width(COLUMN);
                    ui.spacing_mut().item_spacing.y = space::XS;
                    text_line(ui, TextRole::ControlTitle, Tone::Main, heading);
                    let used = data.uses.get(column).unwrap_or(&ColumnUse::Nothing);
                    let chosen = offered.iter().position(|each| each == used);
                    let name = format!("Use of the column {heading}");
                    let select = Select::new(&name, &choices, chosen).width(COLUMN).small();
                    if let Some(used) = select.show(ui).index.and_then(|index| offered.get(index)) {
                        let action = ScenarioAction::UseColumn { column, used: used.clone() };
                        actions.push(Action::Scenario(action));
                    }
                    for row in data.table.rows.iter().take(PREVIEWED) {
                        let cell = row.cells.get(column).map_or("", String::as_str);
                        text_line(
                            ui,
                            TextRole::Technical,
                            Tone::Second,
                            if cell.is_empty() { " " } else { cell },
                        );
                    }
                });
            }
        });
    });
}

/// What a column is: a fact is called as on its own page.
fn title(state: &State, used: &ColumnUse) -> String {
    match used {
        ColumnUse::Fact(name) => match state.project.variable(name) {
            Some(variable) if !variable.label.is_empty() => variable.label.clone(),
            _ => name.clone(),
        },
        other => other.title(),
    }
}

fn buttons(ui: &mut Ui, state: &State, data: &DataSheet, actions: &mut Vec<Action>) {
    let environment = state.project.environment(&state.view.environment);
    let systems = environment.map_or("the systems", |environment| environment.name.as_str());
    let idle = state.scenarios.playing.is_none();
    let live = format!("Run against {systems}");
    let mut wanted = None;
    row(ui, |ui| {
        let run = Button::primary("Run with saved samples").icon(icons::ICON_PLAY_ARROW);
        if ui.add_enabled(idle, run).clicked() {
            wanted = Some(ScenarioAction::RunData);
        }
        let ask = match state.reaches_production() {
            true => Button::danger(&live).icon(icons::ICON_PUBLIC),
            false => Button::secondary(&live).icon(icons::ICON_SEND),
        };
        if ui.add_enabled(idle, ask).clicked() {
            wanted = Some(ScenarioAction::RunDataLive);
        }
        if data.results.iter().any(Option::is_some) {
            let save = Button::ghost("Save the results…").icon(icons::ICON_DESCRIPTION);
            if ui.add_enabled(idle, save).clicked() {
                wanted = Some(ScenarioAction::SaveResults);
            }
        }
        let keep = Button::ghost("Keep the rows as scenarios").icon(icons::ICON_BOOKMARK_ADD);
        if ui.add(keep).clicked() {
            wanted = Some(ScenarioAction::KeepRows);
        }
    });
    actions.extend(wanted.map(Action::Scenario));
    let passed = count(data, |ended| *ended == ScenarioEnded::Passed);
    let failed = count(data, |ended| *ended != ScenarioEnded::Passed);
    let unread = data.cases.iter().filter(|case| case.scenario.is_err()).count();
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, &rows_that(passed, "passed"));
        let tone = if failed > 0 { Tone::Err } else { Tone::Second };
        remark(ui, icons::ICON_ERROR, tone, &rows_that(failed, "failed"));
        if unread > 0 {
            remark(ui, icons::ICON_WARNING, Tone::Warn, &rows_that(unread, "cannot be read"));
        }
    });
}

fn rows_that(count: usize, what: &str) -> String {
    if count == 1 { format!("1 row {what}") } else { format!("{count} rows {what}") }
}

fn count(data: &DataSheet, wanted: impl Fn(&ScenarioEnded) -> bool) -> usize {
    data.results.iter().flatten().filter(|result| wanted(&result.ended)).count()
}

/// What is wrong comes first; of the rows only those in sight are drawn.
fn rows(ui: &mut Ui, data: &DataSheet) {
    let bad = |index: &usize| {
        let failed = data.results.get(*index).and_then(Option::as_ref);
        data.cases[*index].scenario.is_err()
            || failed.is_some_and(|known| known.ended != ScenarioEnded::Passed)
    };
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..data.cases.len()).partition(bad);
    let all: Vec<usize> = first.into_iter().chain(rest).collect();
    let area = ScrollArea::vertical().id_salt("rows").max_height(MOST_HEIGHT).auto_shrink([false, true]);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rows_in_sight(ui, area, ROW, all.len(), |ui, shown| {
            for index in &all[shown] {
                ui.push_id(index, |ui| one_row(ui, data, *index));
            }
        });
    });
}

fn one_row(ui: &mut Ui, data: &DataSheet, index: usize) {
    let case = &data.cases[index];
    let (icon, tone, mark, words) = match (&case.scenario, data.results.get(index).and_then(Option::as_ref)) {
        (Err(problem), _) => (icons::ICON_WARNING, Tone::Warn, "Cannot be read", problem.clone()),
        (Ok(scenario), None) => (
            icons::ICON_RADIO_BUTTON_UNCHECKED,
            Tone::Second,
            "Not run yet",
            not_run(data, index, &scenario.name),
        ),
        (Ok(_), Some(known)) => match &known.ended {
            ScenarioEnded::Passed => (icons::ICON_CHECK_CIRCLE, Tone::Ok, "Passed", said(known)),
            ScenarioEnded::Failed(differences) => {
                let words: Vec<String> = differences.iter().map(ToString::to_string).collect();
                (icons::ICON_ERROR, Tone::Err, "Failed", words.join(" · "))
            }
            ScenarioEnded::Impossible(reasons) => {
                (icons::ICON_ERROR, Tone::Err, "Cannot be played", reasons.join(" · "))
            }
        },
    };
    let start = format!("Line {}", case.line);
    let line = if words == start { words } else { format!("{start}: {}", without_marks(&words)) };
    let shown = row_of_height(ui, ROW, |ui| {
        icon_words(ui, icon, tone, mark);
        text_line(ui, TextRole::ControlRegular, if tone == Tone::Ok { Tone::Main } else { tone }, &line);
    });
    let response = shown.response;
    if let Some(known) = data.results.get(index).and_then(Option::as_ref) {
        response.on_hover_ui(|ui| {
            ui.set_max_width(480.0);
            outcome::differences(ui, known);
        });
    }
}

/// Its own name, or else the first cells of the row.
fn not_run(data: &DataSheet, index: usize, name: &str) -> String {
    let line = data.cases[index].line;
    let place = data.table.rows.binary_search_by_key(&line, |row| row.line).ok();
    match place.and_then(|place| data.table.rows.get(place)) {
        Some(row) if name == format!("Line {line}") => {
            let cells = row.cells.iter().filter(|cell| !cell.trim().is_empty()).take(MOST_CELLS);
            cells.map(String::as_str).collect::<Vec<_>>().join(", ")
        }
        _ => name.to_owned(),
    }
}

fn said(known: &crate::state::ScenarioResult) -> String {
    known.result.as_ref().map(|result| result.words().join(" / ")).unwrap_or_default()
}
