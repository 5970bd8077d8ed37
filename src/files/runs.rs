//! Where the histories of live runs lie: outside the projects, in the person's own folder, for nobody else to read.

use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};

use super::private::write_private;
use super::{FileError, read_text};

/// The folder of the histories on this system; none on a system without a home.
pub fn runs_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "Hookwright").map(|folders| folders.data_local_dir().join("runs"))
}

/// The history of one project in that folder. A project is known by its path; by its name as long as it has none.
pub fn runs_file(folder: &Path, project: Option<&Path>, name: &str) -> PathBuf {
    let whole = project.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    let known_by = match &whole {
        Some(path) => format!("path {}", path.to_string_lossy()),
        None => format!("name {name}"),
    };
    let hash = digest(&SHA256, known_by.as_bytes());
    let hash: String = hash.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    folder.join(format!("{hash}.json"))
}

/// Reads a history; nothing where there is none yet.
pub fn read_runs(file: &Path) -> Option<String> {
    read_text(file).ok()
}

/// Writes a history; on Unix with the mode 0600.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_runs(file: &Path, text: &str) -> Result<(), FileError> {
    write_private(file, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_project_has_a_history_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = |path: Option<&str>, name| runs_file(folder.path(), path.map(Path::new), name);
        let own = file(Some("/a/b.json"), "B");
        assert_eq!(own, file(Some("/a/b.json"), "renamed"));
        assert_ne!(own, file(Some("/a/c.json"), "B"));
        assert_ne!(own, file(None, "B"));
        assert_eq!(read_runs(&own), None);
        write_runs(&own, "{}").unwrap();
        assert_eq!(read_runs(&own).as_deref(), Some("{}"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(own.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
