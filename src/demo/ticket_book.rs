//! The tickets opened since the server started, and how one is written.

use std::collections::HashMap;

use serde_json::{Value, json};

/// The priorities a ticket can have; `normal` when none is named.
pub(super) const PRIORITIES: [&str; 3] = ["low", "normal", "high"];

/// A ticket as the service describes one, for the faults.
pub(super) const EXAMPLE: &str = r#"{"id":"T-5000","status":"open","created_at":"2026-03-16T09:30:00Z","queue":"Customer service","priority":"normal"}"#;

/// The number of the first ticket.
const FIRST: usize = 5001;

/// When every ticket was opened (RFC 3339): fixed, so that answers can be compared.
const CREATED_AT: &str = "2026-03-16T09:30:00Z";

/// What the customer wrote, checked.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) subject: String,
    pub(super) message: String,
    pub(super) email: String,
    pub(super) priority: String,
}

#[derive(Debug)]
pub(super) struct Ticket {
    /// `T-5001`, counting up for each server.
    pub(super) id: String,
    draft: Draft,
}

/// All tickets, in the order in which they were opened.
#[derive(Debug, Default)]
pub(super) struct TicketBook {
    tickets: Vec<Ticket>,
    /// Which `Idempotency-Key` opened which ticket, as its place in `tickets`.
    keys: HashMap<Vec<u8>, usize>,
}

/// Whether a request opened its ticket or repeated an earlier one.
pub(super) enum Opened<'a> {
    Now(&'a Ticket),
    Before(&'a Ticket),
}

impl TicketBook {
    pub(super) fn open(&mut self, draft: Draft, key: Option<&[u8]>) -> Opened<'_> {
        if let Some(&place) = key.and_then(|key| self.keys.get(key)) {
            return Opened::Before(&self.tickets[place]);
        }
        let place = self.tickets.len();
        if let Some(key) = key {
            self.keys.insert(key.to_owned(), place);
        }
        self.tickets.push(Ticket { id: format!("T-{}", FIRST + place), draft });
        Opened::Now(&self.tickets[place])
    }

    pub(super) fn find(&self, id: &str) -> Option<&Ticket> {
        self.tickets.iter().find(|ticket| ticket.id == id)
    }
}

impl Ticket {
    /// What the service says when the ticket is opened.
    pub(super) fn receipt(&self) -> Value {
        json!({
            "id": self.id,
            "status": "open",
            "created_at": CREATED_AT,
            "queue": "Customer service",
            "priority": self.draft.priority,
        })
    }

    /// The receipt and what the customer wrote.
    pub(super) fn whole(&self) -> Value {
        let mut ticket = self.receipt();
        ticket["subject"] = json!(self.draft.subject);
        ticket["message"] = json!(self.draft.message);
        ticket["email"] = json!(self.draft.email);
        ticket
    }
}
