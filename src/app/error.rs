//! Why there is no window, and what to install.

use thiserror::Error;

use crate::files::FileError;

/// Why there is no window.
#[derive(Debug, Error)]
pub enum WindowError {
    /// The project cannot be opened.
    #[error(transparent)]
    File(#[from] FileError),
    /// No screen.
    #[error("There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set")]
    NoDisplay,
    /// A screen that does not answer.
    #[error("The display does not answer: {0}")]
    DeadDisplay(String),
    /// A system library is missing.
    #[error("The window needs the system library {library}, which is not installed")]
    Library {
        /// Its name.
        library: &'static str,
        /// The Debian packages that bring it.
        packages: &'static str,
    },
    /// Nothing can draw.
    #[error("The window finds no way to draw: {0}")]
    Graphics(String),
    /// Anything else.
    #[error("The window cannot be opened: {0}")]
    Other(String),
}

/// Everything that an X11 window needs, for the message and the README.
const X11_PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0";

impl WindowError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::File(error) => error.hint().to_owned(),
            Self::NoDisplay => {
                "Start it on a desktop, or use the commands of `hookwright --help` in the terminal".to_owned()
            }
            Self::DeadDisplay(_) => "Check DISPLAY, or start a desktop or Xvfb first".to_owned(),
            Self::Library { packages, .. } => {
                format!("Install it; on Debian and Ubuntu: apt install {packages}")
            }
            Self::Graphics(_) => {
                "Install OpenGL or Vulkan; on Debian and Ubuntu: apt install libegl1 (or mesa-vulkan-drivers)"
                    .to_owned()
            }
            Self::Other(_) => "Use the commands of `hookwright --help` in the terminal meanwhile".to_owned(),
        }
    }

    /// From the words of the window library, which has no kinds for these.
    pub(super) fn explain(words: &str) -> Self {
        let line = words.lines().next().unwrap_or_default().to_owned();
        if words.contains("libxkbcommon-x11") {
            Self::Library { library: "libxkbcommon-x11", packages: "libxkbcommon-x11-0" }
        } else if words.contains("libxkbcommon") {
            Self::Library { library: "libxkbcommon", packages: "libxkbcommon0" }
        } else if words.contains("xlib's shared libraries") {
            Self::Library { library: "libX11, libXcursor or libXi", packages: X11_PACKAGES }
        } else if words.contains("neither WAYLAND_DISPLAY") {
            Self::NoDisplay
        } else if words.contains("open connection to X server") {
            Self::DeadDisplay(line)
        } else if ["glutin", "WGPU", "wgpu", "OpenGL", "opengl", "egl", "EGL"]
            .iter()
            .any(|word| words.contains(word))
        {
            Self::Graphics(line)
        } else {
            Self::Other(line)
        }
    }
}

/// Whether a panic is the window library's way to say that a library is missing.
pub(super) fn is_missing_library(words: &str) -> bool {
    words.contains("could not be loaded") && words.contains("Library")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_missing_thing_is_named() {
        let check = |words: &str, expect: &str| {
            let error = WindowError::explain(words);
            let all = format!("{error}. {}", error.hint());
            assert!(all.contains(expect), "{all}");
        };
        check("Library libxkbcommon-x11.so could not be loaded.", "apt install libxkbcommon-x11-0");
        check("winit EventLoopError: … Failed to load one of xlib's shared libraries", "libx11-6");
        check("os error at …: neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set.", "no display");
        check("os error at …: Failed to open connection to X server", "Check DISPLAY");
        check("Found no glutin configs matching the template: …", "apt install libegl1");
        check("WGPU error: Failed to create surface for any enabled backend: {}", "apt install libegl1");
        check("something new", "something new");
    }
}
