//! Names in texts: what nobody provides, what nobody uses, what cannot be understood.

use std::collections::BTreeSet;

use super::catalogue::answers::{UNUSED_INPUT, UNUSED_OUTPUT};
use super::catalogue::replies::{BROKEN_TEXT, UNKNOWN_NAME};
use super::catalogue::structure::SECRET_IN_MESSAGE;
use super::known::Reach;
use super::report::Report;
use super::subject::Subject;
use super::suggest::{did_you_mean, nearest};
use super::texts::{FoundText, Role};
use crate::engine::SECRET_PREFIX;
use crate::model::{Message, Part, Place, Reply, Rule, Severity, Source};

/// Finds names that are not known, texts that are broken, and inputs and outputs that nobody uses.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for text in &subject.texts {
        check_text(subject, text, report);
    }
    for input in &subject.integration.inputs {
        if let Source::Context { name } = &input.source {
            let place = subject.place(Part::Input(input.name.clone()), "source");
            check_fact(subject, name, place, report);
        }
    }
    for (outcome, reply) in replies(subject) {
        if let Some(handoff) = &reply.handoff {
            for name in &handoff.context {
                let place = subject.place(Part::Reply(outcome.to_owned()), "handoff");
                check_travelling(subject, name, place, report);
            }
        }
    }
    check_unused(subject, report);
}

/// Every reply with the id of its outcome, the fallback reply last.
pub(super) fn replies<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (&'a str, &'a Reply)> {
    let integration = subject.integration;
    let own = integration.replies.iter().map(|(outcome, reply)| (outcome.as_str(), reply));
    own.chain([(super::subject::FALLBACK, &integration.fallback)])
}

fn check_text(subject: &Subject<'_>, text: &FoundText<'_>, report: &mut Report) {
    let parsed = match &text.parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            report.add(&BROKEN_TEXT, text.place.clone(), &lower_first(&error.to_string()), &error.hint());
            return;
        }
    };
    for name in parsed.names() {
        if name.strip_prefix(SECRET_PREFIX).is_some() {
            if text.role.call().is_none() {
                let detail = format!("`{name}` stands in a text that is not sent to a system");
                let remedy = "Take the secret out of the text and change its value if it was ever shown.";
                report.add(&SECRET_IN_MESSAGE, text.place.clone(), &detail, remedy);
            }
        } else if !is_known(subject, text.role, name) {
            unknown(subject, text, name, report);
        }
    }
}

fn is_known(subject: &Subject<'_>, role: Role<'_>, name: &str) -> bool {
    let of_list = match role {
        Role::Line(_) => name == "item" || name.starts_with("item."),
        Role::More(_) => name == "more_count",
        _ => false,
    };
    of_list || subject.known().find(name, Reach::of(role)).is_some()
}

fn unknown(subject: &Subject<'_>, text: &FoundText<'_>, name: &str, report: &mut Report) {
    let known = subject.known();
    let reach = Reach::of(text.role);
    let (detail, remedy) = if known.find(name, Reach::ALL).is_some() {
        let detail = format!("`{name}` is not known yet when this text is needed");
        (detail, "Use a value that is known before, or move the text behind the call.".to_owned())
    } else if name == "item" || name.starts_with("item.") || name == "more_count" {
        let detail = format!("`{name}` has a value in the lines of a list only");
        (detail, "Take the chip out, or say the text as a list.".to_owned())
    } else {
        let suggestion = nearest(name, known.names(reach));
        let otherwise = "Pick a value from the list, or add it as an input or an output.";
        (format!("nobody provides `{name}`"), did_you_mean(suggestion, otherwise))
    };
    report.add(&UNKNOWN_NAME, text.place.clone(), &detail, &remedy);
}

