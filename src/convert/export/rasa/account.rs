//! What becomes of a design in Rasa.

use super::plan::{is_known, variable_of};
use crate::convert::export::flow::Flow;
use crate::convert::export::{ExportError, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::Authentication;

/// The lines of a flow.
pub(super) fn lines(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::Trigger,
        Kind::Input,
        Kind::InputKind,
        Kind::InputQuestion,
        Kind::InputChoices,
        Kind::Confirmation,
        Kind::SeveralCalls,
        Kind::Request,
        Kind::ValueInPath,
        Kind::Query,
        Kind::OptionalParameter,
        Kind::Headers,
        Kind::Cookies,
        Kind::JsonBody,
        Kind::FormBody,
        Kind::TextBody,
        Kind::BodyContract,
        Kind::LocalAddress,
        Kind::TimeLimit,
        Kind::Retries,
        Kind::LargestAnswer,
        Kind::Redirects,
        Kind::IdempotencyHeader,
        Kind::SuccessStatuses,
        Kind::SuccessRule,
        Kind::Contract,
        Kind::Output,
        Kind::OutputKind,
        Kind::RequiredOutput,
        Kind::DefaultValue,
        Kind::OwnOutcome,
        Kind::StandardOutcome,
        Kind::Fallback,
        Kind::QuickReplies,
        Kind::List,
        Kind::Remember,
    ]);
    reasons(&mut ledger, flow);
    proofs(&mut ledger, flow);
    formats(&mut ledger, flow);
    Ok(ledger.close())
}

fn reasons(ledger: &mut Ledger, flow: &Flow) {
    ledger.set(&[Kind::Input], &Verdict::kept_as("Facts of the conversation are slots"));
    ledger.set(&[Kind::InputPattern], &Verdict::emulated("By Python’s regular expressions"));
    ledger.set(
        &[Kind::Waiting],
        &Verdict::emulated(
            "Said at once, together with the reply unless the channel shows messages one by one",
        ),
    );
    ledger.set(&[Kind::Card], &Verdict::emulated("A text, a picture and links"));
    ledger.set(
        &[Kind::Handoff],
        &Verdict::emulated("A message with the field json_message.handoff, for the channel to act on"),
    );
    ledger.decide(|feature| {
        let output = flow.output(&feature.name).filter(|_| feature.kind == Kind::SearchPath)?;
        Some(if output.search.is_some() {
            Verdict::emulated("Followed by the action, step by step")
        } else {
            Verdict::lost("The action knows neither functions nor two fields in a condition: the value counts as missing")
        })
    });
    ledger.set(&[Kind::FineLimits], &Verdict::lost("One limit for the whole of a call"));
    ledger.set(
        &[Kind::FurtherAuthorities],
        &Verdict::emulated("Set SSL_CERT_FILE where the action server runs"),
    );
    ledger.set(&[Kind::UncheckedCertificate], &Verdict::lost("The action checks every certificate"));
    ledger.set(&[Kind::Privacy], &Verdict::lost("Slots stand in Rasa’s tracker store as they are"));
    ledger.set(&[Kind::UsageHint, Kind::Risk], &Verdict::lost("Rules have no such field"));
    ledger.set(&[Kind::Tests], &Verdict::lost(""));
}

fn proofs(ledger: &mut Ledger, flow: &Flow) {
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
        let fits = matches!(
            call.authentication,
            Authentication::Bearer { .. } | Authentication::Basic { .. } | Authentication::ApiKey { .. }
        );
        (feature.kind == Kind::Authentication).then(|| {
            if fits {
                Verdict::kept_as(format!("The environment variable {}", variable_of(&feature.name)))
            } else {
                Verdict::blocked("", "The action knows keys, passwords and bearer tokens alone")
            }
        })
    });
}

fn formats(ledger: &mut Ledger, flow: &Flow) {
    ledger.decide(|feature| {
        (feature.kind == Kind::SecretInText)
            .then(|| Verdict::kept_as(format!("The environment variable {}", variable_of(&feature.name))))
    });
    let chips = || flow.replies.values().chain([&flow.fallback]).flat_map(|reply| reply.chips());
    ledger.decide(|feature| {
        let mut shapes = chips().flat_map(|chip| &chip.formats).filter(|shape| shape.name() == feature.name);
        (feature.kind == Kind::Format).then(|| {
            if shapes.all(is_known) {
                Verdict::emulated("Written by the action, from tables of the language")
            } else {
                Verdict::lost("The value is said as it is")
            }
        })
    });
}
