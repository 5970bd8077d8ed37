//! Answers without a network: from samples, and from things that go wrong.

use super::{Exchange, Failure, Request, Response};
use crate::model::{Fault, Sample, SampleBody};

/// The exchange that a sample stands for.
pub fn from_sample(sample: &Sample) -> Exchange {
    let mut headers: Vec<_> = sample
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), header.value.clone()))
        .collect();
    let body = match &sample.body {
        SampleBody::None => Vec::new(),
        SampleBody::Json(value) => {
            if !headers.iter().any(|(name, _)| name == "content-type") {
                headers.push(("content-type".to_owned(), "application/json".to_owned()));
            }
            value.to_string().into_bytes()
        }
        SampleBody::Text(text) => text.clone().into_bytes(),
    };
    at_once(Response { status: sample.status, headers, body })
}

/// The exchange that a fault stands for.
pub fn from_fault(fault: Fault, request: &Request) -> Exchange {
    let json = |status, body: &str| at_once(response(status, "application/json", body));
    match fault {
        Fault::Slow => Exchange {
            elapsed_ms: request.limits.total_ms,
            ..failed(Failure::Timeout { limit_ms: request.limits.total_ms })
        },
        Fault::Down => failed(Failure::Unreachable("the connection was refused".to_owned())),
        Fault::TooLarge => failed(Failure::TooLarge { limit_bytes: request.limits.largest_bytes }),
        Fault::Malformed => json(200, "{\"status\": \"act"),
        Fault::Html => {
            at_once(response(200, "text/html", "<!DOCTYPE html><html><body>Back soon</body></html>"))
        }
        Fault::Empty => json(200, ""),
        Fault::MissingFields => json(200, "{}"),
        Fault::BadRequest => json(400, "{\"error\":\"bad_request\"}"),
        Fault::KeyRefused => json(401, "{\"error\":\"unauthorized\"}"),
        Fault::NotFound => json(404, "{\"error\":\"not_found\"}"),
        Fault::RateLimited => json(429, "{\"error\":\"rate_limited\"}"),
        Fault::ServerError => json(500, "{\"error\":\"internal\"}"),
    }
}

fn response(status: u16, content_type: &str, body: &str) -> Response {
    Response {
        status,
        headers: vec![("content-type".to_owned(), content_type.to_owned())],
        body: body.as_bytes().to_vec(),
    }
}

fn at_once(response: Response) -> Exchange {
    Exchange::new(Ok(response))
}

fn failed(failure: Failure) -> Exchange {
    Exchange::new(Err(failure))
}
