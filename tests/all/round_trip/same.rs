//! Whether an integration that came back asks the same as the one that was exported.

use std::sync::Arc;

use hookwright::convert::import::Imported;
use hookwright::engine::{
    Conversation, Next, Request, Run, SecretValue, Secrets, Setup, from_fault, from_sample,
};
use hookwright::model::{Fault, Integration, Project};
use jiff::Timestamp;

use super::kinds::{Gap, Part};

/// An integration on its way through a format.
pub struct Trip<'a> {
    pub project: &'a Project,
    pub environment: &'a str,
    pub integration: &'a Arc<Integration>,
}

/// Every secret has a value that names it, so that another secret is another request.
/// What the file itself holds, such as cookies that look like those of a session, comes back apart.
#[derive(Default)]
struct Named(Vec<(String, SecretValue)>);

impl Secrets for Named {
    fn value(&self, name: &str) -> Option<SecretValue> {
        if let Some((_, given)) = self.0.iter().find(|(known, _)| known == name) {
            return Some(given.clone());
        }
        Some(SecretValue::new(format!("value of {name}").replace(' ', "-")))
    }

    fn place(&self, name: &str) -> String {
        name.to_owned()
    }
}

impl Trip<'_> {
    /// What differs; nothing for parts that have a gap.
    pub fn problems(&self, imported: &[Imported], gaps: &[Gap]) -> Vec<String> {
        let mut problems = Vec::new();
        let is_open = |part: Part| gaps.iter().any(|gap| gap.part == part);
        let came_back: Vec<(&Imported, &Arc<Integration>)> = imported
            .iter()
            .flat_map(|one| one.project.integrations.iter().map(move |integration| (one, integration)))
            .collect();
        if came_back.len() != self.integration.calls.len() {
            let remarks: Vec<_> = imported.iter().flat_map(|one| &one.remarks).collect();
            return vec![format!("{} calls came back: {remarks:#?}", came_back.len())];
        }
        let example = Conversation::example(self.project, self.integration, now());
        let project = Arc::new(self.project.clone());
        let sent = requests(
            &project,
            &self.integration.id,
            Some(self.environment),
            example.clone(),
            Named::default(),
        );
        let sent = match sent {
            Err(problem) if !is_open(Part::Request) => {
                return vec![format!("the original cannot be planned: {problem}")];
            }
            sent => sent.unwrap_or_default(),
        };
        for (number, (imported, again)) in came_back.iter().enumerate() {
            let call = &self.integration.calls[number];
            if !is_open(Part::Authentication) {
                problems.extend(self.of_authentication(call, &imported.project, again));
            }
            let is_later = number > 0 && is_open(Part::LaterCalls);
            if !is_open(Part::Inputs) && !is_later {
                problems.extend(self.of_inputs(again));
            }
            if is_later || is_open(Part::Request) {
                continue;
            }
            let project = Arc::new(imported.project.clone());
            // Where the inputs came back, the same conversation fills them in; else the examples stand in the request.
            let conversation = if is_open(Part::Inputs) {
                Conversation::example(&project, again, now())
            } else {
                example.clone()
            };
            let same =
                requests(&project, &again.id, None, conversation, Named(imported.secret_values.clone()))
                    .and_then(|requests| {
                        let (was, is) = (sent.get(number), requests.first());
                        was.zip(is)
                            .map(|(was, is)| difference(was, is))
                            .ok_or_else(|| "nothing is sent".to_owned())
                    });
            match same {
                Ok(difference) => problems.extend(difference.map(|it| format!("{}: {it}", call.id))),
                Err(problem) => problems.push(format!("{}: {problem} ({:#?})", call.id, imported.remarks)),
            }
        }
        problems
    }

    fn of_authentication(
        &self,
        call: &hookwright::model::Call,
        imported: &Project,
        again: &Integration,
    ) -> Option<String> {
        let was = &self.project.connection(&call.connection).unwrap().authentication;
        let is = &imported.connection(&again.calls[0].connection).unwrap().authentication;
        let is_listed =
            is.secret().is_none_or(|name| imported.secrets.iter().any(|secret| secret.name == name));
        let same = was == is && is_listed;
        (!same).then(|| format!("authentication was {was:?} and is {is:?}"))
    }

    fn of_inputs(&self, again: &Integration) -> Option<String> {
        let shown = |integration: &Integration| {
            let mut inputs: Vec<_> = integration
                .inputs
                .iter()
                .map(|input| {
                    format!("{} {:?} {} {:?}", input.name, input.value_type, input.required, input.source)
                })
                .collect();
            inputs.sort();
            inputs
        };
        let (was, is) = (shown(self.integration), shown(again));
        (was != is).then(|| format!("inputs were {was:?} and are {is:?}"))
    }
}

/// The request of each call, each answered by its first sample.
fn requests(
    project: &Arc<Project>,
    id: &str,
    environment: Option<&str>,
    conversation: Conversation,
    secrets: Named,
) -> Result<Vec<Request>, String> {
    let integration = project.integration(id).unwrap();
    let setup = Setup::new(Arc::clone(project), id, environment, conversation, Arc::new(secrets))
        .map_err(|error| error.to_string())?;
    let (mut run, mut next) = Run::start(setup).map_err(|findings| findings[0].title.clone())?;
    let mut requests: Vec<Request> = Vec::new();
    loop {
        match next {
            Next::Send(request) => {
                let is_first = requests.is_empty();
                let sample = integration
                    .samples
                    .iter()
                    .find(|sample| sample.call.as_deref().map_or(is_first, |call| call == request.call));
                let exchange = sample.map_or_else(|| from_fault(Fault::NotFound, &request), from_sample);
                requests.push(*request);
                next = run.answer(&exchange);
            }
            Next::Done(result) if requests.is_empty() => {
                return Err(format!("{}: {} {:?}", result.outcome, result.because, result.findings));
            }
            Next::Done(_) => return Ok(requests),
        }
    }
}

/// The first part that is not the same, byte for byte. Headers may change their order (RFC 9110 §5.3).
fn difference(was: &Request, is: &Request) -> Option<String> {
    let parts = |request: &Request| {
        let mut headers = request.headers.clone();
        headers.sort();
        // A header that is another one for each request.
        headers
            .iter_mut()
            .filter(|(name, _)| name.contains("idempotency"))
            .for_each(|(_, value)| value.clear());
        let sign_in = request.sign_in.as_ref().map(|sign_in| {
            let secret = sign_in.secret.reveal().to_owned();
            (sign_in.token_url.clone(), sign_in.client_id.clone(), secret, sign_in.scopes.clone())
        });
        [
            ("method", request.method.name().to_owned()),
            ("address", request.url.to_string()),
            ("headers", format!("{headers:?}")),
            ("body", body(request)),
            ("sign-in", format!("{sign_in:?}")),
        ]
    };
    let pairs = parts(was).into_iter().zip(parts(is));
    let mut differing = pairs.filter(|((_, was), (_, is))| was != is);
    differing.next().map(|((part, was), (_, is))| format!("{part} was\n    {was}\n  and is\n    {is}"))
}

/// The body byte for byte; a form by its fields, as Postman writes out every sign of it.
fn body(request: &Request) -> String {
    let is_form =
        request.headers.iter().any(|(name, value)| name == "content-type" && value.contains("urlencoded"));
    if is_form {
        return format!("{:?}", url::form_urlencoded::parse(&request.body).collect::<Vec<_>>());
    }
    String::from_utf8_lossy(&request.body).into_owned()
}

fn now() -> Timestamp {
    "2026-03-27T12:00:00Z".parse().unwrap()
}
