//! The comparisons of a rule: field, operator, value.

use egui::{Id, Ui};
use serde_json::Value;

use crate::engine::{plain, read_as_kind};
use crate::model::{Condition, Operator, Rule, ValueType};
use crate::state::{Derived, NameKind};
use crate::ui::theme::{TextRole, Tone};
use crate::ui::widgets::{Choice, Field, Select, text};

/// The comparisons of a rule that can be edited one by one, and the word between them.
pub fn editable(rule: &mut Rule) -> Option<(Vec<&mut Condition>, &'static str)> {
    let (parts, between) = match rule {
        Rule::Condition(condition) => return Some((vec![condition], "and")),
        Rule::All { all } => (all, "and"),
        Rule::Any { any } => (any, "or"),
    };
    let conditions = parts.iter_mut().map(|part| match part {
        Rule::Condition(condition) => Some(condition),
        Rule::All { .. } | Rule::Any { .. } => None,
    });
    Some((conditions.collect::<Option<_>>()?, between))
}

/// Adds a comparison that must hold as well.
pub fn add(rule: &mut Rule) {
    let new = match rule.conditions().last() {
        Some(last) => Rule::condition(&last.field, Operator::Is, ""),
        None => Rule::condition("", Operator::Is, ""),
    };
    match rule {
        Rule::All { all } => all.push(new),
        Rule::Any { any } => any.push(new),
        Rule::Condition(condition) => {
            let first = Rule::Condition(condition.clone());
            *rule = Rule::All { all: vec![first, new] };
        }
    }
}

/// Takes a comparison away; the last one stays.
pub fn remove(rule: &mut Rule, index: usize) {
    let parts = match rule {
        Rule::All { all } => all,
        Rule::Any { any } => any,
        Rule::Condition(_) => return,
    };
    if parts.len() > 1 && index < parts.len() {
        parts.remove(index);
    }
    if let [only] = parts.as_slice() {
        *rule = only.clone();
    }
}

/// Whether all comparisons must hold, or any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// All of them.
    And,
    /// Any of them.
    Or,
}

/// The word between two comparisons, which is chosen for all of them; the choice when it is another one now.
pub fn joint(ui: &mut Ui, between: &str, (of, index): (&str, usize)) -> Option<Joint> {
    let choices = [Choice::new("and"), Choice::new("or")];
    let name = format!("Comparison {} of {of} joined by", index + 1);
    let chosen = usize::from(between == "or");
    let picked = Select::new(&name, &choices, Some(chosen)).bare().show(ui).index;
    picked.filter(|picked| *picked != chosen).map(|picked| if picked == 0 { Joint::And } else { Joint::Or })
}

/// Joins the comparisons of a rule so.
pub fn join(rule: &mut Rule, joint: Joint) {
    let (Rule::All { all: parts } | Rule::Any { any: parts }) = rule else { return };
    let parts = std::mem::take(parts);
    *rule = match joint {
        Joint::And => Rule::All { all: parts },
        Joint::Or => Rule::Any { any: parts },
    };
}

/// The field with the value of the first comparison of a meaning.
pub fn value_id(outcome: &str) -> Id {
    Id::unique("value of the rule").with(outcome)
}

/// Draws one comparison; the field of its value has this id.
pub fn one(ui: &mut Ui, derived: &Derived, condition: &mut Condition, id: Id) {
    field(ui, derived, condition);
    operator(ui, condition);
    if condition.operator.takes_value() {
        value(ui, derived, condition, id);
    }
}

fn field(ui: &mut Ui, derived: &Derived, condition: &mut Condition) {
    let usable = |kind| matches!(kind, NameKind::Answer | NameKind::Input);
    let mut names: Vec<(&str, &str)> = derived
        .names
        .iter()
        .filter(|name| usable(name.kind))
        .map(|name| (name.name.as_str(), name.label.as_str()))
        .collect();
    names.push((Condition::HTTP_STATUS, "answer code"));
    let choices: Vec<Choice<'_>> = names.iter().map(|(_, label)| Choice::new(label)).collect();
    let chosen = names.iter().position(|(name, _)| *name == condition.field);
    let select = Select::new("Field of the rule", &choices, chosen).small().placeholder("choose a value");
    if let Some((name, _)) = select.show(ui).index.and_then(|index| names.get(index)) {
        condition.field = (*name).to_owned();
    }
}

fn operator(ui: &mut Ui, condition: &mut Condition) {
    let choices = Operator::ALL.map(|operator| Choice::new(operator.title()));
    let chosen = Operator::ALL.iter().position(|operator| *operator == condition.operator);
    let select = Select::new("Comparison", &choices, chosen).bare();
    if let Some(operator) = select.show(ui).index.and_then(|index| Operator::ALL.get(index)) {
        let words = written(&condition.value);
        condition.operator = *operator;
        condition.value = if operator.takes_value() { read(&words, *operator, None) } else { Value::Null };
    }
}

fn value(ui: &mut Ui, derived: &Derived, condition: &mut Condition, id: Id) {
    let mut words = written(&condition.value);
    let width = ui.available_width().clamp(72.0, 130.0);
    let field = Field::new("Value of the rule", &mut words).placeholder("value").width(width).id(id);
    if ui.add(field).changed() {
        let kind = derived.name(&condition.field).map(|name| name.value_type);
        condition.value = read(&words, condition.operator, kind);
    }
    if condition.operator == Operator::OneOf && ui.available_width() > 120.0 {
        text(ui, TextRole::Small, Tone::Second, "with commas");
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(options) => options.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => plain(other),
    }
}

/// What was typed as a value: a number for numbers, a list for "is one of".
fn read(words: &str, operator: Operator, kind: Option<ValueType>) -> Value {
    let one = |words: &str| {
        let typed = Value::from(words);
        match kind {
            Some(kind @ (ValueType::Integer | ValueType::Number | ValueType::Boolean)) => {
                read_as_kind(&typed, kind).unwrap_or(typed)
            }
            _ => typed,
        }
    };
    if operator == Operator::OneOf {
        words.split(',').map(|part| one(part.trim())).collect()
    } else {
        one(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_typed_becomes_a_value() {
        let check = |words: &str, operator, kind, expect: Value| {
            assert_eq!(read(words, operator, kind), expect);
        };
        check("active", Operator::Is, Some(ValueType::Text), json!("active"));
        check("5", Operator::Is, Some(ValueType::Text), json!("5"));
        check("5", Operator::MoreThan, Some(ValueType::Integer), json!(5));
        check("true", Operator::Is, Some(ValueType::Boolean), json!(true));
        check("a, b", Operator::OneOf, None, json!(["a", "b"]));
    }

    #[test]
    fn comparisons_are_joined_either_way() {
        let mut rule = Rule::condition("a", Operator::Is, "1");
        add(&mut rule);
        join(&mut rule, Joint::Or);
        assert!(matches!(&rule, Rule::Any { any } if any.len() == 2));
        join(&mut rule, Joint::And);
        assert!(matches!(&rule, Rule::All { all } if all.len() == 2));
    }

    #[test]
    fn a_second_comparison_makes_both_necessary() {
        let mut rule = Rule::condition("a", Operator::Is, "1");
        add(&mut rule);
        assert_eq!(rule.conditions().len(), 2);
        remove(&mut rule, 0);
        assert_eq!(rule, Rule::condition("a", Operator::Is, ""));
    }
}
