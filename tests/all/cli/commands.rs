//! What the commands do besides the story: guards, reports, the demo server.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;

use serde_json::json;

use super::{ANA, Copy, SUBSCRIPTION, TICKET, hookwright, program, read, write};

#[test]
fn writes_to_production_need_a_yes() {
    let words = [
        "run",
        TICKET,
        "-i",
        "open_ticket",
        "--env",
        "production",
        "--context",
        ANA,
        "--message",
        "It leaks",
    ];
    let ran = hookwright(&words);
    ran.refuses("`open_ticket`", "--yes");
    ran.refuses("POST to tickets.example.com", "--env");
    // With the consent the next thing that is missing is the key: still nothing is sent.
    hookwright(&[&words[..], &["--yes"]].concat())
        .refuses("`tickets_token`", "`HOOKWRIGHT_SECRET_TICKETS_TOKEN`");
    // A look-up needs no consent.
    hookwright(&["run", SUBSCRIPTION, "--env", "production", "--context", ANA])
        .refuses("`crm_token`", "CRM_TOKEN");
}

#[test]
fn a_write_on_the_demo_server_opens_a_ticket() {
    let words = ["run", TICKET, "--context", ANA, "--message", "It \"leaks\"\n{{ email }}", "--verbose"];
    let ran = hookwright(&words);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "Your ticket T-5001 is open. We answer to ana@example.com.\n")
    );
    assert!(ran.err.contains("/tickets/tickets\n") && ran.err.contains("Answered 201"), "{ran:?}");
    assert!(
        ran.err.contains("the connection stood") && ran.err.contains("the answer was complete"),
        "{ran:?}"
    );
    assert!(ran.err.contains(r#""message":"It \"leaks\"\n{{ email }}""#), "{ran:?}");
    assert!(ran.err.contains("passed to “Customer service”") && !ran.err.contains("demo-token"), "{ran:?}");
}

#[test]
fn live_scenarios_in_production_need_a_yes() {
    hookwright(&["test", SUBSCRIPTION, "--live", "--env", "production"]).refuses("`production`", "--yes");
}

#[test]
fn a_failed_scenario_is_a_no_and_says_what_is_different() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        let scenarios = &mut document["integrations"][0]["scenarios"];
        scenarios[0]["expect"]["says"] = json!(["No & <never>"]);
        scenarios[1]["answers"] = json!(["live"]);
    });
    let report = copy.beside("report/junit.xml");
    let ran = hookwright(&["test", copy.path(), "--report", &format!("junit:{report}")]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.starts_with("FAILED  An active subscription\n        The bot should say “No & <never>”"),
        "{ran:?}"
    );
    assert!(ran.out.contains("\nskipped An active subscription, in German\n"), "{ran:?}");
    assert!(ran.out.ends_with("\n15 passed, 1 failed, 1 skipped\n"), "{ran:?}");
    let report = read(report);
    assert!(report.contains(r#"tests="17" failures="1" errors="0" skipped="1""#), "{report}");
    assert!(report.contains("“No &amp; &lt;never&gt;”"), "{report}");

    let result = hookwright(&["test", copy.path(), "--format", "json"]).json();
    assert_eq!(
        (&result["passed"], &result["failed"], &result["skipped"]),
        (&json!(15), &json!(1), &json!(1))
    );
    assert_eq!(result["scenarios"][0]["status"], "failed");
    assert_eq!(result["scenarios"][3]["outcome"], "expired");
}

#[test]
fn no_scenarios_are_no_failure() {
    let copy = Copy::new(SUBSCRIPTION, |document| document["integrations"][0]["scenarios"] = json!([]));
    let ran = hookwright(&["test", copy.path()]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "0 passed, 0 failed, 0 skipped\n"));
    assert_eq!(ran.err, "There are no scenarios to play\n");
}

#[test]
fn a_file_that_is_no_export_is_not_overwritten() {
    let copy = Copy::new(SUBSCRIPTION, |document| document["name"] = json!("Mine"));
    let folder = copy.beside("");
    let taken = copy.beside("mine.config.json");
    let words = ["export", copy.path(), "--to", "json", "-o", &folder];
    for text in [&read(copy.path()), "my notes", "{}"] {
        write(&taken, text);
        hookwright(&words).refuses("mine.config.json", "--force");
        assert_eq!(read(&taken), text);
    }
    assert_eq!(hookwright(&[&words[..], &["--force"]].concat()).code, 0);
    assert!(read(&taken).starts_with("{\n  \"format\": \"hookwright/1\""));
}

