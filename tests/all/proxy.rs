//! The system's proxy: it is used where the environment names one, never for this computer, and its password is never shown.

use std::process::{Command, Stdio};

use serde_json::json;

use crate::hostile::server::{Act, Server, answer, json as good};
use crate::hostile::story::Story;

const GOOD: &str = "{\"name\":\"Ana\"}";
/// What a proxy's address holds that nobody may see; and the same in the form in which it is sent.
const PASSWORD: &str = "canary-pw";
const CREDENTIALS: &str = "Ym90OmNhbmFyeS1wdw==";

/// How the program ended.
struct Ran {
    out: String,
    err: String,
}

/// Runs the project against this address, with these variables in the environment.
async fn run(origin: &str, variables: &[(&str, String)]) -> Ran {
    let file = tempfile::Builder::new().suffix(".hookwright.json").tempfile().unwrap();
    hookwright::files::save(file.path(), &Story::new(origin).project).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hookwright"));
    command.arg("run").arg(file.path()).args(["--format", "json", "--verbose"]).stdin(Stdio::null());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUEST_METHOD"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.envs(variables.iter().map(|(name, value)| (*name, value.as_str())));
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: text(output.stdout), err: text(output.stderr) }
}

impl Ran {
    fn outcome(&self) -> String {
        let result: serde_json::Value =
            serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}", self.err));
        result["outcome"].as_str().unwrap().to_owned()
    }

    fn shows_no_password(&self) {
        for shown in [&self.out, &self.err] {
            assert!(!shown.contains(PASSWORD) && !shown.contains(CREDENTIALS), "{shown}");
        }
    }
}

/// A proxy that answers itself.
async fn answering() -> Server {
    Server::start(vec![Act::Read, good("200 OK", GOOD), Act::Again]).await
}

/// Its address with a user and a password.
fn address(proxy: &Server) -> String {
    proxy.origin("http").replacen("http://", &format!("http://bot:{PASSWORD}@"), 1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_calls_go_through_it() {
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        let proxy = answering().await;
        let ran = run("http://crm.example.com", &[(name, address(&proxy))]).await;
        assert_eq!(ran.outcome(), "success", "{name}: {}", ran.out);
        let heard = proxy.heard();
        assert!(heard[0].starts_with("GET http://crm.example.com/name HTTP/1.1\r\n"), "{name}: {}", heard[0]);
        let credentials = format!("proxy-authorization: basic {}", CREDENTIALS.to_lowercase());
        assert!(heard[0].to_lowercase().contains(&credentials), "{name}: {}", heard[0]);
        ran.shows_no_password();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn encrypted_calls_go_through_a_tunnel_in_which_it_reads_nothing() {
    let tunnel = vec![Act::Read, answer("200 OK", "", b""), Act::Hold];
    for script in [tunnel, vec![Act::Read, answer("407 Proxy Authentication Required", "", b"")]] {
        let proxy = Server::start(script).await;
        let ran = run("https://crm.example.com", &[("HTTPS_PROXY", address(&proxy))]).await;
        assert!(["timeout", "unreachable"].contains(&ran.outcome().as_str()), "{}", ran.out);
        let heard = proxy.heard();
        assert!(heard[0].starts_with("CONNECT crm.example.com:443 HTTP/1.1\r\n"), "{}", heard[0]);
        assert!(!heard.concat().contains("/name"), "{heard:?}");
        ran.shows_no_password();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_that_cannot_be_reached_is_told_without_its_password() {
    let gone = Server::start(vec![]).await;
    for name in ["HTTP_PROXY", "HTTPS_PROXY"] {
        let scheme = name.split_once('_').unwrap().0.to_lowercase();
        // One that closes at once, one that nobody listens at, one whose address is none.
        for proxy in
            [address(&gone), format!("http://bot:{PASSWORD}@127.0.0.1:1"), format!("bot:{PASSWORD}@:x")]
        {
            let ran = run(&format!("{scheme}://crm.invalid"), &[(name, proxy.clone())]).await;
            assert!(["timeout", "unreachable"].contains(&ran.outcome().as_str()), "{proxy}: {}", ran.out);
            ran.shows_no_password();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exceptions_and_this_computer_are_called_directly() {
    let (proxy, system) = (answering().await, answering().await);
    let through = [("HTTP_PROXY", address(&proxy)), ("ALL_PROXY", address(&proxy))];
    let port = system.origin("http").rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost"] {
        let ran = run(&format!("http://{host}:{port}"), &through).await;
        assert_eq!(ran.outcome(), "success", "{host}: {}", ran.out);
    }
    assert_eq!((proxy.heard().len(), system.heard().len()), (0, 2));
    let excepted = [&through[..], &[("NO_PROXY", "example.net,.invalid".to_owned())]].concat();
    let ran = run("http://crm.invalid", &excepted).await;
    assert_eq!((ran.outcome().as_str(), proxy.heard().len()), ("unreachable", 0));
    let ran = run("http://crm.example.com", &excepted).await;
    assert_eq!((ran.outcome().as_str(), proxy.heard().len()), ("success", 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_server_is_never_called_through_it() {
    let proxy = answering().await;
    let mut command = Command::new(env!("CARGO_BIN_EXE_hookwright"));
    let context = json!({"user": {"email": "ana@example.com"}}).to_string();
    command.args(["run", "projects/subscription.hookwright.json", "--context", &context]);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, proxy.origin("http"));
    }
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("active"), "{output:?}");
    assert_eq!(proxy.heard().len(), 0);
}
