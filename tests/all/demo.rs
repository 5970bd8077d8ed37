//! The demo server over real sockets: what it answers, and how it misbehaves.

use std::io;

use hookwright::demo::{DemoError, MISBEHAVIOURS, Misbehaviour, Server, TOKEN};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const LOOKUP: &str = "/crm/subscriptions/lookup";
const TICKETS: &str = "/tickets/tickets";

/// An answer as it came over the wire.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Opens a connection and sends one request on it.
async fn send(server: &Server, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// Everything until the server closes the connection; nothing if it does so without a word.
async fn receive(mut stream: TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().unwrap();
    let headers =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.into(), value.into()));
    Some(Answer { status, headers: headers.collect(), body: body.to_owned() })
}

async fn ask(server: &Server, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    receive(send(server, method, path, headers, body).await).await.expect("an answer")
}

fn bearer() -> (&'static str, &'static str) {
    ("Authorization", "Bearer demo-token")
}

async fn get(server: &Server, path: &str) -> Answer {
    ask(server, "GET", path, &[bearer()], "").await
}

async fn post(server: &Server, path: &str, body: &Value) -> Answer {
    ask(server, "POST", path, &[bearer()], &body.to_string()).await
}

/// The request about a misbehaving customer in each of the three services: a name, method, path and body.
fn about(row: &Misbehaviour) -> [(&'static str, &'static str, String, String); 3] {
    let ticket = json!({ "subject": "Help", "message": "Where is it?", "email": row.email });
    [
        ("crm", "POST", LOOKUP.to_owned(), json!({ "email": row.email }).to_string()),
        ("orders", "GET", format!("/orders/orders/{}", row.order), String::new()),
        ("tickets", "POST", TICKETS.to_owned(), ticket.to_string()),
    ]
}

fn misbehaviour(name: &str) -> &'static Misbehaviour {
    MISBEHAVIOURS.iter().find(|row| row.name == name).unwrap()
}

/// The answers of the three services to a customer with this name.
async fn answers(server: &Server, name: &str) -> Vec<(&'static str, Answer)> {
    let mut answers = Vec::new();
    for (service, method, path, body) in about(misbehaviour(name)) {
        answers.push((service, ask(server, method, &path, &[bearer()], &body).await));
    }
    answers
}

#[tokio::test]
async fn the_story_of_the_subscription() {
    let server = Server::start(0).await.unwrap();
    let answer = post(&server, LOOKUP, &json!({ "email": "ana@example.com" })).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(
        answer.body,
        r#"{"status":"active","renews_on":"2026-03-30","plan":"Basic","customer_id":9007199254740993123}"#
    );
    for (email, status) in [("leo@example.com", "expired"), ("KIM@example.com", "paused")] {
        assert_eq!(post(&server, LOOKUP, &json!({ "email": email })).await.json()["status"], status);
    }
    let unknown = post(&server, LOOKUP, &json!({ "email": "nobody@example.com" })).await;
    assert_eq!((unknown.status, unknown.json()["error"].as_str()), (404, Some("not_found")));
}

