//! When: what makes the bot use the integration.

use egui::{Ui, vec2};

use super::fields::{Texts, languages, lead, link};
use crate::model::{Confirmation, Part, Risk, Step, Trigger};
use crate::state::{Action, Change, Intention, Open};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Choice, Field, FormRow, IconButton, TextArea, icon_words_small, option_cards, remark,
    row_with_end, section_label, text,
};
use crate::ui::{caret, findings};

/// The fields that have a place of their own here.
const SHOWN: [&str; 8] = ["phrases", "intent", "risk", "usage_hint", "ask", "yes", "no", "declined"];

/// Draws the step.
pub fn show(ui: &mut Ui, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
    let texts = Texts::of(open);
    let first = texts.id("phrase").with(0_usize).with(&texts.language);
    caret::to_new(ui, open.view, &Part::Trigger, first, "");
    let asked = block(ui, |ui| phrases(ui, &texts, &mut open.integration.trigger, actions));
    let named = block(ui, |ui| intent(ui, &texts, &mut open.integration.trigger));
    let risky = block(ui, |ui| risk(ui, &texts, open, actions));
    let confirmed = block(ui, |ui| confirmation(ui, &texts, open, actions));
    let used = block(ui, |ui| usage_hint(ui, &texts, &mut open.integration.trigger, actions));
    for part in [Part::Trigger, Part::Confirmation] {
        findings::about_the_rest(ui, texts.derived, &texts.integration, &part, &SHOWN);
    }
    lead(ui, open.view, &Part::Trigger, &["phrases", ""], asked);
    lead(ui, open.view, &Part::Trigger, &["intent"], named);
    lead(ui, open.view, &Part::Trigger, &["risk"], risky);
    lead(ui, open.view, &Part::Trigger, &["usage_hint"], used);
    lead(ui, open.view, &Part::Confirmation, &[], confirmed);
}

/// Draws a part and says where it is.
fn block(ui: &mut Ui, content: impl FnOnce(&mut Ui)) -> egui::Rect {
    ui.scope(content).response.rect
}

fn phrases(ui: &mut Ui, texts: &Texts<'_>, trigger: &mut Trigger, actions: &mut Vec<Action>) {
    let row = FormRow::first("What do customers write?").hint("The conversation begins with the first one");
    row.show(ui, |ui| {
        languages(ui, texts.languages, &texts.language, actions);
        for (index, phrase) in trigger.phrases.iter_mut().enumerate() {
            let name = format!("Sample phrase {}", index + 1);
            let placeholder = match phrase.get(&texts.language, texts.languages) {
                Some(_) => texts.placeholder(phrase),
                None => "Such as: Is my subscription still active?".to_owned(),
            };
            let mut shown = phrase.0.get(&texts.language).cloned().unwrap_or_default();
            let id = texts.id("phrase").with(index).with(&texts.language);
            let field = |ui: &mut Ui| {
                ui.add(Field::new(&name, &mut shown.0).placeholder(&placeholder).id(id)).changed()
            };
            let (changed, change) = row_with_end(ui, space::CONTROL, field, |ui| phrase_end(ui, index));
            if changed {
                phrase.0.insert(texts.language.clone(), shown);
            }
            actions.extend(change.map(Action::Design));
        }
        if trigger.phrases.is_empty() {
            text(ui, TextRole::ControlRegular, Tone::Second, "Nobody has said yet how customers ask for it.");
        }
        texts.beside(ui, &Part::Trigger, "phrases");
        if link(ui, Button::link("Add a phrase").icon(icons::ICON_ADD).small()).clicked() {
            actions.push(Action::Design(Change::AddPhrase));
        }
    });
}

/// What can be done with a phrase, from right to left.
fn phrase_end(ui: &mut Ui, index: usize) -> Option<Change> {
    ui.spacing_mut().item_spacing.x = space::XS;
    let number = index + 1;
    let delete = format!("Delete phrase {number}");
    let deleted = ui.add(IconButton::new(icons::ICON_CLOSE, &delete).small()).clicked();
    let chosen = if index == 0 {
        icon_words_small(ui, icons::ICON_CHAT, Tone::Accent, "The conversation begins with this one");
        false
    } else {
        let name = format!("Begin the conversation with phrase {number}");
        ui.add(IconButton::new(icons::ICON_CHAT, &name).small()).clicked()
    };
    match (deleted, chosen) {
        (true, _) => Some(Change::DeletePhrase(index)),
        (_, true) => Some(Change::ShowPhrase(index)),
        _ => None,
    }
}

fn intent(ui: &mut Ui, texts: &Texts<'_>, trigger: &mut Trigger) {
    FormRow::new("Which intent is it?").hint("Its name on the platform").show(ui, |ui| {
        let field = Field::new("Intent name", &mut trigger.intent).technical().width(280.0);
        ui.add(field.placeholder("check_subscription").state(texts.state(&Part::Trigger, "intent")));
        texts.beside(ui, &Part::Trigger, "intent");
    });
}

