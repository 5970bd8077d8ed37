//! One operation becomes an integration, with the connection and the secrets that it needs.

use std::sync::Arc;

use super::super::Operation;
use super::answers::{Answers, answers, bare};
use super::body::BodyMaker;
use super::designed::notes;
use super::inputs::{Inputs, LANGUAGE};
use super::operations::Entry;
use super::parameters::{Placer, described};
use super::remarks::Remarks;
use super::security::{Proof, proof};
use super::servers::addresses;
use super::source::{Node, Source};
use super::words::{beginning, free, label, name, plain, singular};
use crate::model::{
    Call, Connection, Integration, Localized, Method, Project, Redirects, Risk, Secret, Trigger, words,
};
use crate::template::escape;

/// The longest name of an integration on the screen, in characters.
const LONGEST_NAME: usize = 60;
/// The id of the call in every integration.
const CALL: &str = "ask";
/// Words that say that a POST only looks something up.
const LOOKS_UP: [&str; 14] = [
    "search",
    "find",
    "query",
    "lookup",
    "list",
    "get",
    "check",
    "validate",
    "calculate",
    "estimate",
    "preview",
    "count",
    "fetch",
    "verify",
];
/// Words of a path that say what is done and not to what.
const VERBS: [&str; 18] = [
    "find", "search", "get", "list", "create", "update", "delete", "lookup", "query", "check", "validate",
    "login", "logout", "cancel", "add", "remove", "count", "by",
];

/// Puts operations into a project.
pub(super) struct Importer<'a> {
    pub source: &'a Source,
    pub remarks: Remarks,
    pub project: Project,
    /// The name of the system, on the screen and for ids.
    title: String,
    owner: String,
}

impl<'a> Importer<'a> {
    pub fn new(source: &'a Source) -> Self {
        let info = source.top().get("info");
        let written = info.as_ref().and_then(|info| info.text("title")).map(plain).unwrap_or_default();
        let title = if written.is_empty() { "System".to_owned() } else { beginning(&written, LONGEST_NAME) };
        let described =
            info.as_ref().and_then(|info| info.text("description")).map(|text| beginning(text, 300));
        let project =
            Project { name: title.clone(), description: described.unwrap_or_default(), ..Project::default() };
        Self { source, remarks: Remarks::default(), project, owner: owner(&title), title }
    }

    /// Adds one operation.
    pub fn add(&mut self, entry: &Entry) {
        let node = |pointer: &str| {
            let value = self.source.root.pointer(pointer)?;
            Some(Node { value, pointer: pointer.to_owned() })
        };
        let (Some(item), Some(operation)) = (node(&entry.item), node(&entry.pointer)) else { return };
        let wished = name(wished_id(&entry.operation, &operation).as_str(), "operation");
        let id = free(&wished, |id| self.project.integration(id).is_some());
        self.remarks.turn_to(Some(id.clone()));
        let Some(method) = method(&entry.operation.method) else {
            self.remarks.turn_to(None);
            let title = format!(
                "{} {} was left out: calls are GET, HEAD, POST, PUT, PATCH or DELETE",
                entry.operation.method, entry.operation.path
            );
            self.remarks.error("method", title, "Ask the operator for another way", &entry.pointer);
            return;
        };
        let integration = self.integration(id, method, entry, &item, &operation);
        self.project.integrations.push(Arc::new(integration));
        self.remarks.turn_to(None);
    }

