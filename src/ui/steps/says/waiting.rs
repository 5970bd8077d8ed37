//! The message while the call is still running: the same for all outcomes.

use egui::{Id, Ui, vec2};

use crate::engine::seconds;
use crate::model::{Localized, Part, Waiting};
use crate::state::Open;
use crate::ui::chips::{Use, insert_button};
use crate::ui::findings;
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space};
use crate::ui::widgets::{
    Button, Choice, Select, Switch, card, icon_words, row, row_with_end, text, text_line,
};
use crate::ui::writing::Writing;

/// What one can wait for, in milliseconds.
const MOMENTS_MS: [u64; 8] = [500, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 10_000];

/// Draws the card, with its fields while it is being edited.
pub fn show(ui: &mut Ui, open: &mut Open<'_>) {
    let id = Id::unique("waiting").with(&open.integration.id);
    let mut editing: bool = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        summary(ui, open, &mut editing);
        findings::beside(ui, open.derived, &open.integration.id, &Part::Waiting, "");
        if editing {
            fields(ui, open, id);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, editing));
}

fn summary(ui: &mut Ui, open: &Open<'_>, editing: &mut bool) {
    let (title, words) = match &open.integration.waiting {
        None => ("While we wait".to_owned(), "The bot says nothing until the answer is there.".to_owned()),
        Some(waiting) => {
            let said = waiting.text.get(&open.view.language, open.languages);
            let words = said.map_or("Nothing yet", |text| text.as_str());
            (format!("While we wait, after {} seconds", seconds(waiting.after_ms)), format!("“{words}”"))
        }
    };
    row_with_end(
        ui,
        40.0,
        |ui| {
            icon_words(ui, icons::ICON_TIMER, Tone::Second, "Waiting message");
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(1.0);
                text_line(ui, TextRole::Control, Tone::Main, &title);
                text_line(ui, TextRole::ControlRegular, Tone::Second, &words);
            });
        },
        |ui| {
            let words = if *editing { "Done" } else { "Edit" };
            if ui.add(Button::secondary(words).small()).clicked() {
                *editing = !*editing;
            }
            if WindowSize::of(ui.ctx()) == WindowSize::Large {
                text(ui, TextRole::Small, Tone::Second, "same for all outcomes");
            }
        },
    );
}

fn fields(ui: &mut Ui, open: &mut Open<'_>, id: Id) {
    let language = open.view.language.clone();
    let mut on = open.integration.waiting.is_some();
    if ui.add(Switch::new(&mut on, "Say something while the customer waits")).changed() {
        open.integration.waiting =
            on.then(|| Waiting { after_ms: 1_500, text: Localized::new(&language, "One moment.") });
    }
    let Some(waiting) = &mut open.integration.waiting else { return };
    let writing = Writing { derived: open.derived, language: &language, raw: open.view.raw_texts, id };
    row_with_end(
        ui,
        32.0,
        |ui| {
            row(ui, |ui| {
                text(ui, TextRole::ControlRegular, Tone::Second, "After");
                after(ui, &mut waiting.after_ms);
                text(ui, TextRole::ControlRegular, Tone::Second, "the bot says");
            });
        },
        |ui| insert_button(ui, writing.id_of("text")),
    );
    writing.message(ui, "text", "Waiting message", &mut waiting.text, Use::Message);
}

fn after(ui: &mut Ui, after_ms: &mut u64) {
    let mut moments = MOMENTS_MS.to_vec();
    if !moments.contains(after_ms) {
        moments.push(*after_ms);
        moments.sort_unstable();
    }
    let words: Vec<String> = moments.iter().map(|ms| format!("{} seconds", seconds(*ms))).collect();
    let choices: Vec<Choice<'_>> = words.iter().map(|words| Choice::new(words)).collect();
    let chosen = moments.iter().position(|ms| ms == after_ms);
    let pick = Select::new("Wait before the message", &choices, chosen).small().show(ui);
    if let Some(ms) = pick.index.and_then(|index| moments.get(index)) {
        *after_ms = *ms;
    }
}
