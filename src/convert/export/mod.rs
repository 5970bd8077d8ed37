//! From a project to the files of a platform, with an honest report of what was kept, emulated, lost and blocked.
//!
//! ```text
//! Order ─► Flow (one per integration) ─┬─► target ─► files
//!                └─► Feature ─► Ledger ◄┘      └─► lines ─► REPORT.md
//! ```
//!
//! A [`Flow`](flow::Flow) is the integration as every target sees it; a [`Ledger`] holds every [`Feature`] that the design uses
//! and closes with a line for each. What a target does not speak of is lost by construction, and what protects data is blocked.

mod arazzo;
mod bot_framework;
mod copilot_studio;
mod curl;
mod dialogflow_cx;
mod earlier;
mod error;
mod exported;
mod expression;
mod feature;
mod features;
pub mod flow;
mod json;
mod jsonata;
mod judging;
mod ledger;
mod line;
mod names;
mod node_red;
mod notes;
mod openapi;
mod order;
mod postman;
pub mod quote;
mod rasa;
mod report;
mod schema;
mod step_functions;
mod target;
mod tiledesk;
mod tools;
mod variables;

pub use earlier::Earlier;
pub use error::ExportError;
pub use exported::{Exported, File};
pub use feature::{Feature, FeatureKind};
pub use features::features;
pub use ledger::{Ledger, Verdict};
pub use line::{Fate, Line};
pub use names::Names;
pub use order::Order;
pub use report::REPORT_FILE;
pub use target::Target;

use crate::model::{Part, Place};

/// Makes the files of a target. The same order gives the same bytes.
///
/// Nothing is refused because of what is lost: whoever writes the files asks first, see [`Exported::blocked`].
///
/// # Errors
/// When the project has no such environment, language or integration, or a design is too unfinished to be translated.
pub fn export(order: &Order<'_>, target: Target) -> Result<Exported, ExportError> {
    order.chosen_environment()?;
    let mut exported = match target {
        Target::Json => json::export(order)?,
        Target::BotFramework => bot_framework::export(order)?,
        Target::CopilotStudio => copilot_studio::export(order)?,
        Target::OpenApi => openapi::export(order, openapi::Version::V31)?,
        Target::OpenApi30 => openapi::export(order, openapi::Version::V30)?,
        Target::Tools => tools::export(order)?,
        Target::Postman => postman::export(order)?,
        Target::Curl => curl::export(order)?,
        Target::NodeRed => node_red::export(order)?,
        Target::StepFunctions => step_functions::export(order)?,
        Target::DialogflowCx => dialogflow_cx::export(order)?,
        Target::Tiledesk => tiledesk::export(order)?,
        Target::Arazzo => arazzo::export(order)?,
        Target::Rasa => rasa::export(order)?,
    };
    if let Some(line) = other_platform(order, target) {
        exported.report.insert(0, line);
    }
    let report = report::text(order, target, &exported);
    exported.files.push(report);
    Ok(exported)
}

/// The project is checked against the limits of its platform, and nobody has looked at those of another one.
fn other_platform(order: &Order<'_>, target: Target) -> Option<Line> {
    let chosen = order.project.platform?;
    let other = target.platform().filter(|platform| *platform != chosen)?;
    Some(Line {
        fate: Fate::Lost,
        subject: "Limits of the platform".to_owned(),
        detail: format!(
            "The project is checked for {}, and these files are for {}: choose it as the platform of the project to see what does not fit there",
            chosen.title(),
            other.title()
        ),
        place: Place::of_project(Part::Whole, "platform"),
        code: "other_platform".to_owned(),
    })
}
