//! What happens on the way of one exchange, and when. It outlives the future that a time limit drops.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::watch::Watch;
use crate::engine::{Done, Exchange, Failure, Request, Response, SecretValue, Step};

/// The notes of one exchange.
#[derive(Clone)]
pub(super) struct Journey {
    start: Instant,
    notes: Arc<Mutex<Notes>>,
    /// Whether the answers are what the exchange is about, and not those of a sign-in.
    is_main: bool,
}

#[derive(Default)]
struct Notes {
    first_byte: Option<Duration>,
    steps: Vec<Step>,
    tokens: Vec<SecretValue>,
}

impl Journey {
    pub(super) fn start() -> Self {
        Self { start: Instant::now(), notes: Arc::default(), is_main: true }
    }

    /// The same for a request that is made on the way.
    pub(super) fn aside(&self) -> Self {
        Self { is_main: false, ..self.clone() }
    }

    pub(super) fn done(&self, done: Done) {
        let at_ms = ms(self.start.elapsed());
        self.notes().steps.push(Step { at_ms, done });
    }

    /// A connection that still stood was used, from this moment on.
    pub(super) fn reused(&self, at: Instant) {
        let at_ms = ms(at.saturating_duration_since(self.start));
        self.notes().steps.push(Step { at_ms, done: Done::Reused });
    }

    pub(super) fn answered(&self, status: u16) {
        if self.is_main {
            let elapsed = self.start.elapsed();
            self.notes().first_byte.get_or_insert(elapsed);
        }
        self.done(Done::Answered { status });
    }

    pub(super) fn token(&self, token: &SecretValue, done: Done) {
        self.done(done);
        self.notes().tokens.push(token.clone());
    }

    /// What notices when the connection of a request stands.
    pub(super) fn watch(&self, request: &Request) -> Watch {
        Watch::new(self.clone(), request.limits.connect_ms)
    }

    pub(super) fn end(self, answer: Result<Response, Failure>) -> Exchange {
        let notes = std::mem::take(&mut *self.notes());
        Exchange {
            answer,
            elapsed_ms: ms(self.start.elapsed()),
            first_byte_ms: notes.first_byte.map(ms),
            steps: notes.steps,
            tokens: notes.tokens,
        }
    }

    /// Notes are written in one go each, so a panic elsewhere leaves none half done.
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
