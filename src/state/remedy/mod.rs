//! Remedies: what a single click can do about a finding.
//!
//! A remedy is a row of [`REMEDIES`]: the finding's code, the words on its button (none where this very finding needs a
//! person), and the repair. Names in findings stand in backticks, and a repair touches only what its finding names.

mod channels;
mod platforms;
mod replies;
mod requests;
mod secrets;
mod systems;
mod time;
mod values;

use std::sync::Arc;

use crate::model::{Call, Connection, Finding, Integration, Part, Project, Reply};
use crate::state::FALLBACK;
pub(super) use secrets::values_to_keep;
pub(super) use values::good_answers;

/// The words of the button that repairs a finding; none when a person has to think first.
///
/// It is cheap: nothing is tried, only looked at.
pub fn remedy(project: &Project, finding: &Finding) -> Option<String> {
    (row(finding)?.words)(project, finding)
}

/// Carries the remedy out.
pub(super) fn repair(project: &mut Project, finding: &Finding) {
    if let Some(row) = row(finding) {
        (row.repair)(project, finding);
    }
}

/// The codes of the findings that one click can repair, at least in some designs.
pub const REPAIRABLE: [&str; REMEDIES.len()] = {
    let mut codes = [""; REMEDIES.len()];
    let mut index = 0;
    while index < codes.len() {
        codes[index] = REMEDIES[index].code;
        index += 1;
    }
    codes
};

struct Remedy {
    code: &'static str,
    words: fn(&Project, &Finding) -> Option<String>,
    repair: fn(&mut Project, &Finding),
}

const fn remedy_of(
    code: &'static str,
    words: fn(&Project, &Finding) -> Option<String>,
    repair: fn(&mut Project, &Finding),
) -> Remedy {
    Remedy { code, words, repair }
}

const REMEDIES: &[Remedy] = &[
    remedy_of("silence", replies::break_silence_words, replies::break_silence),
    remedy_of("no_fallback", |_, _| say("Write a fallback reply"), replies::write_fallback),
    remedy_of("fallback_needs_value", |_, _| say("Say “–” when it is missing"), values::stand_in),
    remedy_of("optional_value_in_reply", |_, _| say("Say “–” when it is missing"), values::stand_in),
    remedy_of("no_success_reply", |_, _| say("Write the reply"), replies::write_reply),
    remedy_of("outcome_without_reply", |_, _| say("Write the reply"), replies::write_reply),
    remedy_of("reply_without_outcome", |_, _| say("Delete these words"), replies::delete_reply),
    remedy_of("handoff_to_nobody", |_, _| say("Do not pass on"), replies::keep_customer),
    remedy_of("undeclared_fact", |_, _| say("Add it to the customer facts"), replies::declare_facts),
    remedy_of("no_question", |_, _| say("Ask for it"), replies::ask_for_it),
    remedy_of("button_without_words", |_, _| say("Remove the button"), channels::remove_bad_buttons),
    remedy_of("button_without_address", |_, _| say("Remove the button"), channels::remove_bad_buttons),
    remedy_of("buttons_without_text", |_, _| say("Write a question before"), channels::ask_before_buttons),
    remedy_of("buttons_not_shown", channels::leave_out_words, channels::leave_out),
    remedy_of("too_many_buttons", channels::keep_first_words, channels::keep_first),
    remedy_of("text_too_long", channels::divide_words, channels::divide),
    remedy_of("http_not_https", |_, _| say("Use https instead"), systems::encrypt),
    remedy_of("bad_base_url", systems::correct_address_words, systems::correct_address),
    remedy_of("no_authentication", |_, _| say("Use a secret key"), systems::prove_by_key),
    remedy_of("key_in_url", |_, _| say("Send it in a header"), systems::key_into_header),
    remedy_of("unverified_tls_host", |_, _| say("Verify it again"), systems::verify_hosts),
    remedy_of("secret_hosts_do_not_match", systems::allow_hosts_words, systems::allow_hosts),
    remedy_of("unused_connection", |_, _| say("Remove it"), systems::remove_connection),
    remedy_of("no_environment", |_, _| say("Add demo, staging and production"), systems::add_environments),
    remedy_of("personal_data_in_url", requests::into_body_words, requests::into_body),
    remedy_of("missing_connection", requests::ask_only_system_words, requests::ask_only_system),
    remedy_of("no_calls", |_, _| say("Ask a system"), requests::add_call),
    remedy_of("broken_address", requests::split_address_words, requests::split_address),
    remedy_of("broken_header_name", requests::name_headers_words, requests::name_headers),
    remedy_of("body_not_expected", requests::fetch_with_details_words, requests::fetch_with_details),
    remedy_of("redirects_anywhere", |_, _| say("Stay on the same system"), requests::stay_there),
    remedy_of("risk_against_method", requests::say_risk_words, requests::say_risk),
    remedy_of("write_without_confirmation", |_, _| say("Ask the customer first"), requests::ask_first),
    remedy_of("retries_on_write_without_idempotency", |_, _| say("Try only once"), time::try_once),
    remedy_of("time_limit_too_long", |_, _| say("Wait 8 seconds instead"), time::shorten_limit),
    remedy_of("retries_time_budget", |_, _| say("Keep within 30 seconds"), time::keep_budget),
    remedy_of("no_waiting_message", time::write_waiting_words, time::write_waiting),
    remedy_of("waiting_after_limit", |_, _| say("Say it earlier"), time::wait_less),
    remedy_of("platform_needs_https", |_, _| say("Use https instead"), systems::encrypt),
    remedy_of("platform_retries", |_, _| say("Try only once"), time::try_once),
    remedy_of("platform_answer_size", platforms::allow_less_words, platforms::allow_less),
    remedy_of("platform_list", platforms::show_fewer_words, platforms::show_fewer),
    remedy_of("platform_button_answer", |_, _| say("Send what stands on the button"), platforms::send_labels),
    remedy_of("no_success_status", |_, _| say("Count 200 to 299 as success"), requests::usual_success),
    remedy_of("broken_schema", values::learn_words, values::learn),
    remedy_of("broken_pattern", |_, _| say("Do without the pattern"), values::drop_pattern),
    remedy_of("unused_input", |_, _| say("Remove it"), values::remove_input),
    remedy_of("unused_output", |_, _| say("Remove it"), values::remove_output),
    remedy_of("unknown_name", values::use_known_words, values::use_known),
    remedy_of("broken_text", |_, _| say("Say the braces as they are"), values::escape_braces),
    remedy_of("format_does_not_fit", values::fit_format_words, values::fit_format),
    remedy_of("example_does_not_fit", |_, _| say("Take the example out"), values::drop_example),
    remedy_of("sample_breaks_contract", values::accept_sample_words, values::accept_sample),
    remedy_of("sample_without_call", |_, _| say("It answers the first question"), values::answer_first_call),
    remedy_of("empty_rule", |_, _| say("Delete this meaning"), values::delete_meaning),
    remedy_of("unknown_time_zone", |_, _| say("Say times in UTC"), values::use_utc),
    remedy_of("secret_literal", secrets::hide_words, secrets::hide),
    remedy_of("secret_not_declared", |_, _| say("Add it to the secrets"), secrets::declare),
    remedy_of("secret_not_chosen", |_, _| say("Use a new secret"), secrets::choose_new),
    remedy_of("secret_in_message", |_, _| say("Take the secret out"), secrets::take_out),
    remedy_of("unused_secret", |_, _| say("Remove it"), secrets::remove),
];

