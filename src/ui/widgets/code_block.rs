//! Text of machines, to be read and copied but not changed: requests, answers, JSON; and pairs of names and values.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::{Margin, Response, TextBuffer, TextEdit, Ui, Widget, vec2};

use super::paint;
use crate::ui::theme::{TextRole, Theme, Tone, space, theme};

/// A well of technical text that can be selected and copied.
#[must_use = "Add it with `ui.add`."]
pub struct CodeBlock<'a> {
    name: &'a str,
    text: &'a str,
    marked: &'a [Range<usize>],
    ground: Ground,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Sunken,
    None,
}

impl<'a> CodeBlock<'a> {
    /// A block with this text; `name` is what a screen reader calls it.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, marked: &[], ground: Ground::Sunken }
    }

    /// Byte ranges, in order, to show in the accent colour: what came from the conversation.
    /// A range that does not fit the text is left out.
    pub fn marked(mut self, ranges: &'a [Range<usize>]) -> Self {
        self.marked = ranges;
        self
    }

    /// Without the sunken ground, for a block inside a card.
    pub fn bare(mut self) -> Self {
        self.ground = Ground::None;
        self
    }
}

impl Widget for CodeBlock<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let c = &theme.color;
        let frame = match self.ground {
            Ground::Sunken => egui::Frame::new()
                .fill(c.sunken)
                .stroke(theme.line())
                .corner_radius(space::RADIUS_CONTROL)
                .inner_margin(Margin::symmetric(11, 7)),
            Ground::None => egui::Frame::new(),
        };
        let marked = self.marked;
        let mut layouter = |ui: &Ui, buffer: &dyn TextBuffer, width: f32| {
            paint::block_job(ui, job(buffer.as_str(), marked, theme), width)
        };
        let mut text = self.text;
        let edit = TextEdit::multiline(&mut text)
            .font(TextRole::Technical.font())
            .frame(frame)
            .desired_width(f32::INFINITY)
            .desired_rows(1)
            .layouter(&mut layouter);
        let response = ui.add(edit);
        paint::focus_ring(ui, &response, response.rect, space::RADIUS_CONTROL);
        response.accessible_name(self.name)
    }
}

fn job(text: &str, marked: &[Range<usize>], theme: &Theme) -> LayoutJob {
    let c = &theme.color;
    let plain = TextRole::Technical.format(c.text);
    let accent = TextRole::Technical.format(c.accent_text);
    let mut job = LayoutJob::default();
    let mut at = 0;
    for range in marked {
        let (Some(before), Some(inside)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        job.append(before, 0.0, plain.clone());
        job.append(inside, 0.0, accent.clone());
        at = range.end;
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

/// A name and its value on one line, as in a list of headers. A long value breaks.
pub fn key_value(ui: &mut Ui, key: &str, value: &str) -> Response {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        // Rows let texts run out at the side unless told otherwise.
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        super::text_line(ui, TextRole::Technical, Tone::Second, key);
        super::text(ui, TextRole::Technical, Tone::Main, value)
    })
    .inner
}
