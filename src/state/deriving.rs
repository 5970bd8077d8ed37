//! What follows from a large project is worked out by a job, so that no frame waits for it.
//!
//! ```text
//! change ─► derive ─┬─ small ─► at once
//!                   └─ large ─► what is quick at once; the rest: work ─► DeriveOrder ─► DeriveNews ─► shown
//! ```
//!
//! Until the news are there, the window shows what followed from the project before. One order is under way at a time; what
//! changed meanwhile is ordered after it.

use jiff::Timestamp;
use serde_json::Value;

use super::derived::Judged;
use super::{Derived, Effect, State, View};
use crate::check::Memory;
use crate::model::{Integration, Project, SampleBody};

/// A project with more integrations is checked by a job.
const MOST_AT_ONCE: usize = 60;
/// Saved answers of an integration that hold more values together are previewed by a job.
const MOST_VALUES_AT_ONCE: usize = 5_000;

/// How much follows from a change by a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// The findings; the chosen integration is previewed at once.
    Findings,
    /// All of it.
    Everything,
}

/// Work for a job.
#[derive(Clone, Debug)]
pub struct DeriveOrder {
    number: u64,
    extent: Extent,
    project: Project,
    view: View,
    now: Timestamp,
    memory: Memory,
}

/// What came of a [`DeriveOrder`].
#[derive(Clone, Debug)]
pub struct DeriveNews {
    number: u64,
    extent: Extent,
    integration: String,
    derived: Derived,
    memory: Memory,
}

/// Told apart by their numbers, as two orders are never the same.
impl PartialEq for DeriveOrder {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// As with the orders.
impl PartialEq for DeriveNews {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// What was ordered.
#[derive(Default)]
pub(super) struct Deriving {
    /// What is still to be ordered.
    wanted: Option<Extent>,
    /// The number of the order that is under way.
    running: Option<u64>,
    last: u64,
}

impl Deriving {
    /// For another project: news of this one are no longer waited for, and no number comes twice.
    pub(super) fn forgotten(&self) -> Self {
        Self { last: self.last, ..Self::default() }
    }
}

impl DeriveOrder {
    /// Does the work. Pure: a job calls it.
    pub fn carry_out(mut self) -> DeriveNews {
        let judged = Judged::of(&self.project, self.memory.check(&self.project, self.now));
        let derived = match self.extent {
            Extent::Findings => Derived::only(judged),
            Extent::Everything => {
                let mut derived = Derived::of(&self.project, &self.view, judged, self.now);
                derived.of_page(&self.project, &self.view);
                derived
            }
        };
        let Self { number, extent, view, memory, .. } = self;
        DeriveNews { number, extent, integration: view.integration, derived, memory }
    }
}

impl State {
    /// Everything that follows from project and view, anew.
    pub(super) fn derive(&mut self) {
        self.deriving.wanted = self.for_a_job();
        match self.deriving.wanted {
            None => self.derive_at_once(),
            Some(Extent::Findings) => {
                let known = self.derived.take_judged();
                self.derived = Derived::of(&self.project, &self.view, known, self.now);
                self.follow_derived();
            }
            Some(Extent::Everything) => {
                // The words of another integration would be wrong, not only old.
                if self.derived.integration != self.view.integration {
                    self.derived = Derived::only(self.derived.take_judged());
                }
                self.follow_derived();
            }
        }
    }

    pub(super) fn derive_at_once(&mut self) {
        let judged = Judged::of(&self.project, self.check.check(&self.project, self.now));
        self.derived = Derived::of(&self.project, &self.view, judged, self.now);
        self.follow_derived();
    }

    /// What is to be worked out off the window's thread by now; asked for after [`State::settle`].
    pub fn work(&mut self) -> Option<Effect> {
        if self.deriving.running.is_some() {
            return None;
        }
        let extent = self.deriving.wanted.take()?;
        self.deriving.last += 1;
        self.deriving.running = Some(self.deriving.last);
        Some(Effect::Derive(Box::new(DeriveOrder {
            number: self.deriving.last,
            extent,
            project: self.project.clone(),
            view: self.view.clone(),
            now: self.now,
            memory: std::mem::take(&mut self.check),
        })))
    }

    /// Takes over what a job worked out. What has changed since then is on its way already.
    pub(super) fn take_derived(&mut self, news: DeriveNews) -> Vec<Effect> {
        // An order of a project that was left is forgotten.
        if self.deriving.running != Some(news.number) {
            return Vec::new();
        }
        self.deriving.running = None;
        self.check = news.memory;
        let mut derived = news.derived;
        match news.extent {
            Extent::Everything if news.integration == self.view.integration => self.derived = derived,
            _ => self.derived.judge(derived.take_judged()),
        }
        self.derived.name_examples(&self.project, &self.view);
        self.follow_derived();
        Vec::new()
    }

    /// What has to fit to what is derived.
    fn follow_derived(&mut self) {
        self.derived.of_page(&self.project, &self.view);
        self.scenarios.forget_outdated(&self.project);
        let chosen = self.project.integrations.iter().find(|each| each.id == self.view.integration);
        self.drill.forget_outdated(chosen, &self.view.language, self.view.channel);
        self.try_it.keep_to(self.project.integration(&self.view.integration), &self.derived);
        self.hold_answers_to_contract();
    }

    fn for_a_job(&self) -> Option<Extent> {
        let chosen = self.project.integration(&self.view.integration);
        if chosen.is_some_and(has_large_answers) {
            return Some(Extent::Everything);
        }
        (self.project.integrations.len() > MOST_AT_ONCE).then_some(Extent::Findings)
    }
}

/// Whether to play its saved answers takes longer than a frame may.
fn has_large_answers(integration: &Integration) -> bool {
    let mut left = MOST_VALUES_AT_ONCE;
    let bodies = integration.samples.iter().filter_map(|sample| match &sample.body {
        SampleBody::Json(body) => Some(body),
        _ => None,
    });
    !bodies.into_iter().all(|body| fits(body, &mut left))
}

/// Whether the values fit into what is left; stops counting where they do not.
fn fits(value: &Value, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else { return false };
    *left = rest;
    match value {
        Value::Array(items) => items.iter().all(|item| fits(item, left)),
        Value::Object(fields) => fields.values().all(|field| fits(field, left)),
        _ => true,
    }
}
