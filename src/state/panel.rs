//! The test panel beyond sending: what is looked at in an answer, and what is made of it.

use std::sync::Arc;

use serde_json::Value;

use super::answer_work::{AnswerNews, AnswerOrder, AnswerWork, Design};
use super::came_back::{CameBack, Filter};
use super::kept_call::kept_calls;
use super::recorded::{Keep, RecordedRun};
use super::{Effect, Ended, Notice, Purpose, Shown, State};
use crate::engine::{Budget, RunResult};
use crate::model::{Integration, Platform, Project};

/// What a person does in the test panel beyond sending. `call` is the position of the call in the run.
#[derive(Clone, Debug, PartialEq)]
pub enum PanelAction {
    /// Search the words that are typed.
    Search(usize),
    /// Show the next place where they were found.
    NextHit(usize),
    /// Show the one before.
    PreviousHit(usize),
    /// Follow the path that is typed.
    Filter(usize),
    /// Make an output of a value.
    UseValue {
        /// Which answer.
        call: usize,
        /// The number of the value in its outline.
        value: u32,
    },
    /// Something was found out about an answer.
    Found(Box<AnswerNews>),
    /// Show the sample that an answer would be.
    DraftSample(usize),
    /// Keep the run as a scenario, showing first what it holds of a live answer.
    KeepAsTest,
    /// Keep the draft.
    KeepDraft,
    /// Forget the draft.
    DropDraft,
    /// Update the contract so that the answer keeps it.
    AcceptContract(usize),
    /// Choose the platform that the project runs on.
    ChoosePlatform(Option<Platform>),
    /// Change the time limits so that they fit platform and channel.
    FitTime,
}

impl State {
    /// The test panel beyond sending.
    pub(super) fn panel(&mut self, action: PanelAction) -> Vec<Effect> {
        match action {
            PanelAction::Search(call) => return self.search(call),
            PanelAction::NextHit(call) => self.answer(call, |answer| answer.step(1)),
            PanelAction::PreviousHit(call) => self.answer(call, |answer| answer.step(-1)),
            PanelAction::Filter(call) => return self.filter(call),
            PanelAction::UseValue { call, value } => self.use_value(call, value),
            PanelAction::Found(news) => self.found(*news),
            PanelAction::DraftSample(call) => {
                let orders = self.begin_draft(Purpose::Sample, Some(call));
                return self.carry_out_orders(orders);
            }
            PanelAction::KeepAsTest => {
                let orders = self.begin_draft(Purpose::Scenario, None);
                return self.carry_out_orders(orders);
            }
            PanelAction::KeepDraft => self.keep_draft(),
            PanelAction::DropDraft => self.try_it.draft = None,
            PanelAction::AcceptContract(call) => self.accept_contract(call),
            PanelAction::ChoosePlatform(platform) => {
                let before = self.project.clone();
                self.project.platform = platform;
                self.note_design(&before, "Platform of the project");
            }
            PanelAction::FitTime => {
                let remedy = self.budget().and_then(|budget| budget.remedy);
                let Some(remedy) = remedy else { return Vec::new() };
                self.step_of_design("Time that fits", |integration, language| {
                    remedy.apply(integration, language);
                });
            }
        }
        Vec::new()
    }

    /// How long the chosen integration can take on the chosen channel.
    pub fn budget(&self) -> Option<Budget> {
        Some(Budget::of(&self.project, self.integration()?, self.view.channel))
    }

