//! Every colour of the window: the only file that makes colours out of numbers.
#![expect(clippy::disallowed_methods, reason = "this is the one place where colours are made")]

use egui::{Color32, Shadow};

/// The colours of one theme, by their names in the design.
#[derive(Clone, Debug, PartialEq)]
pub struct Colors {
    /// Behind everything, and the centre.
    pub window: Color32,
    /// Top bar, left and right pane, test bar.
    pub panel: Color32,
    /// Cards, fields, buttons.
    pub surface: Color32,
    /// Wells that can only be read, tags, segmented controls.
    pub sunken: Color32,
    /// The row under the pointer.
    pub hover: Color32,
    /// Edges of cards, dividers. Decoration only.
    pub line: Color32,
    /// Edges of buttons and of the phone. Decoration only.
    pub line_strong: Color32,
    /// Edges of text fields, check boxes and switches.
    pub line_control: Color32,
    /// Main text.
    pub text: Color32,
    /// Second lines, icons at rest.
    pub text_2: Color32,
    /// Group labels, placeholders, technical names.
    pub text_3: Color32,
    /// Primary button, edge of what is selected, focus, switch that is on.
    pub accent: Color32,
    /// Primary button under the pointer.
    pub accent_hover: Color32,
    /// Text on `accent` and on `err_solid`.
    pub on_accent: Color32,
    /// Links, text of chips, the selected step.
    pub accent_text: Color32,
    /// Fill of the selected row and of chips.
    pub accent_soft: Color32,
    /// Edge of chips, ring around the focus.
    pub accent_line: Color32,
    /// Ready, kept, found.
    pub ok: Color32,
    /// Fill that means the same as `ok`.
    pub ok_soft: Color32,
    /// Edge that means the same as `ok`.
    pub ok_line: Color32,
    /// Late, built differently.
    pub warn: Color32,
    /// Fill that means the same as `warn`.
    pub warn_soft: Color32,
    /// Edge that means the same as `warn`.
    pub warn_line: Color32,
    /// Silence, blocked.
    pub err: Color32,
    /// Fill that means the same as `err`.
    pub err_soft: Color32,
    /// Edge that means the same as `err`.
    pub err_line: Color32,
    /// Edge of a silent card, the part of a bar that is over budget.
    pub err_solid: Color32,
    /// Head of the phone.
    pub wa_head: Color32,
    /// Ground of the conversation.
    pub wa_bg: Color32,
    /// Message of the bot.
    pub wa_in: Color32,
    /// Message of the customer.
    pub wa_out: Color32,
    /// Text of a message.
    pub wa_text: Color32,
    /// Times and system lines in the conversation.
    pub wa_meta: Color32,
    /// Text of a reply button.
    pub wa_link: Color32,
    /// The bar in which the customer would type.
    pub wa_bar: Color32,
    /// Ticks of a message that was read.
    pub wa_tick: Color32,
    /// The disc behind the picture in the head of the phone.
    pub wa_avatar: Color32,
}

impl Colors {
    pub(super) const fn light() -> Self {
        Self {
            window: rgb(0xF4F4F6),
            panel: rgb(0xFAFAFB),
            surface: rgb(0xFFFFFF),
            sunken: rgb(0xF3F3F6),
            hover: rgb(0xECECF0),
            line: rgb(0xE5E5EA),
            line_strong: rgb(0xD0D1D8),
            line_control: rgb(0x8A8D98),
            text: rgb(0x1C1F26),
            text_2: rgb(0x585D68),
            text_3: rgb(0x646974),
            accent: rgb(0x4453C8),
            accent_hover: rgb(0x3644AE),
            on_accent: rgb(0xFFFFFF),
            accent_text: rgb(0x3644AE),
            accent_soft: rgb(0xECEEFC),
            accent_line: rgb(0xBCC4F3),
            ok: rgb(0x17734A),
            ok_soft: rgb(0xE5F4EB),
            ok_line: rgb(0xA5D6BA),
            warn: rgb(0x855400),
            warn_soft: rgb(0xFCF2DA),
            warn_line: rgb(0xE3C375),
            err: rgb(0xB92A2A),
            err_soft: rgb(0xFDEDEC),
            err_line: rgb(0xEFB3B0),
            err_solid: rgb(0xC43232),
            wa_head: rgb(0x008069),
            wa_bg: rgb(0xEFE8DF),
            wa_in: rgb(0xFFFFFF),
            wa_out: rgb(0xD9FDD3),
            wa_text: rgb(0x111B21),
            wa_meta: rgb(0x5B6B73),
            wa_link: rgb(0x00705C),
            wa_bar: rgb(0xF0F2F5),
            wa_tick: rgb(0x1C7FA8),
            wa_avatar: white_at(56),
        }
    }

