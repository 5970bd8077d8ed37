//! What a design can use, and a target can keep, emulate or lose.

use crate::model::Place;

/// One thing that a design uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// What kind of thing.
    pub kind: FeatureKind,
    /// Which one of its kind, for targets that treat them differently: an outcome's id, a format's or an output's name, a
    /// secret's name; empty where there is one alone.
    pub name: String,
    /// What it is, in a few words.
    pub subject: String,
    /// How it was designed, in a few words.
    pub detail: String,
    /// The field.
    pub place: Place,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal,)*) => {
        /// Every kind of thing that a design can use.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FeatureKind { $($(#[$doc])* $name,)* }

        impl FeatureKind {
            /// Every kind, in the order of the design.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Stable name, the code of its lines.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

kinds! {
    /// Intent and sample phrases.
    Trigger "trigger",
    /// When an AI agent should use it.
    UsageHint "usage_hint",
    /// A write, or something that cannot be taken back.
    Risk "risk",
    /// A value from the conversation, by its source.
    Input "input",
    /// An input's value of another kind than text is read and checked before anything is sent.
    InputKind "input_kind",
    /// What is asked when an input is missing.
    InputQuestion "input_question",
    /// Only certain values of an input are accepted.
    InputChoices "input_choices",
    /// Only texts of a certain form are accepted.
    InputPattern "input_pattern",
    /// The question before a write.
    Confirmation "confirmation",
    /// The message while a call runs.
    Waiting "waiting",
    /// More than one call.
    SeveralCalls "several_calls",
    /// Method and address of a call.
    Request "request",
    /// A value in the path of an address, encoded there.
    ValueInPath "value_in_path",
    /// Query parameters.
    Query "query",
    /// A parameter, header, field or value that is left out when it is not known.
    OptionalParameter "optional_parameter",
    /// Headers.
    Headers "headers",
    /// Cookies.
    Cookies "cookies",
    /// A JSON body.
    JsonBody "json_body",
    /// A form.
    FormBody "form_body",
    /// Plain text or XML.
    TextBody "text_body",
    /// The contract of the body that is sent.
    BodyContract "body_contract",
    /// Proof of who we are. Protects: blocked unless a target speaks of it.
    Authentication "authentication",
    /// A secret inside a path, query, header or body. Protects.
    SecretInText "secret_in_text",
    /// Further certificate authorities.
    FurtherAuthorities "further_authorities",
    /// Hosts whose certificate is not checked.
    UncheckedCertificate "unchecked_certificate",
    /// An address without encryption, not on this computer. Always blocked.
    PlainHttp "plain_http",
    /// An address on this computer.
    LocalAddress "local_address",
    /// How long a call may take.
    TimeLimit "time_limit",
    /// Limits for connecting and for silence.
    FineLimits "fine_limits",
    /// Trying again.
    Retries "retries",
    /// The largest answer that is read.
    LargestAnswer "largest_answer",
    /// Redirects are followed to the same system alone, everywhere, or not at all.
    Redirects "redirects",
    /// The header that makes a repeated write harmless.
    IdempotencyHeader "idempotency_header",
    /// Which statuses count as success.
    SuccessStatuses "success_statuses",
    /// Which answers with such a status do.
    SuccessRule "success_rule",
    /// The contract of the answer.
    Contract "contract",
    /// A value taken from the answer by names and positions.
    Output "output",
    /// A value taken from the answer by a search.
    SearchPath "search_path",
    /// A value of another kind than text, checked.
    OutputKind "output_kind",
    /// A value without which the answer is malformed.
    RequiredOutput "required_output",
    /// What stands in for a missing value of the answer.
    DefaultValue "default_value",
    /// An outcome of the analyst's own: its rule.
    OwnOutcome "own_outcome",
    /// A standard outcome.
    StandardOutcome "standard_outcome",
    /// The reply for everything else, and when a value is missing.
    Fallback "fallback",
    /// A format in a message or request.
    Format "format",
    /// Buttons with answers.
    QuickReplies "quick_replies",
    /// A card.
    Card "card",
    /// A line for each item of a list.
    List "list",
    /// Facts stored in the conversation.
    Remember "remember",
    /// Passing the customer to a person.
    Handoff "handoff",
    /// Replies in other languages.
    OtherLanguages "other_languages",
    /// Other messages for other channels.
    OtherChannels "other_channels",
    /// Personal data is masked wherever a run is shown.
    Privacy "privacy",
    /// Saved answers and scenarios.
    Tests "tests",
}

impl FeatureKind {
    /// Whether its loss can hurt security: undeclared, it is blocked and not only lost.
    pub fn protects(self) -> bool {
        matches!(self, Self::Authentication | Self::SecretInText | Self::PlainHttp)
    }

    /// The code that is acknowledged when it is blocked without a target's word: `authentication_dropped`.
    pub(super) fn blocked_code(self) -> String {
        match self {
            Self::PlainHttp => self.code().to_owned(),
            other => format!("{}_dropped", other.code()),
        }
    }
}
