//! Buttons, fields, choices and findings in all their states.

use egui::{Align, Id, Layout, Ui, vec2};
use hookwright::ui::theme::{TextRole, Tone, icons};
use hookwright::ui::widgets::{
    Button, Checkbox, Chip, ChipKind, ChipLook, ChipText, Choice, CodeBlock, EmptyState, Field, FieldState,
    FindingBox, FormRow, IconButton, NumberField, OptionCard, Pill, PillTone, Select, Switch, Tag, TextArea,
    card, key_value, option_cards, remark, row, section_label, segmented, select_value, text, text_line,
};

pub fn page(ui: &mut Ui) {
    egui::Frame::new().inner_margin(24).show(ui, |ui| {
        let width = (ui.available_width() - 24.0) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            let layout = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.set_width(width);
                left(ui);
            });
            ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.set_width(width);
                right(ui);
            });
        });
    });
}

fn left(ui: &mut Ui) {
    section_label(ui, "Buttons");
    ui.horizontal_wrapped(|ui| {
        let focused = ui.add(Button::primary("Send").icon(icons::ICON_SEND));
        focused.request_focus();
        ui.add(Button::secondary("Preview").icon(icons::ICON_VISIBILITY));
        ui.add(Button::secondary("Edit"));
        ui.add(Button::ghost("Copy as cURL").icon(icons::ICON_CONTENT_COPY));
        ui.add(Button::link("Add a piece").icon(icons::ICON_ADD));
        ui.add(Button::danger("Say the fallback reply").icon(icons::ICON_HEALING).small());
        ui.add(Button::warning("Wait 7 seconds instead").small());
        ui.add_enabled(false, Button::primary("Send"));
        ui.add_enabled(false, Button::secondary("Preview"));
        ui.add(IconButton::new(icons::ICON_UNDO, "Undo"));
        ui.add_enabled(false, IconButton::new(icons::ICON_REDO, "Redo"));
        ui.add(IconButton::new(icons::ICON_ADD, "Add an integration").framed());
        ui.add(IconButton::new(icons::ICON_CLOSE, "Remove").small());
    });
    section_label(ui, "Pills, tags and chips");
    ui.horizontal_wrapped(|ui| {
        ui.add(Pill::environment("Demo", icons::ICON_SCIENCE, PillTone::Green));
        ui.add(Pill::environment("Staging", icons::ICON_SCIENCE, PillTone::Amber));
        ui.add(Pill::environment("Production", icons::ICON_PUBLIC, PillTone::Plain));
        ui.add(Pill::findings("3 findings", PillTone::Red));
        ui.add(Pill::findings("No findings", PillTone::Green));
    });
    ui.horizontal_wrapped(|ui| {
        ui.add(Pill::outcome("Active").chosen(true));
        ui.add(Pill::outcome("Expired"));
        ui.add(Pill::outcome("Malformed answer").silent());
        ui.add(Tag::new("active"));
        ui.add(Tag::new("paused").accent());
        ui.add(Tag::new("personal").icon(icons::ICON_SHIELD_PERSON).bare());
        ui.add(Tag::new("Only looks things up").icon(icons::ICON_VISIBILITY).bare());
    });
    ui.horizontal_wrapped(|ui| {
        ui.add(Chip::new(&ChipLook::new(icons::ICON_PERSON, "Customer’s e-mail")));
        ui.add(Chip::new(&ChipLook::plain(icons::ICON_CABLE, "CRM")));
        ui.add(Chip::new(&ChipLook::new(icons::ICON_OUTPUT, "renewal date").example("March 30")));
        ui.add(Chip::new(&ChipLook { kind: ChipKind::Broken, ..ChipLook::broken("old value") }));
    });
    section_label(ui, "Fields");
    let mut find = String::new();
    let mut mail = "ana@example.com".to_owned();
    let mut secret = "hush".to_owned();
    row(ui, |ui| {
        ui.add(Field::new("Find", &mut find).placeholder("Find").icon(icons::ICON_SEARCH).width(180.0));
        ui.add(Field::new("E-mail", &mut mail).icon(icons::ICON_PERSON).width(200.0));
        ui.add(Field::password("Key", &mut secret).width(100.0).state(FieldState::Wrong));
    });
    let mut long = "https://crm.example.com/a/very/long/address/that/does/not/fit".to_owned();
    row(ui, |ui| {
        ui.add(Field::new("Address", &mut long).technical().width(240.0));
        ui.add_enabled(false, Field::new("Off", &mut "read only".to_owned()).width(120.0));
        let mut seconds = 8;
        ui.add(NumberField::new("Seconds", &mut seconds, 1..=60));
        text(ui, TextRole::Control, Tone::Second, "seconds");
    });
    ui.add(TextArea::new("Notes", &mut "Two lines\nof notes".to_owned()).rows(2));
    section_label(ui, "Choices");
    let channels = [Choice::new("WhatsApp"), Choice::new("Web chat")];
    row(ui, |ui| {
        Select::new("Channel", &channels, Some(0)).icon(icons::ICON_CHAT).width(200.0).show(ui);
        Select::new("Language", &channels, None).icon(icons::ICON_TRANSLATE).show(ui);
        let mut tries = 1;
        select_value(ui, "Tries", &mut tries, &[(0, "never", ""), (1, "once", ""), (2, "twice", "")]);
    });
    row(ui, |ui| {
        Select::new("Again", &channels, Some(1)).state(FieldState::Doubtful).show(ui);
        Select::new("Kind", &channels, Some(1)).bare().show(ui);
    });
    let intents = [
        Choice::from(("Fetch", "GET")),
        Choice::from(("Fetch with details", "POST")),
        Choice::from(("Create", "POST")),
        Choice::from(("Change", "PATCH")),
        Choice::from(("Delete", "DELETE")),
    ];
    segmented(ui, "What should it do?", &intents, 1);
    segmented(ui, "Language", &[Choice::new("English"), Choice::new("German")], 0);
    let keys = [
        Choice::from(("Secret key", "Bearer token")),
        Choice::from(("Password", "Basic")),
        Choice::from(("Key in a header", "API key")),
        Choice::from(("Sign in first", "OAuth 2")),
        Choice::from(("Nothing", "open to all")),
    ];
    option_cards(ui, "How do we prove it is us?", &keys, Some(0));
    row(ui, |ui| {
        ui.add(Checkbox::new(&mut true, "I have read what is lost"));
        ui.add(Checkbox::bare(&mut false, "Needed"));
        ui.add_enabled(false, Checkbox::new(&mut true, "Needed"));
    });
    row(ui, |ui| {
        ui.add(
            Switch::new(&mut false, "Pass to a person afterwards")
                .hint("Off: the conversation goes on with the bot."),
        );
        ui.add(Switch::new(&mut true, "Remember it"));
    });
    ui.add_enabled(false, OptionCard::new("Not on this platform", "Alexa").width(160.0));
}

