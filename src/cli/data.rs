//! `data`: what leaves the building, host by host.

use serde_json::json;

use super::arguments::{DataArguments, Format};
use super::terminal::Terminal;
use super::{CliError, Ending};
use crate::engine::{Carrier, DataFlow, HostFlow, Protection, choose_environment, data_flow};
use crate::files;
use crate::model::Project;

/// Shows which data goes to which host.
pub(super) fn data(arguments: &DataArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = files::load(&arguments.project)?;
    let environment = choose_environment(&project, arguments.environment.as_deref())?;
    let hosts = data_flow(&project, environment.as_ref());
    let id = environment.as_ref().map(|environment| environment.id.as_str());
    match arguments.shape.format {
        Format::Json => terminal.json(&json!({"environment": id, "hosts": hosts}))?,
        Format::Text => {
            for host in &hosts {
                show(&project, host, terminal)?;
            }
            if hosts.is_empty() {
                terminal.note("No integration calls another system");
            }
        }
    }
    Ok(Ending::Good)
}

fn show(project: &Project, host: &HostFlow, terminal: &mut Terminal) -> Result<(), CliError> {
    let name = if host.origin.is_empty() { "no address in this environment" } else { &host.origin };
    let note = if host.is_demo { " (the demo server on this computer answers instead)" } else { "" };
    terminal.line(&format!("{name}{note}"))?;
    for system in &host.systems {
        terminal.line(&format!("  {}: {}", system.name, protection(system)))?;
    }
    for flow in &host.flows {
        let integration = project.integration(&flow.integration).map_or("", |integration| &integration.name);
        let name = if integration.is_empty() { &flow.integration } else { integration };
        let nothing = if flow.data.is_empty() { "  nothing of the conversation" } else { "" };
        let by = match &flow.by {
            Carrier::Call => format!("{} ({})", flow.method, flow.call),
            Carrier::SignIn => format!("{} for a token ({})", flow.method, flow.call),
            Carrier::Reply(outcome) => format!("an address in the reply for {outcome}"),
        };
        terminal.line(&format!("  {name}: {by}{nothing}"))?;
        if flow.goes_on_anywhere {
            terminal.line("    may be sent on to any host, without its keys")?;
        }
        for data in &flow.data {
            terminal.line(&format!("    {}", in_words(data)))?;
        }
    }
    Ok(())
}

fn protection(system: &Protection) -> String {
    let way = match (system.encrypted, system.verified) {
        (false, _) => "not encrypted",
        (true, false) => "encrypted, certificate not verified",
        (true, true) => "encrypted",
    };
    let proof = match (system.authentication.as_str(), &system.secret) {
        ("none", _) => "open to all".to_owned(),
        (kind, Some(secret)) => format!("{} with the secret `{secret}`", kind.replace('_', " ")),
        (kind, None) => kind.replace('_', " "),
    };
    format!("{way}, {proof}")
}

fn in_words(data: &DataFlow) -> String {
    let field = if data.field.is_empty() { String::new() } else { format!(" `{}`", data.field) };
    format!("{}, {}: in the {}{field}", data.datum.label, data.datum.privacy.title(), data.place.title())
}
