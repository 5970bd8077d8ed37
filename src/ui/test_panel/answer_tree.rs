//! An answer as a tree in which a click on a field makes a value of it. Only the rows in sight are drawn, and which rows there are
//! is found out again only when one is opened or closed.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{CursorIcon, Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::engine::{Outline, Shape};
use crate::state::{CameBack, Filter};
use crate::ui::rows::rows_in_sight;
use crate::ui::theme::{TextRole, icons, space, theme};
use crate::ui::widgets::paint;

const ROW: f32 = 28.0;
const GAP: f32 = 2.0;
const INDENT: f32 = 18.0;
const HEIGHT: f32 = 300.0;
/// Longer names and values are shown by their beginning.
const LONGEST: usize = 120;

/// What is open, and the rows that follow from it.
#[derive(Clone, Debug, Default)]
struct Rows {
    /// What is otherwise than it begins.
    turned: HashSet<u32>,
    rows: Vec<u32>,
    /// The values at the left edge: the whole, or what a path found.
    roots: Arc<[u32]>,
    /// Whether rows were made at all.
    made: bool,
    /// The place of a search that was brought into sight last.
    shown: u64,
}

/// Draws the tree; the number of a field that was just clicked and is not used yet.
pub fn show(ui: &mut Ui, id: Id, answer: &CameBack, outline: &Outline, used: &[&str]) -> Option<u32> {
    // Taken out and put back, or a change would copy millions of rows.
    let known: Option<Arc<Rows>> = ui.data_mut(|data| data.remove_temp(id));
    let mut rows = known.unwrap_or_default();
    let roots: Arc<[u32]> = match &answer.filter {
        Filter::Found(found) => found.clone(),
        _ => [0].into(),
    };
    if !rows.made || rows.roots != roots {
        let rows = Arc::make_mut(&mut rows);
        rows.roots = roots;
        rows.make(answer, outline);
    }
    let mut area = ScrollArea::vertical()
        .id_salt(id)
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT)
        .auto_shrink([false, true]);
    let hit = answer.hits.get(answer.hit).map(|hit| outline.at(&answer.text, *hit as usize));
    if rows.shown != answer.shown {
        let rows = Arc::make_mut(&mut rows);
        rows.shown = answer.shown;
        if let Some(row) = hit.and_then(|hit| rows.open_to(hit, answer, outline)) {
            area = area.vertical_scroll_offset((row as f32 * (ROW + GAP) - HEIGHT / 2.0).max(0.0));
        }
    }
    let (mut clicked, mut turn) = (None, None);
    let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, GAP);
    let tree = Tree { id, answer, outline, rows: &rows, used, hit };
    rows_in_sight(ui, area, ROW, rows.rows.len(), |ui, range| {
        for (number, index) in range.clone().zip(rows.rows.get(range).into_iter().flatten().copied()) {
            match tree.row(ui, number, index) {
                Some(Click::Turn) => turn = Some(index),
                Some(Click::Use) => clicked = Some(index),
                None => {}
            }
        }
    });
    ui.spacing_mut().item_spacing.y = gap;
    if let Some(index) = turn {
        let rows = Arc::make_mut(&mut rows);
        if !rows.turned.remove(&index) {
            rows.turned.insert(index);
        }
        rows.make(answer, outline);
    }
    ui.data_mut(|data| data.insert_temp(id, rows));
    clicked
}

impl Rows {
    fn make(&mut self, answer: &CameBack, outline: &Outline) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.clear();
        for root in self.roots.iter().copied() {
            let (mut at, end) = (root, outline.end(root));
            while at < end {
                rows.push(at);
                // Most values have nothing inside, and need no further look.
                let behind = outline.end(at);
                let is_open = behind > at + 1 && self.is_open(at, answer, outline);
                at = if is_open { at + 1 } else { behind };
            }
        }
        self.rows = rows;
        self.made = true;
    }

    /// Whether what is inside shows. The whole begins open, small values right under it too; what a path found begins closed.
    fn is_open(&self, index: u32, answer: &CameBack, outline: &Outline) -> bool {
        let around = outline.around(index).next();
        let whole = matches!(answer.filter, Filter::Found(_)).then_some(false);
        let begins_open = whole.unwrap_or_else(|| match around {
            None => true,
            Some(0) => outline.end(index) - index <= 8,
            Some(_) => false,
        });
        begins_open != self.turned.contains(&index)
    }

    /// Opens everything around a value; the row in which it stands then.
    fn open_to(&mut self, index: u32, answer: &CameBack, outline: &Outline) -> Option<usize> {
        let closed: Vec<u32> =
            outline.around(index).filter(|around| !self.is_open(*around, answer, outline)).collect();
        if !closed.is_empty() {
            for around in closed {
                if !self.turned.remove(&around) {
                    self.turned.insert(around);
                }
            }
            self.make(answer, outline);
        }
        self.rows.iter().position(|row| *row == index)
    }
}

/// What was clicked in a row.
enum Click {
    /// It is to be opened or closed.
    Turn,
    /// It is to become an output.
    Use,
}

struct Tree<'a> {
    id: Id,
    answer: &'a CameBack,
    outline: &'a Outline,
    rows: &'a Rows,
    used: &'a [&'a str],
    /// The value in which the searched words stand.
    hit: Option<u32>,
}

