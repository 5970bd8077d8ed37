//! How long it may take, as the customer feels it.

use egui::{Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Asking;
use crate::engine::{Limits, may_repeat, seconds, worst_case_ms};
use crate::model::{Call, Retries, RetryCause, Risk, StandardOutcome, Waiting};
use crate::state::Intention;
use crate::ui::steps::fields::{CheckedField, Texts};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{FormRow, paint, remark, row, select_value, text, text_line};

/// The least and the most that a call may take, in milliseconds.
const LIMITS_MS: std::ops::RangeInclusive<u64> = 100..=300_000;
/// The pause before the first repetition, unless the design says otherwise.
const FIRST_PAUSE_MS: u64 = 500;
/// Height of the bar in points.
const BAR: f32 = 20.0;
/// The part of the row that the bar takes; the rest is for the words behind it.
const SHARE: f32 = 0.6;

/// When the waiting message is said, and its words.
pub struct Moment {
    after_ms: u64,
    words: String,
}

impl Moment {
    /// Of the waiting message, in the chosen language.
    pub fn of(waiting: &Waiting, texts: &Texts<'_>) -> Option<Self> {
        let words = waiting.text.get(&texts.language, texts.languages)?;
        Some(Self { after_ms: waiting.after_ms, words: words.as_str().to_owned() })
    }
}

/// What an intention means for trying again.
pub fn sentence(ui: &mut Ui, intention: Intention, risk: Risk) {
    if !intention.agrees_with(risk) {
        let words = if risk == Risk::Read {
            "In When it is said to change nothing. Choose again, or correct it there."
        } else {
            "In When it is said to change data, which fetching usually does not."
        };
        remark(ui, icons::ICON_WARNING, Tone::Warn, words);
        return;
    }
    match intention {
        Intention::Fetch | Intention::FetchWithDetails => {
            let words = "Nothing is created or changed, so it is safe to try again.";
            remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, words)
        }
        Intention::Create => {
            let words = "Something new is created each time, so a try in production asks you first.";
            remark(ui, icons::ICON_BUILD, Tone::Second, words)
        }
        Intention::Change | Intention::Replace => {
            let words = "Data is changed, so a try in production asks you first.";
            remark(ui, icons::ICON_BUILD, Tone::Second, words)
        }
        Intention::Delete => {
            let words = "It cannot be taken back, so a try in production asks you first.";
            remark(ui, icons::ICON_WARNING, Tone::Warn, words)
        }
    };
}

/// Draws the row.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, call: &mut Call, moment: Option<&Moment>) {
    let row_of = FormRow::new("How long may it take?").hint("Then the customer hears the “Slow” reply");
    row_of.show(ui, |ui| {
        row(ui, |ui| {
            text_line(ui, TextRole::ControlRegular, Tone::Main, "Wait");
            let now = seconds(call.policy.time_limit_ms);
            let state = asking.texts.state(&asking.part(), "time_limit_ms");
            let field = CheckedField::new(asking.id("time limit"), "Seconds to wait", &now);
            let field = field.role(TextRole::Body).width(64.0).state(state);
            let typed = field.show(ui, |typed| {
                milliseconds(typed).is_none().then(|| "Between 0.1 and 300 seconds.".to_owned())
            });
            if let Some(limit_ms) = typed.and_then(|typed| milliseconds(&typed)) {
                call.policy.time_limit_ms = limit_ms;
            }
            again(ui, asking.risk, call);
        });
        asking.texts.beside(ui, &asking.part(), "time_limit_ms");
        asking.texts.beside(ui, &asking.part(), "retries");
        bar(ui, asking, worst_case_ms(&call.policy), moment);
        text(ui, TextRole::Small, Tone::Second, &within(Limits::of(&call.policy)));
    });
}

