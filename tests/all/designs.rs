//! Small designs for the tests of the run.

use std::sync::Arc;

use hookwright::engine::{Conversation, MaskedSecrets, Setup};
use hookwright::model::Project;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// A moment for all runs: 27 March 2026, noon in London.
pub(crate) fn now() -> Timestamp {
    "2026-03-27T12:00:00Z".parse().unwrap()
}

/// A project with the system `api` at `base` and one integration `ask`; `parts` replaces fields of the integration.
pub(crate) fn project(base: &str, parts: Value) -> Arc<Project> {
    project_with(base, parts, json!({}))
}

/// The same; `whole` replaces fields of the project.
pub(crate) fn project_with(base: &str, parts: Value, whole: Value) -> Arc<Project> {
    let mut integration = json!({
        "id": "ask",
        "name": "Ask",
        "fallback": {"messages": [{"kind": "text", "text": {"en": "Something went wrong."}}]},
    });
    merge(&mut integration, parts);
    let mut project = json!({
        "format": "hookwright/1",
        "languages": ["en"],
        "environments": [{"id": "here", "name": "Here", "stage": "test"}],
        "connections": [{"id": "api", "name": "API", "base_urls": {"here": base}}],
        "integrations": [integration],
    });
    merge(&mut project, whole);
    Arc::new(serde_json::from_value(project).unwrap())
}

fn merge(into: &mut Value, parts: Value) {
    let (Value::Object(into), Value::Object(parts)) = (into, parts) else { panic!("two objects") };
    into.extend(parts);
}

/// A run of that project's integration.
pub(crate) fn setup(project: &Arc<Project>, context: Value) -> Setup {
    let Value::Object(context) = context else { panic!("the context is an object") };
    setup_in(project, conversation(project, context))
}

/// A run in that conversation.
pub(crate) fn setup_in(project: &Arc<Project>, conversation: Conversation) -> Setup {
    let id = project.integrations[0].id.clone();
    Setup::new(Arc::clone(project), &id, None, conversation, Arc::new(MaskedSecrets)).unwrap()
}

/// A conversation that knows these facts.
pub(crate) fn conversation(project: &Project, context: Map<String, Value>) -> Conversation {
    Conversation::new(project, context, now())
}
