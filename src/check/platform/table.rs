//! The table of platforms and their limits.
//!
//! A limit stands here when the platform's own documentation, schema or source says so. What nobody could read is left out: an
//! unknown limit is no finding. Where we have an export for the platform, the limits are those of what it makes there.

use super::limit::BodyKind::{FlatRecord, Form, Json, Record, Text};
use super::limit::Limit::{
    self, Answer, Bodies, ButtonsSayThemselves, CertificatesUnchecked, FixedTimeLimit, Formats, Hint,
    HttpsOnly, Integrations, KeyFollowsRedirects, ListLines, Methods, Name, NoAlternatives, NoDeepSearch,
    NoHeaders, NoPatterns, NoRetries, NoSearch, NoSecretInText, NoTimeLimit, NoValueInAddress, NoWaiting,
    NotThisComputer, OwnAuthorities, OwnWords, Proofs, PublicAddresses, ReadableKeys, TextLength, TextOnly,
    Untold,
};
use super::limit::Proof::{self, Basic, Bearer, KeyInAddress, KeyInCookie, KeyInHeader, SignIn, Signature};
use crate::model::Method::{self, Delete, Get, Patch, Post, Put};
use crate::model::Platform;
use crate::model::StandardOutcome::{
    self, BadInput, NotFound, RateLimited, ServerError, Timeout, Unauthorized, Unreachable,
};

/// The limits of a platform, apart from its time limit ([`Platform::time_limit_ms`]).
pub fn platform_limits(platform: Platform) -> &'static [Limit] {
    match platform {
        Platform::BotFramework => BOT_FRAMEWORK,
        Platform::Chatwoot => CHATWOOT,
        Platform::CopilotStudio => COPILOT_STUDIO,
        Platform::DialogflowCx => DIALOGFLOW_CX,
        Platform::Kairon => KAIRON,
        Platform::NodeRed => NODE_RED,
        Platform::Rasa => RASA,
        Platform::StepFunctions => STEP_FUNCTIONS,
        Platform::Tiledesk => TILEDESK,
        Platform::TwilioStudio => TWILIO_STUDIO,
        Platform::Typebot => TYPEBOT,
        Platform::Vapi => VAPI,
        Platform::WatsonxAssistant => WATSONX_ASSISTANT,
        Platform::Zendesk => ZENDESK,
    }
}

/// Keys and tokens that are a header, a parameter or a cookie.
const TEXTS: &[Proof] = &[KeyInHeader, KeyInAddress, KeyInCookie, Basic, Bearer];
const ALL_BUT_HEAD: &[Method] = &[Get, Post, Put, Patch, Delete];
const FAILURES: &[StandardOutcome] =
    &[NotFound, BadInput, Unauthorized, RateLimited, ServerError, Timeout, Unreachable];
/// Every format but `relative`, for which no platform has words.
const ALL_BUT_RELATIVE: &[&str] = &[
    "default",
    "date",
    "time",
    "datetime",
    "number",
    "money",
    "percent",
    "list",
    "plural",
    "upper",
    "lower",
    "capitalize",
    "trim",
    "yesno",
    "truncate",
];

/// The source of `Microsoft.HttpRequest`, botbuilder 4.23.
const BOT_FRAMEWORK: &[Limit] = &[
    Proofs(TEXTS),
    OwnAuthorities,
    KeyFollowsRedirects,
    NoRetries,
    NoTimeLimit,
    NoDeepSearch,
    // Nothing gives up, so nothing is ever slow.
    Untold(&[Timeout]),
    Formats(ALL_BUT_RELATIVE),
];

/// The source of Captain's custom tools: its HTTP client, its model, its guard against requests to the own network.
const CHATWOOT: &[Limit] = &[
    NotThisComputer,
    PublicAddresses,
    Methods(&[Get, Post]),
    Proofs(&[KeyInHeader, KeyInAddress, Basic, Bearer]),
    OwnAuthorities,
    Answer(2_000_000),
    NoRetries,
    FixedTimeLimit,
    OwnWords,
    Name(64),
    Integrations(15),
];

/// Microsoft's schema of topics; what the declarative engine does.
const COPILOT_STUDIO: &[Limit] = &[
    NotThisComputer,
    Methods(ALL_BUT_HEAD),
    Proofs(&[KeyInHeader, KeyInAddress, KeyInCookie, Bearer]),
    OwnAuthorities,
    KeyFollowsRedirects,
    NoRetries,
    NoDeepSearch,
    // A call that is cut off says no status.
    Untold(&[Timeout]),
    Formats(ALL_BUT_RELATIVE),
];

