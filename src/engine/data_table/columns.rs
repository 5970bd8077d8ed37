//! What each column of a table is, found by its heading.

use crate::model::{Integration, Project, Source};

/// What a column of a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnUse {
    /// Nothing; the column is skipped.
    Nothing,
    /// A fact of the conversation, by the name of its context variable.
    Fact(String),
    /// What the customer wrote.
    Message,
    /// The customer's language.
    Language,
    /// The channel.
    Channel,
    /// What answers: a sample, something that goes wrong, or `live`.
    Answer,
    /// The name of the scenario.
    Name,
    /// The outcome that must follow.
    Outcome,
    /// The words that must be said, all of them.
    Says,
    /// Words that must be among what is said.
    Contains,
    /// The queue that the customer must be passed to.
    Handoff,
    /// The JSON body that must have been sent by the last call.
    Request,
}

impl ColumnUse {
    /// The words on the screen.
    pub fn title(&self) -> String {
        match self {
            Self::Nothing => "Not used".to_owned(),
            Self::Fact(name) => name.clone(),
            Self::Message => "What the customer writes".to_owned(),
            Self::Language => "Language".to_owned(),
            Self::Channel => "Channel".to_owned(),
            Self::Answer => "What answers".to_owned(),
            Self::Name => "Name of the scenario".to_owned(),
            Self::Outcome => "Expected outcome".to_owned(),
            Self::Says => "Expected words, exactly".to_owned(),
            Self::Contains => "Expected words, among others".to_owned(),
            Self::Handoff => "Expected queue".to_owned(),
            Self::Request => "Expected request".to_owned(),
        }
    }

    /// Whether the column says what must follow.
    pub fn is_expectation(&self) -> bool {
        matches!(self, Self::Outcome | Self::Says | Self::Contains | Self::Handoff | Self::Request)
    }
}

/// Headings of the columns that are no facts, in the simple form of [`simple`].
const HEADINGS: [(&str, ColumnUse); 34] = [
    ("expectedoutcome", ColumnUse::Outcome),
    ("expectoutcome", ColumnUse::Outcome),
    ("outcome", ColumnUse::Outcome),
    ("expected", ColumnUse::Outcome),
    ("expect", ColumnUse::Outcome),
    ("result", ColumnUse::Outcome),
    ("expectedwords", ColumnUse::Says),
    ("expectedreply", ColumnUse::Says),
    ("expectedanswer", ColumnUse::Says),
    ("expectedtext", ColumnUse::Says),
    ("says", ColumnUse::Says),
    ("reply", ColumnUse::Says),
    ("words", ColumnUse::Says),
    ("contains", ColumnUse::Contains),
    ("expectedtocontain", ColumnUse::Contains),
    ("expectedcontains", ColumnUse::Contains),
    ("replycontains", ColumnUse::Contains),
    ("sayscontains", ColumnUse::Contains),
    ("handedto", ColumnUse::Handoff),
    ("handoff", ColumnUse::Handoff),
    ("queue", ColumnUse::Handoff),
    ("expectedqueue", ColumnUse::Handoff),
    ("expectedrequest", ColumnUse::Request),
    ("requestbody", ColumnUse::Request),
    ("answer", ColumnUse::Answer),
    ("sample", ColumnUse::Answer),
    ("fault", ColumnUse::Answer),
    ("answeredby", ColumnUse::Answer),
    ("message", ColumnUse::Message),
    ("language", ColumnUse::Language),
    ("locale", ColumnUse::Language),
    ("channel", ColumnUse::Channel),
    ("scenario", ColumnUse::Name),
    ("name", ColumnUse::Name),
];

/// What each column is: an input or a fact of that name or label, else what a well-known heading says. A thing is taken from one
/// column only, the first that fits.
pub fn match_columns(project: &Project, integration: &Integration, columns: &[String]) -> Vec<ColumnUse> {
    let mut taken: Vec<ColumnUse> = Vec::new();
    let mut uses = Vec::with_capacity(columns.len());
    for column in columns {
        let heading = simple(column);
        let found = by_input(integration, &heading)
            .or_else(|| by_heading(&heading))
            .or_else(|| by_fact(project, &heading))
            .filter(|found| !heading.is_empty() && !taken.contains(found));
        taken.extend(found.clone());
        uses.push(found.unwrap_or(ColumnUse::Nothing));
    }
    uses
}

/// Everything that a column can be, for choosing by hand.
pub fn uses_on_offer(project: &Project, integration: &Integration) -> Vec<ColumnUse> {
    use ColumnUse as U;
    let mut uses = vec![U::Nothing];
    let of_inputs = integration.inputs.iter().filter_map(|input| of_source(&input.source));
    for found in of_inputs.chain(project.context.iter().map(|variable| U::Fact(variable.name.clone()))) {
        if !uses.contains(&found) {
            uses.push(found);
        }
    }
    let others = [
        U::Outcome,
        U::Says,
        U::Contains,
        U::Handoff,
        U::Request,
        U::Answer,
        U::Message,
        U::Language,
        U::Channel,
        U::Name,
    ];
    uses.extend(
        others.into_iter().filter(|other| *other != U::Message || !uses.contains(other)).collect::<Vec<_>>(),
    );
    uses
}

fn of_source(source: &Source) -> Option<ColumnUse> {
    match source {
        Source::Context { name } => Some(ColumnUse::Fact(name.clone())),
        Source::MessageText => Some(ColumnUse::Message),
        _ => None,
    }
}

fn by_input(integration: &Integration, heading: &str) -> Option<ColumnUse> {
    let called = |name: &str| !name.is_empty() && simple(name) == heading;
    let by_name = integration.inputs.iter().find(|input| called(&input.name));
    let input = by_name.or_else(|| integration.inputs.iter().find(|input| called(&input.label)))?;
    of_source(&input.source)
}

fn by_fact(project: &Project, heading: &str) -> Option<ColumnUse> {
    let called = |name: &str| !name.is_empty() && simple(name) == heading;
    let by_name = project.context.iter().find(|variable| called(&variable.name));
    let variable = by_name.or_else(|| project.context.iter().find(|variable| called(&variable.label)))?;
    Some(ColumnUse::Fact(variable.name.clone()))
}

fn by_heading(heading: &str) -> Option<ColumnUse> {
    HEADINGS.iter().find(|(known, _)| *known == heading).map(|(_, found)| found.clone())
}

/// `Customer's e-mail`, `customers_email` and `CUSTOMERS E-MAIL` are one heading.
fn simple(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
