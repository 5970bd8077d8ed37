//! The example, for those who are new here: what it shows, and its first words.

use egui::{Rect, Sense, Ui, UiBuilder, pos2, vec2};

use crate::state::Action;
use crate::ui::theme::{TextRole, Tone, icons, space, theme};
use crate::ui::widgets::{Button, paint, text};

/// Draws it.
pub fn show(ui: &mut Ui, actions: &mut Vec<Action>) {
    text(ui, TextRole::BodyStrong, Tone::Main, "New here?");
    ui.add_space(space::S);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 180.0), Sense::hover());
    let c = &theme(ui).color;
    paint::frame(ui.painter(), rect, space::RADIUS_CARD, c.accent_soft, c.accent_line);
    let inside = rect.shrink(20.0);
    let bubbles = (inside.width() * 0.38).clamp(150.0, 200.0);
    let words = inside.with_max_x(inside.right() - bubbles - 20.0);
    offer(&mut ui.new_child(UiBuilder::new().max_rect(words).id_salt("example")), actions);
    let place = inside.with_min_x(inside.right() - bubbles);
    let below = bubble(ui, place, c.wa_out, "Is my subscription still active?");
    bubble(
        ui,
        place.with_min_y(below + 6.0),
        c.wa_in,
        "Yes, your subscription is active and renews on March 30.",
    );
}

fn offer(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = space::XS;
    text(ui, TextRole::Section, Tone::Main, "See it work first");
    let sentence = "“Is my subscription still active?” A finished integration with a sample CRM on this \
                    computer. No account, no network.";
    text(ui, TextRole::ControlRegular, Tone::Second, sentence);
    ui.add_space(space::S);
    if ui.add(Button::primary("Try the example").icon(icons::ICON_PLAY_ARROW)).clicked() {
        actions.push(Action::OpenStory);
    }
}

/// A message; returns where it ends.
fn bubble(ui: &Ui, place: Rect, fill: egui::Color32, words: &str) -> f32 {
    let galley =
        paint::block(ui, TextRole::ControlRegular, theme(ui).color.wa_text, words, place.width() - 20.0);
    let rect = Rect::from_min_size(place.min, vec2(place.width(), galley.size().y + 14.0));
    ui.painter().rect_filled(rect, f32::from(space::RADIUS_BUBBLE), fill);
    ui.painter().galley(pos2(rect.left() + 10.0, rect.top() + 7.0), galley, theme(ui).color.wa_text);
    rect.bottom()
}
