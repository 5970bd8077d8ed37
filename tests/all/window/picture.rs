//! Pictures of the window, for people to look at: for the README, and to compare with the design.
#![expect(clippy::disallowed_methods, reason = "a test writes where its caller asks it to")]

use std::path::PathBuf;

use egui_kittest::Harness;

/// The environment variable that names the folder to write pictures to.
const FOLDER: &str = "HOOKWRIGHT_PICTURES";

/// Draws the harness, and writes it to `NAME.png` when a folder for pictures is given.
pub fn take<State>(harness: &mut Harness<'_, State>, name: &str) {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let image = harness.render().expect("the rasteriser draws everything");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    image.save(folder.join(format!("{name}.png"))).expect("the picture can be written");
}
