//! Bad input: a clear sentence that says what to do, exit code 2 or the right outcome, and the file untouched.

use std::net::{Ipv4Addr, TcpListener};

use serde_json::json;

use super::{ANA, Copy, SUBSCRIPTION, ended, hookwright, program, read};

#[test]
fn a_file_that_is_no_project() {
    let check = |text: &str, sentence: &str, hint: &str| {
        let copy = Copy::of_text(text);
        for command in ["run", "preview", "test", "check"] {
            hookwright(&[command, copy.path()]).refuses(sentence, hint);
        }
        hookwright(&["export", copy.path(), "--to", "json", "-o", &copy.beside("out")])
            .refuses(sentence, hint);
        assert_eq!(read(copy.path()), text);
    };
    check("{\n  \"format\": \"hookwright/1\",\n  oops\n}", "line 3", "text editor");
    check("", "no JSON", "text editor");
    check("[]", "`format` is missing", ".hookwright.json");
    check(r#"{"format": "openapi/3"}"#, "`openapi/3`", ".hookwright.json");
    check(r#"{"format": "hookwright/9"}"#, "newer Hookwright (format 9", "newer version");
    check(
        r#"{"format": "hookwright/1", "integrations": [{"id": "a", "name": "A", "waiting": {"after_ms": "soon"}}]}"#,
        "`integrations[0].waiting.after_ms`",
        "assets/hookwright.schema.json",
    );
    check(r#"{"format": "hookwright/1", "integrations": {}}"#, "`integrations`", "schema");
}

#[test]
fn a_file_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.hookwright.json");
    hookwright(&["run", missing.to_str().unwrap()]).refuses("missing.hookwright.json", "Check the name");
    // Neither with a window nor without.
    hookwright(&[missing.to_str().unwrap()]).refuses("missing.hookwright.json", "Check the name");
    hookwright(&["preview", folder.path().to_str().unwrap()]).refuses("cannot be read", "is a file");
    hookwright(&["run", SUBSCRIPTION, "--context", "@missing.json"])
        .refuses("missing.json", "Check the name");
}

#[test]
fn names_that_the_project_does_not_know() {
    let check = |words: &[&str], sentence: &str| {
        let (command, rest) = words.split_first().unwrap();
        hookwright(&[&[*command, SUBSCRIPTION][..], rest].concat()).refuses(sentence, "one of these");
    };
    for command in ["run", "preview", "test"] {
        check(&[command, "-i", "chek"], "no integration `chek`; it has `check_subscription`");
        check(&[command, "--env", "dmo"], "no environment `dmo`; it has `demo`, `staging`, `production`");
    }
    check(
        &["preview", "--outcome", "expird"],
        "no outcome `expird`; it has `active`, `active_open_ended`, `expired`",
    );
    check(&["preview", "--channel", "sms"], "no channel `sms`; it has `whatsapp`, `web`");
    check(&["preview", "--locale", "fr"], "no language `fr`; it has `en`, `de`");
    check(&["run", "--channel", "fax"], "no channel `fax`; it has `whatsapp`, `web`");
    let folder = tempfile::tempdir().unwrap();
    let words =
        ["export", SUBSCRIPTION, "--to", "json", "--env", "dmo", "-o", folder.path().to_str().unwrap()];
    hookwright(&words).refuses("no environment `dmo`", "environment of the project");
}

#[test]
fn a_context_that_is_no_object() {
    hookwright(&["run", SUBSCRIPTION, "--context", "{user}"]).refuses("no JSON", "@FILE");
    hookwright(&["run", SUBSCRIPTION, "--context", "[1]"]).refuses("no JSON object", "@FILE");
}

#[test]
fn a_project_with_several_integrations_or_none() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        let integrations = document["integrations"].as_array_mut().unwrap();
        let mut second = integrations[0].clone();
        second["id"] = json!("second");
        integrations.push(second);
    });
    hookwright(&["run", copy.path()]).refuses("`check_subscription`, `second`", "-i");
    let ran = hookwright(&["test", copy.path()]);
    assert!(ran.out.contains("ok      second: An active subscription\n"), "{ran:?}");
    let copy = Copy::of_text(r#"{"format": "hookwright/1"}"#);
    hookwright(&["run", copy.path()]).refuses("no integration yet", "add an integration");
    assert_eq!(hookwright(&["preview", copy.path()]).code, 0);
}

#[test]
fn a_design_that_cannot_be_run() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        document["integrations"][0]["calls"][0]["connection"] = json!("cmr");
    });
    hookwright(&["run", copy.path(), "--context", ANA]).refuses("`cmr`", "Choose a connection");
    let ran = hookwright(&["preview", copy.path()]);
    assert!(ran.code == 0 && ran.err.contains("cannot be run: The call asks `cmr`"), "{ran:?}");
    let ran = hookwright(&["test", copy.path()]);
    assert!(ran.code == 1 && ran.out.contains("        The call asks `cmr`"), "{ran:?}");
    let copy = Copy::new(SUBSCRIPTION, |document| document["environments"] = json!([]));
    hookwright(&["run", copy.path(), "--context", ANA]).refuses("no environment", "Add an environment");
}

#[test]
fn a_missing_secret_names_its_variable() {
    let words = ["run", SUBSCRIPTION, "-i", "check_subscription", "--env", "staging", "--context", ANA];
    hookwright(&words).refuses("`crm_token`", "`HOOKWRIGHT_SECRET_CRM_TOKEN`");
    let mut command = program(&words);
    command.env("HOOKWRIGHT_SECRET_CRM_TOKEN", "two\nlines");
    ended(command).refuses("`crm_token` holds a line break", "Save it again");
}

#[test]
fn a_host_that_nobody_listens_on_is_an_outcome() {
    let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let copy = Copy::new(SUBSCRIPTION, |document| {
        document["connections"][0]["base_urls"]["staging"] = json!(format!("http://{closed}/api"));
        document["secrets"][0]["hosts"] = json!([]);
    });
    let before = read(copy.path());
    let mut command = program(&["run", copy.path(), "--env", "staging", "--context", ANA, "--verbose"]);
    command.env("HOOKWRIGHT_SECRET_CRM_TOKEN", "a-very-secret-value");
    let ran = ended(command);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.starts_with("I can’t reach our customer system right now."), "{ran:?}");
    assert!(ran.err.contains("(unreachable): ") && ran.err.contains("nothing listens"), "{ran:?}");
    assert!(!ran.err.contains("a-very-secret-value"), "{ran:?}");
    assert_eq!(read(copy.path()), before);
}

#[test]
fn no_command_changes_the_project() {
    let copy = Copy::of_text(&read(SUBSCRIPTION).replace("\n  ", "\n\t  "));
    let before = read(copy.path());
    let out = copy.beside("out");
    for words in [
        &["run", copy.path(), "--context", ANA][..],
        &["preview", copy.path()],
        &["test", copy.path()],
        &["check", copy.path()],
        &["test", copy.path(), "-i", "check_subscription", "--report", &format!("junit:{out}.xml")],
        &["export", copy.path(), "--to", "json", "-o", &out],
        &[copy.path()],
    ] {
        let ran = hookwright(words);
        assert_eq!(ran.code, 0, "{words:?} {ran:?}");
        assert_eq!(read(copy.path()), before, "{words:?}");
    }
}
