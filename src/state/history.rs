//! What can be taken back: whole projects that share what did not change.

use std::sync::Arc;

use crate::model::Project;

/// Typing that rests this long is one step of undo.
const REST_MS: u64 = 900;

/// More steps than this are forgotten, the oldest first.
const MOST_STEPS: usize = 500;

/// Undo and redo for the whole project.
#[derive(Default)]
pub struct History {
    undo: Vec<Point>,
    redo: Vec<Point>,
    last_change_ms: Option<u64>,
}

struct Point {
    project: Project,
    label: String,
}

impl History {
    /// Notes that the project changed from `before`. Changes without a rest between them are one step, as long as they have the
    /// same label.
    pub fn note(&mut self, before: &Project, label: String, at_ms: u64) {
        let rested = self.last_change_ms.is_none_or(|last| at_ms.saturating_sub(last) > REST_MS);
        self.last_change_ms = Some(at_ms);
        self.redo.clear();
        if !rested && self.undo.last().is_some_and(|last| last.label == label) {
            return;
        }
        self.push(before.clone(), label);
    }

    /// Notes a step of its own, whatever was typed before.
    pub fn note_step(&mut self, before: &Project, label: &str) {
        self.last_change_ms = None;
        self.redo.clear();
        self.push(before.clone(), label.to_owned());
    }

    fn push(&mut self, project: Project, label: String) {
        self.undo.push(Point { project, label });
        if self.undo.len() > MOST_STEPS {
            self.undo.remove(0);
        }
    }

    /// The project before the last step, and what the step was.
    pub fn undo(&mut self, current: &Project) -> Option<(Project, String)> {
        let point = self.undo.pop()?;
        self.last_change_ms = None;
        self.redo.push(Point { project: current.clone(), label: point.label.clone() });
        Some((point.project, point.label))
    }

    /// The project after the step that was taken back last, and what the step was.
    pub fn redo(&mut self, current: &Project) -> Option<(Project, String)> {
        let point = self.redo.pop()?;
        self.last_change_ms = None;
        self.undo.push(Point { project: current.clone(), label: point.label.clone() });
        Some((point.project, point.label))
    }

    /// What would be taken back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|point| point.label.as_str())
    }

    /// What would be made again.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|point| point.label.as_str())
    }
}

/// What changed, in words: the finest part that holds all of the change.
pub(super) fn label(before: &Project, after: &Project) -> String {
    if before.connections != after.connections {
        return "Change of a connection".to_owned();
    }
    if before.context != after.context {
        return "Change of a customer fact".to_owned();
    }
    let pairs = before.integrations.iter().zip(&after.integrations);
    let changed = pairs.into_iter().find(|(old, new)| !Arc::ptr_eq(old, new) && old != new);
    let Some((old, new)) = changed else { return "Change of the project".to_owned() };
    let part = if old.name != new.name {
        "the name"
    } else if old.trigger != new.trigger || old.confirmation != new.confirmation {
        "When"
    } else if old.inputs != new.inputs {
        "Needs"
    } else if old.replies != new.replies || old.fallback != new.fallback || old.waiting != new.waiting {
        "what the bot says"
    } else if old.outcomes != new.outcomes || old.samples != new.samples {
        "Understands"
    } else {
        "Asks"
    };
    format!("Change of {part} in {}", new.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Project {
        Project { name: name.to_owned(), ..Project::default() }
    }

    #[test]
    fn typing_without_a_rest_is_one_step() {
        let mut history = History::default();
        history.note(&named(""), "typing".to_owned(), 0);
        history.note(&named("a"), "typing".to_owned(), 100);
        history.note(&named("ab"), "typing".to_owned(), 5_000);
        let (project, _) = history.undo(&named("abc")).unwrap();
        assert_eq!(project.name, "ab");
        let (project, _) = history.undo(&project).unwrap();
        assert_eq!(project.name, "");
        assert!(history.undo(&project).is_none());
        let (project, _) = history.redo(&project).unwrap();
        assert_eq!(project.name, "ab");
        let (project, _) = history.redo(&project).unwrap();
        assert_eq!(project.name, "abc");
    }

    #[test]
    fn a_new_change_forgets_what_was_taken_back() {
        let mut history = History::default();
        history.note_step(&named("a"), "step");
        history.undo(&named("b")).unwrap();
        history.note_step(&named("a"), "other step");
        assert!(history.redo(&named("c")).is_none());
    }
}
