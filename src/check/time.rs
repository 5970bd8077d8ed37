//! Time: how long the customer waits, and what is said meanwhile.

use super::catalogue::requests::{
    NO_WAITING_MESSAGE, PLATFORM_TIME_BUDGET, RETRIES_TIME_BUDGET, TIME_LIMIT_TOO_LONG, WAITING_AFTER_LIMIT,
};
use super::report::Report;
use super::subject::Subject;
use crate::engine::{Budget, TimeRemedy, seconds, worst_case_ms};
use crate::model::{Call, Part, Severity};

/// Microsoft's Direct Line gives up after 15 seconds, Twilio Studio after 10.
const LONG_MS: u64 = 15_000;
/// Dialogflow CX, watsonx Assistant and Voiceflow give up after 30 seconds.
const BUDGET_MS: u64 = 30_000;
/// The longest limit that any of the platforms offers (Typebot).
const LONGEST_MS: u64 = 120_000;
/// Slack delivers a message again when nothing came back within three seconds.
const PATIENCE_MS: u64 = 3_000;

/// Finds limits that are too long or missing, and a waiting message that is missing or comes too late.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for call in &subject.integration.calls {
        check_limit(subject, call, report);
    }
    check_budget(subject, report);
    check_platform(subject, report);
    check_waiting(subject, report);
}

fn check_limit(subject: &Subject<'_>, call: &Call, report: &mut Report) {
    let limit = call.policy.time_limit_ms;
    let place = subject.call_place(call, "time_limit_ms");
    if limit == 0 {
        let detail = "the time limit is zero, so every call is given up at once";
        report.add(&TIME_LIMIT_TOO_LONG, place, detail, "Allow a few seconds.");
    } else if limit > LONG_MS {
        let severity = if limit > LONGEST_MS { Severity::Error } else { Severity::Warning };
        let detail = format!("the time limit is {}", duration(limit));
        let remedy = "Allow at most 15 seconds; 5 to 8 are usual.";
        report.add_as(severity, &TIME_LIMIT_TOO_LONG, place, &detail, remedy);
    }
}

fn check_budget(subject: &Subject<'_>, report: &mut Report) {
    let calls = &subject.integration.calls;
    let Some(longest) = calls.iter().max_by_key(|call| worst_case_ms(&call.policy)) else { return };
    // A known platform says itself how long it waits.
    if subject.project.platform.is_some() {
        return;
    }
    // A single call without retries is judged by its time limit alone.
    if calls.len() == 1 && longest.policy.retries.count == 0 {
        return;
    }
    let total = calls.iter().map(|call| worst_case_ms(&call.policy)).fold(0, u64::saturating_add);
    if total > BUDGET_MS {
        let field = if longest.policy.retries.count > 0 { "retries" } else { "time_limit_ms" };
        let detail = format!("all calls and retries can take {} together", duration(total));
        let remedy =
            "Shorten the limits, or try again less often, so that everything ends within 30 seconds.";
        report.add(&RETRIES_TIME_BUDGET, subject.call_place(longest, field), &detail, remedy);
    }
}

/// The platform that runs it gives up at a time of its own, whatever the design allows.
fn check_platform(subject: &Subject<'_>, report: &mut Report) {
    let Some(platform) = subject.project.platform else { return };
    let calls = &subject.integration.calls;
    let Some(longest) = calls.iter().max_by_key(|call| worst_case_ms(&call.policy)) else { return };
    let total = calls.iter().map(|call| worst_case_ms(&call.policy)).fold(0, u64::saturating_add);
    let limit = platform.time_limit_ms();
    if total > limit {
        let detail = format!(
            "{} gives up after {}, and this can take {}",
            platform.title(),
            duration(limit),
            duration(total)
        );
        let budget = Budget::of(subject.project, subject.integration, subject.project.default_channel());
        let remedy = match budget.remedy {
            Some(remedy @ TimeRemedy::Shorten { .. }) => format!("{}.", remedy.words()),
            _ => "Shorten the limits, or try again less often.".to_owned(),
        };
        report.add(&PLATFORM_TIME_BUDGET, subject.call_place(longest, "time_limit_ms"), &detail, &remedy);
    }
}

fn check_waiting(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    let total = integration.calls.iter().map(|call| worst_case_ms(&call.policy)).fold(0, u64::saturating_add);
    let waiting = integration.waiting.as_ref().filter(|waiting| !waiting.text.is_blank());
    match waiting {
        None if total > PATIENCE_MS => {
            let detail = format!("it can take {}, and there is no waiting message", duration(total));
            let remedy = "Write what the bot says after a second or two, such as “One moment”.";
            report.add(&NO_WAITING_MESSAGE, subject.place(Part::Waiting, "text"), &detail, remedy);
        }
        Some(waiting) if total > 0 && waiting.after_ms >= total => {
            let detail = format!(
                "it comes after {}, and everything is over after {} at the latest",
                duration(waiting.after_ms),
                duration(total)
            );
            let remedy = "Say it earlier, after a second or two.";
            report.add(&WAITING_AFTER_LIMIT, subject.place(Part::Waiting, "after_ms"), &detail, remedy);
        }
        _ => {}
    }
}

/// A time in words; nobody wants to know how much more than an hour it is.
fn duration(ms: u64) -> String {
    if ms > 3_600_000 { "more than an hour".to_owned() } else { format!("{} seconds", seconds(ms)) }
}
