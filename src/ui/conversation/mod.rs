//! The conversation as the customer sees it: always there, for every outcome, channel and language.

mod outcomes;
mod phone;
mod source;

pub use source::reached;

use egui::{Frame, Margin, Ui, vec2};

use super::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use super::widgets::{Choice, EmptyState, Select, paint, remark, row, text, text_line};
use super::writing::language_name;
use crate::engine::RunResult;
use crate::model::Channel;
use crate::state::{Action, Fit, Shown, State, fit};

/// Draws it.
pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let margin = if large {
        Margin { left: 24, right: 24, top: 16, bottom: 16 }
    } else {
        Margin { left: 16, right: 16, top: 12, bottom: 12 }
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        if large {
            text(ui, TextRole::Section, Tone::Main, "What the customer sees");
        }
        if state.integration().is_none() {
            ui.add_space(ui.available_height() * 0.2);
            let sentence = if state.project.integrations.is_empty() {
                "Here stands what the bot says, as soon as there is an integration."
            } else {
                "Choose an integration to see what the bot says in it."
            };
            EmptyState::new(icons::ICON_CHAT, "No conversation yet", sentence).show(ui);
            return;
        }
        text_line(ui, TextRole::Small, Tone::Second, &source::words(state));
        ui.add_space(space::S);
        choices(ui, state, actions);
        ui.add_space(space::M);
        body(ui, state, actions);
    });
}

/// The phone takes what the pills below it leave.
fn body(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let pills = outcomes::Pills::of(ui, state);
    let result = result(state).filter(|_| state.try_it.running.is_none());
    let fits = result.map(|result| match result.is_silent() {
        true => Fit { fits: false, words: "The customer hears nothing".to_owned() },
        false => fit(state.view.channel, &result.messages),
    });
    let fits = fits.map(|fit| in_one_line(ui, fit));
    let fit_height = 8.0 + fits.as_ref().map_or(16.0, |fit| remark_height(ui, &fit.words));
    let below = fit_height + 4.0 + pills.height();
    let height = (ui.available_height() - below).max(240.0);
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        phone::show(ui, state);
    });
    ui.add_space(8.0);
    match fits {
        Some(fit) if fit.fits => remark(ui, icons::ICON_CHECK_CIRCLE, Tone::Ok, &fit.words),
        Some(fit) => remark(ui, icons::ICON_WARNING, Tone::Warn, &fit.words),
        None => text(ui, TextRole::Small, Tone::Second, " "),
    };
    ui.add_space(4.0);
    pills.show(ui, actions);
}

/// Good news need no second line: what matters most of them stands first.
fn in_one_line(ui: &Ui, fit: Fit) -> Fit {
    let is_long = fit.fits && remark_height(ui, &fit.words) > space::TAG;
    match fit.words.rsplit_once(", ").filter(|_| is_long) {
        Some((first, _)) => Fit { words: first.to_owned(), ..fit },
        None => fit,
    }
}

/// The height of a remark over all the width.
fn remark_height(ui: &Ui, words: &str) -> f32 {
    let room = ui.available_width() - space::ICON - 6.0;
    let galley = paint::block(ui, TextRole::ControlRegular, theme(ui).color.text, words, room);
    galley.size().y.max(space::TAG)
}

/// What the conversation is about: the last try, or the preview of the chosen outcome.
fn result(state: &State) -> Option<&RunResult> {
    match (state.try_it.shown, state.try_it.result()) {
        (Shown::Try, Some(result)) => Some(result),
        _ => state.derived.preview(&state.view.outcome).map(|preview| &preview.result),
    }
}

fn choices(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let languages = &state.project.languages;
    let language_width = match (languages.len(), large) {
        (0 | 1, _) => 0.0,
        (_, true) => 132.0,
        (_, false) => 126.0,
    };
    row(ui, |ui| {
        let gap = if language_width > 0.0 { space::S } else { 0.0 };
        let width = ui.available_width() - language_width - gap;
        let channels: Vec<Choice<'_>> =
            Channel::ALL.iter().map(|channel| Choice::new(channel.title())).collect();
        let chosen = Channel::ALL.iter().position(|channel| *channel == state.view.channel);
        let select = Select::new("Channel", &channels, chosen).icon(icons::ICON_CHAT).width(width);
        if let Some(channel) = select.show(ui).index.and_then(|index| Channel::ALL.get(index)) {
            actions.push(Action::ChooseChannel(*channel));
        }
        if language_width == 0.0 {
            return;
        }
        let words: Vec<Choice<'_>> = languages.iter().map(|tag| Choice::new(language_name(tag))).collect();
        let chosen = languages.iter().position(|tag| *tag == state.view.language);
        let select =
            Select::new("Language", &words, chosen).icon(icons::ICON_TRANSLATE).width(language_width);
        if let Some(tag) = select.show(ui).index.and_then(|index| languages.get(index)) {
            actions.push(Action::ChooseLanguage(tag.clone()));
        }
    });
}
