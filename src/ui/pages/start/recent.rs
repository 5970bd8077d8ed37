//! Recent projects: name, folder, when, and how each was doing.

use egui::{CursorIcon, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::state::{Action, Condition, Recent, StartAction, State, ago};
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Button, IconButton, paint, row_with_end, text};

const ROW: f32 = 60.0;
/// Room for the button that takes a row away.
const END: f32 = 48.0;

/// Draws them.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    row_with_end(
        ui,
        28.0,
        |ui| text(ui, TextRole::BodyStrong, Tone::Main, "Recent projects"),
        |ui| {
            let tip = crate::ui::commands::with_keys(ui, "Open");
            if ui.add(Button::link("Open another…").small()).on_hover_text(tip).clicked() {
                actions.push(Action::Open);
            }
        },
    );
    ui.add_space(space::XS);
    let recents = &state.desk.recents;
    let rows = recents.len().max(1);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW * rows as f32), Sense::hover());
    let c = &theme(ui).color;
    paint::frame(ui.painter(), rect, space::RADIUS_CARD, c.surface, c.line);
    if recents.is_empty() {
        let words = "Projects that you open or save are listed here.";
        let line = paint::line(ui, TextRole::ControlRegular, c.text_2, words, rect.width() - 40.0);
        paint::text_left(ui.painter(), rect.left_center() + vec2(20.0, 0.0), line);
        return;
    }
    for (index, recent) in recents.iter().enumerate() {
        let corner = pos2(rect.left(), rect.top() + index as f32 * ROW);
        let place = Rect::from_min_size(corner, vec2(rect.width(), ROW));
        let builder = UiBuilder::new().max_rect(place).id_salt(&recent.path);
        one(&mut ui.new_child(builder), state, recent, place, actions);
        if index > 0 {
            ui.painter().hline(place.x_range().shrink(1.0), place.top(), theme(ui).line());
        }
    }
    let edge = Stroke::new(space::STROKE, c.line);
    ui.painter().rect_stroke(rect, f32::from(space::RADIUS_CARD), edge, egui::StrokeKind::Inside);
}

fn one(ui: &mut Ui, state: &State, recent: &Recent, rect: Rect, actions: &mut Vec<Action>) {
    let gone = recent.condition == Condition::Gone;
    let response = ui.interact(rect.shrink(2.0), ui.scope_id().with("open"), Sense::click());
    let c = &theme(ui).color;
    if response.hovered() {
        ui.painter().rect_filled(rect.shrink(1.0), f32::from(space::RADIUS_CARD) - 1.0, c.accent_soft);
    }
    let words = Words::of(recent, state);
    draw(ui, rect, &words, gone);
    paint::focus_ring(ui, &response, rect.shrink(2.0), space::RADIUS_CARD);
    let spoken = if gone {
        format!("{}, {}, find it", recent.name, words.second)
    } else {
        format!("{}, {}, {}, {}", recent.name, words.second, words.count, words.condition)
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
    if response.clicked() {
        actions.push(if gone {
            Action::Start(StartAction::Find(recent.path.clone()))
        } else {
            Action::OpenPath(recent.path.clone())
        });
    }
    let path = recent.path.to_string_lossy().into_owned();
    forget(ui, recent, rect, &response, actions);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(path);
}

struct Words {
    name: String,
    second: String,
    count: String,
    condition: String,
    tone: Tone,
}

impl Words {
    fn of(recent: &Recent, state: &State) -> Self {
        let count = match recent.integrations {
            1 => "1 integration".to_owned(),
            count => format!("{count} integrations"),
        };
        let (condition, tone) = match recent.condition {
            Condition::Ready => ("ready".to_owned(), Tone::Ok),
            Condition::Findings(1) => ("1 finding".to_owned(), Tone::Err),
            Condition::Findings(count) => (format!("{count} findings"), Tone::Err),
            Condition::NeverTested => ("never tested".to_owned(), Tone::Second),
            Condition::Gone => ("Find it…".to_owned(), Tone::Accent),
        };
        let second = if recent.condition == Condition::Gone {
            "The file is no longer there".to_owned()
        } else {
            let folder = recent.folder();
            let comma = if folder.is_empty() { "" } else { ", " };
            format!("{folder}{comma}opened {}", ago(recent.opened, state.now))
        };
        Self { name: recent.title().to_owned(), second, count, condition, tone }
    }
}

fn draw(ui: &Ui, rect: Rect, words: &Words, gone: bool) {
    let c = &theme(ui).color;
    let middle = rect.center().y;
    paint::icon(ui.painter(), icons::ICON_FORUM, 22.0, pos2(rect.left() + 29.0, middle), c.text_2);
    let right = rect.right() - END;
    let condition_role = if gone { TextRole::Control } else { TextRole::Small };
    let condition = paint::line(ui, condition_role, theme(ui).tone(words.tone), &words.condition, 120.0);
    let count = paint::line(ui, TextRole::Small, c.text_2, if gone { "" } else { &words.count }, 120.0);
    let left = rect.left() + 55.0;
    let room = right - left - count.size().x.max(condition.size().x) - space::M;
    let name = paint::line(ui, TextRole::BodyStrong, c.text, &words.name, room);
    let second = paint::line(ui, TextRole::Small, c.text_2, &words.second, room);
    paint::text_left(ui.painter(), pos2(left, middle - 9.0), name);
    paint::text_left(ui.painter(), pos2(left, middle + 10.0), second);
    let condition_at = if gone { middle } else { middle + 10.0 };
    paint::text_left(ui.painter(), pos2(right - count.size().x, middle - 9.0), count);
    paint::text_left(ui.painter(), pos2(right - condition.size().x, condition_at), condition);
}

/// The end of the row: an arrow, and under pointer or focus the button that takes the row away.
fn forget(ui: &mut Ui, recent: &Recent, rect: Rect, row: &Response, actions: &mut Vec<Action>) {
    let middle = pos2(rect.right() - 26.0, rect.center().y);
    let place = Rect::from_center_size(middle, vec2(space::TARGET, space::TARGET));
    let key = ui.scope_id().with("is near");
    let was_near: bool = ui.data(|data| data.get_temp(key)).unwrap_or(false);
    let name = format!("Remove {} from the list", recent.name);
    let builder = UiBuilder::new().max_rect(place);
    let button = ui.scope_builder(builder, |ui| {
        if !was_near {
            ui.set_opacity(0.0);
        }
        ui.add(IconButton::new(icons::ICON_CLOSE, &name).small())
    });
    let button = button.inner;
    let near = row.contains_pointer() || button.hovered() || button.has_focus() || row.has_focus();
    ui.data_mut(|data| data.insert_temp(key, near));
    if !was_near {
        paint::icon(ui.painter(), icons::ICON_CHEVRON_RIGHT, space::ICON, middle, theme(ui).color.text_2);
    }
    if button.clicked() {
        actions.push(Action::Start(StartAction::Forget(recent.path.clone())));
    }
}
