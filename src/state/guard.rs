//! The question before a call that changes data: what would be sent where, for which record.

use super::derived::setup;
use super::{Ask, State};
use crate::engine::{Next, Run, plain};
use crate::model::{Call, Method, Risk, Stage};

/// What is about to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteQuestion {
    /// What happens to data.
    pub harm: Harm,
    /// The environment's name.
    pub environment: String,
    /// The requests, in order.
    pub requests: Vec<WriteRequest>,
    /// The customer's values that go along: label and value.
    pub record: Vec<(String, String)>,
}

/// What happens to data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// It is created or changed.
    Changes,
    /// It is deleted, or cannot be had back.
    Deletes,
}

/// One request of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteRequest {
    /// `POST`.
    pub method: String,
    /// `crm.example.com`.
    pub host: String,
    /// The path as it is sent; as designed for a request that waits for the answer of another one.
    pub path: String,
    /// What is sent along.
    pub body: String,
}

impl State {
    /// The question, when the run changes data where that can hurt somebody. An environment for tests needs none.
    pub(super) fn write_question(&self) -> Option<Ask> {
        let integration = self.integration()?;
        let stage =
            self.project.environment(&self.view.environment).map_or(Stage::Production, |known| known.stage);
        let risk = integration.trigger.risk;
        // A method that changes data does so whatever the design says about it.
        let changes = |call: &Call| matches!(call.method, Method::Put | Method::Patch | Method::Delete);
        let is_harmless = risk == Risk::Read && !integration.calls.iter().any(changes);
        if is_harmless || stage != Stage::Production || integration.calls.is_empty() {
            return None;
        }
        let deletes = integration.calls.iter().any(|call| call.method == Method::Delete);
        let harm = if deletes || risk == Risk::Destructive { Harm::Deletes } else { Harm::Changes };
        let known = self.project.integrations.iter().find(|each| each.id == integration.id)?;
        let mut conversation = self.try_it.conversation(integration, self.derived.conversation.as_ref()?);
        conversation.now = self.now;
        let run = Run::start(setup(&self.project, known, &self.view, conversation));
        // What cannot be planned is not sent either, so there is nothing to ask.
        let Ok((run, Next::Send(_))) = run else { return None };
        let first = run.shown_pending()?;
        let address = url::Url::parse(&first.url).ok()?;
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut requests = vec![WriteRequest {
            method: first.method,
            host: host_and_port(&address),
            path: format!("{}{query}", address.path()),
            body: first.body,
        }];
        requests.extend(integration.calls.iter().skip(1).map(|call| self.designed(call)));
        let record = run.inputs().iter().map(|(name, value)| {
            let label = self.derived.name(name).map_or(name.as_str(), |known| known.label.as_str());
            (label.to_owned(), plain(value))
        });
        let environment = self.project.environment(&self.view.environment);
        Some(Ask::SendWrite(Box::new(WriteQuestion {
            harm,
            environment: environment.map(|known| known.name.clone()).unwrap_or_default(),
            requests,
            record: record.collect(),
        })))
    }

    /// A call whose values are not known yet.
    fn designed(&self, call: &Call) -> WriteRequest {
        let connection = self.project.connection(&call.connection);
        let base = connection.and_then(|known| known.base_urls.get(&self.view.environment));
        let address = base.and_then(|base| url::Url::parse(base.trim()).ok());
        let host = address.as_ref().map(host_and_port);
        WriteRequest {
            method: call.method.name().to_owned(),
            host: host.or_else(|| connection.map(|known| known.name.clone())).unwrap_or_default(),
            path: call.path.as_str().to_owned(),
            body: String::new(),
        }
    }
}

fn host_and_port(address: &url::Url) -> String {
    let host = address.host_str().unwrap_or_default();
    address.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
