//! An answer as it came, line by line. Only the lines in sight are laid out.

use egui::text::LayoutJob;
use egui::{ScrollArea, Sense, Ui, vec2};

use crate::state::CameBack;
use crate::ui::theme::{TextRole, theme};
use crate::ui::widgets::paint;

/// The height of a line in points.
const LINE: f32 = 20.0;

/// Draws it, at most this high.
pub fn show(ui: &mut Ui, answer: &CameBack, max_height: f32) {
    let id = ui.scope_id().with(("text of an answer", answer.number()));
    let seen: u64 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut area = ScrollArea::both()
        .id_salt(id)
        .max_height(max_height)
        .min_scrolled_height(max_height)
        .auto_shrink([false, true]);
    let hit = answer.hits.get(answer.hit).map(|hit| *hit as usize);
    if seen != answer.shown {
        ui.data_mut(|data| data.insert_temp(id, answer.shown));
        if let Some(hit) = hit {
            let line = answer.lines.partition_point(|start| *start as usize <= hit).saturating_sub(1);
            area = area.vertical_scroll_offset((line as f32 * LINE - max_height / 2.0).max(0.0));
        }
    }
    let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, 0.0);
    area.show_rows(ui, LINE, answer.lines.len(), |ui, range| {
        for line in range {
            let start = answer.lines[line] as usize;
            let end = answer.lines.get(line + 1).map_or(answer.text.len(), |next| *next as usize);
            let words = answer.text.get(start..end).unwrap_or_default();
            one(ui, answer, start, words, hit);
        }
    });
    ui.spacing_mut().item_spacing.y = gap;
}

/// One line, with the places that were found.
fn one(ui: &mut Ui, answer: &CameBack, start: usize, words: &str, hit: Option<usize>) {
    let c = &theme(ui).color;
    let plain = TextRole::Technical.format(c.text);
    let mut job = LayoutJob::default();
    let mut at = 0;
    let shown = words.trim_end_matches(['\n', '\r']);
    let first = answer.hits.partition_point(|place| (*place as usize) < start);
    for place in answer
        .hits
        .iter()
        .skip(first)
        .map(|place| *place as usize)
        .take_while(|place| *place < start + words.len())
    {
        let from = place - start;
        let mut to = (from + answer.words.len()).min(shown.len());
        while !shown.is_char_boundary(to) {
            to += 1;
        }
        let (Some(before), Some(inside)) = (shown.get(at..from), shown.get(from..to)) else { continue };
        job.append(before, 0.0, plain.clone());
        let mut found = plain.clone();
        found.background = if hit == Some(place) { c.accent_line } else { c.warn_soft };
        job.append(inside, 0.0, found);
        at = to;
    }
    job.append(shown.get(at..).unwrap_or_default(), 0.0, plain);
    job.wrap.max_width = f32::INFINITY;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(galley.size().x.max(1.0), LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint::text_left(ui.painter(), rect.left_center(), galley);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, shown));
}