    /// Takes in how a try ended: its answers are read, a live one stands in the history.
    pub(super) fn end_try(&mut self, ended: Ended) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.try_it.came_back.clear();
        self.try_it.draft = None;
        let mut orders = Vec::new();
        if let Ok(result) = &ended.result {
            if ended.live
                && self.recorded.keeping == Keep::On
                && let Some(integration) = self.project.integration(&result.integration)
            {
                let mut run = RecordedRun::of(&self.project, integration, result, &ended.values, self.now);
                run.calls = kept_calls(&self.project, result);
                self.recorded.add(run, self.now);
                effects.push(Effect::KeepHistory(self.recorded.to_text()));
            }
            orders = self.read_answers(result, ended.live);
        }
        self.try_it.ended = Some(ended);
        self.try_it.shown = Shown::Try;
        effects.extend(self.carry_out_orders(orders));
        effects
    }

    fn read_answers(&mut self, result: &RunResult, live: bool) -> Vec<AnswerOrder> {
        let project = Arc::new(self.project.clone());
        let mut orders = Vec::new();
        for (position, record) in result.calls.iter().enumerate() {
            let text = record.response.as_ref().map(|response| response.body.clone()).unwrap_or_default();
            let mut answer = CameBack::new(self.try_it.next_run(), text);
            // Only an answer that counts as a success has to keep the contract.
            let call = project
                .integration(&result.integration)
                .and_then(|integration| integration.calls.iter().find(|call| call.id == record.call));
            let status = record.response.as_ref().map(|response| response.status);
            let counts = call.zip(status).filter(|(call, status)| {
                live && call.success.statuses.iter().any(|range| range.contains(*status))
            });
            let design = counts.map(|(call, _)| {
                answer.must_keep(call.response_schema.as_ref());
                design(&project, &result.integration, &record.call)
            });
            orders.push(answer.order(position, AnswerWork::Read(design)));
            self.try_it.came_back.push(answer);
        }
        orders
    }

    /// Small work is done here and now; the rest goes out.
    fn carry_out_orders(&mut self, orders: Vec<AnswerOrder>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for order in orders {
            if order.is_small() {
                self.found(order.carry_out());
            } else {
                effects.push(Effect::Answer(Box::new(order)));
            }
        }
        effects
    }

    fn found(&mut self, news: AnswerNews) {
        let position = news.call;
        let Some(answer) = self.try_it.came_back.get_mut(position) else { return };
        if let Some((body, replaced, left_out)) = answer.take(news) {
            self.fill_draft(position, body, replaced, left_out);
        }
    }

    fn answer(&mut self, call: usize, change: impl FnOnce(&mut CameBack)) {
        if let Some(answer) = self.try_it.came_back.get_mut(call) {
            change(answer);
        }
    }

    fn search(&mut self, call: usize) -> Vec<Effect> {
        let Some(answer) = self.try_it.came_back.get_mut(call) else { return Vec::new() };
        answer.hits = Arc::default();
        let order = answer.order(call, AnswerWork::Search(answer.words.clone()));
        self.carry_out_orders(vec![order])
    }

    fn filter(&mut self, call: usize) -> Vec<Effect> {
        let Some(answer) = self.try_it.came_back.get_mut(call) else { return Vec::new() };
        if answer.path.trim().is_empty() {
            answer.filter = Filter::None;
            return Vec::new();
        }
        answer.filter = Filter::Searching;
        let order = answer.order(call, AnswerWork::Filter(answer.path.clone()));
        self.carry_out_orders(vec![order])
    }

    fn use_value(&mut self, call: usize, value: u32) {
        let id =
            self.try_it.result().and_then(|result| result.calls.get(call)).map(|record| record.call.clone());
        let found = self.try_it.came_back.get(call).and_then(|answer| {
            let outline = answer.outline.as_ref()?;
            let path = outline.path(&answer.text, value);
            // Only the kind of a record or list matters, and not what is in it.
            let short = match outline.shape(&answer.text, value) {
                crate::engine::Shape::Record(_) => Some(Value::Object(serde_json::Map::new())),
                crate::engine::Shape::List(_) => Some(Value::Array(Vec::new())),
                crate::engine::Shape::Plain => serde_json::from_str(outline.text(&answer.text, value)).ok(),
            };
            Some((path, short))
        });
        let (Some(id), Some((path, value))) = (id, found) else { return };
        let before = self.project.clone();
        self.add_output(&id, &path, value.as_ref());
        self.note_design(&before, "New value from the answer");
        self.try_it.shown = Shown::Try;
    }

    fn accept_contract(&mut self, call: usize) {
        let id =
            self.try_it.result().and_then(|result| result.calls.get(call)).map(|record| record.call.clone());
        let contract = self.try_it.came_back.get(call).and_then(|answer| answer.contract.clone());
        let (Some(id), Some(contract)) = (id, contract) else { return };
        self.step_of_design("New contract", |integration, _| {
            if let Some(call) = integration.calls.iter_mut().find(|call| call.id == id) {
                call.response_schema = Some(contract);
            }
        });
        self.try_it.shown = Shown::Try;
        self.notice = Some(Notice::undoable("The contract is that of this answer and all samples"));
    }

    /// After a change of the contract, also one that was taken back, the answers that stand here are held against it. What a
    /// large answer is like against a contract that it was never held against is not known; then nothing is said.
    pub(super) fn hold_answers_to_contract(&mut self) {
        let Some(result) = self.try_it.result() else { return };
        let Some(integration) = self.project.integration(&result.integration) else { return };
        let contract = |id: &String| {
            integration.calls.iter().find(|call| call.id == *id).and_then(|call| call.response_schema.clone())
        };
        let now: Vec<_> =
            result.calls.iter().map(|record| (record.call.clone(), contract(&record.call))).collect();
        let id = result.integration.clone();
        for (position, (call, contract)) in now.into_iter().enumerate() {
            let Some(answer) = self.try_it.came_back.get_mut(position) else { return };
            if answer.hold_to(contract.as_ref()) {
                continue;
            }
            let design = design(&Arc::new(self.project.clone()), &id, &call);
            let order = answer.order(position, AnswerWork::Read(Some(design)));
            if order.is_small() {
                self.found(order.carry_out());
            }
        }
    }

    /// A change of the chosen integration as a step of undo.
    pub(super) fn step_of_design(&mut self, label: &str, change: impl FnOnce(&mut Integration, &str)) {
        let before = self.project.clone();
        let language = self.project.default_language().to_owned();
        if let Some(integration) = self.chosen_mut() {
            change(integration, &language);
        }
        self.note_design(&before, label);
    }

    pub(super) fn note_design(&mut self, before: &Project, label: &str) {
        self.history.note_step(before, label);
        self.settled = self.project.clone();
        self.derive();
    }
}

fn design(project: &Arc<Project>, integration: &str, call: &str) -> Design {
    let (integration, call) = (integration.to_owned(), call.to_owned());
    Design { project: Arc::clone(project), integration, call }
}
