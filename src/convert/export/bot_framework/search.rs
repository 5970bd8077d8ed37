//! Searches as adaptive expressions: where, select, skip and take over one list.

use super::adaptive::{constant, member};
use crate::convert::export::flow::{Comparator, Condition, Lookup, PathStep, Pick, Takes};
use serde_json::Value;

/// What a search finds of the value `content`; nothing for what these functions cannot do.
pub(super) fn found(content: &str, lookup: &Lookup<'_>, takes: Takes) -> Option<String> {
    let list = lookup.list.iter().fold(content.to_owned(), |value, step| item(&value, step));
    let list = format!("if(isArray({list}), {list}, createArray())");
    let picked = match lookup.pick {
        Pick::Every => list,
        Pick::Where(condition) => format!("where({list}, one, {})", holds(condition)),
        Pick::Range { from, to, step: 1 } => {
            let count = format!("count({list})");
            let place = |place: i64| match place {
                0.. => format!("min({place}, {count})"),
                back => format!("max(0, {count} - {})", back.unsigned_abs()),
            };
            let from = place(from.unwrap_or(0));
            let to = to.map_or_else(|| count.clone(), place);
            format!("take(skip({list}, {from}), max(0, {to} - {from}))")
        }
        Pick::Range { .. } | Pick::One(_) => return None,
    };
    let value = lookup.then.iter().fold("one".to_owned(), |value, name| member(&value, name));
    let all = if lookup.then.is_empty() {
        picked
    } else {
        // What is not there is not found.
        format!("select(where({picked}, one, {value} != null), one, {value})")
    };
    Some(match takes {
        Takes::All => format!("if(count({all}) == 1 && isArray(first({all})), first({all}), {all})"),
        Takes::TheFirst | Takes::TheValue => format!("if(count({all}) > 0, first({all}), null)"),
    })
}

/// A field, or an item where there is one.
pub(super) fn item(value: &str, step: &PathStep) -> String {
    match step {
        PathStep::Name(name) => member(value, name),
        PathStep::Index(place) if *place >= 0 => {
            format!("if(isArray({value}) && count({value}) > {place}, {value}[{place}], null)")
        }
        PathStep::Index(place) => {
            let back = place.unsigned_abs();
            format!(
                "if(isArray({value}) && count({value}) >= {back}, {value}[count({value}) - {back}], null)"
            )
        }
    }
}

/// Whether a condition holds for `one`. The runtime cannot tell null from nothing.
fn holds(condition: &Condition) -> String {
    let at = |path: &[PathStep]| path.iter().fold("one".to_owned(), |value, step| item(&value, step));
    let joined = |parts: &[Condition], sign: &str| {
        let parts: Vec<String> = parts.iter().map(holds).collect();
        format!("({})", parts.join(sign))
    };
    match condition {
        Condition::All(parts) => joined(parts, " && "),
        Condition::Any(parts) => joined(parts, " || "),
        Condition::Not(part) => format!("not({})", holds(part)),
        Condition::Exists(path) => format!("({} != null)", at(path)),
        Condition::Is(path, comparator, value) => compared(&at(path), *comparator, value),
    }
}

fn compared(found: &str, comparator: Comparator, value: &Value) -> String {
    let wanted = constant(value);
    let kind = match value {
        Value::String(_) => format!("isString({found})"),
        Value::Number(_) => format!("(isInteger({found}) || isFloat({found}))"),
        // Neither true and false nor null have an order; each is at most itself.
        _ => {
            return match comparator {
                Comparator::Unequal => format!("({found} != {wanted})"),
                Comparator::Less | Comparator::More => "false".to_owned(),
                _ => format!("({found} == {wanted})"),
            };
        }
    };
    match comparator {
        Comparator::Equal => format!("({found} == {wanted})"),
        Comparator::Unequal => format!("({found} != {wanted})"),
        _ => format!("({found} != null && {kind} && {found} {} {wanted})", comparator.sign()),
    }
}
