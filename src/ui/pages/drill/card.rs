//! One outcome as a small conversation, with the moment at which the customer hears something.

use egui::{Color32, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{button_at, edit, live};
use crate::engine::{Awaits, Preview, Said, seconds};
use crate::model::{Channel, Step};
use crate::state::{Action, DrillCard, FALLBACK, LONGEST_SHOWN_MS, Page, Patience, State, Verdict};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::phone::{
    Skin, conversation_in, small_incoming, small_line, small_outgoing, small_reply,
};
use crate::ui::widgets::{Button, paint};

/// The height of a card with a short conversation.
pub const LOWEST: f32 = 272.0;
/// The height of a card with a long one, which then scrolls in it.
pub const HIGHEST: f32 = 560.0;
const HEAD: f32 = 54.0;
const FOOT: f32 = 42.0;
const SIDE: f32 = 12.0;

/// The height that all of a card's conversation needs, as it was when it was drawn last.
pub fn height(ui: &Ui, card: &DrillCard) -> f32 {
    let talk: f32 = ui.data(|data| data.get_temp(height_key(card))).unwrap_or_default();
    (HEAD + talk + FOOT).clamp(LOWEST, HIGHEST)
}

fn height_key(card: &DrillCard) -> egui::Id {
    egui::Id::unique("height of a conversation in the drill").with(&card.outcome)
}

/// Draws a card into its place.
pub fn show(ui: &mut Ui, state: &State, card: &DrillCard, rect: Rect, actions: &mut Vec<Action>) {
    let silent = card.verdict == Verdict::Silent;
    let c = &theme(ui).color;
    let (fill, edge, stroke) =
        if silent { (c.err_soft, c.err_solid, space::RING) } else { (c.surface, c.line, space::STROKE) };
    let radius = CornerRadius::same(space::RADIUS_CARD);
    ui.painter().rect_filled(rect, radius, fill);
    head(ui, state, card, rect);
    let body = Rect::from_min_max(
        pos2(rect.left() + 1.0, rect.top() + HEAD),
        pos2(rect.right() - 1.0, rect.bottom() - FOOT),
    );
    let preview = card.preview.and_then(|index| state.derived.previews.get(index));
    match preview {
        _ if silent => silence(ui, state, card, body, actions),
        Some(preview) => conversation(ui, state, card, preview, body, actions),
        None => unused(ui, card, body, actions),
    }
    foot(ui, card, rect);
    let edge = if state.drill.editing.as_ref() == Some(&card.outcome) {
        Stroke::new(space::RING, c.accent)
    } else {
        Stroke::new(stroke, edge)
    };
    ui.painter().rect_stroke(rect, radius, edge, StrokeKind::Inside);
}

fn head(ui: &mut Ui, state: &State, card: &DrillCard, rect: Rect) {
    let theme = theme(ui);
    let tag = match state.drill.live.get(&card.outcome) {
        Some(end) => Some(live::compared(end)),
        None if card.fell_back => Some((icons::ICON_SHIELD, Tone::Second, "fallback", String::new())),
        None => None,
    };
    let mut room = rect.width() - 2.0 * SIDE;
    if let Some((icon, tone, words, all)) = tag {
        let color = theme.tone(tone);
        let short = words.strip_prefix("live: the ").map_or(words, |_| "live");
        let galley = paint::line(ui, TextRole::Small, color, short, room * 0.6);
        let width = galley.size().x + space::ICON_SMALL + 4.0;
        let left = rect.right() - SIDE - width;
        let place = Rect::from_min_size(pos2(left, rect.top() + 10.0), vec2(width, 18.0));
        let run = paint::Run::new(galley).gap(4.0).leading(Some(icon), space::ICON_SMALL, color);
        run.paint(ui.painter(), place.left_center(), place.right());
        let id = ui.scope_id().with(("drill tag", &card.outcome));
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
        if !all.is_empty() {
            response.on_hover_text(all);
        }
        room -= width + 8.0;
    }
    let title = paint::line(ui, TextRole::CardTitle, theme.color.text, &card.name, room);
    let cause = paint::line(ui, TextRole::Small, theme.color.text_2, &card.cause, rect.width() - 2.0 * SIDE);
    let id = ui.scope_id().with(("drill head", &card.outcome));
    let place = Rect::from_min_size(rect.min, vec2(room + SIDE, HEAD));
    let response = ui.interact(place, id, Sense::hover());
    let name = format!("{}: {}", card.name, card.cause);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    paint::tell_elided(response, &cause);
    paint::text_left(ui.painter(), pos2(rect.left() + SIDE, rect.top() + 19.0), title);
    paint::text_left(ui.painter(), pos2(rect.left() + SIDE, rect.top() + 38.0), cause);
}

fn conversation(
    ui: &mut Ui,
    state: &State,
    card: &DrillCard,
    preview: &Preview,
    body: Rect,
    actions: &mut Vec<Action>,
) {
    let skin = if state.view.channel == Channel::WhatsApp { Skin::WhatsApp } else { Skin::Neutral };
    let result = &preview.result;
    let phrase =
        state.derived.conversation.as_ref().and_then(|known| known.message.as_deref()).unwrap_or_default();
    let mut clicked = false;
    let needed = ui.push_id(("drill card", &card.outcome), |ui| {
        conversation_in(ui, skin, body, |ui| {
            if !phrase.is_empty() {
                small_outgoing(ui, phrase);
            }
            if let Some(waiting) = &result.waiting {
                clicked |= small_incoming(ui, &waiting.text).clicked();
                let later = result.elapsed_ms.saturating_sub(waiting.after_ms);
                if later >= 100 {
                    small_line(ui, icons::ICON_SCHEDULE, &format!("{} s later", seconds(tenths(later))));
                }
            }
            for said in &result.messages {
                match said {
                    Said::QuickReplies { choices } => {
                        choices.iter().for_each(|choice| small_reply(ui, &choice.label));
                    }
                    other => clicked |= small_incoming(ui, &other.plain()).clicked(),
                }
            }
            if let Some(handoff) = &result.handoff {
                small_line(ui, icons::ICON_SUPPORT_AGENT, &format!("To {}", handoff.queue));
            }
        })
    });
    let known: f32 = ui.data(|data| data.get_temp(height_key(card))).unwrap_or_default();
    if (known - needed.inner).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(height_key(card), needed.inner));
        ui.ctx().request_repaint();
    }
    if clicked {
        actions.push(edit(&card.outcome));
    }
}

