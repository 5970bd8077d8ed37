//! Proof of who we are, as the system sees it.

use std::sync::Arc;

use hookwright::engine::RunResult;
use hookwright::model::{
    Authentication, Body, Call, CredentialsPlace, Environment, KeyPlace, Method, Parameter, Secret,
    SignatureScheme, Stage,
};
use serde_json::json;

use crate::hostile::server::{Act, Server, answer, json as good};
use crate::hostile::story::Story;

const GOOD: &str = "{\"name\":\"Ana\"}";
const WEBHOOK_KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn secret() -> String {
    "key".to_owned()
}

async fn system() -> Server {
    Server::start(vec![Act::Read, good("200 OK", GOOD), Act::Again]).await
}

/// A system that hands out `token-0`, `token-1` …, each on a connection of its own.
async fn hands_out(more: &'static str) -> Server {
    let script = move |number| {
        let body = format!("{{\"access_token\":\"token-{number}\",\"token_type\":\"bearer\"{more}}}");
        let headers = "Content-Type: application/json\r\nConnection: close\r\n";
        vec![Act::Read, answer("200 OK", headers, body.as_bytes())]
    };
    Server::start_with("127.0.0.1", script).await
}

fn oauth(tokens: &Server) -> Authentication {
    Authentication::OAuth2ClientCredentials {
        token_url: tokens.origin("http") + "/token",
        client_id: "bot:1".to_owned(),
        secret: secret(),
        scopes: vec!["read".to_owned(), "write".to_owned()],
        credentials: CredentialsPlace::Basic,
    }
}

#[tokio::test]
async fn id_and_secret_stand_in_the_body_where_the_system_wants_them_there() {
    let (tokens, system) = (hands_out("").await, system().await);
    let mut story = Story::new(&system.origin("http"));
    let mut authentication = oauth(&tokens);
    if let Authentication::OAuth2ClientCredentials { credentials, .. } = &mut authentication {
        *credentials = CredentialsPlace::Body;
    }
    story.sign_in(authentication, "canary secret+&=ü");
    let result = story.play().await.result;
    assert_eq!(result.outcome, "success", "{}", result.because);
    let asked = &tokens.heard()[0];
    assert_eq!(header(asked, "authorization"), None);
    let (_, body) = asked.split_once("\r\n\r\n").unwrap();
    let fields: Vec<_> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let expect = [
        field("grant_type", "client_credentials"),
        field("scope", "read write"),
        field("client_id", "bot:1"),
        field("client_secret", "canary secret+&=ü"),
    ];
    assert_eq!(fields, expect);
    assert_eq!(header(&system.heard()[0], "authorization"), Some("Bearer token-0"));
    shows_none(&result, &["canary", "token-0"]);
}

/// Nothing of a run shows any of these.
fn shows_none(result: &RunResult, secrets: &[&str]) {
    let shown = serde_json::to_string(result).unwrap();
    for secret in secrets {
        assert!(!shown.contains(secret), "`{secret}` is shown: {shown}");
    }
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    request.lines().find_map(|line| {
        let (known, value) = line.split_once(": ")?;
        known.eq_ignore_ascii_case(name).then_some(value)
    })
}

#[tokio::test]
async fn a_token_is_fetched_once_and_used_again() {
    let (tokens, system) = (hands_out(",\"expires_in\":3600").await, system().await);
    let mut story = Story::new(&system.origin("http"));
    story.sign_in(oauth(&tokens), "s/e+c%ret");
    for _ in 0..3 {
        let result = story.play().await.result;
        assert_eq!(result.outcome, "success", "{}", result.because);
        shows_none(&result, &["token-0", "s/e+c%ret", "s%2Fe%2Bc%25ret"]);
    }
    let asked = tokens.heard();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].starts_with("POST /token "), "{}", asked[0]);
    // base64 of `bot%3A1:s%2Fe%2Bc%25ret`
    assert_eq!(header(&asked[0], "authorization"), Some("Basic Ym90JTNBMTpzJTJGZSUyQmMlMjVyZXQ="));
    assert!(asked[0].ends_with("grant_type=client_credentials&scope=read+write"), "{}", asked[0]);
    let heard = system.heard();
    assert_eq!(heard.len(), 3);
    assert!(heard.iter().all(|request| header(request, "authorization") == Some("Bearer token-0")));
}