fn right(ui: &mut Ui) {
    FormRow::first("Who do we ask?").hint("And how do we prove it is us").show(ui, |ui| {
        row(ui, |ui| {
            Select::new("System", &[Choice::new("CRM")], Some(0)).icon(icons::ICON_CABLE).show(ui);
            text_line(
                ui,
                TextRole::ControlRegular,
                Tone::Second,
                "The customer system. Also used by Cancel renewal and Send invoice again.",
            );
        });
        row(ui, |ui| {
            ui.add(Button::secondary("crm_token").small());
            remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, "found in this computer’s keychain");
        });
    });
    FormRow::new("Where is the information?").hint("In grey: as IT would write it").show(ui, |ui| {
        let mut address = "/subscriptions/{{ id }}".to_owned();
        let look = |_: &str| ChipLook::new(icons::ICON_PERSON, "customer number");
        ChipText::line(Id::unique("address"), "Address", &mut address, &look).technical().show(ui);
        text(ui, TextRole::Technical, Tone::Second, "POST http://localhost:4010/subscriptions/lookup");
    });
    FormRow::new("How long may it take?").hint("Then the customer hears the “Slow” reply").show(ui, |ui| {
        FindingBox::warning(
            "The customer could wait 16.5 seconds.",
            "Web chat stops listening after 15, so the reply would be lost.",
        )
        .remedy("Wait 7 seconds instead")
        .show(ui);
        FindingBox::error("The customer would hear nothing.", "No reply is written for it.").show(ui);
        FindingBox::hint("“paused” has no meaning of its own.", "It was in 1 of 4 samples.")
            .remedy("Add “Paused”")
            .show(ui);
        FindingBox::good("Active.", "The bot said: “Yes, your subscription is active…”")
            .remedy("Keep as test")
            .show(ui);
    });
    card(ui, |ui| {
        text(ui, TextRole::CardTitle, Tone::Main, "What we sent");
        let sent = "POST /subscriptions/lookup\nHost: localhost:4010\nAuthorization: Bearer ••••••••\n\n{\n  \"email\": \"ana@example.com\"\n}";
        let from = sent.find("ana").unwrap();
        let value = from..from + 15;
        ui.add(CodeBlock::new("What we sent", sent).bare().marked(std::slice::from_ref(&value)));
        key_value(ui, "Accept:", "application/json");
        ui.add(CodeBlock::new("As it is sent", "{ \"email\": \"ana@example.com\" }"));
    });
    EmptyState::new(
        icons::ICON_FOLDER_OPEN,
        "The file is no longer there",
        "It was moved or deleted since it was last open.",
    )
    .button("Find it…", icons::ICON_SEARCH)
    .show(ui);
}

/// A drop-down to open, and an icon to point at.
pub fn list_and_icon(ui: &mut Ui) {
    row(ui, |ui| {
        let formats = [
            Choice::from(("March 30", "long")),
            Choice::from(("3/30/26", "short")),
            Choice::from(("Monday, March 30, 2026", "full")),
        ];
        Select::new("Shown as", &formats, Some(0)).show(ui);
        ui.add(IconButton::new(icons::ICON_UNDO, "Undo").shortcut("Ctrl+Z"));
    });
}
