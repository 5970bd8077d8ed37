//! The time budget: how long a customer may have to wait, and who gives up before that.

use super::{MOST_RETRIES, worst_case_ms};
use crate::model::{Call, Channel, Integration, Platform, Project};

/// How long it can take, against the limits of platform and channel. Times in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Every call in order with its parts.
    pub calls: Vec<CallBudget>,
    /// All calls with all their tries and pauses.
    pub worst_ms: u64,
    /// When the waiting message is said, if it is said before the end.
    pub waiting_ms: Option<u64>,
    /// Who gives up, and when; the soonest first.
    pub limits: Vec<TimeLimit>,
    /// What would make it fit, when it does not.
    pub remedy: Option<TimeRemedy>,
}

/// The longest time of one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallBudget {
    /// The call's id.
    pub call: String,
    /// The limit of one try.
    pub try_ms: u64,
    /// How often it is tried.
    pub tries: u32,
    /// All tries and the pauses between them.
    pub worst_ms: u64,
}

/// Somebody who gives up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    /// The name on the screen.
    pub name: &'static str,
    /// After which time.
    pub ms: u64,
    /// What must have happened by then.
    pub awaits: Awaits,
}

/// What somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaits {
    /// The reply.
    Reply,
    /// Any word; a waiting message is one.
    FirstWord,
}

/// A change that makes the time fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeRemedy {
    /// Each call gets this limit for one try, and this many repetitions.
    Shorten {
        /// The limit of one try, for each call.
        try_ms: u64,
        /// How often each call is repeated at most.
        retries: u32,
    },
    /// The waiting message is said earlier.
    SayEarlier {
        /// When.
        after_ms: u64,
    },
    /// A waiting message is added.
    AddWaiting {
        /// When it is said.
        after_ms: u64,
    },
}

/// What a platform needs for itself, in milliseconds: a limit that is met to the millisecond is missed.
const MARGIN_MS: u64 = 1_000;
/// Shorter limits cut off healthy systems.
const SHORTEST_MS: u64 = 1_000;
/// When a waiting message is said unless something asks for less.
const USUAL_WAITING_MS: u64 = 1_500;

impl Budget {
    /// The time of an integration on a channel.
    pub fn of(project: &Project, integration: &Integration, channel: Channel) -> Self {
        let calls: Vec<CallBudget> = integration.calls.iter().map(of_call).collect();
        let worst_ms = calls.iter().map(|call| call.worst_ms).fold(0, u64::saturating_add);
        let waiting = integration.waiting.as_ref().filter(|waiting| !waiting.text.is_blank());
        let waiting_ms = waiting.map(|waiting| waiting.after_ms).filter(|after_ms| *after_ms < worst_ms);
        let platform = project.platform.map(platform_limit);
        let channel = channel.patience_ms().map(|ms| TimeLimit {
            name: channel.title(),
            ms,
            awaits: Awaits::FirstWord,
        });
        let mut limits: Vec<TimeLimit> = platform.into_iter().chain(channel).collect();
        limits.sort_by_key(|limit| limit.ms);
        let mut budget = Self { calls, worst_ms, waiting_ms, limits, remedy: None };
        budget.remedy = budget.remedy_for(integration);
        budget
    }

    /// Whoever gives up before the customer has what they wait for; the soonest.
    pub fn exceeded(&self) -> Option<&TimeLimit> {
        self.limits.iter().find(|limit| self.reached_ms(limit.awaits) > limit.ms)
    }

    /// When that has happened at the latest.
    pub fn reached_ms(&self, awaits: Awaits) -> u64 {
        match awaits {
            Awaits::Reply => self.worst_ms,
            Awaits::FirstWord => self.waiting_ms.unwrap_or(self.worst_ms),
        }
    }

    fn remedy_for(&self, integration: &Integration) -> Option<TimeRemedy> {
        let limit = self.exceeded()?;
        match limit.awaits {
            Awaits::Reply => self.shorter(limit.ms, integration),
            Awaits::FirstWord => {
                let after_ms = USUAL_WAITING_MS.min(limit.ms / 2);
                let has_words = integration.waiting.as_ref().is_some_and(|waiting| !waiting.text.is_blank());
                Some(if has_words {
                    TimeRemedy::SayEarlier { after_ms }
                } else {
                    TimeRemedy::AddWaiting { after_ms }
                })
            }
        }
    }

    /// As many repetitions as leave each try a sensible time.
    fn shorter(&self, limit_ms: u64, integration: &Integration) -> Option<TimeRemedy> {
        let room_ms = limit_ms.saturating_sub(MARGIN_MS);
        let most = integration.calls.iter().map(|call| call.policy.retries.count.min(MOST_RETRIES)).max()?;
        let fitting = (0..=most).rev().find_map(|retries| {
            let tries: u64 = self.calls.iter().map(|call| u64::from(call.tries.min(retries + 1))).sum();
            let pauses = integration.calls.iter().map(|call| {
                let mut policy = call.policy.clone();
                policy.retries.count = policy.retries.count.min(retries);
                policy.time_limit_ms = 0;
                worst_case_ms(&policy)
            });
            let room_ms = room_ms.checked_sub(pauses.fold(0, u64::saturating_add))?;
            // Whole halves of a second are what a person would choose.
            let try_ms = room_ms / tries.max(1) / 500 * 500;
            // A repetition that leaves too little time for each try is worth less than a longer try.
            let least_ms = if retries == 0 { SHORTEST_MS } else { 3_000 };
            (try_ms >= least_ms).then_some(TimeRemedy::Shorten { try_ms, retries })
        });
        fitting.or(Some(TimeRemedy::Shorten { try_ms: SHORTEST_MS, retries: 0 }))
    }
}

