//! Reading what is imported, off the window's thread, each with the action that answers.

use std::path::Path;
use std::sync::Arc;

use super::Program;
use crate::convert::import::{ImportError, Imported, Operation, Remark, curl, openapi, postman};
use crate::files;
use crate::state::{
    Action, ImportAction, ImportEffect, ImportKind, ImportOperation, ImportRemark, ImportSource, PathPurpose,
    UnderstoodSource,
};

impl Program {
    /// Does what an import needs of the world.
    pub(super) fn import(&mut self, effect: ImportEffect) {
        match effect {
            ImportEffect::PickFile => self.pick(PathPurpose::Import, String::new(), |path| {
                Action::Import(ImportAction::File(path.to_owned()))
            }),
            ImportEffect::ReadText(text) => {
                self.jobs.start(move |_| async move { listed(&text, "Pasted request") });
            }
            ImportEffect::ReadFile(path) => {
                self.jobs.start(move |_| async move { read_file(&path) });
            }
            ImportEffect::Understand { source, chosen } => {
                self.jobs.start(move |_| async move {
                    match imported(&source, &chosen) {
                        Ok(imported) => understood(imported),
                        Err(error) => failed(&error),
                    }
                });
            }
        }
    }
}

fn read_file(path: &Path) -> Action {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match files::read_text(path) {
        Ok(text) if files::read(&text).is_ok() => Action::OpenPath(path.to_owned()),
        Ok(text) => listed(&text.into(), &name),
        Err(error) => {
            Action::Import(ImportAction::Failed { title: error.to_string(), hint: error.hint().to_owned() })
        }
    }
}

/// What the source describes; `name` is what it is called when it does not say so itself.
fn listed(text: &Arc<str>, name: &str) -> Action {
    let kind = kind(text);
    let read = match kind {
        ImportKind::Curl => curl::operations(text).map(|operations| (name.to_owned(), operations)),
        ImportKind::Postman => postman::operations(text).map(|operations| (name.to_owned(), operations)),
        ImportKind::OpenApi => openapi::Document::read(text).map(|document| {
            let title = document.title().trim();
            (if title.is_empty() { name } else { title }.to_owned(), document.operations())
        }),
    };
    match read {
        Ok((name, operations)) if operations.is_empty() => {
            let title = format!("`{name}` describes no request");
            let hint = "Choose a file with at least one request in it".to_owned();
            Action::Import(ImportAction::Failed { title, hint })
        }
        Ok((name, operations)) => {
            let operations = operations.into_iter().map(operation).collect();
            let source = ImportSource { kind, name, text: text.clone(), operations };
            Action::Import(ImportAction::Listed(Box::new(source)))
        }
        Err(error) => failed(&error),
    }
}

/// What a text most probably is; its reader says when it is not.
fn kind(text: &str) -> ImportKind {
    let beginning: String = text.chars().take(4_000).collect();
    let is_json = beginning.trim_start().starts_with('{');
    let says = |word: &str| beginning.contains(word);
    let is_marked = says("\"_postman_id\"") || says("schema.getpostman.com");
    let is_collection = is_json
        && says("\"info\"")
        && text.contains("\"item\"")
        && !says("\"openapi\"")
        && !says("\"swagger\"");
    if is_marked || is_collection {
        ImportKind::Postman
    } else if is_json || says("openapi:") || says("swagger:") || says("\"openapi\"") {
        ImportKind::OpenApi
    } else {
        ImportKind::Curl
    }
}

fn imported(source: &ImportSource, chosen: &[String]) -> Result<Imported, ImportError> {
    match source.kind {
        ImportKind::Curl => {
            let mut imported = curl::import(&source.text)?;
            imported.keep(chosen)?;
            Ok(imported)
        }
        ImportKind::Postman => postman::import(&source.text, &[], Some(chosen)),
        ImportKind::OpenApi => openapi::import(&source.text, Some(chosen)),
    }
}

fn understood(imported: Imported) -> Action {
    Action::Import(ImportAction::Understood(Box::new(UnderstoodSource {
        project: imported.project,
        remarks: imported.remarks.into_iter().map(remark).collect(),
        secret_values: imported.secret_values,
    })))
}

fn failed(error: &ImportError) -> Action {
    Action::Import(ImportAction::Failed { title: error.to_string(), hint: error.hint().to_owned() })
}

fn operation(operation: Operation) -> ImportOperation {
    let Operation { id, group, title, method, path } = operation;
    ImportOperation { id, group, title, method, path }
}

fn remark(remark: Remark) -> ImportRemark {
    let at = match (remark.at.line, remark.at.column) {
        (Some(line), Some(column)) => format!("line {line}, column {column}"),
        (Some(line), None) => format!("line {line}"),
        _ => String::new(),
    };
    let part = &remark.at.part;
    let at = match (at.is_empty(), part.is_empty()) {
        (_, true) => at,
        (true, false) => part.clone(),
        (false, false) => format!("{at}: {part}"),
    };
    ImportRemark { severity: remark.severity, title: remark.title, remedy: remark.remedy, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_it_looks_like() {
        let check = |text: &str, expect| assert_eq!(kind(text), expect, "{text}");
        check("curl https://example.com", ImportKind::Curl);
        check("$ curl -X POST https://example.com", ImportKind::Curl);
        check("openapi: 3.1.0\ninfo:\n  title: A", ImportKind::OpenApi);
        check(r#"{"swagger": "2.0", "info": {}}"#, ImportKind::OpenApi);
        check(r#"{"info": {"name": "A"}, "item": []}"#, ImportKind::Postman);
        let schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
        check(&format!(r#"{{"info": {{"schema": "{schema}"}}}}"#), ImportKind::Postman);
    }
}
