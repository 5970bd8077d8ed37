//! Descriptions of real systems: how many operations there are, and how many become complete integrations.

use std::fs;
use std::path::Path;

use hookwright::convert::import::openapi::Document;

use super::flaw;

/// What remains, with the reason: the description itself is at fault, and a person has to decide.
const EXPLAINED: [(&str, &str); 3] = [
    ("incomplete_sign_in", "no description has a place for the client id"),
    ("no_authentication", "personal data, and the description asks for no key"),
    ("personal_data_in_url", "sensitive data in the address"),
];

#[test]
fn real_descriptions_become_complete_integrations() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/openapi");
    let Ok(files) = fs::read_dir(&folder) else {
        println!("skipped: there are no descriptions of real systems here");
        return;
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let (mut all, mut complete, mut unexplained) = (0, 0, Vec::new());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let document = Document::read(&fs::read_to_string(&file).unwrap()).unwrap();
        let operations = document.operations();
        let mut good = 0;
        let mut rest = Vec::new();
        for operation in &operations {
            let imported = document.import(std::slice::from_ref(&operation.id));
            match flaw(&imported) {
                None => good += 1,
                Some(flaw) => rest.push(format!("    {}: {flaw}", operation.id)),
            }
        }
        println!("{name}: {good} of {} operations are complete", operations.len());
        for line in rest {
            println!("{line}");
            if !EXPLAINED.iter().any(|(code, _)| line.contains(&format!(": {code}: "))) {
                unexplained.push(format!("{name}{line}"));
            }
        }
        all += operations.len();
        complete += good;
    }
    println!("all: {complete} of {all} operations are complete");
    assert!(
        unexplained.is_empty(),
        "{} without an explanation:\n{}",
        unexplained.len(),
        unexplained.join("\n")
    );
}
