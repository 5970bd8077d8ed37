//! What a finding is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place in a project that a finding is about; the window leads there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The integration's id, unless the place belongs to the whole project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration: Option<String>,
    /// The part.
    #[serde(flatten)]
    pub part: Part,
    /// The field of that part, by its name in the file: `path`, `time_limit_ms`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
}

impl Place {
    /// A part of an integration.
    pub fn new(integration: &str, part: Part, field: &str) -> Self {
        Self { integration: Some(integration.to_owned()), part, field: field.to_owned() }
    }

    /// A part of the project.
    pub fn of_project(part: Part, field: &str) -> Self {
        Self { integration: None, part, field: field.to_owned() }
    }
}

/// A part of a project or of an integration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "part", content = "id", rename_all = "snake_case")]
pub enum Part {
    /// The project, or the integration, itself.
    #[default]
    Whole,
    /// An environment, by id.
    Environment(String),
    /// A context variable, by name.
    Context(String),
    /// A connection, by id.
    Connection(String),
    /// A secret, by name.
    Secret(String),
    /// When.
    Trigger,
    /// An input, by name.
    Input(String),
    /// A call, by id.
    Call(String),
    /// An output, by name.
    Output(String),
    /// An own outcome, by id.
    Outcome(String),
    /// A reply, by its outcome's id; `fallback` for the fallback reply.
    Reply(String),
    /// The waiting message.
    Waiting,
    /// The question before a write.
    Confirmation,
    /// A sample, by id.
    Sample(String),
    /// A scenario, by name.
    Scenario(String),
}

impl Part {
    /// The step of the window that shows the part; none for parts of the project and of the test panel.
    pub fn step(&self) -> Option<Step> {
        match self {
            Self::Trigger | Self::Confirmation => Some(Step::When),
            Self::Input(_) => Some(Step::Needs),
            Self::Call(_) | Self::Connection(_) | Self::Secret(_) => Some(Step::Asks),
            Self::Output(_) | Self::Outcome(_) | Self::Sample(_) => Some(Step::Understands),
            Self::Reply(_) | Self::Waiting => Some(Step::Says),
            Self::Whole | Self::Environment(_) | Self::Context(_) | Self::Scenario(_) => None,
        }
    }
}

/// The five steps, which read like a sentence.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The trigger.
    When,
    /// The inputs.
    Needs,
    /// The request.
    Asks,
    /// The response.
    Understands,
    /// The replies.
    #[default]
    Says,
}

impl Step {
    /// In order.
    pub const ALL: [Self; 5] = [Self::When, Self::Needs, Self::Asks, Self::Understands, Self::Says];

    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::When => "When",
            Self::Needs => "Needs",
            Self::Asks => "Asks",
            Self::Understands => "Understands",
            Self::Says => "Says",
        }
    }
}
