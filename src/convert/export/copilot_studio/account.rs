//! What becomes of everything in Copilot Studio.

use super::json_text;
use super::limits;
use super::search;
use crate::convert::export::expression::fate;
use crate::convert::export::flow::{BodyStep, CallStep, Flow};
use crate::convert::export::{ExportError, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::{Authentication, Method, StandardOutcome, StatusRange};

/// Where a key is referred to.
const REFERENCE: &str = "A reference to an environment variable, see environment-variables.md";

pub(super) fn account(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    conversation(&mut ledger);
    request(&mut ledger, flow);
    protection(&mut ledger, flow);
    limits::account(&mut ledger, flow);
    answer(&mut ledger, flow);
    outcomes(&mut ledger, flow);
    replies(&mut ledger, flow);
    Ok(ledger.close())
}

/// The call that a feature is about.
pub(super) fn call_of<'f>(flow: &'f Flow, name: &str) -> Option<&'f CallStep> {
    flow.calls.iter().find(|call| call.id == name)
}

fn conversation(ledger: &mut Ledger) {
    ledger.kept(&[Kind::Trigger, Kind::SeveralCalls, Kind::InputChoices, Kind::InputPattern]);
    ledger.set(&[Kind::UsageHint], &Verdict::kept_as("The description for the model"));
    ledger.set(&[Kind::Input], &Verdict::kept_as("Facts of the conversation are global variables"));
    ledger.set(&[Kind::InputKind], &Verdict::emulated("Conditions before the call"));
    ledger.set(&[Kind::InputQuestion], &Verdict::kept_as("A question; the topic goes on with the answer"));
    ledger.set(
        &[Kind::Confirmation],
        &Verdict::emulated("A question with two buttons; anything but yes stops"),
    );
    ledger.set(
        &[Kind::Risk],
        &Verdict::lost("A topic has no word for it; whoever starts the topic has to know"),
    );
    ledger.set(&[Kind::Waiting], &Verdict::kept_as("The latency message of the first call"));
}

fn request(ledger: &mut Ledger, flow: &Flow) {
    ledger.kept(&[Kind::Query, Kind::Headers, Kind::Cookies, Kind::TextBody]);
    ledger.set(&[Kind::ValueInPath], &Verdict::kept_as("EncodeUrl encodes them"));
    ledger.set(&[Kind::FormBody], &Verdict::emulated("Put together in a formula"));
    ledger.set(&[Kind::BodyContract], &Verdict::lost("Topics know no JSON Schema"));
    ledger.set(
        &[Kind::LocalAddress],
        &Verdict::lost("Copilot Studio runs elsewhere and cannot reach an address on this computer"),
    );
    ledger.decide(|feature| {
        let call = call_of(flow, &feature.name).filter(|_| feature.kind == Kind::Request)?;
        Some(match call.method {
            Method::Head => Verdict::emulated("Asked with GET; there is no HEAD"),
            _ => Verdict::kept(),
        })
    });
    ledger.decide(|feature| {
        let call = call_of(flow, &feature.name)?;
        match (feature.kind, &call.body) {
            (Kind::JsonBody, BodyStep::Json(root)) if json_text::is_record(root, flow) => {
                Some(Verdict::kept_as("A record of Power Fx"))
            }
            (Kind::JsonBody, _) => Some(Verdict::emulated(
                "Written as JSON text, so that kinds, nulls and what is left out stay so",
            )),
            (Kind::OptionalParameter, _) => {
                let in_header = call.headers.iter().chain(&call.cookies).any(|field| field.optional);
                Some(if in_header {
                    Verdict::lost("Headers and cookies are sent empty")
                } else {
                    Verdict::emulated("Left out by a formula")
                })
            }
            _ => None,
        }
    });
}

