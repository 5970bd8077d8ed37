//! A small project around one call, and a run of it over real sockets.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hookwright::engine::{Conversation, Run, RunResult, SecretValue, Secrets, Setup, play};
use hookwright::model::{Authentication, Call, Finding, Project};
use hookwright::net::HttpTransport;
use serde_json::{Map, Value, json};

/// The time limit of the call.
pub(crate) const LIMIT_MS: u64 = 400;

/// A project with one call, whose parts a test may change, and the conversation it runs in.
pub(crate) struct Story {
    pub(crate) project: Project,
    pub(crate) context: Map<String, Value>,
    pub(crate) secrets: BTreeMap<&'static str, String>,
    pub(crate) transport: HttpTransport,
    /// The project's file, beside which certificates are looked for.
    pub(crate) file: Option<PathBuf>,
}

/// How a run went.
pub(crate) struct Played {
    pub(crate) result: RunResult,
    pub(crate) took: Duration,
}

impl Story {
    /// A call to `GET {origin}/name` that reads `name`, and `id` where there is one.
    pub(crate) fn new(origin: &str) -> Self {
        Self::over(HttpTransport::new().unwrap(), origin)
    }

    /// The same over connections that other stories use as well.
    pub(crate) fn over(transport: HttpTransport, origin: &str) -> Self {
        let project = json!({
            "format": "hookwright/1",
            "name": "Hostile",
            "languages": ["en"],
            "channels": ["web"],
            "environments": [{ "id": "live", "name": "Live", "stage": "test" }],
            "connections": [{ "id": "system", "name": "The system", "base_urls": { "live": origin } }],
            "integrations": [{
                "id": "ask",
                "name": "Ask",
                "trigger": { "intent": "ask" },
                "calls": [{
                    "id": "get",
                    "connection": "system",
                    "path": "/name",
                    "policy": { "time_limit_ms": LIMIT_MS, "largest_response_bytes": 1_000_000 },
                    "outputs": [
                        { "name": "name", "path": "$.name", "type": "text", "required": true },
                        { "name": "id", "path": "$.id", "type": "number" },
                    ],
                }],
                "replies": {
                    "success": { "messages": [{ "kind": "text", "text": { "en": "Hello {{ name }}" } }] },
                },
                "fallback": { "messages": [{ "kind": "text", "text": { "en": "Sorry" } }] },
            }],
        });
        Self {
            project: serde_json::from_value(project).unwrap(),
            context: Map::new(),
            secrets: BTreeMap::new(),
            transport,
            file: None,
        }
    }

    pub(crate) fn call(&mut self) -> &mut Call {
        &mut Arc::make_mut(&mut self.project.integrations[0]).calls[0]
    }

    /// Signs in with this, the value of `key` being this.
    pub(crate) fn sign_in(&mut self, authentication: Authentication, value: &str) {
        self.project.connections[0].authentication = authentication;
        self.secrets.insert("key", value.to_owned());
    }

    pub(crate) fn setup(&self) -> Setup {
        let project = Arc::new(self.project.clone());
        let now = "2026-03-16T09:30:00Z".parse().unwrap();
        let conversation = Conversation::new(&project, self.context.clone(), now);
        let authorities = Arc::new(hookwright::files::authorities(&project, self.file.as_deref()));
        let secrets = Arc::new(Known(self.secrets.clone()));
        let setup = Setup::new(project, "ask", Some("live"), conversation, secrets).unwrap();
        Setup { run_id: hookwright::net::run_id(), authorities, ..setup }
    }

    pub(crate) async fn play(&self) -> Played {
        self.try_to_play().await.unwrap()
    }

    /// Plays it, or says why nothing can be sent.
    pub(crate) async fn try_to_play(&self) -> Result<Played, Vec<Finding>> {
        #[expect(clippy::disallowed_methods, reason = "the time that a run takes is what is tested")]
        let start = Instant::now();
        let (mut run, next) = Run::start(self.setup())?;
        let result = play(&mut run, next, &self.transport).await;
        Ok(Played { result, took: start.elapsed() })
    }
}

struct Known(BTreeMap<&'static str, String>);

impl Secrets for Known {
    fn value(&self, name: &str) -> Option<SecretValue> {
        self.0.get(name).map(SecretValue::new)
    }

    fn place(&self, _name: &str) -> String {
        "the test".to_owned()
    }
}
