//! Where the exported project runs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A chatbot platform, with the time that it gives a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// Dialogflow CX.
    DialogflowCx,
    /// Microsoft Copilot Studio.
    CopilotStudio,
    /// Microsoft Bot Framework.
    BotFramework,
    /// IBM watsonx Assistant.
    WatsonxAssistant,
    /// Zendesk.
    Zendesk,
    /// Twilio Studio.
    TwilioStudio,
    /// Typebot.
    Typebot,
    /// Rasa.
    Rasa,
    /// kAIron.
    Kairon,
    /// Chatwoot.
    Chatwoot,
    /// Node-RED.
    NodeRed,
    /// Vapi.
    Vapi,
    /// Tiledesk.
    Tiledesk,
    /// AWS Step Functions.
    StepFunctions,
}

impl Platform {
    /// Every platform, in the order of a menu.
    pub const ALL: [Self; 14] = [
        Self::StepFunctions,
        Self::BotFramework,
        Self::Chatwoot,
        Self::CopilotStudio,
        Self::DialogflowCx,
        Self::Kairon,
        Self::NodeRed,
        Self::Rasa,
        Self::Tiledesk,
        Self::TwilioStudio,
        Self::Typebot,
        Self::Vapi,
        Self::WatsonxAssistant,
        Self::Zendesk,
    ];

    /// The name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::DialogflowCx => "Dialogflow CX",
            Self::CopilotStudio => "Copilot Studio",
            Self::BotFramework => "Bot Framework",
            Self::WatsonxAssistant => "watsonx Assistant",
            Self::Zendesk => "Zendesk",
            Self::TwilioStudio => "Twilio Studio",
            Self::Typebot => "Typebot",
            Self::Rasa => "Rasa",
            Self::Kairon => "kAIron",
            Self::Chatwoot => "Chatwoot",
            Self::NodeRed => "Node-RED",
            Self::Vapi => "Vapi",
            Self::Tiledesk => "Tiledesk",
            Self::StepFunctions => "AWS Step Functions",
        }
    }

    /// The longest that it waits for an answer, in milliseconds, as its documentation or its source says; the highest value where
    /// it can be set.
    pub fn time_limit_ms(self) -> u64 {
        match self {
            // A fixed limit for the HTTP request of a flow.
            Self::TwilioStudio => 10_000,
            // Direct Line gives up after 15 seconds, whatever the bot allows.
            Self::BotFramework => 15_000,
            // The longest that can be set for a webhook; 5 seconds unless set.
            Self::DialogflowCx => 30_000,
            // Unless an expression says otherwise.
            Self::CopilotStudio => 30_000,
            Self::WatsonxAssistant | Self::Zendesk | Self::Chatwoot => 30_000,
            // AWS ends an HTTP task after 60 seconds.
            Self::Kairon | Self::StepFunctions => 60_000,
            // Typebot: 10 seconds unless set. Node-RED: unless a message says otherwise.
            Self::Typebot | Self::NodeRed => 120_000,
            // The connector takes less than five minutes; 20 seconds unless set.
            Self::Tiledesk => 299_000,
            // The longest that can be set; Vapi takes 20 seconds unless set.
            Self::Rasa | Self::Vapi => 300_000,
        }
    }
}
