//! Disk: load, migrate, save safely, settings and recent projects.
#![expect(clippy::disallowed_methods, reason = "this room alone touches the disk")]

mod authorities;
mod document;
mod error;
mod exports;
mod private;
mod recovery;
mod repeated;
mod runs;
mod settings;
mod trace;

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::model::Project;
pub use authorities::authorities;
pub use document::{DocumentError, read, write};
pub use error::{FileError, Problem};
pub use exports::ExportRecord;
pub use private::{PrivateFiles, private_files};
pub use recovery::{Kept, KeptFile, Recovery, recovery_folder};
pub use runs::{read_runs, runs_file, runs_folder, write_runs};
pub use settings::{RecentProject, Settings, WindowState, documents_folder, is_there, settings_file};
pub use trace::Trace;

/// What the names of project files end with.
pub const EXTENSION: &str = "hookwright.json";

/// The subscription story, built in: what is shown when no project is given.
pub const STORY: &str = include_str!("../../projects/subscription.hookwright.json");

/// The largest project file that is read. A thousand integrations with samples take about 20 MB.
const LARGEST_BYTES: u64 = 256 * 1024 * 1024;

/// Opens a project file.
///
/// # Errors
/// When the file cannot be read or is no project of a version we know. The file is never changed.
pub fn load(path: &Path) -> Result<Project, FileError> {
    let text = read_text(path)?;
    read(&text).map_err(|error| FileError::new(path, Problem::Document(error)))
}

/// The text of a file; nothing when there is none, and an empty one when it is no text or too large to be one of ours.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn text_if_there(path: &Path) -> Result<Option<String>, FileError> {
    match read_text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) => match &error.problem {
            Problem::Read(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Problem::NotText | Problem::TooLarge => Ok(Some(String::new())),
            _ => Err(error),
        },
    }
}

/// Opens [`STORY`].
///
/// # Errors
/// Never, as long as the tests pass; the type spares a panic.
pub fn story() -> Result<Project, FileError> {
    read(STORY).map_err(|error| FileError::new(Path::new("the built-in story"), Problem::Document(error)))
}

/// Saves a project. The file is complete at every moment: the text goes to a neighbour first, which then takes its place.
///
/// # Errors
/// When the folder cannot be written. The file then is as it was.
pub fn save(path: &Path, project: &Project) -> Result<(), FileError> {
    write_text(path, &write(project))
}

/// Reads any text file, such as the value of `--context @FILE`.
///
/// # Errors
/// When it cannot be read, is too large or no UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let fail = |problem| FileError::new(path, problem);
    let file = fs::File::open(path).map_err(|error| fail(Problem::Read(error)))?;
    let mut bytes = Vec::new();
    file.take(LARGEST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| fail(Problem::Read(error)))?;
    if bytes.len() as u64 > LARGEST_BYTES {
        return Err(fail(Problem::TooLarge));
    }
    let text = String::from_utf8(bytes).map_err(|_| fail(Problem::NotText))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Writes a text safely: a temporary file in the same folder, flushed to disk, then renamed. Folders are made.
///
/// # Errors
/// When that fails; what was there before is then still there.
pub fn write_text(path: &Path, text: &str) -> Result<(), FileError> {
    write_safely(path, |temporary| write_through(fs::File::create(temporary)?, text.as_bytes()))
}

/// Has `fill` make a file beside `path`, which then takes its place.
fn write_safely(path: &Path, fill: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<(), FileError> {
    let fail = |error| FileError::new(path, Problem::Write(error));
    // Through a link, the file it points to is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(fail)?;
    let temporary = temporary_beside(&target);
    let written = fill(&temporary).and_then(|()| {
        if let Ok(known) = fs::metadata(&target) {
            fs::set_permissions(&temporary, known.permissions())?;
        }
        fs::rename(&temporary, &target)
    });
    if let Err(error) = written {
        // Best effort: the error that matters is the first one.
        drop(fs::remove_file(&temporary));
        return Err(fail(error));
    }
    // The rename itself survives a power cut only when the folder is flushed too; not every system can.
    if let Ok(folder) = fs::File::open(folder) {
        drop(folder.sync_all());
    }
    Ok(())
}

fn write_through(mut file: fs::File, bytes: &[u8]) -> std::io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Two programs that save the same file at once must not write into one temporary file.
fn temporary_beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
