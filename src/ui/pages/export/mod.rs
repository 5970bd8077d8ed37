//! The files of a platform, with an honest report of what is kept, emulated and lost, before anything is written.

mod files;
mod report;
mod targets;

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui, vec2};

use super::changed;
use super::columns::page_head;
use crate::state::{Action, ExportAction, PreparedFate, State};
use crate::ui::theme::{TextRole, Tone, WindowSize, icons, space, theme};
use crate::ui::widgets::{
    Button, Choice, EmptyState, FindingBox, Select, follow_focus, remark, row, row_with_end, text, text_line,
};
use crate::ui::writing::language_name;
pub use targets::show as targets;

/// Draws the page beside the list of targets.
pub fn show(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let panes = WindowSize::of(ui.ctx()).panes();
    let side = panes.page_margin as i8;
    let bar = Frame::new().fill(theme(ui).color.panel).inner_margin(Margin::symmetric(side, 0));
    Panel::bottom("export bar").frame(bar).resizable(false).exact_size(panes.test_bar_height).show(
        ui,
        |ui| {
            bottom(ui, state, actions);
        },
    );
    CentralPanel::default().frame(Frame::new().fill(theme(ui).color.window)).show(ui, |ui| {
        let margin = Margin { left: side, right: side, top: 24, bottom: 0 };
        Frame::new().inner_margin(margin).show(ui, |ui| header(ui, state, actions));
        ui.add_space(space::L);
        ScrollArea::vertical().id_salt("export").auto_shrink([false, false]).show(ui, |ui| {
            let margin = Margin { left: side, right: side, top: 0, bottom: 24 };
            follow_focus(ui, |ui| {
                Frame::new().inner_margin(margin).show(ui, |ui| content(ui, state, actions));
            });
        });
    });
}

fn header(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let exporting = &state.exporting;
    let chosen = state.desk.targets.iter().find(|target| target.id == exporting.target);
    let (title, about) = chosen.map_or(("", ""), |target| (target.title.as_str(), target.about.as_str()));
    let title = format!("Export to {title}");
    if WindowSize::of(ui.ctx()) == WindowSize::Large {
        page_head(ui, &title, about, |ui| {
            languages(ui, state, actions);
            environments(ui, state, actions);
            integrations(ui, state, actions);
        });
        return;
    }
    page_head(ui, &title, about, |_| {});
    ui.add_space(space::M);
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        targets::select(ui, state, actions);
        integrations(ui, state, actions);
        environments(ui, state, actions);
        languages(ui, state, actions);
    });
}

fn integrations(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let known = &state.project.integrations;
    if known.len() < 2 {
        return;
    }
    let all = format!("All {} integrations", known.len());
    let words: Vec<Choice<'_>> =
        [Choice::new(&all)].into_iter().chain(known.iter().map(|each| Choice::new(&each.name))).collect();
    let chosen = state.exporting.integration.as_ref();
    let chosen = chosen.and_then(|id| known.iter().position(|each| each.id == *id)).map_or(0, |at| at + 1);
    let select = Select::new("What is exported", &words, Some(chosen)).icon(icons::ICON_FORUM).width(200.0);
    if let Some(index) = select.show(ui).index {
        let id = index.checked_sub(1).and_then(|index| known.get(index)).map(|each| each.id.clone());
        actions.push(Action::Exporting(ExportAction::ChooseIntegration(id)));
    }
}

fn environments(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let known = &state.project.environments;
    if known.is_empty() {
        return;
    }
    let names: Vec<String> = known.iter().map(|each| format!("For: {}", each.name)).collect();
    let words: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let chosen = state.exporting.environment.as_ref().unwrap_or(&state.view.environment);
    let chosen = known.iter().position(|each| each.id == *chosen);
    let select = Select::new("Environment", &words, chosen).icon(icons::ICON_PUBLIC).width(176.0);
    if let Some(environment) = select.show(ui).index.and_then(|index| known.get(index)) {
        actions.push(Action::Exporting(ExportAction::ChooseEnvironment(environment.id.clone())));
    }
}

