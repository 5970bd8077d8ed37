//! The routes of the demo server, and which of them a path means.

use percent_encoding::percent_decode_str;

/// One method on one path.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) method: &'static str,
    /// Segments after slashes; a segment in braces stands for any one segment.
    pub(super) path: &'static str,
    /// What it does, in one sentence.
    pub(super) does: &'static str,
    pub(super) access: Access,
    pub(super) endpoint: Endpoint,
}

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Anybody,
    /// With `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// With `Authorization: Bearer` or `X-Api-Key`.
    BearerOrKey,
}

/// What answers a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    Overview,
    LookUpSubscription,
    ShowOrder,
    OpenTicket,
    ShowTicket,
}

pub(super) const ROUTES: [Route; 5] = [
    Route {
        method: "GET",
        path: "/",
        does: "Shows this page; needs no token.",
        access: Access::Anybody,
        endpoint: Endpoint::Overview,
    },
    Route {
        method: "POST",
        path: "/crm/subscriptions/lookup",
        does: "Looks up a subscription: {\"email\": \"ana@example.com\"} (active), leo@ (expired), kim@ (paused), mia@ (no end).",
        access: Access::Bearer,
        endpoint: Endpoint::LookUpSubscription,
    },
    Route {
        method: "GET",
        path: "/orders/orders/{number}",
        does: "Shows an order: A-1001 (shipped), A-1002 (open), A-1003 (delivered), A-1004 (cancelled), A-2000 (no items).",
        access: Access::BearerOrKey,
        endpoint: Endpoint::ShowOrder,
    },
    Route {
        method: "POST",
        path: "/tickets/tickets",
        does: "Opens a ticket: {\"subject\", \"message\", \"email\", \"priority\": low, normal or high; optional}.",
        access: Access::Bearer,
        endpoint: Endpoint::OpenTicket,
    },
    Route {
        method: "GET",
        path: "/tickets/tickets/{id}",
        does: "Shows a ticket that was opened since the server started.",
        access: Access::Bearer,
        endpoint: Endpoint::ShowTicket,
    },
];

impl Route {
    /// The value of the segment in braces, percent-decoded (RFC 3986), or an empty text if the route has none;
    /// nothing if the path is not one of this route.
    pub(super) fn value_in(&self, path: &str) -> Option<String> {
        let mut value = String::new();
        let mut actual = path.split('/');
        for expected in self.path.split('/') {
            // Decoded only after splitting, so that an encoded slash stays part of its segment.
            let segment = percent_decode_str(actual.next()?).decode_utf8_lossy();
            if expected.starts_with('{') {
                value = segment.into_owned();
            } else if expected != segment {
                return None;
            }
        }
        actual.next().is_none().then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_means_one_route_and_its_value_is_decoded() {
        let found = |path: &str| {
            let matching = ROUTES.iter().filter_map(|route| Some((route.endpoint, route.value_in(path)?)));
            matching.collect::<Vec<_>>()
        };
        assert_eq!(found("/"), [(Endpoint::Overview, String::new())]);
        assert_eq!(found("/orders/orders/A%2D1001"), [(Endpoint::ShowOrder, "A-1001".to_owned())]);
        assert_eq!(found("/orders/orders/A%2F1"), [(Endpoint::ShowOrder, "A/1".to_owned())]);
        assert_eq!(found("/tickets/tickets"), [(Endpoint::OpenTicket, String::new())]);
        for nowhere in ["", "*", "/orders", "/orders/orders", "/orders/orders/A-1001/items", "//", "/CRM"] {
            assert_eq!(found(nowhere), [], "{nowhere}");
        }
    }
}
