//! What the program remembers between two starts.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{FileError, read_text, write_text};

/// Remembered settings. Not part of any project; a file that is lost or broken costs nothing but these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Version of this file.
    pub version: u32,
    /// `light`, `dark`, or empty to follow the system.
    pub theme: String,
    /// The window and its panes as they were left.
    pub window: WindowState,
    /// Projects opened last, newest first.
    pub recent: Vec<RecentProject>,
}

/// How the window was left. Sizes are in points and 0 where nobody has changed them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowState {
    /// Width of the window.
    pub width: u32,
    /// Height of the window.
    pub height: u32,
    /// Whether it filled the screen.
    pub maximized: bool,
    /// How much everything is enlarged, in percent.
    pub zoom_percent: u32,
    /// Width of the list at the left.
    pub left: u32,
    /// Width of the conversation at the right.
    pub right: u32,
    /// Height of the open test panel.
    pub below: u32,
    /// Whether the test panel was open.
    pub panel_open: bool,
    /// The project that was open; none for the example and for one that was never saved.
    pub project: Option<PathBuf>,
    /// The page that was open, by its title.
    pub page: String,
    /// The step that was open, by its title.
    pub step: String,
    /// The integration that was open, by id.
    pub integration: String,
}

/// A project that was opened, with what the start page says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecentProject {
    /// Its file.
    pub path: PathBuf,
    /// Its name on the screen.
    pub name: String,
    /// When it was opened or saved last, in seconds since 1970.
    pub opened_s: i64,
    /// How many integrations it had then.
    pub integrations: usize,
    /// How many findings it had then, hints left out.
    pub findings: usize,
    /// Whether any integration had a scenario.
    pub tested: bool,
}

/// How many recent projects are kept.
const MOST_RECENT: usize = 12;

impl Settings {
    /// Reads the settings; the usual ones when there are none or they cannot be read.
    pub fn load(file: &Path) -> Self {
        read_text(file).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Saves the settings.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn save(&self, file: &Path) -> Result<(), FileError> {
        write_text(file, &(serde_json::to_string_pretty(self).unwrap_or_default() + "\n"))
    }

    /// Puts a project at the top of the recent ones.
    pub fn remember(&mut self, project: RecentProject) {
        self.forget(&project.path);
        self.recent.insert(0, project);
        self.recent.truncate(MOST_RECENT);
    }

    /// Takes a project from the recent ones, and says where it stood. Its file stays.
    pub fn take(&mut self, project: &Path) -> Option<(usize, RecentProject)> {
        let place = self.recent.iter().position(|known| known.path == project)?;
        Some((place, self.recent.remove(place)))
    }

    /// Puts one back where it stood.
    pub fn put_back(&mut self, place: usize, project: RecentProject) {
        self.recent.insert(place.min(self.recent.len()), project);
        self.recent.truncate(MOST_RECENT);
    }

    /// Takes a project from the recent ones. Its file stays.
    pub fn forget(&mut self, project: &Path) {
        self.recent.retain(|known| known.path != project);
    }
}

/// Where the settings are kept on this system; none on a system without a home.
pub fn settings_file() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "Hookwright")
        .map(|folders| folders.config_dir().join("settings.json"))
}

/// The folder where people keep their files; none on a system without a home.
pub fn documents_folder() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    Some(folders.document_dir().unwrap_or(folders.home_dir()).to_owned())
}

/// Whether a file is still where it was.
pub fn is_there(path: &Path) -> bool {
    path.is_file()
}
