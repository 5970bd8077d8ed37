//! The one place where state changes: what is asked for, and who sees to it.

use super::{Action, Ask, Effect, Panel, State, View};

impl State {
    /// Does what is asked; what the world must do comes back. What would lose unsaved changes is asked about first.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = if action.leaves_project() && self.would_lose() {
            self.view.ask = Some(Ask::Unsaved(Box::new(action)));
            Vec::new()
        } else {
            self.act(action)
        };
        effects.extend(self.prepare_export());
        self.compare();
        effects
    }

    /// A table without a last resort, so that nothing can be asked for that nobody sees to.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ChoosePage(page) => self.choose_page(page),
            Action::ChooseIntegration(id) => self.choose_integration(id),
            Action::ChooseStep(step) => self.look(|view| view.step = step),
            Action::ChooseOutcome(outcome) => self.choose_outcome(outcome),
            Action::ChooseLanguage(language) => self.look(|view| view.language = language),
            Action::ChooseChannel(channel) => self.look(|view| view.channel = channel),
            Action::ChooseEnvironment(id) => self.look(|view| view.environment = id),
            Action::ChooseSample(sample) => self.choose_sample(sample),
            Action::ChooseTheme(theme) => self.choose_theme(theme),
            Action::TogglePanel => self.look(turn_panel),
            Action::ToggleFindings => self.look(|view| view.findings_open = !view.findings_open),
            Action::GoTo(place) => self.go_to(place),
            Action::DismissAsk => self.look(|view| view.ask = None),
            Action::AddIntegration => self.step(Self::add_integration),
            Action::DuplicateIntegration(id) => self.step(|state| state.duplicate(&id)),
            Action::DeleteIntegration(id) => self.step(|state| state.delete(&id)),
            Action::MoveIntegration { id, to } => self.step(|state| state.move_to(&id, to)),
            Action::AddReply(outcome) => self.step(|state| state.add_reply(&outcome)),
            Action::SayFallback(outcome) => self.step(|state| state.say_fallback(&outcome)),
            Action::UseField(path) => self.step(|state| state.use_field(&path)),
            Action::AddOutcome => self.step(Self::add_outcome),
            Action::DeleteOutcome(outcome) => self.step(|state| state.delete_outcome(&outcome)),
            Action::Design(change) => self.carry_out(&change),
            Action::Undo => self.step_in_time(|history, project| history.undo(project), "Undone"),
            Action::Redo => self.step_in_time(|history, project| history.redo(project), "Redone"),
            Action::KeepSecret { name, value, keeping } => vec![Effect::KeepSecret { name, value, keeping }],
            Action::Send => self.send_or_ask(),
            Action::SendAnyway => self.send_anyway(),
            Action::Cancel => self.cancel(),
            Action::Preview => self.preview_try(),
            Action::New => self.begin_project(),
            Action::Open => vec![Effect::PickProject],
            Action::OpenPath(path) => self.open_path(path),
            Action::OpenStory => vec![Effect::LoadStory],
            Action::Save => self.save(),
            Action::SaveAs => self.pick_save(),
            Action::SaveTo(path) => self.save_to(path),
            Action::Export => self.show_export(),
            Action::Tell(notice) => self.tell(Some(notice)),
            Action::DismissNotice => self.tell(None),
            Action::Close => vec![Effect::Close],
            Action::Discard => self.discard(),
            Action::Panel(action) => self.panel(action),
            Action::History(action) => self.history_of_runs(action),
            Action::Scenario(action) => self.scenario(action),
            Action::Drill(action) => self.drill(action),
            Action::Report(action) => self.report(action),
            Action::Exporting(action) => self.exporting(action),
            Action::Comparing(action) => self.comparing(action),
            Action::Start(action) => self.start(action),
            Action::Import(action) => self.import(action),
            Action::Recovery(action) => self.recovery(action),
            Action::Habit(action) => self.habit(action),
            Action::News(news) => self.news(news),
        }
    }
}

fn turn_panel(view: &mut View) {
    view.panel = if view.panel == Panel::Open { Panel::Closed } else { Panel::Open };
}