impl Tree<'_> {
    fn row(&self, ui: &mut Ui, number: usize, index: u32) -> Option<Click> {
        let (text, outline) = (&self.answer.text, self.outline);
        let path = outline.path(text, index);
        let is_used = self.used.contains(&path.as_str());
        let inside = outline.has_inside(index);
        let c = &theme(ui).color;
        let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let mut rect = whole;
        rect.min.x += INDENT * self.depth(index).min(12) as f32;
        let response = ui.interact(rect, self.id.with("row").with(number), Sense::click());
        if self.hit == Some(index) {
            paint::frame(ui.painter(), rect, space::RADIUS_CHIP, c.warn_soft, c.warn_line);
        } else if is_used {
            paint::frame(ui.painter(), rect, space::RADIUS_CHIP, c.accent_soft, c.accent_line);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, f32::from(space::RADIUS_CHIP), c.hover);
        }
        let icon = match (inside, is_used) {
            (true, _) if self.rows.is_open(index, self.answer, outline) => icons::ICON_EXPAND_MORE,
            (true, _) => icons::ICON_CHEVRON_RIGHT,
            (false, true) => icons::ICON_CHECK_CIRCLE,
            (false, false) => icons::ICON_ADD_CIRCLE,
        };
        let color = if is_used { c.accent_text } else { c.text_2 };
        paint::icon(ui.painter(), icon, 16.0, pos2(rect.left() + 16.0, rect.center().y), color);
        let words = self.words(ui, index, rect, is_used);
        paint::focus_ring(ui, &response, rect, space::RADIUS_CHIP);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &words));
        let clicked = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&path).clicked();
        let shape = outline.shape(text, index);
        if matches!(shape, Shape::List(_))
            && !is_used
            && index != 0
            && self.use_list(ui, whole, number, index)
        {
            return Some(Click::Use);
        }
        match (clicked, inside, is_used) {
            (true, true, _) => Some(Click::Turn),
            (true, false, false) => Some(Click::Use),
            _ => None,
        }
    }

    /// Name and value; what a screen reader says comes back.
    fn words(&self, ui: &Ui, index: u32, rect: Rect, is_used: bool) -> String {
        let (text, outline) = (&self.answer.text, self.outline);
        let c = &theme(ui).color;
        let inside = outline.has_inside(index);
        let (role, value) = match outline.shape(text, index) {
            Shape::Record(1) => (TextRole::Small, "1 field".to_owned()),
            Shape::Record(count) => (TextRole::Small, format!("{count} fields")),
            Shape::List(1) => (TextRole::Small, "1 item".to_owned()),
            Shape::List(count) => (TextRole::Small, format!("{count} items")),
            Shape::Plain => (TextRole::Technical, one_line(outline.beginning(text, index, LONGEST))),
        };
        let name = self.name(index);
        let room = rect.right() - rect.left() - 38.0;
        let key = paint::line(ui, TextRole::Control, c.text, &name, room * 0.6);
        let words = match (inside, is_used) {
            (true, _) => format!("{name}, {value}"),
            (false, true) => format!("{name} {value}, used"),
            (false, false) => format!("Use {name} {value}"),
        };
        let left = rect.left() + 30.0;
        let value_left = left + key.size().x + 8.0;
        let value = paint::line(ui, role, c.text_2, &value, room - key.size().x - 16.0);
        paint::text_left(ui.painter(), pos2(left, rect.center().y), key);
        paint::text_left(ui.painter(), pos2(value_left, rect.center().y), value);
        words
    }

    /// The name of a field, the position of an item, the path of what a path found.
    fn name(&self, index: u32) -> String {
        let (text, outline) = (&self.answer.text, self.outline);
        if index == 0 {
            return "Answer".to_owned();
        }
        if self.rows.roots.binary_search(&index).is_ok() {
            return outline.path(text, index);
        }
        match outline.key(text, index) {
            Some(key) => one_line(key.get(..LONGEST).unwrap_or(key)),
            None => outline.position(index).to_string(),
        }
    }

    /// How far in a row stands, from the value at the left edge that it belongs to.
    fn depth(&self, index: u32) -> usize {
        if self.rows.roots.binary_search(&index).is_ok() {
            return 0;
        }
        let is_root = |around: &u32| self.rows.roots.binary_search(around).is_ok();
        self.outline.around(index).position(|around| is_root(&around)).map_or(0, |position| position + 1)
    }

    /// A list can be used as a whole, beside being opened; true when that was clicked.
    fn use_list(&self, ui: &Ui, row: Rect, number: usize, index: u32) -> bool {
        let rect = Rect::from_min_max(
            pos2(row.right() - 96.0, row.top() + 2.0),
            pos2(row.right() - 4.0, row.bottom() - 2.0),
        );
        let response = ui.interact(rect, self.id.with("use").with(number), Sense::click());
        let c = &theme(ui).color;
        let words = paint::line(ui, TextRole::SmallStrong, c.accent_text, "Use the list", rect.width());
        let left = rect.right() - 4.0 - words.size().x;
        paint::text_left(ui.painter(), pos2(left, rect.center().y), words);
        paint::focus_ring(ui, &response, rect, space::RADIUS_CHIP);
        let spoken = format!("Use the list {}", self.name(index));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
        response.on_hover_cursor(CursorIcon::PointingHand).clicked()
    }
}

/// A value on one line, as written in the answer.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
