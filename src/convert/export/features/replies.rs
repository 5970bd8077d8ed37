//! What the outcomes and replies of an integration use.

use super::Found;
use crate::convert::export::FeatureKind as Kind;
use crate::convert::export::flow::{MessageStep, ReplyStep};
use crate::model::{Part, Place, Privacy, Project, StandardOutcome};

pub(super) fn add(found: &mut Found<'_>, project: &Project) {
    let flow = found.flow;
    for (outcome, name) in &flow.outcomes {
        let is_own = StandardOutcome::from_id(outcome).is_none();
        let (kind, place) = if is_own {
            (Kind::OwnOutcome, found.place(Part::Outcome(outcome.clone()), "when"))
        } else {
            (Kind::StandardOutcome, found.place(Part::Reply(outcome.clone()), "messages"))
        };
        let detail = if flow.replies.contains_key(outcome) { "" } else { "Says the fallback reply" };
        found.add(kind, outcome, &format!("Reply “{name}”"), detail, place);
    }
    let place = found.place(Part::Reply("fallback".to_owned()), "messages");
    let detail = "Said for everything else, and when a value of a reply is missing";
    found.add(Kind::Fallback, "fallback", "Fallback reply", detail, place);
    for (outcome, reply) in flow.replies.iter().chain([(&"fallback".to_owned(), &flow.fallback)]) {
        parts(found, outcome, reply);
    }
    formats(found);
    whole(found, project);
}

fn parts(found: &mut Found<'_>, outcome: &str, reply: &ReplyStep) {
    let place = |field: &str| Place::new(&found.flow.id, Part::Reply(outcome.to_owned()), field);
    let name = found.flow.outcomes.iter().find(|(id, _)| id == outcome);
    let name = name.map_or("Fallback", |(_, name)| name);
    let mut lines = Vec::new();
    for message in &reply.messages {
        let (kind, subject, detail) = match message {
            MessageStep::Text(_) => continue,
            MessageStep::QuickReplies(choices) => {
                (Kind::QuickReplies, "Buttons", format!("{} buttons", choices.len()))
            }
            MessageStep::Card { .. } => (Kind::Card, "Card", String::new()),
            MessageStep::List { at_most, .. } => (Kind::List, "List", format!("At most {at_most} lines")),
        };
        lines.push((kind, format!("{subject} in “{name}”"), detail, place("messages")));
    }
    if !reply.remember.is_empty() {
        let names: Vec<&str> = reply.remember.iter().map(|update| update.name.as_str()).collect();
        lines.push((Kind::Remember, format!("Remembered in “{name}”"), names.join(", "), place("remember")));
    }
    if let Some(handoff) = &reply.handoff {
        let detail = format!("To {}", handoff.queue);
        lines.push((Kind::Handoff, format!("Pass to a person in “{name}”"), detail, place("handoff")));
    }
    for (kind, subject, detail, place) in lines {
        found.add(kind, outcome, &subject, detail, place);
    }
}

/// Each format once, where it first stands in a reply.
fn formats(found: &mut Found<'_>) {
    let flow = found.flow;
    let mut seen: Vec<&str> = Vec::new();
    for (outcome, reply) in flow.replies.iter().chain([(&"fallback".to_owned(), &flow.fallback)]) {
        for chip in reply.chips() {
            for format in &chip.formats {
                if seen.contains(&format.name()) {
                    continue;
                }
                seen.push(format.name());
                let place = Place::new(&flow.id, Part::Reply(outcome.clone()), "messages");
                let detail = format!("As in {}", flow.language);
                found.add(Kind::Format, format.name(), &format!("Format {}", format.name()), detail, place);
            }
        }
    }
}

fn whole(found: &mut Found<'_>, project: &Project) {
    let flow = found.flow;
    let others: Vec<&str> =
        project.languages.iter().map(String::as_str).filter(|tag| *tag != flow.language).collect();
    if !others.is_empty() {
        let place = Place::new(&flow.id, Part::Whole, "languages");
        let detail = format!("{}: export again for them", others.join(", "));
        found.add(Kind::OtherLanguages, "", "Other languages", detail, place);
    }
    let replies = found.integration.replies.values().chain([&found.integration.fallback]);
    let varies = replies.flat_map(|reply| reply.channels.keys()).any(|channel| *channel != flow.channel);
    if varies {
        let place = found.place(Part::Whole, "replies");
        let detail = format!("Taken for {}: export again for the others", flow.channel.title());
        found.add(Kind::OtherChannels, "", "Other channels", detail, place);
    }
    let inputs = flow.inputs.iter().filter(|input| input.privacy != Privacy::None).map(|input| &input.label);
    let outputs = flow.calls.iter().flat_map(|call| &call.outputs);
    let outputs = outputs.filter(|output| output.privacy != Privacy::None).map(|output| &output.label);
    let personal: Vec<String> = inputs.chain(outputs).cloned().collect();
    if !personal.is_empty() {
        let place = found.place(Part::Whole, "inputs");
        found.add(Kind::Privacy, "", "Hiding customer data", personal.join(", "), place);
    }
    if !found.integration.samples.is_empty() || !found.integration.scenarios.is_empty() {
        let place = found.place(Part::Whole, "scenarios");
        let detail = "They stay in the project and run from the command line";
        found.add(Kind::Tests, "", "Saved answers and scenarios", detail, place);
    }
}