/// How often it is tried again; offered only where a repetition does no harm.
fn again(ui: &mut Ui, risk: Risk, call: &mut Call) {
    let set = call.policy.retries.count;
    if !may_repeat(call, risk) && set == 0 {
        text_line(ui, TextRole::ControlRegular, Tone::Main, "seconds for an answer");
        return;
    }
    text_line(ui, TextRole::ControlRegular, Tone::Main, "seconds, then try again");
    let mut times = set;
    let mut choices = vec![(0, "never", ""), (1, "once", ""), (2, "twice", ""), (3, "three times", "")];
    let more = format!("{set} times");
    if set > 3 {
        choices.push((set, &more, ""));
    }
    select_value(ui, "How often to try again", &mut times, &choices);
    if times == 0 && set > 0 {
        call.policy.retries = Retries::default();
    } else if times != set {
        let retries = &mut call.policy.retries;
        retries.count = times;
        if retries.on.is_empty() {
            retries.on = vec![RetryCause::Unreachable, RetryCause::Timeout, RetryCause::ServerError];
            retries.backoff_ms = FIRST_PAUSE_MS;
        }
    }
}

/// The limits within the whole one.
fn within(limits: Limits) -> String {
    let (connect, idle) = (seconds(limits.connect_ms), seconds(limits.idle_ms));
    format!("Each try may take {connect} s to connect, and an answer may pause for {idle} s.")
}

/// `2.5` or `2,5`, within the limits.
pub fn milliseconds(typed: &str) -> Option<u64> {
    let typed = typed.trim().replace(',', ".");
    if !typed.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let seconds: f64 = typed.parse().ok()?;
    let ms = (seconds * 1000.0).round();
    let ms = if ms < 1e9 { ms as u64 } else { return None };
    LIMITS_MS.contains(&ms).then_some(ms)
}

/// What the customer hears and when: the waiting message in the bar, the “Slow” reply at its end.
fn bar(ui: &mut Ui, asking: &Asking<'_, '_>, limit_ms: u64, moment: Option<&Moment>) {
    let c = &theme(ui).color;
    let moment = moment.filter(|moment| moment.after_ms < limit_ms);
    let height = BAR + if moment.is_some() { space::XL } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let bar = Rect::from_min_size(rect.min, vec2((rect.width() * SHARE).round(), BAR));
    ui.painter().rect_filled(bar, f32::from(space::RADIUS_TAG), c.accent);
    let slow = asking.texts.derived.preview(StandardOutcome::Timeout.id());
    let reply = slow.and_then(|slow| slow.result.words().first().cloned()).unwrap_or_default();
    let end = if reply.trim().is_empty() {
        format!("{} s: silence", seconds(limit_ms))
    } else {
        format!("{} s: “{reply}”", seconds(limit_ms))
    };
    let color = if reply.trim().is_empty() { c.err } else { c.text_2 };
    let end_left = bar.right_center() + vec2(space::S, 0.0);
    let galley = paint::line(ui, TextRole::Small, color, &end, rect.right() - end_left.x);
    paint::text_left(ui.painter(), end_left, galley);
    let mut spoken = end;
    if let Some(moment) = moment {
        let at = bar.left() + bar.width() * moment.after_ms as f32 / limit_ms as f32;
        let mark = egui::Rangef::new(bar.top(), bar.bottom() + space::XL);
        ui.painter().vline(at, mark.shrink(0.0), egui::Stroke::new(1.0, c.surface));
        ui.painter().vline(at, egui::Rangef::new(bar.bottom(), mark.max), egui::Stroke::new(1.0, c.text_2));
        let words = format!("{} s: “{}”", seconds(moment.after_ms), moment.words);
        let left = pos2(at + 6.0, bar.bottom() + 13.0);
        let galley = paint::line(ui, TextRole::Small, c.text_2, &words, rect.right() - left.x);
        paint::text_left(ui.painter(), left, galley);
        spoken = format!("{words}, {spoken}");
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    response.on_hover_text(spoken.replace("”, ", "”\n"));
}

#[cfg(test)]
mod tests {
    #[test]
    fn seconds_as_people_type_them() {
        let check = |typed: &str, expect| assert_eq!(super::milliseconds(typed), expect, "{typed}");
        check("8", Some(8_000));
        check("2.5", Some(2_500));
        check("2,5", Some(2_500));
        check("8.", Some(8_000));
        check("", None);
        check("0", None);
        check("1e3", None);
        check("301", None);
        check("-1", None);
    }
}
