//! Rules of outcomes: what they compare, and whether they can ever win.

use serde_json::Value;

use super::catalogue::answers::{EMPTY_RULE, RULE_UNKNOWN_FIELD, RULE_VALUE_UNKNOWN, UNREACHABLE_RULE};
use super::known::Reach;
use super::report::Report;
use super::subject::Subject;
use super::suggest::{did_you_mean, nearest};
use crate::engine::plain;
use crate::model::{Condition, Integration, Operator, Part, Place, Rule};

/// Finds rules that can never hold, and those that never win.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    let integration = subject.integration;
    for (index, call) in integration.calls.iter().enumerate() {
        if let Some(rule) = &call.success.rule {
            let reach = Reach { inputs: usize::MAX, calls: index + 1 };
            check_rule(subject, rule, reach, &subject.call_place(call, "success"), report);
        }
    }
    for (index, outcome) in integration.outcomes.iter().enumerate() {
        let place = subject.place(Part::Outcome(outcome.id.clone()), "when");
        check_rule(subject, &outcome.when, Reach::ALL, &place, report);
        let name = integration.outcome_name(&outcome.id);
        let earlier =
            integration.outcomes[..index].iter().find(|earlier| implies(&outcome.when, &earlier.when));
        if is_empty(&outcome.when) {
            continue;
        }
        if let Some(earlier) = earlier {
            let other = integration.outcome_name(&earlier.id);
            let detail = format!("whenever “{name}” holds, “{other}” holds before it");
            let remedy = format!("Move “{name}” before “{other}”, or make the rules different.");
            report.add(&UNREACHABLE_RULE, place, &detail, &remedy);
        } else if contradicts_itself(&outcome.when) {
            let detail = format!("“{name}” asks one value to be two things at once");
            let remedy = "Let any of the comparisons suffice, or take one out.";
            report.add(&UNREACHABLE_RULE, place, &detail, remedy);
        }
    }
}

fn check_rule(subject: &Subject<'_>, rule: &Rule, reach: Reach, place: &Place, report: &mut Report) {
    if is_empty(rule) {
        let remedy = "Choose a value, how it is compared, and with what.";
        report.add(&EMPTY_RULE, place.clone(), "there is nothing to compare", remedy);
    }
    for condition in rule.conditions() {
        let field = condition.field.as_str();
        if field == Condition::HTTP_STATUS || field.trim().is_empty() {
            continue;
        }
        if subject.known().value(field, reach).is_none() {
            unknown_field(subject, field, reach, place, report);
        } else if let Some(value) = outside_contract(subject.integration, condition) {
            let detail = format!("`{field}` is never `{value}` by the contract of the answer");
            let remedy = "Correct the value, or add it to the contract.";
            report.add(&RULE_VALUE_UNKNOWN, place.clone(), &detail, remedy);
        }
    }
}

fn unknown_field(subject: &Subject<'_>, field: &str, reach: Reach, place: &Place, report: &mut Report) {
    let known = subject.known();
    let detail = format!("the rule compares `{field}`");
    let remedy = if known.find(field, reach).is_some() {
        format!("Add an input that comes from `{field}`; rules do not see the conversation itself.")
    } else {
        let integration = subject.integration;
        let outputs = integration.outputs().map(|output| output.name.as_str());
        let names = outputs.chain(integration.inputs.iter().map(|input| input.name.as_str()));
        did_you_mean(nearest(field, names), "Choose an output or an input.")
    };
    report.add(&RULE_UNKNOWN_FIELD, place.clone(), &detail, &remedy);
}

/// Whether a rule never holds because it says nothing.
fn is_empty(rule: &Rule) -> bool {
    match rule {
        Rule::All { all } => all.is_empty(),
        Rule::Any { any } => any.iter().all(is_empty),
        Rule::Condition(condition) => condition.field.trim().is_empty(),
    }
}

/// Whether `earlier` holds whenever `later` does, as far as that can be seen from the rules alone.
fn implies(later: &Rule, earlier: &Rule) -> bool {
    if is_empty(later) || is_empty(earlier) {
        return false;
    }
    if later == earlier {
        return true;
    }
    match (later, earlier) {
        (_, Rule::All { all }) => all.iter().all(|part| implies(later, part)),
        (Rule::Any { any }, _) => any.iter().all(|part| implies(part, earlier)),
        (_, Rule::Any { any }) => any.iter().any(|part| implies(later, part)),
        (Rule::All { all }, _) => all.iter().any(|part| implies(part, earlier)),
        (Rule::Condition(later), Rule::Condition(earlier)) => condition_implies(later, earlier),
    }
}

fn condition_implies(later: &Condition, earlier: &Condition) -> bool {
    use Operator::{Is, IsMissing, IsNot, IsPresent, OneOf};
    if later.field != earlier.field {
        return false;
    }
    match (later.operator, earlier.operator) {
        _ if later == earlier => true,
        (IsMissing | IsNot, IsPresent) => false,
        (_, IsPresent) => true,
        (Is, OneOf) => options(earlier).contains(&later.value),
        (OneOf, OneOf) => options(later).iter().all(|option| options(earlier).contains(option)),
        (OneOf, Is) => options(later).iter().all(|option| *option == earlier.value),
        (Is, IsNot) => differ(&later.value, &earlier.value),
        (IsMissing, IsNot) => true,
        _ => false,
    }
}

fn options(condition: &Condition) -> &[Value] {
    condition.value.as_array().map_or(&[], Vec::as_slice)
}

/// Two texts that are not the same; other kinds can be equal in ways that are not seen here, such as 5 and "5".
fn differ(one: &Value, other: &Value) -> bool {
    matches!((one, other), (Value::String(one), Value::String(other)) if one != other)
}

/// `all` of: the status is A, the status is B.
fn contradicts_itself(rule: &Rule) -> bool {
    let Rule::All { all } = rule else { return false };
    let same: Vec<_> = all
        .iter()
        .filter_map(|part| match part {
            Rule::Condition(condition) if condition.operator == Operator::Is => Some(condition),
            _ => None,
        })
        .collect();
    let pairs =
        same.iter().enumerate().flat_map(|(index, one)| same[..index].iter().map(move |other| (one, other)));
    pairs.into_iter().any(|(one, other)| one.field == other.field && differ(&one.value, &other.value))
}

/// A value that is compared for equality and that the contract does not list.
fn outside_contract(integration: &Integration, condition: &Condition) -> Option<String> {
    let wanted: &[Value] = match condition.operator {
        Operator::Is => std::slice::from_ref(&condition.value),
        Operator::OneOf => options(condition),
        _ => return None,
    };
    let call = integration
        .calls
        .iter()
        .find(|call| call.outputs.iter().any(|output| output.name == condition.field))?;
    let output = call.outputs.iter().find(|output| output.name == condition.field)?;
    let mut schema = call.response_schema.as_ref()?;
    for name in output.path.strip_prefix("$.")?.split('.') {
        schema = schema.get("properties")?.get(name)?;
    }
    let listed = schema.get("enum")?.as_array()?;
    // What stands in for a missing value need not be in the contract.
    let is_listed = |value: &&Value| {
        listed.iter().any(|option| plain(option) == plain(value)) || output.default.as_ref() == Some(*value)
    };
    wanted.iter().find(|value| !is_listed(value)).map(plain)
}
