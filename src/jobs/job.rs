//! A job that was started: its number, and the way to cancel it.

use std::fmt;

use tokio_util::sync::CancellationToken;

/// A started job. Dropping it changes nothing; the job goes on.
#[derive(Clone, Debug)]
pub struct Job {
    id: JobId,
    cancel: CancellationToken,
}

/// The number of a job, unique for the [`Jobs`](super::Jobs) that started it, counting up from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u64);

impl Job {
    pub(super) fn new(id: JobId, cancel: CancellationToken) -> Self {
        Self { id, cancel }
    }

    /// The number that comes back with the job's message.
    #[must_use]
    pub fn id(&self) -> JobId {
        self.id
    }

    /// Stops the job: its future is dropped (which closes its connections), and no message of it arrives after
    /// this call. Cancelling twice, or after the end, does nothing.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Whether the job was cancelled, by [`cancel`](Self::cancel) or because all jobs were.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }

    pub(super) fn token(&self) -> CancellationToken {
        self.cancel.clone()
    }
}

impl JobId {
    pub(super) fn new(number: u64) -> Self {
        Self(number)
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
