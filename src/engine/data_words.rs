//! Where data goes, in words, and where it goes without protection.

use super::{Carrier, DataFlow, DataOrigin, Flow, HostFlow, Protection};
use crate::model::{Privacy, Project};

/// A way in which a customer's data can be read by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// Everybody on the way can read it.
    NotEncrypted,
    /// Nobody knows who receives it.
    NotVerified,
    /// The system asks nobody who they are.
    OpenToAll,
    /// It stands in the address, which systems on the way keep.
    InAddress,
}

impl Exposure {
    /// What it means, as a sentence without a full stop.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NotEncrypted => "Everybody on the way can read it, because nothing is encrypted",
            Self::NotVerified => "It is not verified who receives it",
            Self::OpenToAll => "The system does not ask who we are, so anybody can ask it the same",
            Self::InAddress => "It stands in the address, which systems on the way keep",
        }
    }

    /// Whether it must not stay so: the others are doubtful.
    pub fn is_alarming(self) -> bool {
        matches!(self, Self::NotEncrypted | Self::NotVerified)
    }
}

/// How a value that goes to a host through a connection can be read by others; nothing for values that say nothing about a
/// person, and for the demo server, as those never leave this computer.
pub fn exposures(host: &HostFlow, connection: &str, data: &DataFlow) -> Vec<Exposure> {
    let harmless = data.datum.privacy == Privacy::None && data.datum.origin != DataOrigin::Secret;
    let Some(system) = host.systems.iter().find(|system| system.connection == connection) else {
        return Vec::new();
    };
    if harmless || host.is_demo || host.origin.is_empty() {
        return Vec::new();
    }
    let in_address = matches!(data.place.title(), "path" | "query");
    let all = [
        (!system.encrypted, Exposure::NotEncrypted),
        (system.encrypted && !system.verified, Exposure::NotVerified),
        (system.authentication == "none", Exposure::OpenToAll),
        (in_address, Exposure::InAddress),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, exposure)| exposure).collect()
}

/// Everything as plain text: one paragraph for each host.
pub fn data_flow_text(project: &Project, hosts: &[HostFlow]) -> String {
    let mut lines = Vec::new();
    for host in hosts {
        let name = if host.origin.is_empty() { "no address in this environment" } else { &host.origin };
        let note = if host.is_demo { " (the demo server on this computer answers instead)" } else { "" };
        lines.push(format!("{name}{note}"));
        lines.extend(
            host.systems.iter().map(|system| format!("  {}: {}", system.name, protection_words(system))),
        );
        for flow in &host.flows {
            let found = project.integration(&flow.integration).map(|integration| &integration.name);
            let name = found.filter(|name| !name.is_empty()).unwrap_or(&flow.integration);
            let nothing = if flow.data.is_empty() { "  nothing of the conversation" } else { "" };
            lines.push(format!("  {name}: {}{nothing}", carrier_words(flow)));
            if flow.goes_on_anywhere {
                lines.push("    may be sent on to any host, without its keys".to_owned());
            }
            for data in &flow.data {
                lines.push(format!("    {}", datum_words(data)));
                let exposed = exposures(host, &flow.connection, data);
                lines.extend(exposed.iter().map(|exposure| format!("      ! {}", exposure.sentence())));
            }
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// "POST (lookup)", "an address in the reply for success": what takes the data there.
pub fn carrier_words(flow: &Flow) -> String {
    match &flow.by {
        Carrier::Call => format!("{} ({})", flow.method, flow.call),
        Carrier::SignIn => format!("{} for a token ({})", flow.method, flow.call),
        Carrier::Reply(outcome) => format!("an address in the reply for {outcome}"),
    }
}

/// "encrypted, bearer with the secret `crm_token`".
pub fn protection_words(system: &Protection) -> String {
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

/// "Customer's e-mail, personal: in the body `email`".
pub fn datum_words(data: &DataFlow) -> String {
    let field = if data.field.is_empty() { String::new() } else { format!(" `{}`", data.field) };
    format!("{}, {}: in the {}{field}", data.datum.label, data.datum.privacy.title(), data.place.title())
}
