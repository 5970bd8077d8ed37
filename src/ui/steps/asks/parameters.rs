//! Rows of a name and a text with chips: query parameters, headers, cookies, fields of a form.

use egui::Ui;

use super::Asking;
use crate::model::Parameter;
use crate::state::{Change, ParameterList};
use crate::ui::chips::{ChipField, Use};
use crate::ui::steps::fields::link;
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{Button, Checkbox, Field, IconButton, row_with_end, text_line};

/// Draws the rows, and the button that adds one.
pub fn show(ui: &mut Ui, asking: &mut Asking<'_, '_>, list: ParameterList, parameters: &mut [Parameter]) {
    let (one, add) = words(list);
    for (index, parameter) in parameters.iter_mut().enumerate() {
        line(ui, asking, (list, one), index, parameter);
    }
    if link(ui, Button::link(add).icon(icons::ICON_ADD).small()).clicked() {
        let call = asking.call.clone();
        asking.change(Change::AddParameter { call, list });
    }
}

/// What one is called, and the words of the button that adds one.
fn words(list: ParameterList) -> (&'static str, &'static str) {
    match list {
        ParameterList::Query => ("parameter", "Add a parameter"),
        ParameterList::Headers => ("header", "Add a header"),
        ParameterList::Cookies => ("cookie", "Add a cookie"),
        ParameterList::Form => ("field", "Add a field"),
        ParameterList::Connection => ("header of the system", "Add a header for every call"),
    }
}

fn line(
    ui: &mut Ui,
    asking: &mut Asking<'_, '_>,
    (list, one): (ParameterList, &str),
    index: usize,
    parameter: &mut Parameter,
) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let id = asking.id(one).with(index);
    let number = index + 1;
    let Parameter { name, value, optional } = parameter;
    let ((), deleted) = row_with_end(
        ui,
        space::CONTROL,
        |ui| {
            let width = if large { 170.0 } else { 140.0 };
            let label = format!("Name of {one} {number}");
            let placeholder = if list == ParameterList::Headers { "X-Name" } else { "name" };
            ui.add(
                Field::new(&label, name)
                    .technical()
                    .width(width)
                    .placeholder(placeholder)
                    .id(id.with("name")),
            );
            text_line(
                ui,
                TextRole::Technical,
                Tone::Third,
                if list == ParameterList::Query { "=" } else { ":" },
            );
            let label = format!("Value of {one} {number}");
            let field = ChipField::line(id.with("value"), &label, Use::Request).placeholder("a value");
            asking.texts.show(ui, field, &mut value.0);
        },
        |ui| {
            let label = format!("Delete {one} {number}");
            let deleted = ui.add(IconButton::new(icons::ICON_CLOSE, &label).small()).clicked();
            let label = format!("Leave {one} {number} out when it is not known");
            ui.add(Checkbox::bare(optional, &label))
                .on_hover_text("Leave it out when the value is not known, instead of not asking at all");
            deleted
        },
    );
    if deleted {
        let call = asking.call.clone();
        asking.change(Change::DeleteParameter { call, list, index });
    }
}
