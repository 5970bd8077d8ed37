//! Needs: what must be known.

mod card;
mod more;
mod source;

use egui::{Ui, vec2};

use super::fields::{Texts, languages};
use crate::model::Source;
use crate::state::{Action, Change, NewInput, Open};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, EmptyState, MenuItem, menu_label, menu_line, menu_of_width, row_with_end, text_line,
};

/// Draws the step.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::M);
    let texts = Texts::of(open);
    if open.integration.inputs.is_empty() {
        empty(ui, open, actions);
        return;
    }
    row_with_end(
        ui,
        34.0,
        |ui| {
            let words = "What must be known before anything is asked, in this order.";
            text_line(ui, TextRole::ControlRegular, Tone::Second, words);
        },
        |ui| languages(ui, texts.languages, &texts.language, actions),
    );
    for index in 0..open.integration.inputs.len() {
        card::show(ui, &texts, open, index, actions);
    }
    let button = ui.add(Button::secondary("Add a fact").icon(icons::ICON_ADD));
    add_menu(&button, open, actions);
}

fn empty(ui: &mut Ui, open: &Open<'_>, actions: &mut Vec<Action>) {
    let sentence = "It needs nothing from the customer. Add what must be known before anything is asked, such as an \
                    e-mail address or an order number.";
    let state = EmptyState::new(icons::ICON_PERSON, "Nothing is needed yet", sentence)
        .button("Add a fact", icons::ICON_ADD);
    if let Some(button) = state.show(ui) {
        add_menu(&button, open, actions);
    }
}

/// What a new input can begin with: facts that are not used yet first.
fn add_menu(button: &egui::Response, open: &Open<'_>, actions: &mut Vec<Action>) {
    let is_used = |fact: &str| {
        open.integration
            .inputs
            .iter()
            .any(|input| matches!(&input.source, Source::Context { name } if name == fact))
    };
    let others = [
        ("What the customer wrote", icons::ICON_CHAT, Source::MessageText),
        ("Customer’s id", icons::ICON_PERSON, Source::UserId),
        ("Customer’s language", icons::ICON_TRANSLATE, Source::Locale),
        ("The present moment", icons::ICON_EVENT, Source::Now),
        ("Always the same value", icons::ICON_LOCK, Source::Constant { value: "".into() }),
        ("A text with values", icons::ICON_DESCRIPTION, Source::Expression { text: "".into() }),
    ];
    menu_of_width(button, 300.0, |ui| {
        let mut add = |new: NewInput| actions.push(Action::Design(Change::AddInput(new)));
        let free: Vec<_> = open.context.iter().filter(|fact| !is_used(&fact.name)).collect();
        menu_label(ui, "Customer facts");
        for fact in free {
            let label = if fact.label.is_empty() { &fact.name } else { &fact.label };
            if ui.add(MenuItem::new(label).icon(icons::ICON_PERSON).secondary(&fact.name)).clicked() {
                add(NewInput::Fact(fact.name.clone()));
            }
        }
        if ui
            .add(MenuItem::new("New customer fact").icon(icons::ICON_ADD).secondary("such as an e-mail"))
            .clicked()
        {
            add(NewInput::NewFact);
        }
        menu_line(ui);
        for (words, icon, source) in others {
            if ui.add(MenuItem::new(words).icon(icon)).clicked() {
                add(NewInput::From(source));
            }
        }
    });
}
