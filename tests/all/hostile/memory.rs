//! What an answer costs in memory: the program itself, run against a bomb.

use std::io::Read as _;
use std::process::{Command, Stdio};

use super::cases::zstd_bomb;
use super::server::{Act, Server, answer, json};
use super::story::Story;

const KIB_IN_MIB: u64 = 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bomb_costs_little_memory() {
    let plain = peak_kib(json("200 OK", "{\"name\":\"Ana\"}")).await;
    let headers = "Content-Type: application/json\r\nContent-Encoding: zstd\r\n";
    let bomb = peak_kib(answer("200 OK", headers, &zstd_bomb(1_000_000_000))).await;
    assert!(bomb < plain + 60 * KIB_IN_MIB, "{bomb} KiB against {plain} KiB");
}

/// The most memory that the program ever held while it played one run.
pub(crate) async fn peak_kib(answer: Act) -> u64 {
    let server = Server::start(vec![Act::Read, answer]).await;
    let mut story = Story::new(&server.origin("http"));
    story.call().policy.time_limit_ms = 20_000;
    // More words than a pipe holds: the program has ended its run, and waits with its memory until they are read.
    let words = vec![hookwright::model::Message::Text {
        text: hookwright::model::Localized::new("en", &"Sorry. ".repeat(300)),
    }];
    let integration = std::sync::Arc::make_mut(&mut story.project.integrations[0]);
    integration.replies.clear();
    integration.fallback.messages = vec![words; 60].concat();
    let file = tempfile::Builder::new().suffix(".hookwright.json").tempfile().unwrap();
    hookwright::files::save(file.path(), &story.project).unwrap();
    tokio::task::spawn_blocking(move || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hookwright"));
        command.arg("run").arg(file.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut words = child.stdout.take().unwrap();
        words.read_exact(&mut [0; 6]).unwrap();
        let peak = high_water_kib(child.id());
        words.read_to_end(&mut Vec::new()).unwrap();
        child.wait().unwrap();
        peak
    })
    .await
    .unwrap()
}

fn high_water_kib(process: u32) -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the system tells the memory of a process in a file")]
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}
