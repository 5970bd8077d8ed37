//! Under the phone: every outcome as a pill, what does not fit in a menu.

use egui::{Response, Ui};

use crate::state::{Action, FALLBACK, Page, State};
use crate::ui::rows::{break_rows, in_rows, width_of};
use crate::ui::theme::{TextRole, Tone, WindowSize, space};
use crate::ui::widgets::{Button, MenuItem, Pill, menu_of_width, row_with_end, text};

/// The pills, laid out so that their height is known before the phone is drawn.
pub struct Pills {
    /// Every outcome.
    all: Vec<Outcome>,
    /// Those that have room, by their place in `all`.
    shown: Vec<usize>,
    widths: Vec<f32>,
    rows: usize,
}

struct Outcome {
    id: String,
    name: String,
    silent: bool,
    chosen: bool,
}

const GAP: f32 = space::S;
const HEADING: f32 = space::CONTROL_SMALL;

impl Pills {
    /// Chooses which outcomes have room: the chosen one, the silent ones and the fallback before all others.
    pub fn of(ui: &Ui, state: &State) -> Self {
        let all = outcomes(state);
        let room = ui.available_width();
        let most_rows = match WindowSize::of(ui.ctx()) {
            WindowSize::Large => 4,
            WindowSize::Small if ui.ctx().content_rect().height() < 760.0 => 2,
            WindowSize::Small => 3,
        };
        let widths: Vec<f32> = all.iter().map(|outcome| pill_width(ui, outcome).min(room)).collect();
        let fits = |shown: &[usize]| {
            let mut row: Vec<f32> = shown.iter().map(|index| widths[*index]).collect();
            if shown.len() < all.len() {
                row.push(more_width(ui, all.len() - shown.len()));
            }
            break_rows(&row, room, GAP).len() <= most_rows
        };
        let mut shown: Vec<usize> = Vec::new();
        let first = |important: bool| {
            let all = &all;
            let matters = |outcome: &Outcome| outcome.chosen || outcome.silent || outcome.id == FALLBACK;
            (0..all.len()).filter(move |index| matters(&all[*index]) == important)
        };
        for index in first(true).chain(first(false)) {
            let mut with = shown.clone();
            with.push(index);
            with.sort_unstable();
            if fits(&with) {
                shown = with;
            }
        }
        let mut row: Vec<f32> = shown.iter().map(|index| widths[*index]).collect();
        if shown.len() < all.len() {
            row.push(more_width(ui, all.len() - shown.len()));
        }
        let rows = break_rows(&row, room, GAP).len();
        Self { all, shown, widths: row, rows }
    }

    /// The height of all of it in points.
    pub fn height(&self) -> f32 {
        HEADING + self.rows as f32 * (space::PILL + GAP) - GAP
    }

    /// Draws them.
    pub fn show(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let words = |ui: &mut Ui| text(ui, TextRole::SmallStrong, Tone::Third, "Show me when it is…");
        let drill = |ui: &mut Ui| ui.add(Button::link("All side by side").small().in_a_sentence()).clicked();
        let (_, side_by_side) = row_with_end(ui, HEADING, words, drill);
        if side_by_side {
            actions.push(Action::ChoosePage(Page::Drill));
        }
        in_rows(ui, &self.widths, GAP, |ui, position| match self.shown.get(position) {
            Some(index) => {
                let outcome = &self.all[*index];
                if pill(ui, outcome).clicked() {
                    actions.push(Action::ChooseOutcome(outcome.id.clone()));
                }
            }
            None => self.more(ui, actions),
        });
    }

    fn more(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let hidden: Vec<&Outcome> = (0..self.all.len())
            .filter(|index| !self.shown.contains(index))
            .map(|index| &self.all[index])
            .collect();
        let button = ui.add(Pill::outcome(&more_words(hidden.len())));
        menu_of_width(&button, 220.0, |ui| {
            for outcome in hidden {
                if ui.add(MenuItem::new(&outcome.name)).clicked() {
                    actions.push(Action::ChooseOutcome(outcome.id.clone()));
                }
            }
        });
    }
}

/// Those with words of their own in the order of the list, then those that fall back, then the fallback itself.
fn outcomes(state: &State) -> Vec<Outcome> {
    let chosen = &state.view.outcome;
    let rows = || state.derived.groups.iter().flat_map(|group| &group.rows);
    let mut all: Vec<Outcome> = rows()
        .map(|row| Outcome {
            id: row.id.clone(),
            name: row.name.clone(),
            silent: row.silent,
            chosen: row.id == *chosen,
        })
        .collect();
    for preview in &state.derived.previews {
        if !all.iter().any(|known| known.id == preview.outcome) {
            all.push(Outcome {
                id: preview.outcome.clone(),
                name: preview.name.clone(),
                silent: preview.result.is_silent(),
                chosen: preview.outcome == *chosen,
            });
        }
    }
    all
}

fn pill(ui: &mut Ui, outcome: &Outcome) -> Response {
    let pill = Pill::outcome(&outcome.name);
    let pill = if outcome.silent { pill.silent() } else { pill };
    let response = ui.add(pill.chosen(outcome.chosen));
    if outcome.silent { response.on_hover_text("The customer would hear nothing") } else { response }
}

fn pill_width(ui: &Ui, outcome: &Outcome) -> f32 {
    let icon = if outcome.silent { space::ICON_SMALL + 4.0 } else { 0.0 };
    (width_of(ui, TextRole::SmallStrong, &outcome.name) + 20.0 + icon).round()
}

fn more_words(hidden: usize) -> String {
    format!("{hidden} more")
}

fn more_width(ui: &Ui, hidden: usize) -> f32 {
    (width_of(ui, TextRole::SmallStrong, &more_words(hidden)) + 20.0).round()
}
