//! What becomes of a design in Node-RED.

use super::super::flow::Flow;
use super::super::{ExportError, Fate, FeatureKind as Kind, Line, Order, Verdict, jsonata};
use crate::model::{Authentication, Part, Place, Redirects, Secret};

pub(super) fn lines(order: &Order<'_>, flow: &Flow, path: &str) -> Result<Vec<Line>, ExportError> {
    let mut ledger = jsonata::account(order, flow)?;
    ledger.kept(&[Kind::TimeLimit, Kind::IdempotencyHeader, Kind::LocalAddress]);
    ledger.set(
        &[Kind::Trigger],
        &Verdict::emulated("The bot decides when it asks; the phrases are in the description of the tab"),
    );
    ledger.set(&[Kind::UsageHint], &Verdict::emulated("In the description of the tab"));
    ledger.set(
        &[Kind::Waiting],
        &Verdict::lost("An HTTP request has one answer; the bot has to say it while it waits"),
    );
    ledger.set(&[Kind::FineLimits], &Verdict::lost("There is one time limit, for the whole call"));
    ledger.set(
        &[Kind::Retries],
        &Verdict::emulated("A loop with doubling pauses; what a system asks for (Retry-After) is not read"),
    );
    ledger.set(&[Kind::LargestAnswer], &Verdict::lost("Node-RED has no such limit"));
    ledger.set(&[Kind::FurtherAuthorities], &Verdict::lost("Start Node-RED with NODE_EXTRA_CA_CERTS"));
    ledger.set(&[Kind::UncheckedCertificate], &Verdict::lost("Every certificate is checked"));
    ledger.decide(|feature| {
        let secret = || format!("The environment variable {}; nothing is sent while it is empty", Secret::variable_of(&feature.name));
        match feature.kind {
            Kind::SecretInText => Some(Verdict::kept_as(secret())),
            Kind::Request => Some(Verdict::kept_as(
                "The address can be replaced by the environment variable that stands in the node before the call",
            )),
            Kind::Redirects => {
                let call = flow.calls.iter().find(|call| call.id == feature.name)?;
                Some(match call.policy.redirects {
                    Redirects::None => Verdict::kept(),
                    _ => Verdict::lost("Never followed, so that no key goes to another system"),
                })
            }
            Kind::Authentication => {
                let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
                Some(match &call.authentication {
                    Authentication::Basic { .. } => Verdict::kept_as(format!("{}, or has other letters than ASCII", secret())),
                    Authentication::Bearer { .. } | Authentication::ApiKey { .. } => Verdict::kept_as(secret()),
                    _ => Verdict::blocked(
                        "authentication_dropped",
                        "Node-RED’s nodes cannot do it with a key from the environment; nothing is sent until it is added by hand",
                    ),
                })
            }
            _ => None,
        }
    });
    ledger.add(how_to_ask(flow, path));
    ledger.add(answer_line(flow));
    Ok(ledger.close())
}

fn how_to_ask(flow: &Flow, path: &str) -> Line {
    Line {
        fate: Fate::Emulated,
        subject: "How the bot asks".to_owned(),
        detail: format!(
            "POST {path} with a JSON record: context (facts, nested or with dotted names), message, user_id, language, confirmed. \
             Whoever reaches Node-RED can ask: put it behind the bot’s own network or a login"
        ),
        place: Place::new(&flow.id, Part::Trigger, ""),
        code: "how_to_ask".to_owned(),
    }
}

/// The form of what the bot gets, which is that of our own results.
fn answer_line(flow: &Flow) -> Line {
    Line {
        fate: Fate::Emulated,
        subject: "What the bot gets".to_owned(),
        detail: jsonata::ANSWER_FORM.to_owned(),
        place: Place::new(&flow.id, Part::Whole, "replies"),
        code: "form_of_answers".to_owned(),
    }
}
