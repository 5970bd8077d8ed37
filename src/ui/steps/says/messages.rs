//! The messages of a reply, in order: each with its editor, its place and its removal; and the ways to add more.

use egui::Ui;

use super::{card, list, quick_replies};
use crate::engine::Said;
use crate::model::{Channel, Localized, Message, Text};
use crate::state::longest_text;
use crate::ui::chips::{Use, insert_button};
use crate::ui::rows;
use crate::ui::theme::{Icon, TextRole, Tone, icons, space};
use crate::ui::widgets::{Button, IconButton, MenuItem, menu, menu_line, remark, row_with_end, text_line};
use crate::ui::writing::{Writing, field_label};

/// What the editors of messages know.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// How texts are edited.
    pub writing: Writing<'a>,
    /// The channel that is looked at.
    pub channel: Channel,
    /// The same messages as the customer sees them.
    pub said: &'a [Said],
    /// Name and label of every output that is a list.
    pub lists: &'a [(String, String)],
}

/// What is done to a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Up,
    Down,
    Remove,
}

/// Draws the messages. When words were taken out just now, what to tell about it.
pub fn show(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) -> Option<&'static str> {
    let (mut change, mut lost) = (None, None);
    let count = messages.len();
    let texts = messages.iter().filter(|message| matches!(message, Message::Text { .. })).count();
    let mut text_number = 0;
    for (index, message) in messages.iter_mut().enumerate() {
        if index > 0 {
            ui.add_space(space::M);
        }
        let scene = Scene { writing: scene.writing.at(index), ..scene };
        let place = Place { index, count };
        let wanted = match message {
            Message::Text { text } => {
                text_number += 1;
                let said = said_text(scene.said, texts, text_number - 1);
                words(ui, scene, place, text, said)
            }
            Message::QuickReplies { choices } => {
                let wanted = heading(ui, "Quick replies", None, place);
                lost = lost.or(quick_replies::show(ui, scene.writing, choices));
                wanted
            }
            Message::Card { title, subtitle, image_url, buttons } => {
                let wanted = heading(ui, "Card", None, place);
                let parts = card::Parts { title, subtitle, image_url, buttons };
                lost = lost.or(card::show(ui, scene.writing, parts));
                wanted
            }
            Message::List { items, item, at_most, more, empty } => {
                let wanted = heading(ui, "List", None, place);
                list::show(ui, scene, list::Parts { items, item, at_most, more, empty });
                wanted
            }
        };
        change = wanted.map(|wanted| (index, wanted)).or(change);
    }
    if let Some((index, wanted)) = change {
        lost = lost.or(apply(messages, index, wanted));
    }
    if messages.is_empty() {
        remark(ui, icons::ICON_VOLUME_OFF, Tone::Err, "The customer would hear nothing.");
    }
    ui.add_space(space::M);
    add(ui, scene, messages);
    lost
}

/// Carries it out; what to tell when words went with it.
fn apply(messages: &mut Vec<Message>, index: usize, change: Change) -> Option<&'static str> {
    match change {
        Change::Remove => return lost_words(&messages.remove(index)),
        Change::Up if index > 0 => messages.swap(index, index - 1),
        Change::Down if index + 1 < messages.len() => messages.swap(index, index + 1),
        Change::Up | Change::Down => {}
    }
    None
}

fn lost_words(message: &Message) -> Option<&'static str> {
    let (is_blank, words) = match message {
        Message::Text { text } => (text.is_blank(), "The message is taken out"),
        Message::QuickReplies { choices } => {
            (choices.iter().all(|choice| choice.label.is_blank()), "The quick replies are taken out")
        }
        Message::Card { title, subtitle, image_url, buttons } => {
            let is_blank = title.is_blank() && subtitle.is_blank() && image_url.is_blank();
            (is_blank && buttons.is_empty(), "The card is taken out")
        }
        Message::List { item, more, empty, .. } => {
            ([item, more, empty].into_iter().all(Localized::is_blank), "The list is taken out")
        }
    };
    (!is_blank).then_some(words)
}

#[derive(Clone, Copy)]
struct Place {
    index: usize,
    count: usize,
}

/// The name of a message, and at the right what can be done to it.
fn heading(ui: &mut Ui, name: &str, insert: Option<egui::Id>, place: Place) -> Option<Change> {
    let mut change = None;
    row_with_end(
        ui,
        28.0,
        |ui| field_label(ui, name),
        |ui| {
            let more = format!("Message {}: move or remove", place.index + 1);
            let button = ui.add(IconButton::new(icons::ICON_MORE_HORIZ, &more).small());
            menu(&button, |ui| {
                let mut item = |ui: &mut Ui, words: &str, icon: Icon, wanted: Change| {
                    let item = MenuItem::new(words).icon(icon);
                    let item = if wanted == Change::Remove { item.danger() } else { item };
                    if ui.add(item).clicked() {
                        change = Some(wanted);
                    }
                };
                if place.index > 0 {
                    item(ui, "Move up", icons::ICON_EXPAND_LESS, Change::Up);
                }
                if place.index + 1 < place.count {
                    item(ui, "Move down", icons::ICON_EXPAND_MORE, Change::Down);
                }
                if place.count > 1 {
                    menu_line(ui);
                }
                item(ui, "Remove", icons::ICON_CLOSE, Change::Remove);
            });
            if let Some(id) = insert {
                insert_button(ui, id);
            }
        },
    );
    change
}

