//! Remedies for time: how long the customer waits, and what is said meanwhile.

use super::{call_mut, integration, integration_mut};
use crate::engine::worst_case_ms;
use crate::model::{Finding, Project, Retries, Waiting};
use crate::state::ReadyWords;

/// Long enough for most systems, and shorter than every channel's patience.
const USUAL_LIMIT_MS: u64 = 8_000;
/// Most platforms have given up after 30 seconds.
const BUDGET_MS: u64 = 30_000;
/// People notice a pause of more than a second.
const USUAL_WAIT_MS: u64 = 1_500;

pub(super) fn try_once(project: &mut Project, finding: &Finding) {
    if let Some(call) = call_mut(project, finding) {
        call.policy.retries = Retries::default();
    }
}

pub(super) fn shorten_limit(project: &mut Project, finding: &Finding) {
    if let Some(call) = call_mut(project, finding) {
        call.policy.time_limit_ms = USUAL_LIMIT_MS;
    }
}

/// First without repetitions; if that is not enough, each call has its share of the time.
pub(super) fn keep_budget(project: &mut Project, finding: &Finding) {
    let Some(integration) = integration_mut(project, finding) else { return };
    let total = |calls: &[crate::model::Call]| {
        calls.iter().map(|call| worst_case_ms(&call.policy)).fold(0, u64::saturating_add)
    };
    integration.calls.iter_mut().for_each(|call| call.policy.retries = Retries::default());
    if total(&integration.calls) > BUDGET_MS {
        let share = BUDGET_MS / integration.calls.len().max(1) as u64;
        for call in &mut integration.calls {
            call.policy.time_limit_ms = call.policy.time_limit_ms.min(share);
        }
    }
}

pub(super) fn write_waiting_words(project: &Project, _finding: &Finding) -> Option<String> {
    let words = ReadyWords::WAITING.of(project);
    let words = words.get(project.default_language(), &project.languages)?;
    Some(format!("Say “{}”", words.as_str()))
}

pub(super) fn write_waiting(project: &mut Project, finding: &Finding) {
    let text = ReadyWords::WAITING.of(project);
    if let Some(integration) = integration_mut(project, finding) {
        let after_ms = integration.waiting.as_ref().map_or(USUAL_WAIT_MS, |waiting| waiting.after_ms);
        integration.waiting = Some(Waiting { after_ms, text });
    }
    wait_less(project, finding);
}

pub(super) fn wait_less(project: &mut Project, finding: &Finding) {
    let Some(known) = integration(project, finding) else { return };
    let total = known.calls.iter().map(|call| worst_case_ms(&call.policy)).fold(0, u64::saturating_add);
    let Some(waiting) = integration_mut(project, finding).and_then(|known| known.waiting.as_mut()) else {
        return;
    };
    waiting.after_ms = waiting.after_ms.min(USUAL_WAIT_MS).min(total / 3);
}
