//! The front desk: finds the route of a request, asks for the token, and passes it to its service.

use hyper::{
    HeaderMap, Method, Request, StatusCode,
    body::Bytes,
    header::{ALLOW, AUTHORIZATION, HeaderValue},
};

use super::{
    TOKEN,
    answer::{Answer, Reaction, error, with_type},
    crm,
    misbehaviour::unauthorized,
    orders,
    overview::overview,
    route::{Access, Endpoint, ROUTES},
    tickets::Tickets,
};

/// All that the server offers, without the network.
#[derive(Debug, Default)]
pub(super) struct Services {
    tickets: Tickets,
}

impl Services {
    pub(super) fn react(&self, request: &Request<Bytes>) -> Reaction {
        let on_path: Vec<_> =
            ROUTES.iter().filter_map(|route| Some((route, route.value_in(request.uri().path())?))).collect();
        if on_path.is_empty() {
            return unknown_path().into();
        }
        let Some((route, value)) =
            on_path.iter().find(|(route, _)| route.method == request.method().as_str())
        else {
            let allowed: Vec<_> = on_path.iter().map(|(route, _)| route.method).collect();
            return wrong_method(request.method(), &allowed.join(", ")).into();
        };
        if !may_pass(route.access, request.headers()) {
            return unauthorized(missing_token(route.access)).into();
        }
        match route.endpoint {
            Endpoint::Overview => with_type(StatusCode::OK, "text/plain; charset=utf-8", overview()).into(),
            Endpoint::LookUpSubscription => crm::look_up(request.body()),
            Endpoint::ShowOrder => orders::order(value),
            Endpoint::OpenTicket => self.tickets.open(request),
            Endpoint::ShowTicket => self.tickets.show(value),
        }
    }
}

fn may_pass(access: Access, headers: &HeaderMap) -> bool {
    let text = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
    let bearer = || headers.get(AUTHORIZATION).map(text).is_some_and(|value| is_bearer_token(&value));
    let key = || headers.get("x-api-key").map(text).is_some_and(|value| value == TOKEN);
    match access {
        Access::Anybody => true,
        Access::Bearer => bearer(),
        Access::BearerOrKey => bearer() || key(),
    }
}

/// The name of a scheme is written in any case (RFC 9110), the token in its own.
fn is_bearer_token(credentials: &str) -> bool {
    credentials
        .split_once(' ')
        .is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("Bearer") && token.trim() == TOKEN)
}

fn missing_token(access: Access) -> &'static str {
    match access {
        Access::BearerOrKey => {
            "Send the header `Authorization: Bearer demo-token` or `X-Api-Key: demo-token`"
        }
        Access::Anybody | Access::Bearer => "Send the header `Authorization: Bearer demo-token`",
    }
}

fn unknown_path() -> Answer {
    let known: Vec<_> = ROUTES.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    error(StatusCode::NOT_FOUND, "not_found", &format!("There is only: {}", known.join(", ")))
}

fn wrong_method(method: &Method, allowed: &str) -> Answer {
    let message = format!("This path takes {allowed}, not {method}");
    let mut answer = error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", &message);
    if let Ok(allowed) = HeaderValue::try_from(allowed) {
        answer.headers_mut().insert(ALLOW, allowed);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_may_be_written_in_any_case_but_not_the_token() {
        for (credentials, expected) in [
            ("Bearer demo-token", true),
            ("bearer demo-token", true),
            ("Bearer DEMO-TOKEN", false),
            ("Basic demo-token", false),
            ("demo-token", false),
            ("Bearer", false),
        ] {
            assert_eq!(is_bearer_token(credentials), expected, "{credentials}");
        }
    }
}
