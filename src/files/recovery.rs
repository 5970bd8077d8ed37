//! Unsaved changes, kept aside while a window is open, and found again after a crash.
//!
//! Each window has two files in the folder of recoveries: `ID.lock`, locked for as long as the window lives, and
//! `ID.recovery`, its unsaved changes. The system lets go of a lock when a process ends, however it ends: a recovery whose lock can
//! be had was left behind, and no window takes what another one is still using. The first line of a recovery says what it is; the
//! rest is the project as in its file, so there are no secrets in it.

use std::fs::{self, File, TryLockError};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::private::write_private;
use super::{FileError, Problem, read, read_text, write};
use crate::model::Project;

/// Larger projects are not kept aside: writing them every few seconds would be felt.
const LARGEST_BYTES: usize = 64 * 1024 * 1024;
/// The longest first line that is read.
const LONGEST_HEADER_BYTES: u64 = 64 * 1024;
/// More recoveries than this are not offered; the oldest are deleted.
const MOST: usize = 12;

/// Where recoveries are kept on this system, beside the settings; none on a system without a home.
pub fn recovery_folder() -> Option<PathBuf> {
    super::settings_file().map(|file| file.with_file_name("recovery"))
}

/// The recovery of this window.
#[derive(Debug)]
pub struct Recovery {
    folder: PathBuf,
    id: String,
    /// Locked until this is dropped.
    _lock: File,
}

/// What is known about a project that is kept aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The name of the project.
    pub name: String,
    /// Its file; none when it had never been saved.
    pub path: Option<PathBuf>,
    /// When it was kept aside, in seconds since 1970.
    pub written_s: i64,
}

/// A project that was left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Which window it was.
    pub id: String,
    /// What is known about it.
    pub kept: Kept,
}

impl Recovery {
    /// The recovery of the window with this id, which no other window has: the number of the process and when it began.
    ///
    /// # Errors
    /// When the folder cannot be written, or the system has no locks there: then nothing is kept aside.
    pub fn open(folder: &Path, id: &str) -> Result<Self, FileError> {
        let path = lock_path(folder, id);
        let fail = |error| FileError::new(&path, Problem::Write(error));
        fs::create_dir_all(folder).map_err(fail)?;
        let lock = File::create(&path).map_err(fail)?;
        lock.try_lock().map_err(|error| fail(error.into()))?;
        Ok(Self { folder: folder.to_owned(), id: id.to_owned(), _lock: lock })
    }

    /// The file that changes are kept in, for a job that writes it.
    pub fn file(&self) -> PathBuf {
        kept_path(&self.folder, &self.id)
    }

    /// Keeps a project aside in [`Self::file`], for its owner alone. A project over 64 MB is left out.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(file: &Path, kept: &Kept, project: &Project) -> Result<(), FileError> {
        let header = serde_json::to_string(kept).unwrap_or_default();
        let text = header + "\n" + &write(project);
        if text.len() > LARGEST_BYTES {
            return Err(FileError::new(file, Problem::TooLarge));
        }
        write_private(file, text.as_bytes())
    }

    /// Forgets what was kept aside.
    pub fn remove(file: &Path) {
        // What is not there need not be removed, and what cannot be is offered once more.
        drop(fs::remove_file(file));
    }

    /// Forgets what was kept aside, and the window itself.
    pub fn end(self) {
        Self::remove(&self.file());
        drop(fs::remove_file(lock_path(&self.folder, &self.id)));
    }

    /// What windows left behind that are no longer there, newest first.
    pub fn left_behind(folder: &Path) -> Vec<KeptFile> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let (locks, others): (Vec<_>, Vec<_>) = names.partition(|name| name.ends_with(".lock"));
        // A write may end after its window did; without a lock it belongs to nobody.
        let ids = others.iter().filter_map(|name| name.strip_suffix(".recovery"));
        for id in ids.filter(|id| !lock_path(folder, id).exists()) {
            Self::remove(&kept_path(folder, id));
        }
        let mut found = Vec::new();
        let ids = locks.iter().filter_map(|name| name.strip_suffix(".lock").map(str::to_owned));
        for id in ids.filter(|id| is_left(folder, id)) {
            match header(&kept_path(folder, &id)) {
                Some(kept) => found.push(KeptFile { id, kept }),
                None => Self::discard(folder, &id),
            }
        }
        found.sort_by_key(|file| std::cmp::Reverse(file.kept.written_s));
        for old in found.drain(MOST.min(found.len())..) {
            Self::discard(folder, &old.id);
        }
        found
    }

    /// Reads what a window left behind.
    ///
    /// # Errors
    /// When it cannot be read, or is no project.
    pub fn read(folder: &Path, id: &str) -> Result<(Kept, Project), FileError> {
        let path = kept_path(folder, id);
        let text = read_text(&path)?;
        let (header, document) = text.split_once('\n').unwrap_or_default();
        let project = read(document).map_err(|error| FileError::new(&path, Problem::Document(error)))?;
        Ok((serde_json::from_str(header).unwrap_or_default(), project))
    }

    /// Deletes what a window left behind; of a window that is still there nothing is deleted.
    pub fn discard(folder: &Path, id: &str) {
        if is_left(folder, id) {
            Self::remove(&kept_path(folder, id));
            drop(fs::remove_file(lock_path(folder, id)));
        }
    }
}

