//! `data`: what leaves the building, host by host.

use serde_json::json;

use super::arguments::{DataArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending};
use crate::engine::{choose_environment, data_flow, data_flow_text};
use crate::files;

/// Shows which data goes to which host.
pub(super) fn data(arguments: &DataArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = files::load(&arguments.project)?;
    let environment = choose_environment(&project, arguments.environment.as_deref())?;
    let hosts = data_flow(&project, environment.as_ref());
    let id = environment.as_ref().map(|environment| environment.id.as_str());
    match arguments.shape.format {
        Format::Json => terminal.json(&json!({"environment": id, "hosts": hosts}))?,
        Format::Text => {
            if !hosts.is_empty() {
                terminal.line(data_flow_text(&project, &hosts).trim_end())?;
            }
            if hosts.is_empty() {
                terminal.note("No integration calls another system");
            }
        }
    }
    Ok(Ending::Good)
}
