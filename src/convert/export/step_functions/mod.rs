//! State machines for AWS Step Functions (Amazon States Language with JSONata), one for each integration, and the EventBridge
//! connections that hold their keys.

mod account;
mod connections;
mod states;

use serde_json::Value;

use super::jsonata::{Host, Script};
use super::{ExportError, Exported, Names, Order};

/// A state machine for each integration, and a template for the connections.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let (mut exported, mut names) = (Exported::default(), Names::new());
    for flow in &flows {
        let machine = states::machine(flow);
        let name = format!("{}.asl.json", names.give(&flow.id));
        exported.add(name, pretty(&machine), "State machine, ready to be created");
        exported.report.extend(account::lines(order, flow)?);
    }
    let template = connections::template(&flows);
    exported.add(
        "connections.template.json",
        pretty(&template),
        "CloudFormation template of the connections with their keys",
    );
    Ok(exported)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// What expressions find in a state machine.
struct StepFunctions;

impl Host for StepFunctions {
    fn secret(&self, _: &mut Script, _: &str) -> Option<String> {
        None
    }

    fn base_url(&self, _: &str, base_url: &str) -> String {
        super::jsonata::literal::text(base_url)
    }

    fn run_id(&self) -> &'static str {
        "$lookup($states.context.Execution, \"Name\")"
    }
}
