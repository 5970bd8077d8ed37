//! Bringing in what people have: a cURL line, an OpenAPI file, a Postman collection.
//!
//! ```text
//! Reading ─► Choosing (several operations) ─► Understood ─► added
//!    └────────────────► Failed ◄──────────────────┘
//! ```
//!
//! Nothing is added before a person has seen what was understood and what could not be carried over. The text of the source
//! stays here, shared; every reading of it is work of the world.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Action, Ask, Effect, Keeping, Notice, Page, State};
use crate::engine::{SecretValue, add_to};
use crate::model::{Project, Severity};

/// What is wanted of an import.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportAction {
    /// A text that was pasted, such as a line that begins with `curl`.
    Paste(String),
    /// A file that was chosen, or dropped on the window.
    File(PathBuf),
    /// Ask for a file.
    PickFile,
    /// The source was read.
    Listed(Box<ImportSource>),
    /// Take an operation along, or no more.
    Toggle(String),
    /// Take all of these along, or none of them when all are taken.
    ToggleAll(Vec<String>),
    /// Show what is understood of the chosen operations.
    Understand,
    /// It is understood.
    Understood(Box<UnderstoodSource>),
    /// Back to the choice.
    Back,
    /// It cannot be read: why, and what to do about it.
    Failed {
        /// Why.
        title: String,
        /// What to do.
        hint: String,
    },
    /// Add what was understood.
    Add,
    /// Leave the page without adding anything.
    Close,
}

/// What the world must do for an import.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportEffect {
    /// Ask for a file; the answer is [`ImportAction::File`].
    PickFile,
    /// Read a text; the answer is [`ImportAction::Listed`] or [`ImportAction::Failed`].
    ReadText(Arc<str>),
    /// Read a file.
    ReadFile(PathBuf),
    /// Understand the chosen operations; the answer is [`ImportAction::Understood`] or [`ImportAction::Failed`].
    Understand {
        /// The source.
        source: Box<ImportSource>,
        /// The ids of its operations.
        chosen: Vec<String>,
    },
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportKind {
    /// cURL commands.
    Curl,
    /// An OpenAPI description.
    OpenApi,
    /// A Postman collection.
    Postman,
}

impl ImportKind {
    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Curl => "cURL",
            Self::OpenApi => "OpenAPI",
            Self::Postman => "Postman collection",
        }
    }
}

/// A source, and the operations that it describes.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportSource {
    /// What it is.
    pub kind: ImportKind,
    /// What it calls itself, or the name of its file.
    pub name: String,
    /// All of it.
    pub text: Arc<str>,
    /// What can be chosen.
    pub operations: Vec<ImportOperation>,
}

/// One operation of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOperation {
    /// Names it within the source.
    pub id: String,
    /// The folder or tag it stands under.
    pub group: String,
    /// Its name in words.
    pub title: String,
    /// The HTTP method.
    pub method: String,
    /// The path or address.
    pub path: String,
}

/// What was understood of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct UnderstoodSource {
    /// Only what the source says.
    pub project: Project,
    /// What to know about it.
    pub remarks: Vec<ImportRemark>,
    /// The values that it gives for secrets; masked wherever they are shown.
    pub secret_values: Vec<(String, SecretValue)>,
}

/// What a person should know about something in a source.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRemark {
    /// An error means that a part is missing, a warning that it differs, a hint that something was decided.
    pub severity: Severity,
    /// What is the case.
    pub title: String,
    /// What to do about it.
    pub remedy: String,
    /// Where in the source, in words.
    pub at: String,
}

/// How far an import is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ImportStage {
    /// Nothing was given yet.
    #[default]
    Waiting,
    /// The world reads.
    Reading,
    /// There are operations to choose from.
    Choosing,
    /// This would be added.
    Understood(Box<UnderstoodSource>),
    /// It could not be read.
    Failed {
        /// Why.
        title: String,
        /// What to do.
        hint: String,
    },
}

/// What the page *Import* shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Importing {
    /// How far it is.
    pub stage: ImportStage,
    /// The source, once it was read.
    pub source: Option<Box<ImportSource>>,
    /// The ids of the chosen operations.
    pub chosen: BTreeSet<String>,
    /// What is searched among the operations.
    pub search: String,
    /// Whether it begins a project of its own.
    pub into: ImportInto,
}

/// Where an import goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImportInto {
    /// The open project.
    #[default]
    OpenProject,
    /// A new one; the start page asks for that.
    NewProject,
}

