//! What a call is meant to do. A person chooses this, and method and risk follow, so that the two cannot disagree.

use crate::model::{Method, Risk};

/// What a call is meant to do: an HTTP method and what it does to data, chosen as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intention {
    /// Fetches what an address stands for.
    Fetch,
    /// Fetches, with what to look for in the body.
    FetchWithDetails,
    /// Creates something.
    Create,
    /// Changes part of something.
    Change,
    /// Replaces something as a whole.
    Replace,
    /// Deletes something.
    Delete,
}

impl Intention {
    /// In the order of the screen.
    pub const ALL: [Self; 6] =
        [Self::Fetch, Self::FetchWithDetails, Self::Create, Self::Change, Self::Replace, Self::Delete];

    /// The intention that a method has in an integration of this risk.
    pub fn of(method: Method, risk: Risk) -> Self {
        match (method, risk) {
            (Method::Get | Method::Head, _) => Self::Fetch,
            (Method::Post, Risk::Read) => Self::FetchWithDetails,
            (Method::Post, _) => Self::Create,
            (Method::Patch, _) => Self::Change,
            (Method::Put, _) => Self::Replace,
            (Method::Delete, _) => Self::Delete,
        }
    }

    /// The method that goes with it.
    pub fn method(self) -> Method {
        match self {
            Self::Fetch => Method::Get,
            Self::FetchWithDetails | Self::Create => Method::Post,
            Self::Change => Method::Patch,
            Self::Replace => Method::Put,
            Self::Delete => Method::Delete,
        }
    }

    /// What it does to data.
    pub fn risk(self) -> Risk {
        match self {
            Self::Fetch | Self::FetchWithDetails => Risk::Read,
            Self::Create | Self::Change | Self::Replace => Risk::Write,
            Self::Delete => Risk::Destructive,
        }
    }

    /// Whether it agrees with what the integration says it does to data.
    pub fn agrees_with(self, risk: Risk) -> bool {
        (self.risk() == Risk::Read) == (risk == Risk::Read)
    }

    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Fetch => "Fetch",
            Self::FetchWithDetails => "Fetch with details",
            Self::Create => "Create",
            Self::Change => "Change",
            Self::Replace => "Replace",
            Self::Delete => "Delete",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn method_and_risk_lead_back_to_the_intention() {
        for intention in Intention::ALL {
            assert_eq!(Intention::of(intention.method(), intention.risk()), intention);
            assert!(intention.agrees_with(intention.risk()));
        }
        assert!(!Intention::Fetch.agrees_with(Risk::Write));
        assert!(Intention::Create.agrees_with(Risk::Destructive), "a payment cannot be taken back");
    }
}