#[test]
fn the_target_of_an_export_is_that_of_the_platform() {
    let for_platform =
        |name: Option<&str>| Copy::new(SUBSCRIPTION, |document| document["platform"] = json!(name));
    let copy = for_platform(Some("node_red"));
    let ran = hookwright(&["export", copy.path(), "-o", &copy.beside("out")]);
    assert!(ran.code == 0 && ran.out.contains(".flow.json"), "{ran:?}");
    assert!(!read(copy.beside("out/REPORT.md")).contains("Limits of the platform"));
    // Another target is made as well, and the report says who was not asked.
    let ran = hookwright(&["export", copy.path(), "--to", "rasa", "-o", &copy.beside("rasa")]);
    assert!(
        ran.code == 0 && ran.err.contains("checked for Node-RED, and these files are for Rasa"),
        "{ran:?}"
    );
    // Documents that many programs read have no limits of their own.
    let ran = hookwright(&["export", copy.path(), "--to", "curl", "-o", &copy.beside("curl")]);
    assert!(ran.code == 0 && !ran.err.contains("Limits of the platform"), "{ran:?}");

    for (platform, sentence) in
        [(Some("vapi"), "for Vapi, which loads no files"), (None, "names no platform")]
    {
        let copy = for_platform(platform);
        hookwright(&["export", copy.path(), "-o", &copy.beside("out")]).refuses(sentence, "--to");
    }
}

#[test]
fn findings_say_what_to_do_and_errors_are_a_no() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        document["integrations"][0]["fallback"]["messages"] = json!([]);
    });
    let ran = hookwright(&["check", copy.path()]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{ran:?}");
    assert!(ran.out.starts_with("error    no_fallback  The customer would hear nothing"), "{ran:?}");
    assert!(ran.out.contains("\n         in `check_subscription`, reply `fallback`"), "{ran:?}");
    let findings = hookwright(&["check", copy.path(), "--format", "json"]).json();
    assert_eq!(findings["findings"][0]["code"], "no_fallback");
    assert_eq!(findings["findings"][0]["place"]["integration"], "check_subscription");
    // What is wrong does not keep it from being exported, but not in silence.
    let ran = hookwright(&["export", copy.path(), "--to", "json", "-o", &copy.beside("out")]);
    assert!(ran.code == 0 && ran.err.starts_with("error: The customer would hear nothing"), "{ran:?}");
}

#[test]
fn a_finding_is_explained() {
    let ran = hookwright(&["check", "--explain", "silence"]);
    assert!(
        ran.code == 0 && ran.out.starts_with("error: silence\n\nThe customer would hear nothing"),
        "{ran:?}"
    );
    let entry = hookwright(&["check", "--explain", "silence", "--format", "json"]).json();
    assert_eq!(entry["severity"], "error");
    hookwright(&["check", "--explain", "silenc"]).refuses("no finding `silenc`", "`silence`");
}

#[test]
fn the_demo_server_says_where_it_is() {
    let mut command = program(&["demo-server", "--port", "0"]);
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines.next().unwrap();
    let token = lines.find(|line| line.contains("demo-token"));
    let slow = lines.find(|line| line.starts_with("slow@example.com"));
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(address.starts_with("http://127.0.0.1:") && token.is_some() && slow.is_some(), "{address}");
}

#[test]
fn a_taken_port_is_refused() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    hookwright(&["demo-server", "--port", &port]).refuses(&format!("Port {port} is taken"), "--port 0");
}

#[test]
fn help_and_usage() {
    let ran = hookwright(&["--help"]);
    assert!(ran.code == 0 && ran.out.contains("preview") && ran.err.is_empty(), "{ran:?}");
    for words in [
        &["run"][..],
        &["check"],
        &["chek", SUBSCRIPTION],
        &["run", SUBSCRIPTION, "--nonsense"],
        &["preview", SUBSCRIPTION, "--format", "xml"],
        &["export", SUBSCRIPTION, "--to", "nowhere", "-o", "x"],
        &["test", SUBSCRIPTION, "--report", "html:x"],
        &["demo-server", "--port", "70000"],
    ] {
        let ran = hookwright(words);
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.starts_with("error: "), "{ran:?}");
    }
}

#[test]
fn what_leaves_the_building_is_listed_by_host() {
    let ran = hookwright(&["data", SUBSCRIPTION, "--env", "production"]);
    let expect = "https://crm.example.com\n  CRM: encrypted, bearer with the secret `crm_token`\n  Check subscription: POST \
                  (lookup)\n    Customer’s e-mail, personal: in the body `email`\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, expect), "{ran:?}");
    let ran = hookwright(&["data", SUBSCRIPTION, "--env", "production", "--format", "json"]).json();
    let data = &ran["hosts"][0]["flows"][0]["data"][0];
    assert_eq!(
        data,
        &json!({"from": "context", "name": "user.email", "label": "Customer’s e-mail", "privacy": "personal",
            "place": "body", "field": "email"})
    );
    let ran = hookwright(&["data", TICKET]);
    assert!(ran.out.contains("the demo server on this computer answers instead"), "{ran:?}");
    hookwright(&["data", SUBSCRIPTION, "--env", "nowhere"]).refuses("`nowhere`", "");
}

#[test]
fn the_result_of_a_run_keeps_its_published_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../assets/run-result.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let unknown = r#"{"user": {"email": "nobody@example.com"}}"#;
    for context in [ANA, unknown, "{}", r#"{"user": {"email": "?"}}"#] {
        let result = hookwright(&["run", SUBSCRIPTION, "--context", context, "--format", "json"]).json();
        assert!(validator.is_valid(&result), "{:?}\n{result:#}", validator.validate(&result));
    }
}