fn silence(ui: &mut Ui, state: &State, card: &DrillCard, body: Rect, actions: &mut Vec<Action>) {
    let c = &theme(ui).color;
    let middle = body.center().x;
    paint::icon(ui.painter(), icons::ICON_VOLUME_OFF, 24.0, pos2(middle, body.top() + 24.0), c.err);
    let lines = [
        (TextRole::ControlTitle, "The customer would"),
        (TextRole::ControlTitle, "hear nothing"),
        (TextRole::Small, why(state, &card.outcome)),
    ];
    for (index, (role, words)) in lines.into_iter().enumerate() {
        let galley = paint::line(ui, role, c.err, words, body.width() - 16.0);
        let left = middle - galley.size().x / 2.0;
        paint::text_left(ui.painter(), pos2(left, body.top() + 52.0 + 19.0 * index as f32), galley);
    }
    let fallback_speaks = state.integration().is_some_and(|each| !each.fallback.messages.is_empty());
    let remedy = card.outcome != FALLBACK && fallback_speaks;
    let words = if remedy { "Say the fallback reply" } else { "Write the words" };
    let place =
        Rect::from_min_max(pos2(body.left(), body.bottom() - 54.0), pos2(body.right(), body.bottom() - 8.0));
    let button = ui.push_id(("drill remedy", &card.outcome), |ui| {
        button_at(ui, place, Button::danger(words).icon(icons::ICON_HEALING))
    });
    if button.inner.clicked() {
        actions.push(if remedy { Action::SayFallback(card.outcome.clone()) } else { edit(&card.outcome) });
    }
}

/// Why nothing is heard, in a few words.
fn why(state: &State, outcome: &str) -> &'static str {
    let integration = state.integration();
    let own = integration.and_then(|each| each.replies.get(outcome));
    match own {
        Some(reply) if reply.messages.is_empty() => "The reply is empty.",
        Some(_) => "Its words are empty.",
        None => "The fallback reply is empty.",
    }
}

/// The fallback reply while every outcome has words of its own.
fn unused(ui: &mut Ui, card: &DrillCard, body: Rect, actions: &mut Vec<Action>) {
    let c = &theme(ui).color;
    let words = paint::block(
        ui,
        TextRole::Small,
        c.text_2,
        "Every outcome has words of its own.",
        body.width() - 24.0,
    );
    paint::text_left(ui.painter(), pos2(body.left() + 12.0, body.center().y - 24.0), words);
    let place = Rect::from_min_max(pos2(body.left(), body.center().y), body.right_bottom());
    let button = ui.push_id(("drill unused", &card.outcome), |ui| {
        button_at(ui, place, Button::link("Change the words").small())
    });
    if button.inner.clicked() {
        actions.push(edit(&card.outcome));
    }
}

