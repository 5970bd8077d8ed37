//! The platforms and programs that an export can be made for.

use crate::model::Platform;

/// What an export is made for. Each is a folder or file of this module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Our own document without the parts that only the design needs.
    Json,
    /// Adaptive dialogs of Bot Framework.
    BotFramework,
    /// Topics of Copilot Studio.
    CopilotStudio,
    /// OpenAPI 3.1, for connectors and agents.
    OpenApi,
    /// OpenAPI 3.0, for extensions that read nothing newer.
    OpenApi30,
    /// Tool definitions of OpenAI, Anthropic and MCP.
    Tools,
    /// A Postman collection.
    Postman,
    /// Commands for a terminal.
    Curl,
    /// A flow for Node-RED.
    NodeRed,
    /// State machines for AWS Step Functions.
    StepFunctions,
    /// Resources of a Dialogflow CX agent.
    DialogflowCx,
    /// A Tiledesk chatbot.
    Tiledesk,
    /// Files of a Rasa assistant.
    Rasa,
    /// Arazzo workflows over OpenAPI documents.
    Arazzo,
}

impl Target {
    /// Every target, in the order of a menu.
    pub const ALL: &'static [Self] = &[
        Self::Json,
        Self::BotFramework,
        Self::CopilotStudio,
        Self::OpenApi,
        Self::OpenApi30,
        Self::Tools,
        Self::Postman,
        Self::Curl,
        Self::NodeRed,
        Self::StepFunctions,
        Self::DialogflowCx,
        Self::Tiledesk,
        Self::Rasa,
        Self::Arazzo,
    ];

    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::BotFramework => "bot-framework",
            Self::CopilotStudio => "copilot-studio",
            Self::OpenApi => "openapi",
            Self::OpenApi30 => "openapi-3.0",
            Self::Tools => "tools",
            Self::Postman => "postman",
            Self::Curl => "curl",
            Self::NodeRed => "node-red",
            Self::StepFunctions => "step-functions",
            Self::DialogflowCx => "dialogflow-cx",
            Self::Tiledesk => "tiledesk",
            Self::Rasa => "rasa",
            Self::Arazzo => "arazzo",
        }
    }

    /// The name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Json => "Hookwright",
            Self::BotFramework => "Bot Framework",
            Self::CopilotStudio => "Copilot Studio",
            Self::OpenApi => "OpenAPI",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::Tools => "AI agents",
            Self::Postman => "Postman",
            Self::Curl => "cURL",
            Self::NodeRed => "Node-RED",
            Self::StepFunctions => "AWS Step Functions",
            Self::DialogflowCx => "Dialogflow CX",
            Self::Tiledesk => "Tiledesk",
            Self::Rasa => "Rasa",
            Self::Arazzo => "Arazzo",
        }
    }

    /// What it writes, and for whom, in a few words.
    pub fn description(self) -> &'static str {
        match self {
            Self::Json => "Our own document, for the library and the command line",
            Self::BotFramework => "Adaptive dialogs with their words, for Composer and the adaptive runtimes",
            Self::CopilotStudio => "A topic for every integration, ready for the code editor",
            Self::OpenApi => "A document of the calls for GPT actions and connectors",
            Self::OpenApi30 => "The same in the version that watsonx extensions read",
            Self::Tools => "Tool definitions of OpenAI, Anthropic and MCP",
            Self::Postman => "A collection with the calls, their variables and saved answers",
            Self::Curl => "A command for every call, for a terminal",
            Self::NodeRed => "A flow with a tab for each integration, which answers the bot’s request",
            Self::StepFunctions => "A state machine for each integration, and the connections with its keys",
            Self::DialogflowCx => "Webhooks, an intent and pages for an agent",
            Self::Tiledesk => "A chatbot with blocks for calls and replies",
            Self::Rasa => "Domain, rules and an action that reads the design",
            Self::Arazzo => "Workflows of the calls in their order, over OpenAPI documents",
        }
    }

    /// The kind of files, in two or three words: what stands under the name in a list.
    pub fn files(self) -> &'static str {
        match self {
            Self::Json => "For the library, JSON",
            Self::BotFramework => "Dialogs and replies",
            Self::CopilotStudio => "Topics, YAML",
            Self::OpenApi => "For connectors and actions",
            Self::OpenApi30 => "For watsonx extensions",
            Self::Tools => "Tool definitions, MCP",
            Self::Postman => "Collection",
            Self::Curl => "Commands",
            Self::NodeRed => "Flow",
            Self::StepFunctions => "State machines",
            Self::DialogflowCx => "Webhooks and pages",
            Self::Tiledesk => "Chatbot",
            Self::Rasa => "Domain, rules and action",
            Self::Arazzo => "Workflows over OpenAPI",
        }
    }

    /// The target whose files a platform loads; none where we know no dependable way by files.
    pub fn of(platform: Platform) -> Option<Self> {
        Some(match platform {
            Platform::BotFramework => Self::BotFramework,
            Platform::CopilotStudio => Self::CopilotStudio,
            Platform::DialogflowCx => Self::DialogflowCx,
            Platform::NodeRed => Self::NodeRed,
            Platform::Rasa => Self::Rasa,
            Platform::StepFunctions => Self::StepFunctions,
            Platform::Tiledesk => Self::Tiledesk,
            // An extension is made from a description of the calls.
            Platform::WatsonxAssistant => Self::OpenApi30,
            Platform::Chatwoot
            | Platform::Kairon
            | Platform::TwilioStudio
            | Platform::Typebot
            | Platform::Vapi
            | Platform::Zendesk => return None,
        })
    }

    /// The one platform that it is for; none where many programs read the files.
    pub fn platform(self) -> Option<Platform> {
        let is_for = |platform: &Platform| Self::of(*platform) == Some(self);
        Platform::ALL.into_iter().find(is_for).filter(|_| self != Self::OpenApi)
    }

    /// The target of that word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.id() == id)
    }
}
