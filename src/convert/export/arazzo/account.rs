//! What becomes of a design in Arazzo.

use super::criteria::{Criteria, pointer};
use super::{Workflow, documents, is_given};
use crate::convert::export::flow::{Flow, Piece};
use crate::convert::export::variables::Variables;
use crate::convert::export::{ExportError, Fate, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::{Authentication, Part, Place, RetryCause};

/// The lines of a flow.
pub(super) fn lines(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::UsageHint,
        Kind::Request,
        Kind::ValueInPath,
        Kind::Query,
        Kind::Headers,
        Kind::Cookies,
        Kind::JsonBody,
        Kind::FormBody,
        Kind::TextBody,
        Kind::SeveralCalls,
        Kind::Contract,
        Kind::SuccessStatuses,
        Kind::SuccessRule,
        Kind::RequiredOutput,
        Kind::InputKind,
        Kind::InputChoices,
        Kind::InputPattern,
        Kind::LocalAddress,
    ]);
    ledger.set(&[Kind::Input], &Verdict::kept_as("An input of the workflow"));
    ledger.set(&[Kind::InputQuestion], &Verdict::emulated("Stands in the description of the input"));
    ledger.set(&[Kind::OutputKind], &Verdict::emulated("By the schema of the answer alone"));
    ledger.set(&[Kind::OptionalParameter], &Verdict::lost("Sent although it is not known"));
    ledger.set(&[Kind::DefaultValue], &Verdict::lost("A missing value stays missing"));
    ledger.set(
        &[Kind::TimeLimit],
        &Verdict::lost("A setting of whoever runs it: --max-fetch-timeout of redocly"),
    );
    ledger.set(&[Kind::Fallback], &Verdict::lost("A workflow has no conversation"));
    ledger.set(&[Kind::Trigger], &Verdict::lost("A workflow has no conversation"));
    ledger.set(&[Kind::Tests], &Verdict::lost(""));
    outcomes(&mut ledger, flow);
    proofs(&mut ledger, flow);
    texts(&mut ledger, flow);
    Ok(ledger.close())
}

fn outcomes(ledger: &mut Ledger, flow: &Flow) {
    let flows = std::slice::from_ref(flow);
    let documents = documents(flows);
    let workflow = Workflow { flow, variables: Variables::new(flow), documents: &documents };
    ledger.decide(|feature| {
        let output = |name: &str| flow.output(name).and_then(pointer);
        let given = |name: &str| flow.output(name).is_some_and(|output| is_given(flow, output));
        let says =
            || flow.calls.iter().all(|call| Criteria { workflow: &workflow, call }.says(&feature.name));
        let has_row = || {
            let rows = flow.calls.iter().flat_map(|call| call.refused.iter().chain(&call.understood));
            rows.into_iter().any(|row| row.outcome == feature.name)
        };
        match feature.kind {
            Kind::OwnOutcome if says() => {
                Some(Verdict::emulated("An end of the workflow under its name; without words"))
            }
            Kind::OwnOutcome => Some(Verdict::lost("No simple condition says this rule")),
            Kind::StandardOutcome if has_row() => {
                Some(Verdict::emulated("An end of the workflow under its name; without words"))
            }
            Kind::StandardOutcome => Some(Verdict::lost("The step fails, for whatever reason")),
            Kind::Output if given(&feature.name) => Some(Verdict::kept()),
            Kind::Output if output(&feature.name).is_some() => Some(Verdict::lost(
                "Runners stop at a value that is not there, so optional ones are left out",
            )),
            Kind::Output | Kind::SearchPath => {
                Some(Verdict::lost("Arazzo points at values by names and positions alone"))
            }
            _ => None,
        }
    });
    let known = [RetryCause::RateLimited, RetryCause::ServerError];
    let all_known =
        flow.calls.iter().flat_map(|call| &call.policy.retries.on).all(|cause| known.contains(cause));
    ledger.set(
        &[Kind::Retries],
        &if all_known {
            Verdict::emulated("With the same pause every time")
        } else {
            Verdict::lost("After answers with an error alone, not when none came")
        },
    );
}

fn proofs(ledger: &mut Ledger, flow: &Flow) {
    ledger.set(&[Kind::SecretInText], &Verdict::kept_as("An input of the workflow, marked as a password"));
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
        (feature.kind == Kind::Authentication).then(|| match call.authentication {
            Authentication::Signature { .. } | Authentication::MutualTls { .. } => {
                Verdict::blocked("", "A workflow has no word for it")
            }
            Authentication::OAuth2ClientCredentials { .. } => {
                Verdict::emulated("An input of the workflow holds an access token, fetched before")
            }
            Authentication::Basic { .. } => Verdict::kept_as(
                "An input of the workflow holds user and password in base64, marked as a password",
            ),
            _ => Verdict::kept_as("An input of the workflow, marked as a password"),
        })
    });
}

/// Words that are read as an expression, and formats in requests.
fn texts(ledger: &mut Ledger, flow: &Flow) {
    for call in &flow.calls {
        let fields = call.query.iter().chain(&call.headers).chain(&call.cookies);
        let pieces = fields.flat_map(|field| &field.value).chain(&call.path);
        let is_read = |piece: &Piece| match piece {
            Piece::Literal(text) => text.starts_with('$') || text.contains("{$"),
            Piece::Chip(chip) => !chip.formats.is_empty(),
        };
        if pieces.into_iter().any(is_read) {
            ledger.add(Line {
                fate: Fate::Lost,
                subject: "Texts of the request".to_owned(),
                detail: "Formats are not there, and words that begin with $ are read as expressions"
                    .to_owned(),
                place: Place::new(&flow.id, Part::Call(call.id.clone()), "query"),
                code: "vendor_rule".to_owned(),
            });
        }
    }
}