#[tokio::test]
async fn a_token_that_expires_soon_is_not_kept() {
    let (tokens, system) = (hands_out(",\"expires_in\":60").await, system().await);
    let mut story = Story::new(&system.origin("http"));
    story.sign_in(oauth(&tokens), "secret");
    story.play().await;
    story.play().await;
    assert_eq!(header(&system.heard()[1], "authorization"), Some("Bearer token-1"));
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let tokens = hands_out(",\"expires_in\":3600").await;
    let refuse = || answer("401 Unauthorized", "Connection: close\r\n", b"{}");
    let system = Server::start_with("127.0.0.1", move |number| {
        vec![Act::Read, if number == 0 { refuse() } else { good("200 OK", GOOD) }]
    })
    .await;
    let mut story = Story::new(&system.origin("http"));
    story.sign_in(oauth(&tokens), "secret");
    let result = story.play().await.result;
    assert_eq!(result.outcome, "success", "{}", result.because);
    assert_eq!(header(&system.heard()[1], "authorization"), Some("Bearer token-1"));
    shows_none(&result, &["token-0", "token-1"]);

    let always = Server::start_with("127.0.0.1", move |_| vec![Act::Read, refuse()]).await;
    let mut story = Story::new(&always.origin("http"));
    story.sign_in(oauth(&tokens), "secret");
    assert_eq!(story.play().await.result.outcome, "unauthorized");
    assert_eq!(always.heard().len(), 2);
}

#[tokio::test]
async fn a_refused_sign_in_is_its_own_reason() {
    let redirect = answer("302 Found", "Location: http://127.0.0.2:9/\r\n", b"");
    for (answered, outcome, because) in [
        (good("400 Bad Request", "{\"error\":\"invalid_client\"}"), "unauthorized", "invalid_client"),
        (good("200 OK", "{\"error\":\"invalid_scope\"}"), "unauthorized", "invalid_scope"),
        (good("200 OK", "{}"), "unauthorized", "no token"),
        (good("200 OK", "{\"access_token\":\"a\\r\\nX: y\"}"), "unauthorized", "no token"),
        (good("503 Unavailable", ""), "unreachable", "its sign-in answered 503"),
        (redirect, "unauthorized", "302"),
        (Act::Hold, "timeout", "within 0.4 seconds"),
        (Act::Reset, "unreachable", "its sign-in"),
    ] {
        let tokens = Server::start(vec![Act::Read, answered]).await;
        let system = system().await;
        let mut story = Story::new(&system.origin("http"));
        story.sign_in(oauth(&tokens), "secret");
        let result = story.play().await.result;
        assert_eq!(result.outcome, outcome, "{}", result.because);
        assert!(result.because.contains(because), "{}", result.because);
        assert!(system.heard().is_empty());
    }
}

#[tokio::test]
async fn keys_stand_where_the_design_says() {
    let key = |place, name: &str| Authentication::ApiKey { secret: secret(), place, name: name.to_owned() };
    for (authentication, expect) in [
        (key(KeyPlace::Header, "X-Key"), "x-key: a b&c=d"),
        (key(KeyPlace::Query, "api key"), "GET /name?api+key=a+b%26c%3Dd HTTP"),
        (Authentication::Bearer { secret: secret() }, "authorization: Bearer a b&c=d"),
        (
            Authentication::Basic { user: "bot".to_owned(), secret: secret() },
            "authorization: Basic Ym90OmEgYiZjPWQ=",
        ),
    ] {
        let system = system().await;
        let mut story = Story::new(&system.origin("http"));
        story.sign_in(authentication, "a b&c=d");
        let result = story.play().await.result;
        assert_eq!(result.outcome, "success", "{}", result.because);
        assert!(system.heard()[0].contains(expect), "{}", system.heard()[0]);
        shows_none(&result, &["a b&c=d", "a+b%26c%3Dd", "Ym90OmEgYiZjPWQ="]);
    }
    let system = system().await;
    let mut story = Story::new(&system.origin("http"));
    story.sign_in(key(KeyPlace::Cookie, "session"), "abcd");
    story.play().await;
    assert_eq!(header(&system.heard()[0], "cookie"), Some("session=abcd"));
}

