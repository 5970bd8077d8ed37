//! `diff`: what is different between two versions of a project, in words.
//!
//! As with diff(1), a difference is exit code 1 and none is 0.

use serde_json::json;

use super::arguments::{DiffArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending};
use crate::check::diff as differences;
use crate::check::diff::Changed;
use crate::files;
use crate::model::Project;

/// Says what is different.
pub(super) fn diff(arguments: &DiffArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let (old, new) = (files::load(&arguments.old)?, files::load(&arguments.new)?);
    let changed = differences::diff(&old, &new);
    match arguments.shape.format {
        Format::Json => terminal.json(&json!({"changed": changed}))?,
        Format::Text => show(&changed, &old, &new, terminal)?,
    }
    Ok(if changed.is_empty() { Ending::Good } else { Ending::No })
}

fn show(changed: &[Changed], old: &Project, new: &Project, terminal: &mut Terminal) -> Result<(), CliError> {
    if changed.is_empty() {
        terminal.note("Both versions are the same");
    }
    let mut heading = None;
    for each in changed {
        let integration = each.place.integration.as_deref();
        if heading != Some(integration) {
            heading = Some(integration);
            let found = integration.and_then(|id| new.integration(id).or_else(|| old.integration(id)));
            let name = found
                .map_or("The project", |found| if found.name.is_empty() { &found.id } else { &found.name });
            terminal.line(name)?;
        }
        terminal.line(&format!("  {}", each.sentence))?;
    }
    Ok(())
}
