//! Findings about a design: every kind has a design that it is about, and the three projects have none of them.

use std::collections::BTreeSet;
use std::path::Path;

use hookwright::check::{CATALOGUE, check, check_integration, explain};
use hookwright::files::load;
use hookwright::model::{Finding, Integration, Project, Severity};
use jiff::Timestamp;

pub(crate) fn project(name: &str) -> Project {
    let file = format!("projects/{name}.hookwright.json");
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn now() -> Timestamp {
    "2026-03-27T10:00:00Z".parse().unwrap()
}

fn show(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| {
        let place = serde_json::to_string(&finding.place).unwrap();
        format!(
            "{} {}: {}\n    → {}\n    {place}",
            finding.severity.title(),
            finding.code,
            finding.title,
            finding.remedy
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn show_all() {
    for name in ["subscription", "order-status", "support-ticket"] {
        eprintln!("== {name}\n{}", show(&check(&project(name), now())));
    }
    eprintln!("== empty\n{}", show(&check(&Project::default(), now())));
    let p = Project { integrations: vec![Default::default()], ..Default::default() };
    eprintln!("== default\n{}", show(&check(&p, now())));
    let _ = (
        check_integration,
        explain,
        CATALOGUE,
        Severity::Hint,
        BTreeSet::<u8>::new(),
        Integration::default(),
    );
}
