//! What is seen: state in, pixels and actions out.
//!
//! [`show`] draws the whole window from a [`State`] and answers with the actions that a person chose. Views decide nothing and
//! compute nothing: they draw what `state` derived, edit the open fields in place, and may be drawn twice without harm.

mod ask;
mod batch_guard;
mod caret;
mod chips;
mod clock;
mod commands;
mod conversation;
mod findings;
mod fold;
mod header;
mod json_tree;
mod left_behind;
mod legible;
mod list;
mod pages;
mod places;
mod rows;

mod stage;
mod steps;
mod test_panel;
pub mod theme;
mod top_bar;
mod typed;
pub mod widgets;
mod write_guard;
mod writing;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use crate::model::Step;
use crate::state::{Action, HabitAction, HistoryAction, NoticeKind, Page, Removed, StartAction, State};
use theme::{WindowSize, icons, space, theme};
use widgets::{EmptyState, Toast, follow_focus};

/// Gives the context everything the views rely on: fonts, looks, and how chips are drawn inside texts.
///
/// Call it once, before the first frame.
pub fn install(ctx: &egui::Context) {
    theme::Theme::install(ctx);
    widgets::chip_text::install(ctx);
}

/// Draws the whole window.
///
/// What is drawn first comes first when one walks by Tab: the bar, the list, the steps, the test panel, the conversation.
pub fn show(ui: &mut Ui, state: &mut State) -> Vec<Action> {
    let mut actions = commands::pressed(ui, state);
    let panes = WindowSize::of(ui.ctx()).panes();
    let theme = theme(ui);
    let fill = |color| Frame::new().fill(color);

    if state.view.page == Page::Start {
        CentralPanel::default().frame(fill(theme.color.window)).show(ui, |ui| {
            pages::start(ui, state, &mut actions);
        });
    } else {
        let top = fill(theme.color.panel).inner_margin(Margin::symmetric(16, 0));
        Panel::top("top").exact_size(panes.top_height).frame(top).resizable(false).show(ui, |ui| {
            top_bar::show(ui, state, &mut actions);
        });
        if !state.desk.left_behind.is_empty() {
            let frame = fill(theme.color.window).inner_margin(Margin::symmetric(16, 8));
            Panel::top("left behind").frame(frame).resizable(false).show(ui, |ui| {
                left_behind::show(ui, state, &mut actions);
            });
        }
        legible::show(ui, state);
        let exports = state.view.page == Page::Export;
        let mut left = state.view.panes.left;
        places::left(ui, &mut left, |ui| match WindowSize::of(ui.ctx()) {
            WindowSize::Large if exports => pages::export_targets(ui, state, &mut actions),
            _ => list::show(ui, state, &mut actions),
        });
        state.view.panes.left = left;
        match state.view.page {
            Page::Integration => integration(ui, state, &mut actions),
            Page::Import => pages::import(ui, state, &mut actions),
            Page::Export => pages::export(ui, state, &mut actions),
            _ => {
                CentralPanel::default().frame(fill(theme.color.window)).show(ui, |ui| {
                    pages::show(ui, state, &mut actions);
                });
            }
        }
    }
    findings::show(ui, state, &mut actions);
    commands::show(ui, state, &mut actions);
    actions.extend(findings::clicked_remedies(ui));
    if chips::turns_written(ui, state.view.raw_texts) {
        actions.push(Action::Habit(HabitAction::TurnWritten));
    }
    ask::show(ui, state, &mut actions);
    notice(ui, state, &mut actions);
    places::drop_hint(ui, state);
    actions
}

/// The chosen integration between the list and the conversation, with the test panel below.
fn integration(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let right = places::right(ui, &mut state.view.panes.right);
    let has_integration = state.integration().is_some();
    let below =
        has_integration.then(|| places::test_panel(ui, state.view.panel, &mut state.view.panes.below));
    let frame = Frame::new().fill(theme(ui).color.window);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if has_integration {
            centre(ui, state, actions);
        } else {
            nothing_chosen(ui, state, actions);
        }
    });
    if let Some(below) = below {
        below.show(ui, "test panel", |ui| test_panel::show(ui, state, actions));
    }
    right.show(ui, "conversation", |ui| conversation::show(ui, state, actions));
}

