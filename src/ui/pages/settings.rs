//! What holds for the whole project.

use egui::{Id, Ui, vec2};

use super::columns::{cell, page_head};
use crate::model::{Channel, Part, Platform, Stage};
use crate::state::{Action, Change, PanelAction, ProjectChange, State};
use crate::template::time_zone;
use crate::ui::findings;
use crate::ui::stage::look;
use crate::ui::steps::fields::{CheckedField, lead, link};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Checkbox, Choice, Field, FormRow, IconButton, MenuItem, Select, TextArea, card_wide, icon_words,
    menu, row, text, text_line,
};
use crate::ui::writing::language_name;

/// The languages that are offered.
const LANGUAGES: [&str; 20] = [
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "da", "sv", "nb", "fi", "tr", "uk", "ru", "ar",
    "ja", "zh", "ko",
];

/// Draws it.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
    page_head(ui, "Project settings", "What holds for every integration of this project.", |_| {});
    ui.add_space(space::S);
    let shown = card_wide(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        FormRow::first("What is it called?").show(ui, |ui| {
            let id = Id::unique("project");
            let name = Field::new("Name of the project", &mut state.project.name).width(360.0);
            ui.add(name.placeholder("Customer service bot").id(id.with("name")));
            let words = &mut state.project.description;
            let field = Field::new("Description of the project", words).id(id.with("description"));
            ui.add(field.placeholder("What it is, for the next person"));
        });
        languages(ui, state, actions);
        channels(ui, state, actions);
        platform(ui, state, actions);
        zone(ui, state);
        environments(ui, state, actions);
        FormRow::new("Notes").hint("They stay here and are not exported").show(ui, |ui| {
            ui.add(TextArea::new("Notes of the project", &mut state.project.notes).rows(3));
        });
        let shown = ["time_zone", "environments", "platform"];
        findings::about_the_rest(ui, &state.derived, "", &Part::Whole, &shown);
    });
    lead(ui, &mut state.view, &Part::Whole, &[], shown.response.rect);
}

fn change(change: ProjectChange) -> Action {
    Action::Design(Change::Project(change))
}

fn languages(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let hint = "The first stands in where another has no words";
    FormRow::new("Which languages?").hint(hint).show(ui, |ui| {
        let spoken = &state.project.languages;
        for tag in spoken {
            row(ui, |ui| {
                cell(ui, 200.0, |ui| {
                    text_line(ui, TextRole::Body, Tone::Main, language_name(tag));
                    text_line(ui, TextRole::Technical, Tone::Third, tag);
                });
                if spoken.len() > 1 {
                    let name = format!("Remove {}", language_name(tag));
                    if ui.add(IconButton::new(icons::ICON_CLOSE, &name).small()).clicked() {
                        actions.push(change(ProjectChange::DeleteLanguage(tag.clone())));
                    }
                }
            });
        }
        let button = link(ui, Button::link("Add a language").icon(icons::ICON_ADD).small());
        menu(&button, |ui| {
            for tag in LANGUAGES.iter().filter(|tag| !spoken.iter().any(|known| known == *tag)) {
                if ui.add(MenuItem::new(language_name(tag)).secondary(tag)).clicked() {
                    actions.push(change(ProjectChange::AddLanguage((*tag).to_owned())));
                }
            }
        });
    });
}

fn channels(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let hint = "Replies are checked against what each can show";
    FormRow::new("Where does it talk?").hint(hint).show(ui, |ui| {
        for channels in Channel::ALL.chunks(3) {
            row(ui, |ui| {
                for channel in channels {
                    cell(ui, 140.0, |ui| {
                        let was = state.project.channels.contains(channel);
                        let mut on = was;
                        ui.add(Checkbox::new(&mut on, channel.title()));
                        if on != was {
                            actions.push(change(ProjectChange::ToggleChannel(*channel)));
                        }
                    });
                }
            });
        }
    });
}

