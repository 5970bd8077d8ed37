//! Fields to type into: one line, several lines, and whole numbers.

use std::ops::RangeInclusive;

use egui::{Align2, Frame, Id, Key, Margin, Response, Stroke, TextEdit, Ui, Vec2, Widget};

use super::paint;
use crate::ui::theme::{Icon, TextRole, Theme, space, theme};

/// Whether what a field holds is fine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldState {
    /// Nothing to say.
    #[default]
    Fine,
    /// It works, but there is a warning about it beside the field.
    Doubtful,
    /// It cannot stay like this.
    Wrong,
}

impl FieldState {
    pub(super) fn edge(self, theme: &Theme) -> Stroke {
        match self {
            Self::Fine => theme.line_control(),
            Self::Doubtful => Stroke::new(space::RING, theme.color.warn),
            Self::Wrong => Stroke::new(space::RING, theme.color.err),
        }
    }
}

/// One line of text.
#[must_use = "Add it with `ui.add`."]
pub struct Field<'a> {
    name: &'a str,
    text: &'a mut String,
    placeholder: &'a str,
    icon: Option<Icon>,
    width: f32,
    role: TextRole,
    state: FieldState,
    letters: Letters,
    edge: Edge,
    id: Option<Id>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Always,
    /// Only under the pointer and with the focus: the text is a heading first.
    WhenTouched,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Shown,
    Hidden,
}

impl<'a> Field<'a> {
    /// A field for `text`; `name` is what a screen reader calls it.
    pub fn new(name: &'a str, text: &'a mut String) -> Self {
        Self {
            name,
            text,
            placeholder: "",
            icon: None,
            width: f32::INFINITY,
            role: TextRole::Body,
            state: FieldState::Fine,
            letters: Letters::Shown,
            edge: Edge::Always,
            id: None,
        }
    }

    /// A field whose letters are shown as dots and cannot be copied.
    pub fn password(name: &'a str, text: &'a mut String) -> Self {
        Self { letters: Letters::Hidden, ..Self::new(name, text) }
    }

    /// The name of what one looks at: looks like a heading until the pointer or the focus comes.
    pub fn heading(name: &'a str, text: &'a mut String, role: TextRole) -> Self {
        Self { edge: Edge::WhenTouched, role, ..Self::new(name, text) }
    }

    /// Words shown while the field is empty.
    pub fn placeholder(mut self, words: &'a str) -> Self {
        self.placeholder = words;
        self
    }

    /// An icon before the text.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The width in points; without it the field takes all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// For addresses and names of fields.
    pub fn technical(mut self) -> Self {
        self.role = TextRole::Technical;
        self
    }

    /// Marks what the field holds as doubtful or wrong; the reason stands beside it.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }

    /// A fixed id, for a field that others give the focus to.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }
}

impl Widget for Field<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let left = if self.icon.is_some() { 10.0 + space::ICON + space::S } else { 10.0 };
        let margin = Margin { left: left as i8, right: 10, top: 4, bottom: 4 };
        let frame = match self.edge {
            Edge::Always => field_frame(theme, self.state, margin),
            // The text stands where a heading would; the frame, when it comes, reaches out to the left.
            Edge::WhenTouched => Frame::new().inner_margin(Margin { left: 0, right: 10, top: 2, bottom: 2 }),
        };
        let mut edit = TextEdit::singleline(self.text)
            .password(self.letters == Letters::Hidden)
            .hint_text(self.placeholder)
            .font(self.role.font())
            .frame(frame)
            .align(Align2::LEFT_CENTER)
            .desired_width(self.width)
            .min_size(Vec2::new(0.0, space::CONTROL));
        if let Some(id) = self.id {
            edit = edit.id(id);
        }
        let response = ui.add(edit);
        if let Some(icon) = self.icon {
            let middle = response.rect.left_center() + Vec2::new(10.0 + space::ICON / 2.0, 0.0);
            paint::icon(ui.painter(), icon, space::ICON, middle, theme.color.text_2);
        }
        let mut outside = response.rect;
        if self.edge == Edge::WhenTouched {
            outside.min.x -= space::S;
            if response.hovered() && !response.has_focus() {
                paint::frame(
                    ui.painter(),
                    outside,
                    space::RADIUS_CONTROL,
                    egui::Color32::TRANSPARENT,
                    theme.color.line_control,
                );
            }
        }
        paint::focus_ring(ui, &response, outside, space::RADIUS_CONTROL);
        response.accessible_name(self.name)
    }
}

