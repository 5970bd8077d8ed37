//! What was different from what was expected, with the words that differ marked.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::{Frame, Label, Margin, Stroke, Ui};

use crate::engine::{Difference, differing_words};
use crate::state::{ScenarioEnded, ScenarioResult};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::remark;

/// Draws the differences under a scenario; nothing when it passed.
pub fn differences(ui: &mut Ui, result: &ScenarioResult) {
    if result.ended == ScenarioEnded::Passed {
        return;
    }
    Frame::new().inner_margin(Margin { left: 36, right: 8, top: 0, bottom: 8 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        match &result.ended {
            ScenarioEnded::Passed => {}
            ScenarioEnded::Failed(differences) => differences.iter().for_each(|each| difference(ui, each)),
            ScenarioEnded::Impossible(reasons) => {
                for reason in reasons {
                    remark(ui, icons::ICON_ERROR, Tone::Err, reason);
                }
            }
        }
    });
}

fn difference(ui: &mut Ui, difference: &Difference) {
    match difference {
        Difference::Other(sentence) => {
            remark(ui, icons::ICON_ERROR, Tone::Err, sentence);
        }
        Difference::Words { expected, said } => {
            let (in_expected, in_said) = differing_words(expected, said);
            marked(ui, "The bot said", said, &in_said);
            marked(ui, "instead of", expected, &in_expected);
        }
    }
}

/// A quotation in which the words that differ are red and underlined.
fn marked(ui: &mut Ui, start: &str, words: &str, ranges: &[Range<usize>]) {
    let c = &theme(ui).color;
    let plain = TextRole::ControlRegular.format(c.text);
    let mut mark = TextRole::Control.format(c.err);
    mark.underline = Stroke::new(1.0, c.err);
    let mut job = LayoutJob::default();
    job.append(&format!("{start} “"), 0.0, TextRole::ControlRegular.format(c.text_2));
    let mut at = 0;
    for range in ranges {
        job.append(words.get(at..range.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(words.get(range.clone()).unwrap_or_default(), 0.0, mark.clone());
        at = range.end;
    }
    job.append(words.get(at..).unwrap_or_default(), 0.0, plain);
    job.append("”", 0.0, TextRole::ControlRegular.format(c.text_2));
    job.wrap.max_width = ui.available_width();
    ui.add(Label::new(job));
}
