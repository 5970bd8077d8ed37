//! Every screen of the program with the story in it, in both themes and sizes. `assets/screenshots/make` writes the pictures.
#![expect(clippy::disallowed_methods, reason = "a test reads and writes pictures of the repository")]

mod places;

use std::path::{Path, PathBuf};

use egui::{Theme, Vec2};
use egui_kittest::Harness;
use hookwright::engine::add_to;
use hookwright::model::Project;
use hookwright::state::State;
use image::RgbaImage;

use super::journey::Person;
use super::palette_png;
use super::screens::{project, window};

/// The environment variable that names the folder to write pictures to.
const FOLDER: &str = "HOOKWRIGHT_SCREENSHOTS";
/// The environment variable with the beginning of the names of the screens that are wanted.
const ONLY: &str = "HOOKWRIGHT_SCREEN";

const LARGE: Vec2 = Vec2::new(1600.0, 1000.0);
const SMALL: Vec2 = Vec2::new(1024.0, 700.0);

/// One screen.
struct Screen {
    /// What its pictures are called.
    name: &'static str,
    way: Way,
}

/// How one gets there.
enum Way {
    /// In the window alone, at the moment of all pictures.
    Window(fn(&mut Harness<'static, State>)),
    /// In the window on another project.
    On(fn() -> Project, fn(&mut Harness<'static, State>)),
    /// In the whole program, which makes files and calls the demo system.
    Program(fn() -> Project, fn(&mut Person)),
}

/// The bot of all pictures: the story, with what else the same bot can do.
fn bot() -> Project {
    let mut bot = project("subscription");
    for more in ["order-status", "support-ticket"] {
        add_to(&mut bot, project(more), Vec::new());
    }
    bot
}

fn draw(screen: &Screen, size: Vec2, theme: Theme) -> RgbaImage {
    let draw_window = |project: Project, go: fn(&mut Harness<'static, State>)| {
        let mut harness = window(project, size, theme);
        harness.run();
        go(&mut harness);
        harness.run();
        harness.render().expect("the rasteriser draws everything")
    };
    match screen.way {
        Way::Window(go) => draw_window(bot(), go),
        Way::On(project, go) => draw_window(project(), go),
        Way::Program(project, go) => {
            let mut person = Person::sits_before(project(), size, theme);
            go(&mut person);
            person.harness.render().expect("the rasteriser draws everything")
        }
    }
}

/// `says-light-1600x1000`
fn name(screen: &str, size: Vec2, theme: Theme) -> String {
    let theme = if theme == Theme::Light { "light" } else { "dark" };
    format!("{screen}-{theme}-{}x{}", size.x, size.y)
}

/// The picture of a screen by the name of its file.
pub fn picture(file: &str) -> RgbaImage {
    let looks = [LARGE, SMALL].into_iter().flat_map(|size| [(size, Theme::Light), (size, Theme::Dark)]);
    for (size, theme) in looks {
        if let Some(screen) = places::SCREENS.iter().find(|screen| name(screen.name, size, theme) == file) {
            return draw(screen, size, theme);
        }
    }
    panic!("no screen has a picture called “{file}”")
}

fn all(size: Vec2, theme: Theme) {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let only = std::env::var(ONLY).unwrap_or_default();
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for screen in places::SCREENS.iter().filter(|screen| screen.name.starts_with(&only)) {
        let file = folder.join(format!("{}.png", name(screen.name, size, theme)));
        palette_png::write(&draw(screen, size, theme), &file);
    }
}

#[test]
fn large_and_light() {
    all(LARGE, Theme::Light);
}

#[test]
fn large_and_dark() {
    all(LARGE, Theme::Dark);
}

#[test]
fn small_and_light() {
    all(SMALL, Theme::Light);
}

#[test]
fn small_and_dark() {
    all(SMALL, Theme::Dark);
}

/// The pictures of the README are made by the same command.
#[test]
fn the_readme_shows_screens_that_there_are() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let shown: Vec<&str> =
        readme.split("assets/screenshots/").skip(1).filter_map(|rest| rest.split(".png").next()).collect();
    assert!(shown.len() > 3, "{shown:?}");
    for picture in shown {
        let screen = places::SCREENS.iter().any(|screen| {
            let looks =
                [LARGE, SMALL].into_iter().flat_map(|size| [(size, Theme::Light), (size, Theme::Dark)]);
            looks.into_iter().any(|(size, theme)| name(screen.name, size, theme) == picture)
        });
        assert!(screen, "there is no {picture}; it was one of {}", Path::new("assets/screenshots").display());
    }
}
