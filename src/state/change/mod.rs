//! Changes of the steps *When*, *Needs* and *Asks* that are more than typing; each is a step of undo.

mod asks;
mod body;
mod learn;
mod naming;
mod needs;
mod project;
mod when;

use super::{Effect, Intention, Keeping, Proof, State, remedy, repair, values_to_keep};
use crate::engine::free_name;
pub use crate::engine::rename_input;
use crate::model::{Finding, Source};
pub(super) use asks::add_usual_environments;
pub use body::{BodyEdit, BodyKind, JsonKind, child_mut, rename_key};
pub use naming::is_unnamed;
pub use project::ProjectChange;
pub(super) use when::question;

/// A change of the chosen integration, or of what it shares with others, that is more than typing.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    // When
    /// Add an empty sample phrase.
    AddPhrase,
    /// Write the hint for AI agents from what is designed.
    WriteUsageHint,
    /// Delete the sample phrase at that position.
    DeletePhrase(usize),
    /// Make the sample phrase at that position the first one, which the conversation shows.
    ShowPhrase(usize),
    /// Ask the customer before anything is changed.
    AskFirst,
    /// Do not ask any more.
    DoNotAsk,

    // Needs
    /// Add an input.
    AddInput(NewInput),
    /// Delete an input by name.
    DeleteInput(String),
    /// Put an input at that position, counted after it was taken out.
    MoveInput {
        /// Its name.
        input: String,
        /// Where to.
        to: usize,
    },
    /// Make a new customer fact and take the input from it.
    FromNewFact {
        /// The input's name.
        input: String,
    },
    /// Give a customer fact another technical name, wherever it is used.
    RenameFact {
        /// The name until now.
        from: String,
        /// The new name.
        to: String,
    },

    // Asks
    /// Add a system and ask it.
    AddConnection {
        /// Which call asks it.
        call: String,
    },
    /// Choose what a call is meant to do.
    ChooseIntention {
        /// Which call.
        call: String,
        /// What it does.
        intention: Intention,
    },
    /// Choose how a connection proves who we are.
    ProveBy {
        /// Which connection.
        connection: String,
        /// How.
        proof: Proof,
    },
    /// Use a secret that is known, or a new one when there is none of that name.
    UseSecret {
        /// Which connection.
        connection: String,
        /// The secret's name.
        secret: String,
    },
    /// Add a secret and use it.
    AddSecret {
        /// Which connection.
        connection: String,
    },
    /// Give a secret another name, wherever it is used.
    RenameSecret {
        /// The name until now.
        from: String,
        /// The new name.
        to: String,
    },
    /// Add an empty parameter at the end.
    AddParameter {
        /// Which call.
        call: String,
        /// To which list.
        list: ParameterList,
    },
    /// Delete a parameter.
    DeleteParameter {
        /// Which call.
        call: String,
        /// From which list.
        list: ParameterList,
        /// At which position.
        index: usize,
    },
    /// Choose what is sent along.
    ChooseBody {
        /// Which call.
        call: String,
        /// What.
        kind: BodyKind,
    },
    /// Change the build of a JSON body.
    EditBody {
        /// Which call.
        call: String,
        /// Where in it: the position of each child from the top.
        at: Vec<usize>,
        /// How.
        edit: BodyEdit,
    },
    /// Add the three environments that a project usually has.
    AddEnvironments,
    /// Ask another system after this one.
    AddCall,
    /// Delete a call by id.
    DeleteCall(String),

    // By example
    /// Make the contract of the answer from the saved answers that count as success.
    LearnContract {
        /// Which call.
        call: String,
    },
    /// Build the JSON body of a call as in an example; values that are known become chips.
    BuildBody {
        /// Which call.
        call: String,
        /// A body as the system expects it.
        example: serde_json::Value,
    },
    /// Say the same for another outcome.
    CopyReply {
        /// The outcome whose reply is copied; `fallback` for the fallback reply.
        from: String,
        /// The outcome that gets it.
        to: String,
    },

    /// Take the technical names of something that was just given a name from its words.
    NameByWords(Unnamed),
    /// Change what all integrations share.
    Project(ProjectChange),
    /// Repair what a finding is about, as its remedy says.
    Repair(Box<Finding>),
}

/// What a new input begins with.
#[derive(Clone, Debug, PartialEq)]
pub enum NewInput {
    /// A customer fact that is known, by name.
    Fact(String),
    /// A customer fact that is made with it.
    NewFact,
    /// Another source.
    From(Source),
}

/// Something that still has the technical name it was added with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// The chosen integration.
    Integration,
    /// An input of it by name, with the customer fact that it comes from.
    Input(String),
    /// A connection by id.
    Connection(String),
}

/// A list of parameters of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterList {
    /// In the address.
    Query,
    /// Request headers.
    Headers,
    /// Cookies.
    Cookies,
    /// The fields of a form.
    Form,
    /// Headers that the connection sends with every call.
    Connection,
}

impl State {
    /// Carries a change out, as a step of undo.
    pub(super) fn carry_out(&mut self, change: &Change) -> Vec<Effect> {
        let effects = self.keep_keys(change);
        self.step(|state| state.change(change));
        effects
    }

    /// A key that leaves the project as a secret stays usable until the window is closed.
    fn keep_keys(&self, change: &Change) -> Vec<Effect> {
        let Change::Repair(finding) = change else { return Vec::new() };
        let keys = values_to_keep(&self.project, finding);
        let keep = |(name, value)| Effect::KeepSecret { name, value, keeping: Keeping::UntilClosed };
        keys.into_iter().map(keep).collect()
    }

    /// Makes a change; the words for undo come back.
    fn change(&mut self, change: &Change) -> String {
        match change {
            Change::AddPhrase
            | Change::WriteUsageHint
            | Change::DeletePhrase(_)
            | Change::ShowPhrase(_)
            | Change::AskFirst
            | Change::DoNotAsk => self.change_when(change),
            Change::AddInput(_)
            | Change::DeleteInput(_)
            | Change::MoveInput { .. }
            | Change::FromNewFact { .. }
            | Change::RenameFact { .. } => self.change_needs(change),
            Change::AddConnection { .. }
            | Change::ChooseIntention { .. }
            | Change::ProveBy { .. }
            | Change::UseSecret { .. }
            | Change::AddSecret { .. }
            | Change::RenameSecret { .. }
            | Change::AddEnvironments
            | Change::AddCall
            | Change::DeleteCall(_) => self.change_asks(change),
            Change::AddParameter { .. }
            | Change::DeleteParameter { .. }
            | Change::ChooseBody { .. }
            | Change::EditBody { .. } => self.change_request(change),
            Change::LearnContract { .. } | Change::BuildBody { .. } | Change::CopyReply { .. } => {
                self.change_by_example(change)
            }
            Change::NameByWords(unnamed) => self.name_by_words(unnamed),
            Change::Project(change) => self.change_project(change),
            Change::Repair(finding) => {
                let words = remedy(&self.project, finding);
                repair(&mut self.project, finding);
                return words.unwrap_or_default();
            }
        }
        .to_owned()
    }
}
