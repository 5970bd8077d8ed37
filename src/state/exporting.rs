//! The page *Export*: a target, its files, and what became of everything on the way.
//!
//! The world makes the files whenever something that they follow from has changed ([`State::prepare_export`]); nothing is
//! written before a person chooses a folder, and nothing blocked before a person has agreed to it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Ask, Effect, LastExport, Notice, Page, State, same};
use crate::model::{Place, Platform, Project};

/// What is wanted of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportAction {
    /// Choose a target by id.
    ChooseTarget(String),
    /// Choose an environment by id.
    ChooseEnvironment(String),
    /// Choose the language of the texts.
    ChooseLanguage(String),
    /// Export one integration, by id; none: all of them.
    ChooseIntegration(Option<String>),
    /// The files are made.
    Prepared(Box<PreparedExport>),
    /// Agree to what is blocked, by code; or no more.
    Accept(String),
    /// Show a file, by its position.
    ShowFile(usize),
    /// Ask for a folder and write there.
    PickFolder,
    /// Write into this folder.
    Write(PathBuf),
    /// They were written.
    Written {
        /// What they were made of.
        order: Box<ExportOrder>,
        /// Where they are.
        folder: PathBuf,
        /// What became of it, in words.
        words: String,
    },
}

/// Something that can be exported to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportTarget {
    /// The word on the command line.
    pub id: String,
    /// The name on the screen.
    pub title: String,
    /// What it writes.
    pub about: String,
    /// The same in two or three words.
    pub files: String,
    /// The platforms that load it.
    pub platforms: Vec<Platform>,
}

/// What is exported.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportOrder {
    /// The design at this moment.
    pub project: Project,
    /// The target's id.
    pub target: String,
    /// The environment's id; the first when none.
    pub environment: Option<String>,
    /// The language of the texts.
    pub language: Option<String>,
    /// One integration; none: all.
    pub integration: Option<String>,
}

