//! An answer as a tree in which a click on a field makes a value of it. Only the rows in sight are drawn.

mod shared;
mod tree;

use std::sync::Arc;

use egui::{CursorIcon, Id, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use serde_json::Value;

use super::theme::{TextRole, icons, space, theme};
use super::widgets::paint;
pub use shared::Shared;
use tree::{Inside, Row, Shown, Tree};

/// A document ready to be drawn.
pub struct JsonTree<'a>(&'a Arc<Value>);

/// The tree of a document.
pub fn of_document(document: &Arc<Value>) -> JsonTree<'_> {
    JsonTree(document)
}

const ROW: f32 = 28.0;
const INDENT: f32 = 18.0;

impl JsonTree<'_> {
    /// Draws the tree, at most this high; the paths in `used` are marked. Returns the path of a field that was just clicked
    /// and is not used yet.
    pub fn show(&self, ui: &mut Ui, id: Id, max_height: f32, used: &[&str]) -> Option<String> {
        let known: Option<Arc<Tree>> = ui.data(|data| data.get_temp(id));
        let mut tree = match known {
            Some(tree) if tree.is_of(self.0) => tree,
            Some(tree) => Arc::new(Arc::unwrap_or_clone(tree).of(self.0)),
            None => Arc::new(Tree::new(self.0)),
        };
        let (mut clicked, mut turn) = (None, None);
        let area = ScrollArea::vertical()
            .id_salt(id)
            .max_height(max_height)
            // In a column that begins without height there would be no room for more than a row.
            .min_scrolled_height(max_height)
            .auto_shrink([false, true]);
        let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, 2.0);
        area.show_rows(ui, ROW, tree.rows().len(), |ui, range| {
            for index in range {
                let Some(row) = tree.rows().get(index) else { break };
                let path = tree.path(index);
                let is_used = used.contains(&path.as_str());
                if one(ui, id, row, &path, is_used) {
                    if row.inside != Inside::Nothing {
                        turn = Some(row.number);
                    } else if !is_used {
                        clicked = Some(path);
                    }
                } else if use_list(ui, id, row, is_used) {
                    clicked = Some(path);
                }
            }
        });
        ui.spacing_mut().item_spacing.y = gap;
        if let Some(number) = turn {
            Arc::make_mut(&mut tree).turn(number);
        }
        ui.data_mut(|data| data.insert_temp(id, tree));
        clicked
    }
}

/// One row; true when it was clicked.
fn one(ui: &mut Ui, id: Id, node: &Row, path: &str, is_used: bool) -> bool {
    let c = &theme(ui).color;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let mut rect = whole;
    rect.min.x += INDENT * f32::from(node.depth.min(12));
    let response = ui.interact(rect, id.with("row").with(node.number), Sense::click());
    let inside = node.inside != Inside::Nothing;
    if is_used {
        paint::frame(ui.painter(), rect, space::RADIUS_CHIP, c.accent_soft, c.accent_line);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, f32::from(space::RADIUS_CHIP), c.hover);
    }
    let icon = match (inside, is_used) {
        _ if node.inside == Inside::Open => icons::ICON_EXPAND_MORE,
        (true, _) => icons::ICON_CHEVRON_RIGHT,
        (false, true) => icons::ICON_CHECK_CIRCLE,
        (false, false) => icons::ICON_ADD_CIRCLE,
    };
    let color = if is_used { c.accent_text } else { c.text_2 };
    let middle = pos2(rect.left() + 16.0, rect.center().y);
    paint::icon(ui.painter(), icon, 16.0, middle, color);
    let key = if node.depth == 0 { "Answer".to_owned() } else { node.key() };
    let left = rect.left() + 30.0;
    let hint = if response.hovered() && !inside && !is_used { "Use this" } else { "" };
    let hint = paint::line(ui, TextRole::SmallStrong, c.accent_text, hint, 80.0);
    let room = rect.right() - left - 8.0 - hint.size().x;
    let key = paint::line(ui, TextRole::Control, c.text, &key, room * 0.6);
    let (role, value) = match &node.value {
        Shown::Record(1) => (TextRole::Small, "1 field".to_owned()),
        Shown::Record(count) => (TextRole::Small, format!("{count} fields")),
        Shown::List(1) => (TextRole::Small, "1 item".to_owned()),
        Shown::List(count) => (TextRole::Small, format!("{count} items")),
        Shown::Plain(text) => (TextRole::Technical, text.clone()),
    };
    let words = match (inside, is_used) {
        (true, _) => format!("{}, {value}", key.job.text),
        (false, true) => format!("{} {value}, used", key.job.text),
        (false, false) => format!("Use {} {value}", key.job.text),
    };
    let value_left = left + key.size().x + 8.0;
    let value = paint::line(ui, role, c.text_2, &value, room - key.size().x - 16.0);
    paint::text_left(ui.painter(), pos2(left, rect.center().y), key);
    paint::text_left(ui.painter(), pos2(value_left, rect.center().y), value);
    let hint_left = rect.right() - 8.0 - hint.size().x;
    paint::text_left(ui.painter(), pos2(hint_left, rect.center().y), hint);
    paint::focus_ring(ui, &response, rect, space::RADIUS_CHIP);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &words));
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(path).clicked()
}

/// A list can be used as a whole, beside being opened; true when that was clicked.
fn use_list(ui: &mut Ui, id: Id, node: &Row, is_used: bool) -> bool {
    if !matches!(node.value, Shown::List(_)) || is_used || node.depth == 0 {
        return false;
    }
    let row = ui.min_rect().bottom();
    let right = ui.max_rect().right();
    let rect = egui::Rect::from_min_max(pos2(right - 96.0, row - ROW + 2.0), pos2(right - 4.0, row - 2.0));
    let response = ui.interact(rect, id.with("use").with(node.number), Sense::click());
    let c = &theme(ui).color;
    let words = paint::line(ui, TextRole::SmallStrong, c.accent_text, "Use the list", rect.width());
    let left = rect.right() - 4.0 - words.size().x;
    paint::text_left(ui.painter(), pos2(left, rect.center().y), words);
    paint::focus_ring(ui, &response, rect, space::RADIUS_CHIP);
    let spoken = format!("Use the list {}", node.key());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
