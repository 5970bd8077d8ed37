//! What becomes of single commands.

use super::*;
use crate::model::{Authentication, Body, Call, KeyPlace, Privacy, Project, Redirects, Risk};

fn one(command: &str) -> (Project, Call) {
    let imported = import(command).unwrap_or_else(|error| panic!("{error}: {command}"));
    let call = imported.project.integrations[0].calls[0].clone();
    (imported.project, call)
}

fn proof(command: &str) -> Authentication {
    one(command).0.connections[0].authentication.clone()
}

#[test]
fn the_story() {
    let imported = import(
        "curl https://crm.example.com/v1/subscription -H 'Authorization: Bearer abc123' --json '{\"email\": \"ana@example.com\"}'",
    )
    .unwrap();
    let project = &imported.project;
    let integration = &project.integrations[0];
    assert_eq!(project.connections[0].base_urls["production"], "https://crm.example.com/v1");
    assert_eq!(integration.calls[0].path.as_str(), "/subscription");
    assert_eq!(
        integration.calls[0].body,
        Body::Json { value: serde_json::json!({"email": "{{ email }}"}), schema: None }
    );
    assert_eq!(
        (project.context[0].name.as_str(), project.context[0].privacy),
        ("user.email", Privacy::Personal)
    );
    assert_eq!(integration.inputs[0].example, Some("ana@example.com".into()));
    assert_eq!(project.secrets[0].hosts, ["crm.example.com"]);
    assert_eq!(
        (imported.secret_values[0].0.as_str(), imported.secret_values[0].1.reveal()),
        ("crm_token", "abc123")
    );
    assert!(!format!("{imported:?}").contains("abc123"));
    assert!(!integration.fallback.messages.is_empty());
    assert_eq!(integration.trigger.risk, Risk::Write);
}

#[test]
fn proofs() {
    let secret = |name: &str| name.to_owned();
    let check = |command: &str, expect: Authentication| assert_eq!(proof(command), expect, "{command}");
    check(
        "curl https://h.com -H 'X-Api-Key: abc'",
        Authentication::ApiKey { secret: secret("h_key"), place: KeyPlace::Header, name: "X-Api-Key".into() },
    );
    check(
        "curl 'https://h.com?api_key=abc&x=1'",
        Authentication::ApiKey { secret: secret("h_key"), place: KeyPlace::Query, name: "api_key".into() },
    );
    check(
        "curl https://h.com -u ana:pw",
        Authentication::Basic { user: "ana".into(), secret: secret("h_password") },
    );
    check(
        "curl https://ana:pw@h.com",
        Authentication::Basic { user: "ana".into(), secret: secret("h_password") },
    );
    check(
        "curl https://h.com -H 'authorization: basic YW5hOnB3'",
        Authentication::Basic { user: "ana".into(), secret: secret("h_password") },
    );
    check("curl https://h.com --oauth2-bearer x", Authentication::Bearer { secret: secret("h_token") });
    check(
        "curl https://h.com -H \"Authorization: Bearer $SHOP_API_KEY\"",
        Authentication::Bearer { secret: secret("shop_api_key") },
    );
    check("curl https://h.com --digest -u a:b", Authentication::None);
    let (project, _) = one("curl https://h.com -H 'Authorization: Token abc'");
    assert_eq!(project.connections[0].headers[0].value.as_str(), "Token {{ secret.h_token }}");
    let (project, _) = one(&["curl https://h.com -u sk_te", "st_4eC39HqLyjWDarjt:"].concat());
    assert_eq!(project.connections[0].headers[0].value.as_str(), "Basic {{ secret.h_credentials }}");
}

#[test]
fn ways_to_write_a_command() {
    let check = |text: &str, method: &str, path: &str| {
        let (_, call) = one(text);
        assert_eq!((call.method.name(), call.path.as_str()), (method, path), "{text}");
    };
    check("$ curl -sSLk https://h.com/a", "GET", "/a");
    check("curl --request=PUT --url https://h.com/a", "PUT", "/a");
    check("curl -XDELETE https://h.com/a", "DELETE", "/a");
    check("curl --insec -X PUT https://h.com/a", "PUT", "/a");
    check("curl.exe `\n -X PUT `\n https://h.com/a", "PUT", "/a");
    check("curl ^\r\n -X PUT ^\r\n \"https://h.com/a\"", "PUT", "/a");
    check("curl -I https://h.com/a", "HEAD", "/a");
    check("curl –request PUT “https://h.com/a”", "PUT", "/a");
    check("curl -T a.txt https://h.com/up/", "PUT", "/up/a.txt");
    check("sudo curl https://h.com/{id}", "GET", "/{{ id }}");
    check("ID=7\ncurl \"https://h.com/things/${ID}x\"", "GET", "/things/7x");
}

#[test]
fn limits_and_settings() {
    let (project, call) = one("curl -k -m 2.5 --connect-timeout 1 --retry 3 -L https://h.com");
    assert_eq!((call.policy.time_limit_ms, call.policy.connect_limit_ms), (2_500, Some(1_000)));
    assert_eq!((call.policy.retries.count, call.policy.redirects), (3, Redirects::Any));
    assert_eq!(project.connections[0].tls.unverified_hosts, ["h.com"]);
}

#[test]
fn what_cannot_be_carried_is_said_with_its_place() {
    let check = |text: &str, code: &str, line: usize, column: usize| {
        let imported = import(text).unwrap();
        let remark = imported.remarks.iter().find(|remark| remark.code == code);
        let remark = remark.unwrap_or_else(|| panic!("{:?}", imported.remarks));
        assert_eq!((remark.at.line, remark.at.column), (Some(line), Some(column)), "{text}");
    };
    check("curl https://h.com \\\n  -d @file.json", "file_not_read", 2, 3);
    check("curl https://h.com --nonsense", "option_not_known", 1, 20);
    check("$ curl -k https://h.com", "certificate_check_off", 1, 11);
    check("curl https://h.com\n  -H 'a: b'", "line_lost", 2, 3);
    check("curl 'https://h.com/{a,b}'", "several_addresses", 1, 6);
    check("curl -X PURGE https://h.com", "method_not_known", 1, 15);
    check("curl h.com", "scheme_missing", 1, 6);
}

#[test]
fn several_requests() {
    let count = |text: &str| import(text).unwrap().project.integrations.len();
    assert_eq!(count("curl https://h.com/a https://h.com/b"), 2);
    assert_eq!(count("curl https://h.com/a --next -X PUT https://h.com/b"), 2);
    assert_eq!(count("curl https://h.com/a; curl https://h.com/b\n\ncurl https://h.com/c"), 3);
}

#[test]
fn something_that_is_no_command() {
    assert_eq!(import(" "), Err(ImportError::Empty));
    assert!(matches!(import("wget http://h"), Err(ImportError::NotOfKind { .. })));
    assert!(matches!(import("curl"), Err(ImportError::NotOfKind { .. })));
    assert!(matches!(import(&"x".repeat(MOST_BYTES + 1)), Err(ImportError::TooLarge { .. })));
}
