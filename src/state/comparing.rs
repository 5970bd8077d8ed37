//! What is different from the last export, from the last save or from a file of choice, in words.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Effect, Page, State, same};
use crate::check::diff::{Changed, diff};
use crate::model::{Part, Project};
use crate::template::time_zone;

/// What a person, or the disk, wants of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum ComparingAction {
    /// Compare with this.
    Choose(Baseline),
    /// Choose a file to compare with.
    PickFile,
    /// A file was chosen.
    FileChosen(PathBuf),
    /// It was read.
    FileRead(Box<(PathBuf, Project)>),
    /// It was looked what the open project was exported as last.
    Known(Option<Box<LastExport>>),
}

/// What a project is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// What was exported last.
    LastExport,
    /// What was saved last.
    LastSave,
    /// A file of choice.
    File,
}

/// What a project was when it was exported last.
#[derive(Clone, Debug, PartialEq)]
pub struct LastExport {
    /// When.
    pub at: Timestamp,
    /// The name of the target on the screen.
    pub target: String,
    /// Where its files went.
    pub folder: PathBuf,
    /// The only integration that was exported, by id; none: all of them.
    pub integration: Option<String>,
    /// The design that was exported.
    pub project: Project,
}

/// The comparison that the pages *Export* and *Test scenarios* show.
#[derive(Clone, Debug, Default)]
pub struct Comparing {
    /// What a person chose to compare with.
    chosen: Option<Baseline>,
    /// What was exported last; nothing when that never happened on this computer.
    pub last_export: Option<Box<LastExport>>,
    /// A file of choice.
    pub file: Option<Box<(PathBuf, Project)>>,
    /// What is different; only brought up to date while a page shows it.
    pub changed: Vec<Changed>,
    /// The design that `changed` belongs to.
    of: Option<Project>,
}

impl LastExport {
    /// "To Rasa, on 2026-03-16 at 10:41 (Europe/Berlin), in `bot`": the moment is that of the bot's customers.
    pub fn words(&self) -> String {
        let zone = self.project.time_zone.as_deref().and_then(time_zone).unwrap_or(TimeZone::UTC);
        let at = self.at.to_zoned(zone).strftime("on %Y-%m-%d at %H:%M (%Q)").to_string();
        format!("To {}, {at}, in {}", self.target, self.folder.display())
    }
}

impl Comparing {
    /// What is compared with: what was chosen, as long as it is there; else the last export; else the last save.
    pub fn baseline(&self) -> Baseline {
        match self.chosen {
            Some(Baseline::File) if self.file.is_none() => Baseline::LastSave,
            Some(chosen) => chosen,
            None if self.last_export.is_some() => Baseline::LastExport,
            None => Baseline::LastSave,
        }
    }

    /// Compares anew when the next page shows it.
    pub(super) fn forget(&mut self) {
        self.of = None;
    }

    /// What is exported now.
    pub(super) fn exported(&mut self, last: LastExport) {
        self.last_export = Some(Box::new(last));
        self.forget();
    }
}

impl State {
    pub(super) fn comparing(&mut self, action: ComparingAction) -> Vec<Effect> {
        match action {
            ComparingAction::Choose(baseline) => self.comparing.chosen = Some(baseline),
            ComparingAction::PickFile => return vec![Effect::PickCompared],
            ComparingAction::FileChosen(path) => {
                self.view.ask = None;
                return vec![Effect::ReadCompared(path)];
            }
            ComparingAction::FileRead(mut file) => {
                share(&mut file.1, &self.project);
                self.comparing.file = Some(file);
                self.comparing.chosen = Some(Baseline::File);
            }
            ComparingAction::Known(mut last) => {
                if let Some(last) = &mut last {
                    share(&mut last.project, &self.project);
                }
                self.comparing.last_export = last;
            }
        }
        self.comparing.forget();
        Vec::new()
    }

    /// Compares when a page shows it and the design is another one than last time.
    pub(super) fn compare(&mut self) {
        let shown = matches!(self.view.page, Page::Export | Page::Scenarios);
        if !shown || self.comparing.of.as_ref().is_some_and(|of| same(of, &self.project)) {
            return;
        }
        let comparing = &self.comparing;
        let changed = match comparing.baseline() {
            Baseline::LastExport => {
                comparing.last_export.as_ref().map(|last| since_export(last, &self.project))
            }
            Baseline::LastSave => self.saved.as_ref().map(|saved| diff(saved, &self.project)),
            Baseline::File => comparing.file.as_ref().map(|file| diff(&file.1, &self.project)),
        };
        self.comparing.changed = changed.unwrap_or_default();
        self.comparing.of = Some(self.project.clone());
    }
}

/// What an export of `now` would carry that the last one did not: samples, scenarios and notes never go along.
fn since_export(last: &LastExport, now: &Project) -> Vec<Changed> {
    let goes_along = |each: &Changed| {
        let part = !matches!(each.place.part, Part::Sample(_) | Part::Scenario(_));
        part && !["notes", "samples", "scenarios"].contains(&each.place.field.as_str())
    };
    let was_exported = |each: &Changed| match (&last.integration, &each.place.integration) {
        (Some(only), Some(integration)) => only == integration,
        _ => true,
    };
    diff(&last.project, now).into_iter().filter(|each| goes_along(each) && was_exported(each)).collect()
}

/// Integrations that are equal become the same object, so that comparing them costs nothing from then on.
fn share(old: &mut Project, now: &Project) {
    for integration in &mut old.integrations {
        let same = now.integrations.iter().find(|known| known.id == integration.id && *known == integration);
        if let Some(same) = same {
            *integration = Arc::clone(same);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Call, Integration, Sample};

    fn project() -> Project {
        let integration = |id: &str| {
            let calls = vec![Call { id: "ask".to_owned(), ..Call::default() }];
            let (id, name) = (id.to_owned(), id.to_uppercase());
            Arc::new(Integration { id, name, calls, ..Integration::default() })
        };
        Project { integrations: vec![integration("a"), integration("b")], ..Project::default() }
    }

    fn exported(integration: Option<&str>) -> LastExport {
        LastExport {
            at: Timestamp::UNIX_EPOCH,
            target: "Rasa".to_owned(),
            folder: "bot".into(),
            integration: integration.map(str::to_owned),
            project: project(),
        }
    }

    #[test]
    fn what_no_export_carries_is_no_change_since_the_export() {
        let mut now = project();
        let first = Arc::make_mut(&mut now.integrations[0]);
        first.samples.push(Sample { id: "new".to_owned(), ..Sample::default() });
        first.notes = "Ask Eva".to_owned();
        now.notes = "Ask Leo".to_owned();
        assert_eq!(diff(&project(), &now).len(), 3);
        assert_eq!(since_export(&exported(None), &now), []);
        Arc::make_mut(&mut now.integrations[0]).calls[0].policy.time_limit_ms = 7_000;
        assert_eq!(since_export(&exported(None), &now).len(), 1);
    }

    #[test]
    fn an_export_of_one_integration_is_compared_with_that_one() {
        let mut now = project();
        for integration in &mut now.integrations {
            Arc::make_mut(integration).calls[0].policy.time_limit_ms = 7_000;
        }
        assert_eq!(since_export(&exported(None), &now).len(), 2);
        let only = since_export(&exported(Some("b")), &now);
        assert_eq!(only.len(), 1);
        assert_eq!(only[0].place.integration.as_deref(), Some("b"));
    }
}