    fn integration(
        &mut self,
        id: String,
        method: Method,
        entry: &Entry,
        item: &Node<'a>,
        operation: &Node<'a>,
    ) -> Integration {
        let risk = risk(method, &entry.operation, operation);
        let mut call = Call { id: CALL.to_owned(), method, ..Call::default() };
        let base = self.addresses(item, operation);
        let address = base.base_urls.values().next().cloned().unwrap_or_default();
        let mut proof = proof(self.source, operation, &self.owner, &address, &mut self.remarks);
        let parameters = described(self.source, item, operation, &mut self.remarks);
        let mut inputs = Inputs::new(&mut self.project.context, noun(&entry.operation));
        let keys_in_texts = inputs.declare(notes(operation));
        let mut placer = Placer {
            source: self.source,
            inputs: &mut inputs,
            remarks: &mut self.remarks,
            call: &mut call,
            keys: Vec::new(),
            owner: &self.owner,
            signed_in: signed_in(&proof),
        };
        placer.place(&entry.operation.path, &parameters);
        let keys = std::mem::take(&mut placer.keys);
        call.body = BodyMaker::new(self.source, &mut inputs, &mut self.remarks).body(operation, &parameters);
        let inputs = inputs.list;
        proof.add(keys_in_texts);
        proof.secrets.extend(keys.into_iter().map(|(secret, parameter)| Secret {
            name: secret,
            description: format!("Sent as `{parameter}`."),
            ..Secret::default()
        }));
        call.query.append(&mut proof.query);
        call.cookies.append(&mut proof.cookies);
        let answers = answers(self.source, operation, &mut self.remarks);
        let taken: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
        understand(&mut call, &answers, &noun(&entry.operation), &taken);
        call.connection = self.connection(base, proof);
        if operation.get("callbacks").is_some() {
            let title = "The system would call back later; callbacks were left out".to_owned();
            self.remarks.hint(
                "callbacks",
                title,
                "Nothing has to be done if the answer itself suffices",
                &operation.pointer,
            );
        }
        if operation.is_true("deprecated") {
            let title = "The operation is marked as deprecated".to_owned();
            self.remarks.hint("deprecated", title, "Ask the operator what replaces it", &operation.pointer);
        }
        self.finish(id, risk, &entry.operation, operation, call, inputs, answers)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one integration, put together once")]
    fn finish(
        &self,
        id: String,
        risk: Risk,
        operation: &Operation,
        node: &Node<'_>,
        call: Call,
        inputs: Vec<crate::model::Input>,
        answers: Answers,
    ) -> Integration {
        let title = beginning(&operation.title, LONGEST_NAME);
        let phrase = title.trim_end_matches(['.', '…', ':']).to_owned();
        let hint = node.text("description").map(|text| beginning(text, 300)).filter(|text| !text.is_empty());
        let mut integration = Integration {
            name: phrase.clone(),
            trigger: Trigger {
                intent: id.clone(),
                phrases: vec![Localized::new(LANGUAGE, &escape(&phrase))],
                usage_hint: hint.unwrap_or_else(|| phrase.clone()),
                risk,
                ..Trigger::default()
            },
            id,
            inputs,
            calls: vec![call],
            samples: answers.samples,
            ..Integration::default()
        };
        super::replies::write(&mut integration, answers.first.as_ref());
        integration
    }

    /// The connection without a proof.
    fn addresses(&mut self, item: &Node<'a>, operation: &Node<'a>) -> Connection {
        let levels = [operation.clone(), item.clone(), self.source.top()];
        let mut connection = Connection { name: self.title.clone(), ..Connection::default() };
        for address in addresses(self.source, &levels, &mut self.remarks) {
            connection.base_urls.insert(address.environment.id.clone(), address.url);
            if self.project.environment(&address.environment.id).is_none() {
                self.project.environments.push(address.environment);
            }
        }
        connection
    }

    /// The id of the connection, which is added unless the same is there. Secrets may go to its hosts.
    fn connection(&mut self, mut connection: Connection, proof: Proof) -> String {
        connection.authentication = proof.authentication;
        connection.headers = proof.headers;
        let hosts: Vec<String> = connection
            .base_urls
            .values()
            .filter_map(|url| url::Url::parse(url).ok()?.host_str().map(str::to_owned))
            .collect();
        for secret in proof.secrets {
            // A secret of a sign-in has the host of its tokens already.
            let own = secret.hosts.is_empty();
            let index = self.project.secrets.iter().position(|known| known.name == secret.name);
            let index = index.unwrap_or_else(|| {
                self.project.secrets.push(secret);
                self.project.secrets.len() - 1
            });
            let known = &mut self.project.secrets[index];
            let new: Vec<_> =
                hosts.iter().filter(|host| own && !known.hosts.contains(host)).cloned().collect();
            known.hosts.extend(new);
        }
        let same = self.project.connections.iter().find(|known| {
            Connection { id: String::new(), name: connection.name.clone(), ..(*known).clone() } == connection
        });
        if let Some(known) = same {
            return known.id.clone();
        }
        let id = free(&self.owner, |id| self.project.connection(id).is_some());
        if id != self.owner {
            let what = if proof.name.is_empty() { "open".to_owned() } else { proof.name };
            connection.name = format!("{} ({what})", self.title);
        }
        self.project.connections.push(Connection { id: id.clone(), ..connection });
        id
    }
}

fn understand(call: &mut Call, answers: &Answers, noun: &str, taken: &[String]) {
    call.success = answers.success.clone();
    if answers.is_redirect {
        call.policy.redirects = Redirects::None;
    }
    if call.method == Method::Head {
        return;
    }
    if let (Some(contract), Some(first)) = (&answers.contract, &answers.first) {
        call.outputs = super::outputs::outputs(contract, first, noun, taken);
        call.response_schema = bare(contract);
    }
}

/// A short name for the system: `Train Travel API` is `train_travel`.
fn owner(title: &str) -> String {
    let skip = ["api", "apis", "rest", "service", "openapi", "swagger", "the", "specification", "public"];
    let kept: Vec<String> =
        words(title).into_iter().filter(|word| !skip.contains(&word.as_str())).take(3).collect();
    let short = name(&kept.join(" "), "system");
    let ascii: String = short.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let ascii = ascii.trim_matches('_').to_owned();
    if ascii.starts_with(|c: char| c.is_ascii_alphabetic()) { ascii } else { "system".to_owned() }
}

fn wished_id(operation: &Operation, node: &Node<'_>) -> String {
    let named = node.text("operationId").filter(|id| !words(id).is_empty());
    named.map_or_else(
        || format!("{} {}", operation.method.to_lowercase(), operation.path),
        |id| label(id).to_lowercase(),
    )
}

fn method(name: &str) -> Option<Method> {
    [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete]
        .into_iter()
        .find(|method| method.name() == name)
}

fn risk(method: Method, operation: &Operation, node: &Node<'_>) -> Risk {
    match method {
        Method::Get | Method::Head => Risk::Read,
        Method::Put | Method::Patch => Risk::Write,
        Method::Delete => Risk::Destructive,
        Method::Post => {
            let last = operation.path.rsplit('/').next().unwrap_or_default();
            let first_word = |text: &str| words(text).into_iter().next();
            let says = [first_word(last), node.text("operationId").and_then(first_word)];
            let looks_up = says.iter().flatten().any(|word| LOOKS_UP.contains(&word.as_str()));
            if looks_up { Risk::Read } else { Risk::Write }
        }
    }
}

/// What the operation is about: the last part of its path that is a thing.
fn noun(operation: &Operation) -> String {
    let parts = operation
        .path
        .split(['/', '?', '#'])
        .rev()
        .filter(|part| !part.is_empty() && !part.contains(['{', '}']));
    let thing = parts.map(|part| part.split('.').next().unwrap_or(part)).find(|part| {
        let words = words(part);
        let is_version = words.len() == 1
            && words[0].starts_with('v')
            && words[0][1..].chars().all(|c| c.is_ascii_digit());
        words.first().is_some_and(|first| !VERBS.contains(&first.as_str())) && !is_version
    });
    let thing = thing.or_else(|| Some(operation.group.as_str()).filter(|group| !group.is_empty()));
    let mut words = words(thing.unwrap_or("request"));
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    let kept = words.len().saturating_sub(2);
    name(&words[kept..].join(" "), "request")
}

/// What the sign-in fills, in small letters; a parameter of that name is no fact.
fn signed_in(proof: &Proof) -> Vec<String> {
    use crate::model::Authentication;
    let mut names: Vec<String> = proof
        .headers
        .iter()
        .chain(&proof.query)
        .chain(&proof.cookies)
        .map(|it| it.name.to_lowercase())
        .collect();
    match &proof.authentication {
        Authentication::None => {}
        Authentication::ApiKey { name, .. } => names.push(name.to_lowercase()),
        _ => names.push("authorization".to_owned()),
    }
    names
}
