//! Background work: runs a future off the UI thread, answers with a message, can be cancelled.
//!
//! ```text
//! start ─► running ─┬─ the future ends ─► message waits in the channel, `wake` is called ─► poll
//!                   └─ cancel, or Jobs dropped ─► the future is dropped, nothing is ever sent
//! ```
//!
//! Nothing is shared with a job: what it needs goes in by value, what it found comes back by value.

mod job;

pub use job::{Job, JobId};

use std::{
    cell::Cell,
    future::Future,
    io,
    sync::{Arc, mpsc},
};

use tokio::runtime::{Builder, Handle, Runtime};
use tokio_util::sync::CancellationToken;

/// Two, because jobs wait for the network nearly all the time.
const WORKER_THREADS: usize = 2;

/// Runs jobs on threads of its own and collects their messages.
///
/// It belongs to one thread, which starts the jobs and calls [`poll`](Self::poll). Dropping it cancels every job
/// and does not wait for them, so that a window closes at once.
pub struct Jobs<M> {
    handle: Handle,
    /// Only taken when dropped.
    runtime: Option<Runtime>,
    all: CancellationToken,
    last: Cell<u64>,
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: mpsc::Sender<Arrival<M>>,
    arrivals: mpsc::Receiver<Arrival<M>>,
}

/// A message on its way; the token says whether anybody still wants it.
struct Arrival<M> {
    id: JobId,
    cancel: CancellationToken,
    message: M,
}

impl<M: Send + 'static> Jobs<M> {
    /// `wake` is called from a worker thread after each message has arrived: it tells the owner to poll, and must
    /// not block.
    ///
    /// # Errors
    /// The system gives no threads or no event queue.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(WORKER_THREADS)
            .thread_name("jobs")
            .enable_all()
            .build()?;
        let (sender, arrivals) = mpsc::channel();
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
            all: CancellationToken::new(),
            last: Cell::new(0),
            wake: Arc::new(wake),
            sender,
            arrivals,
        })
    }

    /// Starts a job. `work` is given the job's own token, for parts of the work that must hear of a cancellation
    /// themselves; the future as a whole is dropped at its next await, whether it looks at the token or not.
    ///
    /// A job that panics sends nothing.
    pub fn start<F>(&self, work: impl FnOnce(CancellationToken) -> F) -> Job
    where
        F: Future<Output = M> + Send + 'static,
    {
        let job = Job::new(self.next_id(), self.all.child_token());
        let (id, cancel) = (job.id(), job.token());
        let future = work(cancel.clone());
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        self.handle.spawn(async move {
            if let Some(message) = cancel.clone().run_until_cancelled_owned(future).await {
                // The receiver is gone only when `Jobs` is, and then nobody waits for the message.
                if sender.send(Arrival { id, cancel, message }).is_ok() {
                    wake();
                }
            }
        });
        job
    }

    /// The messages that have arrived since the last call, in their order of arrival; never waits.
    ///
    /// A cancelled job is not among them, even if it had finished before it was cancelled.
    pub fn poll(&self) -> impl Iterator<Item = (JobId, M)> + '_ {
        let wanted = |arrival: &Arrival<M>| !arrival.cancel.is_cancelled();
        self.arrivals.try_iter().filter(wanted).map(|arrival| (arrival.id, arrival.message))
    }

    /// Runs a future to its end on this thread, with timers and network served by the workers: for the terminal,
    /// which has nothing else to do meanwhile. Must not be called from inside a job.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.handle.block_on(future)
    }

    fn next_id(&self) -> JobId {
        self.last.set(self.last.get() + 1);
        JobId::new(self.last.get())
    }
}

impl<M> Drop for Jobs<M> {
    fn drop(&mut self) {
        self.all.cancel();
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, sync::mpsc::channel, time::Duration};

    use tokio::sync::oneshot;

    use super::*;

