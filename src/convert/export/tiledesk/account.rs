//! What becomes of a design in Tiledesk.

use super::formats::is_known;
use super::request::LIMITS_MS;
use crate::convert::export::flow::{BodyStep, Flow, MessageStep};
use crate::convert::export::{ExportError, Fate, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::{Authentication, Part, Place};

/// The lines of a flow.
pub(super) fn lines(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::Trigger,
        Kind::Request,
        Kind::ValueInPath,
        Kind::Query,
        Kind::Headers,
        Kind::Cookies,
        Kind::JsonBody,
        Kind::Output,
        Kind::RequiredOutput,
        Kind::DefaultValue,
        Kind::SuccessStatuses,
        Kind::SuccessRule,
        Kind::OwnOutcome,
        Kind::StandardOutcome,
        Kind::Fallback,
        Kind::InputChoices,
        Kind::InputPattern,
        Kind::InputQuestion,
        Kind::Confirmation,
        Kind::Remember,
        Kind::LocalAddress,
    ]);
    reasons(&mut ledger);
    limits(&mut ledger, flow);
    buttons(&mut ledger, flow);
    formats(&mut ledger, flow);
    secrets(&mut ledger, flow);
    certificates(&mut ledger, flow);
    Ok(ledger.close())
}

fn reasons(ledger: &mut Ledger) {
    ledger.set(&[Kind::Input], &Verdict::kept_as("An attribute of the conversation"));
    ledger.set(
        &[Kind::InputKind],
        &Verdict::emulated("Numbers are read as such, and an e-mail has an @; other kinds are not checked"),
    );
    ledger
        .set(&[Kind::OutputKind], &Verdict::emulated("Told from the JSON of the value; days are read, too"));
    ledger.set(&[Kind::SeveralCalls], &Verdict::emulated("A block for each call"));
    ledger.set(&[Kind::Waiting], &Verdict::emulated("Said before every call, at once"));
    ledger.set(
        &[Kind::OptionalParameter],
        &Verdict::emulated("Left out of JSON; empty in addresses and headers"),
    );
    ledger.set(
        &[Kind::FormBody],
        &Verdict::emulated("A record that Tiledesk’s client writes as a form; a name stands there once"),
    );
    ledger.set(&[Kind::TextBody], &Verdict::emulated("A JSON text that Tiledesk’s client sends as it is"));
    ledger
        .set(&[Kind::Contract], &Verdict::lost("Missing values and wrong kinds are found, and nothing else"));
    ledger.set(&[Kind::BodyContract], &Verdict::lost("The request is not checked before it is sent"));
    ledger.set(&[Kind::SearchPath], &Verdict::lost("Answers are read by names and positions alone"));
    ledger.set(
        &[Kind::Retries, Kind::FineLimits, Kind::IdempotencyHeader],
        &Verdict::lost("Web requests have no such setting"),
    );
    ledger.set(&[Kind::LargestAnswer], &Verdict::lost("Tiledesk takes at most 10 MB"));
    ledger.set(
        &[Kind::Redirects],
        &Verdict::lost("Tiledesk follows at most five, anywhere, without the key on other hosts"),
    );
    ledger.set(&[Kind::FurtherAuthorities], &Verdict::lost("Tiledesk checks no certificate"));
    ledger.set(&[Kind::UncheckedCertificate], &Verdict::emulated("Tiledesk checks no certificate"));
    ledger.set(
        &[Kind::Handoff],
        &Verdict::emulated("Moves to an agent; queue, note and context stay in the attributes"),
    );
    ledger.set(&[Kind::Card], &Verdict::emulated("A text, a picture and buttons that open an address"));
    ledger.set(&[Kind::List], &Verdict::emulated("A loop in Liquid"));
    ledger.set(&[Kind::Tests], &Verdict::lost(""));
}

fn limits(ledger: &mut Ledger, flow: &Flow) {
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.id == feature.name)?;
        let fits = (LIMITS_MS.0..=LIMITS_MS.1).contains(&call.policy.time_limit_ms);
        (feature.kind == Kind::TimeLimit).then(|| {
            if fits { Verdict::kept() } else { Verdict::lost("Tiledesk waits for less than five minutes") }
        })
    });
    let large = flow.calls.iter().any(|call| matches!(&call.body, BodyStep::Json(_)));
    if large {
        ledger.set(&[Kind::JsonBody], &Verdict::kept_as("Numbers beyond 2⁵³ lose their last digits"));
    }
}

fn buttons(ledger: &mut Ledger, flow: &Flow) {
    let replies = flow.replies.values().chain([&flow.fallback]);
    let own_words = replies.flat_map(|reply| &reply.messages).any(|message| match message {
        MessageStep::QuickReplies(choices) => choices.iter().any(|choice| choice.send.is_some()),
        _ => false,
    });
    ledger.set(
        &[Kind::QuickReplies],
        &if own_words {
            Verdict::lost("Buttons send their own words and nothing else")
        } else {
            Verdict::kept()
        },
    );
}

fn formats(ledger: &mut Ledger, flow: &Flow) {
    let chips = || flow.replies.values().chain([&flow.fallback]).flat_map(|reply| reply.chips());
    let lost = |name: &str| {
        let mut shapes = chips().flat_map(|chip| &chip.formats).filter(|shape| shape.name() == name);
        shapes.any(|shape| !is_known(shape))
    };
    ledger.decide(|feature| {
        (feature.kind == Kind::Format).then(|| {
            if lost(&feature.name) {
                Verdict::lost("Liquid cannot write it in this language; the value is said as it is")
            } else {
                Verdict::emulated("A filter of Liquid, or several")
            }
        })
    });
}

fn secrets(ledger: &mut Ledger, flow: &Flow) {
    let readable = "An attribute of the conversation, which everybody who works on the chatbot can read: Tiledesk keeps no secrets";
    ledger.set(&[Kind::SecretInText], &Verdict::blocked("readable_key", readable));
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
        let fits = matches!(
            call.authentication,
            Authentication::Bearer { .. } | Authentication::Basic { .. } | Authentication::ApiKey { .. }
        );
        (feature.kind == Kind::Authentication).then(|| {
            if fits {
                Verdict::blocked("readable_key", readable)
            } else {
                Verdict::blocked("", "Web requests have no such proof")
            }
        })
    });
}

/// Measured in the connector, version 2.0.46: every https request goes out with the check switched off.
fn certificates(ledger: &mut Ledger, flow: &Flow) {
    for call in flow.calls.iter().filter(|call| call.base_url.starts_with("https:")) {
        let detail = "Tiledesk does not check certificates: whoever sits between it and the system can read keys and customer data";
        ledger.add(Line {
            fate: Fate::Blocked,
            subject: "Certificate".to_owned(),
            detail: detail.to_owned(),
            place: Place::new(&flow.id, Part::Connection(call.connection.clone()), "tls"),
            code: "unchecked_certificate".to_owned(),
        });
    }
}
