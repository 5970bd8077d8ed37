//! Things in a list that are known by an id or a name: new, gone, renamed, moved, or changed inside.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::vocabulary::{INTEGRATIONS, Items};
use super::{ChangedKind, Spot, Walk};
use crate::model::{Part, Place};

impl Walk<'_> {
    pub(super) fn items(&mut self, spot: &Spot, items: &Items, old: &[Value], new: &[Value]) {
        let (old_keys, new_keys) = (keys(items, old), keys(items, new));
        let mut pairs: Vec<(Option<usize>, Option<usize>)> = new_keys
            .iter()
            .enumerate()
            .map(|(index, key)| (old_keys.iter().position(|known| known == key), Some(index)))
            .collect();
        let gone = (0..old.len()).filter(|index| !new_keys.contains(&old_keys[*index]));
        pairs.extend(gone.map(|index| (Some(index), None)));
        join_renamed(items, &mut pairs, old, new);
        for (before, after) in &pairs {
            let (left, right) = (before.map(|index| &old[index]), after.map(|index| &new[index]));
            let (Some(thing), Some(shown)) = (right.or(left), after.or(*before)) else { continue };
            let inner = self.thing(spot, items, thing, shown);
            match (left, right) {
                (None, _) => {
                    self.push(&inner, ChangedKind::New, format!("{} is new", start(items, thing)));
                }
                (_, None) => {
                    self.push(&inner, ChangedKind::Gone, format!("{} is gone", start(items, thing)));
                }
                (Some(left), Some(right)) => self.both(&inner, items, left, right),
            }
        }
        self.moved(spot, items, new, &kept(&pairs));
    }

    fn both(&mut self, spot: &Spot, items: &Items, old: &Value, new: &Value) {
        let empty = Map::new();
        let (left, right) = (old.as_object().unwrap_or(&empty), new.as_object().unwrap_or(&empty));
        if left == right {
            return;
        }
        let (mut left, mut right) = (left.clone(), right.clone());
        let (was, is) = (text(&left, items.key), text(&right, items.key));
        if was != is {
            let sentence = format!("The {} “{was}” is now called “{is}”", items.noun);
            self.push(spot, ChangedKind::Renamed, sentence);
        }
        let (was, is) = (text(&left, items.title), text(&right, items.title));
        if items.title != items.key && was != is && !was.is_empty() && !is.is_empty() {
            let sentence = format!("The {} “{was}” is now called “{is}”", items.noun);
            self.push(spot, ChangedKind::Renamed, sentence);
            left.remove(items.title);
            right.remove(items.title);
        }
        left.remove(items.key);
        right.remove(items.key);
        let names = self.names;
        if std::ptr::eq(items, &INTEGRATIONS) {
            let id = |thing: &Value| text(thing.as_object().unwrap_or(&empty), items.key);
            let pair = (names.old.integration(&id(old)), names.new.integration(&id(new)));
            self.names.integration = pair.0.zip(pair.1);
        }
        self.record(spot, items.fields, &left, &right);
        self.names = names;
    }

    /// What the thing is called, and its place.
    fn thing(&self, spot: &Spot, items: &Items, thing: &Value, index: usize) -> Spot {
        let empty = Map::new();
        let fields = thing.as_object().unwrap_or(&empty);
        let id = text(fields, items.key);
        let subject = match items.noun {
            "call" => {
                let system = self.names.connection(&text(fields, "connection"));
                if index == 0 {
                    format!("the call to {system}")
                } else {
                    format!("the call “{id}” to {system}")
                }
            }
            "parameter" | "header" | "cookie" => format!("the {} “{id}” of {}", items.noun, spot.subject),
            noun => format!("the {noun} “{}”", title(items, fields)),
        };
        if std::ptr::eq(items, &INTEGRATIONS) {
            let place = Place::new(&id, Part::Whole, "");
            return Spot { place, subject: "the integration".to_owned() };
        }
        match (items.part)(id) {
            // Parts that have no place of their own stand in that of the thing around them.
            Part::Whole => Spot { place: spot.place.clone(), subject },
            part => spot.part(part, subject),
        }
    }

    /// The things that stand in another order: all but a longest run that kept its order.
    fn moved(&mut self, spot: &Spot, items: &Items, new: &[Value], kept: &[(usize, usize)]) {
        let before: Vec<usize> = kept.iter().map(|(before, _)| *before).collect();
        let stayed = longest_rising(&before);
        for (place, (_, after)) in kept.iter().enumerate() {
            if stayed.contains(&place) {
                continue;
            }
            let thing = &new[*after];
            let inner = self.thing(spot, items, thing, *after);
            let neighbour = after.checked_sub(1).and_then(|index| new.get(index));
            let empty = Map::new();
            let name = |value: &Value| title(items, value.as_object().unwrap_or(&empty));
            let to = neighbour.map_or_else(
                || "now stands first".to_owned(),
                |neighbour| format!("now stands after “{}”", name(neighbour)),
            );
            self.push(&inner, ChangedKind::Moved, format!("{} {to}", start(items, thing)));
        }
    }
}