#[tokio::test]
async fn signatures_cover_what_is_sent() {
    let sign = |scheme| Authentication::Signature { secret: secret(), scheme };
    let hmac = SignatureScheme::HmacSha256 { header: "X-Signature".to_owned(), prefix: "sha256=".to_owned() };
    let system = system().await;
    let mut story = Story::new(&system.origin("http"));
    story.call().method = Method::Post;
    story.call().body = Body::Json { value: json!({ "a": 1 }), schema: None };
    story.sign_in(sign(hmac), "Jefe");
    assert_eq!(story.play().await.result.outcome, "success");
    let signature = "sha256=cd7d7d7b1651caa92c82812e913859159c0e729d67421863aaf3e11d0c0e5a96";
    assert_eq!(header(&system.heard()[0], "x-signature"), Some(signature));

    story.sign_in(sign(SignatureScheme::StandardWebhooks), WEBHOOK_KEY);
    assert_eq!(story.play().await.result.outcome, "success");
    let heard = system.heard();
    let id = header(&heard[1], "webhook-id").unwrap();
    assert!(id.starts_with("msg_") && !id.contains('.'), "{id}");
    assert_eq!(header(&heard[1], "webhook-timestamp"), Some("1773653400"));
    assert!(header(&heard[1], "webhook-signature").unwrap().starts_with("v1,"));

    story.sign_in(sign(SignatureScheme::StandardWebhooks), "whsec_short");
    let findings = story.try_to_play().await.err().unwrap();
    assert_eq!(findings[0].code, "unusable_secret");
    assert!(!findings[0].title.contains("whsec_short"));
}

#[tokio::test]
async fn a_secret_goes_to_its_hosts_only() {
    let (tokens, system) = (hands_out("").await, system().await);
    let limit = |story: &mut Story, host: &str| {
        let hosts = vec![host.to_owned()];
        story.project.secrets = vec![Secret { name: secret(), hosts, ..Secret::default() }];
    };
    let chip = |call: &mut Call| {
        let value = "{{ secret.key }}".into();
        call.query = vec![Parameter { name: "k".to_owned(), value, optional: false }];
    };
    let mut signed = Story::new(&system.origin("http"));
    signed.sign_in(Authentication::Bearer { secret: secret() }, "canary");
    let mut chipped = Story::new(&system.origin("http"));
    chipped.sign_in(Authentication::None, "canary");
    chip(chipped.call());
    let mut fetched = Story::new(&system.origin("http"));
    fetched.sign_in(oauth(&tokens), "canary");
    for story in [&mut signed, &mut chipped, &mut fetched] {
        limit(story, "crm.example.com");
        let findings = story.try_to_play().await.err().unwrap();
        assert_eq!(findings[0].code, "secret_to_other_host");
        assert!(system.heard().is_empty() && tokens.heard().is_empty());
    }
    for story in [&mut signed, &mut chipped, &mut fetched] {
        limit(story, "127.0.0.1");
        assert_eq!(story.play().await.result.outcome, "success");
    }
}

#[tokio::test]
async fn the_demo_knows_bearer_tokens_only() {
    let (tokens, system) = (hands_out("").await, system().await);
    let mut story = Story::new(&system.origin("http"));
    story.project.environments =
        vec![Environment { id: "live".to_owned(), stage: Stage::Demo, ..Environment::default() }];
    let scheme = SignatureScheme::StandardWebhooks;
    for authentication in [
        oauth(&tokens),
        Authentication::MutualTls { secret: secret() },
        Authentication::Signature { secret: secret(), scheme },
    ] {
        story.sign_in(authentication, "demo-token");
        assert_eq!(story.play().await.result.outcome, "success");
    }
    assert!(tokens.heard().is_empty());
    assert!(
        system.heard().iter().all(|request| header(request, "authorization") == Some("Bearer demo-token"))
    );
}

#[tokio::test]
async fn previews_need_no_token_and_no_key() {
    let (tokens, system) = (hands_out("").await, system().await);
    let scheme = SignatureScheme::StandardWebhooks;
    for authentication in [
        oauth(&tokens),
        Authentication::MutualTls { secret: secret() },
        Authentication::Signature { secret: secret(), scheme },
    ] {
        let mut story = Story::new(&system.origin("http"));
        story.sign_in(authentication, "");
        let mut setup = story.setup();
        setup.secrets = Arc::new(hookwright::engine::MaskedSecrets);
        let previews = hookwright::engine::preview(&setup);
        assert!(
            previews.iter().any(|preview| preview.outcome == "not_found" && !preview.result.calls.is_empty())
        );
    }
    assert!(tokens.heard().is_empty() && system.heard().is_empty());
}
