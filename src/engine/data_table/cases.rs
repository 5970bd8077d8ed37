//! From rows to scenarios.

use serde_json::{Map, Value};

use super::{ColumnUse, DataRow, DataTable, TableError};
use crate::engine::insert;
use crate::model::{Answer, Channel, Expectation, Fault, Integration, Scenario};

/// A row as a scenario, or why it is none.
#[derive(Clone, Debug, PartialEq)]
pub struct DataCase {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The scenario, or a sentence that says what is wrong with the row.
    pub scenario: Result<Scenario, String>,
}

/// The scenarios of a table; `uses` says what each column is.
///
/// # Errors
/// When no column says what must follow. What is wrong with a single row stands in its case.
pub fn cases(
    integration: &Integration,
    table: &DataTable,
    uses: &[ColumnUse],
) -> Result<Vec<DataCase>, TableError> {
    if !uses.iter().any(ColumnUse::is_expectation) {
        return Err(TableError::NothingExpected);
    }
    let case = |row: &DataRow| DataCase { line: row.line, scenario: scenario(integration, table, uses, row) };
    Ok(table.rows.iter().map(case).collect())
}

fn scenario(
    integration: &Integration,
    table: &DataTable,
    uses: &[ColumnUse],
    row: &DataRow,
) -> Result<Scenario, String> {
    let (cells, columns) = (row.cells.len(), table.columns.len());
    if cells != columns {
        return Err(format!(
            "The row has {cells} cells and the table has {columns} columns; a text with a separator in it needs quotation \
             marks"
        ));
    }
    let mut scenario = Scenario { name: format!("Line {}", row.line), ..Scenario::default() };
    for (index, (cell, column)) in row.cells.iter().zip(uses).enumerate() {
        if !cell.is_empty() {
            let heading = table.columns.get(index).map_or("", String::as_str);
            fill(integration, &mut scenario, column, cell)
                .map_err(|problem| format!("“{heading}”: {problem}"))?;
        }
    }
    if scenario.expect == Expectation::default() {
        return Err("The row does not say what must follow; fill in an outcome or words".to_owned());
    }
    Ok(scenario)
}

fn fill(
    integration: &Integration,
    scenario: &mut Scenario,
    column: &ColumnUse,
    cell: &str,
) -> Result<(), String> {
    let expect = &mut scenario.expect;
    match column {
        ColumnUse::Nothing => {}
        // As in a conversation, where everything that the customer says is a text; the input gives it its kind.
        ColumnUse::Fact(name) => insert_fact(&mut scenario.context, name, cell),
        ColumnUse::Message => scenario.message = Some(cell.to_owned()),
        ColumnUse::Language => scenario.language = Some(cell.to_owned()),
        ColumnUse::Channel => scenario.channel = Some(channel(cell)?),
        ColumnUse::Answer => scenario.answers = answers(integration, cell)?,
        ColumnUse::Name => cell.clone_into(&mut scenario.name),
        ColumnUse::Outcome => expect.outcome = outcome(integration, cell)?,
        ColumnUse::Says => expect.says = vec![cell.to_owned()],
        ColumnUse::Contains => expect.contains = parts(cell),
        ColumnUse::Handoff => expect.handoff = Some(cell.to_owned()),
        ColumnUse::Request => {
            let body = serde_json::from_str(cell).map_err(|_| format!("“{cell}” is no JSON"))?;
            expect.request_body = Some(body);
        }
    }
    Ok(())
}

fn insert_fact(context: &mut Map<String, Value>, name: &str, cell: &str) {
    insert(context, name, Value::from(cell));
}

fn channel(cell: &str) -> Result<Channel, String> {
    let same = |known: &str| known.eq_ignore_ascii_case(cell);
    let found = Channel::ALL.into_iter().find(|channel| same(channel.id()) || same(channel.title()));
    let known = || list(Channel::ALL.iter().map(|channel| channel.id()));
    found.ok_or_else(|| format!("There is no channel “{cell}”; there are {}", known()))
}

fn outcome(integration: &Integration, cell: &str) -> Result<String, String> {
    let ids = integration.outcome_ids();
    let same = |text: &str| text.to_lowercase() == cell.to_lowercase();
    let by_id = ids.iter().find(|id| same(id));
    let found = by_id.or_else(|| ids.iter().find(|id| same(integration.outcome_name(id))));
    let known = || list(ids.iter().map(|id| integration.outcome_name(id)));
    found.cloned().ok_or_else(|| format!("There is no outcome “{cell}”; there are {}", known()))
}