/// The source of an input has to be a fact of the conversation.
fn check_fact(subject: &Subject<'_>, name: &str, place: Place, report: &mut Report) {
    let before_the_run = Reach { inputs: 0, calls: 0 };
    let known = subject.known();
    if known.find(name, before_the_run).is_some() {
        return;
    }
    if name.is_empty() {
        let remedy = "Choose the fact of the conversation that the input comes from.";
        report.add(&UNKNOWN_NAME, place, "the input comes from no fact of the conversation", remedy);
        return;
    }
    let suggestion = nearest(name, known.names(before_the_run));
    let remedy = did_you_mean(suggestion, "Add it to the facts of the conversation, or choose another one.");
    let detail = format!("`{name}` is no fact of the conversation");
    report.add(&UNKNOWN_NAME, place, &detail, &remedy);
}

/// What travels along with a handoff. A name without a value is left out, which hurts less than a text left unsaid.
fn check_travelling(subject: &Subject<'_>, name: &str, place: Place, report: &mut Report) {
    let known = subject.known();
    if known.find(name, Reach::ALL).is_none() {
        let suggestion = nearest(name, known.names(Reach::ALL));
        let remedy = did_you_mean(suggestion, "Take the name out, or choose another one.");
        let detail = format!("nobody provides `{name}`, which should travel along with the customer");
        report.add_as(Severity::Warning, &UNKNOWN_NAME, place, &detail, &remedy);
    }
}

fn check_unused(subject: &Subject<'_>, report: &mut Report) {
    let used = used_names(subject);
    let is_used = |name: &str| {
        used.contains(name)
            || used
                .range(name..)
                .take_while(|used| used.starts_with(name))
                .any(|used| used[name.len()..].starts_with('.'))
    };
    for input in &subject.integration.inputs {
        if !is_used(&input.name) {
            let place = subject.place(Part::Input(input.name.clone()), "name");
            let detail = format!("nothing uses the input `{}`", input.name);
            report.add(&UNUSED_INPUT, place, &detail, "Use it in the request or in a reply, or remove it.");
        }
    }
    for output in subject.integration.outputs() {
        if !is_used(&output.name) {
            let place = subject.place(Part::Output(output.name.clone()), "name");
            let detail = format!("nothing uses the output `{}`", output.name);
            report.add(&UNUSED_OUTPUT, place, &detail, "Use it in a reply or a rule, or remove it.");
        }
    }
}

fn used_names<'a>(subject: &'a Subject<'_>) -> BTreeSet<&'a str> {
    let mut used: BTreeSet<&str> =
        subject.texts.iter().flat_map(FoundText::chips).map(|chip| chip.name()).collect();
    let integration = subject.integration;
    let mut rules: Vec<&Rule> = integration.outcomes.iter().map(|outcome| &outcome.when).collect();
    rules.extend(integration.calls.iter().filter_map(|call| call.success.rule.as_ref()));
    used.extend(rules.iter().flat_map(|rule| rule.conditions()).map(|condition| condition.field.as_str()));
    for (_, reply) in replies(subject) {
        used.extend(reply.handoff.iter().flat_map(|handoff| &handoff.context).map(String::as_str));
        for message in reply.messages.iter().chain(reply.channels.values().flatten()) {
            if let Message::List { items, .. } = message {
                used.insert(items);
            }
        }
    }
    if let Some(connections) = used_by_connections(subject) {
        used.extend(connections);
    }
    used
}

/// Names in the fixed headers of the connections; parsed here, because they belong to no integration.
fn used_by_connections<'a>(subject: &'a Subject<'_>) -> Option<Vec<&'a str>> {
    let called = subject.integration.calls.iter();
    let connections = called.filter_map(|call| subject.project.connection(&call.connection));
    let texts: Vec<&str> =
        connections.flat_map(|connection| &connection.headers).map(|header| header.value.as_str()).collect();
    let integration = subject.integration;
    let names = integration.inputs.iter().map(|input| &input.name);
    let names = names.chain(integration.outputs().map(|output| &output.name));
    (!texts.is_empty()).then(|| {
        let parsed: Vec<_> = texts.iter().filter_map(|text| crate::template::parse(text).ok()).collect();
        let is_used = |name: &&String| parsed.iter().any(|text| text.names().contains(&name.as_str()));
        names.filter(is_used).map(String::as_str).collect()
    })
}

/// A message of another room as the end of a sentence: `A chip has no name` becomes `a chip has no name`.
pub(super) fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
