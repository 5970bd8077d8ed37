//! The one place where state changes.

use std::sync::Arc;

use super::derived::setup;
use super::{
    Action, Ask, Change, Effect, Ended, Keeping, Notice, Page, Panel, Running, SendOrder, Shown, State, View,
    values_to_keep,
};
use crate::engine::{play_offline, worst_case_ms};
use crate::model::{Answer, Part, Place, Project};

impl State {
    /// Does what is asked; what the world must do comes back.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = self.act(action);
        effects.extend(self.prepare_export());
        self.compare();
        effects
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ChoosePage(_)
            | Action::ChooseIntegration(_)
            | Action::ChooseStep(_)
            | Action::ChooseOutcome(_)
            | Action::ChooseLanguage(_)
            | Action::ChooseChannel(_)
            | Action::ChooseEnvironment(_)
            | Action::ChooseSample(_)
            | Action::ChooseTheme(_)
            | Action::TogglePanel
            | Action::ToggleFindings
            | Action::GoTo(_)
            | Action::DismissNotice
            | Action::DismissAsk => self.look(action),
            Action::AddIntegration
            | Action::DuplicateIntegration(_)
            | Action::DeleteIntegration(_)
            | Action::MoveIntegration { .. }
            | Action::AddReply(_)
            | Action::SayFallback(_)
            | Action::UseField(_)
            | Action::AddOutcome
            | Action::DeleteOutcome(_)
            | Action::Design(_)
            | Action::Undo
            | Action::Redo => self.design(&action),
            Action::Send
            | Action::SendAnyway
            | Action::Cancel
            | Action::Preview
            | Action::Sent { .. }
            | Action::Finished { .. } => self.try_out(action),
            Action::New
            | Action::Open
            | Action::OpenPath(_)
            | Action::OpenStory
            | Action::Opened(_)
            | Action::Save
            | Action::SaveAs
            | Action::SaveTo(_)
            | Action::Saved { .. }
            | Action::Export
            | Action::NoDialog { .. }
            | Action::Tell(_)
            | Action::Close
            | Action::Discard => self.file(action),
            action => self.topic(action),
        }
    }

    /// What has actions of its own.
    fn topic(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Exporting(action) => self.exporting(action),
            Action::Comparing(action) => self.comparing(action),
            Action::Start(action) => self.start(action),
            Action::Import(action) => self.import(action),
            Action::Recovery(action) => self.recovery(action),
            Action::Habit(action) => self.habit(action),
            Action::Derived(news) => self.take_derived(*news),
            Action::Panel(action) => self.panel(action),
            Action::History(action) => self.history_of_runs(action),
            Action::Scenario(action) => self.scenario(action),
            Action::Drill(action) => self.drill(action),
            Action::Report(action) => self.report(action),
            Action::KeepSecret { name, value, keeping } => vec![Effect::KeepSecret { name, value, keeping }],
            Action::SecretsKnown(known) => {
                self.known_secrets = known;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// What is looked at.
    fn look(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ChooseIntegration(id) => {
                self.view.page = Page::Integration;
                self.view.integration = id;
                self.view.led_to = None;
                self.choose_first_outcome();
            }
            Action::ChoosePage(page) => {
                self.view.page = page;
                self.derived.of_page(&self.project, &self.view);
                if page == Page::Facts {
                    self.derive();
                }
            }
            Action::ChooseStep(step) => self.view.step = step,
            Action::ChooseOutcome(outcome) => {
                self.view.outcome = outcome;
                self.try_it.shown = Shown::Outcome;
            }
            Action::ChooseLanguage(language) => self.view.language = language,
            Action::ChooseChannel(channel) => self.view.channel = channel,
            Action::ChooseEnvironment(environment) => self.view.environment = environment,
            Action::ChooseSample(sample) => return self.choose_sample(sample),
            Action::ChooseTheme(theme) => {
                self.view.theme = theme;
                return vec![Effect::Theme(theme)];
            }
            Action::TogglePanel => {
                self.view.panel = if self.view.panel == Panel::Open { Panel::Closed } else { Panel::Open };
            }
            Action::ToggleFindings => self.view.findings_open = !self.view.findings_open,
            Action::GoTo(place) => self.go_to(place),
            Action::DismissNotice => self.notice = None,
            Action::DismissAsk => self.view.ask = None,
            _ => {}
        }
        Vec::new()
    }

    /// A sample leads to the outcome that it means, so that the conversation shows it.
    fn choose_sample(&mut self, sample: String) -> Vec<Effect> {
        self.try_it.sample = Some(sample);
        let Some((setup, answers)) = self.offline() else { return Vec::new() };
        let Ok(result) = play_offline(setup, &answers) else { return Vec::new() };
        self.view.outcome.clone_from(&result.outcome);
        let values = self.try_it.values.clone();
        self.end_try(Ended { live: false, values, result: Ok(Box::new(result)) })
    }

    fn go_to(&mut self, place: Place) {
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
    }

    /// What is designed; each a step of undo.
    fn design(&mut self, action: &Action) -> Vec<Effect> {
        match action {
            Action::Undo => return self.step_in_time(|history, project| history.undo(project), "Undone"),
            Action::Redo => return self.step_in_time(|history, project| history.redo(project), "Redone"),
            _ => {}
        }
        let before = self.project.clone();
        let effects = self.keep_keys(action);
        let label = self.change(action);
        self.history.note_step(&before, &label);
        self.settled = self.project.clone();
        self.derive();
        effects
    }

    /// A key that leaves the project as a secret stays usable until the window is closed.
    fn keep_keys(&self, action: &Action) -> Vec<Effect> {
        let Action::Design(Change::Repair(finding)) = action else { return Vec::new() };
        let keys = values_to_keep(&self.project, finding);
        let keep = |(name, value)| Effect::KeepSecret { name, value, keeping: Keeping::UntilClosed };
        keys.into_iter().map(keep).collect()
    }

    fn change(&mut self, action: &Action) -> String {
        match action {
            Action::AddIntegration => {
                let new = self.new_integration();
                self.choose_new(new);
                "New integration".to_owned()
            }
            Action::DuplicateIntegration(id) => {
                if let Some(original) = self.project.integration(id) {
                    let mut copy = original.clone();
                    copy.id = self.free_id(&copy.id);
                    copy.name = format!("{} (copy)", copy.name);
                    self.choose_new(copy);
                }
                "Copy of an integration".to_owned()
            }
            Action::DeleteIntegration(id) => {
                let name = self.project.integration(id).map(|each| each.name.clone()).unwrap_or_default();
                self.project.integrations.retain(|each| each.id != *id);
                if self.view.integration == *id {
                    self.view.integration = View::of(&self.project).integration;
                    self.choose_first_outcome();
                }
                self.notice = Some(Notice::undoable(format!("“{name}” is deleted")));
                format!("Deletion of {name}")
            }
            Action::MoveIntegration { id, to } => {
                if let Some(from) = self.project.integrations.iter().position(|each| each.id == *id) {
                    let moved = self.project.integrations.remove(from);
                    let to = (*to).min(self.project.integrations.len());
                    self.project.integrations.insert(to, moved);
                }
                "New order".to_owned()
            }
            Action::AddReply(outcome) => {
                self.add_reply(outcome);
                "New reply".to_owned()
            }
            Action::SayFallback(outcome) => {
                self.say_fallback(outcome);
                "Fallback instead of an own reply".to_owned()
            }
            Action::UseField(path) => {
                self.use_field(path);
                "New value from the answer".to_owned()
            }
            Action::AddOutcome => {
                self.add_outcome();
                "New meaning".to_owned()
            }
            Action::DeleteOutcome(outcome) => {
                self.delete_outcome(outcome);
                "Deletion of a meaning".to_owned()
            }
            Action::Design(change) => self.carry_out(change),
            _ => String::new(),
        }
    }

    fn choose_new(&mut self, integration: crate::model::Integration) {
        self.view.page = Page::Integration;
        self.view.integration.clone_from(&integration.id);
        self.view.step = crate::model::Step::When;
        self.project.integrations.push(Arc::new(integration));
        self.choose_first_outcome();
    }

    fn step_in_time(
        &mut self,
        step: impl FnOnce(&mut super::History, &Project) -> Option<(Project, String)>,
        done: &str,
    ) -> Vec<Effect> {
        // What was typed in this very frame is a step of its own.
        if let Some((project, label)) = step(&mut self.history, &self.project) {
            self.project = project;
            self.settled = self.project.clone();
            if self.integration().is_none() {
                self.view.integration = View::of(&self.project).integration;
                self.choose_first_outcome();
            }
            self.try_it.shown = Shown::Outcome;
            self.notice = Some(Notice::done(format!("{done}: {label}")));
            self.derive();
        }
        Vec::new()
    }

    /// The test panel.
    pub(super) fn try_out(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Send => match self.write_question() {
                None => self.send(),
                question => {
                    self.view.ask = question;
                    Vec::new()
                }
            },
            // One yes is good for one send.
            Action::SendAnyway => match self.view.ask.take() {
                Some(Ask::SendWrite(_)) => self.send(),
                _ => Vec::new(),
            },
            Action::Cancel => {
                let Some(running) = self.try_it.running.take() else { return Vec::new() };
                self.try_it.ended = None;
                self.try_it.shown = Shown::Outcome;
                self.notice = Some(Notice::done("Stopped: the bot said nothing"));
                vec![Effect::Cancel(running.run)]
            }
            Action::Preview => self.preview_try(),
            Action::Sent { run, request } => {
                if let Some(running) = self.try_it.running.as_mut().filter(|running| running.run == run) {
                    running.request = Some(request);
                }
                Vec::new()
            }
            Action::Finished { run, result } => {
                // A result of a run that was stopped or overtaken is dropped.
                if self.try_it.running.as_ref().is_some_and(|running| running.run == run) {
                    let values = self.try_it.running.take().map(|running| running.values).unwrap_or_default();
                    if let Ok(result) = &result {
                        self.view.outcome.clone_from(&result.outcome);
                    }
                    self.view.panel = Panel::Open;
                    return self.end_try(Ended { live: true, values, result });
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
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

    fn preview_try(&mut self) -> Vec<Effect> {
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
    fn offline(&self) -> Option<(crate::engine::Setup, Vec<Answer>)> {
        let integration = self.project.integrations.iter().find(|each| each.id == self.view.integration)?;
        let base = self.derived.conversation.as_ref()?;
        let conversation = self.try_it.conversation(integration, base);
        let answers = self.try_it.sample.iter().map(|sample| Answer::Sample(sample.clone())).collect();
        Some((setup(&self.project, integration, &self.view, conversation), answers))
    }
}
