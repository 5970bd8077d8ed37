//! The panes around the centre: the list at the left, the phone at the right, a menu, a message at the bottom.

use egui::{Align, Layout, Ui, vec2};
use hookwright::ui::theme::{Mark, TextRole, Tone, WindowSize, icons, theme};
use hookwright::ui::widgets::phone::{Bubble, day, link_card, phone_frame, reply_button, system_line};
use hookwright::ui::widgets::{
    Field, IconButton, ListRow, MenuItem, NavRow, Pill, RailButton, Toast, menu_line, popup_frame,
    section_label, text,
};

pub fn page(ui: &mut Ui) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let height = ui.available_height();
        let column = Layout::top_down(Align::Min);
        let right = WindowSize::of(ui.ctx()).panes().right_width;
        ui.allocate_ui_with_layout(vec2(264.0, height), column, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            left(ui);
        });
        let middle = ui.available_width() - right;
        ui.allocate_ui_with_layout(vec2(middle, height), column, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            centre(ui);
        });
        ui.allocate_ui_with_layout(vec2(right, height), column, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            phone(ui, height);
        });
    });
    Toast::new("Deleted “Ticket status”").action("Undo").show(ui.ctx());
}

fn left(ui: &mut Ui) {
    let frame = egui::Frame::new().fill(theme(ui).color.panel).inner_margin(12);
    frame.show(ui, |ui| {
        ui.take_available_space();
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut find = String::new();
        ui.horizontal(|ui| {
            let width = ui.available_width() - 40.0;
            ui.add(Field::new("Find", &mut find).placeholder("Find").icon(icons::ICON_SEARCH).width(width));
            ui.add(IconButton::new(icons::ICON_ADD, "Add an integration").framed());
        });
        ui.add_space(16.0);
        section_label(ui, "Integrations");
        ui.add_space(4.0);
        ui.add(
            ListRow::new(Mark::Error, "Check subscription")
                .second("Looks up in CRM")
                .trouble("3 findings", Tone::Err)
                .chosen(true),
        );
        ui.add(ListRow::new(Mark::Ready, "Cancel renewal").second("Changes CRM"));
        ui.add(
            ListRow::new(Mark::NeverTested, "Change delivery address")
                .second("Changes Orders · Never tested"),
        );
        ui.add(
            ListRow::new(Mark::Warning, "A very long name of an integration that does not fit")
                .second("Looks up in Tickets"),
        );
        ui.add_space(16.0);
        section_label(ui, "This project");
        ui.add_space(4.0);
        ui.add(NavRow::new(icons::ICON_BOLT, "Failure drill"));
        ui.add(NavRow::new(icons::ICON_CHECKLIST, "Test scenarios").count(14).chosen(true));
        ui.add(NavRow::new(icons::ICON_SHIELD, "Where data goes"));
    });
}

fn centre(ui: &mut Ui) {
    egui::Frame::new().inner_margin(24).show(ui, |ui| {
        let frame = popup_frame(theme(ui));
        frame.show(ui, |ui| {
            ui.set_width(240.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(MenuItem::new("Duplicate").icon(icons::ICON_CONTENT_COPY).secondary("Ctrl+D"));
            ui.add(MenuItem::new("English").chosen(true));
            ui.add_enabled(false, MenuItem::new("Paste").icon(icons::ICON_CONTENT_PASTE).secondary("Ctrl+V"));
            menu_line(ui);
            ui.add(MenuItem::new("Delete").icon(icons::ICON_DELETE).danger());
        });
        ui.add_space(16.0);
        ui.add(RailButton::new(icons::ICON_FORUM, "Integrations").trouble("3 findings").chosen(true));
        ui.add(RailButton::new(icons::ICON_BOLT, "Failure drill"));
    });
}

fn phone(ui: &mut Ui, height: f32) {
    egui::Frame::new().fill(theme(ui).color.panel).inner_margin(24).show(ui, |ui| {
        ui.take_available_width();
        text(ui, TextRole::Section, Tone::Main, "What the customer sees");
        let room = vec2(ui.available_width(), height - 160.0);
        ui.allocate_ui(room, |ui| {
            phone_frame(ui, "Customer service", "automatic assistant", conversation);
        });
        ui.horizontal_wrapped(|ui| {
            ui.add(Pill::outcome("Active").chosen(true));
            ui.add(Pill::outcome("Expired"));
            ui.add(Pill::outcome("Malformed answer").silent());
        });
    });
}

fn conversation(ui: &mut Ui) {
    day(ui, "Today");
    ui.add(Bubble::outgoing("Is my subscription still active?", "9:41"));
    system_line(ui, icons::ICON_SCHEDULE, "1.5 seconds later");
    ui.add(Bubble::incoming("One moment, I am looking that up.", "9:41"));
    let said = "Yes, your subscription is active and renews on March 30.";
    let at = said.find("March").unwrap();
    let value = at..at + 8;
    ui.add(Bubble::incoming(said, "9:41").underlined(std::slice::from_ref(&value)));
    reply_button(ui, "Show my invoices");
    reply_button(ui, "Turn off renewal");
    link_card(ui, "Invoice 2026-03", "29 €, due on March 30", &["Pay now", "Download"]);
    system_line(ui, icons::ICON_SUPPORT_AGENT, "Passed to the Customer service queue");
}
