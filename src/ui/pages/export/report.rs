//! The report: what is blocked first, each with its consent, then kept, emulated and lost.

use egui::{CursorIcon, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::state::{Action, ExportAction, PreparedExport, PreparedFate, PreparedLine, State};
use crate::ui::theme::{Icon, TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{
    Checkbox, card_frame, icon_words, paint, row, text_line, text_with_names, without_marks,
};

use super::{group_title, heading};

/// Draws the groups that have lines.
pub fn show(ui: &mut Ui, state: &State, prepared: &PreparedExport, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = space::M;
    for fate in [PreparedFate::Blocked, PreparedFate::Kept, PreparedFate::Emulated, PreparedFate::Lost] {
        let lines: Vec<&PreparedLine> = prepared.lines.iter().filter(|line| line.fate == fate).collect();
        if lines.is_empty() {
            continue;
        }
        let theme = theme(ui);
        let open = lines.iter().filter(|line| !state.exporting.accepted.contains(&line.code)).count();
        let blocks = fate == PreparedFate::Blocked && open > 0;
        let frame = if blocks {
            let edge = Stroke::new(space::STROKE, theme.color.err_line);
            card_frame(theme).fill(theme.color.err_soft).stroke(edge)
        } else {
            card_frame(theme)
        };
        frame.show(ui, |ui| {
            ui.take_available_width();
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            row(ui, |ui| {
                let (icon, tone) = look(fate);
                icon_words(ui, icon, tone, heading(fate).0);
                group_title(ui, fate, lines.len(), open);
            });
            ui.add_space(space::S);
            let several = state.project.integrations.len() > 1 && prepared.order.integration.is_none();
            for line in lines {
                let of = several.then(|| name(state, line)).flatten();
                one(ui, state, line, of, actions);
            }
        });
    }
}

fn look(fate: PreparedFate) -> (Icon, Tone) {
    match fate {
        PreparedFate::Blocked => (icons::ICON_BLOCK, Tone::Err),
        PreparedFate::Kept => (icons::ICON_CHECK_CIRCLE, Tone::Ok),
        PreparedFate::Emulated => (icons::ICON_BUILD, Tone::Warn),
        PreparedFate::Lost => (icons::ICON_DO_NOT_DISTURB_ON, Tone::Second),
    }
}

/// The integration that a line is about.
fn name<'a>(state: &'a State, line: &PreparedLine) -> Option<&'a str> {
    let id = line.place.integration.as_deref()?;
    state.project.integration(id).map(|integration| integration.name.as_str())
}

fn one(ui: &mut Ui, state: &State, line: &PreparedLine, of: Option<&str>, actions: &mut Vec<Action>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let c = &theme(ui).color;
    let color = if line.fate == PreparedFate::Blocked { c.err_line } else { c.line };
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(space::STROKE, color));
    ui.add_space(6.0);
    let room = ui.available_width();
    let first = (room * 0.32).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if link(ui, &without_marks(&line.subject), first).clicked() {
            actions.push(Action::GoTo(line.place.clone()));
        }
        ui.vertical(|ui| {
            ui.set_width(room - first - space::M);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(3.0);
            let detail = if line.detail.is_empty() { "As designed" } else { &line.detail };
            text_with_names(ui, TextRole::ControlRegular, Tone::Second, detail);
            if let Some(of) = of {
                text_line(ui, TextRole::Small, Tone::Third, of);
            }
            if line.fate == PreparedFate::Blocked {
                consent(ui, state, line, actions);
            }
        });
    });
    ui.add_space(6.0);
}

/// Words that lead to a field, without the frame of a button: they stand at the edge like the heading above them.
fn link(ui: &mut Ui, words: &str, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::TARGET), Sense::click());
    let color = theme(ui).color.accent_text;
    let line = paint::line(ui, TextRole::Control, color, words, width);
    paint::text_left(ui.painter(), pos2(rect.left(), rect.center().y), line.clone());
    if response.hovered() {
        let under = rect.center().y + line.size().y / 2.0;
        ui.painter().hline(rect.left()..=rect.left() + line.size().x, under, Stroke::new(1.0, color));
    }
    paint::focus_ring(ui, &response, rect, space::RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), words));
    response.on_hover_text("Go to the field").on_hover_cursor(CursorIcon::PointingHand)
}

fn consent(ui: &mut Ui, state: &State, line: &PreparedLine, actions: &mut Vec<Action>) {
    let mut accepted = state.exporting.accepted.contains(&line.code);
    let label = format!("I accept this: {}", line.subject);
    if ui.add(Checkbox::new(&mut accepted, &label)).changed() {
        actions.push(Action::Exporting(ExportAction::Accept(line.code.clone())));
    }
}
