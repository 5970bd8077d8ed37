//! What is really drawn: every letter can be read on the ground it stands on, and no sentence shows the marks around its names.
//!
//! The ground of a letter is found by painting, in their order, the fills that lie under it.

use egui::epaint::text::ByteIndex;
use egui::epaint::{Shape, TextShape};
use egui::{Color32, FontFamily, Pos2, Rect, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;

/// WCAG 2.2, 1.4.3, for texts of our sizes.
const LEAST_FOR_TEXT: f64 = 4.5;
/// WCAG 2.2, 1.4.11, for icons, which always stand beside words or have a name.
const LEAST_FOR_ICONS: f64 = 3.0;

/// Fails with everything that cannot be read, or shows a backtick around a name.
pub fn check<S>(name: &str, harness: &Harness<'_, S>) {
    let mut offences = faint(harness);
    offences.extend(marked(harness));
    offences.sort();
    offences.dedup();
    assert!(offences.is_empty(), "{name}:\n{}", offences.join("\n"));
}

/// Names and sentences that a screen reader would read with their marks.
fn marked<S>(harness: &Harness<'_, S>) -> Vec<String> {
    let root = harness.root();
    let labels = root.children_recursive().filter_map(|node| node.accesskit_node().label());
    let labels = labels.filter(|label| label.contains('`'));
    labels.map(|label| format!("“{label}” is spoken with its marks")).collect()
}

fn faint<S>(harness: &Harness<'_, S>) -> Vec<String> {
    let mut flat = Vec::new();
    for clipped in &harness.output().shapes {
        flatten(clipped.clip_rect, &clipped.shape, &mut flat);
    }
    let mut offences = Vec::new();
    for (index, (clip, shape)) in flat.iter().enumerate() {
        if let Shape::Text(text) = shape {
            texts(&flat[..index], *clip, text, &mut offences);
        }
    }
    offences
}

fn flatten<'a>(clip: Rect, shape: &'a Shape, flat: &mut Vec<(Rect, &'a Shape)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| flatten(clip, shape, flat)),
        Shape::Noop => {}
        shape => flat.push((clip, shape)),
    }
}

/// Each run of one colour in each row of a text.
fn texts(below: &[(Rect, &Shape)], clip: Rect, text: &TextShape, offences: &mut Vec<String>) {
    let words = &text.galley.job.text;
    let starts: Vec<usize> = words.char_indices().map(|(start, _)| start).collect();
    let mut count = 0;
    for row in &text.galley.rows {
        let mut last = None;
        for glyph in &row.row.glyphs {
            // What stands for the rest of a text is none of its letters.
            let start = starts.get(count).or(starts.last()).copied().unwrap_or_default();
            count += 1;
            let sections = &text.galley.job.sections;
            let section = sections.iter().position(|section| section.byte_range.contains(&ByteIndex(start)));
            if glyph.chr.is_whitespace() || last == section {
                continue;
            }
            let Some(format) = section.map(|section| &sections[section].format) else { continue };
            let height = row.row.size.y / 2.0;
            let middle = Vec2::new(glyph.pos.x + glyph.advance_width / 2.0, height);
            let at = text.pos + row.pos.to_vec2() + middle;
            if !clip.contains(at) {
                continue;
            }
            last = section;
            if words.contains('`') && format.font_id.family != FontFamily::Monospace {
                offences.push(format!("“{words}” shows its marks"));
            }
            let ground = over(ground(below, at), format.background, 1.0);
            let own = if format.color == Color32::PLACEHOLDER { text.fallback_color } else { format.color };
            let color = over(ground, text.override_text_color.unwrap_or(own), text.opacity_factor);
            let least = if is_icon(glyph.chr) { LEAST_FOR_ICONS } else { LEAST_FOR_TEXT };
            let found = contrast(color, ground);
            if found < least {
                let words: String = words.chars().take(60).collect();
                offences.push(format!("“{words}”: {color:?} on {ground:?} is {found:.2} and not {least}"));
            }
        }
        count += usize::from(row.ends_with_newline);
    }
}

/// The icons stand in the private use areas of Unicode.
fn is_icon(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// What a point looks like after these shapes.
fn ground(below: &[(Rect, &Shape)], at: Pos2) -> Color32 {
    let mut ground = Color32::BLACK;
    for (clip, shape) in below {
        if !clip.contains(at) {
            continue;
        }
        match shape {
            // Shadows are soft and lie around what they belong to.
            Shape::Rect(rect) if rect.blur_width == 0.0 && rect.rect.contains(at) => {
                ground = over(ground, rect.fill, 1.0);
            }
            Shape::Circle(circle) if circle.center.distance(at) <= circle.radius => {
                ground = over(ground, circle.fill, 1.0);
            }
            _ => {}
        }
    }
    ground
}

/// Premultiplied, in gamma space, as egui paints.
fn over(ground: Color32, color: Color32, opacity: f32) -> Color32 {
    ground.blend(color.gamma_multiply(opacity))
}

/// As WCAG 2 defines it.
fn contrast(one: Color32, other: Color32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color32) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "greys that no theme has")]
fn what_is_faint_or_marked_is_noticed() {
    use egui::{RichText, Theme};
    let check = |ground: Color32, color: Color32, words: &'static str| {
        let mut harness = super::builder::<()>(Vec2::new(300.0, 80.0), Theme::Light).build_ui(move |ui| {
            ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, ground);
            ui.label(RichText::new(words).color(color));
        });
        harness.run();
        faint(&harness)
    };
    assert_eq!(check(Color32::WHITE, Color32::BLACK, "fine"), Vec::<String>::new());
    assert_eq!(check(Color32::WHITE, Color32::from_gray(150), "faint").len(), 1);
    assert_eq!(check(Color32::BLACK, Color32::from_gray(80), "faint").len(), 1);
    assert_eq!(check(Color32::WHITE, Color32::BLACK, "a `name`").len(), 1);
}