fn text(fields: &Map<String, Value>, key: &str) -> String {
    fields.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn title(items: &Items, fields: &Map<String, Value>) -> String {
    let title = text(fields, items.title);
    if title.is_empty() { text(fields, items.key) } else { title }
}

fn start(items: &Items, thing: &Value) -> String {
    let empty = Map::new();
    format!("The {} “{}”", items.noun, title(items, thing.as_object().unwrap_or(&empty)))
}

/// The keys; things of the same key are told apart by their number among them.
fn keys(items: &Items, things: &[Value]) -> Vec<(String, usize)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let empty = Map::new();
    let key = |thing: &Value| {
        let key = text(thing.as_object().unwrap_or(&empty), items.key);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        (key, *count)
    };
    things.iter().map(key).collect()
}

/// Joins what is gone with what is new where both are the same but for the key.
fn join_renamed(
    items: &Items,
    pairs: &mut Vec<(Option<usize>, Option<usize>)>,
    old: &[Value],
    new: &[Value],
) {
    let bare = |thing: &Value| {
        let mut thing = thing.clone();
        if let Some(fields) = thing.as_object_mut() {
            fields.remove(items.key);
        }
        thing
    };
    let gone: Vec<usize> =
        pairs.iter().filter(|(_, after)| after.is_none()).filter_map(|(before, _)| *before).collect();
    for before in gone {
        let content = bare(&old[before]);
        let fits = |pair: &&mut (Option<usize>, Option<usize>)| {
            pair.0.is_none() && pair.1.is_some_and(|after| bare(&new[after]) == content)
        };
        if let Some(pair) = pairs.iter_mut().find(fits) {
            pair.0 = Some(before);
            pairs.retain(|pair| *pair != (Some(before), None));
        }
    }
}

/// The things that are in both, in the order of the newer list.
fn kept(pairs: &[(Option<usize>, Option<usize>)]) -> Vec<(usize, usize)> {
    pairs.iter().filter_map(|(before, after)| Some(((*before)?, (*after)?))).collect()
}

/// The places of a longest run of rising numbers.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // For each length, the place where the run of that length ends that has the smallest end.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; numbers.len()];
    for (place, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        previous[place] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    let mut run = Vec::new();
    let mut at = ends.last().copied();
    while let Some(place) = at {
        run.push(place);
        at = previous[place];
    }
    run
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_longest_run_stays() {
        let check = |numbers: &[usize], length: usize| {
            assert_eq!(super::longest_rising(numbers).len(), length, "{numbers:?}");
        };
        check(&[], 0);
        check(&[0, 1, 2], 3);
        check(&[2, 0, 1], 2);
        check(&[3, 2, 1], 1);
    }
}
