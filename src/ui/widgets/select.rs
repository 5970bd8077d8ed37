//! A button that shows the chosen one of several things and opens the list of them.

use egui::text::LayoutJob;
use egui::{
    CursorIcon, EventFilter, Key, Response, Role, ScrollArea, Sense, StrokeKind, Ui, Widget as _, WidgetInfo,
    vec2,
};

use super::field::FieldState;
use super::menu::{MenuItem, menu_of_width};
use super::paint::{self, Run};
use crate::ui::theme::{Icon, TextRole, icons, space, theme};

/// What was picked among several things.
pub struct Pick {
    /// The response of the whole control; `changed` says that something was picked.
    pub response: Response,
    /// The index of what was picked just now, if anything was.
    pub index: Option<usize>,
}

/// One thing to choose: the words, and a technical name or example in grey, which may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// What a person reads.
    pub words: &'a str,
    /// What IT would call it, or an example.
    pub secondary: &'a str,
}

impl<'a> Choice<'a> {
    /// A choice with nothing in grey.
    pub fn new(words: &'a str) -> Self {
        Self { words, secondary: "" }
    }
}

impl<'a> From<(&'a str, &'a str)> for Choice<'a> {
    fn from((words, secondary): (&'a str, &'a str)) -> Self {
        Self { words, secondary }
    }
}

/// A drop-down button.
#[must_use = "Show it with `show`."]
pub struct Select<'a> {
    name: &'a str,
    choices: &'a [Choice<'a>],
    chosen: Option<usize>,
    icon: Option<Icon>,
    placeholder: &'a str,
    width: Option<f32>,
    height: f32,
    state: FieldState,
    edge: Edge,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Line,
    None,
}

impl<'a> Select<'a> {
    /// A drop-down of `choices`; `name` is what a screen reader calls it.
    pub fn new(name: &'a str, choices: &'a [Choice<'a>], chosen: Option<usize>) -> Self {
        Self {
            name,
            choices,
            chosen,
            icon: None,
            placeholder: "Choose…",
            width: None,
            height: space::CONTROL,
            state: FieldState::Fine,
            edge: Edge::Line,
        }
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Words shown while nothing is chosen.
    pub fn placeholder(mut self, words: &'a str) -> Self {
        self.placeholder = words;
        self
    }

    /// The width in points; without it the button is as wide as its words.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// 28 instead of 32 points high.
    pub fn small(mut self) -> Self {
        self.height = space::CONTROL_SMALL;
        self
    }

    /// Without an edge, for cells of tables.
    pub fn bare(mut self) -> Self {
        self.edge = Edge::None;
        self.small()
    }

    /// Marks the choice as doubtful or wrong; the reason stands beside it.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }

    /// Draws the button, and the list while it is open.
    pub fn show(self, ui: &mut Ui) -> Pick {
        let mut response = self.button(ui);
        let width = self.list_width(ui).max(response.rect.width() - 14.0);
        let open_id = response.id.with("open");
        let was_open = ui.data(|data| data.get_temp(open_id)).unwrap_or(false);
        let list = menu_of_width(&response, width, |ui| {
            let rows = |ui: &mut Ui| {
                let rows = self.rows(ui);
                if was_open {
                    walk(ui, &rows);
                } else if let Some(first) = rows.get(self.chosen.unwrap_or(0)) {
                    first.request_focus();
                    remember(ui, self.chosen.unwrap_or(0));
                }
                let picked = rows.iter().position(Response::clicked);
                if picked.is_some() {
                    // A click of the keyboard does not close a menu by itself.
                    ui.close();
                }
                picked
            };
            if self.choices.len() > 10 {
                ScrollArea::vertical().max_height(340.0).show(ui, rows).inner
            } else {
                rows(ui)
            }
        });
        ui.data_mut(|data| data.insert_temp(open_id, list.is_some()));
        let index = list.and_then(|list| list.inner);
        if index.is_some() {
            response.mark_changed();
            response.request_focus();
        }
        Pick { response, index }
    }

    fn button(&self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let c = &theme.color;
        let padding = if self.edge == Edge::None { 4.0 } else { 10.0 };
        let fixed = space::ICON + 6.0 + if self.icon.is_some() { space::ICON + 6.0 } else { 0.0 };
        let width = self.width.unwrap_or(f32::INFINITY).min(ui.available_width());
        let galley = paint::line_job(ui, self.words(ui), (width - fixed - 2.0 * padding).max(16.0));
        let run = Run::new(galley).leading(self.icon, space::ICON, c.text).trailing(
            Some(icons::ICON_KEYBOARD_ARROW_DOWN),
            space::ICON,
            c.text_2,
        );
        let natural = (run.width() + 2.0 * padding).round();
        let size = vec2(self.width.map_or(natural, |_| width), self.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        if ui.is_rect_visible(rect) {
            let fill = if response.hovered() { c.hover } else { c.surface };
            let edge = match (self.edge, self.state) {
                (Edge::None, FieldState::Fine) => egui::Stroke::NONE,
                (Edge::Line, FieldState::Fine) => theme.line_strong(),
                (_, state) => state.edge(theme),
            };
            let fill = if self.edge == Edge::None && !response.hovered() {
                egui::Color32::TRANSPARENT
            } else {
                fill
            };
            ui.painter().rect(rect, f32::from(space::RADIUS_CONTROL), fill, edge, StrokeKind::Inside);
            let left = rect.left_center() + vec2(padding, 0.0);
            run.paint(ui.painter(), left, rect.right() - padding);
            paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
        }
        let shown = self.choice().map_or(self.placeholder, |choice| choice.words);
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(shown.to_owned()),
            ..WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.name)
        });
        paint::tell_elided(response, &run.galley).on_hover_cursor(CursorIcon::PointingHand)
    }

