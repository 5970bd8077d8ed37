//! The step *Says* as the design draws it, from widgets alone.

use egui::{Align, Id, Layout, Ui, vec2};
use hookwright::ui::theme::{Mark, TextRole, Tone, WindowSize, icons};
use hookwright::ui::widgets::{
    Button, Chip, ChipLook, ChipText, Choice, IconButton, OutcomeRow, Piece, Step, Switch, Tag, card_wide,
    row_of_height, row_with_end, section_label, segmented, sentence, stepper, text, text_line,
};

pub fn page(ui: &mut Ui) {
    let panes = WindowSize::of(ui.ctx()).panes();
    egui::Frame::new().inner_margin(panes.page_margin).show(ui, |ui| {
        ui.set_max_width(864.0);
        header(ui);
        ui.add_space(12.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = panes.outcomes_gap;
            let column = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(panes.outcomes_width, 0.0), column, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.set_width(panes.outcomes_width);
                outcomes(ui);
            });
            let rest = ui.available_width();
            ui.allocate_ui_with_layout(vec2(rest, 0.0), column, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                editor(ui);
            });
        });
    });
}

fn header(ui: &mut Ui) {
    let title =
        if WindowSize::of(ui.ctx()) == WindowSize::Large { TextRole::Title } else { TextRole::TitleSmall };
    row_with_end(
        ui,
        32.0,
        |ui| {
            text_line(ui, title, Tone::Main, "Check subscription");
            ui.add(Tag::new("Only looks things up").icon(icons::ICON_VISIBILITY).bare());
        },
        |ui| {
            ui.add(IconButton::new(icons::ICON_MORE_HORIZ, "More"));
            ui.add(Button::secondary("Try every failure").icon(icons::ICON_BOLT));
        },
    );
    let mail = ChipLook::new(icons::ICON_PERSON, "Customer’s e-mail");
    let crm = ChipLook::plain(icons::ICON_CABLE, "CRM");
    let status = ChipLook::new(icons::ICON_OUTPUT, "status");
    let date = ChipLook::new(icons::ICON_OUTPUT, "renewal date");
    sentence(
        ui,
        &[
            Piece::Words("When a customer asks "),
            Piece::Strong("“Is my subscription still active?”"),
            Piece::Words(", we give the "),
            Piece::Chip(&mail),
            Piece::Words(" to the "),
            Piece::Chip(&crm),
            Piece::Words(" and tell them the "),
            Piece::Chip(&status),
            Piece::Words(" and the "),
            Piece::Chip(&date),
            Piece::Words(". If the CRM is slow, a colleague takes over."),
        ],
    );
    ui.add_space(8.0);
    let step = |title, second, mark| Step { title, second, mark };
    stepper(
        ui,
        "Steps",
        &[
            step("When", "3 sample phrases", Mark::Ready),
            step("Needs", "Customer’s e-mail", Mark::Ready),
            step("Asks", "CRM, 8 seconds", Mark::Warning),
            step("Understands", "2 values", Mark::Hint),
            step("Says", "8 replies, 1 empty", Mark::Error),
        ],
        4,
    );
}

fn outcomes(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 4.0;
    section_label(ui, "When the CRM answers");
    OutcomeRow::new("Active", "status is active", "Yes, your subscription is active and renews on March 30.")
        .chosen(true)
        .show(ui);
    OutcomeRow::new("Expired", "status is expired", "Your subscription has expired. Shall we renew it?")
        .show(ui);
    section_label(ui, "When something is wrong");
    OutcomeRow::silent("Malformed answer", "The customer would hear nothing", "Say the fallback reply")
        .show(ui);
    let slow = "This takes longer than usual. A colleague will get back to you.";
    OutcomeRow::new("Slow", "8 seconds, twice", slow).handed_off().show(ui);
}

fn editor(ui: &mut Ui) {
    card_wide(ui, |ui| {
        row_with_end(
            ui,
            34.0,
            |ui| text(ui, TextRole::Section, Tone::Main, "Active"),
            |ui| segmented(ui, "Language", &[Choice::new("English"), Choice::new("German")], 0),
        );
        row_of_height(ui, 28.0, |ui| {
            text(ui, TextRole::ControlRegular, Tone::Second, "Said when");
            ui.add(Chip::new(&ChipLook::new(icons::ICON_OUTPUT, "status")));
            text(ui, TextRole::ControlRegular, Tone::Second, "is");
            ui.add(Tag::new("active"));
            ui.add(Button::link("Change rule").small());
        });
        row_with_end(
            ui,
            32.0,
            |ui| text(ui, TextRole::ControlTitle, Tone::Main, "What the bot says"),
            |ui| ui.add(Button::link("Insert a value").icon(icons::ICON_ADD_CIRCLE)),
        );
        let look = |_: &str| ChipLook::new(icons::ICON_OUTPUT, "renewal date").example("March 30");
        let id = Id::unique("message");
        let mut said = "Yes, your subscription is active and renews on {{ renews_on }}.".to_owned();
        let shown = ChipText::message(id, "What the bot says", &mut said, &look).show(ui);
        shown.response.request_focus();
        let mut other = "{{ renews_on }}, {{ renews_on }} or {{ renews_on }}".to_owned();
        ChipText::message(Id::unique("other"), "Another message", &mut other, &look).show(ui);
        ui.add(
            Switch::new(&mut false, "Pass to a person afterwards")
                .hint("Off: the conversation goes on with the bot."),
        );
    });
}
