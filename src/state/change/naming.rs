//! Technical names that follow the words on the screen, so that nobody has to invent them.

use super::{Unnamed, free_name};
use crate::engine::{rename_fact, rename_input};
use crate::model::Source;
use crate::state::State;
use crate::template;

/// What things are called before anybody has named them.
const ADDED_AS: [&str; 4] = ["new_integration", "new_fact", "user.new_fact", "system"];

/// Whether a technical name is still the one that something was added with.
pub fn is_unnamed(name: &str) -> bool {
    let number = |rest: &str| rest.strip_prefix('_').is_some_and(|digits| digits.parse::<u32>().is_ok());
    ADDED_AS.iter().any(|added| name.strip_prefix(added).is_some_and(|rest| rest.is_empty() || number(rest)))
}

/// A technical name made of words: `Customer’s e-mail` becomes `customers_email`. Nothing when there are no letters in them.
fn technical_name(words: &str) -> Option<String> {
    let lower = words.to_lowercase().replace("e-mail", "email").replace(['\'', '’'], "");
    let plain: String =
        lower.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join("_");
    let name = if name.starts_with(|first: char| first.is_numeric()) { format!("n_{name}") } else { name };
    (template::is_name(&name) && !is_unnamed(&name)).then_some(name)
}

impl State {
    pub(super) fn name_by_words(&mut self, unnamed: &Unnamed) -> &'static str {
        match unnamed {
            Unnamed::Integration => self.name_integration(),
            Unnamed::Input(name) => self.name_input(name),
            Unnamed::Connection(id) => self.name_connection(id),
        }
        "Technical name"
    }

    fn name_integration(&mut self) {
        let from = self.view.integration.clone();
        let Some(name) = self.integration().and_then(|known| technical_name(&known.name)) else { return };
        if !is_unnamed(&from) {
            return;
        }
        let to = self.free_id(&name);
        if let Some(integration) = self.chosen_mut() {
            to.clone_into(&mut integration.id);
        }
        for run in self.recorded.runs.iter_mut().filter(|run| run.integration == from) {
            to.clone_into(&mut run.integration);
        }
        self.try_it.integration.clone_from(&to);
        self.view.integration = to;
    }

    fn name_input(&mut self, from: &str) {
        let input = self.integration().and_then(|integration| integration.input(from)).cloned();
        let Some(input) = input else { return };
        let Some(name) = technical_name(&input.label) else { return };
        if let Source::Context { name: fact } = &input.source
            && is_unnamed(fact)
        {
            let is_known = |name: &str| self.project.variable(name).is_some();
            let to = free_name(&format!("user.{name}"), is_known);
            if let Some(known) = self.project.context.iter_mut().find(|known| known.name == *fact) {
                known.label.clone_from(&input.label);
                to.clone_into(&mut known.name);
            }
            for integration in &mut self.project.integrations {
                rename_fact(std::sync::Arc::make_mut(integration), fact, &to);
            }
        }
        if !is_unnamed(from) {
            return;
        }
        let Some(integration) = self.chosen_mut() else { return };
        let to =
            free_name(&name, |name| integration.input(name).is_some() || integration.output(name).is_some());
        rename_input(integration, from, &to);
        if let Some(tried) = self.try_it.values.remove(from) {
            self.try_it.values.insert(to, tried);
        }
    }

    fn name_connection(&mut self, from: &str) {
        let name = self.project.connection(from).and_then(|known| technical_name(&known.name));
        let Some(name) = name.filter(|_| is_unnamed(from)) else { return };
        let to = free_name(&name, |id| self.project.connection(id).is_some());
        if let Some(connection) = self.connection_mut(from) {
            to.clone_into(&mut connection.id);
        }
        for integration in &mut self.project.integrations {
            if integration.calls.iter().any(|call| call.connection == from) {
                let calls = &mut std::sync::Arc::make_mut(integration).calls;
                calls.iter_mut().filter(|call| call.connection == from).for_each(|call| {
                    to.clone_into(&mut call.connection);
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_names() {
        let check = |words: &str, expect: Option<&str>| {
            assert_eq!(technical_name(words).as_deref(), expect, "{words}");
        };
        check("Customer’s e-mail", Some("customers_email"));
        check("  CRM (EU)  ", Some("crm_eu"));
        check("Größe", Some("größe"));
        check("2nd address", Some("n_2nd_address"));
        check("New fact", None);
        check("!?", None);
        check("", None);
    }

    #[test]
    fn only_names_that_nobody_chose_are_replaced() {
        let check = |name: &str, expect: bool| assert_eq!(is_unnamed(name), expect, "{name}");
        check("new_fact", true);
        check("user.new_fact_2", true);
        check("system", true);
        check("system_12", true);
        check("system_token", false);
        check("systems", false);
        check("email", false);
    }
}
