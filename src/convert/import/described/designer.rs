//! Makes a project of described requests, one after another.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::address::Address;
use super::draft::Draft;
use super::headers::proof_of;
use super::marked::{has_marks, sole_mark, written};
use super::names::{Given, of_host, slug, words};
use super::wording::{contract, is_general, is_test_system, method, risk, title_of, trigger};
use super::{Described, Verification};
use crate::convert::import::{Imported, Remark, SourcePlace};
use crate::engine::{SecretValue, free_name};
use crate::model::{
    Authentication, Call, Connection, ContextVariable, Environment, Integration, Method, Parameter, Reply,
    Secret, Severity, Stage, Tls,
};

/// The environment that everything imported belongs to when the source has none.
const ENVIRONMENT: &str = "production";

/// A project that grows by described requests.
#[derive(Default)]
pub(in crate::convert::import) struct Designer {
    pub(super) imported: Imported,
    /// What each secret stands for: host, and the text in its place in the source.
    secrets: Vec<(String, String)>,
    /// The values of variables that stay secrets.
    known: HashMap<String, String>,
    /// The ids of integrations and the names of secrets that are given.
    ids: Given,
    secret_names: Given,
    /// The names of secrets that the source says, by its variables.
    names: HashMap<String, String>,
    /// The environments of the source: ids, names, and whether a system was met in it that is no test system.
    environments: Vec<(String, String, bool)>,
}

