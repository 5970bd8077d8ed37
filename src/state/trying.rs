//! Sending and playing: a run begins, is stopped, or is played offline.

use std::sync::Arc;

use super::derived::setup;
use super::{Ask, Effect, Ended, Notice, Panel, Running, SendOrder, Shown, State};
use crate::engine::{play_offline, worst_case_ms};
use crate::model::Answer;

impl State {
    /// What changes data is asked about first.
    pub(super) fn send_or_ask(&mut self) -> Vec<Effect> {
        match self.write_question() {
            None => self.send(),
            question => self.look(|view| view.ask = question),
        }
    }

    /// One yes is good for one send.
    pub(super) fn send_anyway(&mut self) -> Vec<Effect> {
        match self.view.ask.take() {
            Some(Ask::SendWrite(_)) => self.send(),
            _ => Vec::new(),
        }
    }

    pub(super) fn cancel(&mut self) -> Vec<Effect> {
        let Some(running) = self.try_it.running.take() else { return Vec::new() };
        self.try_it.ended = None;
        self.try_it.shown = Shown::Outcome;
        self.notice = Some(Notice::done("Stopped: the bot said nothing"));
        vec![Effect::Cancel(running.run)]
    }

    fn send(&mut self) -> Vec<Effect> {
        self.view.ask = None;
        let Some(integration) = self.integration() else { return Vec::new() };
        let Some(base) = &self.derived.conversation else { return Vec::new() };
        let mut conversation = self.try_it.conversation(integration, base);
        conversation.now = self.now;
        let limit_ms = integration.calls.iter().map(|call| worst_case_ms(&call.policy)).sum();
        let run = self.try_it.next_run();
        let mut effects: Vec<_> =
            self.try_it.running.take().map(|running| Effect::Cancel(running.run)).into_iter().collect();
        let values = self.try_it.values.clone();
        self.try_it.running = Some(Running { run, since_ms: 0, request: None, limit_ms, values });
        effects.push(Effect::Send(Box::new(SendOrder {
            run,
            project: Arc::new(self.project.clone()),
            integration: self.view.integration.clone(),
            environment: self.view.environment.clone(),
            conversation,
        })));
        effects
    }

    /// Plays it offline with the values of the test panel.
    pub(super) fn preview_try(&mut self) -> Vec<Effect> {
        self.view.panel = Panel::Open;
        // Without a sample there is nothing to play; the panel says what to do.
        let asks = self.integration().is_some_and(|integration| !integration.calls.is_empty());
        if asks && self.try_it.sample.is_none() {
            self.try_it.ended = None;
            return Vec::new();
        }
        let Some((setup, answers)) = self.offline() else { return Vec::new() };
        let result = play_offline(setup, &answers).map(Box::new);
        if let Ok(result) = &result {
            self.view.outcome.clone_from(&result.outcome);
        }
        self.end_try(Ended { live: false, values: self.try_it.values.clone(), result })
    }

    /// A run offline with the values of the test panel and the chosen sample.
    pub(super) fn offline(&self) -> Option<(crate::engine::Setup, Vec<Answer>)> {
        let integration = self.project.integrations.iter().find(|each| each.id == self.view.integration)?;
        let base = self.derived.conversation.as_ref()?;
        let conversation = self.try_it.conversation(integration, base);
        let answers = self.try_it.sample.iter().map(|sample| Answer::Sample(sample.clone())).collect();
        Some((setup(&self.project, integration, &self.view, conversation), answers))
    }
}
