//! What the keys lead to comes into sight; egui alone leaves it where it is.

use egui::style::ScrollAnimation;
use egui::{Id, LayerId, Ui};

/// Draws the content of a scroll area and scrolls to what has just got the focus in it, if that is not in sight. Call it inside of
/// every area that holds controls, directly around its content.
pub fn follow_focus<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let layer = ui.layer_id();
    let first = ui.ctx().viewport(|viewport| viewport.this_pass.widgets.get_layer(layer).count());
    let key = ui.scope_id().with("followed focus");
    let shown = content(ui);
    let Some(focused) = ui.memory(|memory| memory.focused()) else {
        ui.data_mut(|data| data.remove::<Id>(key));
        return shown;
    };
    let followed: Option<Id> = ui.data(|data| data.get_temp(key));
    if followed == Some(focused) {
        return shown;
    }
    if let Some(rect) = drawn_since(ui, focused, layer, first) {
        let seen = ui.clip_rect().y_range();
        if rect.top() < seen.min || rect.bottom() > seen.max {
            // At once: whoever walks on by keys would otherwise outrun it.
            ui.scroll_to_rect_animation(rect.expand(MARGIN), None, ScrollAnimation::none());
        }
        ui.data_mut(|data| data.insert_temp(key, focused));
    } else {
        ui.data_mut(|data| data.remove::<Id>(key));
    }
    shown
}

/// What is scrolled to stands this far from the edge, in points.
const MARGIN: f32 = 8.0;

/// Where a control stands that was drawn after so many others of its layer.
fn drawn_since(ui: &Ui, id: Id, layer: LayerId, first: usize) -> Option<egui::Rect> {
    ui.ctx().viewport(|viewport| {
        let widgets = &viewport.this_pass.widgets;
        let (found, order) = widgets.order(id)?;
        (found == layer && order >= first).then(|| widgets.get(id).map(|widget| widget.rect)).flatten()
    })
}
