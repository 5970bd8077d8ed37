//! Which names a text can use, and what stands behind them.

use super::texts::Role;
use crate::model::{ContextVariable, Input, Integration, Output, Privacy, Project, Source, ValueType};
use crate::template::parse;

/// The names that an integration knows.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub project: &'a Project,
    pub integration: &'a Integration,
}

/// What stands behind a name.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// An input.
    Input(&'a Input),
    /// An output.
    Output(&'a Output),
    /// A context variable.
    Fact(&'a ContextVariable),
    /// A field of a record, or a group of context variables; its kind is not known.
    Part(Privacy),
}

/// How much of a run has happened: the first so many inputs and the answers of the first so many calls are known.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    pub inputs: usize,
    pub calls: usize,
}

impl Reach {
    /// At the end.
    pub const ALL: Self = Self { inputs: usize::MAX, calls: usize::MAX };

    /// What is known when a text is used.
    pub fn of(role: Role<'_>) -> Self {
        match role {
            Role::Request(call, _) => Self { inputs: usize::MAX, calls: call },
            Role::Expression(input) => Self { inputs: input, calls: 0 },
            // While an input is being asked for, the run has not begun.
            Role::Ask => Self { inputs: 0, calls: 0 },
            Role::Confirmation | Role::Waiting => Self { inputs: usize::MAX, calls: 0 },
            _ => Self::ALL,
        }
    }
}

impl<'a> Known<'a> {
    /// What stands behind a name, looked up as a run does: outputs and inputs before facts, and fields of records by dots.
    pub fn find(&self, name: &str, reach: Reach) -> Option<Origin<'a>> {
        self.value(name, reach).or_else(|| self.fact(name))
    }

    /// The same without facts, as rules and list messages look names up.
    pub fn value(&self, name: &str, reach: Reach) -> Option<Origin<'a>> {
        let outputs = || self.integration.calls.iter().take(reach.calls).flat_map(|call| &call.outputs);
        let inputs = || self.integration.inputs.iter().take(reach.inputs);
        if let Some(output) = outputs().find(|output| output.name == name) {
            return Some(Origin::Output(output));
        }
        if let Some(input) = inputs().find(|input| input.name == name) {
            return Some(Origin::Input(input));
        }
        let (first, _) = name.split_once('.')?;
        let record = ValueType::Object;
        let output = outputs().find(|output| output.name == first && output.value_type == record);
        let input = inputs().find(|input| input.name == first && input.value_type == record);
        output
            .map(|output| output.privacy)
            .or_else(|| input.map(|input| self.privacy_of_input(input)))
            .map(Origin::Part)
    }

    fn fact(&self, name: &str) -> Option<Origin<'a>> {
        let facts = &self.project.context;
        if let Some(fact) = facts.iter().find(|fact| fact.name == name) {
            return Some(Origin::Fact(fact));
        }
        let leads_there = |fact: &&ContextVariable| {
            let field = fact.value_type == ValueType::Object && follows(name, &fact.name);
            field || follows(&fact.name, name)
        };
        facts.iter().filter(leads_there).map(|fact| fact.privacy).max().map(Origin::Part)
    }

    /// How sensitive the value behind a name is.
    pub fn privacy(&self, origin: Origin<'a>) -> Privacy {
        match origin {
            Origin::Input(input) => self.privacy_of_input(input),
            Origin::Output(output) => output.privacy,
            Origin::Fact(fact) => fact.privacy,
            Origin::Part(privacy) => privacy,
        }
    }

    fn privacy_of_input(&self, input: &Input) -> Privacy {
        match &input.source {
            Source::Context { name } => match self.fact(name) {
                Some(Origin::Fact(fact)) => fact.privacy,
                Some(Origin::Part(privacy)) => privacy,
                _ => Privacy::None,
            },
            // The platform's id of the customer identifies the customer.
            Source::UserId => Privacy::Personal,
            Source::Expression { text } => parse(text.as_str())
                .iter()
                .flat_map(|text| text.chips().map(|chip| chip.name().to_owned()).collect::<Vec<_>>())
                .filter_map(|name| self.fact(&name))
                .map(|origin| self.privacy(origin))
                .max()
                .unwrap_or_default(),
            Source::Constant { .. } | Source::MessageText | Source::Locale | Source::Now => Privacy::None,
        }
    }

    /// Every name that is within reach, for suggestions.
    pub fn names(&self, reach: Reach) -> impl Iterator<Item = &'a str> {
        let inputs = self.integration.inputs.iter().take(reach.inputs).map(|input| input.name.as_str());
        let calls = self.integration.calls.iter().take(reach.calls);
        let outputs = calls.flat_map(|call| &call.outputs).map(|output| output.name.as_str());
        let facts = self.project.context.iter().map(|fact| fact.name.as_str());
        inputs.chain(outputs).chain(facts)
    }
}

impl Origin<'_> {
    /// The kind of the value, when it is known.
    pub fn kind(self) -> Option<ValueType> {
        match self {
            Self::Input(input) => Some(input.value_type),
            Self::Output(output) => Some(output.value_type),
            Self::Fact(fact) => Some(fact.value_type),
            Self::Part(_) => None,
        }
    }
}

/// Whether `long` is `short` with a dot and more behind it.
fn follows(long: &str, short: &str) -> bool {
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with('.'))
}
