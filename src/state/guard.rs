//! The question before a call that changes data: what would be sent where, for which record.

use std::sync::Arc;

use super::derived::setup;
use super::{Ask, State};
use crate::engine::{Conversation, Next, Run, plain};
use crate::model::{Call, Integration, Method, Risk};

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

impl Harm {
    /// What an integration does to data; nothing when it only looks something up.
    pub(super) fn of(integration: &Integration) -> Option<Self> {
        let risk = integration.trigger.risk;
        // A method that changes data does so whatever the design says about it.
        let changes = |call: &Call| matches!(call.method, Method::Put | Method::Patch | Method::Delete);
        if integration.calls.is_empty() || risk == Risk::Read && !integration.calls.iter().any(changes) {
            return None;
        }
        let deletes = integration.calls.iter().any(|call| call.method == Method::Delete);
        Some(if deletes || risk == Risk::Destructive { Self::Deletes } else { Self::Changes })
    }
}

/// A request, and the customer's values that go along: label and value.
pub(super) type Planned = (WriteRequest, Vec<(String, String)>);

impl State {
    /// The question, when the run changes data where that can hurt somebody. An environment for tests needs none.
    pub(super) fn write_question(&self) -> Option<Ask> {
        let known = self.project.integrations.iter().find(|each| each.id == self.view.integration)?;
        let harm = Harm::of(known).filter(|_| self.reaches_production())?;
        let conversation = self.try_it.conversation(known, self.derived.conversation.as_ref()?);
        let (first, record) = self.first_request(known, conversation)?;
        let mut requests = vec![first];
        requests.extend(known.calls.iter().skip(1).map(|call| self.designed(call)));
        let environment = self.project.environment(&self.view.environment);
        Some(Ask::SendWrite(Box::new(WriteQuestion {
            harm,
            environment: environment.map(|known| known.name.clone()).unwrap_or_default(),
            requests,
            record,
        })))
    }

    /// The request that a run begins with. What cannot be planned is not sent either, so there is none.
    pub(super) fn first_request(
        &self,
        integration: &Arc<Integration>,
        mut conversation: Conversation,
    ) -> Option<Planned> {
        conversation.now = self.now;
        let run = Run::start(setup(&self.project, integration, &self.view, conversation));
        let Ok((run, Next::Send(_))) = run else { return None };
        let first = run.shown_pending()?;
        let address = url::Url::parse(&first.url).ok()?;
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        let request = WriteRequest {
            method: first.method,
            host: host_and_port(&address),
            path: format!("{}{query}", address.path()),
            body: first.body,
        };
        let record = run.inputs().iter().map(|(name, value)| {
            let label = integration.input(name).map(|input| input.label.clone());
            (label.filter(|label| !label.is_empty()).unwrap_or_else(|| name.clone()), plain(value))
        });
        Some((request, record.collect()))
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
