//! What becomes of everything in Bot Framework.

use super::answer::is_found;
use super::request::carries_body;
use crate::convert::export::expression::fate;
use crate::convert::export::flow::{BodyStep, CallStep, Flow};
use crate::convert::export::{ExportError, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::{Authentication, KeyPlace, Redirects, StandardOutcome};

pub(super) fn account(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    conversation(&mut ledger);
    request(&mut ledger, flow);
    protection(&mut ledger, flow);
    limits(&mut ledger, flow);
    answer(&mut ledger, flow);
    replies(&mut ledger, flow);
    Ok(ledger.close())
}

fn call_of<'f>(flow: &'f Flow, name: &str) -> Option<&'f CallStep> {
    flow.calls.iter().find(|call| call.id == name)
}

fn conversation(ledger: &mut Ledger) {
    ledger.set(
        &[Kind::Trigger],
        &Verdict::emulated("Patterns of the sample phrases; use a recognizer of yours for other words"),
    );
    ledger.kept(&[Kind::Input, Kind::InputQuestion, Kind::InputChoices, Kind::SeveralCalls]);
    ledger.set(&[Kind::InputKind], &Verdict::emulated("Conditions before the call"));
    ledger.set(
        &[Kind::InputPattern],
        &Verdict::emulated("A condition in the regular expressions of the runtime"),
    );
    ledger.set(
        &[Kind::Confirmation],
        &Verdict::emulated("A question with two buttons; anything but yes stops"),
    );
    ledger.set(
        &[Kind::Risk],
        &Verdict::lost("A dialog has no word for it; whoever starts the dialog has to know"),
    );
    ledger.set(&[Kind::UsageHint], &Verdict::lost("Dialogs are not chosen by an AI agent"));
    ledger.set(&[Kind::Waiting], &Verdict::emulated("Said before the call, however fast the answer is"));
}

fn request(ledger: &mut Ledger, flow: &Flow) {
    ledger.kept(&[Kind::Request, Kind::LocalAddress, Kind::Query, Kind::Cookies, Kind::TextBody]);
    ledger.set(&[Kind::Headers], &Verdict::kept_as("The runtime may add a user-agent of its own"));
    ledger.kept(&[Kind::SuccessStatuses, Kind::SuccessRule]);
    ledger.set(&[Kind::ValueInPath], &Verdict::kept_as("uriComponent encodes them"));
    let dropped = "The runtime sends no details along with this method";
    ledger.decide(|feature| {
        let is_body =
            matches!(feature.kind, Kind::JsonBody | Kind::FormBody | Kind::TextBody | Kind::BodyContract);
        let call = call_of(flow, &feature.name).filter(|_| is_body)?;
        Some(match (feature.kind, carries_body(call.method)) {
            (_, false) => Verdict::lost(dropped),
            (Kind::FormBody, true) => Verdict::emulated("Put together in an expression"),
            (Kind::BodyContract, true) => Verdict::lost("The runtime knows no JSON Schema"),
            (_, true) => Verdict::kept(),
        })
    });
    ledger.decide(|feature| {
        let call = call_of(flow, &feature.name).filter(|_| feature.kind == Kind::OptionalParameter)?;
        let in_header = call.headers.iter().chain(&call.cookies).any(|field| field.optional);
        Some(if in_header {
            Verdict::lost("Headers and cookies are sent empty")
        } else if matches!(call.body, BodyStep::Json(_)) {
            Verdict::emulated("Added to the details by a condition; inside a list they are null")
        } else {
            Verdict::emulated("Left out by a condition")
        })
    });
}

fn protection(ledger: &mut Ledger, flow: &Flow) {
    ledger.set(
        &[Kind::SecretInText],
        &Verdict::kept_as("A reference to settings.secrets; the value is set in the bot’s settings"),
    );
    ledger.decide(|feature| {
        let is_proof = feature.kind == Kind::Authentication;
        let call = flow
            .calls
            .iter()
            .find(|call| is_proof && call.authentication.secret() == Some(feature.name.as_str()))?;
        Some(match &call.authentication {
            Authentication::OAuth2ClientCredentials { .. } => {
                Verdict::blocked("authentication_dropped", "The runtime does not sign in by itself")
            }
            Authentication::MutualTls { .. } | Authentication::Signature { .. } => Verdict::blocked(
                "authentication_dropped",
                "The runtime has neither certificates nor signatures",
            ),
            _ => Verdict::kept_as("A reference to settings.secrets; the value is set in the bot’s settings"),
        })
    });
}

