//! Pop-ups: their frame, a menu below a button, and the rows in it.

use egui::{
    Context, Frame, Id, InnerResponse, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Rect, Response,
    Role, Sense, SetOpenCommand, Ui, Widget, WidgetInfo, pos2, vec2,
};

use super::{paint, row_of_height, section_label};
use crate::ui::theme::{Icon, TextRole, Theme, Tone, icons, space, theme};

/// The frame of everything that lies above the window.
pub fn popup_frame(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.color.surface)
        .stroke(theme.line_strong())
        .corner_radius(space::RADIUS_CARD)
        .inner_margin(Margin::same(6))
        .shadow(theme.shadow)
}

/// Shows a menu of [`MenuItem`]s below `button` while it is open; a click on the button opens and closes it.
pub fn menu<R>(button: &Response, content: impl FnOnce(&mut Ui) -> R) -> Option<InnerResponse<R>> {
    menu_of_width(button, 240.0, content)
}

/// As [`menu`], with the width of its rows in points.
pub fn menu_of_width<R>(
    button: &Response,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<InnerResponse<R>> {
    let theme = if button.ctx.theme() == egui::Theme::Dark { Theme::dark() } else { Theme::light() };
    Popup::menu(button).gap(4.0).frame(popup_frame(theme)).show(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        content(ui)
    })
}

/// Shows a menu of [`MenuItem`]s that a secondary click opens at the pointer, and Shift+F10 or the menu key below `widget` while
/// that has the focus. Opened by key it has the focus, and gives it back.
pub fn context_menu<R>(
    widget: &Response,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<InnerResponse<R>> {
    let ctx = &widget.ctx;
    let id = Popup::default_response_id(widget);
    let (by_key, was_open) = (id.with("by key"), Popup::is_id_open(ctx, id));
    let key = widget.has_focus() && asks_for_a_menu(ctx);
    let set = match (key || widget.secondary_clicked(), widget.clicked()) {
        (true, _) => Some(SetOpenCommand::Bool(true)),
        (_, true) => Some(SetOpenCommand::Bool(false)),
        _ => None,
    };
    if key || widget.secondary_clicked() {
        ctx.data_mut(|data| data.insert_temp(by_key, key));
    }
    let has_keys = ctx.data(|data| data.get_temp(by_key)).unwrap_or(false);
    let theme = if ctx.theme() == egui::Theme::Dark { Theme::dark() } else { Theme::light() };
    let popup = Popup::menu(widget).open_memory(set).gap(4.0).frame(popup_frame(theme));
    let popup = if has_keys { popup } else { popup.at_pointer_fixed() };
    if key {
        ctx.data_mut(|data| data.insert_temp(first_row(), true));
    }
    let shown = popup.show(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        content(ui)
    });
    if has_keys && was_open && !Popup::is_id_open(ctx, id) {
        ctx.data_mut(|data| data.remove::<bool>(by_key));
        widget.request_focus();
    }
    shown
}

/// Set until the first row of a menu has taken the focus.
fn first_row() -> Id {
    Id::unique("the first row takes the focus")
}

/// Whether the keys of this frame ask for the menu of what has the focus.
pub(super) fn asks_for_a_menu(ctx: &Context) -> bool {
    ctx.input_mut(|input| {
        input.consume_key(Modifiers::SHIFT, Key::F10) || input.consume_key(Modifiers::NONE, Key::Menu)
    })
}

/// Shows anything in a pop-up of this width in points, below `anchor` or above it where there is more room, while
/// `open` is true. Escape and a click elsewhere set `open` to false. Made for the list of values beside a caret.
pub fn popup_at<R>(
    ui: &Ui,
    id: Id,
    anchor: Rect,
    width: f32,
    open: &mut bool,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let popup = Popup::new(id, ui.ctx().clone(), anchor, ui.layer_id())
        .open_bool(open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .gap(4.0)
        .frame(popup_frame(theme(ui)));
    popup
        .show(|ui| {
            ui.set_width(width);
            content(ui)
        })
        .map(|shown| shown.inner)
}

/// The words over a group of rows, on the line of their icons.
pub fn menu_label(ui: &mut Ui, words: &str) {
    row_of_height(ui, 24.0, |ui| {
        ui.add_space(space::S);
        section_label(ui, words);
    });
}

/// The thin line between two groups of a menu.
pub fn menu_line(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, theme(ui).line());
}