    fn choice(&self) -> Option<&Choice<'a>> {
        self.chosen.and_then(|index| self.choices.get(index))
    }

    fn words(&self, ui: &Ui) -> LayoutJob {
        let c = &theme(ui).color;
        let mut job = LayoutJob::default();
        match self.choice() {
            Some(choice) => {
                job.append(choice.words, 0.0, TextRole::Control.format(c.text));
                if !choice.secondary.is_empty() {
                    job.append(&format!(" {}", choice.secondary), 0.0, TextRole::Technical.format(c.text_2));
                }
            }
            None => job.append(self.placeholder, 0.0, TextRole::ControlRegular.format(c.text_3)),
        }
        job
    }

    fn list_width(&self, ui: &Ui) -> f32 {
        let color = theme(ui).color.text;
        let wide = |role, words: &str| paint::line(ui, role, color, words, 320.0).size().x;
        let row = |choice: &Choice<'_>| {
            wide(TextRole::ControlRegular, choice.words) + wide(TextRole::Small, choice.secondary)
        };
        let widest = self.choices.iter().map(row).fold(0.0, f32::max);
        (widest + 64.0).clamp(120.0, 420.0)
    }

    fn rows(&self, ui: &mut Ui) -> Vec<Response> {
        let rows = self.choices.iter().enumerate().map(|(index, choice)| {
            let row = MenuItem::new(choice.words).secondary(choice.secondary);
            row.chosen(self.chosen == Some(index)).ui(ui)
        });
        rows.collect()
    }
}

/// The arrow keys go from row to row, and never out of the list. egui moves the focus by them too until a row has held it for a whole
/// frame, and two keys can come before that; so the row is remembered here, and what egui did is put right.
fn walk(ui: &Ui, rows: &[Response]) {
    let remembered: Option<usize> = ui.data(|data| data.get_temp(row_key(ui)));
    let (up, down) = ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
    let focused = rows.iter().position(Response::has_focus);
    let moves = up != down;
    let Some(at) = remembered.filter(|_| moves).or(focused) else { return };
    let to = match (up, down) {
        (true, false) => at.saturating_sub(1),
        (false, true) => (at + 1).min(rows.len().saturating_sub(1)),
        _ => at,
    };
    remember(ui, to);
    let Some(row) = rows.get(to) else { return };
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
    if moves {
        row.request_focus();
        row.scroll_to_me(None);
        // The next frame is the one in which the row can keep the keys for itself.
        ui.ctx().request_repaint();
    }
}

fn remember(ui: &Ui, row: usize) {
    ui.data_mut(|data| data.insert_temp(row_key(ui), row));
}

fn row_key(ui: &Ui) -> egui::Id {
    ui.scope_id().with("row of the list")
}

/// A drop-down bound to a value: `choices` pairs each value with its words and its grey words.
pub fn select_value<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: &[(T, &str, &str)],
) -> Response {
    let words: Vec<Choice<'_>> =
        choices.iter().map(|(_, words, secondary)| Choice { words, secondary }).collect();
    let chosen = choices.iter().position(|(choice, ..)| choice == value);
    let pick = Select::new(name, &words, chosen).show(ui);
    if let Some((picked, ..)) = pick.index.and_then(|index| choices.get(index)) {
        *value = picked.clone();
    }
    pick.response
}