/// Its limits take part in the time budget and the findings.
fn platform(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let row = FormRow::new("On which platform does the bot run?").hint("Its limits count from now on");
    row.show(ui, |ui| {
        let mut choices = vec![Choice::new("Any platform")];
        choices.extend(Platform::ALL.iter().map(|platform| Choice::new(platform.title())));
        let chosen = state.project.platform;
        let at = Platform::ALL.iter().position(|known| Some(*known) == chosen).map_or(0, |at| at + 1);
        if let Some(index) = Select::new("Platform", &choices, Some(at)).width(240.0).show(ui).index {
            let platform = index.checked_sub(1).and_then(|index| Platform::ALL.get(index)).copied();
            actions.push(Action::Panel(PanelAction::ChoosePlatform(platform)));
        }
        findings::beside(ui, &state.derived, "", &Part::Whole, "platform");
    });
}

fn zone(ui: &mut Ui, state: &mut State) {
    FormRow::new("In which time zone?").hint("For dates and times in replies").show(ui, |ui| {
        let now = state.project.time_zone.clone().unwrap_or_default();
        row(ui, |ui| {
            let field = CheckedField::new(Id::unique("time zone"), "Time zone", &now).width(240.0);
            let field = field.role(TextRole::Body).on_leaving();
            let typed = field.show(ui, |typed| {
                let is_known = typed.trim().is_empty() || time_zone(typed.trim()).is_some();
                (!is_known).then(|| "Write it like Europe/Berlin, or leave it empty.".to_owned())
            });
            if let Some(typed) = typed {
                let zone = typed.trim();
                state.project.time_zone = (!zone.is_empty()).then(|| zone.to_owned());
            }
            let words = if now.is_empty() { "Nothing here: UTC" } else { "Such as Europe/Berlin" };
            text_line(ui, TextRole::Small, Tone::Second, words);
        });
        findings::beside(ui, &state.derived, "", &Part::Whole, "time_zone");
    });
}

fn environments(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let hint = "Every system can have another address in each";
    FormRow::new("Where do calls go?").hint(hint).show(ui, |ui| {
        for (index, environment) in state.project.environments.iter_mut().enumerate() {
            let part = Part::Environment(environment.id.clone());
            let shown = row(ui, |ui| {
                let id = Id::unique("environment").with(index);
                let label = format!("Name of environment {}", index + 1);
                ui.add(Field::new(&label, &mut environment.name).width(180.0).id(id.with("name")));
                text_line(ui, TextRole::ControlRegular, Tone::Second, "is");
                let label = format!("Stage of environment {}", index + 1);
                let look = look(environment.stage);
                icon_words(ui, look.icon, look.tone, look.sentence);
                stage(ui, &label, &mut environment.stage);
                cell(ui, 96.0, |ui| text_line(ui, TextRole::Technical, Tone::Third, &environment.id));
                let label = format!("Delete environment {}", index + 1);
                if ui.add(IconButton::new(icons::ICON_CLOSE, &label).small()).clicked() {
                    actions.push(change(ProjectChange::DeleteEnvironment(environment.id.clone())));
                }
            });
            findings::beside(ui, &state.derived, "", &part, "");
            lead(ui, &mut state.view, &part, &[], shown.response.rect);
        }
        let is_empty = state.project.environments.is_empty();
        if is_empty {
            let words = "Nowhere yet, so nobody can be asked.";
            text(ui, TextRole::ControlRegular, Tone::Second, words);
        }
        findings::beside(ui, &state.derived, "", &Part::Whole, "environments");
        let words = if is_empty { "Add the usual three" } else { "Add an environment" };
        if link(ui, Button::link(words).icon(icons::ICON_ADD).small()).clicked() {
            actions.push(change(ProjectChange::AddEnvironment));
        }
    });
}

/// What an environment is for.
fn stage(ui: &mut Ui, name: &str, stage: &mut Stage) {
    let stages = [
        (Stage::Demo, "the demo on this computer"),
        (Stage::Test, "for tests"),
        (Stage::Production, "where real customers are"),
    ];
    let choices = stages.map(|(_, words)| Choice::new(words));
    let chosen = stages.iter().position(|(known, _)| known == stage);
    if let Some(picked) = Select::new(name, &choices, chosen).width(220.0).show(ui).index {
        *stage = stages[picked].0;
    }
}