impl TimeRemedy {
    /// The words of the button.
    pub fn words(&self) -> String {
        match self {
            Self::Shorten { try_ms, retries: 0 } => {
                format!("Wait {} seconds, without a second try", super::seconds(*try_ms))
            }
            Self::Shorten { try_ms, .. } => format!("Wait {} seconds for each try", super::seconds(*try_ms)),
            Self::SayEarlier { after_ms } => format!("Say it after {} seconds", super::seconds(*after_ms)),
            Self::AddWaiting { after_ms } => {
                format!("Say “One moment” after {} seconds", super::seconds(*after_ms))
            }
        }
    }

    /// Makes the change. Limits that are shorter already stay.
    pub fn apply(&self, integration: &mut Integration, language: &str) {
        match self {
            Self::Shorten { try_ms, retries } => {
                for call in &mut integration.calls {
                    call.policy.time_limit_ms = call.policy.time_limit_ms.min(*try_ms);
                    call.policy.retries.count = call.policy.retries.count.min(*retries);
                }
            }
            Self::SayEarlier { after_ms } | Self::AddWaiting { after_ms } => {
                let waiting = integration.waiting.get_or_insert_default();
                waiting.after_ms = *after_ms;
                if waiting.text.is_blank() {
                    waiting.text =
                        crate::model::Localized::new(language, "One moment, I am looking that up.");
                }
            }
        }
    }
}

/// What a platform waits for is the reply.
fn platform_limit(platform: Platform) -> TimeLimit {
    TimeLimit { name: platform.title(), ms: platform.time_limit_ms(), awaits: Awaits::Reply }
}

fn of_call(call: &Call) -> CallBudget {
    let policy = &call.policy;
    CallBudget {
        call: call.id.clone(),
        try_ms: policy.time_limit_ms,
        tries: policy.retries.count.min(MOST_RETRIES) + 1,
        worst_ms: worst_case_ms(policy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Localized, Policy, Retries, Waiting};

    fn integration(calls: &[(u64, u32)], waiting_ms: Option<u64>) -> Integration {
        let call = |(time_limit_ms, count): &(u64, u32)| {
            let retries = Retries { count: *count, backoff_ms: 500, on: Vec::new() };
            Call {
                policy: Policy { time_limit_ms: *time_limit_ms, retries, ..Policy::default() },
                ..Call::default()
            }
        };
        let waiting =
            waiting_ms.map(|after_ms| Waiting { after_ms, text: Localized::new("en", "One moment") });
        Integration { calls: calls.iter().map(call).collect(), waiting, ..Integration::default() }
    }

    /// The remedy is what makes it fit, whatever the calls are.
    #[test]
    fn after_the_remedy_it_fits() {
        let cases: [&[(u64, u32)]; 6] = [
            &[(8_000, 1)],
            &[(30_000, 0)],
            &[(8_000, 3), (5_000, 0)],
            &[(2_000, 10)],
            &[(300_000, 10), (1, 0), (9_000, 2)],
            &[(20_000, 0)],
        ];
        for platform in Platform::ALL {
            for calls in cases {
                for channel in Channel::ALL {
                    let project = Project { platform: Some(platform), ..Project::default() };
                    let mut integration = integration(calls, None);
                    for _ in 0..2 {
                        let Some(remedy) = Budget::of(&project, &integration, channel).remedy else { break };
                        remedy.apply(&mut integration, "en");
                    }
                    let budget = Budget::of(&project, &integration, channel);
                    assert_eq!(budget.exceeded(), None, "{platform:?} {calls:?} {channel:?}");
                }
            }
        }
    }

    #[test]
    fn what_fits_needs_nothing() {
        let project = Project { platform: Some(Platform::BotFramework), ..Project::default() };
        let budget = Budget::of(&project, &integration(&[(5_000, 1)], Some(1_000)), Channel::Slack);
        assert_eq!((budget.worst_ms, budget.exceeded(), budget.remedy.clone()), (10_500, None, None));
        let slow = Budget::of(&project, &integration(&[(5_000, 1)], Some(4_000)), Channel::Slack);
        assert_eq!(slow.exceeded().map(|limit| limit.name), Some("Slack"));
        assert_eq!(slow.remedy, Some(TimeRemedy::SayEarlier { after_ms: 1_500 }));
        let long = Budget::of(&project, &integration(&[(8_000, 1)], Some(1_000)), Channel::Web);
        assert_eq!(long.remedy, Some(TimeRemedy::Shorten { try_ms: 6_500, retries: 1 }));
    }
}
