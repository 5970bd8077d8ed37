//! The customers who make the server misbehave, and what it does to them: the same in all three services.

use hyper::{
    StatusCode,
    header::{HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE},
};

use super::answer::{Answer, Reaction, error, json, with_type};

/// One way of misbehaving, chosen by the customer or order that a request is about.
#[derive(Debug)]
pub struct Misbehaviour {
    /// One word for it.
    pub name: &'static str,
    /// The customer who chooses it in the CRM and in tickets; only the part before the `@` counts.
    pub email: &'static str,
    /// The order number that chooses it.
    pub order: &'static str,
    /// What the server does, in one sentence.
    pub does: &'static str,
    fault: Fault,
}

/// Every way in which the server misbehaves.
pub const MISBEHAVIOURS: [Misbehaviour; 10] = [
    Misbehaviour {
        name: "slow",
        email: "slow@example.com",
        order: "A-9001",
        does: "Answers only after 60 seconds.",
        fault: Fault::Slow,
    },
    Misbehaviour {
        name: "down",
        email: "down@example.com",
        order: "A-9002",
        does: "Closes the connection without an answer.",
        fault: Fault::Down,
    },
    Misbehaviour {
        name: "malformed",
        email: "malformed@example.com",
        order: "A-9003",
        does: "Answers 200 with JSON that breaks off in the middle.",
        fault: Fault::Malformed,
    },
    Misbehaviour {
        name: "limited",
        email: "limited@example.com",
        order: "A-9004",
        does: "Answers 429 and asks to come back in 30 seconds.",
        fault: Fault::Limited,
    },
    Misbehaviour {
        name: "html",
        email: "html@example.com",
        order: "A-9005",
        does: "Answers 200 with a web page about maintenance instead of JSON.",
        fault: Fault::Html,
    },
    Misbehaviour {
        name: "broken",
        email: "broken@example.com",
        order: "A-9006",
        does: "Answers 500 with an error in JSON.",
        fault: Fault::Broken,
    },
    Misbehaviour {
        name: "empty",
        email: "empty@example.com",
        order: "A-9007",
        does: "Answers 200 with nothing in it: an empty list from the CRM, an order without items, no body from tickets.",
        fault: Fault::Empty,
    },
    Misbehaviour {
        name: "refused",
        email: "refused@example.com",
        order: "A-9008",
        does: "Answers 401 although the token is right.",
        fault: Fault::Refused,
    },
    Misbehaviour {
        name: "incomplete",
        email: "incomplete@example.com",
        order: "A-9009",
        does: "Answers 200 with an object in which every field is missing.",
        fault: Fault::Incomplete,
    },
    Misbehaviour {
        name: "maintenance",
        email: "maintenance@example.com",
        order: "A-9010",
        does: "Answers 503 and asks to come back in 120 seconds.",
        fault: Fault::Maintenance,
    },
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Slow,
    Down,
    Malformed,
    Limited,
    Html,
    Broken,
    Empty,
    Refused,
    Incomplete,
    Maintenance,
}

/// What a service would have said, for the faults that say it late, cut or empty.
pub(super) struct Usual {
    /// A complete answer, in ASCII so that it can be cut anywhere.
    pub(super) full: &'static str,
    /// The answer when there is nothing to say.
    pub(super) empty: &'static str,
}

impl Fault {
    /// The fault this customer makes, if any.
    pub(super) fn of_customer(email: &str) -> Option<Self> {
        let name = |email: &str| email.split('@').next().unwrap_or_default().to_ascii_lowercase();
        MISBEHAVIOURS.iter().find(|row| name(row.email) == name(email)).map(|row| row.fault)
    }

    /// The fault this order makes, if any.
    pub(super) fn of_order(number: &str) -> Option<Self> {
        MISBEHAVIOURS.iter().find(|row| row.order == number).map(|row| row.fault)
    }

    pub(super) fn react(self, usual: &Usual) -> Reaction {
        let full = usual.full;
        let answer = match self {
            Self::Slow => return Reaction::AnswerLate(json(StatusCode::OK, full)),
            Self::Down => return Reaction::HangUp,
            Self::Malformed => json(StatusCode::OK, full.get(..full.len() / 2).unwrap_or(full)),
            Self::Limited => {
                let message = "Too many requests, come back in 30 seconds";
                later(30, error(StatusCode::TOO_MANY_REQUESTS, "rate_limited", message))
            }
            Self::Html => with_type(StatusCode::OK, "text/html; charset=utf-8", MAINTENANCE_PAGE),
            Self::Broken => {
                error(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something broke inside the service")
            }
            Self::Empty => json(StatusCode::OK, usual.empty),
            Self::Refused => unauthorized("The token has been withdrawn"),
            Self::Incomplete => json(StatusCode::OK, "{}"),
            Self::Maintenance => {
                let message = "The service is being maintained, come back in 120 seconds";
                later(120, error(StatusCode::SERVICE_UNAVAILABLE, "maintenance", message))
            }
        };
        answer.into()
    }
}

/// 401 with the challenge that RFC 9110 asks for.
pub(super) fn unauthorized(message: &str) -> Answer {
    let mut answer = error(StatusCode::UNAUTHORIZED, "unauthorized", message);
    answer.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    answer
}

fn later(seconds: u16, mut answer: Answer) -> Answer {
    answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    answer
}

const MAINTENANCE_PAGE: &str = "<!doctype html>
<html lang=\"en\">
<head><title>Back soon</title></head>
<body><h1>Back soon</h1><p>We are working on this service tonight.</p></body>
</html>
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_both_of_its_keys() {
        for row in &MISBEHAVIOURS {
            assert_eq!(Fault::of_customer(row.email), Some(row.fault));
            assert_eq!(Fault::of_order(row.order), Some(row.fault));
            assert!(row.email.starts_with(row.name) && row.does.ends_with('.'), "{}", row.name);
        }
    }

    #[test]
    fn only_the_part_before_the_at_sign_counts() {
        assert_eq!(Fault::of_customer("Slow@shop.example"), Some(Fault::Slow));
        assert_eq!(Fault::of_customer("slower@example.com"), None);
        assert_eq!(Fault::of_customer("ana@example.com"), None);
        assert_eq!(Fault::of_order("A-1001"), None);
    }
}
