//! Names of variables on a platform: one for every value of a flow, the same wherever it is used.

use std::collections::BTreeMap;

use super::Names;
use super::flow::{Flow, Origin};
use crate::model::Source;

/// Names of letters, digits and `_` that begin with a letter or `_`.
#[derive(Debug)]
pub(super) struct Variables {
    names: BTreeMap<Origin, String>,
    given: Names,
}

impl Variables {
    /// Facts of the conversation have the names that the rest of the bot knows them by (`user.email` is `user_email`); an input
    /// that is such a fact is it.
    pub(super) fn new(flow: &Flow) -> Self {
        let mut variables = Self { names: BTreeMap::new(), given: Names::at_most(100) };
        let from_context = flow.inputs.iter().filter_map(|input| match &input.source {
            Source::Context { name } => Some(name.clone()),
            _ => None,
        });
        let replies = flow.replies.values().chain([&flow.fallback]);
        let remembered = replies.flat_map(|reply| &reply.remember).map(|update| update.name.clone());
        for name in flow.context_names().into_iter().chain(from_context).chain(remembered) {
            variables.add(Origin::Context(name.clone()), &name);
        }
        for secret in flow.secrets() {
            variables.add(Origin::Secret(secret.clone()), &secret);
        }
        for input in &flow.inputs {
            let origin = Origin::Input(input.name.clone());
            match input.context().and_then(|fact| variables.names.get(&fact).cloned()) {
                Some(name) => {
                    variables.names.insert(origin, name);
                }
                None => variables.add(origin, &input.name),
            }
        }
        for output in flow.calls.iter().flat_map(|call| &call.outputs) {
            variables.add(Origin::Output(output.name.clone()), &output.name);
        }
        variables
    }

    fn add(&mut self, origin: Origin, wanted: &str) {
        if !self.names.contains_key(&origin) {
            let name = self.give(wanted);
            self.names.insert(origin, name);
        }
    }

    /// A name for something else.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let plain = wanted.replace('-', "_");
        let starts_well = plain.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        self.given.give(&if starts_well { plain } else { format!("v_{plain}") })
    }

    /// The name of a value; of something that the flow does not have, one that says so.
    pub(super) fn name(&self, origin: &Origin) -> String {
        self.names.get(origin).cloned().unwrap_or_else(|| "unknown".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::export::Order;

    #[test]
    fn an_input_is_the_fact_that_it_comes_from() {
        let text = include_str!("../../../tests/data/nasty.hookwright.json");
        let project = serde_json::from_str(text).unwrap();
        let flows = Order::new(&project).flows().unwrap();
        let mut variables = Variables::new(&flows[0]);
        assert_eq!(variables.name(&Origin::Input("words".to_owned())), "user_words");
        assert_eq!(variables.name(&Origin::Output("answer".to_owned())), "answer");
        assert_eq!(variables.give("answer"), "answer_2");
        assert_eq!(variables.give("1-a"), "v_1_a");
    }
}
