//! Where the conversation comes from, in words.

use crate::engine::{Preview, ProvokedBy};
use crate::model::{Fault, Stage};
use crate::state::{FALLBACK, Shown, State};

/// "From the saved sample “Active subscription”", "If the CRM never answers", "Live answer from the demo CRM, just now".
pub fn words(state: &State) -> String {
    if state.try_it.running.is_some() {
        return format!("Asking {} now", reached(state));
    }
    if state.try_it.shown == Shown::Try
        && let Some(ended) = state.try_it.ended.as_ref().filter(|ended| ended.result.is_ok())
    {
        return if ended.live {
            format!("Live answer from {}, just now", reached(state))
        } else {
            sample(state)
        };
    }
    let system = &state.derived.system;
    match state.derived.preview(&state.view.outcome) {
        Some(preview) if state.view.outcome == FALLBACK => {
            format!("For example: {}", lower_first(&provoked(preview, system, state)))
        }
        Some(preview) => provoked(preview, system, state),
        None => "Every outcome has words of its own".to_owned(),
    }
}

/// The system that *Send* reaches: "the demo CRM".
pub fn reached(state: &State) -> String {
    let system = &state.derived.system;
    let environment = state.project.environment(&state.view.environment);
    match environment.map(|environment| (environment.stage, &environment.name)) {
        Some((Stage::Demo, _)) => format!("the demo {system}"),
        Some((Stage::Test, name)) => format!("the {system} of {name}"),
        Some((Stage::Production, _)) => format!("the real {system}"),
        None => format!("the {system}"),
    }
}

fn sample(state: &State) -> String {
    let chosen = state.try_it.sample.as_deref();
    let sample = state.integration().and_then(|integration| integration.sample(chosen?));
    match sample {
        Some(sample) => format!("Preview with the sample “{}”", sample.name),
        None => "Preview with your values".to_owned(),
    }
}

fn provoked(preview: &Preview, system: &str, state: &State) -> String {
    let label = |input: &str| state.derived.name(input).map_or(input.to_owned(), |name| name.label.clone());
    match &preview.provoked_by {
        ProvokedBy::Sample { name, .. } => format!("From the saved sample “{name}”"),
        ProvokedBy::MissingInput { input } => format!("If we do not know: {}", label(input)),
        ProvokedBy::WrongInput { input } => format!("If this cannot be right: {}", label(input)),
        ProvokedBy::Example => "With the values of the examples".to_owned(),
        ProvokedBy::Fault { fault } => match fault {
            Fault::Slow => format!("If the {system} does not answer in time"),
            Fault::Down => format!("If the {system} cannot be reached"),
            Fault::Malformed => format!("If the answer of the {system} is broken"),
            Fault::Html => format!("If the {system} answers with a web page"),
            Fault::Empty => format!("If the {system} answers with nothing"),
            Fault::MissingFields => format!("If the answer of the {system} lacks what we need"),
            Fault::TooLarge => format!("If the answer of the {system} is far too large"),
            Fault::BadRequest => format!("If the {system} does not accept what we send"),
            Fault::KeyRefused => format!("If the {system} refuses our key"),
            Fault::NotFound => format!("If the {system} knows no such record"),
            Fault::RateLimited => format!("If the {system} is asked too often"),
            Fault::ServerError => format!("If the {system} has an error of its own"),
        },
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