/// One for each call, parted by `|`.
fn answers(integration: &Integration, cell: &str) -> Result<Vec<Answer>, String> {
    parts(cell).iter().map(|word| answer(integration, word)).collect()
}

fn answer(integration: &Integration, word: &str) -> Result<Answer, String> {
    let same = |text: &str| text.to_lowercase() == word.to_lowercase();
    if same("live") {
        return Ok(Answer::Live);
    }
    let by_id = integration.samples.iter().find(|sample| same(&sample.id));
    if let Some(sample) = by_id.or_else(|| integration.samples.iter().find(|sample| same(&sample.name))) {
        return Ok(Answer::Sample(sample.id.clone()));
    }
    let fault: Option<Fault> =
        serde_json::from_value(Value::from(word.to_lowercase().replace([' ', '-'], "_"))).ok();
    fault.map(Answer::Fault).ok_or_else(|| {
        let samples = list(integration.samples.iter().map(|sample| sample.id.as_str()));
        format!(
            "There is no sample “{word}”; there are {samples}; or write `live`, `slow`, `down`, `malformed` …"
        )
    })
}

fn parts(cell: &str) -> Vec<String> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.map(|word| format!("“{word}”")).collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::super::match_columns;
    use super::*;
    use crate::model::{ContextVariable, Input, Project, Sample, Source};
    use serde_json::json;

    fn design() -> (Project, Integration) {
        let integration = Integration {
            inputs: vec![Input {
                name: "email".to_owned(),
                label: "Customer’s e-mail".to_owned(),
                source: Source::Context { name: "user.email".to_owned() },
                ..Input::default()
            }],
            samples: vec![Sample {
                id: "active".to_owned(),
                name: "Active subscription".to_owned(),
                ..Sample::default()
            }],
            ..Integration::default()
        };
        let plan = ContextVariable {
            name: "plan".to_owned(),
            label: "Plan".to_owned(),
            ..ContextVariable::default()
        };
        (Project { context: vec![plan], ..Project::default() }, integration)
    }

    fn read(text: &str) -> (Vec<ColumnUse>, Result<Vec<DataCase>, TableError>) {
        let (project, integration) = design();
        let table = DataTable::read(text).unwrap();
        let uses = match_columns(&project, &integration, &table.columns);
        (uses.clone(), cases(&integration, &table, &uses))
    }

    #[test]
    fn columns_are_found_by_name_label_and_heading() {
        let (uses, _) = read("CUSTOMERS E-MAIL;plan;Expected outcome;colour;email\na;b;c;d;e");
        use ColumnUse as U;
        let email = U::Fact("user.email".to_owned());
        assert_eq!(uses, [email, U::Fact("plan".to_owned()), U::Outcome, U::Nothing, U::Nothing]);
    }

    #[test]
    fn rows_become_scenarios_or_say_why_not() {
        let text = "email,answer,expected outcome,contains,channel\n\
                    ana@example.com,active,Slow,one | two,sms\n\
                    leo@example.com,slow,foo,,\n\
                    kim@example.com,nothing,,x,\n\
                    mia@example.com,,,,\n\
                    zoe@example.com";
        let cases = read(text).1.unwrap();
        let first = cases[0].scenario.as_ref().unwrap();
        assert_eq!(Value::Object(first.context.clone()), json!({"user": {"email": "ana@example.com"}}));
        assert_eq!((first.expect.outcome.as_str(), first.channel), ("timeout", Some(Channel::Sms)));
        assert_eq!(
            (first.expect.contains.len(), &first.answers[0]),
            (2, &Answer::Sample("active".to_owned()))
        );
        let problem = |index: usize| cases[index].scenario.clone().unwrap_err();
        assert!(problem(1).starts_with("“expected outcome”: There is no outcome “foo”"), "{}", problem(1));
        assert!(problem(2).contains("There is no sample “nothing”"), "{}", problem(2));
        assert!(problem(3).contains("does not say what must follow"), "{}", problem(3));
        assert!(problem(4).contains("1 cells and the table has 5 columns"), "{}", problem(4));
        assert_eq!(read("email\na").1, Err(TableError::NothingExpected));
    }
}