impl Designer {
    /// The environments that the source has.
    pub fn set_environments<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        for name in names {
            let id = free_name(&slug(name, "environment"), |id| {
                self.environments.iter().any(|known| known.0 == id)
            });
            self.environments.push((id, name.to_owned(), false));
        }
    }

    /// Remembers the value of a variable that stays a secret.
    pub fn know(&mut self, variable: &str, value: &str) {
        self.known.insert(variable.to_owned(), value.to_owned());
    }

    /// Remembers how the secret of a variable is called.
    pub(super) fn name_secret(&mut self, variable: &str, name: &str) {
        self.names.insert(variable.to_owned(), name.to_owned());
    }

    /// The project so far.
    pub fn finish(mut self) -> Imported {
        let project = &mut self.imported.project;
        if !project.connections.is_empty() {
            for (id, name, has_production) in self.environments {
                let stage = if has_production { Stage::Production } else { Stage::Test };
                let name = match (name.is_empty(), stage) {
                    (false, _) => name,
                    (true, Stage::Production) => "Production".to_owned(),
                    (true, _) => "Test".to_owned(),
                };
                project.environments.push(Environment { id, name, stage, ..Environment::default() });
            }
        }
        self.imported
    }

    /// Something to know about the source.
    pub fn remark(&mut self, code: &str, severity: Severity, title: String, remedy: &str, at: &SourcePlace) {
        self.imported.remarks.push(Remark {
            code: code.to_owned(),
            severity,
            title,
            remedy: remedy.to_owned(),
            at: at.clone(),
            integration: None,
        });
    }

    /// Adds an integration; nothing where the method is none of ours. Remarks from `since` on are about it.
    pub fn add(&mut self, described: Described, since: usize) -> Option<String> {
        let id = self.integration(described);
        for remark in self.imported.remarks.iter_mut().skip(since) {
            remark.integration.clone_from(&id);
        }
        id
    }

    /// How many remarks there are.
    pub fn remarks(&self) -> usize {
        self.imported.remarks.len()
    }

    fn integration(&mut self, described: Described) -> Option<String> {
        let method = self.method(&described)?;
        let address = self.address(&described)?;
        let Described {
            title,
            description,
            mut headers,
            payload,
            proof,
            policy,
            encryption,
            samples,
            declared,
            at,
            ..
        } = described;
        let base_urls = self.base_urls(&address, &described.further_urls);
        self.note_address(&address, &encryption, &at);
        let mut draft = Draft::new(self, &address.host, &at);
        draft.declare(declared);
        let path = draft.path(&address.segments);
        let proof = proof_of(proof, &mut headers, &address);
        let query = draft.query(&address, &proof);
        let (authentication, fixed) = draft.authentication(&proof);
        let cookies = draft.cookies(&mut headers);
        let body = draft.body(payload, &mut headers);
        let (headers, inputs) = (draft.headers(&headers), draft.inputs);
        let connection = self.connection(&address, base_urls, authentication, fixed, &encryption);
        let risk = risk(method, &address);
        let written = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        let title = written.unwrap_or_else(|| title_of(method, risk, &address));
        let project = &mut self.imported.project;
        let id = self.ids.give(&slug(&title, "integration"));
        let call = Call {
            id: "ask".to_owned(),
            connection,
            method,
            path,
            query,
            headers,
            cookies,
            body,
            policy,
            response_schema: contract(&samples),
            ..Call::default()
        };
        project.integrations.push(Arc::new(Integration {
            id: id.clone(),
            name: title,
            trigger: trigger(&id, &description, risk),
            notes: description,
            inputs,
            calls: vec![call],
            fallback: Reply::apology("en"),
            samples,
            ..Integration::default()
        }));
        Some(id)
    }

    fn method(&mut self, described: &Described) -> Option<Method> {
        let known = method(&described.method);
        if known.is_none() {
            let title = format!("Requests with the method `{}` cannot be made", written(&described.method));
            // Fetch Standard, CORS-preflight request: nobody but a browser sends it.
            let remedy = if described.method.trim().eq_ignore_ascii_case("OPTIONS") {
                "Leave it out when it was copied from a browser, which asks so for permission before the real request; \
                 few platforms send it"
            } else {
                "Ask whoever runs the system whether GET or POST does the same"
            };
            self.remark("method_not_known", Severity::Error, title, remedy, &described.at);
        }
        known
    }

    fn address(&mut self, described: &Described) -> Option<Address> {
        let read = Address::read(&described.url);
        if let Err(problem) = &read {
            let title = format!("`{}` is no address: {problem}", written(&described.url));
            let remedy = "Enter the whole address in the source, beginning with https://";
            self.remark("address_not_known", Severity::Error, title, remedy, &described.at);
        }
        read.ok()
    }

    fn note_address(&mut self, address: &Address, encryption: &Verification, at: &SourcePlace) {
        if address.base.is_empty() {
            let title =
                format!("The address begins with `{}`, whose value is not known", address.origin_as_written);
            let remedy = "Enter the address of the system in its connection";
            self.remark("address_not_known", Severity::Error, title, remedy, at);
        }
        if address.scheme_was_missing {
            let title = format!(
                "The address of `{}` has no scheme and was read as http, without encryption",
                address.host
            );
            let remedy = "Write https:// in the connection if the system allows it";
            self.remark("scheme_missing", Severity::Warning, title, remedy, at);
        }
        if *encryption == Verification::Off {
            let title = format!("The certificate of `{}` is not verified", address.host);
            let remedy = "Take the exception out of the connection unless it is a test system";
            self.remark("certificate_check_off", Severity::Warning, title, remedy, at);
        }
    }

    /// The name of the secret for a text in the source that stands for one at a host.
    pub(super) fn secret(&mut self, host: &str, proposed: &str, text: &str) -> String {
        let known = (host.to_owned(), text.to_owned());
        let project = &mut self.imported.project;
        if let Some(position) = self.secrets.iter().position(|secret| *secret == known) {
            return project.secrets[position].name.clone();
        }
        let own = sole_mark(text)
            .and_then(|variable| self.names.get(variable).cloned().or_else(|| Secret::of_variable(variable)));
        let variable = sole_mark(text).map(|variable| slug(variable, proposed));
        let telling = own.or_else(|| variable.filter(|name| !is_general(name)));
        let name = telling.unwrap_or_else(|| proposed.to_owned());
        let name = self.secret_names.give(&name);
        let description = if has_marks(text) {
            format!("Stood as `{}` in the source", written(text))
        } else {
            String::new()
        };
        let hosts = if host.is_empty() { Vec::new() } else { vec![host.to_owned()] };
        project.secrets.push(Secret { name: name.clone(), description, hosts, ..Secret::default() });
        self.secrets.push(known);
        let given = sole_mark(text).and_then(|variable| self.known.get(variable)).map(String::as_str);
        if let Some(value) = given.or(Some(text).filter(|text| !has_marks(text))) {
            self.imported.secret_values.push((name.clone(), SecretValue::new(value)));
        }
        name
    }

    /// The name of the context variable, made when there is none of that kind.
    pub(super) fn variable(&mut self, new: ContextVariable, taken: impl Fn(&str) -> bool) -> String {
        let context = &mut self.imported.project.context;
        let fits =
            |known: &ContextVariable| known.value_type == new.value_type && known.privacy == new.privacy;
        let is_taken =
            |name: &str| taken(name) || context.iter().any(|known| known.name == name && !fits(known));
        let name = free_name(&new.name, is_taken);
        if !context.iter().any(|known| known.name == name) {
            context.push(ContextVariable { name: name.clone(), ..new });
        }
        name
    }

    /// The base address in each environment.
    fn base_urls(&mut self, address: &Address, further: &[String]) -> BTreeMap<String, String> {
        if self.environments.is_empty() {
            self.environments.push((ENVIRONMENT.to_owned(), String::new(), false));
        }
        let further: Vec<_> = further.iter().map(|url| Address::read(url).unwrap_or_default()).collect();
        let addresses = [address].into_iter().chain(&further);
        let mut base_urls = BTreeMap::new();
        for ((id, name, has_production), address) in self.environments.iter_mut().zip(addresses) {
            if !address.base.is_empty() {
                *has_production |=
                    !is_test_system(&address.host) && !is_test_system(&name.to_ascii_lowercase());
                base_urls.insert(id.clone(), address.base.clone());
            }
        }
        base_urls
    }

    fn connection(
        &mut self,
        address: &Address,
        base_urls: BTreeMap<String, String>,
        authentication: Authentication,
        headers: Vec<Parameter>,
        encryption: &Verification,
    ) -> String {
        let tls = match encryption {
            Verification::Usual => Tls::default(),
            Verification::Authorities(file) => {
                Tls { extra_authorities: Some(file.clone()), ..Tls::default() }
            }
            Verification::Off => Tls { unverified_hosts: vec![address.host.clone()], ..Tls::default() },
        };
        let name = if address.base.is_empty() {
            slug(&address.origin_as_written, "system")
        } else {
            of_host(&address.host)
        };
        let connections = &mut self.imported.project.connections;
        let same = |known: &&Connection| {
            known.base_urls == base_urls
                && known.authentication == authentication
                && known.headers == headers
                && known.tls == tls
                && (!base_urls.is_empty() || known.id.starts_with(&name))
        };
        if let Some(known) = connections.iter().find(same) {
            return known.id.clone();
        }
        let id = free_name(&name, |id| connections.iter().any(|known| known.id == id));
        let name = words(&id);
        connections.push(Connection {
            id: id.clone(),
            name,
            base_urls,
            authentication,
            headers,
            tls,
            ..Connection::default()
        });
        id
    }
}