fn limits(ledger: &mut Ledger, flow: &Flow) {
    ledger.set(
        &[Kind::TimeLimit, Kind::FineLimits],
        &Verdict::lost("The runtime has no time limit: the bot waits as long as the system does"),
    );
    ledger.set(&[Kind::Retries], &Verdict::lost("The call is made once"));
    ledger.set(&[Kind::LargestAnswer], &Verdict::lost("The runtime reads all of an answer"));
    ledger
        .set(&[Kind::IdempotencyHeader], &Verdict::lost("The call is made once and carries no such header"));
    ledger.set(
        &[Kind::FurtherAuthorities, Kind::UncheckedCertificate],
        &Verdict::lost("The runtime checks certificates as the computer that it runs on does"),
    );
    ledger.decide(|feature| {
        let call = call_of(flow, &feature.name).filter(|_| feature.kind == Kind::Redirects)?;
        let in_header = matches!(
            &call.authentication,
            Authentication::ApiKey { place: KeyPlace::Header | KeyPlace::Cookie, .. }
        );
        Some(match call.policy.redirects {
            Redirects::Any if !in_header => Verdict::kept(),
            _ if in_header => Verdict::blocked(
                "key_follows_redirect",
                "The runtime takes the key along wherever it is sent",
            ),
            _ => Verdict::lost(
                "The runtime follows them anywhere, to another system without the Authorization",
            ),
        })
    });
}

fn answer(ledger: &mut Ledger, flow: &Flow) {
    ledger.kept(&[Kind::Output, Kind::RequiredOutput, Kind::DefaultValue]);
    ledger.decide(|feature| {
        let output = flow.output(&feature.name).filter(|_| feature.kind == Kind::SearchPath)?;
        Some(if is_found(output) {
            Verdict::emulated("Where, select, skip and take over the list; null counts as missing")
        } else {
            Verdict::lost("Expressions have no counterpart: the value counts as missing")
        })
    });
    ledger.set(
        &[Kind::OutputKind],
        &Verdict::emulated("Conditions; numbers have 15 digits and no zeros at the end"),
    );
    ledger.set(
        &[Kind::Contract],
        &Verdict::lost("The runtime knows no JSON Schema; the values that are used are checked one by one"),
    );
    ledger.decide(|feature| {
        if feature.kind != Kind::StandardOutcome {
            return (feature.kind == Kind::OwnOutcome).then(Verdict::kept);
        }
        Some(match StandardOutcome::from_id(&feature.name)? {
            StandardOutcome::Timeout => {
                Verdict::lost("Said for the status 408 alone; there is no time limit")
            }
            StandardOutcome::Unreachable => {
                Verdict::emulated("The runtime reports 404 without headers; that is told apart")
            }
            StandardOutcome::MissingInput if !flow.replies.contains_key(&feature.name) => {
                Verdict::emulated("The bot asks and goes on with the answer")
            }
            _ => Verdict::kept(),
        })
    });
}

fn replies(ledger: &mut Ledger, flow: &Flow) {
    ledger.kept(&[Kind::Fallback]);
    ledger.decide(|feature| (feature.kind == Kind::Format).then(|| fate(flow, &feature.name)));
    ledger.set(&[Kind::QuickReplies], &Verdict::kept_as("Suggested actions"));
    ledger.set(&[Kind::Card], &Verdict::kept_as("A hero card"));
    ledger.set(&[Kind::List], &Verdict::kept_as("One message with a line for each item"));
    ledger.set(
        &[Kind::Remember],
        &Verdict::kept_as("Properties of the user, or of the conversation for all that is not the user’s"),
    );
    ledger.set(&[Kind::Handoff], &Verdict::kept_as("A handoff event with queue, note and facts"));
    ledger.set(&[Kind::Privacy], &Verdict::lost("The runtime writes requests and answers to its trace"));
    ledger.set(
        &[Kind::Tests],
        &Verdict::emulated("Saved answers of single calls become mocks of the test runner"),
    );
}