/// The files of a target, before they are written.
#[derive(Clone, Debug, PartialEq)]
pub struct PreparedExport {
    /// Of what.
    pub order: ExportOrder,
    /// Name, text and what it is.
    pub files: Vec<PreparedFile>,
    /// What became of everything.
    pub lines: Vec<PreparedLine>,
    /// Why there are no files, and what to do about it.
    pub problem: Option<(String, String)>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedFile {
    /// Its name, folders divided by `/`.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What it is.
    pub about: String,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct PreparedLine {
    /// What became of it.
    pub fate: PreparedFate,
    /// What it is.
    pub subject: String,
    /// How it goes on.
    pub detail: String,
    /// The field.
    pub place: Place,
    /// What one agrees to where it is blocked.
    pub code: String,
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PreparedFate {
    /// A loss that can hurt security.
    Blocked,
    /// Works as designed.
    Kept,
    /// The same result, built differently.
    Emulated,
    /// Not there.
    Lost,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exporting {
    /// The chosen target's id.
    pub target: String,
    /// The chosen environment's id; the one of the window when none.
    pub environment: Option<String>,
    /// The chosen language; that of the window when none.
    pub language: Option<String>,
    /// One integration; none: all.
    pub integration: Option<String>,
    /// What was agreed to.
    pub accepted: BTreeSet<String>,
    /// The files, as of `asked`.
    pub prepared: Option<Box<PreparedExport>>,
    /// Which file is shown.
    pub file: usize,
    /// The project's platform when its target was chosen.
    platform: Option<Platform>,
    /// What the world was last asked for.
    asked: Option<Box<ExportOrder>>,
}

impl Exporting {
    /// The blocked lines that nobody has agreed to yet.
    pub fn blocked(&self) -> impl Iterator<Item = &PreparedLine> {
        let lines = self.prepared.iter().flat_map(|prepared| &prepared.lines);
        lines.filter(|line| line.fate == PreparedFate::Blocked && !self.accepted.contains(&line.code))
    }

    /// Whether the files can be written now.
    pub fn may_write(&self) -> bool {
        let made =
            self.prepared.as_ref().is_some_and(|made| made.problem.is_none() && !made.files.is_empty());
        made && !self.is_stale() && self.blocked().next().is_none()
    }

    /// Whether newer files are on their way.
    pub fn is_stale(&self) -> bool {
        match (&self.prepared, &self.asked) {
            (Some(prepared), Some(asked)) => !same_order(&prepared.order, asked),
            (None, _) => true,
            (Some(_), None) => false,
        }
    }
}

fn same_order(left: &ExportOrder, right: &ExportOrder) -> bool {
    left.target == right.target
        && left.environment == right.environment
        && left.language == right.language
        && left.integration == right.integration
        && same(&left.project, &right.project)
}

impl State {
    pub(super) fn exporting(&mut self, action: ExportAction) -> Vec<Effect> {
        let exporting = &mut self.exporting;
        match action {
            ExportAction::ChooseTarget(target) => {
                if exporting.target != target {
                    exporting.accepted.clear();
                    exporting.file = 0;
                }
                exporting.target = target;
            }
            ExportAction::ChooseEnvironment(environment) => exporting.environment = Some(environment),
            ExportAction::ChooseLanguage(language) => exporting.language = Some(language),
            ExportAction::ChooseIntegration(integration) => {
                exporting.integration = integration;
                exporting.file = 0;
            }
            ExportAction::Prepared(prepared) => {
                // Files of an older order are dropped.
                if exporting.asked.as_ref().is_some_and(|asked| same_order(asked, &prepared.order)) {
                    exporting.file = exporting.file.min(prepared.files.len().saturating_sub(1));
                    exporting.prepared = Some(prepared);
                }
            }
            ExportAction::Accept(code) => {
                if !exporting.accepted.remove(&code) {
                    exporting.accepted.insert(code);
                }
            }
            ExportAction::ShowFile(file) => exporting.file = file,
            ExportAction::PickFolder if exporting.may_write() => return vec![Effect::PickExport],
            ExportAction::Write(folder) => return self.write_export(folder),
            ExportAction::Written { order, folder, words } => return self.exported(*order, folder, words),
            ExportAction::PickFolder => {}
        }
        Vec::new()
    }

    pub(super) fn show_export(&mut self) -> Vec<Effect> {
        self.view.page = Page::Export;
        self.view.ask = None;
        self.follow_platform();
        Vec::new()
    }

    /// The target is that of the project's platform until a person chooses another one, and again once the platform changes.
    fn follow_platform(&mut self) {
        let platform = self.project.platform;
        if !self.exporting.target.is_empty() && self.exporting.platform == platform {
            return;
        }
        let targets = &self.desk.targets;
        let of_platform =
            platform.and_then(|platform| targets.iter().find(|target| target.platforms.contains(&platform)));
        let usual = targets.first().filter(|_| self.exporting.target.is_empty());
        let target = of_platform.or(usual).map(|target| target.id.clone());
        self.exporting.platform = platform;
        if let Some(target) = target {
            self.exporting(ExportAction::ChooseTarget(target));
        }
    }

    /// Asks for the files anew when something that they follow from has changed.
    pub(super) fn prepare_export(&mut self) -> Option<Effect> {
        if self.view.page != Page::Export || self.exporting.target.is_empty() {
            return None;
        }
        let of_window = |chosen: &Option<String>, window: &str| {
            chosen.clone().or_else(|| Some(window.to_owned())).filter(|id| !id.is_empty())
        };
        let exporting = &self.exporting;
        let known = |id: &String| self.project.environment(id).is_some();
        let order = ExportOrder {
            project: self.project.clone(),
            target: exporting.target.clone(),
            environment: of_window(&exporting.environment, &self.view.environment).filter(known),
            language: of_window(&exporting.language, &self.view.language)
                .filter(|tag| self.project.languages.contains(tag)),
            integration: exporting.integration.clone().filter(|id| self.project.integration(id).is_some()),
        };
        if exporting.asked.as_ref().is_some_and(|asked| same_order(asked, &order)) {
            return None;
        }
        self.exporting.asked = Some(Box::new(order.clone()));
        Some(Effect::PrepareExport(Box::new(order)))
    }

    fn write_export(&mut self, folder: PathBuf) -> Vec<Effect> {
        if matches!(self.view.ask, Some(Ask::Path { .. })) {
            self.view.ask = None;
        }
        if !self.exporting.may_write() {
            return Vec::new();
        }
        let prepared = self.exporting.prepared.as_ref();
        let files = prepared.map(|made| (made.files.clone(), Box::new(made.order.clone())));
        files.map(|(files, order)| Effect::WriteExport { files, folder, order }).into_iter().collect()
    }

    /// What goes on from here is compared with what was exported.
    fn exported(&mut self, order: ExportOrder, folder: PathBuf, words: String) -> Vec<Effect> {
        self.notice = Some(Notice::done(words));
        let title = self.desk.targets.iter().find(|target| target.id == order.target);
        let last = LastExport {
            at: self.now,
            target: title.map_or_else(|| order.target.clone(), |target| target.title.clone()),
            folder,
            integration: order.integration,
            project: order.project,
        };
        self.comparing.exported(last.clone());
        vec![Effect::KeepExport(Box::new(last))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    /// A choice holds until the platform is another one, and where nothing can be made for the platform.
    #[test]
    fn the_target_follows_the_platform() {
        let mut state = State::new(Project::default(), None, Timestamp::UNIX_EPOCH);
        let target = |id: &str, platform| ExportTarget {
            id: id.to_owned(),
            platforms: vec![platform],
            ..ExportTarget::default()
        };
        let curl = ExportTarget { id: "curl".to_owned(), ..ExportTarget::default() };
        state.desk.targets = vec![curl, target("a", Platform::Rasa), target("b", Platform::NodeRed)];
        let mut check = |platform, choice: Option<&str>, expected: &str| {
            state.project.platform = platform;
            state.show_export();
            assert_eq!(state.exporting.target, expected, "{platform:?}");
            if let Some(choice) = choice {
                state.exporting(ExportAction::ChooseTarget(choice.to_owned()));
            }
        };
        check(None, None, "curl");
        check(Some(Platform::Rasa), None, "a");
        check(Some(Platform::NodeRed), Some("curl"), "b");
        check(Some(Platform::NodeRed), None, "curl");
        check(Some(Platform::Vapi), None, "curl");
        check(Some(Platform::Rasa), None, "a");
        check(None, None, "a");
    }
}