/// Whether the window is gone. Where that cannot be known, it is taken to be there.
fn is_left(folder: &Path, id: &str) -> bool {
    let lock = fs::OpenOptions::new().write(true).open(lock_path(folder, id));
    lock.is_ok_and(|lock| !matches!(lock.try_lock(), Err(TryLockError::WouldBlock | TryLockError::Error(_))))
}

fn header(path: &Path) -> Option<Kept> {
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?.take(LONGEST_HEADER_BYTES)).read_line(&mut line).ok()?;
    serde_json::from_str(&line).ok()
}

fn lock_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.lock"))
}

fn kept_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.recovery"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(window: &Recovery, name: &str, written_s: i64) {
        let kept = Kept { name: name.to_owned(), path: None, written_s };
        Recovery::write(&window.file(), &kept, &super::super::story().unwrap()).unwrap();
    }

    #[test]
    fn what_a_crash_leaves_is_found_and_what_another_window_uses_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let there = Recovery::open(folder.path(), "1-1").unwrap();
        keep(&there, "still open", 1);
        for (id, written_s) in [("2-1", 20), ("3-1", 30)] {
            // A lock that is dropped without an end is what a crash leaves.
            keep(&Recovery::open(folder.path(), id).unwrap(), id, written_s);
        }
        let ids = || Recovery::left_behind(folder.path()).into_iter().map(|file| file.id).collect::<Vec<_>>();
        assert_eq!(ids(), ["3-1", "2-1"]);
        Recovery::discard(folder.path(), "1-1");
        assert!(there.file().exists(), "a window that is there keeps its file");

        let (kept, project) = Recovery::read(folder.path(), "2-1").unwrap();
        assert_eq!((kept.name.as_str(), project), ("2-1", super::super::story().unwrap()));
        Recovery::discard(folder.path(), "2-1");
        assert_eq!(ids(), ["3-1"]);
    }

    #[test]
    fn a_window_that_ends_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let window = Recovery::open(folder.path(), "1-1").unwrap();
        keep(&window, "saved in the end", 1);
        let file = window.file();
        window.end();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

        Recovery::write(&file, &Kept::default(), &super::super::story().unwrap()).unwrap();
        assert_eq!(Recovery::left_behind(folder.path()), [], "a write that came too late");
        assert!(!file.exists());
    }

    #[test]
    fn one_window_has_one_recovery() {
        let folder = tempfile::tempdir().unwrap();
        let _window = Recovery::open(folder.path(), "1-1").unwrap();
        assert!(Recovery::open(folder.path(), "1-1").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let window = Recovery::open(folder.path(), "1-1").unwrap();
        keep(&window, "private", 1);
        assert_eq!(fs::metadata(window.file()).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
