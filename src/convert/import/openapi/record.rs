//! Parameters that are records (OpenAPI, style and explode), and limits of parameters.

use serde_json::{Map, Value};

use super::parameters::{Described, Placer, Spot};
use super::shape::{effective, kind};
use crate::model::{Parameter, Text};
use crate::template::escape;

impl<'a> Placer<'a, '_> {
    /// Limits that an input has no place for are said.
    pub(super) fn unchecked(&mut self, parameter: &Described<'a>, shape: &Map<String, Value>) {
        let words = [
            ("minimum", "at least"),
            ("exclusiveMinimum", "more than"),
            ("maximum", "at most"),
            ("exclusiveMaximum", "less than"),
            ("minLength", "characters at least"),
            ("maxLength", "characters at most"),
        ];
        let limit = |(key, words): &(&str, &str)| Some(format!("{words} {}", shape.get(*key)?));
        let limits: Vec<String> = words.iter().filter_map(limit).collect();
        if !limits.is_empty() {
            let title = format!(
                "`{}` has limits that are not checked before it is sent: {}",
                parameter.name,
                limits.join(", ")
            );
            let remedy =
                "Add a pattern or the allowed values in the step Needs if customers can get it wrong";
            self.remarks.hint("limits", title, remedy, &parameter.node.pointer);
        }
    }

    /// The fields of a record one by one: `filter[status]` or `status`.
    pub(super) fn record(
        &mut self,
        parameter: &Described<'a>,
        spot: Spot,
        root: &Value,
        properties: &Map<String, Value>,
        needed: &[&str],
    ) {
        let is_deep = parameter.node.text("style") == Some("deepObject");
        let is_apart =
            is_deep || parameter.node.value.get("explode").and_then(Value::as_bool).unwrap_or(true);
        if !is_apart {
            self.in_one_text(parameter, spot, root, properties, needed);
            return;
        }
        if spot != Spot::Query {
            let title =
                format!("`{}` is a record in one text, a form that cannot be carried over", parameter.name);
            self.remarks.warning(
                "parameter_style",
                title,
                "Add it as a text in the step Asks",
                &parameter.node.pointer,
            );
            return;
        }
        for (name, schema) in properties.iter().take(30) {
            let shape = effective(root, schema);
            if matches!(kind(&shape), Some("object" | "array")) {
                let title =
                    format!("`{name}` inside `{}` is nested too deeply and was left out", parameter.name);
                self.remarks.warning(
                    "parameter_deep",
                    title,
                    "Add it in the step Asks",
                    &parameter.node.pointer,
                );
                continue;
            }
            let required = parameter.node.is_true("required") && needed.contains(&name.as_str());
            let chip = self.input(parameter, name, schema, root, required);
            let wire = if is_deep { format!("{}[{name}]", parameter.name) } else { name.clone() };
            self.push(spot, wire, &chip, !required);
        }
    }

    /// `R,100,G,200`: names and values in turn. A text is sent whole or not at all, so only what is required stands in it.
    fn in_one_text(
        &mut self,
        parameter: &Described<'a>,
        spot: Spot,
        root: &Value,
        properties: &Map<String, Value>,
        needed: &[&str],
    ) {
        let is_plain = |schema: &Value| !matches!(kind(&effective(root, schema)), Some("object" | "array"));
        let (sent, left): (Vec<_>, Vec<_>) =
            properties.iter().partition(|(name, schema)| needed.contains(&name.as_str()) && is_plain(schema));
        if !left.is_empty() {
            let names: Vec<String> = left.iter().take(8).map(|(name, _)| format!("`{name}`")).collect();
            let title = format!("`{}` is a record in one text, without {}", parameter.name, names.join(", "));
            let remedy = "Add what you need to its text in the step Asks";
            self.remarks.warning("parameter_style", title, remedy, &parameter.node.pointer);
        }
        let required = parameter.node.is_true("required");
        let mut parts = Vec::new();
        for (name, schema) in sent {
            let chip = self.input(parameter, name, schema, root, required);
            parts.push(format!("{},{{{{ {chip} }}}}", escape(name)));
        }
        if !parts.is_empty() {
            let value = Text(parts.join(","));
            self.list(spot).push(Parameter { name: parameter.name.to_owned(), value, optional: !required });
        }
    }
}
