//! `import`: what a source says, shown first, then added to a project.

use std::io::{ErrorKind, Read as _, stdin};
use std::path::Path;

use serde_json::json;

use super::arguments::{Format, From, ImportArguments};
use super::terminal::Terminal;
use super::{CliError, Ending};
use crate::convert::import::{
    Added, Imported, Operation, Remark, SourcePlace, add_to, curl, openapi, postman,
};
use crate::files::{self, Problem};
use crate::model::{Project, Secret, Severity};

/// The most that is read from standard input.
const MOST_BYTES: u64 = 64_000_000;

/// Shows what a source holds, and adds it to a project unless only asked to show it.
pub(super) fn import(arguments: &ImportArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let text = source(arguments)?;
    if arguments.list {
        let operations = match arguments.from {
            From::Curl => curl::operations(&text)?,
            From::Postman => postman::operations(&text)?,
            From::Openapi => openapi::Document::read(&text)?.operations(),
        };
        list(&operations, arguments.shape.format, terminal)?;
        return Ok(Ending::Good);
    }
    let imported = read(arguments, &text)?;
    let is_whole = !imported.remarks.iter().any(|remark| remark.severity == Severity::Error);
    let (remarks, understood) = (imported.remarks.clone(), imported.operations());
    let added = match arguments.output.as_deref().filter(|_| !arguments.dry_run) {
        Some(path) => add(path, imported)?,
        None => Added { integrations: Vec::new(), secret_values: imported.secret_values },
    };
    let saved = arguments.output.as_deref().filter(|_| !arguments.dry_run);
    let secrets: Vec<_> = added.secret_values.iter().map(|(name, _)| name.as_str()).collect();
    match arguments.shape.format {
        Format::Json => terminal.json(&json!({
            "project": saved,
            "understood": understood,
            "added": added.integrations,
            "remarks": remarks,
            "secrets_with_values": secrets,
        }))?,
        Format::Text => {
            list(&understood, Format::Text, terminal)?;
            remarks.iter().try_for_each(|remark| show(remark, terminal))?;
            for name in secrets {
                let variable = Secret::variable_of(name);
                terminal.line(&format!(
                    "secret   `{name}` has a value in the source, which no project keeps: put it into {variable}"
                ))?;
            }
            if let Some(path) = saved {
                let ids = added.integrations.join(", ");
                terminal.line(&format!("added to {}: {ids}", path.display()))?;
            }
        }
    }
    Ok(if is_whole { Ending::Good } else { Ending::No })
}

fn read(arguments: &ImportArguments, text: &str) -> Result<Imported, CliError> {
    let chosen = Some(arguments.only.as_slice()).filter(|only| !only.is_empty());
    match arguments.from {
        From::Curl => {
            let mut imported = curl::import(text)?;
            chosen.map_or(Ok(()), |chosen| imported.keep(chosen))?;
            Ok(imported)
        }
        From::Postman => {
            let environments = arguments.environments.iter().map(|path| files::read_text(path));
            let environments = environments.collect::<Result<Vec<_>, _>>()?;
            let environments: Vec<_> = environments.iter().map(String::as_str).collect();
            Ok(postman::import(text, &environments, chosen)?)
        }
        From::Openapi => Ok(openapi::import(text, chosen)?),
    }
}

/// A file, `-` for standard input, or the command or script itself.
fn source(arguments: &ImportArguments) -> Result<String, CliError> {
    let source = arguments.source.as_str();
    let begins = ["curl", "fetch(", "Invoke-", "iwr ", "irm "];
    let is_command = arguments.from == From::Curl
        && (source.contains(char::is_whitespace) || source.contains('('))
        && begins.iter().any(|word| source.contains(word));
    if is_command {
        return Ok(source.to_owned());
    }
    if source != "-" {
        return Ok(files::read_text(Path::new(source))?);
    }
    let mut text = String::new();
    stdin().lock().take(MOST_BYTES).read_to_string(&mut text).map_err(CliError::Input)?;
    Ok(text)
}

/// Into the project that is there, or a new one of that name.
fn add(path: &Path, imported: Imported) -> Result<Added, CliError> {
    let mut project = match files::load(path) {
        Ok(project) => project,
        Err(error) => match &error.problem {
            Problem::Read(cause) if cause.kind() == ErrorKind::NotFound => {
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                let name = file.split('.').next().unwrap_or_default().to_owned();
                Project { name, ..Project::default() }
            }
            _ => return Err(error.into()),
        },
    };
    let added = add_to(&mut project, imported);
    files::save(path, &project)?;
    Ok(added)
}

fn list(operations: &[Operation], format: Format, terminal: &mut Terminal) -> Result<(), CliError> {
    if format == Format::Json {
        return terminal.json(&json!({"operations": operations}));
    }
    for Operation { id, group, title, method, path } in operations {
        let group = if group.is_empty() { String::new() } else { format!(" ({group})") };
        terminal.line(&format!("{id}  {method} {path}  {title}{group}"))?;
    }
    Ok(())
}

fn show(remark: &Remark, terminal: &mut Terminal) -> Result<(), CliError> {
    let Remark { code, severity, title, remedy, at, .. } = remark;
    terminal.line(&format!("{:<8} {code}  {title}", severity.title()))?;
    terminal.line(&format!("         {remedy}"))?;
    match place(at) {
        place if place.is_empty() => Ok(()),
        place => terminal.line(&format!("         at {place}")),
    }
}

/// `line 2, column 3, --data`.
fn place(at: &SourcePlace) -> String {
    let line = at.line.map(|line| format!("line {line}"));
    let column = at.column.map(|column| format!("column {column}"));
    let part = Some(at.part.clone()).filter(|part| !part.is_empty());
    [line, column, part].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_sources() {
        let at = |line, column, part: &str| place(&SourcePlace { line, column, part: part.to_owned() });
        assert_eq!(at(Some(2), Some(3), "--data"), "line 2, column 3, --data");
        assert_eq!(at(None, None, "/item/0"), "/item/0");
        assert_eq!(at(None, None, ""), "");
    }
}
