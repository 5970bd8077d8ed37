//! When a call is tried again, after which pause, and how long that can take altogether.

use jiff::Timestamp;

use super::{Exchange, Failure, Response};
use crate::model::{Call, Method, Policy, RetryCause, Risk};

/// The most repetitions that are made, whatever the design says: a customer waits meanwhile.
pub const MOST_RETRIES: u32 = 10;

/// The longest time that a call can take: every try up to its time limit, and the doubling pauses between them. A try
/// includes its redirects and its sign-in. A system that asks for longer pauses (`Retry-After`) gets them only within this.
pub fn worst_case_ms(policy: &Policy) -> u64 {
    let retries = policy.retries.count.min(MOST_RETRIES);
    let pauses = (0..retries).map(|number| pause_ms(policy, number)).fold(0, u64::saturating_add);
    policy.time_limit_ms.saturating_mul(u64::from(retries) + 1).saturating_add(pauses)
}

/// Whether a call may be sent a second time without asking: it only looks up (RFC 9110 §9.2.1; or a POST of an integration
/// that says so), or the system recognises a repetition by the idempotency header.
pub fn may_repeat(call: &Call, risk: Risk) -> bool {
    let looks_up = match call.method {
        Method::Get | Method::Head => true,
        Method::Post => risk == Risk::Read,
        Method::Put | Method::Patch | Method::Delete => false,
    };
    looks_up || idempotency_header(&call.policy).is_some()
}

/// The header that makes a repetition harmless, if one is named.
pub(super) fn idempotency_header(policy: &Policy) -> Option<&str> {
    policy.idempotency_header.as_deref().map(str::trim).filter(|name| !name.is_empty())
}

/// What is known of a call after a try.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tried<'a> {
    /// How often it was repeated so far.
    pub repetitions: u32,
    /// From the start of the call, pauses included.
    pub spent_ms: u64,
    /// The moment.
    pub now: Timestamp,
    /// What chance is made of: the run's id, so that runs differ and the same run never does.
    pub seed: &'a str,
}

/// The pause before the next try; nothing when the answer stands.
pub(super) fn pause_before_next(
    call: &Call,
    risk: Risk,
    exchange: &Exchange,
    tried: Tried<'_>,
) -> Option<u64> {
    let policy = &call.policy;
    let is_cause = cause(exchange).is_some_and(|cause| policy.retries.on.contains(&cause));
    if !is_cause || tried.repetitions >= policy.retries.count.min(MOST_RETRIES) || !may_repeat(call, risk) {
        return None;
    }
    let asked_ms = exchange.answer.as_ref().ok().and_then(|response| retry_after_ms(response, tried.now));
    let pause = pause_ms(policy, tried.repetitions);
    let pause = shortened(pause, tried.seed, tried.repetitions).max(asked_ms.unwrap_or(0));
    let end = tried.spent_ms.saturating_add(pause).saturating_add(policy.time_limit_ms);
    // Sooner than asked would be refused again, later is longer than the design promises.
    (end <= worst_case_ms(policy)).then_some(pause)
}

/// The longest pause before a repetition: doubled each time.
fn pause_ms(policy: &Policy, number: u32) -> u64 {
    policy.retries.backoff_ms.saturating_mul(1 << number.min(MOST_RETRIES))
}

/// Between a half of the pause and all of it.
fn shortened(pause_ms: u64, seed: &str, number: u32) -> u64 {
    let digest = ring::digest::digest(&ring::digest::SHA256, format!("{seed} {number}").as_bytes());
    let chance = digest.as_ref().iter().take(2).fold(0_u64, |chance, byte| chance << 8 | u64::from(*byte));
    let half = pause_ms / 2;
    // Parted, so that no pause is too long to be counted with.
    pause_ms - (half / 0xffff * chance + half % 0xffff * chance / 0xffff)
}

fn cause(exchange: &Exchange) -> Option<RetryCause> {
    match &exchange.answer {
        Err(Failure::Unreachable(_)) => Some(RetryCause::Unreachable),
        Err(Failure::Timeout { .. }) => Some(RetryCause::Timeout),
        Ok(response) if response.status == 408 => Some(RetryCause::Timeout),
        Ok(response) if response.status == 429 => Some(RetryCause::RateLimited),
        Ok(response) if (500..600).contains(&response.status) => Some(RetryCause::ServerError),
        _ => None,
    }
}

