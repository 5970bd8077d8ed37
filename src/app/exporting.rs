//! Making and writing the files of a target, each with the action that answers.

use std::path::{Path, PathBuf};

use crate::convert::export::{self, Earlier, Fate, Order, Target};
use crate::files::{self, FileError};
use crate::model::Platform;
use crate::state::{
    Action, ExportAction, ExportOrder, ExportTarget, Notice, PreparedExport, PreparedFate, PreparedFile,
    PreparedLine,
};

/// Everything that can be exported to.
pub(super) fn targets() -> Vec<ExportTarget> {
    let target = |target: &Target| ExportTarget {
        id: target.id().to_owned(),
        title: target.title().to_owned(),
        about: target.description().to_owned(),
        files: target.files().to_owned(),
        platforms: Platform::ALL.into_iter().filter(|it| Target::of(*it) == Some(*target)).collect(),
    };
    Target::ALL.iter().map(target).collect()
}

/// Makes the files, without writing them.
pub(super) fn prepare(order: ExportOrder) -> Action {
    let (mut files, mut lines, mut problem) = (Vec::new(), Vec::new(), None);
    match made(&order) {
        Ok(exported) => {
            let file =
                |file: export::File| PreparedFile { name: file.name, text: file.text, about: file.about };
            files.extend(exported.files.into_iter().map(file));
            lines.extend(exported.report.into_iter().map(line));
        }
        Err(error) => problem = Some((error.to_string(), error.hint().to_owned())),
    }
    Action::Exporting(ExportAction::Prepared(Box::new(PreparedExport { order, files, lines, problem })))
}

fn made(order: &ExportOrder) -> Result<export::Exported, export::ExportError> {
    let target = Target::from_id(&order.target).unwrap_or(Target::Json);
    let order = Order {
        project: &order.project,
        environment: order.environment.as_deref(),
        language: order.language.as_deref(),
        channel: None,
        integration: order.integration.as_deref(),
    };
    export::export(&order, target)
}

fn line(line: export::Line) -> PreparedLine {
    let fate = match line.fate {
        Fate::Blocked => PreparedFate::Blocked,
        Fate::Kept => PreparedFate::Kept,
        Fate::Emulated => PreparedFate::Emulated,
        Fate::Lost => PreparedFate::Lost,
    };
    PreparedLine { fate, subject: line.subject, detail: line.detail, place: line.place, code: line.code }
}

/// Writes the files, or none of them when one would replace something that is no earlier export.
pub(super) fn write(made: &[PreparedFile], folder: &Path, order: Box<ExportOrder>) -> Action {
    match in_the_way(made, folder) {
        Ok(None) => {}
        Ok(Some(path)) => {
            let title = format!("`{}` is in the way, and is no earlier export", path.display());
            return Action::Tell(Notice::problem(title, "Choose an empty folder; nothing was written"));
        }
        Err(error) => return Action::Tell(Notice::problem(error.to_string(), error.hint())),
    }
    for file in made {
        if let Err(error) = files::write_text(&folder.join(&file.name), &file.text) {
            return Action::Tell(Notice::problem(error.to_string(), error.hint()));
        }
    }
    let count = match made {
        [only] => only.name.clone(),
        many => format!("{} files", many.len()),
    };
    let words = format!("Exported {count} to {}", folder.display());
    Action::Exporting(ExportAction::Written { order, folder: folder.to_owned(), words })
}

/// The first file that would replace something that is no earlier export.
fn in_the_way(made: &[PreparedFile], folder: &Path) -> Result<Option<PathBuf>, FileError> {
    let report = files::text_if_there(&folder.join(export::REPORT_FILE))?.unwrap_or_default();
    let earlier = Earlier::new(&report);
    for file in made {
        let path = folder.join(&file.name);
        if !earlier.may_replace(&file.name, files::text_if_there(&path)?.as_deref()) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