fn protection(ledger: &mut Ledger, flow: &Flow) {
    ledger.set(&[Kind::SecretInText], &Verdict::kept_as(REFERENCE));
    ledger.decide(|feature| {
        let is_proof = feature.kind == Kind::Authentication;
        let call = flow
            .calls
            .iter()
            .find(|call| is_proof && call.authentication.secret() == Some(feature.name.as_str()))?;
        let blocked = |why: &str| Verdict::blocked("authentication_dropped", why);
        Some(match &call.authentication {
            Authentication::Basic { .. } => blocked(
                "Power Fx cannot write Base64: send the finished Authorization from a variable of yours",
            ),
            Authentication::OAuth2ClientCredentials { .. } => blocked("A topic does not sign in by itself"),
            Authentication::MutualTls { .. } | Authentication::Signature { .. } => {
                blocked("A topic has neither certificates nor signatures")
            }
            _ => Verdict::kept_as(REFERENCE),
        })
    });
    ledger.set(
        &[Kind::FurtherAuthorities, Kind::UncheckedCertificate],
        &Verdict::lost("Copilot Studio decides which certificates it trusts"),
    );
}

fn answer(ledger: &mut Ledger, flow: &Flow) {
    ledger.kept(&[Kind::Output, Kind::DefaultValue, Kind::SuccessRule]);
    ledger.set(
        &[Kind::RequiredOutput],
        &Verdict::kept_as("An empty text counts as missing; Power Fx knows no difference"),
    );
    ledger.decide(|feature| {
        let output = flow.output(&feature.name).filter(|_| feature.kind == Kind::SearchPath)?;
        Some(if search::lookup(output).is_some() {
            Verdict::emulated(
                "Filter, FirstN and LastN over the table; null and an empty text count as missing",
            )
        } else {
            Verdict::lost("Power Fx has no counterpart: the value counts as missing")
        })
    });
    ledger.set(
        &[Kind::OutputKind],
        &Verdict::emulated("Part of the type of the answer; forms of texts are conditions"),
    );
    ledger.set(
        &[Kind::Contract],
        &Verdict::lost("The type of the answer has the values that are used; anything else is not looked at"),
    );
}

fn outcomes(ledger: &mut Ledger, flow: &Flow) {
    // Statuses of success are not told apart.
    let all = [StatusRange { first: 200, last: 299 }];
    let same = flow.calls.iter().all(|call| call.statuses == all);
    ledger.set(
        &[Kind::SuccessStatuses],
        &if same {
            Verdict::kept()
        } else {
            Verdict::lost(
                "Every status from 200 to 299 counts as 200; the answer of another one cannot be read",
            )
        },
    );
    ledger.decide(|feature| {
        if feature.kind != Kind::StandardOutcome {
            return (feature.kind == Kind::OwnOutcome).then(Verdict::kept);
        }
        Some(match StandardOutcome::from_id(&feature.name)? {
            StandardOutcome::Timeout => Verdict::lost(
                "A call that is cut off says no status, so its reply is that of an unreachable system; only the status \
                 408 leads here",
            ),
            StandardOutcome::Unreachable => Verdict::emulated("No status and no headers came back"),
            StandardOutcome::Empty => {
                Verdict::lost("An answer with nothing in it counts as malformed; lists without items lead here")
            }
            StandardOutcome::MissingInput if !flow.replies.contains_key(&feature.name) => {
                Verdict::emulated("The topic asks and goes on with the answer")
            }
            StandardOutcome::InvalidResponse => {
                Verdict::emulated("What does not fit the type of the answer is blank there")
            }
            _ => Verdict::kept(),
        })
    });
}

fn replies(ledger: &mut Ledger, flow: &Flow) {
    ledger.kept(&[Kind::Fallback]);
    let zone = flow.time_zone.clone();
    ledger.decide(|feature| {
        (feature.kind == Kind::Format).then(|| match feature.name.as_str() {
            "time" | "datetime" if zone != "UTC" => Verdict::lost(format!(
                "Written out, with the clock of the answer: Power Fx does not know the time zone {zone}"
            )),
            name => fate(flow, name),
        })
    });
    ledger.set(&[Kind::QuickReplies], &Verdict::kept_as("Quick replies"));
    ledger.set(&[Kind::Card], &Verdict::kept_as("A hero card"));
    ledger.set(&[Kind::List], &Verdict::kept_as("One message with a line for each item"));
    ledger.set(&[Kind::Remember], &Verdict::kept_as("Global variables"));
    ledger.set(
        &[Kind::Handoff],
        &Verdict::emulated("Queue and note in the message to the agent; all variables travel along"),
    );
    ledger.set(&[Kind::Privacy], &Verdict::lost("Transcripts show what the topic says and asks"));
}
