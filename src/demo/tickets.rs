//! The tickets: opens a ticket for customer service, and shows one.

use std::sync::{Mutex, MutexGuard, PoisonError};

use hyper::{
    Request, StatusCode,
    body::Bytes,
    header::{HeaderValue, LOCATION},
};
use serde_json::{Map, Value, json as value};

use super::{
    answer::{Answer, Reaction, error, json},
    misbehaviour::{Fault, Usual},
    ticket_book::{Draft, EXAMPLE, Opened, PRIORITIES, Ticket, TicketBook},
};

/// The ticket service; the only one of the three that remembers anything.
#[derive(Debug, Default)]
pub(super) struct Tickets {
    book: Mutex<TicketBook>,
}

impl Tickets {
    /// Opens a ticket (201), or shows the one that an earlier request with the same `Idempotency-Key` opened
    /// (200), whatever this request says.
    pub(super) fn open(&self, request: &Request<Bytes>) -> Reaction {
        let Ok(Value::Object(body)) = serde_json::from_slice(request.body()) else {
            return error(StatusCode::BAD_REQUEST, "bad_request", "The body must be a JSON object").into();
        };
        let draft = match draft(&body) {
            Ok(draft) => draft,
            Err(fields) => return invalid(&fields).into(),
        };
        if let Some(fault) = Fault::of_customer(&draft.email) {
            return fault.react(&Usual { full: EXAMPLE, empty: "" });
        }
        let key = request.headers().get("idempotency-key").map(HeaderValue::as_bytes);
        match self.book().open(draft, key) {
            Opened::Now(ticket) => receipt(StatusCode::CREATED, ticket).into(),
            Opened::Before(ticket) => receipt(StatusCode::OK, ticket).into(),
        }
    }

    /// Shows a ticket with everything the customer wrote, or 404.
    pub(super) fn show(&self, id: &str) -> Reaction {
        match self.book().find(id) {
            Some(ticket) => json(StatusCode::OK, ticket.whole().to_string()).into(),
            None => error(StatusCode::NOT_FOUND, "not_found", "No ticket has this number").into(),
        }
    }

    /// A panic while the book was held leaves a whole book behind: a ticket is added in one step.
    fn book(&self) -> MutexGuard<'_, TicketBook> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The ticket that the body asks for, or what is wrong with which field.
fn draft(body: &Map<String, Value>) -> Result<Draft, Map<String, Value>> {
    let mut wrong = Map::new();
    let mut text = |field: &str, fits: &dyn Fn(&str) -> bool, rule: &str| {
        let text = body.get(field).and_then(Value::as_str).filter(|text| fits(text));
        if text.is_none() {
            wrong.insert(field.to_owned(), rule.into());
        }
        text.unwrap_or_default().to_owned()
    };
    let written = |text: &str| !text.trim().is_empty();
    let draft = Draft {
        subject: text("subject", &written, "Must be a text that is not empty"),
        message: text("message", &written, "Must be a text that is not empty"),
        email: text("email", &|email| email.contains('@'), "Must be a text with an `@`"),
        priority: match body.get("priority") {
            None => "normal".to_owned(),
            Some(_) => {
                text("priority", &|name| PRIORITIES.contains(&name), "Must be `low`, `normal` or `high`")
            }
        },
    };
    if wrong.is_empty() { Ok(draft) } else { Err(wrong) }
}

/// 422 (RFC 9110): understood, but not acceptable.
fn invalid(fields: &Map<String, Value>) -> Answer {
    let message = "Some fields are missing or not as they must be";
    let body = value!({ "error": "invalid", "message": message, "fields": fields });
    json(StatusCode::UNPROCESSABLE_ENTITY, body.to_string())
}

fn receipt(status: StatusCode, ticket: &Ticket) -> Answer {
    let mut answer = json(status, ticket.receipt().to_string());
    if let Ok(location) = HeaderValue::try_from(format!("/tickets/tickets/{}", ticket.id)) {
        answer.headers_mut().insert(LOCATION, location);
    }
    answer
}
