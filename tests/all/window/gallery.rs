//! Every widget in every state, in both themes and both layouts. Drawing it is the test: kittest panics on an input
//! without a name and on a character without a glyph. `HOOKWRIGHT_PICTURES=DIR` also writes the pictures.

mod controls;
mod says;
mod shell;

use egui::{Theme, Ui, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{builder, paint_ground, picture};

const LARGE: Vec2 = Vec2::new(1600.0, 1000.0);
const SMALL: Vec2 = Vec2::new(1024.0, 1000.0);

fn show(name: &str, page: fn(&mut Ui)) {
    for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, size_name) in [(LARGE, "1600"), (SMALL, "1024")] {
            let mut harness: Harness<'_> = builder(size, theme).build_ui(move |ui| {
                paint_ground(ui);
                page(ui);
            });
            harness.run();
            picture::take(&mut harness, &format!("{name}-{theme_name}-{size_name}"));
        }
    }
}

#[test]
fn controls_can_be_drawn() {
    show("controls", controls::page);
}

#[test]
fn the_step_says_can_be_drawn() {
    show("says", says::page);
}

#[test]
fn the_shell_can_be_drawn() {
    show("shell", shell::page);
}

#[test]
fn an_open_list_and_a_tooltip_can_be_drawn() {
    for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut harness = builder(Vec2::new(520.0, 260.0), theme).build_ui(|ui| {
            paint_ground(ui);
            controls::list_and_icon(ui);
        });
        harness.get_by_label("Shown as").click();
        harness.run();
        picture::take(&mut harness, &format!("list-{theme_name}"));
        harness.key_press(egui::Key::Escape);
        harness.run();
        harness.get_by_label("Undo").hover();
        harness.run();
        harness.run();
        picture::take(&mut harness, &format!("tooltip-{theme_name}"));
    }
}