fn risk(ui: &mut Ui, texts: &Texts<'_>, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    FormRow::new("What can it do?").hint("The step Asks sets it too").show(ui, |ui| {
        let risks = [Risk::Read, Risk::Write, Risk::Destructive];
        let choices = [
            Choice::from(("Only looks things up", "read")),
            Choice::from(("Changes data", "write")),
            Choice::from(("Deletes data", "or cannot be taken back")),
        ];
        let trigger = &mut open.integration.trigger;
        let chosen = risks.iter().position(|risk| *risk == trigger.risk);
        if let Some(picked) = option_cards(ui, "What can it do?", &choices, chosen).index {
            trigger.risk = risks[picked];
        }
        let words = match trigger.risk {
            Risk::Read => "Nothing is created or changed, so it is safe to try again.",
            Risk::Write => "It creates or changes something, so the bot can ask the customer first.",
            Risk::Destructive => "It cannot be taken back, so the bot should ask the customer first.",
        };
        let (icon, tone) = match trigger.risk {
            Risk::Read => (icons::ICON_CHECK_CIRCLE, Tone::Ok),
            Risk::Write => (icons::ICON_BUILD, Tone::Second),
            Risk::Destructive => (icons::ICON_WARNING, Tone::Warn),
        };
        remark(ui, icon, tone, words);
        let risk = trigger.risk;
        let odd = open
            .integration
            .calls
            .iter()
            .map(|call| Intention::of(call.method, risk))
            .find(|intention| open.integration.calls.len() == 1 && !intention.agrees_with(risk));
        if let Some(intention) = odd {
            disagreement(ui, intention, risk, actions);
        }
        texts.beside(ui, &Part::Trigger, "risk");
    });
}

/// Some systems change data on a fetch; most do not, so it is said and not forbidden.
fn disagreement(ui: &mut Ui, intention: Intention, risk: Risk, actions: &mut Vec<Action>) {
    let usually = if risk == Risk::Read { "changes something" } else { "changes nothing" };
    let words = format!("In Asks it is “{}”, which usually {usually}.", intention.title());
    let look = |ui: &mut Ui| ui.add(Button::link("Look at Asks").small()).clicked();
    let (_, clicked) = row_with_end(
        ui,
        space::CONTROL_SMALL,
        |ui| remark(ui, icons::ICON_WARNING, Tone::Warn, &words),
        look,
    );
    if clicked {
        actions.push(Action::ChooseStep(Step::Asks));
    }
}

fn confirmation(ui: &mut Ui, texts: &Texts<'_>, open: &mut Open<'_>, actions: &mut Vec<Action>) {
    let risk = open.integration.trigger.risk;
    match &mut open.integration.confirmation {
        None if risk == Risk::Read => {}
        None => {
            FormRow::new("What does the bot ask first?").hint("Before anything is changed").show(ui, |ui| {
                let words = "The bot does it at once, without asking the customer.";
                text(ui, TextRole::ControlRegular, Tone::Second, words);
                texts.beside(ui, &Part::Confirmation, "");
                texts.beside(ui, &Part::Trigger, "confirmation");
                if ui.add(Button::secondary("Ask the customer first").icon(icons::ICON_CHAT)).clicked() {
                    actions.push(Action::Design(Change::AskFirst));
                }
            });
        }
        Some(confirmation) => {
            FormRow::new("What does the bot ask first?").hint("Before anything is changed").show(ui, |ui| {
                question(ui, texts, confirmation);
                if link(ui, Button::link("Do not ask").icon(icons::ICON_CLOSE).small()).clicked() {
                    actions.push(Action::Design(Change::DoNotAsk));
                }
            });
        }
    }
}

fn question(ui: &mut Ui, texts: &Texts<'_>, confirmation: &mut Confirmation) {
    let parts = [
        ("The question", "ask", &mut confirmation.ask),
        ("The answer that goes on", "yes", &mut confirmation.yes),
        ("The answer that stops", "no", &mut confirmation.no),
        ("What the bot says then", "declined", &mut confirmation.declined),
    ];
    for (words, field, localized) in parts {
        section_label(ui, words);
        let state = texts.state(&Part::Confirmation, field);
        texts.line(ui, texts.id("confirmation").with(field), words, state, localized);
        texts.beside(ui, &Part::Confirmation, field);
    }
}

fn usage_hint(ui: &mut Ui, texts: &Texts<'_>, trigger: &mut Trigger, actions: &mut Vec<Action>) {
    let row = FormRow::new("When should an AI agent use it?").hint("Where a model chooses");
    row.show(ui, |ui| {
        let placeholder = "Use it when a customer asks …, and not when …";
        ui.add(TextArea::new("Hint for AI agents", &mut trigger.usage_hint).placeholder(placeholder).rows(2));
        if trigger.usage_hint.trim().is_empty() {
            let button = Button::secondary("Write it from this design").icon(icons::ICON_EDIT);
            if ui.add(button).clicked() {
                actions.push(Action::Design(Change::WriteUsageHint));
            }
        } else {
            let words =
                "An AI agent reads this, with the name and what it needs, to decide whether to use it.";
            text(ui, TextRole::Small, Tone::Second, words);
        }
        texts.beside(ui, &Part::Trigger, "usage_hint");
    });
}
