//! The pictures of the README: drawn from the window itself, and held against what is in the repository.
//! `HOOKWRIGHT_BLESS=1` writes them anew.
#![expect(clippy::disallowed_methods, reason = "a test reads and writes pictures of the repository")]

use std::path::Path;

use egui::{Theme, Vec2};
use image::RgbaImage;

use super::{builder, palette_png, screenshots};

/// Processors round the edges of letters differently; a real change of the window is far more than this.
const SHARE_THAT_MAY_DIFFER: f64 = 0.01;
/// A channel may be off by this much without counting.
const TOLERANCE: u8 = 24;

fn check(name: &str) {
    let path = Path::new("assets/screenshots").join(format!("{name}.png"));
    compare(&screenshots::picture(name), &path, palette_png::write);
}

fn compare(drawn: &RgbaImage, path: &Path, write: fn(&RgbaImage, &Path)) {
    if std::env::var_os("HOOKWRIGHT_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(drawn, path);
    }
    let kept = image::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).into_rgba8();
    assert_eq!(kept.dimensions(), drawn.dimensions(), "{}", path.display());
    let share = share_that_differs(&kept, drawn);
    assert!(
        share <= SHARE_THAT_MAY_DIFFER,
        "{}: {:.1} % of the picture is different; HOOKWRIGHT_BLESS=1 draws it anew",
        path.display(),
        share * 100.0
    );
}

fn share_that_differs(left: &RgbaImage, right: &RgbaImage) -> f64 {
    let differs = |(left, right): (&image::Rgba<u8>, &image::Rgba<u8>)| {
        left.0.iter().zip(right.0).any(|(left, right)| left.abs_diff(right) > TOLERANCE)
    };
    let pixels = f64::from(left.width()) * f64::from(left.height());
    let count = left.pixels().zip(right.pixels()).filter(|pair| differs(*pair)).count();
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / pixels
}

#[test]
fn the_window_in_light() {
    check("says-light-1600x1000");
}

#[test]
fn the_window_in_dark() {
    check("says-dark-1600x1000");
}

#[test]
fn pictures_that_differ_are_noticed() {
    let black = RgbaImage::from_pixel(10, 10, image::Rgba([0, 0, 0, 255]));
    let mut other = black.clone();
    for x in 0..10 {
        other.put_pixel(x, 0, image::Rgba([200, 0, 0, 255]));
    }
    assert!((share_that_differs(&black, &other) - 0.1).abs() < 1e-9);
    assert!(share_that_differs(&black, &black) == 0.0);
}

/// The icon of the window, made of the same glyph as the logo in its top bar.
#[test]
fn the_icon() {
    let mut harness = builder(Vec2::splat(128.0), Theme::Light).build_ui(|ui| {
        let theme = hookwright::ui::theme::theme(ui);
        let rect = ui.ctx().content_rect();
        let painter = ui.ctx().layer_painter(egui::LayerId::background());
        painter.rect_filled(rect.shrink(4.0), 28.0, theme.color.accent);
        let glyph = hookwright::ui::theme::icons::ICON_PHISHING.codepoint;
        let font = egui::FontId::proportional(88.0);
        painter.text(rect.center(), egui::Align2::CENTER_CENTER, glyph, font, theme.color.on_accent);
    });
    harness.run();
    // Its corners are transparent.
    let write = |drawn: &RgbaImage, path: &Path| drawn.save(path).unwrap();
    compare(&harness.render().unwrap(), Path::new("assets/icon.png"), write);
}
