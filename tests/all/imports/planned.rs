//! The request that the engine plans for an imported integration with the example values.

use std::collections::BTreeMap;
use std::sync::Arc;

use hookwright::convert::import::Imported;
use hookwright::engine::{Conversation, Next, Request, Run, SecretValue, Secrets, Setup};

/// What the source gives for secrets; any other secret is filled in from how it is written in the source.
struct Given(BTreeMap<String, String>);

impl Secrets for Given {
    fn value(&self, name: &str) -> Option<SecretValue> {
        let value = self.0.get(name).map_or(SecretValue::MASK, String::as_str);
        Some(SecretValue::new(value))
    }

    fn place(&self, _name: &str) -> String {
        String::new()
    }
}

/// The request of the integration at `index`, or why there is none.
pub fn planned(
    imported: &Imported,
    index: usize,
    files: &BTreeMap<String, String>,
) -> Result<Request, String> {
    let project = Arc::new(imported.project.clone());
    let integration = project.integrations.get(index).ok_or("it was not imported")?.clone();
    let mut secrets: BTreeMap<String, String> = project
        .secrets
        .iter()
        .filter_map(|secret| {
            let written = secret.description.strip_prefix("Stood as `")?.strip_suffix("` in the source")?;
            // A certificate is checked where it is used, and none is in the source.
            (!secret.name.ends_with("certificate")).then(|| (secret.name.clone(), written.to_owned()))
        })
        .collect();
    secrets
        .extend(imported.secret_values.iter().map(|(name, value)| (name.clone(), value.reveal().to_owned())));
    let mut conversation =
        Conversation::example(&project, &integration, "2026-03-16T09:30:00Z".parse().unwrap());
    fill_in(&mut serde_json::Value::Object(conversation.context.clone()), files, &mut conversation.context);
    let setup = Setup::new(project.clone(), &integration.id, None, conversation, Arc::new(Given(secrets)))
        .map_err(|error| error.to_string())?;
    match Run::start(setup) {
        Ok((_, Next::Send(request))) => Ok(*request),
        Ok((_, Next::Done(result))) => Err(format!("{}: {}", result.outcome, result.because)),
        Err(findings) => {
            Err(findings.iter().map(|finding| finding.title.clone()).collect::<Vec<_>>().join("; "))
        }
    }
}

/// Puts the contents of files where the example says that they belong.
fn fill_in(
    from: &mut serde_json::Value,
    files: &BTreeMap<String, String>,
    into: &mut serde_json::Map<String, serde_json::Value>,
) {
    fn walk(value: &mut serde_json::Value, files: &BTreeMap<String, String>) {
        match value {
            serde_json::Value::String(text) => {
                if let Some(contents) = text.strip_prefix("contents of ").and_then(|file| files.get(file)) {
                    *text = contents.clone();
                }
            }
            serde_json::Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, files)),
            _ => {}
        }
    }
    walk(from, files);
    if let serde_json::Value::Object(filled) = from {
        *into = filled.clone();
    }
}
