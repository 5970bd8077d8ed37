//! What each field of the file is called, and how its value is read.

use crate::model::Part;

/// How a value is read.
pub(super) enum Kind {
    /// As it is.
    Plain,
    /// A text with chips.
    Text,
    /// A length of time.
    Milliseconds,
    /// A size.
    Bytes,
    /// A word of the file: `not_found` is read “not found”.
    Word,
    /// The id of a connection.
    Connection,
    /// A text in each language.
    Localized,
    /// A record.
    Record(&'static [Field]),
    /// Things that are known by an id or a name.
    Items(&'static Items),
    /// What the bot says, in order.
    Messages,
    /// Replies by outcome.
    Replies,
    /// One reply.
    Reply,
    /// Quick replies or buttons, each called so.
    Buttons(&'static str),
    /// A map by name, each called so.
    Named(&'static Kind, &'static str),
    /// A tree of any shape.
    Json,
}

/// A field of a record.
pub(super) struct Field {
    pub key: &'static str,
    /// Empty: what is inside is called as the record itself.
    pub words: &'static str,
    pub kind: Kind,
}

/// Things in a list that are known by an id or a name.
pub(super) struct Items {
    /// The field that a thing is known by.
    pub key: &'static str,
    /// The field with its name on the screen.
    pub title: &'static str,
    /// What one is called.
    pub noun: &'static str,
    /// Its place in the project.
    pub part: fn(String) -> Part,
    pub fields: &'static [Field],
}

const fn field(key: &'static str, words: &'static str, kind: Kind) -> Field {
    Field { key, words, kind }
}

/// The project without its integrations.
pub(super) const PROJECT: &[Field] = &[
    field("format", "Format", Kind::Plain),
    field("name", "Name", Kind::Plain),
    field("description", "Description", Kind::Plain),
    field("languages", "Languages", Kind::Plain),
    field("channels", "Channels", Kind::Plain),
    field("time_zone", "Time zone", Kind::Plain),
    field("environments", "", Kind::Items(&ENVIRONMENTS)),
    field("context", "", Kind::Items(&FACTS)),
    field("secrets", "", Kind::Items(&SECRETS)),
    field("connections", "", Kind::Items(&CONNECTIONS)),
    field("notes", "Notes", Kind::Plain),
];

static ENVIRONMENTS: Items = Items {
    key: "id",
    title: "name",
    noun: "environment",
    part: Part::Environment,
    fields: &[field("name", "Name", Kind::Plain), field("stage", "Stage", Kind::Word)],
};

static FACTS: Items = Items {
    key: "name",
    title: "label",
    noun: "customer fact",
    part: Part::Context,
    fields: &[
        field("label", "Name on the screen", Kind::Plain),
        field("type", "Kind", Kind::Word),
        field("example", "Example", Kind::Plain),
        field("privacy", "Privacy class", Kind::Word),
        field("description", "Description", Kind::Plain),
    ],
};

static SECRETS: Items = Items {
    key: "name",
    title: "name",
    noun: "secret",
    part: Part::Secret,
    fields: &[field("description", "Description", Kind::Plain), field("hosts", "Hosts", Kind::Plain)],
};

static CONNECTIONS: Items = Items {
    key: "id",
    title: "name",
    noun: "connection",
    part: Part::Connection,
    fields: &[
        field("name", "Name", Kind::Plain),
        field("description", "Description", Kind::Plain),
        field("base_urls", "Address", Kind::Named(&Kind::Plain, "in the environment")),
        field(
            "authentication",
            "Proof of who we are",
            Kind::Record(&[
                field("kind", "", Kind::Word),
                field("secret", "Secret", Kind::Plain),
                field("place", "Place of the key", Kind::Word),
                field("name", "Name of the key", Kind::Plain),
                field("user", "User", Kind::Plain),
                field("token_url", "Address of the sign-in", Kind::Plain),
            ]),
        ),
        field("headers", "", Kind::Items(&HEADERS)),
        field(
            "tls",
            "Certificates",
            Kind::Record(&[
                field("extra_authorities", "Own authorities", Kind::Plain),
                field("unverified_hosts", "Hosts without verification", Kind::Plain),
            ]),
        ),
    ],
};

/// The integrations.
pub(super) static INTEGRATIONS: Items = Items {
    key: "id",
    title: "name",
    noun: "integration",
    part: |_| Part::Whole,
    fields: &[
        field("name", "Name", Kind::Plain),
        field(
            "trigger",
            "",
            Kind::Record(&[
                field("intent", "Intent", Kind::Plain),
                field("phrases", "Sample phrases", Kind::Json),
                field("usage_hint", "Hint for AI agents", Kind::Plain),
                field("risk", "Risk", Kind::Word),
            ]),
        ),
        field("inputs", "", Kind::Items(&INPUTS)),
        field(
            "confirmation",
            "the question before a change",
            Kind::Record(&[
                field("ask", "Words", Kind::Localized),
                field("yes", "Answer that goes on", Kind::Localized),
                field("no", "Answer that stops", Kind::Localized),
                field("declined", "Words after a no", Kind::Localized),
            ]),
        ),
        field(
            "waiting",
            "the waiting message",
            Kind::Record(&[
                field("after_ms", "Moment", Kind::Milliseconds),
                field("text", "Words", Kind::Localized),
            ]),
        ),
        field("calls", "", Kind::Items(&CALLS)),
        field("outcomes", "", Kind::Items(&OUTCOMES)),
        field("outcome_names", "", Kind::Named(&Kind::Plain, "name of the outcome")),
        field("replies", "", Kind::Replies),
        field("fallback", "", Kind::Reply),
        field("samples", "", Kind::Items(&SAMPLES)),
        field("scenarios", "", Kind::Items(&SCENARIOS)),
        field("notes", "Notes", Kind::Plain),
    ],
};

static INPUTS: Items = Items {
    key: "name",
    title: "label",
    noun: "input",
    part: Part::Input,
    fields: &[
        field("label", "Name on the screen", Kind::Plain),
        field("type", "Kind", Kind::Word),
        field("required", "Whether it is needed", Kind::Plain),
        field(
            "source",
            "Source",
            Kind::Record(&[
                field("from", "", Kind::Word),
                field("name", "Fact", Kind::Plain),
                field("value", "Value", Kind::Plain),
                field("text", "Text", Kind::Text),
            ]),
        ),
        field("ask", "Question to the customer", Kind::Localized),
        field("allowed", "Allowed values", Kind::Plain),
        field("pattern", "Pattern", Kind::Plain),
        field("example", "Example", Kind::Plain),
    ],
};

static CALLS: Items = Items {
    key: "id",
    title: "id",
    noun: "call",
    part: Part::Call,
    fields: &[
        field("connection", "System", Kind::Connection),
        field("method", "Method", Kind::Plain),
        field("path", "Path", Kind::Text),
        field("query", "", Kind::Items(&QUERY)),
        field("headers", "", Kind::Items(&HEADERS)),
        field("cookies", "", Kind::Items(&COOKIES)),
        field("body", "Body", Kind::Json),
        field(
            "policy",
            "",
            Kind::Record(&[
                field("time_limit_ms", "Time limit", Kind::Milliseconds),
                field("connect_limit_ms", "Time limit for connecting", Kind::Milliseconds),
                field("idle_limit_ms", "Time limit of a pause", Kind::Milliseconds),
                field(
                    "retries",
                    "Repetition",
                    Kind::Record(&[
                        field("count", "Number of times", Kind::Plain),
                        field("backoff_ms", "Pause", Kind::Milliseconds),
                        field("on", "Reasons", Kind::Plain),
                    ]),
                ),
                field("largest_response_bytes", "Largest answer", Kind::Bytes),
                field("redirects", "Redirects", Kind::Word),
                field("idempotency_header", "Header against doing it twice", Kind::Plain),
            ]),
        ),
        field(
            "success",
            "Success",
            Kind::Record(&[field("statuses", "Codes", Kind::Plain), field("rule", "Condition", Kind::Json)]),
        ),
        field("response_schema", "Contract of the answer", Kind::Json),
        field("outputs", "", Kind::Items(&OUTPUTS)),
    ],
};

static QUERY: Items = parameter("parameter");
static HEADERS: Items = parameter("header");
static COOKIES: Items = parameter("cookie");

const fn parameter(noun: &'static str) -> Items {
    Items { key: "name", title: "name", noun, part: |_| Part::Whole, fields: PARAMETER }
}

const PARAMETER: &[Field] =
    &[field("value", "", Kind::Text), field("optional", "Whether it may be left out", Kind::Plain)];

static OUTPUTS: Items = Items {
    key: "name",
    title: "label",
    noun: "value from the answer",
    part: Part::Output,
    fields: &[
        field("label", "Name on the screen", Kind::Plain),
        field("path", "Path", Kind::Plain),
        field("type", "Kind", Kind::Word),
        field("required", "Whether it is needed", Kind::Plain),
        field("default", "Value when it is missing", Kind::Plain),
        field("format", "Way of showing", Kind::Plain),
        field("privacy", "Privacy class", Kind::Word),
    ],
};

static OUTCOMES: Items = Items {
    key: "id",
    title: "name",
    noun: "meaning",
    part: Part::Outcome,
    fields: &[field("name", "Name", Kind::Plain), field("when", "Condition", Kind::Json)],
};

static SAMPLES: Items = Items {
    key: "id",
    title: "name",
    noun: "sample",
    part: Part::Sample,
    fields: &[
        field("name", "Name", Kind::Plain),
        field("call", "Call", Kind::Plain),
        field("status", "Code", Kind::Plain),
        field("headers", "Headers", Kind::Plain),
        field("body", "Body", Kind::Json),
    ],
};

static SCENARIOS: Items = Items {
    key: "name",
    title: "name",
    noun: "scenario",
    part: Part::Scenario,
    fields: &[
        field("context", "Facts", Kind::Json),
        field("message", "What the customer writes", Kind::Plain),
        field("language", "Language", Kind::Plain),
        field("channel", "Channel", Kind::Word),
        field("answers", "What comes back", Kind::Plain),
        field("expect", "What must follow", Kind::Json),
    ],
};

/// A reply.
pub(super) const REPLY: &[Field] = &[
    field("messages", "", Kind::Messages),
    field("channels", "", Kind::Named(&Kind::Messages, "on")),
    field("remember", "what is remembered", Kind::Plain),
    field(
        "handoff",
        "passing to a person",
        Kind::Record(&[
            field("queue", "queue", Kind::Plain),
            field("context", "facts that travel along", Kind::Plain),
            field("note", "note", Kind::Localized),
        ]),
    ),
];
