//! What becomes of a design in a collection.

use super::super::flow::Flow;
use super::super::{ExportError, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::{Authentication, Redirects, Secret};

/// A line for everything that the integration uses.
pub(super) fn account(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    requests(&mut ledger);
    answers(&mut ledger, flow);
    ledger.set(
        &[Kind::SecretInText],
        &Verdict::kept_as("A variable, to be filled where it stays on your computer"),
    );
    ledger.set(
        &[Kind::TimeLimit, Kind::LargestAnswer],
        &Verdict::lost("A setting of Postman, not of a collection"),
    );
    let follows_own = flow.calls.iter().any(|call| call.policy.redirects == Redirects::SameOrigin);
    let redirects = if follows_own {
        Verdict::lost("Postman follows every redirect or none")
    } else {
        Verdict::kept_as("Followed, or not, as a setting of the request")
    };
    ledger.set(&[Kind::Redirects], &redirects);
    ledger.set(&[Kind::UncheckedCertificate], &Verdict::kept_as("A setting of the request"));
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
        let fits = !matches!(
            call.authentication,
            Authentication::Signature { .. } | Authentication::MutualTls { .. }
        );
        let variable = Secret::variable_of(&feature.name);
        (feature.kind == Kind::Authentication && fits)
            .then(|| Verdict::kept_as(format!("The variable {variable}, empty in the file")))
    });
    Ok(ledger.close())
}

/// What is sent.
fn requests(ledger: &mut Ledger) {
    ledger.kept(&[
        Kind::UsageHint,
        Kind::Request,
        Kind::Query,
        Kind::Headers,
        Kind::Cookies,
        Kind::FormBody,
        Kind::TextBody,
        Kind::JsonBody,
        Kind::IdempotencyHeader,
        Kind::LocalAddress,
    ]);
    ledger.set(&[Kind::Input], &Verdict::kept_as("A variable of the collection, with the example value"));
    ledger
        .set(&[Kind::ValueInPath], &Verdict::emulated("A script before the request writes it for its place"));
    ledger.set(&[Kind::OptionalParameter], &Verdict::emulated("Sent empty where it is not known"));
    ledger.set(&[Kind::SuccessStatuses], &Verdict::emulated("A test of the request"));
    ledger.set(
        &[Kind::SeveralCalls],
        &Verdict::emulated("A folder in this order; values of earlier answers are variables to be filled"),
    );
    ledger
        .set(&[Kind::Tests], &Verdict::emulated("Saved answers are examples; scenarios stay in the project"));
}

/// What the answer means: the collection's tests say it.
fn answers(ledger: &mut Ledger, flow: &Flow) {
    ledger.set(
        &[Kind::OwnOutcome, Kind::StandardOutcome],
        &Verdict::emulated(
            "A test of the request names the outcome that the answer leads to; nothing is said",
        ),
    );
    ledger.set(
        &[Kind::Output, Kind::RequiredOutput, Kind::OutputKind, Kind::DefaultValue, Kind::SuccessRule],
        &Verdict::emulated("Read by that test"),
    );
    ledger.set(
        &[Kind::Contract],
        &Verdict::emulated("Held against the answer by that test, as far as Postman knows JSON Schema"),
    );
    ledger.decide(|feature| {
        let output = flow.output(&feature.name).filter(|_| feature.kind == Kind::SearchPath)?;
        output.search.is_some().then(|| Verdict::emulated("Followed by that test"))
    });
    ledger.set(&[Kind::Fallback], &Verdict::lost("A collection has no conversation"));
}