fn centre(ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
    let panes = WindowSize::of(ui.ctx()).panes();
    let large = WindowSize::of(ui.ctx()) == WindowSize::Large;
    let side = panes.page_margin as i8;
    let top = if large { 24 } else { 16 };
    Frame::new().inner_margin(Margin { left: side, right: side, top, bottom: 0 }).show(ui, |ui| {
        header::show(ui, state, actions);
    });
    ui.add_space(if large { 20.0 } else { space::M });
    let step = state.view.step;
    let id = egui::Id::unique("work").with(&state.view.integration).with(step.title());
    // The scroll bar stands in the margin and not over the cards.
    let margin = Margin { left: side, right: side, top: 0, bottom: 24 };
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
        follow_focus(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                let Some(mut open) = state.open() else { return };
                match step {
                    Step::When => steps::when::show(ui, &mut open, actions),
                    Step::Needs => steps::needs::show(ui, &mut open, actions),
                    Step::Asks => steps::asks::show(ui, &mut open, actions),
                    Step::Understands => steps::understands::show(ui, &mut open, actions),
                    Step::Says => steps::says::show(ui, &mut open, actions),
                }
            });
        });
    });
}

fn nothing_chosen(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let (sentence, words) = if state.project.integrations.is_empty() {
        (
            "An integration is one thing that the bot can do with the help of another system.",
            "Add an integration",
        )
    } else {
        ("Choose an integration at the left, or add another one.", "Add an integration")
    };
    ui.add_space(ui.available_height() * 0.2);
    let empty =
        EmptyState::new(icons::ICON_FORUM, "Nothing here yet", sentence).button(words, icons::ICON_ADD);
    if empty.show(ui).is_some_and(|button| button.clicked()) {
        actions.push(Action::AddIntegration);
    }
}

fn notice(ui: &Ui, state: &State, actions: &mut Vec<Action>) {
    let Some(notice) = &state.notice else { return };
    let words = if notice.hint.is_empty() {
        notice.title.clone()
    } else {
        format!("{}. {}", notice.title, notice.hint)
    };
    if has_been_read(ui, notice.kind, &words) {
        actions.push(Action::DismissNotice);
        return;
    }
    let mut toast = Toast::new(&words);
    let back = match notice.kind {
        NoticeKind::Undoable => Some(Action::Undo),
        NoticeKind::Removed(Removed::RecentProject) => Some(Action::Start(StartAction::PutBack)),
        NoticeKind::Removed(Removed::Runs) => Some(Action::History(HistoryAction::PutBack)),
        NoticeKind::Done | NoticeKind::Problem => None,
    };
    if back.is_some() {
        toast = toast.action("Undo");
    }
    let shown = toast.show(ui.ctx());
    if shown.action_clicked() {
        actions.push(Action::DismissNotice);
        actions.extend(back);
    } else if shown.close.clicked() {
        actions.push(Action::DismissNotice);
    }
}

/// Good news go away by themselves; trouble stays until somebody closes it.
fn has_been_read(ui: &Ui, kind: NoticeKind, words: &str) -> bool {
    let seconds = match kind {
        NoticeKind::Done => 5.0,
        NoticeKind::Undoable | NoticeKind::Removed(_) => 10.0,
        NoticeKind::Problem => return false,
    };
    let id = egui::Id::unique("notice");
    let now = ui.input(|input| input.time);
    let (shown, since): (String, f64) = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let since = if shown == words { since } else { now };
    ui.data_mut(|data| data.insert_temp(id, (words.to_owned(), since)));
    let left = since + seconds - now;
    if left > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        return false;
    }
    ui.data_mut(|data| data.remove::<(String, f64)>(id));
    true
}