fn foot(ui: &mut Ui, card: &DrillCard, rect: Rect) {
    let theme = theme(ui);
    let y = rect.bottom() - FOOT + 15.0;
    let left = rect.left() + SIDE;
    let (icon, tone, words) = timing(card);
    let color = theme.tone(tone);
    let galley = paint::line(ui, TextRole::Small, color, &words, rect.width() - 2.0 * SIDE - 20.0);
    let run = paint::Run::new(galley).gap(5.0).leading(Some(icon), space::ICON_SMALL, color);
    run.paint(ui.painter(), pos2(left, y), rect.right() - SIDE);
    let track = Rect::from_min_size(pos2(left, rect.bottom() - 12.0), vec2(rect.width() - 2.0 * SIDE, 4.0));
    let id = ui.scope_id().with(("drill time", &card.outcome));
    let response = ui.interact(Rect::from_min_max(pos2(left, y - 9.0), track.max), id, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    let tip = format!("The bar ends at {} seconds. {}", seconds(LONGEST_SHOWN_MS), gives_up(card.limit));
    response.on_hover_text(tip);
    if card.outcome != FALLBACK || card.verdict == Verdict::Silent {
        time_bar(ui, card, track);
    }
}

fn time_bar(ui: &Ui, card: &DrillCard, track: Rect) {
    let c = &theme(ui).color;
    let part = |ms: u64| (ms as f32 / LONGEST_SHOWN_MS as f32).clamp(0.02, 1.0);
    let fill = |part: f32, color: Color32| {
        let rect = Rect::from_min_size(track.min, vec2(track.width() * part, track.height()));
        ui.painter().rect_filled(rect, 2.0, color);
    };
    fill(1.0, c.line);
    match card.first_ms {
        None => fill(1.0, c.err_solid),
        Some(first) => {
            if card.reply_ms > first {
                fill(
                    part(card.reply_ms),
                    if card.verdict == Verdict::Late { c.warn_line } else { c.ok_line },
                );
            }
            fill(part(first), c.ok);
        }
    }
    let limit = track.left() + track.width() * part(card.limit.ms);
    ui.painter().vline(limit, track.y_range().expand(2.0), Stroke::new(1.0, c.text_3));
}

/// "Twilio Studio gives up after 10 seconds without the reply."
fn gives_up(limit: Patience) -> String {
    let awaited = match limit.awaits {
        Awaits::Reply => "the reply",
        Awaits::FirstWord => "a first word",
    };
    let after = seconds(limit.ms);
    match limit.who {
        Some(who) => format!("{who} gives up after {after} seconds without {awaited}."),
        None => format!("The most impatient platforms give up after {after} seconds without {awaited}."),
    }
}

fn timing(card: &DrillCard) -> (crate::ui::theme::Icon, Tone, String) {
    let words = |ms: u64| format!("{} s", seconds(tenths(ms)));
    if card.outcome == FALLBACK && card.verdict != Verdict::Silent {
        let said = match card.said_for {
            0 => "not needed yet".to_owned(),
            1 => "said for 1 outcome above".to_owned(),
            count => format!("said for {count} outcomes above"),
        };
        return (icons::ICON_SHIELD, Tone::Second, said);
    }
    match (card.verdict, card.first_ms) {
        (Verdict::Silent, _) | (_, None) => (icons::ICON_ERROR, Tone::Err, "never".to_owned()),
        (Verdict::Late, Some(first)) if first < card.reply_ms => {
            let words = format!("{}, but the reply takes {}", words(first), words(card.reply_ms));
            (icons::ICON_WARNING, Tone::Warn, words)
        }
        (Verdict::Late, Some(first)) => {
            (icons::ICON_WARNING, Tone::Warn, format!("hears nothing for {}", words(first)))
        }
        (Verdict::Fine, Some(first)) if tenths(first) == 0 => {
            (icons::ICON_SCHEDULE, Tone::Second, "hears something at once".to_owned())
        }
        (Verdict::Fine, Some(first)) => {
            (icons::ICON_SCHEDULE, Tone::Second, format!("hears something after {}", words(first)))
        }
    }
}

/// Tenths of a second are what a person feels.
fn tenths(ms: u64) -> u64 {
    ms.saturating_add(50) / 100 * 100
}

/// The card that adds an outcome.
pub fn own_meaning(ui: &mut Ui, rect: Rect, actions: &mut Vec<Action>) {
    let c = &theme(ui).color;
    let id = ui.scope_id().with("a meaning of your own");
    let response = ui.interact(rect, id, Sense::click());
    let stroke = Stroke::new(space::STROKE, c.line_strong);
    let inner = rect.shrink(1.0);
    let corners =
        [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom(), inner.left_top()];
    ui.painter().rect_filled(
        rect,
        f32::from(space::RADIUS_CARD),
        if response.hovered() { c.hover } else { c.sunken },
    );
    ui.painter().extend(egui::Shape::dashed_line(&corners, stroke, 4.0, 4.0));
    let middle = rect.center();
    paint::icon(ui.painter(), icons::ICON_ADD_CIRCLE, 26.0, middle - vec2(0.0, 32.0), c.accent_text);
    let lines = [
        (TextRole::ControlTitle, c.text, "A meaning of your own"),
        (TextRole::Small, c.text_2, "For example: status is paused"),
    ];
    for (index, (role, color, words)) in lines.into_iter().enumerate() {
        let galley = paint::line(ui, role, color, words, rect.width() - 16.0);
        let left = middle.x - galley.size().x / 2.0;
        paint::text_left(ui.painter(), pos2(left, middle.y + 24.0 * index as f32), galley);
    }
    paint::focus_ring(ui, &response, rect, space::RADIUS_CARD);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "A meaning of your own"));
    if response.clicked() {
        actions.push(Action::AddOutcome);
        actions.push(Action::ChoosePage(Page::Integration));
        actions.push(Action::ChooseStep(Step::Understands));
    }
}
