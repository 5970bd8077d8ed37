//! The phone: what the customer writes, what the bot says, and how long it takes.

use egui::{Sense, Ui, vec2};

use super::result;
use crate::engine::{RunResult, Said, SaidWaiting, seconds};
use crate::model::{Channel, Source};
use crate::state::{Shown, State};
use crate::ui::clock::running_ms;
use crate::ui::theme::{TextRole, icons, space, theme};
use crate::ui::widgets::paint;
use crate::ui::widgets::phone::{Bubble, Skin, day, link_card, phone_frame_in, reply_button, system_line};

/// Draws it over all the room there is.
pub fn show(ui: &mut Ui, state: &State) {
    let channel = state.view.channel;
    let (skin, subtitle) = match channel {
        Channel::WhatsApp => (Skin::WhatsApp, "automatic assistant"),
        other => (Skin::Neutral, other.title()),
    };
    let title = if channel == Channel::WhatsApp { "Customer service" } else { title(state) };
    let at = Moment { clock: &state.derived.clock };
    phone_frame_in(ui, skin, title, subtitle, |ui| {
        day(ui, "Today");
        begin(ui, state, at);
        if let Some(running) = &state.try_it.running {
            let elapsed_ms = running_ms(ui, running.run);
            if let Some(waiting) = waiting(state).filter(|waiting| waiting.after_ms <= elapsed_ms) {
                said_waiting(ui, waiting, at);
            }
            return;
        }
        match result(state) {
            Some(result) => reply(ui, result, channel, at),
            None => {
                system_line(ui, icons::ICON_SHIELD, "The fallback reply is not needed yet");
            }
        }
    });
}

fn title(state: &State) -> &str {
    if state.project.name.is_empty() { "Customer service" } else { &state.project.name }
}

/// The time of day shown beside every message.
#[derive(Clone, Copy)]
struct Moment<'a> {
    clock: &'a str,
}

fn waiting(state: &State) -> Option<&SaidWaiting> {
    state.derived.waiting.as_ref()
}

/// What the customer writes, and the question before a write.
fn begin(ui: &mut Ui, state: &State, at: Moment<'_>) {
    let phrase = phrase(state);
    if phrase.is_empty() {
        system_line(ui, icons::ICON_CHAT, "The customer writes something");
    } else {
        ui.add(outgoing(state.view.channel, phrase, at));
    }
    let sent = result(state).is_none_or(|result| !result.calls.is_empty() || result.outcome == "success");
    let asks = state.try_it.running.is_some() || sent;
    if let Some(confirmation) = state.derived.confirmation.as_ref().filter(|_| asks) {
        ui.add(Bubble::incoming(&confirmation.ask, at.clock));
        reply_button(ui, named(&confirmation.yes));
        reply_button(ui, named(&confirmation.no));
        ui.add(outgoing(state.view.channel, &confirmation.yes, at));
    }
}

/// A text message and an e-mail do not tell whether they were read.
fn outgoing<'a>(channel: Channel, words: &'a str, at: Moment<'a>) -> Bubble<'a> {
    let bubble = Bubble::outgoing(words, at.clock);
    if matches!(channel, Channel::Sms | Channel::Email) { bubble.without_ticks() } else { bubble }
}

/// What was typed in the test panel, while that is what is shown; the first sample phrase else.
fn phrase(state: &State) -> &str {
    let tried = state.try_it.running.is_some() || state.try_it.shown == Shown::Try;
    let typed = state.integration().filter(|_| tried).and_then(|integration| {
        let input = integration.inputs.iter().find(|input| input.source == Source::MessageText)?;
        state.try_it.values.get(&input.name)
    });
    let example = || state.derived.conversation.as_ref().and_then(|known| known.message.as_ref());
    typed.filter(|typed| !typed.is_empty()).or_else(example).map_or("", String::as_str)
}

fn said_waiting(ui: &mut Ui, waiting: &SaidWaiting, at: Moment<'_>) {
    later(ui, waiting.after_ms);
    ui.add(Bubble::incoming(&waiting.text, at.clock));
}

fn later(ui: &mut Ui, ms: u64) {
    // Tenths are what a person feels.
    let tenths = (ms + 50) / 100 * 100;
    let words = if tenths == 1_000 {
        "1 second later".to_owned()
    } else {
        format!("{} seconds later", seconds(tenths))
    };
    system_line(ui, icons::ICON_SCHEDULE, &words);
}

fn reply(ui: &mut Ui, result: &RunResult, channel: Channel, at: Moment<'_>) {
    let since_ms = match &result.waiting {
        Some(waiting) => {
            said_waiting(ui, waiting, at);
            result.elapsed_ms.saturating_sub(waiting.after_ms)
        }
        None => result.elapsed_ms,
    };
    if since_ms >= 100 && (result.waiting.is_some() || since_ms >= 1_000) {
        later(ui, since_ms);
    }
    if result.is_silent() {
        silence(ui);
    }
    for said in &result.messages {
        message(ui, said, channel, at);
    }
    if let Some(handoff) = &result.handoff {
        let words = format!("Passed to the {} queue", handoff.queue);
        system_line(ui, icons::ICON_SUPPORT_AGENT, &words);
    }
}

fn message(ui: &mut Ui, said: &Said, channel: Channel, at: Moment<'_>) {
    let plain_text = matches!(channel, Channel::Sms | Channel::Email);
    match said {
        Said::Text { text, .. } if text.trim().is_empty() => {}
        Said::Text { text, values } => {
            let ranges: Vec<_> = values.iter().map(|value| value.range.clone()).collect();
            ui.add(Bubble::incoming(text, at.clock).underlined(&ranges));
        }
        Said::QuickReplies { choices } if plain_text => {
            let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
            ui.add(Bubble::incoming(&format!("Answer with: {}", labels.join(" · ")), at.clock));
        }
        Said::QuickReplies { choices } => {
            for choice in choices {
                reply_button(ui, named(&choice.label));
            }
        }
        Said::Card { .. } if plain_text => {
            ui.add(Bubble::incoming(&said.plain(), at.clock));
        }
        Said::Card { title, subtitle, buttons, .. } => {
            let labels: Vec<&str> = buttons.iter().map(|button| named(&button.label)).collect();
            link_card(ui, title, subtitle, &labels);
        }
        Said::List { .. } => {
            ui.add(Bubble::incoming(&said.plain(), at.clock));
        }
    }
}

/// A button without words yet can still be seen.
fn named(label: &str) -> &str {
    if label.trim().is_empty() { "…" } else { label }
}

/// Nothing is said: shown as loudly as a phone allows.
fn silence(ui: &mut Ui) {
    let c = &theme(ui).color;
    let width = ui.available_width();
    let title = paint::line(ui, TextRole::BodyStrong, c.err, "The customer hears nothing", width - 58.0);
    let why = "Nobody answers. They will ask again, or leave.";
    let why = paint::block(ui, TextRole::ControlRegular, c.text, why, width - 58.0);
    let height = 12.0 + title.size().y + 2.0 + why.size().y + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    paint::frame(ui.painter(), rect, space::RADIUS_BUBBLE, c.err_soft, c.err_solid);
    let middle = rect.left_center() + vec2(24.0, 0.0);
    paint::icon(ui.painter(), icons::ICON_VOLUME_OFF, 24.0, middle, c.err);
    let left = rect.left_top() + vec2(46.0, 12.0);
    let below = left + vec2(0.0, title.size().y + 2.0 + why.size().y / 2.0);
    paint::text_left(ui.painter(), left + vec2(0.0, title.size().y / 2.0), title);
    paint::text_left(ui.painter(), below, why);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, "The customer hears nothing"));
}
