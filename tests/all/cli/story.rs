//! The subscription story in the terminal, from the first run to the export.

use serde_json::{Value, json};

use super::{ANA, Copy, SUBSCRIPTION, ended, hookwright, program, read};

#[test]
fn the_bot_says_that_the_subscription_is_active() {
    let ran =
        hookwright(&["run", SUBSCRIPTION, "-i", "check_subscription", "--env", "demo", "--context", ANA]);
    assert_eq!(ran.out, "Yes, your subscription is active and renews on March 30.\n");
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "The customer can answer [Show my invoices] [Turn off renewal]\n")
    );
}

#[test]
fn the_whole_result_is_there_for_programs() {
    let words = ["run", SUBSCRIPTION, "--context", ANA, "--locale", "de-AT", "--format", "json"];
    let result = hookwright(&words).json();
    assert_eq!(result["outcome"], "active");
    assert_eq!(result["error"], false);
    assert_eq!(result["messages"][0]["text"], "Ja, Ihr Abo ist aktiv und verlängert sich am 30. März.");
    assert_eq!(result["outputs"]["renews_on"], "2026-03-30");
    assert_eq!(result["remember"], json!({"subscription": {"status": "active"}}));
    let request = &result["calls"][0]["request"];
    assert_eq!(request["body"], r#"{"email":"ana@example.com"}"#);
    assert!(!result.to_string().contains("demo-token"), "the token is masked");
}

#[test]
fn a_run_that_ends_badly_says_why() {
    let check = |email: &str, outcome: &str, says: &str, why: &str| {
        let context = json!({"user": {"email": email}}).to_string();
        let words = ["run", SUBSCRIPTION, "-i", "check_subscription", "--context", &context];
        let ran = hookwright(&words);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains(says), "{ran:?}");
        assert!(ran.err.contains(&format!("({outcome}): ")) && ran.err.contains(why), "{ran:?}");
    };
    check("broken@example.com", "server_error", "can’t check that", "500");
    check("down@example.com", "unreachable", "can’t reach our customer system", "closed the connection");
    check("malformed@example.com", "invalid_response", "can’t check that", "");
    check("limited@example.com", "rate_limited", "in a minute", "429");
    check("ana", "bad_input", "does not look like an e-mail address", "e-mail");
    check("", "missing_input", "What is the e-mail address of your account?", "not known");
}

#[test]
fn an_unknown_customer_is_an_answer() {
    let ran = hookwright(&["run", SUBSCRIPTION, "--context", r#"{"user.email":"nobody@example.com"}"#]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("I can’t find a subscription for nobody@example.com."), "{ran:?}");
}

#[test]
fn a_slow_customer_waits_no_longer_than_the_limit() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        document["integrations"][0]["calls"][0]["policy"]["time_limit_ms"] = json!(300);
        document["integrations"][0]["waiting"]["after_ms"] = json!(100);
    });
    let context = r#"{"user":{"email":"slow@example.com"}}"#;
    let ran = hookwright(&["run", copy.path(), "--context", context, "--format", "json"]);
    let result = ran.json();
    assert_eq!((ran.code, &result["outcome"]), (1, &json!("timeout")), "{ran:?}");
    let elapsed_ms = result["elapsed_ms"].as_u64().unwrap();
    assert!((300..=800).contains(&elapsed_ms), "{elapsed_ms}");
    let ran = hookwright(&["run", copy.path(), "--context", context]);
    let says = "One moment, I am looking that up.\nThis takes longer than usual. A colleague will get back to you.\n";
    assert_eq!(ran.out, says);
}

#[test]
fn the_context_may_stand_in_a_file() {
    let copy = Copy::of_text(ANA);
    let ran = hookwright(&["run", SUBSCRIPTION, "--context", &format!("@{}", copy.path())]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "Yes, your subscription is active and renews on March 30.\n")
    );
}

