//! Back and forth in time: undo and redo.

use super::{Effect, History, Notice, Shown, State};
use crate::model::Project;

impl State {
    /// Takes a step back or forth; what is looked at stays, as far as it is still there.
    pub(super) fn step_in_time(
        &mut self,
        step: impl FnOnce(&mut History, &Project) -> Option<(Project, String)>,
        done: &str,
    ) -> Vec<Effect> {
        let place = self.project.integrations.iter().position(|each| each.id == self.view.integration);
        // What was typed in this very frame is a step of its own.
        if let Some((project, label)) = step(&mut self.history, &self.project) {
            self.project = project;
            self.settled = self.project.clone();
            if self.integration().is_none() {
                // It has another id in this moment, or is not there.
                let near = place.and_then(|place| self.project.integrations.get(place));
                let near = near.or(self.project.integrations.first()).map(|each| each.id.clone());
                self.view.integration = near.unwrap_or_default();
                self.choose_first_outcome();
            }
            self.try_it.shown = Shown::Outcome;
            self.notice = Some(Notice::done(format!("{done}: {label}")));
            self.derive();
        }
        Vec::new()
    }
}