/// Google's proto types and their comments; the limits of webhooks in its documentation.
const DIALOGFLOW_CX: &[Limit] = &[
    HttpsOnly,
    NotThisComputer,
    Proofs(&[KeyInHeader, KeyInCookie, Basic, Bearer, SignIn]),
    NoSecretInText,
    OwnAuthorities,
    Bodies(&[Json, Text]),
    NoValueInAddress,
    Answer(65_536),
    NoRetries,
    NoSearch,
    NoPatterns,
    ListLines(20),
    ButtonsSayThemselves,
    Formats(&["default", "date", "time", "datetime", "list", "upper", "lower", "yesno"]),
    Hint(140),
];

/// The source of its HTTP action: four methods, a fixed sentence for every failure, no setting for time.
const KAIRON: &[Limit] = &[
    Methods(&[Get, Post, Put, Delete]),
    Bodies(&[FlatRecord, Form]),
    NoRetries,
    FixedTimeLimit,
    Untold(FAILURES),
    NoWaiting,
];

/// Node-RED 4.1, its HTTP request node, and JSONata.
const NODE_RED: &[Limit] = &[Proofs(TEXTS), OwnAuthorities, NoWaiting, Formats(ALL_BUT_RELATIVE)];

/// The action that we write for rasa-sdk 3.21.
const RASA: &[Limit] = &[Proofs(TEXTS), Formats(ALL_BUT_RELATIVE)];

/// AWS, *Call HTTPS APIs in Step Functions workflows* and *EventBridge connections*.
const STEP_FUNCTIONS: &[Limit] = &[
    HttpsOnly,
    NotThisComputer,
    Proofs(&[KeyInHeader, Basic, Bearer, SignIn]),
    NoSecretInText,
    OwnAuthorities,
    Bodies(&[Json, Form]),
    Answer(262_144),
    NoWaiting,
    Formats(ALL_BUT_RELATIVE),
];

/// The source of its connector, 2.0.46.
const TILEDESK: &[Limit] = &[
    Proofs(TEXTS),
    ReadableKeys,
    CertificatesUnchecked,
    OwnAuthorities,
    Answer(10_000_000),
    NoRetries,
    NoSearch,
    ButtonsSayThemselves,
    Formats(ALL_BUT_RELATIVE),
];

/// Twilio, *Make HTTP Request* and *Send Message*; public flow files.
const TWILIO_STUDIO: &[Limit] = &[
    NotThisComputer,
    Methods(&[Get, Post]),
    NoHeaders,
    Proofs(&[Basic]),
    ReadableKeys,
    OwnAuthorities,
    Answer(65_536),
    NoRetries,
    FixedTimeLimit,
    Untold(FAILURES),
    ListLines(15),
    TextOnly,
    TextLength(1_600),
];

/// Typebot's schema and the source of its HTTP request block, version 6.1.
const TYPEBOT: &[Limit] = &[
    NotThisComputer,
    PublicAddresses,
    Proofs(TEXTS),
    ReadableKeys,
    OwnAuthorities,
    NoRetries,
    // A network failure is a 500 there.
    Untold(&[Unreachable]),
    ListLines(0),
];

/// Vapi, tools of the kind *API request*.
const VAPI: &[Limit] = &[NotThisComputer, Methods(ALL_BUT_HEAD), OwnWords, Name(40)];

/// IBM, *Building a custom extension*; its starter kit.
const WATSONX_ASSISTANT: &[Limit] = &[
    NotThisComputer,
    Methods(ALL_BUT_HEAD),
    Proofs(&[KeyInHeader, KeyInAddress, KeyInCookie, Basic, Bearer, SignIn]),
    Bodies(&[Record]),
    Answer(100_000),
    NoRetries,
    FixedTimeLimit,
    NoAlternatives,
];

/// Zendesk, *Make API call* step. Its grants of OAuth and its signing could not be read.
const ZENDESK: &[Limit] = &[
    NotThisComputer,
    Proofs(&[KeyInHeader, KeyInAddress, KeyInCookie, Basic, Bearer, SignIn, Signature]),
    FixedTimeLimit,
];
