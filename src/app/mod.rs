//! The window's door: performs effects, decides nothing.
#![expect(
    clippy::disallowed_methods,
    reason = "the app reads the clock for the state and the display from the environment"
)]

mod dialogs;
mod disk;
mod error;
mod exporting;
mod importing;
mod last_export;
mod left_as;
mod program;
mod remembering;
mod runs;
mod secrets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use eframe::{NativeOptions, Renderer};

use crate::files::{self, Settings};
use crate::model::Project;
pub use error::WindowError;
pub use program::{Dialogs, Program};

/// The environment variable with a file for the times of frames; `benches/README.md` says how to read it.
const TRACE: &str = "HOOKWRIGHT_FRAMES";

/// The window's icon; drawn by a test from the glyph of the logo.
const ICON: &[u8] = include_bytes!("../../assets/icon.png");

/// Opens the window on a project, or on the story that comes with the program, and stays until it is closed.
///
/// # Errors
/// When the project cannot be read, or there is no window to be had; the error says which package is missing where that is why.
pub fn run(project: Option<&Path>) -> Result<(), WindowError> {
    let opened = match project {
        Some(path) => files::load(path)?,
        None => files::story()?,
    };
    if !has_display() {
        return Err(WindowError::NoDisplay);
    }
    let [first, second] = renderers();
    match open_with(first, &opened, project) {
        Err(WindowError::Graphics(_)) => open_with(second, &opened, project),
        other => other,
    }
}

/// Whether there can be a window at all; elsewhere than on Linux there always can.
pub fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || set("WAYLAND_SOCKET")
}

/// OpenGL first, as it is much cheaper without a graphics card; on Windows, where remote desktops have none, the other way
/// round. Whoever names a backend for wgpu wants wgpu.
fn renderers() -> [Renderer; 2] {
    if cfg!(windows) || std::env::var_os("WGPU_BACKEND").is_some() {
        [Renderer::Wgpu, Renderer::Glow]
    } else {
        [Renderer::Glow, Renderer::Wgpu]
    }
}

fn open_with(renderer: Renderer, project: &Project, path: Option<&Path>) -> Result<(), WindowError> {
    let settings_file = files::settings_file();
    let settings = settings_file.as_deref().map(Settings::load).unwrap_or_default();
    let viewport = egui::ViewportBuilder::default()
        .with_title("Hookwright")
        .with_app_id("hookwright")
        .with_icon(eframe::icon_data::from_png_bytes(ICON).unwrap_or_default())
        .with_inner_size(left_as::size(&settings.window))
        .with_maximized(settings.window.maximized)
        .with_min_inner_size(crate::ui::theme::WindowSize::SMALLEST_WINDOW);
    let options = NativeOptions { viewport, renderer, ..NativeOptions::default() };
    let (project, path) = (project.clone(), path.map(Path::to_owned));
    let creator: eframe::AppCreator<'static> = Box::new(move |context| {
        let program = Program::new(&context.egui_ctx, project, path, Dialogs::System)?;
        context.egui_ctx.set_zoom_factor(left_as::zoom(&settings.window));
        let trace = std::env::var_os(TRACE).and_then(|file| files::Trace::create(Path::new(&file)).ok());
        let program = program
            .with_trace(trace)
            .with_settings(settings, settings_file)
            .with_kept_secrets()
            .with_runs(files::runs_folder());
        Ok(Box::new(match files::recovery_folder() {
            Some(folder) => program.with_recovery(&folder, &window_id()),
            None => program,
        }))
    });
    // A missing libxkbcommon-x11 is reported by a panic of the window library.
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !error::is_missing_library(&info.to_string()) {
            quiet(info);
        }
    }));
    let ended = catch_unwind(AssertUnwindSafe(|| eframe::run_native("Hookwright", options, creator)));
    drop(std::panic::take_hook());
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(WindowError::explain(&error.to_string())),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(WindowError::explain(&words.unwrap_or_default()))
        }
    }
}

/// Numbers of processes come back; with the moment of the start they do not.
fn window_id() -> String {
    format!("{}-{}", std::process::id(), jiff::Timestamp::now().as_millisecond())
}
