//! Makes room for chips in a text: an invisible glyph that is as wide as its font is large.

use egui::epaint::text::{FontPriority, GlyphBitmap, GlyphRasterizer, RasterizedGlyph};
use egui::{Color32, ColorImage, Context, vec2};

use super::buffer::is_chip;

/// Teaches the context to lay out the characters that stand for chips; a second call does nothing.
///
/// It must happen before the first text is drawn, or that frame shows a box in place of each chip.
pub fn install(ctx: &Context) {
    // One pixel, because egui takes an empty picture for "cannot be drawn".
    let nothing = ColorImage::filled([1, 1], Color32::TRANSPARENT);
    let rasterizer = GlyphRasterizer::new("hookwright chip", move |request| {
        request.cluster.chars().next().filter(|letter| is_chip(*letter))?;
        Some(RasterizedGlyph {
            bitmap: GlyphBitmap {
                image: nothing.clone(),
                offset_px: vec2(0.0, -0.5 * request.font_size_px),
                is_color: false,
            },
            advance_px: request.font_size_px,
        })
    });
    // Before every font, so that none of the system's fonts can claim these characters.
    ctx.add_glyph_rasterizer(rasterizer.with_priority(FontPriority::Highest));
}
