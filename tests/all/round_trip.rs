//! Round trips: what `postman`, `curl` and `openapi` write is read again as the same calls.
//!
//! The same means: planned for the same conversation, both projects send the same bytes to the same address; they prove who
//! they are in the same way with a secret of the same name; and, where the format has a place for them, the inputs have the same
//! names and kinds. What a format cannot carry stands in [`kinds`] with the code of the line in which the export said so.

mod kinds;
mod same;

use std::path::Path;

use hookwright::convert::export::{Exported, Fate, Order, Target, export};
use hookwright::convert::import::{Imported, curl, openapi, postman};
use hookwright::files;
use hookwright::model::{Project, Stage};

use kinds::Gap;

#[test]
fn a_collection_comes_back() {
    each(Target::Postman, "collection.json", |text| postman::import(text, &[], None).unwrap());
}

#[test]
fn commands_come_back() {
    each(Target::Curl, ".sh", |text| curl::import(text).unwrap());
}

#[test]
fn a_description_comes_back() {
    each(Target::OpenApi, ".openapi.json", |text| openapi::import(text, None).unwrap());
}

#[test]
fn a_description_of_version_3_0_comes_back() {
    each(Target::OpenApi30, ".openapi.json", |text| openapi::import(text, None).unwrap());
}

/// Sends every project through a target and back, in each environment that is not the bundled demo.
fn each(target: Target, ending: &str, import: impl Fn(&str) -> Imported) {
    let mut problems = Vec::new();
    for (name, project) in projects() {
        let real = project.environments.iter().filter(|environment| environment.stage != Stage::Demo);
        for environment in real {
            for integration in &project.integrations {
                let order = Order {
                    environment: Some(&environment.id),
                    integration: Some(&integration.id),
                    ..Order::new(&project)
                };
                let exported = export(&order, target).unwrap();
                let files = exported.files.iter().filter(|file| file.name.ends_with(ending));
                let imported: Vec<Imported> = files.map(|file| import(&file.text)).collect();
                let gaps = kinds::gaps(target, integration);
                gaps.iter().for_each(|gap| assert_said(&exported, gap, target, &integration.id));
                let trip = same::Trip { project: &project, environment: &environment.id, integration };
                let found = trip.problems(&imported, &gaps);
                problems.extend(found.into_iter().map(|it| format!("{name}, {}: {it}", integration.id)));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What does not come back was lost, emulated or blocked in a line of the report.
fn assert_said(exported: &Exported, gap: &Gap, target: Target, integration: &str) {
    let said = exported.report.iter().any(|line| line.code == gap.code && line.fate != Fate::Kept);
    assert!(said, "{target:?} of {integration} does not say {}: {:#?}", gap.code, exported.report);
}

fn projects() -> Vec<(String, Project)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = [
        "projects/subscription",
        "projects/order-status",
        "projects/support-ticket",
        "tests/data/nasty",
        "tests/data/two-calls",
        "tests/data/formats",
    ];
    let load = |name: &&str| files::load(&root.join(format!("{name}.hookwright.json"))).unwrap();
    let mut projects: Vec<_> = names.iter().map(|name| ((*name).to_owned(), load(name))).collect();
    projects.push(("every kind".to_owned(), kinds::project()));
    projects
}
