//! The fonts of the window: Inter in three weights, JetBrains Mono, and the icons behind every family.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

const INTER_REGULAR: &str = "Inter Regular";
const INTER_MEDIUM: &str = "Inter Medium";
const INTER_SEMIBOLD: &str = "Inter SemiBold";
const JETBRAINS_MONO: &str = "JetBrains Mono";

/// The family for names, buttons and chips.
pub fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

/// The family for titles.
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

pub(super) fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// egui's own fonts stay behind ours, so that a character ours lack is still drawn.
fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let ours: [(&str, &'static [u8]); 4] = [
        (INTER_REGULAR, include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
        (INTER_MEDIUM, include_bytes!("../../../assets/fonts/Inter-Medium.otf")),
        (INTER_SEMIBOLD, include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
        (JETBRAINS_MONO, include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.ttf")),
    ];
    for (name, bytes) in ours {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let icons = add_icons(&mut fonts);

    let behind_text = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let behind_mono = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    let family = |first: &[&str], behind: &[String]| -> Vec<String> {
        let first = first.iter().map(|name| (*name).to_owned());
        let mut names: Vec<String> = first.chain(behind.iter().cloned()).chain([icons.clone()]).collect();
        names.dedup();
        names
    };
    fonts.families.insert(FontFamily::Proportional, family(&[INTER_REGULAR], &behind_text));
    fonts.families.insert(medium(), family(&[INTER_MEDIUM, INTER_REGULAR], &behind_text));
    fonts.families.insert(semibold(), family(&[INTER_SEMIBOLD, INTER_REGULAR], &behind_text));
    fonts.families.insert(FontFamily::Monospace, family(&[JETBRAINS_MONO, INTER_REGULAR], &behind_mono));
    fonts
}

/// Gives the icon font the families that [`Icon::font_family`](super::Icon::font_family) names, and returns its name.
fn add_icons(fonts: &mut FontDefinitions) -> String {
    let insert = egui_material_icons::font_insert();
    for family in [egui_material_icons::FONT_FAMILY, egui_material_icons::FONT_FAMILY_OUTLINED] {
        fonts.families.insert(FontFamily::Name(family.into()), vec![insert.name.clone()]);
    }
    // The crate lowers the glyphs for its own buttons; we centre them ourselves.
    let mut data = insert.data;
    data.tweak.y_offset_factor = 0.0;
    fonts.font_data.insert(insert.name.clone(), Arc::new(data));
    insert.name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_the_window_writes_has_a_glyph() {
        let ctx = Context::default();
        install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for family in [FontFamily::Proportional, medium(), semibold(), FontFamily::Monospace] {
                for sign in "…·–—“”‘’•✓→←↑↓×äßéЖλ€ \u{a0}".chars().chain(['\u{e145}'])
                {
                    let font = egui::FontId::new(14.0, family.clone());
                    assert!(ui.fonts_mut(|f| f.has_glyph(&font, sign)), "{sign:?} in {family:?}");
                }
            }
        });
        output.textures_delta.clear();
    }
}
