//! What becomes of a design in Dialogflow CX.

use super::replies::MOST_LINES;
use super::webhook::{LONGEST_MS, has_text_in_json, secret_version};
use crate::convert::export::flow::{BodyStep, CallStep, Flow, MessageStep, Piece, Test};
use crate::convert::export::{ExportError, Fate, FeatureKind as Kind, Ledger, Line, Order, Verdict};
use crate::model::{Authentication, KeyPlace, Part, Place, Source};

/// A reference begins with one of these; a text that says it would be read as one.
const REFERENCES: [&str; 6] = ["$session.", "$sys.", "$request.", "$intent.", "$page.", "$flow."];

/// The lines of a flow.
pub(super) fn lines(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::Trigger,
        Kind::Request,
        Kind::Headers,
        Kind::Output,
        Kind::StandardOutcome,
        Kind::OwnOutcome,
        Kind::Fallback,
        Kind::Remember,
        Kind::Handoff,
        Kind::InputChoices,
        Kind::InputQuestion,
        Kind::RequiredOutput,
        Kind::TextBody,
        Kind::Cookies,
    ]);
    inputs(&mut ledger, flow);
    requests(&mut ledger, flow);
    proofs(&mut ledger, flow);
    limits(&mut ledger, flow);
    answers(&mut ledger, flow);
    replies(&mut ledger, flow);
    platform_rules(&mut ledger, flow);
    Ok(ledger.close())
}

fn inputs(ledger: &mut Ledger, flow: &Flow) {
    let user_id = |name: &str| flow.input(name).is_some_and(|input| input.source == Source::UserId);
    ledger.decide(|feature| {
        let verdict = if user_id(&feature.name) {
            Verdict::emulated("The session parameter user_id, which your integration has to set")
        } else {
            Verdict::kept_as("A session parameter")
        };
        (feature.kind == Kind::Input).then_some(verdict)
    });
    ledger.set(&[Kind::InputKind], &Verdict::lost("Parameters that other pages have set are not checked"));
    ledger.set(&[Kind::InputPattern], &Verdict::lost("Conditions know no patterns"));
    ledger
        .set(&[Kind::UsageHint], &Verdict::emulated("The description of the intent, at most 140 characters"));
    ledger.set(&[Kind::Risk], &Verdict::lost("Webhooks have no such mark"));
    ledger.set(&[Kind::Confirmation], &Verdict::emulated("A page with a form that asks for yes or no"));
    ledger.set(
        &[Kind::Waiting],
        &Verdict::emulated("Said at once, where the channel streams; otherwise together with the reply"),
    );
    ledger.set(&[Kind::SeveralCalls], &Verdict::emulated("A page for each call"));
}

fn requests(ledger: &mut Ledger, flow: &Flow) {
    let has_chip = |text: &[Piece]| text.iter().any(|piece| matches!(piece, Piece::Chip(_)));
    let in_url = "Encoded by URL_ENCODE before the call. Google documents parameters for the body alone, and a space may be written \
                  as +: try it with one before customers do";
    ledger.set(&[Kind::ValueInPath], &Verdict::blocked("value_in_url", in_url));
    let plain_query = flow.calls.iter().all(|call| call.query.iter().all(|field| !has_chip(&field.value)));
    ledger.set(
        &[Kind::Query],
        &if plain_query {
            Verdict::emulated("A part of the address")
        } else {
            Verdict::blocked("value_in_url", in_url)
        },
    );
    let free_text = flow.calls.iter().any(|call| match &call.body {
        BodyStep::Json(node) => has_text_in_json(flow, node),
        _ => false,
    });
    ledger.set(
        &[Kind::JsonBody],
        &if free_text {
            let reason = "Dialogflow puts texts between the quotation marks of JSON as they are: one that holds a quotation mark \
                          changes the request";
            Verdict::blocked("text_in_json", reason)
        } else {
            Verdict::kept()
        },
    );
    ledger.set(&[Kind::FormBody], &Verdict::blocked("value_in_form", "Values are not encoded in a form"));
    ledger.set(&[Kind::OptionalParameter], &Verdict::lost("Sent as null or empty when it is not known"));
    ledger.set(
        &[Kind::LocalAddress],
        &Verdict::lost("Dialogflow calls public https addresses alone: export another environment"),
    );
}

fn proofs(ledger: &mut Ledger, flow: &Flow) {
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
        (feature.kind == Kind::Authentication).then(|| proof(&call.authentication))
    });
    ledger.set(
        &[Kind::SecretInText],
        &Verdict::blocked(
            "secret_in_text",
            "Secret Manager fills whole headers alone, never a part of a text",
        ),
    );
}

fn proof(authentication: &Authentication) -> Verdict {
    let secret = secret_version(authentication.secret().unwrap_or_default());
    match authentication {
        Authentication::Bearer { .. } => {
            Verdict::kept_as(format!("Secret Manager: {secret} holds the whole header, Bearer and the token"))
        }
        Authentication::ApiKey { place: KeyPlace::Header, .. } => {
            Verdict::kept_as(format!("Secret Manager: {secret}"))
        }
        Authentication::ApiKey { place: KeyPlace::Cookie, name, .. } => {
            Verdict::kept_as(format!("Secret Manager: {secret} holds {name}=, then the key"))
        }
        Authentication::Basic { user, .. } => {
            Verdict::kept_as(format!("Secret Manager: {secret} holds {user}:, then the password"))
        }
        Authentication::OAuth2ClientCredentials { .. } => {
            Verdict::kept_as(format!("Secret Manager: {secret} holds the client’s secret"))
        }
        _ => Verdict::blocked("", "Dialogflow has no place for it that is not readable"),
    }
}

