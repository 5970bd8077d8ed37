//! A few things side by side of which exactly one is chosen: segments in a row, or cards with a second line.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{CursorIcon, Galley, Rect, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::paint;
use super::select::{Choice, Pick};
use crate::ui::theme::{TextRole, space, theme};

const CELL_PADDING: f32 = 9.0;
const INSET: f32 = 3.0;
const GAP: f32 = 2.0;

/// Segments in a row; the grey second word of a choice is its technical name. Where there is too little room,
/// the technical names go first, and then the ends of the words.
pub fn segmented(ui: &mut Ui, name: &str, choices: &[Choice<'_>], chosen: usize) -> Pick {
    let c = &theme(ui).color;
    let gaps = GAP * choices.len().saturating_sub(1) as f32 + 2.0 * INSET;
    let room = ui.available_width() - gaps;
    let lay_out = |secondary: bool, widest: f32| -> Vec<Arc<Galley>> {
        let cell = |(index, choice): (usize, &Choice<'_>)| {
            let color = if index == chosen { c.text } else { c.text_2 };
            let mut job = LayoutJob::single_section(choice.words.to_owned(), TextRole::Control.format(color));
            if secondary && !choice.secondary.is_empty() {
                job.append(choice.secondary, 6.0, TextRole::Technical.format(c.text_2));
            }
            paint::line_job(ui, job, widest)
        };
        choices.iter().enumerate().map(cell).collect()
    };
    let width_of = |text: &Arc<Galley>| (text.size().x + 2.0 * CELL_PADDING).round();
    let fits = |texts: &Vec<Arc<Galley>>| texts.iter().map(width_of).sum::<f32>() <= room;
    let equal = room / choices.len().max(1) as f32 - 2.0 * CELL_PADDING - 1.0;
    let texts = Some(lay_out(true, f32::INFINITY))
        .filter(fits)
        .or_else(|| Some(lay_out(false, f32::INFINITY)).filter(fits))
        .unwrap_or_else(|| lay_out(false, equal));
    let widths: Vec<f32> = texts.iter().map(width_of).collect();
    let width = widths.iter().sum::<f32>() + gaps;
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, 34.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), name));
    paint::frame(ui.painter(), rect, space::RADIUS_CONTROL, c.sunken, c.line);

    let mut index_picked = None;
    let mut left = rect.left() + INSET;
    for (index, (text, cell_width)) in texts.into_iter().zip(widths).enumerate() {
        let cell = Rect::from_min_size(pos2(left, rect.top() + INSET), vec2(cell_width, 28.0));
        left += cell_width + GAP;
        let cell_response = ui.interact(cell, response.id.with(index), Sense::click());
        if index == chosen {
            paint::frame(ui.painter(), cell.expand(1.0), space::RADIUS_CHIP + 1, c.surface, c.line_strong);
        } else if cell_response.hovered() {
            ui.painter().rect_filled(cell, f32::from(space::RADIUS_CHIP), c.hover);
        }
        let start = cell.left_center() + vec2(CELL_PADDING, 0.0);
        paint::text_left(ui.painter(), start, text.clone());
        paint::focus_ring(ui, &cell_response, cell, space::RADIUS_CHIP);
        let words = choices.get(index).map_or("", |choice| choice.words);
        cell_response
            .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), index == chosen, words));
        let cell_response = paint::tell_elided(cell_response, &text);
        if cell_response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            index_picked = Some(index);
        }
    }
    if index_picked.is_some() {
        response.mark_changed();
    }
    Pick { response, index: index_picked }
}

/// A card with a title and a grey second line, of which one in a group is chosen.
#[must_use = "Add it with `ui.add`."]
pub struct OptionCard<'a> {
    title: &'a str,
    subtitle: &'a str,
    width: Option<f32>,
    chosen: bool,
}

impl<'a> OptionCard<'a> {
    /// A card that is not chosen.
    pub fn new(title: &'a str, subtitle: &'a str) -> Self {
        Self { title, subtitle, width: None, chosen: false }
    }

    /// The width in points; without it the card takes all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Whether it is the chosen one.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

impl Widget for OptionCard<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let c = &theme.color;
        let width = self.width.unwrap_or(f32::INFINITY).min(ui.available_width());
        let (rect, response) = ui.allocate_exact_size(vec2(width, 52.0), Sense::click());
        let inner = rect.shrink2(vec2(11.0, 9.0));
        let title = paint::line(ui, TextRole::Control, c.text, self.title, inner.width());
        let subtitle = paint::line(ui, TextRole::Small, c.text_2, self.subtitle, inner.width());
        let elided = title.elided || subtitle.elided;
        if ui.is_rect_visible(rect) {
            if self.chosen {
                paint::frame_selected(ui.painter(), rect, space::RADIUS_CONTROL, theme);
            } else {
                let fill = if response.hovered() { c.hover } else { c.surface };
                paint::frame(ui.painter(), rect, space::RADIUS_CONTROL, fill, c.line_strong);
            }
            paint::text_left(ui.painter(), pos2(inner.left(), inner.top() + 9.0), title);
            paint::text_left(ui.painter(), pos2(inner.left(), inner.top() + 26.0), subtitle);
            paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        }
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), self.chosen, self.title)
        });
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if elided { response.on_hover_text(format!("{}\n{}", self.title, self.subtitle)) } else { response }
    }
}

/// A group of [`OptionCard`]s of the same width, in as many rows as they need.
pub fn option_cards(ui: &mut Ui, name: &str, choices: &[Choice<'_>], chosen: Option<usize>) -> Pick {
    let gap = space::S;
    let count = choices.len().max(1);
    let color = theme(ui).color.text;
    let wide = |words: &str| paint::line(ui, TextRole::Control, color, words, f32::INFINITY).size().x + 22.0;
    // No card is narrower than the longest of the titles, unless that alone is wider than the room.
    let least = choices.iter().map(|choice| wide(choice.words).ceil()).fold(112.0, f32::max);
    let fit = ((ui.available_width() + gap) / (least + gap)).floor().max(1.0) as usize;
    // Rows of the same length, or nearly so.
    let columns = count.div_ceil(count.div_ceil(fit));
    let width = ((ui.available_width() - gap * (columns - 1) as f32) / columns as f32).floor();
    let mut index_picked = None;
    let group = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(gap);
        for (row, cards) in choices.chunks(columns).enumerate() {
            ui.horizontal(|ui| {
                for (column, choice) in cards.iter().enumerate() {
                    let index = row * columns + column;
                    let card = OptionCard::new(choice.words, choice.secondary)
                        .width(width)
                        .chosen(chosen == Some(index));
                    if ui.add(card).clicked() {
                        index_picked = Some(index);
                    }
                }
            });
        }
    });
    let mut response = group.response;
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), name));
    if index_picked.is_some() {
        response.mark_changed();
    }
    Pick { response, index: index_picked }
}
