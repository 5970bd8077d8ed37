//! The steps of an integration as the cells of one card; the chosen cell is painted over the lines beside it.

use egui::{CursorIcon, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use super::select::Pick;
use crate::ui::theme::{Mark, TextRole, WindowSize, space, theme};

/// One step.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Its name.
    pub title: &'a str,
    /// What it holds, in a few words; left out in the small layout.
    pub second: &'a str,
    /// How it is doing.
    pub mark: Mark,
}

/// Draws the steps, as wide as there is room. In the small layout they have one line.
pub fn stepper(ui: &mut Ui, name: &str, steps: &[Step<'_>], chosen: usize) -> Pick {
    let theme = theme(ui);
    let window = WindowSize::of(ui.ctx());
    let height = if window == WindowSize::Large { 58.0 } else { 38.0 };
    let (card, mut response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::TabList, ui.is_enabled(), name));
    paint::frame(ui.painter(), card, space::RADIUS_CARD, theme.color.surface, theme.color.line);

    let edges = edges(ui, steps, card, window);
    let mut index_picked = None;
    let mut chosen_last: Vec<usize> = (0..steps.len()).filter(|index| *index != chosen).collect();
    chosen_last.extend((chosen < steps.len()).then_some(chosen));
    for index in chosen_last {
        let (Some(step), Some(&[from, to])) =
            (steps.get(index), edges.get(index..index + 2).and_then(|e| e.first_chunk()))
        else {
            continue;
        };
        let cell = Rect::from_min_max(pos2(from, card.top()), pos2(to, card.bottom()));
        let cell_response = ui.interact(cell, response.id.with(index), Sense::click());
        if index == chosen {
            let wide = Rect::from_min_max(pos2((from - 1.0).max(card.left()), card.top()), cell.max);
            paint::frame_selected(ui.painter(), wide, space::RADIUS_CARD, theme);
        } else {
            if cell_response.hovered() {
                let inner = cell.shrink2(vec2(1.0, 1.0));
                ui.painter().rect_filled(inner, f32::from(space::RADIUS_CARD) - 1.0, theme.color.hover);
            }
            if index > 0 {
                ui.painter().vline(from - 0.5, card.y_range().shrink(1.0), theme.line());
            }
        }
        cell_content(ui, step, cell, window, index == chosen);
        paint::focus_ring(ui, &cell_response, cell, space::RADIUS_CARD);
        let spoken = format!("{}, {}, {}", step.title, step.second, step.mark.words());
        cell_response
            .widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), index == chosen, &spoken));
        if cell_response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(step.mark.words()).clicked()
        {
            index_picked = Some(index);
        }
    }
    if index_picked.is_some() {
        response.mark_changed();
    }
    Pick { response, index: index_picked }
}

/// The left edge of each cell, and the right edge of the last. The cells are equal as long as their words fit; otherwise longer
/// words get wider cells.
fn edges(ui: &Ui, steps: &[Step<'_>], card: Rect, window: WindowSize) -> Vec<f32> {
    let width = |role: TextRole, words: &str| {
        paint::line(ui, role, theme(ui).color.text, words, f32::INFINITY).size().x
    };
    let wanted = |step: &Step<'_>| {
        let title = width(TextRole::CardTitle, step.title);
        match window {
            WindowSize::Large => {
                title.max(width(TextRole::Small, step.second)) + 2.0 * 14.0 + space::ICON + 6.0
            }
            WindowSize::Small => title + 44.0,
        }
    };
    let equal = card.width() / steps.len().max(1) as f32;
    let fits = window == WindowSize::Large && steps.iter().all(|step| wanted(step) <= equal);
    let weight = |step: &Step<'_>| if fits { 1.0 } else { wanted(step) };
    let total: f32 = steps.iter().map(weight).sum::<f32>().max(1.0);
    let mut at = card.left();
    let mut edges = vec![at];
    for step in steps {
        at += card.width() * weight(step) / total;
        edges.push(at.round());
    }
    edges
}

fn cell_content(ui: &Ui, step: &Step<'_>, cell: Rect, window: WindowSize, chosen: bool) {
    let theme = theme(ui);
    let c = &theme.color;
    let padding = if window == WindowSize::Large { 14.0 } else { 9.0 };
    let icon_size = if window == WindowSize::Large { space::ICON } else { 16.0 };
    let icon_middle = pos2(cell.right() - padding - icon_size / 2.0, cell.center().y);
    paint::icon(ui.painter(), step.mark.icon(), icon_size, icon_middle, theme.tone(step.mark.tone()));
    let room = cell.width() - 2.0 * padding - icon_size - 6.0;
    let title_color = if chosen { c.accent_text } else { c.text };
    let title = paint::line(ui, TextRole::CardTitle, title_color, step.title, room);
    let left = cell.left() + padding;
    let place = |above: f32| -> Pos2 { pos2(left, cell.center().y + above) };
    if window == WindowSize::Large && !step.second.is_empty() {
        let second = paint::line(ui, TextRole::Small, c.text_2, step.second, room);
        paint::text_left(ui.painter(), place(-8.0), title);
        paint::text_left(ui.painter(), place(10.0), second);
    } else {
        paint::text_left(ui.painter(), place(0.0), title);
    }
}