fn row(finding: &Finding) -> Option<&'static Remedy> {
    REMEDIES.iter().find(|row| row.code == finding.code)
}

fn say(words: &str) -> Option<String> {
    Some(words.to_owned())
}

/// What stands in backticks.
fn quoted(words: &str) -> Vec<&str> {
    words.split('`').skip(1).step_by(2).collect()
}

/// Whether the finding names it.
fn names(finding: &Finding, name: &str) -> bool {
    quoted(&finding.title).contains(&name)
}

fn integration<'a>(project: &'a Project, finding: &Finding) -> Option<&'a Integration> {
    project.integration(finding.place.integration.as_deref()?)
}

fn integration_mut<'a>(project: &'a mut Project, finding: &Finding) -> Option<&'a mut Integration> {
    let id = finding.place.integration.as_deref()?;
    project.integrations.iter_mut().find(|known| known.id == id).map(Arc::make_mut)
}

fn call<'a>(project: &'a Project, finding: &Finding) -> Option<&'a Call> {
    let Part::Call(id) = &finding.place.part else { return None };
    integration(project, finding)?.calls.iter().find(|call| call.id == *id)
}

fn call_mut<'a>(project: &'a mut Project, finding: &Finding) -> Option<&'a mut Call> {
    let Part::Call(id) = &finding.place.part else { return None };
    integration_mut(project, finding)?.calls.iter_mut().find(|call| call.id == *id)
}

fn connection<'a>(project: &'a Project, finding: &Finding) -> Option<&'a Connection> {
    let Part::Connection(id) = &finding.place.part else { return None };
    project.connection(id)
}

fn connection_mut<'a>(project: &'a mut Project, finding: &Finding) -> Option<&'a mut Connection> {
    let Part::Connection(id) = &finding.place.part else { return None };
    project.connections.iter_mut().find(|known| known.id == *id)
}

fn reply<'a>(project: &'a Project, finding: &'a Finding) -> Option<(&'a str, &'a Reply)> {
    let Part::Reply(outcome) = &finding.place.part else { return None };
    let integration = integration(project, finding)?;
    let known =
        if outcome == FALLBACK { Some(&integration.fallback) } else { integration.replies.get(outcome) };
    known.map(|reply| (outcome.as_str(), reply))
}

fn reply_mut<'a>(project: &'a mut Project, finding: &Finding) -> Option<&'a mut Reply> {
    let Part::Reply(outcome) = &finding.place.part else { return None };
    let integration = integration_mut(project, finding)?;
    if outcome == FALLBACK { Some(&mut integration.fallback) } else { integration.replies.get_mut(outcome) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_stand_in_backticks() {
        let check = |words: &str, expect: &[&str]| assert_eq!(super::quoted(words), expect);
        check("nobody provides `renews`", &["renews"]);
        check("the header `X-Id` needs `id`, which", &["X-Id", "id"]);
        check("nothing", &[]);
    }
}
