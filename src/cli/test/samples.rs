//! Scenarios played from samples and faults, on every core: thousands a second.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::tried::skipped;
use super::{Bench, Printer, Trial};
use crate::cli::CliError;
use crate::convert::results::Tried;
use crate::engine::scenario;

/// How many scenarios a worker takes at a time, and how many results are printed in one go: writing each line by itself would
/// take longer than playing the scenario.
const AT_ONCE: usize = 128;

/// What a worker hands over: which part of the trials, and how they went.
type Part = (usize, Result<Vec<Tried>, CliError>);

/// Plays the scenarios and prints them in their order, each part as soon as those before it are there.
pub(super) fn play_samples(
    bench: &Bench<'_>,
    trials: &[Trial<'_>],
    printer: &mut Printer<'_>,
) -> Result<Vec<Tried>, CliError> {
    let parts: Vec<_> = trials.chunks(AT_ONCE).collect();
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(parts.len());
    let next = AtomicUsize::new(0);
    let mut all = Vec::with_capacity(trials.len());
    if workers < 2 {
        for part in parts {
            take(play_part(bench, part), printer, &mut all)?;
        }
        return Ok(all);
    }
    thread::scope(|scope| {
        let (sender, ended) = mpsc::channel();
        for _ in 0..workers {
            let (parts, next, sender) = (&parts, &next, sender.clone());
            scope.spawn(move || work(bench, parts, next, &sender));
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut index = 0;
        for (at, part) in ended {
            early.insert(at, part);
            while let Some(part) = early.remove(&index) {
                take(part, printer, &mut all)?;
                index += 1;
            }
        }
        Ok(all)
    })
}

/// Plays one part after the other until none is left, or until nobody wants them any more.
fn work(bench: &Bench<'_>, parts: &[&[Trial<'_>]], next: &AtomicUsize, sender: &Sender<Part>) {
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(part) = parts.get(index) else { return };
        if sender.send((index, play_part(bench, part))).is_err() {
            return;
        }
    }
}

fn play_part(bench: &Bench<'_>, part: &[Trial<'_>]) -> Result<Vec<Tried>, CliError> {
    let play = |trial: &Trial<'_>| {
        if scenario::is_offline(trial.scenario) {
            bench.play_sample(*trial)
        } else {
            Ok(skipped(trial.integration, trial.scenario, "It asks the real system: add --live"))
        }
    };
    part.iter().map(play).collect()
}

fn take(
    part: Result<Vec<Tried>, CliError>,
    printer: &mut Printer<'_>,
    all: &mut Vec<Tried>,
) -> Result<(), CliError> {
    let part = part?;
    printer.some(&part)?;
    all.extend(part);
    Ok(())
}
