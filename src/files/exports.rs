//! What a project was when it was exported last: kept beside the histories of live runs, for nobody else to read.
//!
//! The first line says when it went where; the rest is the project as in its file, so there are no secrets in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::private::write_private;
use super::runs::runs_file;
use super::{FileError, Problem, read, read_text, write};
use crate::model::Project;

/// Larger projects are not kept: the copy would cost more than it is worth.
const LARGEST_BYTES: usize = 64 * 1024 * 1024;
/// The last exports of so many projects are kept, the newest ones.
const MOST: usize = 50;
const ENDING: &str = "exported";

/// What is known about an export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportRecord {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// The name of the target on the screen.
    pub target: String,
    /// Where its files went.
    pub folder: PathBuf,
    /// The only integration that was exported, by id; none: all of them.
    pub integration: Option<String>,
}

impl ExportRecord {
    /// The record of one project in that folder. A project is known by its path; by its name as long as it has none.
    pub fn file(folder: &Path, project: Option<&Path>, name: &str) -> PathBuf {
        runs_file(folder, project, name).with_extension(ENDING)
    }

    /// Reads a record with the project that was exported; nothing where there is none, or none of ours.
    pub fn read(file: &Path) -> Option<(Self, Project)> {
        let text = read_text(file).ok()?;
        let (record, document) = text.split_once('\n')?;
        Some((serde_json::from_str(record).ok()?, read(document).ok()?))
    }

    /// Writes a record; on Unix with the mode 0600. Those of projects that were not exported for longest are forgotten.
    ///
    /// # Errors
    /// When the folder cannot be written, or the project is over 64 MB.
    pub fn write(&self, file: &Path, project: &Project) -> Result<(), FileError> {
        let text = serde_json::to_string(self).unwrap_or_default() + "\n" + &write(project);
        if text.len() > LARGEST_BYTES {
            return Err(FileError::new(file, Problem::TooLarge));
        }
        write_private(file, text.as_bytes())?;
        forget_oldest(file.parent().unwrap_or(Path::new(".")));
        Ok(())
    }
}

fn forget_oldest(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let files = entries.flatten().map(|entry| entry.path());
    let ours = files.filter(|file| file.extension().is_some_and(|ending| ending == ENDING));
    let written = |file: &PathBuf| fs::metadata(file).and_then(|known| known.modified()).ok();
    let mut ours: Vec<(SystemTime, PathBuf)> =
        ours.map(|file| (written(&file).unwrap_or(SystemTime::UNIX_EPOCH), file)).collect();
    ours.sort_by(|one, other| other.cmp(one));
    for (_, file) in ours.drain(MOST.min(ours.len())..) {
        // What cannot be removed now is removed after the next export.
        drop(fs::remove_file(file));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_found_again_and_old_ones_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| ExportRecord::file(folder.path(), None, name);
        let project = super::super::story().unwrap();
        let record = ExportRecord { at_ms: 5, target: "Rasa".to_owned(), ..ExportRecord::default() };
        assert_eq!(ExportRecord::read(&file("a")), None);
        record.write(&file("a"), &project).unwrap();
        assert_eq!(ExportRecord::read(&file("a")), Some((record.clone(), project)));
        for number in 0..MOST + 5 {
            record.write(&file(&number.to_string()), &Project::default()).unwrap();
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), MOST);
        fs::write(file("broken"), "{}\nno project").unwrap();
        assert_eq!(ExportRecord::read(&file("broken")), None);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = ExportRecord::file(folder.path(), None, "a");
        ExportRecord::default().write(&file, &Project::default()).unwrap();
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
