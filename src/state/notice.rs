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
    /// It did, and can be taken back.
    Undoable,
    /// It did not.
    Problem,
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

    /// Something went wrong.
    pub fn problem(title: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { title: title.into(), hint: hint.into(), kind: NoticeKind::Problem }
    }
}