#[tokio::test]
async fn a_lookup_without_an_email_is_refused() {
    let server = Server::start(0).await.unwrap();
    for body in ["", "{", "[]", "{}", r#"{"email":7}"#, r#"{"email":"ana"}"#, r#"{"mail":"ana@example.com"}"#]
    {
        let answer = ask(&server, "POST", LOOKUP, &[bearer()], body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(answer.json()["error"], "bad_request", "{body}");
    }
}

#[tokio::test]
async fn every_service_asks_for_the_token() {
    let server = Server::start(0).await.unwrap();
    for (service, method, path, body) in about(misbehaviour("incomplete")) {
        for headers in
            [vec![], vec![("Authorization", "Bearer wrong")], vec![("Authorization", "Basic ZGVtbw==")]]
        {
            let answer = ask(&server, method, &path, &headers, &body).await;
            assert_eq!(answer.status, 401, "{service} {headers:?}");
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"), "{service}");
            assert_eq!(answer.json()["error"], "unauthorized", "{service}");
        }
        let with_key = ask(&server, method, &path, &[("X-Api-Key", TOKEN)], &body).await;
        assert_eq!(with_key.status, if service == "orders" { 200 } else { 401 }, "{service} with a key");
    }
}

#[tokio::test]
async fn orders_are_found_by_number() {
    let server = Server::start(0).await.unwrap();
    for (number, status, items) in [
        ("A-1001", "shipped", 5),
        ("A-1002", "open", 1),
        ("A-1003", "delivered", 2),
        ("A-1004", "cancelled", 1),
        ("A-2000", "open", 0),
        ("%41-1001", "shipped", 5),
        ("A-1001?expand=items", "shipped", 5),
    ] {
        let order = get(&server, &format!("/orders/orders/{number}")).await.json();
        assert_eq!(order["status"], status, "{number}");
        assert_eq!(order["items"].as_array().unwrap().len(), items, "{number}");
    }
    let order = get(&server, "/orders/orders/A-1001").await;
    assert!(order.body.contains(r#""amount": 59.90,"#), "the amount keeps its last zero: {}", order.body);
    for (number, status) in [("A-4711", 404), ("4711", 400), ("a-1001", 400), ("A-1001%2F", 400), ("", 400)] {
        assert_eq!(get(&server, &format!("/orders/orders/{number}")).await.status, status, "{number}");
    }
}

#[tokio::test]
async fn a_ticket_is_opened_once_for_each_key_and_can_be_shown() {
    let server = Server::start(0).await.unwrap();
    let wish = json!({ "subject": "Refund", "message": "Two cups broke.", "email": "ana@example.com" });
    let first = post(&server, TICKETS, &wish).await;
    assert_eq!((first.status, first.header("location")), (201, Some("/tickets/tickets/T-5001")));
    assert_eq!(
        first.json(),
        json!({
            "id": "T-5001",
            "status": "open",
            "created_at": "2026-03-16T09:30:00Z",
            "queue": "Customer service",
            "priority": "normal",
        })
    );

    let headers = [bearer(), ("Idempotency-Key", "run-7")];
    let second = ask(&server, "POST", TICKETS, &headers, &wish.to_string()).await;
    let again = ask(&server, "POST", TICKETS, &headers, &wish.to_string()).await;
    assert_eq!((second.status, again.status), (201, 200));
    assert_eq!(second.json()["id"], "T-5002");
    assert_eq!(again.json(), second.json());
    assert_eq!(post(&server, TICKETS, &wish).await.json()["id"], "T-5003");

    let shown = get(&server, "/tickets/tickets/T-5002").await.json();
    assert_eq!((&shown["subject"], &shown["email"]), (&wish["subject"], &wish["email"]));
    assert_eq!(get(&server, "/tickets/tickets/T-9999").await.status, 404);
}

#[tokio::test]
async fn a_ticket_with_wrong_fields_is_refused_with_their_names() {
    let server = Server::start(0).await.unwrap();
    for (body, fields) in [
        (json!({}), vec!["subject", "message", "email"]),
        (json!({ "subject": " ", "message": "m", "email": "a@b" }), vec!["subject"]),
        (json!({ "subject": "s", "message": 1, "email": "ab" }), vec!["message", "email"]),
        (json!({ "subject": "s", "message": "m", "email": "a@b", "priority": "urgent" }), vec!["priority"]),
    ] {
        let answer = post(&server, TICKETS, &body).await;
        assert_eq!(answer.status, 422, "{body}");
        let wrong = answer.json();
        assert_eq!(wrong["fields"].as_object().unwrap().keys().collect::<Vec<_>>(), fields, "{body}");
    }
    assert_eq!(ask(&server, "POST", TICKETS, &[bearer()], "[]").await.status, 400);
}

#[tokio::test]
async fn slow_answers_are_cut_when_the_server_stops() {
    let server = Server::start(0).await.unwrap();
    let mut waiting = Vec::new();
    for (service, method, path, body) in about(misbehaviour("slow")) {
        waiting.push((service, send(&server, method, &path, &[bearer()], &body).await));
    }
    // Others are served meanwhile.
    assert_eq!(get(&server, "/").await.status, 200);
    for (service, stream) in &waiting {
        let unanswered = stream.try_read(&mut [0; 1]).unwrap_err();
        assert_eq!(unanswered.kind(), io::ErrorKind::WouldBlock, "{service}");
    }
    drop(server);
    for (service, mut stream) in waiting {
        let mut rest = Vec::new();
        // Cut with or without a reset, but without an answer.
        let _ = stream.read_to_end(&mut rest).await;
        assert!(rest.is_empty(), "{service}");
    }
}

#[tokio::test]
async fn a_server_that_is_down_hangs_up() {
    let server = Server::start(0).await.unwrap();
    for (service, method, path, body) in about(misbehaviour("down")) {
        let stream = send(&server, method, &path, &[bearer()], &body).await;
        assert!(receive(stream).await.is_none(), "{service}");
    }
}

#[tokio::test]
async fn a_malformed_answer_is_json_that_breaks_off() {
    let server = Server::start(0).await.unwrap();
    for (service, answer) in answers(&server, "malformed").await {
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("application/json")),
            "{service}"
        );
        let error = serde_json::from_str::<Value>(&answer.body).unwrap_err();
        assert!(error.is_eof(), "{service}: {error}");
    }
}

#[tokio::test]
async fn errors_carry_their_status_a_word_and_when_to_come_back() {
    let server = Server::start(0).await.unwrap();
    for (name, status, word, retry_after) in [
        ("limited", 429, "rate_limited", Some("30")),
        ("broken", 500, "internal", None),
        ("refused", 401, "unauthorized", None),
        ("maintenance", 503, "maintenance", Some("120")),
    ] {
        for (service, answer) in answers(&server, name).await {
            assert_eq!(answer.status, status, "{service} {name}");
            assert_eq!(answer.header("retry-after"), retry_after, "{service} {name}");
            assert_eq!(answer.json()["error"], word, "{service} {name}");
            assert!(answer.json()["message"].is_string(), "{service} {name}");
        }
    }
}

#[tokio::test]
async fn a_web_page_an_empty_answer_and_an_incomplete_one() {
    let server = Server::start(0).await.unwrap();
    for (service, answer) in answers(&server, "html").await {
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("text/html; charset=utf-8")),
            "{service}"
        );
        assert!(answer.body.starts_with("<!doctype html>"), "{service}");
    }
    for (service, answer) in answers(&server, "incomplete").await {
        assert_eq!((answer.status, answer.body.as_str()), (200, "{}"), "{service}");
    }
    for (service, answer) in answers(&server, "empty").await {
        assert_eq!(answer.status, 200, "{service}");
        match service {
            "crm" => assert_eq!(answer.body, "[]"),
            "orders" => assert_eq!(answer.json()["items"], json!([])),
            _ => assert_eq!(answer.body, ""),
        }
    }
}

