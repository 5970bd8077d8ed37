//! Remedies for what the project's platform cannot do.

use super::{call_mut, reply_mut, say};
use crate::check::{Limit, platform_limits};
use crate::model::{Finding, Message, Part, Project, Reply};

pub(super) fn allow_less_words(project: &Project, finding: &Finding) -> Option<String> {
    // A saved answer that is too large is for IT to make smaller.
    matches!(finding.place.part, Part::Call(_)).then_some(())?;
    Some(format!("Allow {} bytes", largest_answer(project)?))
}

pub(super) fn allow_less(project: &mut Project, finding: &Finding) {
    let Some(most) = largest_answer(project) else { return };
    if let Some(call) = call_mut(project, finding) {
        call.policy.largest_response_bytes = call.policy.largest_response_bytes.min(most);
    }
}

fn largest_answer(project: &Project) -> Option<u64> {
    platform_limits(project.platform?).iter().find_map(|limit| match limit {
        Limit::Answer(most) => Some(*most),
        _ => None,
    })
}

pub(super) fn show_fewer_words(project: &Project, _: &Finding) -> Option<String> {
    let most = most_lines(project).filter(|most| *most > 0)?;
    say(&format!("Show at most {most} lines"))
}

pub(super) fn show_fewer(project: &mut Project, finding: &Finding) {
    let Some(most) = most_lines(project) else { return };
    let Some(reply) = reply_mut(project, finding) else { return };
    for message in all_messages(reply) {
        if let Message::List { at_most, .. } = message {
            *at_most = most.min(*at_most);
        }
    }
}

fn most_lines(project: &Project) -> Option<u32> {
    platform_limits(project.platform?).iter().find_map(|limit| match limit {
        Limit::ListLines(most) => Some(*most),
        _ => None,
    })
}

/// Buttons send what stands on them.
pub(super) fn send_labels(project: &mut Project, finding: &Finding) {
    let Some(reply) = reply_mut(project, finding) else { return };
    for message in all_messages(reply) {
        if let Message::QuickReplies { choices } = message {
            choices.iter_mut().for_each(|choice| choice.send = None);
        }
    }
}

fn all_messages(reply: &mut Reply) -> impl Iterator<Item = &mut Message> {
    reply.messages.iter_mut().chain(reply.channels.values_mut().flatten())
}