#[test]
fn every_outcome_is_previewed_with_its_reply() {
    let ran = hookwright(&["preview", SUBSCRIPTION]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for words in [
        "Active (active): the saved answer “Active subscription”\n    Yes, your subscription is active",
        "Slow (timeout): no answer within the time limit\n    (after 1.5 s, still waiting) One moment",
        "Down (unreachable): no connection\n    I can’t reach our customer system",
        "E-mail missing (missing_input): `email` is not known\n    What is the e-mail address",
        "(the customer is passed to “Customer service”)",
    ] {
        assert!(ran.out.contains(words), "{words} in {}", ran.out);
    }
    let pages = hookwright(&["preview", SUBSCRIPTION, "--format", "json"]).json();
    assert_eq!(pages[0]["outcomes"].as_array().unwrap().len(), 14);
    assert_eq!(pages[0]["silent"], json!([]));
}

#[test]
fn a_preview_can_be_narrowed() {
    let ran =
        hookwright(&["preview", SUBSCRIPTION, "--outcome", "expired", "--locale", "de", "--channel", "web"]);
    assert_eq!(ran.code, 0);
    let expect = "Check subscription (check_subscription)\n\nExpired (expired): the saved answer “Expired subscription”\n    \
                  Ihr Abo ist abgelaufen. Sollen wir es verlängern?\n    [Verlängern] [Nein, danke]\n";
    assert_eq!(ran.out, expect);
}

#[test]
fn silence_is_marked_and_is_a_no() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        document["integrations"][0]["fallback"]["messages"] = json!([]);
    });
    let ran = hookwright(&["preview", copy.path()]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains(
        "Key refused (unauthorized): the saved answer “Key refused”\n    (the customer hears nothing)"
    ));
    let pages = hookwright(&["preview", copy.path(), "--format", "json"]).json();
    assert_eq!(pages[0]["silent"], json!(["empty", "unauthorized", "server_error", "invalid_response"]));
}

#[test]
fn all_scenarios_pass_offline_and_live() {
    for mode in [&[][..], &["--live"]] {
        let ran = hookwright(&[&["test", SUBSCRIPTION][..], mode].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
        assert!(ran.out.starts_with("ok      An active subscription\n"), "{ran:?}");
        assert!(ran.out.ends_with("\n17 passed, 0 failed, 0 skipped\n"), "{ran:?}");
    }
}

#[test]
fn the_export_is_valid_and_holds_no_samples() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("made");
    let words = ["export", SUBSCRIPTION, "--to", "json", "-o", folder.to_str().unwrap()];
    // A second export replaces the first.
    for _ in 0..2 {
        let ran = hookwright(&words);
        assert_eq!(ran.code, 0, "{ran:?}");
        let written = ["customer-service-bot.config.json", "REPORT.md"].map(|name| folder.join(name));
        assert_eq!(ran.out, format!("{}\n{}\n", written[0].display(), written[1].display()));
    }
    let text = read(folder.join("customer-service-bot.config.json"));
    let document: Value = serde_json::from_str(&text).unwrap();
    let schema: Value = serde_json::from_str(&read("assets/hookwright.schema.json")).unwrap();
    jsonschema::validate(&schema, &document).unwrap();
    for part in ["samples", "scenarios", "example\"", "ana@", "demo-token", "9007199254740993123"] {
        assert!(!text.contains(part), "{part}");
    }
    let ran = hookwright(&[
        "run",
        folder.join("customer-service-bot.config.json").to_str().unwrap(),
        "--context",
        ANA,
    ]);
    assert_eq!(ran.out, "Yes, your subscription is active and renews on March 30.\n");
}

#[test]
fn an_export_for_one_environment_names_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["export", SUBSCRIPTION, "--to", "json", "--env", "staging", "--format", "json", "-o"];
    let ran = hookwright(&[&words[..], &[folder.path().to_str().unwrap()]].concat());
    let written = ran.json()["written"][0].as_str().unwrap().to_owned();
    let document: Value = serde_json::from_str(&read(written)).unwrap();
    assert_eq!(document["environments"].as_array().unwrap().len(), 1);
    assert_eq!(document["connections"][0]["base_urls"].as_object().unwrap().len(), 1);
}

#[test]
fn without_a_display_the_story_is_played_in_the_terminal() {
    let ran = hookwright(&[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("; the project is played here instead\nhint: "), "{ran:?}");
    assert!(ran.out.contains("    Yes, your subscription is active and renews on March 30.\n"), "{ran:?}");
    assert!(ran.out.ends_with("17 passed, 0 failed, 0 skipped\n"), "{ran:?}");
    let ran = hookwright(&["projects/order-status.hookwright.json"]);
    assert!(ran.code == 0 && ran.out.contains("Your order A-1001 is on its way:"), "{ran:?}");
}

#[test]
fn a_reader_who_has_gone_is_no_trouble() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = program(&["preview", SUBSCRIPTION]);
    command.stdout(writer);
    let ran = ended(command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn the_story_has_nothing_to_mend() {
    let ran = hookwright(&["check", SUBSCRIPTION]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    assert!(ran.out.ends_with("0 errors, 0 warnings, 0 hints\n"), "{ran:?}");
    assert_eq!(hookwright(&["check", SUBSCRIPTION, "--format", "json"]).json(), json!({"findings": []}));
}
