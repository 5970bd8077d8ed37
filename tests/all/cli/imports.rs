//! `import` from the command line.

use super::program;

fn import(words: &[&str]) -> super::Ran {
    let output = program(&[&["import"], words].concat()).output().unwrap();
    super::Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

const COMMAND: &str = "curl https://crm.example.com/v1/subscription -H 'Authorization: Bearer abc123' --json '{\"email\": \"ana@example.com\"}'";

#[test]
fn a_command_becomes_a_project_that_grows() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bot.hookwright.json");
    let path = file.to_str().unwrap();
    let ran = import(&["curl", COMMAND, "-o", path]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("create_subscription  POST https://crm.example.com/v1/subscription"), "{ran:?}");
    assert!(ran.out.contains("HOOKWRIGHT_SECRET_CRM_TOKEN") && !ran.out.contains("abc123"), "{ran:?}");
    let again = import(&["curl", COMMAND, "-o", path, "--format", "json"]);
    assert_eq!(again.json()["added"][0], "create_subscription_2");
    let preview = program(&["preview", path, "-i", "create_subscription"]).output().unwrap();
    assert!(preview.status.code().unwrap() <= 1, "{preview:?}");
}

#[test]
fn shown_first_and_nothing_written() {
    let ran = import(&["curl", "curl https://h.example/a -d @x", "--dry-run", "--format", "json"]);
    assert_eq!((ran.code, &ran.json()["remarks"][0]["at"]["column"]), (0, &26.into()), "{ran:?}");
    let ran = import(&["curl", "curl https://h.example/a https://h.example/b", "--list"]);
    assert_eq!(ran.out.lines().count(), 2, "{ran:?}");
    let ran =
        import(&["curl", "curl https://h.example/a https://h.example/b", "--dry-run", "--only", "get_b"]);
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
}

#[test]
fn what_cannot_be_imported_is_said() {
    import(&["curl", "no-such-file", "--list"]).refuses("cannot be read", "Check the name");
    import(&["curl", "curl -X GET", "--list"]).refuses("no cURL command", "complete");
    import(&["postman", "Cargo.toml", "--list"]).refuses("no Postman collection", "complete");
    let ran = import(&["curl", "curl -X PURGE https://h.example", "--dry-run"]);
    assert_eq!(ran.code, 1, "{ran:?}");
}