    pub(super) const fn dark() -> Self {
        Self {
            window: rgb(0x101114),
            panel: rgb(0x15161A),
            surface: rgb(0x1B1D21),
            sunken: rgb(0x131418),
            hover: rgb(0x26282E),
            line: rgb(0x2A2C33),
            line_strong: rgb(0x3E414A),
            line_control: rgb(0x737884),
            text: rgb(0xECEDF0),
            text_2: rgb(0xABAFB9),
            text_3: rgb(0x979CA7),
            accent: rgb(0x5464E0),
            accent_hover: rgb(0x4656D0),
            on_accent: rgb(0xFFFFFF),
            accent_text: rgb(0xAEB8FF),
            accent_soft: rgb(0x242A4C),
            accent_line: rgb(0x47529A),
            ok: rgb(0x66D19A),
            ok_soft: rgb(0x14291F),
            ok_line: rgb(0x265E42),
            warn: rgb(0xF0BC55),
            warn_soft: rgb(0x2D2413),
            warn_line: rgb(0x64501F),
            err: rgb(0xFF918C),
            err_soft: rgb(0x341B1C),
            err_line: rgb(0x7A3534),
            err_solid: rgb(0xC43232),
            wa_head: rgb(0x1F2C33),
            wa_bg: rgb(0x0B141A),
            wa_in: rgb(0x1F2C33),
            wa_out: rgb(0x005C4B),
            wa_text: rgb(0xE9EDEF),
            wa_meta: rgb(0xBAC9D0),
            wa_link: rgb(0x53C7B4),
            wa_bar: rgb(0x1F2C33),
            wa_tick: rgb(0x53BDEB),
            wa_avatar: white_at(56),
        }
    }
}

pub(super) const fn shadow_light() -> Shadow {
    shadow(Color32::from_rgba_premultiplied(2, 2, 3, 20))
}

pub(super) const fn shadow_dark() -> Shadow {
    shadow(Color32::from_black_alpha(115))
}

