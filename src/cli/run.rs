//! `run`: one live run. Prints what the bot says, and nothing else.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::arguments::{Format, RunArguments};
use super::live::Live;
use super::terminal::Terminal;
use super::{CliError, Ending, is_production, now, selection};
use crate::engine::{
    Attempt, CallRecord, Conversation, RunResult, Said, Setup, choose_environment, seconds, timeline,
};
use crate::files;
use crate::model::{Environment, Integration, Project, Risk};

/// Runs one integration.
pub(super) fn run(arguments: &RunArguments, terminal: &mut Terminal) -> Result<Ending, CliError> {
    let project = Arc::new(files::load(&arguments.project)?);
    let integration = selection::one_integration(&project, arguments.integration.as_deref())?;
    let environment = choose_environment(&project, arguments.environment.as_deref())?;
    let conversation = conversation(&project, arguments)?;
    if !arguments.yes {
        refuse_writes(&project, &integration, environment.as_ref())?;
    }
    let live = Live::start(environment.as_ref(), files::authorities(&project, Some(&arguments.project)))?;
    let environment = environment.as_ref().map(|environment| environment.id.as_str());
    let setup = Setup::new(Arc::clone(&project), &integration.id, environment, conversation, live.secrets())?;
    let result = live.play(setup)?;
    if arguments.verbose {
        result.calls.iter().for_each(|call| show_call(call, terminal));
    }
    match arguments.shape.format {
        Format::Json => terminal.json(&result)?,
        Format::Text => show(&result, terminal)?,
    }
    Ok(if result.error { Ending::No } else { Ending::Good })
}

fn conversation(project: &Project, arguments: &RunArguments) -> Result<Conversation, CliError> {
    let context = arguments.context.as_deref().map(context).transpose()?.unwrap_or_default();
    let mut conversation = Conversation::new(project, context, now());
    conversation.message.clone_from(&arguments.message);
    conversation.user_id.clone_from(&arguments.user_id);
    if let Some(locale) = &arguments.locale {
        // A customer may speak any language; the bot answers in its own when it does not know that one.
        conversation.language.clone_from(locale);
    }
    if let Some(channel) = selection::channel(project, arguments.channel.as_deref())? {
        conversation.channel = channel;
    }
    Ok(conversation)
}

/// The facts of `--context`, from the argument itself or from a file.
fn context(text: &str) -> Result<Map<String, Value>, CliError> {
    let file = text.strip_prefix('@').map(|file| files::read_text(Path::new(file))).transpose()?;
    let value = serde_json::from_str(file.as_deref().unwrap_or(text));
    match value.map_err(|error| CliError::ContextNotJson(error.to_string()))? {
        Value::Object(facts) => Ok(facts),
        _ => Err(CliError::ContextNoObject),
    }
}

/// A command typed in the wrong window must not change a real customer's data.
fn refuse_writes(
    project: &Project,
    integration: &Integration,
    environment: Option<&Environment>,
) -> Result<(), CliError> {
    let Some(environment) = environment.filter(|environment| is_production(Some(environment))) else {
        return Ok(());
    };
    if integration.trigger.risk == Risk::Read {
        return Ok(());
    }
    let requests = integration.calls.iter().map(|call| {
        let connection = project.connection(&call.connection);
        let base = connection.and_then(|connection| connection.base_urls.get(&environment.id));
        let url = base.and_then(|base| url::Url::parse(base).ok());
        let host = url.as_ref().and_then(url::Url::host_str).unwrap_or("an unknown host").to_owned();
        format!("{} to {host}", call.method.name())
    });
    Err(CliError::Write {
        integration: integration.id.clone(),
        environment: environment.id.clone(),
        requests: requests.collect::<Vec<_>>().join(", then "),
    })
}

/// The bot's words on stdout; what a person at the terminal should know besides on stderr.
fn show(result: &RunResult, terminal: &mut Terminal) -> Result<(), CliError> {
    if let Some(waiting) = &result.waiting {
        terminal.line(&waiting.text)?;
    }
    for message in &result.messages {
        // Buttons are offered, not said.
        match message {
            Said::QuickReplies { .. } => {
                terminal.note(&format!("The customer can answer {}", message.plain()));
            }
            said => terminal.line(&said.plain())?,
        }
    }
    if result.is_silent() {
        terminal.note("The customer hears nothing");
    }
    if let Some(handoff) = &result.handoff {
        terminal.note(&format!("The customer is passed to “{}”", handoff.queue));
    }
    for finding in &result.findings {
        terminal.note(&format!("{}: {}", finding.severity.title(), finding.title));
    }
    if result.error {
        let RunResult { outcome_name, outcome, because, .. } = result;
        terminal.note(&format!("The run ended in “{outcome_name}” ({outcome}): {because}"));
    }
    Ok(())
}

fn show_call(call: &CallRecord, terminal: &Terminal) {
    let CallRecord { request, response, failure, elapsed_ms, attempts, .. } = call;
    terminal.note(&format!("{} {}", request.method, request.url));
    show_part(&request.headers, &request.body, terminal);
    show_attempts(attempts, terminal);
    let took = seconds(*elapsed_ms);
    if let Some(response) = response {
        terminal.note(&format!("Answered {} after {took} s", response.status));
        show_part(&response.headers, &response.body, terminal);
    }
    if let Some(failure) = failure {
        terminal.note(&format!("{failure} (after {took} s)"));
    }
}

/// What happened on the way of every try, and how it ended; the end of the last one is shown in full.
fn show_attempts(attempts: &[Attempt], terminal: &Terminal) {
    for (index, attempt) in attempts.iter().enumerate() {
        if attempt.after_ms > 0 {
            terminal.note(&format!("Tried again after {} s", seconds(attempt.after_ms)));
        }
        for line in timeline(&attempt.steps) {
            terminal.note(&format!("  {line}"));
        }
        if index + 1 < attempts.len() {
            let took = seconds(attempt.elapsed_ms);
            match (&attempt.failure, attempt.status) {
                (Some(failure), _) => terminal.note(&format!("{failure} (after {took} s)")),
                (None, status) => terminal.note(&format!("Answered {} after {took} s", status.unwrap_or(0))),
            }
        }
    }
}

fn show_part(headers: &[(String, String)], body: &str, terminal: &Terminal) {
    for (name, value) in headers {
        terminal.note(&format!("  {name}: {value}"));
    }
    for line in body.lines() {
        terminal.note(&format!("  {line}"));
    }
}
