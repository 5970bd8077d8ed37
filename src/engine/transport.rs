//! The door between a run and the network.

use std::future::Future;

use super::{Exchange, Next, Request, Run, RunResult};

/// Sends a request. The only thing of a run that is not pure.
pub trait Transport: Send + Sync {
    /// Sends it and waits for the answer, never longer than the request's limits.
    fn send(&self, request: &Request) -> impl Future<Output = Exchange> + Send;

    /// Waits before a request is sent again.
    fn pause(&self, ms: u64) -> impl Future<Output = ()> + Send;
}

/// Plays a run to its end over a transport. `next` is what [`Run::start`] gave.
pub async fn play<T: Transport>(run: &mut Run, next: Next, transport: &T) -> RunResult {
    let mut next = next;
    loop {
        match next {
            Next::Done(result) => return *result,
            Next::Send(request) => {
                if request.after_ms > 0 {
                    transport.pause(request.after_ms).await;
                }
                next = run.answer(&transport.send(&request).await);
            }
        }
    }
}
