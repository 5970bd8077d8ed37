//! The report as a file, beside the files of every target.

use std::fmt::Write as _;

use super::{Exported, Fate, File, Line, Order, Target};
use crate::model::{Part, Place};

/// What every report begins with.
pub(super) const HEADING: &str = "# Export to ";
/// The name of the report.
pub const REPORT_FILE: &str = "REPORT.md";

/// The report in Markdown. Each line names the field that it is about.
pub(super) fn text(order: &Order<'_>, target: Target, exported: &Exported) -> File {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_report(&mut text, order, target, exported);
    File {
        name: REPORT_FILE.to_owned(),
        text,
        about: "What was kept, emulated and lost, for the file".to_owned(),
    }
}

fn write_report(
    text: &mut String,
    order: &Order<'_>,
    target: Target,
    exported: &Exported,
) -> std::fmt::Result {
    let project = order.project;
    writeln!(text, "{HEADING}{}: {}\n", target.title(), plain(&project.name))?;
    let environment = match (order.environment, order.chosen_environment()) {
        (None, _) if target == Target::Json => "all environments".to_owned(),
        (_, Ok(Some(environment))) => format!("environment {}", plain(&environment.name)),
        _ => "no environment".to_owned(),
    };
    let language = if target == Target::Json {
        "all languages".to_owned()
    } else {
        format!("language {}", plain(order.language()))
    };
    writeln!(text, "Made by Hookwright {} for {environment}, {language}.\n", env!("CARGO_PKG_VERSION"))?;
    writeln!(text, "| file | what it is |\n|---|---|")?;
    for file in &exported.files {
        writeln!(text, "| `{}` | {} |", file.name, plain(&file.about))?;
    }
    let mut groups: Vec<Option<&str>> = Vec::new();
    for line in &exported.report {
        let group = line.place.integration.as_deref();
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    for group in groups {
        let name = group.map_or("The project", |id| project.integration(id).map_or(id, |known| &known.name));
        writeln!(text, "\n## {}", plain(name))?;
        let lines = exported.report.iter().filter(|line| line.place.integration.as_deref() == group);
        let lines: Vec<&Line> = lines.collect();
        for fate in Fate::ALL {
            section(text, fate, lines.iter().copied().filter(|line| line.fate == fate))?;
        }
    }
    Ok(())
}

fn section<'a>(text: &mut String, fate: Fate, lines: impl Iterator<Item = &'a Line>) -> std::fmt::Result {
    let lines: Vec<&Line> = lines.collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n### {}: {}, {}\n", fate.title(), lines.len(), fate.meaning())?;
    if fate == Fate::Blocked {
        writeln!(text, "| what | how | field | to acknowledge |\n|---|---|---|---|")?;
    } else {
        writeln!(text, "| what | how | field |\n|---|---|---|")?;
    }
    for line in lines {
        let cells =
            format!("| {} | {} | {} |", plain(&line.subject), plain(&line.detail), field(&line.place));
        if fate == Fate::Blocked {
            writeln!(text, "{cells} `--accept {}` |", line.code)?;
        } else {
            writeln!(text, "{cells}")?;
        }
    }
    Ok(())
}

/// The place in words: "Asks, call lookup, policy".
fn field(place: &Place) -> String {
    let step = place.part.step().map(|step| step.title().to_owned());
    let part = match &place.part {
        Part::Whole | Part::Trigger | Part::Waiting | Part::Confirmation => None,
        Part::Environment(id) => Some(format!("environment {id}")),
        Part::Context(name) => Some(format!("fact {name}")),
        Part::Connection(id) => Some(format!("connection {id}")),
        Part::Secret(name) => Some(format!("secret {name}")),
        Part::Input(name) => Some(format!("input {name}")),
        Part::Call(id) => Some(format!("call {id}")),
        Part::Output(name) => Some(format!("value {name}")),
        Part::Outcome(id) => Some(format!("outcome {id}")),
        Part::Reply(id) => Some(format!("reply {id}")),
        Part::Sample(id) => Some(format!("sample {id}")),
        Part::Scenario(name) => Some(format!("scenario {name}")),
    };
    let name = Some(place.field.clone()).filter(|name| !name.is_empty());
    let words: Vec<String> = [step, part, name].into_iter().flatten().collect();
    plain(&words.join(", "))
}

/// A text in a cell of a table: signs of Markdown and HTML say what they are.
fn plain(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' => {
                escaped.extend(['\\', letter]);
            }
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}