#[tokio::test]
async fn unknown_paths_wrong_methods_and_large_bodies() {
    let server = Server::start(0).await.unwrap();
    let lost = get(&server, "/crm").await;
    assert_eq!(lost.status, 404);
    assert!(lost.json()["message"].as_str().unwrap().contains("POST /crm/subscriptions/lookup"));

    let wrong = get(&server, LOOKUP).await;
    assert_eq!((wrong.status, wrong.header("allow")), (405, Some("POST")));
    assert_eq!(ask(&server, "DELETE", "/orders/orders/A-1001", &[], "").await.header("allow"), Some("GET"));

    let most = format!("{{\"email\":\"ana@example.com\"{}}}", " ".repeat(64 * 1024 - 27));
    assert_eq!(most.len(), 64 * 1024);
    assert_eq!(ask(&server, "POST", LOOKUP, &[bearer()], &most).await.status, 200);
    let too_much = ask(&server, "POST", LOOKUP, &[bearer()], &format!("{most} ")).await;
    assert_eq!((too_much.status, too_much.json()["error"].as_str()), (413, Some("too_large")));
}

#[tokio::test]
async fn the_front_page_needs_no_token() {
    let server = Server::start(0).await.unwrap();
    let page = ask(&server, "GET", "/", &[], "").await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/plain; charset=utf-8")));
    assert_eq!(page.body, hookwright::demo::overview());
}

#[tokio::test]
async fn a_connection_serves_several_requests() {
    let server = Server::start(0).await.unwrap();
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let request = "GET / HTTP/1.1\r\nHost: demo\r\n";
    stream.write_all(format!("{request}\r\n{request}Connection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2);
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let server = Server::start(0).await.unwrap();
    let port = server.address().port();
    assert_eq!(server.origin(), format!("http://127.0.0.1:{port}"));
    let error = Server::start(port).await.unwrap_err();
    assert!(matches!(error, DemoError::PortTaken { port: taken } if taken == port));
    assert!(error.to_string().contains(&port.to_string()), "{error}");
}
