//! `preview`: every outcome with its reply, without any network.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use super::arguments::{Format, PreviewArguments};
use super::terminal::Terminal;
use super::{CliError, Ending, now, selection};
use crate::engine::{self, Conversation, MaskedSecrets, Preview, ProvokedBy, Run, Setup, seconds};
use crate::files;
use crate::model::{Channel, Fault, Finding, Integration, Project};

/// Shows every outcome of the integrations.
pub(super) fn preview(arguments: &PreviewArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = Arc::new(files::load(&arguments.project)?);
    let integrations = selection::integrations(&project, arguments.integration.as_deref())?;
    let listener = Listener {
        channel: selection::channel(&project, arguments.channel.as_deref())?,
        language: arguments.locale.as_deref().map(|tag| selection::language(&project, tag)).transpose()?,
        environment: arguments.environment.clone(),
        now: now(),
    };
    if let Some(outcome) = &arguments.outcome {
        selection::outcome(&integrations, outcome)?;
    }
    let mut pages = Vec::new();
    for integration in integrations {
        let mut page = Page::new(&project, &integration, &listener)?;
        if let Some(outcome) = &arguments.outcome {
            page.outcomes.retain(|preview| preview.outcome == *outcome);
        }
        pages.push(page);
    }
    match arguments.shape.format {
        Format::Json => terminal.json(&pages)?,
        Format::Text => show(&pages, terminal)?,
    }
    Ok(ending(&pages))
}

/// Who hears the replies of a preview, where and when.
pub(super) struct Listener {
    pub channel: Option<Channel>,
    pub language: Option<String>,
    pub environment: Option<String>,
    pub now: Timestamp,
}

/// The outcomes of one integration.
#[derive(Serialize)]
pub(super) struct Page {
    integration: String,
    name: String,
    outcomes: Vec<Preview>,
    /// The ids of the outcomes in which the customer hears nothing.
    silent: Vec<String>,
    /// Why the integration cannot be run at all; its words are then shown with example values.
    obstacles: Vec<Finding>,
}

impl Page {
    /// Plays every outcome with the examples of the project.
    pub(super) fn new(
        project: &Arc<Project>,
        integration: &Integration,
        listener: &Listener,
    ) -> Result<Self, CliError> {
        let mut conversation = Conversation::example(project, integration, listener.now);
        if let Some(channel) = listener.channel {
            conversation.channel = channel;
        }
        if let Some(language) = &listener.language {
            conversation.language.clone_from(language);
        }
        let environment = listener.environment.as_deref();
        let secrets = Arc::new(MaskedSecrets);
        let setup = Setup::new(Arc::clone(project), &integration.id, environment, conversation, secrets)?;
        let obstacles = Run::start(setup.clone()).err().unwrap_or_default();
        let outcomes = engine::preview(&setup);
        let silent = outcomes.iter().filter(|preview| preview.result.is_silent());
        Ok(Self {
            integration: integration.id.clone(),
            name: integration.name.clone(),
            silent: silent.map(|preview| preview.outcome.clone()).collect(),
            outcomes,
            obstacles,
        })
    }
}

/// Whether the customer hears something in every outcome.
pub(super) fn ending(pages: &[Page]) -> Ending {
    let is_silent = |page: &Page| page.outcomes.iter().any(|preview| preview.result.is_silent());
    if pages.iter().any(is_silent) { Ending::No } else { Ending::Good }
}

/// For people.
pub(super) fn show(pages: &[Page], terminal: &mut Terminal) -> Result<(), CliError> {
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            terminal.line("")?;
        }
        terminal.line(&format!("{} ({})", page.name, page.integration))?;
        if page.outcomes.is_empty() {
            terminal.note(&format!("`{}` has no such outcome, or nothing can lead to it", page.integration));
        }
        for Finding { title, remedy, .. } in &page.obstacles {
            terminal.note(&format!("`{}` cannot be run: {title}. {remedy}", page.integration));
        }
        for preview in &page.outcomes {
            terminal.line("")?;
            show_one(preview, terminal)?;
        }
    }
    Ok(())
}

fn show_one(preview: &Preview, terminal: &mut Terminal) -> Result<(), CliError> {
    let Preview { outcome, name, provoked_by, result } = preview;
    terminal.line(&format!("{name} ({outcome}): {}", in_words(provoked_by)))?;
    if let Some(waiting) = &result.waiting {
        let after = seconds(waiting.after_ms);
        terminal.line(&format!("    (after {after} s, still waiting) {}", indented(&waiting.text)))?;
    }
    for words in result.words() {
        terminal.line(&format!("    {}", indented(&words)))?;
    }
    if result.is_silent() {
        terminal.line("    (the customer hears nothing)")?;
    }
    if let Some(handoff) = &result.handoff {
        terminal.line(&format!("    (the customer is passed to “{}”)", handoff.queue))?;
    }
    for finding in &result.findings {
        terminal.line(&format!("    ({}: {})", finding.severity.title(), finding.title))?;
    }
    Ok(())
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}

fn in_words(cause: &ProvokedBy) -> String {
    match cause {
        ProvokedBy::Sample { name, .. } => format!("the saved answer “{name}”"),
        ProvokedBy::Fault { fault } => fault_in_words(*fault).to_owned(),
        ProvokedBy::MissingInput { input } => format!("`{input}` is not known"),
        ProvokedBy::WrongInput { input } => format!("`{input}` is not acceptable"),
        ProvokedBy::Example => "no saved answer leads here; shown with example values".to_owned(),
    }
}

fn fault_in_words(fault: Fault) -> &'static str {
    match fault {
        Fault::Slow => "no answer within the time limit",
        Fault::Down => "no connection",
        Fault::Malformed => "an answer that breaks off",
        Fault::Html => "a web page instead of an answer",
        Fault::Empty => "an empty answer",
        Fault::MissingFields => "an answer without any field",
        Fault::TooLarge => "an answer over the size limit",
        Fault::BadRequest => "status 400",
        Fault::KeyRefused => "status 401",
        Fault::NotFound => "status 404",
        Fault::RateLimited => "status 429",
        Fault::ServerError => "status 500",
    }
}
