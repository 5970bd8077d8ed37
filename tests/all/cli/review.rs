//! Tables of customers, the hand-over document, and the difference of two versions.

use serde_json::{Value, json};

use super::{Copy, SUBSCRIPTION, hookwright, read, write};

/// A table beside nothing else; the folder lives as long as the first value.
fn table(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customers.csv");
    write(&file, text);
    let path = file.to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn a_table_is_played_from_its_file() {
    let (folder, file) = table(
        "email;Expected outcome;Sample;contains\n\
         ana@example.com;Active;active;March 30\n\
         leo@example.com;expired;expired;\n",
    );
    let ran = hookwright(&["test", SUBSCRIPTION, "--data", &file]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("ok      Line 2") && ran.out.contains("2 passed, 0 failed"), "{ran:?}");

    let (_other, file) = table("email,outcome\nana@example.com,Expired\nleo@example.com,nonsense\nx\n");
    let (junit, report) = (folder.path().join("junit.xml"), folder.path().join("report.json"));
    let (to_junit, to_json) = (format!("junit:{}", junit.display()), format!("json:{}", report.display()));
    let ran =
        hookwright(&["test", SUBSCRIPTION, "--data", &file, "--report", &to_junit, "--report", &to_json]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("There is no outcome “nonsense”") && ran.out.contains("3 failed"), "{ran:?}");
    assert!(read(&junit).contains("failures=\"3\""));
    let report: Value = serde_json::from_str(&read(&report)).unwrap();
    assert_eq!((&report["failed"], report["scenarios"].as_array().unwrap().len()), (&json!(3), 3));
}

#[test]
fn a_table_that_cannot_be_played_is_refused() {
    let (_folder, file) = table("email\nana@example.com\n");
    hookwright(&["test", SUBSCRIPTION, "--data", &file])
        .refuses("No column says what must follow", "expected outcome");
    hookwright(&["test", SUBSCRIPTION, "--data", "/nowhere.csv"]).refuses("nowhere.csv", "");
}

#[test]
fn a_table_asks_the_demo_system() {
    let (_folder, file) =
        table("email,outcome\nana@example.com,active\nleo@example.com,expired\nnobody@x.example,not_found\n");
    let ran = hookwright(&["test", SUBSCRIPTION, "--data", &file, "--live"]);
    assert!(ran.code == 0 && ran.out.contains("3 passed"), "{ran:?}");
}

#[test]
fn the_document_is_written_in_both_forms() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        document["integrations"][0]["name"] = json!("Check <b>subscription</b> | *now*");
    });
    let (html, markdown) = (copy.beside("out.html"), copy.beside("out.md"));
    for file in [&html, &markdown] {
        let ran = hookwright(&["report", copy.path(), "-o", file, "--env", "production"]);
        assert_eq!((ran.code, ran.out.trim()), (0, file.as_str()), "{ran:?}");
    }
    let (html, markdown) = (read(html), read(markdown));
    assert!(html.contains("Check &lt;b&gt;subscription&lt;/b&gt; | *now*") && !html.contains("<b>"));
    assert!(markdown.contains("Check \\<b\\>subscription\\</b\\> \\| \\*now\\*"));
    for text in [&html, &markdown] {
        for words in
            ["Your subscription has expired.", "verlängert sich am 30. März.", "Customer’s e-mail", "passed"]
        {
            assert!(text.contains(words), "{words}");
        }
        assert!(!text.contains("demo-token"));
    }
    let ran = hookwright(&["report", SUBSCRIPTION, "-o", "out.pdf"]);
    assert!(ran.code == 2 && ran.err.contains(".md or .html"), "{ran:?}");
}

#[test]
fn two_versions_are_compared_in_words() {
    let copy = Copy::new(SUBSCRIPTION, |document| {
        document["integrations"][0]["calls"][0]["policy"]["time_limit_ms"] = json!(8000);
    });
    let ran = hookwright(&["diff", SUBSCRIPTION, copy.path()]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.out, "Check subscription\n  Time limit of the call to CRM: 5 seconds → 8 seconds\n");
    let ran = hookwright(&["diff", SUBSCRIPTION, SUBSCRIPTION]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    let ran = hookwright(&["diff", SUBSCRIPTION, copy.path(), "--format", "json"]);
    assert_eq!(ran.json()["changed"][0]["place"]["integration"], "check_subscription");
    hookwright(&["diff", SUBSCRIPTION, "/nowhere.json"]).refuses("nowhere.json", "");
}
