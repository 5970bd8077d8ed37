//! The door between a run and the network.

use std::future::Future;

use super::{Exchange, Next, Request, Run, RunResult};

/// Sends a request. The only thing of a run that is not pure.
pub trait Transport: Send + Sync {
    /// Sends it and waits for the answer, never longer than the request's limits.
    fn send(&self, request: &Request) -> impl Future<Output = Exchange> + Send;
}

/// Plays a run to its end over a transport. `next` is what [`Run::start`] gave.
pub async fn play<T: Transport>(run: &mut Run, next: Next, transport: &T) -> RunResult {
    let mut next = next;
    loop {
        match next {
            Next::Done(result) => return *result,
            Next::Send(request) => next = run.answer(&transport.send(&request).await),
        }
    }
}
