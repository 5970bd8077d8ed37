//! Tool definitions for language models: OpenAI, Anthropic, and the Model Context Protocol.

use serde_json::{Map, Value, json};

use super::flow::{Flow, InputStep};
use super::{ExportError, Exported, FeatureKind as Kind, Ledger, Names, Order, Verdict, schema};
use crate::model::{Method, Risk, Source, ValueType};

/// OpenAI: letters, digits, `_` and `-`, at most so many. The others allow as many or more.
const NAME_LENGTH: usize = 64;

/// A file for each vendor with all integrations.
pub(super) fn export(order: &Order<'_>) -> Result<Exported, ExportError> {
    let flows = order.flows()?;
    let mut names = Names::at_most(NAME_LENGTH);
    let named: Vec<(String, &Flow)> = flows.iter().map(|flow| (names.give(&flow.id), flow)).collect();
    let mut exported = Exported::default();
    let mut add = |file: &str, tools: Vec<Value>, about: &str| {
        exported.add(file, serde_json::to_string_pretty(&tools).unwrap_or_default() + "\n", about);
    };
    let all = |make: fn(&str, &Flow) -> Value| named.iter().map(|(name, flow)| make(name, flow)).collect();
    add("openai.tools.json", all(openai), "Function tools of the Responses API");
    add("anthropic.tools.json", all(anthropic), "Tools of the Messages API");
    add("mcp.tools.json", all(mcp), "The answer to tools/list");
    for flow in &flows {
        exported.report.extend(account(order, flow)?);
    }
    Ok(exported)
}

fn openai(name: &str, flow: &Flow) -> Value {
    // Strict tools know no records without fields and no lists of anything.
    let strict = asked(flow).all(|input| !matches!(input.value_type, ValueType::List | ValueType::Object));
    let mut parameters = parameters(flow);
    if strict {
        // Every property is required there; what may be left out may be null instead.
        let names: Vec<Value> = asked(flow).map(|input| Value::from(input.name.clone())).collect();
        for input in asked(flow).filter(|input| !input.required) {
            let property = &mut parameters["properties"][input.name.as_str()];
            property["type"] = json!([property["type"], "null"]);
            if let Some(choices) = property.get_mut("enum").and_then(Value::as_array_mut) {
                choices.push(Value::Null);
            }
        }
        parameters["required"] = Value::from(names);
    }
    let description = description(flow);
    json!({"type": "function", "name": name, "description": description, "strict": strict, "parameters": parameters})
}

fn anthropic(name: &str, flow: &Flow) -> Value {
    json!({"name": name, "description": description(flow), "input_schema": parameters(flow)})
}

fn mcp(name: &str, flow: &Flow) -> Value {
    let outcomes: Vec<&str> = flow.outcomes.iter().map(|(id, _)| id.as_str()).collect();
    let mut properties = Map::from_iter([
        ("outcome".to_owned(), json!({"type": "string", "enum": outcomes})),
        ("reply".to_owned(), json!({"type": "string", "description": "What the bot says"})),
    ]);
    for output in flow.calls.iter().flat_map(|call| &call.outputs) {
        let value = schema::of_kind(output.value_type);
        properties.entry(output.name.clone()).or_insert(value);
    }
    let safe = flow.risk == Risk::Read;
    let repeats = |method: Method| !matches!(method, Method::Post | Method::Patch);
    let idempotent = safe || flow.calls.iter().all(|call| repeats(call.method));
    json!({
        "name": name,
        "title": flow.name,
        "description": description(flow),
        "inputSchema": parameters(flow),
        "outputSchema": {"type": "object", "properties": properties, "required": ["outcome", "reply"]},
        "annotations": {
            "title": flow.name,
            "readOnlyHint": safe,
            "destructiveHint": flow.risk == Risk::Destructive,
            "idempotentHint": idempotent,
            "openWorldHint": true,
        },
    })
}

/// The inputs that a model fills: those whose value is neither fixed nor known to the platform.
fn asked(flow: &Flow) -> impl Iterator<Item = &InputStep> {
    flow.inputs.iter().filter(|input| matches!(input.source, Source::Context { .. } | Source::MessageText))
}

fn parameters(flow: &Flow) -> Value {
    let properties: Map<String, Value> =
        asked(flow).map(|input| (input.name.clone(), schema::of_input(input))).collect();
    let required: Vec<&str> =
        asked(flow).filter(|input| input.required).map(|input| input.name.as_str()).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn description(flow: &Flow) -> String {
    if !flow.usage_hint.trim().is_empty() {
        return flow.usage_hint.clone();
    }
    match flow.phrases.first() {
        Some(phrase) => format!("{}. Use it when a customer writes: {phrase}", flow.name),
        None => flow.name.clone(),
    }
}

fn account(order: &Order<'_>, flow: &Flow) -> Result<Vec<super::Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[Kind::UsageHint, Kind::InputKind, Kind::InputChoices, Kind::InputPattern]);
    ledger.decide(|feature| {
        let input = flow.input(&feature.name).filter(|_| feature.kind == Kind::Input)?;
        let is_asked = asked(flow).any(|asked| asked.name == input.name);
        Some(if is_asked {
            Verdict::kept_as("The model fills it")
        } else {
            Verdict::kept_as("Whoever carries out the tool fills it")
        })
    });
    ledger.set(&[Kind::InputQuestion], &Verdict::emulated("Stands in the description of the input"));
    ledger
        .set(&[Kind::Trigger], &Verdict::emulated("The first phrase, where there is no hint for AI agents"));
    ledger.set(&[Kind::Risk], &Verdict::emulated("Annotations for MCP; the other two have none"));
    ledger.set(
        &[Kind::Output, Kind::OutputKind, Kind::SearchPath],
        &Verdict::emulated("The output schema for MCP; the other two have none"),
    );
    let of_the_caller = Verdict::lost(
        "A tool definition says when and with what; whoever carries it out makes the call, such as hookwright run",
    );
    let others = Kind::ALL.iter().copied().filter(|kind| {
        matches!(
            kind,
            Kind::SeveralCalls
                | Kind::Request
                | Kind::ValueInPath
                | Kind::Query
                | Kind::Headers
                | Kind::Cookies
                | Kind::JsonBody
                | Kind::FormBody
                | Kind::TextBody
                | Kind::Authentication
                | Kind::SecretInText
                | Kind::TimeLimit
                | Kind::Retries
                | Kind::OwnOutcome
                | Kind::StandardOutcome
                | Kind::Fallback
        )
    });
    ledger.set(&others.collect::<Vec<_>>(), &of_the_caller);
    Ok(ledger.close())
}