const fn shadow(color: Color32) -> Shadow {
    Shadow { offset: [0, 2], blur: 12, spread: 0, color }
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const fn white_at(alpha: u8) -> Color32 {
    Color32::from_rgba_premultiplied(alpha, alpha, alpha, alpha)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(color: Color32) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// What lies on top, and what under it.
    type Pair = fn(&Colors) -> (Color32, Color32);

    fn check(pairs: &[(&str, Pair)], least: f64) {
        for (theme, colors) in [("light", Colors::light()), ("dark", Colors::dark())] {
            for (name, pair) in pairs {
                let (top, under) = pair(&colors);
                let found = contrast(top, under);
                assert!(found >= least, "{name} in the {theme} theme: {found:.2} is less than {least}");
            }
        }
    }

    #[test]
    fn text_can_be_read() {
        check(
            &[
                ("text on surface", |c| (c.text, c.surface)),
                ("text on window", |c| (c.text, c.window)),
                ("text on sunken", |c| (c.text, c.sunken)),
                ("text on accent-soft", |c| (c.text, c.accent_soft)),
                ("text-2 on surface", |c| (c.text_2, c.surface)),
                ("text-2 on window", |c| (c.text_2, c.window)),
                ("text-2 on sunken", |c| (c.text_2, c.sunken)),
                ("text-2 on accent-soft", |c| (c.text_2, c.accent_soft)),
                ("text-2 on warn-soft", |c| (c.text_2, c.warn_soft)),
                ("text-2 on err-soft", |c| (c.text_2, c.err_soft)),
                ("text-3 on surface", |c| (c.text_3, c.surface)),
                ("text-3 on panel", |c| (c.text_3, c.panel)),
                ("text-3 on window", |c| (c.text_3, c.window)),
                ("text-3 on accent-soft", |c| (c.text_3, c.accent_soft)),
                ("accent-text on surface", |c| (c.accent_text, c.surface)),
                ("accent-text on window", |c| (c.accent_text, c.window)),
                ("accent-text on accent-soft", |c| (c.accent_text, c.accent_soft)),
                ("on-accent on accent", |c| (c.on_accent, c.accent)),
                ("on-accent on accent-hover", |c| (c.on_accent, c.accent_hover)),
                ("ok on surface", |c| (c.ok, c.surface)),
                ("ok on window", |c| (c.ok, c.window)),
                ("ok on panel", |c| (c.ok, c.panel)),
                ("ok on ok-soft", |c| (c.ok, c.ok_soft)),
                ("warn on surface", |c| (c.warn, c.surface)),
                ("warn on warn-soft", |c| (c.warn, c.warn_soft)),
                ("err on surface", |c| (c.err, c.surface)),
                ("err on err-soft", |c| (c.err, c.err_soft)),
                ("err on accent-soft", |c| (c.err, c.accent_soft)),
                ("err on panel", |c| (c.err, c.panel)),
                ("on-accent on err-solid", |c| (c.on_accent, c.err_solid)),
                ("wa-text on wa-in", |c| (c.wa_text, c.wa_in)),
                ("wa-text on wa-out", |c| (c.wa_text, c.wa_out)),
                ("wa-meta on wa-in", |c| (c.wa_meta, c.wa_in)),
                ("wa-meta on wa-out", |c| (c.wa_meta, c.wa_out)),
                ("wa-meta on wa-bg", |c| (c.wa_meta, c.wa_bg)),
                ("wa-link on wa-in", |c| (c.wa_link, c.wa_in)),
                ("wa-meta on wa-bar", |c| (c.wa_meta, c.wa_bar)),
                ("words that are found or selected", |c| (c.text, c.accent_line)),
                ("words that cannot be clicked now", |c| (c.text_3, c.sunken)),
                ("a chosen row that is elided", |c| (c.text_2, c.accent_soft)),
                ("on-accent on wa-head", |c| (c.on_accent, c.wa_head)),
            ],
            4.5,
        );
    }

    /// Any tone may stand on any ground; so nobody has to remember which ones go together.
    #[test]
    fn every_tone_can_be_read_on_every_ground() {
        type Tone = fn(&Colors) -> Color32;
        let tones: [(&str, Tone); 7] = [
            ("text", |c| c.text),
            ("text-2", |c| c.text_2),
            ("text-3", |c| c.text_3),
            ("accent-text", |c| c.accent_text),
            ("ok", |c| c.ok),
            ("warn", |c| c.warn),
            ("err", |c| c.err),
        ];
        for (theme, c) in [("light", Colors::light()), ("dark", Colors::dark())] {
            let soft = [c.accent_soft, c.ok_soft, c.warn_soft, c.err_soft];
            for ground in [c.window, c.panel, c.surface, c.sunken, c.hover].into_iter().chain(soft) {
                for (name, tone) in tones {
                    let found = contrast(tone(&c), ground);
                    assert!(found >= 4.5, "{name} on {ground:?} in the {theme} theme: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn edges_can_be_seen() {
        check(
            &[
                ("line-control on surface", |c| (c.line_control, c.surface)),
                ("line-control on window", |c| (c.line_control, c.window)),
                ("line-control on panel", |c| (c.line_control, c.panel)),
                ("an icon that cannot be clicked now", |c| (c.line_control, c.window)),
                ("accent on panel", |c| (c.accent, c.panel)),
                ("err on surface", |c| (c.err, c.surface)),
                ("warn on surface", |c| (c.warn, c.surface)),
                ("accent on surface", |c| (c.accent, c.surface)),
                ("accent on window", |c| (c.accent, c.window)),
            ],
            3.0,
        );
    }
}