fn words(
    ui: &mut Ui,
    scene: Scene<'_>,
    place: Place,
    text: &mut Localized,
    said: Option<&str>,
) -> Option<Change> {
    let name = if place.index == 0 { "What the bot says" } else { "Then the bot says" };
    let change = heading(ui, name, Some(scene.writing.id_of("text")), place);
    scene.writing.message(ui, "text", name, text, Use::Message);
    let hint = shown_as(text, scene.writing.language);
    row_with_end(
        ui,
        18.0,
        |ui| text_line(ui, TextRole::Small, Tone::Second, hint),
        |ui| {
            if let Some(said) = said {
                let count = said.chars().count();
                let (words, tone) = match longest_text(scene.channel, scene.said) {
                    Some(most) if count > most => (format!("{count} of {most} characters"), Tone::Err),
                    Some(most) => (format!("{count} of {most} characters"), Tone::Second),
                    None => (format!("{count} characters"), Tone::Second),
                };
                text_line(ui, TextRole::Small, tone, &words);
            }
        },
    );
    change
}

/// The finished words of the n-th text, when none of the texts was left out.
fn said_text(said: &[Said], texts: usize, number: usize) -> Option<&str> {
    let all: Vec<&str> = said
        .iter()
        .filter_map(|said| match said {
            Said::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    (all.len() == texts).then(|| all.get(number).copied()).flatten()
}

/// How the first chip of the words is shown, in a few words.
fn shown_as(text: &Localized, language: &str) -> &'static str {
    let raw = text.0.get(language).map_or("", |text| text.as_str());
    if !raw.contains("{{") {
        return "Type / to put a value in";
    }
    let formats = [
        ("date(\"long\")", "Shown as a long date, in the customer’s language"),
        ("date(\"full\")", "Shown as a date with the year, in the customer’s language"),
        ("date(", "Shown as a date, in the customer’s language"),
        ("money(", "Shown as an amount, in the customer’s language"),
        ("number(", "Shown as a number, in the customer’s language"),
    ];
    let found = formats.into_iter().find(|(format, _)| raw.contains(format));
    found.map_or("Click a value to choose how it is shown", |(_, words)| words)
}

/// What else can be said.
fn add(ui: &mut Ui, scene: Scene<'_>, messages: &mut Vec<Message>) {
    field_label(ui, if messages.is_empty() { "What the bot says" } else { "Also show" });
    let has_replies = messages.iter().any(|message| matches!(message, Message::QuickReplies { .. }));
    let all: [(&str, Icon, bool); 4] = [
        ("Quick replies", icons::ICON_REPLY, !has_replies && !messages.is_empty()),
        ("Card", icons::ICON_VIEW_AGENDA, true),
        ("List", icons::ICON_LIST, !scene.lists.is_empty()),
        (if messages.is_empty() { "A message" } else { "Another message" }, icons::ICON_CHAT_ADD_ON, true),
    ];
    let offered: Vec<_> = all.into_iter().filter(|(.., offered)| *offered).collect();
    let width = |ui: &Ui, words: &str| rows::width_of(ui, TextRole::Control, words) + 24.0 + 24.0;
    let widths: Vec<f32> = offered.iter().map(|(words, ..)| width(ui, words)).collect();
    rows::in_rows(ui, &widths, space::S, |ui, index| {
        let (words, icon, _) = offered[index];
        if ui.add(Button::secondary(words).icon(icon)).clicked() {
            let message = new_message(words, scene.lists);
            let new = scene.writing.at(messages.len());
            match &message {
                Message::QuickReplies { .. } => new.at(0).take_caret(ui, "label"),
                Message::Card { .. } => new.take_caret(ui, "title"),
                Message::List { .. } => new.take_caret(ui, "item"),
                Message::Text { .. } => new.take_caret(ui, "text"),
            }
            messages.push(message);
        }
    });
}

fn new_message(words: &str, lists: &[(String, String)]) -> Message {
    match words {
        "Quick replies" => Message::QuickReplies { choices: vec![crate::model::Choice::default()] },
        "Card" => Message::Card {
            title: Localized::default(),
            subtitle: Localized::default(),
            image_url: Text::default(),
            buttons: Vec::new(),
        },
        "List" => Message::List {
            items: lists.first().map(|(name, _)| name.clone()).unwrap_or_default(),
            item: Localized::default(),
            at_most: 5,
            more: Localized::default(),
            empty: Localized::default(),
        },
        _ => Message::Text { text: Localized::default() },
    }
}
