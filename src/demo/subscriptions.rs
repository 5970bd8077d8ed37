//! The customers whom the CRM knows, with their answers as they go over the wire.
//!
//! The answers are texts and not values, so that what a program may get wrong stays in them to the last digit:
//! customer numbers are larger than 2^53, the end of what a JavaScript number holds.

/// A subscription that is active: the answer of the story.
pub(super) const ANA: &str =
    r#"{"status":"active","renews_on":"2026-03-30","plan":"Basic","customer_id":9007199254740993123}"#;

/// E-mail and answer. Leo's renewal was due and did not come; Kim's status is one that the story has no rule for;
/// Mia's subscription never ends.
pub(super) const SUBSCRIPTIONS: [(&str, &str); 4] = [
    ("ana@example.com", ANA),
    (
        "leo@example.com",
        r#"{"status":"expired","renews_on":"2026-02-28","plan":"Plus","customer_id":9007199254740993124,"ended_on":"2026-02-28"}"#,
    ),
    (
        "kim@example.com",
        r#"{"status":"paused","renews_on":"2026-05-01","plan":"Basic","customer_id":9007199254740993125}"#,
    ),
    (
        "mia@example.com",
        r#"{"status":"active","renews_on":null,"plan":"Lifetime","customer_id":9007199254740993126}"#,
    ),
];
