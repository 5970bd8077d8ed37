//! What is looked at: pages, integrations, outcomes, places of findings.

use super::{Effect, Ended, Notice, Page, Shown, State, ThemeChoice, View};
use crate::engine::play_offline;
use crate::model::{Part, Place};

impl State {
    /// Changes nothing but the view.
    pub(super) fn look(&mut self, change: impl FnOnce(&mut View)) -> Vec<Effect> {
        change(&mut self.view);
        Vec::new()
    }

    /// The message at the bottom.
    pub(super) fn tell(&mut self, notice: Option<Notice>) -> Vec<Effect> {
        self.notice = notice;
        Vec::new()
    }

    pub(super) fn choose_integration(&mut self, id: String) -> Vec<Effect> {
        self.view.page = Page::Integration;
        self.view.integration = id;
        self.view.led_to = None;
        self.choose_first_outcome();
        Vec::new()
    }

    pub(super) fn choose_page(&mut self, page: Page) -> Vec<Effect> {
        self.view.page = page;
        self.derived.of_page(&self.project, &self.view);
        if page == Page::Facts {
            self.derive();
        }
        Vec::new()
    }

    pub(super) fn choose_outcome(&mut self, outcome: String) -> Vec<Effect> {
        self.view.outcome = outcome;
        self.try_it.shown = Shown::Outcome;
        Vec::new()
    }

    pub(super) fn choose_theme(&mut self, theme: ThemeChoice) -> Vec<Effect> {
        self.view.theme = theme;
        vec![Effect::Theme(theme)]
    }

    /// A sample leads to the outcome that it means, so that the conversation shows it.
    pub(super) fn choose_sample(&mut self, sample: String) -> Vec<Effect> {
        self.try_it.sample = Some(sample);
        let Some((setup, answers)) = self.offline() else { return Vec::new() };
        let Ok(result) = play_offline(setup, &answers) else { return Vec::new() };
        self.view.outcome.clone_from(&result.outcome);
        let values = self.try_it.values.clone();
        self.end_try(Ended { live: false, values, result: Ok(Box::new(result)) })
    }

    /// Leads to the place of a finding.
    pub(super) fn go_to(&mut self, place: Place) -> Vec<Effect> {
        self.view.page = match &place.part {
            Part::Context(_) => Page::Facts,
            Part::Connection(_) | Part::Secret(_) if place.integration.is_none() => Page::Connections,
            Part::Environment(_) => Page::Settings,
            Part::Whole if place.integration.is_none() => Page::Settings,
            Part::Scenario(_) => Page::Scenarios,
            _ => Page::Integration,
        };
        if let Some(integration) = &place.integration {
            self.view.integration.clone_from(integration);
        }
        if let Some(step) = place.part.step() {
            self.view.step = step;
        }
        if let Part::Reply(outcome) = &place.part {
            self.view.outcome.clone_from(outcome);
            self.try_it.shown = Shown::Outcome;
        }
        self.view.findings_open = false;
        self.view.led_to = Some(place);
        if self.view.page == Page::Facts {
            self.derive();
        }
        Vec::new()
    }
}
