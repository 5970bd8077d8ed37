//! Findings about a design: every kind has a design that it is about, and the three projects have none of them.

mod broken;
mod broken_answers;
mod platforms;
mod remedies;
mod sound;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use hookwright::check::{CATALOGUE, Memory, check, check_integration, explain};
use hookwright::files::load;
use hookwright::model::{Finding, Integration, Operator, Place, Project, Rule, Severity};
use jiff::Timestamp;

const PROJECTS: [&str; 3] = ["subscription", "order-status", "support-ticket"];

/// Order numbers stand in the path of many systems; that is worth knowing, and the order project shows it.
const KNOWN_HINTS: [(&str, &str); 1] = [("order-status", "personal_data_in_url")];

fn project(name: &str) -> Project {
    let file = format!("projects/{name}.hookwright.json");
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn now() -> Timestamp {
    "2026-03-27T10:00:00Z".parse().unwrap()
}

/// A place in one line: `check_subscription reply:active messages`.
fn place_of(place: &Place) -> String {
    let json = serde_json::to_value(place).unwrap();
    let word = |name: &str| json.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let part = [word("part"), word("id")].join(":");
    [word("integration"), part.trim_end_matches(':'), word("field")].join(" ").trim().to_owned()
}

fn show(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| {
        let place = place_of(&finding.place);
        format!("{} {} [{place}] {}", finding.severity.title(), finding.code, finding.title)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_three_projects_are_clean() {
    for name in PROJECTS {
        let findings = check(&project(name), now());
        let unexpected: Vec<_> = findings
            .into_iter()
            .filter(|finding| {
                finding.severity > Severity::Hint || !KNOWN_HINTS.contains(&(name, finding.code.as_str()))
            })
            .collect();
        assert!(unexpected.is_empty(), "{name}:\n{}", show(&unexpected));
    }
}

#[test]
fn every_kind_of_finding_has_a_broken_design() {
    let mut shown = BTreeSet::new();
    for row in broken::rows() {
        let mut design = project(row.project);
        (row.change)(&mut design);
        let findings = check(&design, now());
        let found = findings.iter().find(|finding| {
            finding.code == row.code
                && finding.severity == row.severity
                && place_of(&finding.place) == row.place
        });
        assert!(found.is_some(), "{} in [{}]; there is:\n{}", row.code, row.place, show(&findings));
        findings.iter().for_each(assert_well_worded);
        shown.insert(row.code);
    }
    // What platforms cannot do is tested limit by limit.
    let of_limits = platforms::codes();
    let codes = CATALOGUE.iter().map(|entry| entry.code);
    let all: BTreeSet<_> = codes.filter(|code| !of_limits.contains(code)).collect();
    let untested: Vec<_> = all.difference(&shown).collect();
    assert!(untested.is_empty(), "no broken design for {untested:?}");
}

#[test]
fn designs_that_only_look_broken_stay_clean() {
    for (what, name, code, change) in sound::designs() {
        let mut design = project(name);
        change(&mut design);
        let findings = check(&design, now());
        let found: Vec<_> = findings.into_iter().filter(|finding| finding.code == code).collect();
        assert!(found.is_empty(), "{what}:\n{}", show(&found));
    }
}

#[test]
fn every_code_stands_once_in_the_catalogue() {
    let codes: BTreeSet<_> = CATALOGUE.iter().map(|entry| entry.code).collect();
    assert_eq!(codes.len(), CATALOGUE.len());
    for entry in CATALOGUE {
        assert_eq!(explain(entry.code), Some(entry));
        let is_snake = |c: char| c.is_ascii_lowercase() || c == '_';
        assert!(entry.code.chars().all(is_snake), "{}", entry.code);
        assert!(!entry.title.ends_with('.') && entry.explanation.ends_with('.'), "{}", entry.code);
    }
    assert_eq!(explain("no_such_code"), None);
}

/// A title that begins with the consequence, a remedy that is a whole sentence, nothing over several lines.
fn assert_well_worded(finding: &Finding) {
    let entry = explain(&finding.code).unwrap();
    assert!(finding.title.starts_with(entry.title), "{}", finding.title);
    assert!(finding.severity <= entry.severity, "{}", finding.title);
    let remedy = &finding.remedy;
    let complete = remedy.ends_with(['.', '?']) && remedy.starts_with(char::is_uppercase);
    assert!(complete, "{}: {remedy}", finding.code);
    let whole = format!("{} {remedy}", finding.title);
    assert!(!whole.contains(['!', '\n']) && !whole.contains("  "), "{whole}");
}

#[test]
fn errors_come_first_and_the_order_is_always_the_same() {
    let mut design = project("subscription");
    design.integrations.push(Arc::new(Integration::default()));
    design.environments[1].id = "production".to_owned();
    let findings = check(&design, now());
    assert!(findings.is_sorted_by(|one, next| one.severity >= next.severity), "{}", show(&findings));
    assert_eq!(findings, check(&design, now()));
}

#[test]
fn an_empty_project_says_what_is_missing() {
    let findings = check(&Project::default(), now());
    let codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["no_environment", "no_integration"]);
    assert_eq!(check(&Project { languages: vec![], channels: vec![], ..Project::default() }, now()).len(), 2);
}

#[test]
fn a_new_integration_says_what_is_missing() {
    let mut design = project("subscription");
    design.integrations = vec![Arc::new(Integration::default())];
    let findings = check_integration(&design, &design.integrations[0], now());
    let codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["no_calls", "no_fallback", "no_trigger_phrase", "no_success_reply"]);
}

#[test]
fn one_integration_has_the_findings_that_the_project_has_for_it() {
    let mut design = project("subscription");
    broken::integration(&mut design).fallback.messages.clear();
    let own = check_integration(&design, &design.integrations[0], now());
    assert_eq!(own, check(&design, now()));
    let copy = (*design.integrations[0]).clone();
    assert_eq!(own, check_integration(&design, &copy, now()));
}

#[test]
fn a_key_is_never_repeated_in_its_finding() {
    let key = ["sk_li", "ve_4eC39HqLyjWDarjtT1zdp7dc"].concat();
    let mut design = project("subscription");
    design.connections[0].base_urls.insert("production".to_owned(), format!("https://x.example/{key}"));
    design.notes.clone_from(&key);
    broken::integration(&mut design).outcomes[2].when = Rule::condition("status", Operator::Is, key.as_str());
    broken::call(&mut design).path = key.as_str().into();
    let findings = check(&design, now());
    assert_eq!(findings.iter().filter(|finding| finding.code == "secret_literal").count(), 3);
    assert!(!show(&findings).contains(&key));
}

#[test]
fn what_is_remembered_is_what_would_be_found() {
    let mut design = project("subscription");
    let mut memory = Memory::default();
    let mut second = (*design.integrations[0]).clone();
    second.id = "second".to_owned();
    design.integrations.push(Arc::new(second));
    let changes: [fn(&mut Project); 6] = [
        |_| {},
        |p| broken::integration(p).fallback.messages.clear(),
        |p| p.integrations.swap(0, 1),
        |p| p.context[0].name = "user.mail".to_owned(),
        |p| p.languages.push("fr".to_owned()),
        |p| drop(p.integrations.remove(0)),
    ];
    for change in changes {
        change(&mut design);
        let findings = memory.check(&design, now());
        assert_eq!(findings, check(&design, now()));
        assert_eq!(findings, memory.check(&design, now()));
    }
}
