//! The hand of a person in a window of the usual size: it turns the wheel until a thing is in sight, clicks where the thing is drawn,
//! and types. What is covered or cut off cannot be clicked.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase};
use egui_kittest::kittest::NodeT as _;

use super::journey::Person;

/// One notch of the wheel, in points.
const NOTCH: f32 = 60.0;
/// More notches than any page is long.
const MOST_NOTCHES: usize = 80;

/// Says by name and role whether a thing is the one that is meant.
type Fits<'a> = &'a dyn Fn(&str, Role) -> bool;

/// What stands in the window: its role, where it is, and how much of that can be seen.
struct Thing {
    whole: Rect,
    seen: Rect,
}

impl Thing {
    fn is_in_sight(&self) -> bool {
        // A focus ring or an edge may be cut off.
        self.seen.is_positive()
            && self.seen.height() > self.whole.height() * 0.8
            && self.seen.contains(self.whole.center())
    }
}

impl Person {
    /// Scrolls to the button or card with these words, and clicks it.
    #[track_caller]
    pub(super) fn takes(&mut self, words: &str) -> &mut Self {
        let at = self.reach(words, &|label, role| label == words && !is_field(role));
        self.clicks_at(at)
    }

    /// Takes an entry of the open menu.
    #[track_caller]
    pub(super) fn picks(&mut self, words: &str) -> &mut Self {
        let at = self.reach(words, &|label, role| label == words && role == Role::MenuItem);
        self.clicks_at(at)
    }

    /// Takes the row of a list that begins with these words.
    #[track_caller]
    pub(super) fn takes_row(&mut self, words: &str) -> &mut Self {
        let at = self.reach(words, &|label, role| label.starts_with(words) && role == Role::ListBoxOption);
        self.clicks_at(at)
    }

    /// Scrolls to a field and clicks into it.
    #[track_caller]
    pub(super) fn enters(&mut self, field: &str) -> &mut Self {
        let at = self.reach(field, &|label, role| label == field && is_field(role));
        self.clicks_at(at)
    }

    /// Types into a field in the place of what it holds.
    #[track_caller]
    pub(super) fn fills(&mut self, field: &str, words: &str) -> &mut Self {
        self.enters(field).presses(Modifiers::COMMAND, Key::A).types(words)
    }

    /// Pastes where the caret is.
    pub(super) fn pastes(&mut self, words: &str) -> &mut Self {
        self.harness.event(Event::Paste(words.to_owned()));
        self.looks();
        self
    }

    /// Types where the caret is: the first letter, after which much can change, then word by word, and what asks for a value letter
    /// by letter.
    pub(super) fn types(&mut self, words: &str) -> &mut Self {
        let second = words.chars().next().map_or(0, char::len_utf8);
        let (first, rest) = words.split_at(second);
        self.types_at_once(first);
        for word in rest.split_inclusive(' ') {
            if word.contains('/') {
                word.chars().for_each(|letter| self.types_at_once(&letter.to_string()));
            } else {
                self.types_at_once(word);
            }
        }
        self.looks();
        self
    }

    fn types_at_once(&mut self, letters: &str) {
        if !letters.is_empty() {
            self.harness.event(Event::Text(letters.to_owned()));
            self.harness.step();
        }
    }

    pub(super) fn enter(&mut self) -> &mut Self {
        self.presses(Modifiers::NONE, Key::Enter)
    }

    pub(super) fn escape(&mut self) -> &mut Self {
        self.presses(Modifiers::NONE, Key::Escape)
    }

    pub(super) fn clicks_at(&mut self, at: Pos2) -> &mut Self {
        self.harness.hover_at(at);
        self.harness.step();
        self.button(at, true);
        self.button(at, false);
        self.looks();
        self
    }

    /// Drags from one place to another, and lets go there.
    pub(super) fn drags(&mut self, from: Pos2, to: Pos2) -> &mut Self {
        self.harness.hover_at(from);
        self.harness.step();
        self.button(from, true);
        for part in 1..=4_u8 {
            self.harness.hover_at(from.lerp(to, f32::from(part) / 4.0));
            self.harness.step();
        }
        self.button(to, false);
        self.looks();
        self
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        self.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        self.harness.step();
    }

    /// The middle of a thing, once it is in sight.
    #[track_caller]
    pub(super) fn reach(&mut self, words: &str, fits: Fits<'_>) -> Pos2 {
        let size = self.harness.ctx.content_rect().size();
        for share in [0.5, 0.8, 0.35, 0.65] {
            for _ in 0..MOST_NOTCHES {
                let Some(thing) = self.find(fits) else { panic!("there is no “{words}”") };
                if thing.is_in_sight() {
                    return thing.seen.center();
                }
                let pointer = Pos2::new(thing.whole.center().x, size.y * share);
                let up = thing.whole.center().y < pointer.y;
                if !self.turns_the_wheel(pointer, if up { NOTCH } else { -NOTCH }, fits) {
                    break;
                }
            }
        }
        panic!("“{words}” cannot be scrolled to: {:?}", self.find(fits).map(|thing| thing.whole))
    }

    /// Turns the wheel by a notch; whether the thing moved.
    fn turns_the_wheel(&mut self, at: Pos2, by: f32, fits: Fits<'_>) -> bool {
        let place = |person: &Self| person.find(fits).map(|thing| thing.whole.min);
        let before = place(self);
        self.harness.hover_at(at);
        self.harness.step();
        let (unit, delta) = (MouseWheelUnit::Point, egui::vec2(0.0, by));
        let (phase, source) = (TouchPhase::Move, MouseWheelSource::Wheel);
        let modifiers = Modifiers::NONE;
        self.harness.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
        self.looks();
        place(self) != before
    }

    /// The thing with these words; of several the one that is in sight, or else the last.
    fn find(&self, fits: Fits<'_>) -> Option<Thing> {
        let nodes = self.harness.root().children_recursive();
        let things = nodes.into_iter().filter_map(|node| {
            let control = node.accesskit_node();
            let label = control.label()?;
            let id = fits(&label, control.role()).then(|| control.locate().0)?;
            let seen = self.harness.ctx.viewport(|viewport| {
                let all = viewport.prev_pass.widgets.layers().flat_map(|(_, widgets)| widgets);
                all.filter(|widget| widget.id.accesskit_id() == id).map(|widget| widget.interact_rect).last()
            });
            seen.map(|seen| Thing { whole: node.rect(), seen })
        });
        let things: Vec<Thing> = things.collect();
        let chosen = things.iter().rposition(Thing::is_in_sight).or(things.len().checked_sub(1))?;
        things.into_iter().nth(chosen)
    }
}

fn is_field(role: Role) -> bool {
    matches!(role, Role::TextInput | Role::MultilineTextInput | Role::PasswordInput)
}