fn limits(ledger: &mut Ledger, flow: &Flow) {
    let too_long = |call: &CallStep| call.policy.time_limit_ms > LONGEST_MS;
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.id == feature.name)?;
        (feature.kind == Kind::TimeLimit).then(|| {
            if too_long(call) {
                Verdict::lost("Dialogflow gives up after 30 seconds")
            } else {
                Verdict::kept()
            }
        })
    });
    ledger.set(
        &[Kind::FineLimits, Kind::Retries, Kind::Redirects, Kind::IdempotencyHeader],
        &Verdict::lost("Webhooks have no such setting"),
    );
    ledger.set(&[Kind::LargestAnswer], &Verdict::lost("Dialogflow takes at most 64 KiB"));
    ledger.set(
        &[Kind::FurtherAuthorities],
        &Verdict::lost("Add the certificates to the webhook by hand, as allowedCaCerts"),
    );
}

fn answers(ledger: &mut Ledger, flow: &Flow) {
    let beyond =
        flow.calls.iter().flat_map(|call| &call.statuses).any(|range| range.first < 200 || range.last > 299);
    ledger.set(
        &[Kind::SuccessStatuses],
        &if beyond {
            Verdict::lost("Dialogflow takes nothing from answers outside 200 to 299")
        } else {
            Verdict::kept()
        },
    );
    ledger.set(&[Kind::SuccessRule], &Verdict::emulated("A condition of the routes"));
    ledger.set(&[Kind::Contract], &Verdict::lost("Missing required values are found, and nothing else"));
    ledger.set(&[Kind::BodyContract], &Verdict::lost("The request is not checked before it is sent"));
    ledger.set(&[Kind::SearchPath], &Verdict::lost("Parameter mapping follows names and positions alone"));
    ledger.set(&[Kind::OutputKind], &Verdict::lost("Values are not checked"));
    ledger.set(
        &[Kind::DefaultValue],
        &Verdict::emulated("A case of its own in every text; rules do not see it"),
    );
    let cannot_tell = |call: &CallStep| {
        let asks = |test: &Test| matches!(test, Test::BodyBlank | Test::BodyEmpty);
        call.flaws.iter().any(|row| asks(&row.test))
    };
    if flow.calls.iter().any(cannot_tell) {
        ledger.decide(|feature| {
            (feature.kind == Kind::StandardOutcome && feature.name == "empty").then(|| {
                Verdict::emulated("For required lists; an empty answer counts as one with missing values")
            })
        });
    }
}

fn replies(ledger: &mut Ledger, flow: &Flow) {
    ledger.decide(|feature| {
        (feature.kind == Kind::Format).then(|| match feature.name.as_str() {
            "date" => Verdict::emulated("FORMAT_DATE"),
            "time" | "datetime" => Verdict::emulated("FORMAT_DATE, in the time zone of the value"),
            "upper" | "lower" => Verdict::emulated("A system function"),
            "list" => Verdict::emulated("JOIN"),
            "default" | "yesno" => Verdict::emulated("A case of its own"),
            _ => Verdict::lost("The value is said as it is"),
        })
    });
    ledger.set(&[Kind::QuickReplies, Kind::Card], &Verdict::emulated("Rich content of Dialogflow Messenger"));
    let messages = flow.replies.values().chain([&flow.fallback]).flat_map(|reply| &reply.messages);
    let long =
        messages.clone().any(|m| matches!(m, MessageStep::List { at_most, .. } if *at_most > MOST_LINES));
    ledger.set(
        &[Kind::List],
        &if long {
            Verdict::lost(format!("At most {MOST_LINES} lines"))
        } else {
            Verdict::emulated("A case for each number of lines")
        },
    );
    ledger.set(&[Kind::Tests], &Verdict::lost(""));
    ledger.set(&[Kind::Privacy], &Verdict::lost("Set up data redaction in the project’s logs"));
}

/// Words that Dialogflow would read as references, and buttons that send something else.
fn platform_rules(ledger: &mut Ledger, flow: &Flow) {
    let mut texts: Vec<(&Vec<Piece>, &str)> = Vec::new();
    for (outcome, reply) in
        flow.replies.iter().map(|(id, reply)| (id.as_str(), reply)).chain([("fallback", &flow.fallback)])
    {
        for message in &reply.messages {
            match message {
                MessageStep::Text(text) => texts.push((text, outcome)),
                MessageStep::QuickReplies(choices) => {
                    texts.extend(choices.iter().map(|choice| (&choice.label, outcome)));
                    if choices
                        .iter()
                        .any(|choice| choice.send.as_deref().is_some_and(|send| !send.is_empty()))
                    {
                        add(
                            ledger,
                            flow,
                            outcome,
                            "Buttons",
                            "They send their own words: another answer is lost",
                        );
                    }
                }
                MessageStep::Card { title, subtitle, .. } => {
                    texts.extend([(title, outcome), (subtitle, outcome)]);
                }
                MessageStep::List { item, more, empty, .. } => {
                    texts.extend([(item, outcome), (more, outcome), (empty, outcome)]);
                }
            }
        }
    }
    for (text, outcome) in texts {
        let is_read = |piece: &Piece| matches!(piece, Piece::Literal(text) if REFERENCES.iter().any(|start| text.contains(start)));
        if text.iter().any(is_read) {
            add(ledger, flow, outcome, "Words", "Dialogflow reads a part of them as a parameter of its own");
        }
    }
}

fn add(ledger: &mut Ledger, flow: &Flow, outcome: &str, subject: &str, detail: &str) {
    ledger.add(Line {
        fate: Fate::Lost,
        subject: subject.to_owned(),
        detail: detail.to_owned(),
        place: Place::new(&flow.id, Part::Reply(outcome.to_owned()), "messages"),
        code: "vendor_rule".to_owned(),
    });
}