impl Importing {
    /// The operations that fit what is searched.
    pub fn found(&self) -> Vec<&ImportOperation> {
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let fits = |operation: &&ImportOperation| {
            let text = [&operation.group, &operation.title, &operation.method, &operation.path]
                .map(|part| part.to_lowercase())
                .join(" ");
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.source.iter().flat_map(|source| &source.operations).filter(fits).collect()
    }
}

impl State {
    pub(super) fn import(&mut self, action: ImportAction) -> Vec<Effect> {
        match action {
            ImportAction::Paste(text) => self.begin_import(ImportEffect::ReadText(text.into())),
            ImportAction::File(path) => {
                if matches!(self.view.ask, Some(Ask::Path { .. })) {
                    self.view.ask = None;
                }
                self.begin_import(ImportEffect::ReadFile(path))
            }
            ImportAction::PickFile => vec![Effect::Import(ImportEffect::PickFile)],
            ImportAction::Listed(source) => self.listed(source),
            ImportAction::Toggle(id) => {
                if !self.importing.chosen.remove(&id) {
                    self.importing.chosen.insert(id);
                }
                Vec::new()
            }
            ImportAction::ToggleAll(ids) => {
                let chosen = &mut self.importing.chosen;
                if ids.iter().all(|id| chosen.contains(id)) {
                    chosen.retain(|id| !ids.contains(id));
                } else {
                    chosen.extend(ids);
                }
                Vec::new()
            }
            ImportAction::Understand => self.understand(),
            ImportAction::Understood(understood) => {
                if self.importing.stage == ImportStage::Reading {
                    self.importing.stage = ImportStage::Understood(understood);
                }
                Vec::new()
            }
            ImportAction::Back => {
                let several =
                    self.importing.source.as_ref().is_some_and(|source| source.operations.len() > 1);
                self.importing.stage = if several { ImportStage::Choosing } else { ImportStage::Waiting };
                Vec::new()
            }
            ImportAction::Failed { title, hint } => {
                self.importing.stage = ImportStage::Failed { title, hint };
                Vec::new()
            }
            ImportAction::Add => self.add_import(),
            ImportAction::Close => {
                self.importing = Importing::default();
                self.view.page = if self.has_project() { Page::Integration } else { Page::Start };
                Vec::new()
            }
        }
    }

    fn begin_import(&mut self, effect: ImportEffect) -> Vec<Effect> {
        let from_start = self.view.page == Page::Start || !self.has_project();
        let into = match (self.view.page, from_start) {
            (Page::Import, _) => self.importing.into,
            (_, true) => ImportInto::NewProject,
            (_, false) => ImportInto::OpenProject,
        };
        self.desk.pasted.clear();
        self.importing = Importing { stage: ImportStage::Reading, into, ..Importing::default() };
        self.view.page = Page::Import;
        vec![Effect::Import(effect)]
    }

    /// With one operation there is nothing to choose.
    fn listed(&mut self, source: Box<ImportSource>) -> Vec<Effect> {
        if self.importing.stage != ImportStage::Reading {
            return Vec::new();
        }
        let all: Vec<String> = source.operations.iter().map(|operation| operation.id.clone()).collect();
        let is_pasted = source.kind == ImportKind::Curl;
        self.importing.source = Some(source);
        if all.len() == 1 || is_pasted {
            self.importing.chosen = all.into_iter().collect();
            return self.understand();
        }
        self.importing.stage = ImportStage::Choosing;
        Vec::new()
    }

    fn understand(&mut self) -> Vec<Effect> {
        let Some(source) = self.importing.source.clone() else { return Vec::new() };
        let is_chosen = |id: &String| self.importing.chosen.contains(id);
        let ids = source.operations.iter().map(|operation| operation.id.clone());
        let chosen: Vec<String> = ids.filter(is_chosen).collect();
        if chosen.is_empty() {
            return Vec::new();
        }
        self.importing.stage = ImportStage::Reading;
        vec![Effect::Import(ImportEffect::Understand { source, chosen })]
    }

    fn add_import(&mut self) -> Vec<Effect> {
        if self.importing.into == ImportInto::NewProject && self.would_lose() {
            self.view.ask = Some(Ask::Unsaved(Box::new(Action::Import(ImportAction::Add))));
            return Vec::new();
        }
        let ImportStage::Understood(understood) = std::mem::take(&mut self.importing.stage) else {
            return Vec::new();
        };
        let importing = std::mem::take(&mut self.importing);
        let mut effects = Vec::new();
        if importing.into == ImportInto::NewProject {
            let name = importing.source.map(|source| source.name).unwrap_or_default();
            effects.extend(self.replace(Project { name, ..Project::default() }, None));
        }
        let before = self.project.clone();
        let UnderstoodSource { project, secret_values, .. } = *understood;
        let added = add_to(&mut self.project, project, secret_values);
        self.history.note_step(&before, "Import");
        self.settled = self.project.clone();
        if self.project.environment(&self.view.environment).is_none() {
            let first = self.project.environments.first();
            self.view.environment = first.map(|environment| environment.id.clone()).unwrap_or_default();
        }
        self.view.page = Page::Integration;
        if let Some(first) = added.integrations.first() {
            effects.extend(self.apply(Action::ChooseIntegration(first.clone())));
        }
        self.derive();
        let words = match added.integrations.len() {
            1 => "One integration is added".to_owned(),
            count => format!("{count} integrations are added"),
        };
        self.notice = Some(Notice::undoable(words));
        let keep = |(name, value)| Effect::KeepSecret { name, value, keeping: Keeping::UntilClosed };
        effects.extend(added.secret_values.into_iter().map(keep));
        effects
    }
}