fn languages(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let known = &state.project.languages;
    if known.len() < 2 {
        return;
    }
    let words: Vec<Choice<'_>> = known.iter().map(|tag| Choice::new(language_name(tag))).collect();
    let chosen = state.exporting.language.as_ref().unwrap_or(&state.view.language);
    let chosen = known.iter().position(|tag| tag == chosen);
    let select =
        Select::new("Language of the export", &words, chosen).icon(icons::ICON_TRANSLATE).width(140.0);
    if let Some(tag) = select.show(ui).index.and_then(|index| known.get(index)) {
        actions.push(Action::Exporting(ExportAction::ChooseLanguage(tag.clone())));
    }
}

fn content(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(prepared) = &state.exporting.prepared else {
        text(ui, TextRole::ControlRegular, Tone::Second, "Making the files…");
        return;
    };
    if let Some((title, hint)) = &prepared.problem {
        FindingBox::error(title, hint).show(ui);
        return;
    }
    if state.project.integrations.is_empty() {
        let sentence = "An export needs at least one integration. Add one, then come back.";
        EmptyState::new(icons::ICON_IOS_SHARE, "Nothing to export yet", sentence).show(ui);
        return;
    }
    changed::show(ui, state, actions);
    ui.add_space(space::M);
    match WindowSize::of(ui.ctx()) {
        WindowSize::Small => {
            report::show(ui, state, prepared, actions);
            ui.add_space(space::M);
            files::show(ui, state, prepared, actions);
        }
        WindowSize::Large => side_by_side(ui, |ui, column| match column {
            Column::Report => report::show(ui, state, prepared, actions),
            Column::Files => files::show(ui, state, prepared, actions),
        }),
    }
}

#[derive(Clone, Copy)]
enum Column {
    Report,
    Files,
}

fn side_by_side(ui: &mut Ui, mut content: impl FnMut(&mut Ui, Column)) {
    let room = ui.available_width() - space::XL;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for (column, share) in [(Column::Report, 0.6), (Column::Files, 0.4)] {
            let width = (room * share).floor();
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                content(ui, column);
            });
        }
    });
}

/// What protects the customer, and the button that writes.
fn bottom(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let line = theme(ui).line();
    ui.painter().hline(ui.clip_rect().x_range(), ui.max_rect().top() + 0.5, line);
    let exporting = &state.exporting;
    let count = exporting.prepared.as_ref().map_or(0, |prepared| prepared.files.len());
    let blocked = exporting.blocked().count();
    let words = match count {
        1 => "Export 1 file…".to_owned(),
        count => format!("Export {count} files…"),
    };
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        row_with_end(
            ui,
            space::CONTROL,
            |ui| match blocked {
                0 => remark(
                    ui,
                    icons::ICON_SHIELD,
                    Tone::Ok,
                    "No key and no recorded answer is in these files",
                ),
                1 => remark(ui, icons::ICON_BLOCK, Tone::Err, "1 thing needs your consent first"),
                blocked => {
                    let words = format!("{blocked} things need your consent first");
                    remark(ui, icons::ICON_BLOCK, Tone::Err, &words)
                }
            },
            |ui| {
                let button = Button::primary(&words).icon(icons::ICON_IOS_SHARE);
                if ui.add_enabled(exporting.may_write(), button).clicked() {
                    actions.push(Action::Exporting(ExportAction::PickFolder));
                }
            },
        );
    });
}

/// The words over a group of lines.
fn heading(fate: PreparedFate) -> (&'static str, &'static str) {
    match fate {
        PreparedFate::Blocked => ("Blocked", "needs your consent"),
        PreparedFate::Kept => ("Kept", "works as designed"),
        PreparedFate::Emulated => ("Emulated", "same result, built differently"),
        PreparedFate::Lost => ("Lost", "not there"),
    }
}

/// A title with a number behind it.
fn group_title(ui: &mut Ui, fate: PreparedFate, count: usize, open: usize) {
    let (title, meaning) = match (heading(fate), open) {
        ((title, _), 0) if fate == PreparedFate::Blocked => (title, "accepted by you"),
        (heading, _) => heading,
    };
    text_line(ui, TextRole::CardTitle, Tone::Main, title);
    text_line(ui, TextRole::ControlRegular, Tone::Second, &format!("{count}, {meaning}"));
}
