//! Searches in Power Fx: Filter, FirstN and LastN over one table whose columns are known beforehand.

use serde_json::Value;

use super::names::field;
use super::power_fx::constant;
use crate::convert::export::flow::{Comparator, Condition, Lookup, OutputStep, PathStep, Pick, Takes};
use crate::model::ValueType;

/// The usual form of a search, where this language has words for it.
pub(super) fn lookup(output: &OutputStep) -> Option<Lookup<'_>> {
    let found = output.lookup()?;
    let of_names =
        |path: &[PathStep]| !path.is_empty() && path.iter().all(|step| matches!(step, PathStep::Name(_)));
    let fits = match found.pick {
        Pick::Every | Pick::Range { step: 1, .. } => true,
        Pick::Range { .. } | Pick::One(_) => false,
        Pick::Where(condition) => condition.paths().into_iter().all(|(path, _)| of_names(path)),
    };
    // Rows are records; the columns of whole rows would have to be guessed.
    let is_plain = !matches!(output.value_type, ValueType::Object) && !found.then.is_empty();
    (fits && is_plain).then_some(found)
}

/// What a search finds; `table` is where its list is.
pub(super) fn found(table: &str, lookup: &Lookup<'_>, takes: Takes) -> String {
    let picked = match lookup.pick {
        Pick::Where(condition) => format!("Filter({table}, {})", holds(condition)),
        Pick::Range { from, to, .. } => range(table, from.unwrap_or(0), *to),
        Pick::Every | Pick::One(_) => table.to_owned(),
    };
    let way: Vec<String> = lookup.then.iter().map(|name| field(name)).collect();
    let way = way.join(".");
    // What is not there is not found.
    let there = format!("Filter({picked}, Not(IsBlank({way})))");
    match takes {
        // A list that is not there has nothing in it; that is something else than no value.
        Takes::All => {
            format!("If(IsBlank({table}), FirstN([\"\"], 0), ForAll({there}, {{Value: {way}}}))")
        }
        Takes::TheFirst | Takes::TheValue => format!("First({there}).{way}"),
    }
}

fn range(table: &str, from: i64, to: Option<i64>) -> String {
    let count = format!("CountRows({table})");
    let place = |place: i64| match place {
        0.. => format!("Min({place}, {count})"),
        back => format!("Max(0, {count} - {})", back.unsigned_abs()),
    };
    match (from, to) {
        (0, Some(to)) if to >= 0 => format!("FirstN({table}, {to})"),
        (from, None) if from < 0 => format!("LastN({table}, {})", from.unsigned_abs()),
        (from, to) => {
            let (from, to) = (place(from), to.map_or_else(|| count.clone(), place));
            format!("LastN(FirstN({table}, {to}), Max(0, {to} - {from}))")
        }
    }
}

/// Whether a condition holds for a row. Power Fx cannot tell null from nothing.
fn holds(condition: &Condition) -> String {
    let joined = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(holds).collect();
        format!("{word}({})", parts.join(", "))
    };
    match condition {
        Condition::All(parts) => joined(parts, "And"),
        Condition::Any(parts) => joined(parts, "Or"),
        Condition::Not(part) => format!("Not({})", holds(part)),
        Condition::Exists(path) => format!("Not(IsBlank({}))", column(path)),
        Condition::Is(path, comparator, value) => compared(&column(path), *comparator, value),
    }
}

fn compared(found: &str, comparator: Comparator, value: &Value) -> String {
    let wanted = constant(value);
    let has_order = value.is_number();
    match comparator {
        Comparator::Equal => format!("{found} = {wanted}"),
        Comparator::Unequal => format!("{found} <> {wanted}"),
        // An empty field counts as zero in a comparison, so that is asked first.
        _ if has_order => format!("And(Not(IsBlank({found})), {found} {} {wanted})", comparator.sign()),
        Comparator::AtMost | Comparator::AtLeast => format!("{found} = {wanted}"),
        Comparator::Less | Comparator::More => "false".to_owned(),
    }
}

fn column(path: &[PathStep]) -> String {
    let names: Vec<String> = path
        .iter()
        .filter_map(|step| match step {
            PathStep::Name(name) => Some(field(name)),
            PathStep::Index(_) => None,
        })
        .collect();
    names.join(".")
}

/// The columns that a search looks at, with their kinds.
pub(super) fn columns(lookup: &Lookup<'_>, leaf: &Value) -> Vec<(Vec<PathStep>, Value)> {
    let to_row = || lookup.list.iter().map(|step| (*step).clone()).chain([PathStep::Index(0)]);
    let value = to_row().chain(lookup.then.iter().map(|name| PathStep::Name((*name).to_owned()))).collect();
    let mut columns = vec![(value, leaf.clone())];
    if let Pick::Where(condition) = lookup.pick {
        for (path, expected) in condition.paths() {
            let kind = match expected {
                Some(Value::Number(_)) => "Number",
                Some(Value::Bool(_)) => "Boolean",
                _ => "String",
            };
            columns.push((to_row().chain(path.iter().cloned()).collect(), Value::from(kind)));
        }
    }
    columns
}