/// Several lines of text without chips, such as a note.
#[must_use = "Add it with `ui.add`."]
pub struct TextArea<'a> {
    name: &'a str,
    text: &'a mut String,
    placeholder: &'a str,
    rows: usize,
    role: TextRole,
    state: FieldState,
}

impl<'a> TextArea<'a> {
    /// A field of three lines, as wide as there is room; `name` is what a screen reader calls it.
    pub fn new(name: &'a str, text: &'a mut String) -> Self {
        Self { name, text, placeholder: "", rows: 3, role: TextRole::Body, state: FieldState::Fine }
    }

    /// Words shown while the field is empty.
    pub fn placeholder(mut self, words: &'a str) -> Self {
        self.placeholder = words;
        self
    }

    /// The least number of lines it shows.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// For JSON and other text of machines.
    pub fn technical(mut self) -> Self {
        self.role = TextRole::Technical;
        self
    }

    /// Marks what the field holds as doubtful or wrong; the reason stands beside it.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }
}

impl Widget for TextArea<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let frame = field_frame(theme(ui), self.state, Margin::symmetric(10, 8));
        let edit = TextEdit::multiline(self.text)
            .hint_text(self.placeholder)
            .font(self.role.font())
            .frame(frame)
            .desired_rows(self.rows)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        paint::focus_ring(ui, &response, response.rect, space::RADIUS_CONTROL);
        response.accessible_name(self.name)
    }
}

/// A whole number within limits. The arrow keys count up and down.
#[must_use = "Add it with `ui.add`."]
pub struct NumberField<'a> {
    name: &'a str,
    value: &'a mut u64,
    limits: RangeInclusive<u64>,
    width: f32,
    state: FieldState,
}

impl<'a> NumberField<'a> {
    /// A field for `value`, which never leaves `limits`; `name` is what a screen reader calls it.
    pub fn new(name: &'a str, value: &'a mut u64, limits: RangeInclusive<u64>) -> Self {
        Self { name, value, limits, width: 64.0, state: FieldState::Fine }
    }

    /// The width in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Marks the number as doubtful or wrong; the reason stands beside it.
    pub fn state(mut self, state: FieldState) -> Self {
        self.state = state;
        self
    }
}

impl Widget for NumberField<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let id = ui.next_auto_id().with("number");
        // What is being typed may be empty or too large for a while; the value itself never is.
        let typed_id = id.with("typed");
        let typed: Option<String> = ui.data(|data| data.get_temp(typed_id));
        let mut text = typed.unwrap_or_else(|| self.value.to_string());
        let fits = parse(&text, &self.limits).is_some();
        let state = if fits { self.state } else { FieldState::Wrong };
        let mut response = ui.add(Field::new(self.name, &mut text).width(self.width).state(state).id(id));

        let before = *self.value;
        if response.changed() {
            text.retain(|letter| letter.is_ascii_digit());
            if let Some(value) = parse(&text, &self.limits) {
                *self.value = value;
            }
        }
        if response.has_focus() {
            let (up, down) = ui.input(|i| (i.key_pressed(Key::ArrowUp), i.key_pressed(Key::ArrowDown)));
            if up || down {
                let next = if up { before.saturating_add(1) } else { before.saturating_sub(1) };
                *self.value = next.clamp(*self.limits.start(), *self.limits.end());
                text = self.value.to_string();
            }
            ui.data_mut(|data| data.insert_temp(typed_id, text));
        } else {
            ui.data_mut(|data| data.remove::<String>(typed_id));
        }
        if *self.value != before {
            response.mark_changed();
        }
        response
    }
}

fn parse(text: &str, limits: &RangeInclusive<u64>) -> Option<u64> {
    text.parse().ok().filter(|value| limits.contains(value))
}

/// The frame of everything one can type into.
pub(super) fn field_frame(theme: &Theme, state: FieldState, margin: Margin) -> Frame {
    let stroke = state.edge(theme);
    // egui counts the edge as part of the margin of a frame.
    let margin = margin - Margin::same(stroke.width as i8);
    Frame::new()
        .fill(theme.color.surface)
        .stroke(stroke)
        .corner_radius(space::RADIUS_CONTROL)
        .inner_margin(margin)
}