    /// Far longer than anything here takes; only a broken test waits for it.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// Jobs with text messages, and a receiver that hears each wake.
    fn jobs() -> (Jobs<&'static str>, mpsc::Receiver<()>) {
        let (woken, wakes) = channel();
        let jobs = Jobs::new(move || woken.send(()).unwrap_or_default()).unwrap();
        (jobs, wakes)
    }

    /// A future that never ends, and a receiver that hears when it is dropped.
    fn endless() -> (impl Future<Output = &'static str> + Send + 'static, mpsc::Receiver<()>) {
        struct Gone(mpsc::Sender<()>);
        impl Drop for Gone {
            fn drop(&mut self) {
                self.0.send(()).unwrap_or_default();
            }
        }
        let (dropped, drops) = channel();
        let gone = Gone(dropped);
        let future = async move {
            let _gone = gone;
            pending().await
        };
        (future, drops)
    }

    #[test]
    fn a_message_is_there_when_the_owner_is_woken() {
        let (jobs, wakes) = jobs();
        assert_eq!(jobs.poll().count(), 0);
        let job = jobs.start(|_| async { "done" });
        wakes.recv_timeout(PATIENCE).unwrap();
        assert_eq!(jobs.poll().collect::<Vec<_>>(), [(job.id(), "done")]);
        assert_eq!(jobs.poll().count(), 0, "a message is handed out once");
    }

    #[test]
    fn messages_come_in_order_of_arrival_and_name_their_job() {
        let (jobs, wakes) = jobs();
        let (go, gate) = oneshot::channel();
        let slow = jobs.start(|_| async { gate.await.unwrap() });
        let quick = jobs.start(|_| async { "quick" });
        wakes.recv_timeout(PATIENCE).unwrap();
        go.send("slow").unwrap();
        wakes.recv_timeout(PATIENCE).unwrap();
        assert_ne!(slow.id(), quick.id());
        assert_eq!(jobs.poll().collect::<Vec<_>>(), [(quick.id(), "quick"), (slow.id(), "slow")]);
    }

    #[test]
    fn cancelling_drops_the_work_and_sends_nothing() {
        let (jobs, wakes) = jobs();
        let (work, drops) = endless();
        let job = jobs.start(|_| work);
        job.cancel();
        drops.recv_timeout(PATIENCE).unwrap();
        // A job that ends afterwards is woken for; the cancelled one never is.
        let other = jobs.start(|_| async { "other" });
        wakes.recv_timeout(PATIENCE).unwrap();
        assert!(job.is_cancelled() && !other.is_cancelled());
        assert_eq!(jobs.poll().collect::<Vec<_>>(), [(other.id(), "other")]);
        assert!(wakes.try_recv().is_err());
    }

    #[test]
    fn a_message_that_came_before_the_cancellation_is_dropped_too() {
        let (jobs, wakes) = jobs();
        let job = jobs.start(|_| async { "late" });
        wakes.recv_timeout(PATIENCE).unwrap();
        job.cancel();
        assert_eq!(jobs.poll().count(), 0);
    }

    #[test]
    fn the_work_hears_of_a_cancellation_through_its_token() {
        let (jobs, _wakes) = jobs();
        let (heard, hears) = channel();
        let job = jobs.start(|cancel| {
            heard.send(cancel).unwrap();
            pending()
        });
        let token = hears.recv_timeout(PATIENCE).unwrap();
        assert!(!token.is_cancelled());
        job.cancel();
        assert!(token.is_cancelled());
    }

    #[test]
    fn dropping_all_jobs_drops_their_work() {
        let (jobs, _wakes) = jobs();
        let (work, drops) = endless();
        let job = jobs.start(|_| work);
        drop(jobs);
        drops.recv_timeout(PATIENCE).unwrap();
        assert!(job.is_cancelled());
    }

    #[test]
    fn the_terminal_can_wait_for_work_of_its_own_and_for_jobs() {
        let (jobs, _wakes) = jobs();
        let (tell, told) = oneshot::channel();
        let _job = jobs.start(|_| async {
            tell.send(7).unwrap();
            "told"
        });
        assert_eq!(jobs.block_on(told).unwrap(), 7);
    }
}
