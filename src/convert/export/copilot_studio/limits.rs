//! Limits of a call, and what becomes of them.

use super::account::call_of;
use crate::convert::export::flow::Flow;
use crate::convert::export::{FeatureKind as Kind, Ledger, Verdict};
use crate::model::{Authentication, KeyPlace, Redirects};

/// Speaks of limits, repetitions and redirects.
pub(super) fn account(ledger: &mut Ledger, flow: &Flow) {
    ledger.set(&[Kind::TimeLimit], &Verdict::kept_as("The time limit of the request"));
    ledger.set(&[Kind::FineLimits], &Verdict::lost("There is one limit for the whole request"));
    ledger.set(&[Kind::Retries], &Verdict::lost("The call is made once"));
    ledger.set(&[Kind::LargestAnswer], &Verdict::lost("Copilot Studio has a limit of its own"));
    ledger
        .set(&[Kind::IdempotencyHeader], &Verdict::lost("The call is made once and carries no such header"));
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
                "Copilot Studio decides what it follows, and may take the key along",
            ),
            _ => Verdict::lost("Copilot Studio decides what it follows"),
        })
    });
}
