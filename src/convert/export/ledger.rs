//! What becomes of everything that a design uses: open until a target speaks of it, lost or blocked if it never does.

use super::flow::Flow;
use super::{ExportError, Fate, Feature, FeatureKind, Line, Order, features};

/// The account of one integration for one target.
#[derive(Clone, Debug)]
pub struct Ledger {
    entries: Vec<(Feature, Option<Verdict>)>,
    further: Vec<Line>,
}

/// What a target says about a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What becomes of it.
    pub fate: Fate,
    /// How or why, a sentence without a full stop at the end; may be empty when it is kept.
    pub reason: String,
    /// What has to be acknowledged, for [`Fate::Blocked`]: `key_in_plain_text`.
    pub code: &'static str,
}

impl Verdict {
    /// Works as designed.
    pub fn kept() -> Self {
        Self { fate: Fate::Kept, reason: String::new(), code: "" }
    }

    /// Works as designed; says how.
    pub fn kept_as(reason: impl Into<String>) -> Self {
        Self { fate: Fate::Kept, reason: reason.into(), code: "" }
    }

    /// The same result, built differently.
    pub fn emulated(reason: impl Into<String>) -> Self {
        Self { fate: Fate::Emulated, reason: reason.into(), code: "" }
    }

    /// Not there.
    pub fn lost(reason: impl Into<String>) -> Self {
        Self { fate: Fate::Lost, reason: reason.into(), code: "" }
    }

    /// A loss that can hurt security.
    pub fn blocked(code: &'static str, reason: impl Into<String>) -> Self {
        Self { fate: Fate::Blocked, reason: reason.into(), code }
    }
}

impl Ledger {
    /// The account of a flow, with everything open.
    ///
    /// # Errors
    /// As [`features`].
    pub fn new(order: &Order<'_>, flow: &Flow) -> Result<Self, ExportError> {
        let entries = features(order, flow)?.into_iter().map(|feature| (feature, None)).collect();
        Ok(Self { entries, further: Vec::new() })
    }

    /// The features that the design uses.
    pub fn features(&self) -> impl Iterator<Item = &Feature> {
        self.entries.iter().map(|(feature, _)| feature)
    }

    /// Whether the design uses a feature of that kind.
    pub fn uses(&self, kind: FeatureKind) -> bool {
        self.features().any(|feature| feature.kind == kind)
    }

    /// Every feature of these kinds works as designed.
    pub fn kept(&mut self, kinds: &[FeatureKind]) {
        self.set(kinds, &Verdict::kept());
    }

    /// The verdict on every feature of these kinds. A later word replaces an earlier one.
    pub fn set(&mut self, kinds: &[FeatureKind], verdict: &Verdict) {
        self.decide(|feature| kinds.contains(&feature.kind).then(|| verdict.clone()));
    }

    /// Goes through all features; nothing leaves what was said before.
    pub fn decide(&mut self, decide: impl Fn(&Feature) -> Option<Verdict>) {
        for (feature, verdict) in &mut self.entries {
            if let Some(new) = decide(feature) {
                *verdict = Some(new);
            }
        }
    }

    /// A line about something that is no feature of the design: a rule of the platform.
    pub fn add(&mut self, line: Line) {
        self.further.push(line);
    }

    /// The lines: one for each feature in the order of the design, then the further ones.
    pub fn close(self) -> Vec<Line> {
        self.entries
            .into_iter()
            .map(|(feature, verdict)| line(feature, verdict))
            .chain(self.further)
            .collect()
    }
}

fn line(feature: Feature, verdict: Option<Verdict>) -> Line {
    let kind = feature.kind;
    let verdict = verdict.filter(|_| kind != FeatureKind::PlainHttp);
    let silence = || match kind {
        FeatureKind::PlainHttp => {
            Verdict::blocked("plain_http", "Keys and customer data would travel where others can read them")
        }
        kind if kind.protects() => Verdict::blocked("", "This platform does not carry it over"),
        _ => Verdict::lost("This platform does not carry it over"),
    };
    let verdict = verdict.unwrap_or_else(silence);
    let code = match (verdict.fate, verdict.code) {
        (Fate::Blocked, "") => kind.blocked_code(),
        (Fate::Blocked, code) => code.to_owned(),
        _ => kind.code().to_owned(),
    };
    // What a person designed may end with a full stop of its own.
    let parts = [feature.detail.trim_end_matches('.').to_owned(), verdict.reason];
    let detail: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Line {
        fate: verdict.fate,
        subject: feature.subject,
        detail: detail.join(". "),
        place: feature.place,
        code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn feature(kind: FeatureKind) -> (Feature, Option<Verdict>) {
        let (name, subject, detail) = (String::new(), "It".to_owned(), "As designed".to_owned());
        (Feature { kind, name, subject, detail, place: Place::default() }, None)
    }

    #[test]
    fn what_nobody_speaks_of_is_lost_or_blocked() {
        let entries = FeatureKind::ALL.iter().map(|kind| feature(*kind)).collect();
        let mut ledger = Ledger { entries, further: Vec::new() };
        ledger.kept(&[FeatureKind::Query, FeatureKind::PlainHttp]);
        for (line, kind) in ledger.close().iter().zip(FeatureKind::ALL) {
            let expected = match kind {
                FeatureKind::Query => Fate::Kept,
                FeatureKind::Authentication | FeatureKind::SecretInText | FeatureKind::PlainHttp => {
                    Fate::Blocked
                }
                _ => Fate::Lost,
            };
            assert_eq!(line.fate, expected, "{kind:?}");
        }
    }
}
