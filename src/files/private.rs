//! Two files that only their owner may read: the encrypted secrets, and the key to them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{FileError, write_safely, write_through};

/// Where the encrypted secrets and their key lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateFiles {
    /// `secrets.hookwright`.
    pub secrets: PathBuf,
    /// `secrets.key`, beside it.
    pub key: PathBuf,
}

/// The private files of this computer's user; none on a system without a home.
pub fn private_files() -> Option<PrivateFiles> {
    directories::ProjectDirs::from("", "", "Hookwright")
        .map(|folders| PrivateFiles::in_folder(folders.config_dir()))
}

impl PrivateFiles {
    /// The private files in that folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { secrets: folder.join("secrets.hookwright"), key: folder.join("secrets.key") }
    }

    /// Both, as bytes; nothing when one of them is missing or cannot be read. A file without its key cannot be told from no
    /// file here: [`write`](Self::write) does not overwrite it.
    pub fn read(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        Some((fs::read(&self.secrets).ok()?, fs::read(&self.key).ok()?))
    }

    /// Writes both, the key first, so that there is never a file without its key. On Unix their mode is 0600; on Windows they
    /// lie in the person's own profile, which others cannot read.
    ///
    /// # Errors
    /// When the folder cannot be written, or holds secrets without a key: those may still be wanted.
    pub fn write(&self, secrets: &[u8], key: &[u8]) -> Result<(), FileError> {
        if fs::read(&self.key).ok().as_deref() != Some(key) {
            if self.secrets.exists() || self.key.exists() {
                let error = std::io::Error::other("another file of secrets is in the way");
                return Err(FileError::new(&self.secrets, super::Problem::Write(error)));
            }
            write_private(&self.key, key)?;
        }
        write_private(&self.secrets, secrets)
    }
}

pub(super) fn write_private(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_safely(path, |temporary| write_through(create_private(temporary)?, bytes))
}

#[cfg(unix)]
fn create_private(path: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    // What a broken write left behind may have another mode.
    drop(fs::remove_file(path));
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> std::io::Result<fs::File> {
    fs::File::create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let files = PrivateFiles::in_folder(&folder.path().join("new"));
        assert_eq!(files.read(), None);
        files.write(b"sealed", b"key").unwrap();
        files.write(b"sealed again", b"key").unwrap();
        assert_eq!(files.read(), Some((b"sealed again".to_vec(), b"key".to_vec())));
        #[cfg(unix)]
        for file in [&files.secrets, &files.key] {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn secrets_whose_key_is_lost_are_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let files = PrivateFiles::in_folder(folder.path());
        files.write(b"sealed", b"key").unwrap();
        fs::remove_file(&files.key).unwrap();
        assert!(files.write(b"new", b"other key").is_err());
        assert_eq!(fs::read(&files.secrets).unwrap(), b"sealed");
    }
}
