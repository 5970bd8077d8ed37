//! Where the value of a chip comes from.

/// A value by its origin, and the way into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    /// What it is part of.
    pub origin: Origin,
    /// Names of fields, and positions in lists as digits, that lead into it; mostly empty.
    pub path: Vec<String>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// An input, by name.
    Input(String),
    /// An output of a call, by name.
    Output(String),
    /// A fact of the conversation, by its dotted name.
    Context(String),
    /// A secret, by name; only in requests.
    Secret(String),
    /// The item of a list message.
    Item,
    /// How many items of a list message are not shown.
    MoreCount,
}

impl Reference {
    /// The whole of a value.
    pub fn whole(origin: Origin) -> Self {
        Self { origin, path: Vec::new() }
    }

    /// Its dotted name, as in a chip.
    pub fn name(&self) -> String {
        let first = match &self.origin {
            Origin::Input(name) | Origin::Output(name) | Origin::Context(name) => name.clone(),
            Origin::Secret(name) => format!("secret.{name}"),
            Origin::Item => "item".to_owned(),
            Origin::MoreCount => "more_count".to_owned(),
        };
        [vec![first], self.path.clone()].concat().join(".")
    }
}