/// One row of a menu.
#[must_use = "Add it with `ui.add`."]
pub struct MenuItem<'a> {
    words: &'a str,
    secondary: &'a str,
    icon: Option<Icon>,
    tone: Tone,
    chosen: bool,
    under_cursor: bool,
    sense: Sense,
}

impl<'a> MenuItem<'a> {
    /// A row with these words.
    pub fn new(words: &'a str) -> Self {
        Self {
            words,
            secondary: "",
            icon: None,
            tone: Tone::Main,
            chosen: false,
            under_cursor: false,
            sense: Sense::click(),
        }
    }

    /// An icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Grey words at the right: a shortcut, an example, a technical name.
    pub fn secondary(mut self, words: &'a str) -> Self {
        self.secondary = words;
        self
    }

    /// In red: this deletes something.
    pub fn danger(mut self) -> Self {
        self.tone = Tone::Err;
        self
    }

    /// In another colour.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Whether the keys stand on this row, in a menu whose keys are read elsewhere.
    pub fn under_cursor(mut self, under_cursor: bool) -> Self {
        self.under_cursor = under_cursor;
        self.sense = Sense::CLICK;
        self
    }

    /// Whether this row is the chosen one.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

impl Widget for MenuItem<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme(ui);
        let c = &theme.color;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::CONTROL), self.sense);
        let takes_focus = ui.is_enabled() && self.sense.is_focusable();
        if takes_focus && ui.data_mut(|data| data.remove_temp::<bool>(first_row())).is_some() {
            response.request_focus();
        }
        let inner = rect.shrink2(vec2(space::S, 0.0));
        let color = if ui.is_enabled() { theme.tone(self.tone) } else { c.text_3 };
        let check = if self.chosen { space::ICON + 6.0 } else { 0.0 };
        let secondary = paint::line(ui, TextRole::Small, c.text_3, self.secondary, inner.width() * 0.6);
        let left = if self.icon.is_some() { space::ICON + space::S } else { 0.0 };
        let room = inner.width() - left - check - secondary.size().x - space::S;
        let galley = paint::line(ui, TextRole::ControlRegular, color, self.words, room);
        if ui.is_rect_visible(rect) {
            let fill = if self.chosen { c.accent_soft } else { egui::Color32::TRANSPARENT };
            let marked = response.hovered() || response.has_focus() || self.under_cursor;
            let fill = if marked { c.hover } else { fill };
            ui.painter().rect_filled(rect, f32::from(space::RADIUS_CHIP), fill);
            if let Some(icon) = self.icon {
                let color = match (self.tone, ui.is_enabled()) {
                    (Tone::Main, true) => c.text_2,
                    (_, true) => color,
                    (_, false) => c.line_control,
                };
                let middle = pos2(inner.left() + space::ICON / 2.0, inner.center().y);
                paint::icon(ui.painter(), icon, space::ICON, middle, color);
            }
            paint::text_left(ui.painter(), pos2(inner.left() + left, inner.center().y), galley.clone());
            let right = inner.right() - check;
            paint::text_left(ui.painter(), pos2(right - secondary.size().x, inner.center().y), secondary);
            if self.chosen {
                let middle = pos2(inner.right() - space::ICON / 2.0, inner.center().y);
                paint::icon(ui.painter(), icons::ICON_CHECK, space::ICON, middle, c.accent_text);
            }
            paint::focus_ring(ui, &response, rect, space::RADIUS_CHIP);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, ui.is_enabled(), self.words));
        paint::tell_elided(response, &galley)
    }
}
