//! What becomes of a design in Step Functions.

use super::super::flow::{BodyStep, Flow};
use super::super::{ExportError, Fate, FeatureKind as Kind, Line, Order, Verdict, jsonata};
use super::{connections, states};
use crate::model::{Authentication, Part, Place};

pub(super) fn lines(order: &Order<'_>, flow: &Flow) -> Result<Vec<Line>, ExportError> {
    let mut ledger = jsonata::account(order, flow)?;
    ledger.kept(&[Kind::IdempotencyHeader]);
    ledger.set(&[Kind::Trigger], &Verdict::lost("The bot decides when it starts the state machine"));
    ledger.set(&[Kind::UsageHint], &Verdict::emulated("In the comment of the state machine"));
    ledger.set(&[Kind::Waiting], &Verdict::lost("The bot has to say it while the state machine runs"));
    ledger.set(&[Kind::FineLimits], &Verdict::lost("There is one time limit, for the whole task"));
    ledger.set(
        &[Kind::Retries],
        &Verdict::emulated(
            "Retry of the task in whole seconds, for 408, 429, 500, 502, 503, 504 and the errors of the network that AWS names; \
             what a system asks for (Retry-After) is not read",
        ),
    );
    ledger.set(&[Kind::LargestAnswer], &Verdict::emulated("256 KiB, the limit of every state"));
    ledger.set(&[Kind::Redirects], &Verdict::lost("AWS decides; a state machine has no setting for it"));
    ledger.set(&[Kind::FurtherAuthorities], &Verdict::lost("AWS trusts its own list of authorities alone"));
    ledger.set(&[Kind::UncheckedCertificate], &Verdict::lost("Every certificate is checked"));
    ledger.set(&[Kind::LocalAddress], &Verdict::lost("AWS cannot reach an address on this computer"));
    ledger.set(
        &[Kind::SecretInText],
        &Verdict::blocked(
            "secret_in_text_dropped",
            "A state machine shows every text; a call with a key in its texts is not sent",
        ),
    );
    calls(&mut ledger, flow);
    for line in rules(flow) {
        ledger.add(line);
    }
    Ok(ledger.close())
}

fn calls(ledger: &mut super::super::Ledger, flow: &Flow) {
    ledger.decide(|feature| {
        if feature.kind == Kind::Authentication {
            let call = flow.calls.iter().find(|call| call.authentication.secret() == Some(&feature.name))?;
            if let Authentication::OAuth2ClientCredentials { .. } = call.authentication {
                return Some(Verdict::emulated(format!(
                    "An EventBridge connection signs in, in AWS’s own way; the client secret is the secret {} of the Secrets Manager",
                    feature.name
                )));
            }
            return Some(if connections::holds(&call.authentication) {
                Verdict::kept_as(format!(
                    "An EventBridge connection, whose key is the secret {} of the Secrets Manager",
                    feature.name
                ))
            } else {
                Verdict::blocked(
                    "authentication_dropped",
                    "An EventBridge connection cannot do it: calls go out without it",
                )
            });
        }
        let call = flow.calls.iter().find(|call| call.id == feature.name)?;
        match feature.kind {
            Kind::TimeLimit => {
                let limit = call.policy.time_limit_ms;
                let most = states::LONGEST_TASK * 1000;
                Some(if limit > most {
                    Verdict::emulated("60 seconds, the most that AWS allows")
                } else if limit % 1000 == 0 {
                    Verdict::kept()
                } else {
                    Verdict::emulated(format!("Whole seconds: {}", states::seconds(limit)))
                })
            }
            Kind::TextBody => Some(Verdict::lost("An HTTP task sends JSON and forms alone")),
            Kind::SuccessStatuses if call.statuses.iter().any(|range| range.last > 299) => {
                Some(Verdict::emulated("AWS hands over no body with statuses from 300 on"))
            }
            Kind::FormBody if matches!(call.body, BodyStep::Form(_)) => {
                Some(Verdict::emulated("Encoded by AWS"))
            }
            Kind::Query => Some(Verdict::emulated("Encoded by AWS")),
            _ => None,
        }
    });
}

/// What AWS demands or does, whatever the design is.
fn rules(flow: &Flow) -> Vec<Line> {
    let line = |fate, subject: &str, detail: &str, code: &str| Line {
        fate,
        subject: subject.to_owned(),
        detail: detail.to_owned(),
        place: Place::new(&flow.id, Part::Whole, ""),
        code: code.to_owned(),
    };
    let mut lines = vec![
        line(
            Fate::Emulated,
            "Connections",
            "Create them from connections.template.json and put their ARNs in the place of the placeholders in the state machine",
            "connections",
        ),
        line(
            Fate::Emulated,
            "How the bot asks",
            "It starts the state machine with a JSON record: context (facts, nested or with dotted names), message, user_id, language, confirmed",
            "how_to_ask",
        ),
        line(Fate::Emulated, "What the bot gets", jsonata::ANSWER_FORM, "form_of_answers"),
        line(
            Fate::Lost,
            "Answers that are no success",
            "AWS hands over their status alone; a rule over values of such an answer does not hold",
            "body_of_errors",
        ),
        line(
            Fate::Lost,
            "Execution history",
            "AWS shows the customer’s data of each run to everybody who may read the history",
            "execution_history",
        ),
    ];
    if flow.calls.iter().any(|call| call.authentication.secret().is_none()) {
        lines.push(line(
            Fate::Emulated,
            "Call without proof",
            "AWS demands a connection for every call; the template has one that sends a header without meaning",
            "connection_without_key",
        ));
    }
    lines
}
