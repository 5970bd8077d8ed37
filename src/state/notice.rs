//! A short message at the bottom of the window.

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened, to what.
    pub title: String,
    /// What to do now; may be empty.
    pub hint: String,
    /// Good or bad.
    pub kind: NoticeKind,
}

/// Whether something went well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// It did.
    Done,
    /// It did, and *Undo* takes it back.
    Undoable,
    /// Something that is no part of the project went, and can be put back.
    Removed(Removed),
    /// It did not.
    Problem,
}

/// What went, and is no part of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// A project from the list of recent ones.
    RecentProject,
    /// The history of live runs.
    Runs,
}

impl Notice {
    /// Something went well.
    pub fn done(title: impl Into<String>) -> Self {
        Self { title: title.into(), hint: String::new(), kind: NoticeKind::Done }
    }

    /// Something went well that a person may regret.
    pub fn undoable(title: impl Into<String>) -> Self {
        Self { title: title.into(), hint: String::new(), kind: NoticeKind::Undoable }
    }

    /// Something that is no part of the project went.
    pub fn removed(title: impl Into<String>, what: Removed) -> Self {
        Self { title: title.into(), hint: String::new(), kind: NoticeKind::Removed(what) }
    }

    /// Something went wrong.
    pub fn problem(title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { title: title.into(), hint: hint.into(), kind: NoticeKind::Problem }
    }
}
