//! What becomes of a design in a description of calls.

use super::operation::is_described;
use super::scheme::scheme;
use super::{Version, rules};
use crate::convert::export::flow::{Field, Flow, literal};
use crate::convert::export::{ExportError, Fate, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::{Part, Place};

/// A line for everything that the integration uses.
pub(super) fn account(order: &Order<'_>, flow: &Flow, version: Version) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::UsageHint,
        Kind::Request,
        Kind::ValueInPath,
        Kind::Query,
        Kind::OptionalParameter,
        Kind::Headers,
        Kind::Cookies,
        Kind::JsonBody,
        Kind::FormBody,
        Kind::TextBody,
        Kind::Contract,
        Kind::SuccessStatuses,
        Kind::InputKind,
        Kind::InputChoices,
        Kind::InputPattern,
        Kind::LocalAddress,
    ]);
    ledger.set(&[Kind::Input], &Verdict::kept_as("A parameter or field; whoever calls fills it"));
    ledger.set(&[Kind::InputQuestion], &Verdict::emulated("Stands in the description of the parameter"));
    ledger.set(&[Kind::Risk], &Verdict::emulated("x-openai-isConsequential asks before the call"));
    ledger.set(
        &[Kind::SeveralCalls],
        &Verdict::lost("Each call stands alone; the target arazzo keeps their order"),
    );
    ledger.set(
        &[Kind::Output, Kind::RequiredOutput, Kind::OutputKind],
        &Verdict::emulated("A field of the answer’s schema"),
    );
    ledger.set(
        &[Kind::StandardOutcome, Kind::OwnOutcome, Kind::Fallback, Kind::Trigger],
        &Verdict::lost("A document of calls has no conversation"),
    );
    ledger.decide(|feature| {
        (feature.kind == Kind::Authentication).then(|| {
            let known = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name));
            known
                .and_then(|call| scheme(&call.authentication, version))
                .map(|_| Verdict::kept_as("A security scheme; the platform asks for the value"))
                .unwrap_or_else(|| {
                    Verdict::blocked("authentication_dropped", "This version of OpenAPI has no word for it")
                })
        })
    });
    ledger.set(
        &[Kind::SecretInText],
        &Verdict::blocked("secret_as_parameter", "It becomes a parameter, which platforms do not hide"),
    );
    unsaid(flow, &mut ledger);
    version.note(flow, &mut ledger);
    rules::check(flow, version, &mut ledger);
    Ok(ledger.close())
}

/// Headers and words of the query that a description of calls cannot hold.
fn unsaid(flow: &Flow, ledger: &mut Ledger) {
    for call in &flow.calls {
        let mut add = |subject: &str, detail: String, field: &str, code: &str| {
            ledger.add(Line {
                fate: Fate::Lost,
                subject: subject.to_owned(),
                detail,
                place: Place::new(&flow.id, Part::Call(call.id.clone()), field),
                code: code.to_owned(),
            });
        };
        for field in call.headers.iter().filter(|field| !is_described(field) && !is_usual(field)) {
            let detail = format!("`{}` is left to whoever calls, as OpenAPI asks for", field.name);
            add("Header", detail, "headers", "header_left_to_caller");
        }
        if call.query.iter().any(|field| field.name.is_empty()) {
            let detail = "A word without a name has no place in OpenAPI".to_owned();
            add("Query", detail, "query", "query_word");
        }
    }
}

/// What is sent unless a design says otherwise.
fn is_usual(field: &Field) -> bool {
    field.name == "accept" && literal(&field.value).as_deref() == Some("application/json")
}
