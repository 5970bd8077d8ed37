//! Real Postman collections.
#![expect(
    clippy::print_stdout,
    reason = "a test says how much of the real files it could read, or that there are none"
)]

use std::collections::BTreeMap;
use std::path::Path;

use hookwright::convert::import::postman;

use super::planned::planned;

pub fn collections() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/postman");
    #[expect(clippy::disallowed_methods, reason = "test data is read from disk")]
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    #[expect(clippy::disallowed_methods, reason = "test data is read from disk")]
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("skipped: ../shared/data/postman is not there");
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), read(&path))).collect()
}

#[test]
fn real_collections_become_integrations() {
    for (name, text) in collections() {
        let operations = postman::operations(&text).unwrap();
        let imported = postman::import(&text, &[], None).unwrap();
        let known = imported.project.integrations.len();
        let complete =
            (0..known).filter(|index| planned(&imported, *index, &BTreeMap::new()).is_ok()).count();
        println!("Postman: {name}: {} requests, {known} integrations, {complete} complete", operations.len());
        let address_known =
            !imported.project.connections.iter().any(|connection| connection.base_urls.is_empty());
        assert_eq!(known, operations.len(), "{name}: {:?}", imported.remarks);
        if address_known {
            // A sign-in whose settings are not filled in leaves a call incomplete.
            assert!(complete * 4 >= known * 3, "{name}");
        }
    }
}
