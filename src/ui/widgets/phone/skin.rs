//! The colours of the phone, by channel.

use egui::{Color32, Ui, UiBuilder, UiStackInfo};

use crate::ui::theme::{Theme, theme};

/// In whose colours the phone is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skin {
    /// WhatsApp's.
    #[default]
    WhatsApp,
    /// The window's own, for every other channel.
    Neutral,
}

/// The colours themselves.
pub(super) struct Paint {
    pub head: Color32,
    pub on_head: Color32,
    pub avatar: Color32,
    pub ground: Color32,
    pub incoming: Color32,
    pub outgoing: Color32,
    pub text: Color32,
    pub meta: Color32,
    pub link: Color32,
    pub bar: Color32,
    pub tick: Color32,
}

/// The key under which a phone tells its parts how they look.
const KEY: &str = "phone skin";

impl Skin {
    /// A builder for the inside of a phone; its parts then know their colours.
    pub(super) fn inside(self) -> UiBuilder {
        UiBuilder::new().ui_stack_info(UiStackInfo::default().with_tag_value(KEY, self))
    }

    /// The skin of the phone that this is a part of.
    fn around(ui: &Ui) -> Self {
        let found = ui.stack().iter().find_map(|part| part.tags().get_downcast::<Self>(KEY));
        found.copied().unwrap_or_default()
    }

    pub(super) fn paint(self, theme: &Theme) -> Paint {
        let c = &theme.color;
        match self {
            Self::WhatsApp => Paint {
                head: c.wa_head,
                on_head: c.on_accent,
                avatar: c.wa_avatar,
                ground: c.wa_bg,
                incoming: c.wa_in,
                outgoing: c.wa_out,
                text: c.wa_text,
                meta: c.wa_meta,
                link: c.wa_link,
                bar: c.wa_bar,
                tick: c.wa_tick,
            },
            Self::Neutral => Paint {
                head: c.accent,
                on_head: c.on_accent,
                avatar: c.wa_avatar,
                ground: c.window,
                incoming: c.surface,
                outgoing: c.accent_soft,
                text: c.text,
                meta: c.text_2,
                link: c.accent_text,
                bar: c.panel,
                tick: c.accent_text,
            },
        }
    }
}

/// The colours of the phone that this is a part of; WhatsApp's outside of any.
pub(super) fn paint_around(ui: &Ui) -> Paint {
    Skin::around(ui).paint(theme(ui))
}