/// `Retry-After` in milliseconds (RFC 9110 §10.2.3): seconds, or a date, which is read against the system's own clock where
/// the answer has one.
fn retry_after_ms(response: &Response, now: Timestamp) -> Option<u64> {
    let text = response.header("retry-after")?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(1000));
    }
    let until = date(text)?;
    let now = response.header("date").and_then(date).unwrap_or(now);
    u64::try_from(until.as_millisecond().saturating_sub(now.as_millisecond())).ok()
}

fn date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Retries;

    fn call(count: u32, backoff_ms: u64) -> Call {
        let on = vec![RetryCause::ServerError, RetryCause::RateLimited, RetryCause::Unreachable];
        let retries = Retries { count, backoff_ms, on };
        Call { policy: Policy { time_limit_ms: 1_000, retries, ..Policy::default() }, ..Call::default() }
    }

    fn answer(status: u16, retry_after: Option<&str>) -> Exchange {
        let headers = retry_after.map(|value| ("retry-after".to_owned(), value.to_owned()));
        Exchange::new(Ok(Response { status, headers: headers.into_iter().collect(), body: vec![] }))
    }

    #[test]
    fn the_worst_case_is_every_try_and_every_pause() {
        let check = |count, backoff, expect| assert_eq!(worst_case_ms(&call(count, backoff).policy), expect);
        check(0, 500, 1_000);
        check(1, 500, 2_500);
        check(3, 100, 4_000 + 100 + 200 + 400);
        check(u32::MAX, 0, 11_000);
        check(u32::MAX, u64::MAX, u64::MAX);
    }

    #[test]
    fn pauses_double_and_end() {
        let pause = |repetitions, spent_ms| {
            let tried = Tried { repetitions, spent_ms, now: Timestamp::UNIX_EPOCH, seed: "a" };
            pause_before_next(&call(3, 100), Risk::Read, &answer(500, None), tried)
        };
        for (number, spent_ms, longest) in [(0, 10, 100), (1, 120, 200), (2, 330, 400)] {
            let pause = pause(number, spent_ms).unwrap();
            assert!((longest / 2..=longest).contains(&pause), "{number}: {pause}");
        }
        assert_eq!(pause(3, 740), None);
    }

    #[test]
    fn chance_spreads_pauses_and_is_the_same_for_the_same_run() {
        let of = |pause_ms: u64| (0..1_000).map(move |run| shortened(pause_ms, &format!("run {run}"), 0));
        let pauses: Vec<_> = of(1_000).collect();
        assert_eq!(pauses, of(1_000).collect::<Vec<_>>());
        assert!(pauses.iter().all(|pause| (500..=1_000).contains(pause)));
        for tenth in 0..10 {
            let from = 500 + tenth * 50;
            let count = pauses.iter().filter(|pause| (from..from + 50).contains(*pause)).count();
            assert!((50..=200).contains(&count), "{count} of 1,000 from {from} ms on");
        }
        assert!(of(u64::MAX).all(|pause| pause >= u64::MAX / 2));
        assert!(of(1).all(|pause| pause <= 1) && of(0).all(|pause| pause == 0));
    }

    #[test]
    fn a_system_that_asks_for_a_pause_gets_it_while_there_is_time() {
        let now = "2026-03-16T09:30:00Z".parse().unwrap();
        let tried = Tried { repetitions: 0, spent_ms: 10, now, seed: "a" };
        let own = shortened(50, "a", 0);
        let check = |retry_after, expect| {
            let pause = pause_before_next(&call(2, 50), Risk::Read, &answer(429, Some(retry_after)), tried);
            assert_eq!(pause, expect, "{retry_after}");
        };
        check("1", Some(1_000));
        check("0", Some(own));
        check("30", None);
        check("99999999999999999999999", None);
        check("Mon, 16 Mar 2026 09:30:02 GMT", Some(2_000));
        check("Mon, 16 Mar 2026 09:29:00 GMT", Some(own));
        check("soon", Some(own));
        check("-5", Some(own));
    }

    #[test]
    fn only_what_is_harmless_is_repeated() {
        let check = |method, risk, header: Option<&str>, expect| {
            let mut call = call(1, 0);
            call.method = method;
            call.policy.idempotency_header = header.map(str::to_owned);
            assert_eq!(may_repeat(&call, risk), expect, "{method:?} {risk:?} {header:?}");
        };
        check(Method::Get, Risk::Write, None, true);
        check(Method::Post, Risk::Read, None, true);
        check(Method::Post, Risk::Write, None, false);
        check(Method::Post, Risk::Write, Some(" "), false);
        check(Method::Post, Risk::Write, Some("Idempotency-Key"), true);
        check(Method::Delete, Risk::Destructive, None, false);
        check(Method::Put, Risk::Write, Some("Idempotency-Key"), true);
    }
}
