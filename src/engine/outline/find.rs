//! Follows a path through a text and says where the values stand that it finds.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::ControlFlow;

use jsonpath_rfc9535::JsonPath;
use serde_json::Value;

use super::Outline;
use crate::engine::Path;
use crate::engine::large::{Harvest, LargeText, Part, Size};

impl Outline {
    /// The values that a path finds, in the order of the text.
    ///
    /// # Errors
    /// A sentence: the path is wrong or takes too long, or the text has a field twice, so that nobody knows which one is meant.
    pub fn find(&self, text: &str, path: &str) -> Result<Vec<u32>, String> {
        let path = Path::parse(path)?;
        let twice = RefCell::new(None);
        let size = Size::of(text, &twice).map_err(|error| match twice.take() {
            Some(name) => format!("The answer has the field `{name}` twice, so paths cannot be followed"),
            None => format!("The answer is no JSON: {error}"),
        })?;
        if !path.is_affordable_in(size) {
            return Err("The path searches too long in so large an answer".to_owned());
        }
        let large = LargeText::new(text.into());
        // Of a dense text only the beginning has numbers: what is found behind it cannot be shown.
        let last = self.nodes.last().map_or(0, |node| node.start);
        let mut places = Places { last, found: Vec::new() };
        match path.steps() {
            Some(steps) => steps.follow(&large, &mut places),
            None => places.note(&large, large.whole(), |document| path.find(document)),
        }
        let mut found = places.found;
        found.sort_unstable();
        found.dedup();
        // In place: there may be millions.
        let number = |place: u32| self.nodes.binary_search_by_key(&place, |node| node.start).ok();
        found.retain_mut(|place| number(*place).map(|number| *place = number as u32).is_some());
        Ok(found)
    }
}

/// Where the found values begin, in bytes, up to the last place that counts.
struct Places {
    last: u32,
    found: Vec<u32>,
}

impl Places {
    /// Notes what is found in one value of the text.
    fn note(
        &mut self,
        text: &LargeText<'_>,
        part: Part,
        find: impl for<'a> FnOnce(&'a Value) -> Vec<&'a Value>,
    ) {
        let document = text.value(part);
        let found = find(&document);
        if found.is_empty() {
            return;
        }
        let mut walk =
            Walk { wanted: found.into_iter().map(std::ptr::from_ref).collect(), next: 0, found: Vec::new() };
        walk.value(&document);
        let inside = Outline::read(text.text(part));
        for number in walk.found {
            if let Some(node) = inside.as_ref().and_then(|inside| inside.nodes.get(number as usize)) {
                self.take(part.start + node.start as usize);
            }
        }
    }

    fn take(&mut self, place: usize) {
        let place = u32::try_from(place).ok().filter(|place| *place <= self.last);
        self.found.extend(place);
    }
}

impl Harvest for Places {
    fn whole(&mut self, _: &LargeText<'_>, part: Part) -> ControlFlow<()> {
        self.take(part.start);
        ControlFlow::Continue(())
    }

    fn inside(&mut self, text: &LargeText<'_>, part: Part, path: &JsonPath) -> ControlFlow<()> {
        self.note(text, part, |document| path.query_values(document));
        ControlFlow::Continue(())
    }
}

/// Numbers the values of a document in the order of its text.
struct Walk {
    wanted: HashSet<*const Value>,
    next: u32,
    found: Vec<u32>,
}

impl Walk {
    fn value(&mut self, value: &Value) {
        if self.wanted.contains(&std::ptr::from_ref(value)) {
            self.found.push(self.next);
        }
        self.next += 1;
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.value(item)),
            Value::Object(fields) => fields.values().for_each(|field| self.value(field)),
            _ => {}
        }
    }
}
