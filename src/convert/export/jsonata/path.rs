//! The way to a value of an answer: JSONPath (RFC 9535) as steps of JSONata.

use serde_json::Value;

use super::library::Function;
use super::{Script, literal};
use crate::convert::export::flow::{Comparator, Condition, OutputStep, PathStep, Pick, SearchStep, Takes};

/// The code that takes an output from `$body`; nothing when this kind of path has no code.
pub(super) fn taken(script: &mut Script, output: &OutputStep) -> Option<String> {
    if let Some(steps) = &output.steps {
        return Some(steps.iter().fold("$body".to_owned(), |code, step| one(script, &code, step)));
    }
    let nodes = search(script, output.search.as_deref()?)?;
    Some(match output.takes {
        Takes::All => format!(
            "({nodes}; $n := $count($found); $n = 1 and $type($found[0].v) = \"array\" ? $found[0].v : [$found.v])"
        ),
        Takes::TheFirst | Takes::TheValue => format!("({nodes}; $found[0].v)"),
    })
}

fn one(script: &mut Script, code: &str, step: &PathStep) -> String {
    match step {
        PathStep::Name(name) => format!("{}({code}, {})", script.need(Function::Field), literal::text(name)),
        PathStep::Index(index) => format!("{}({code}, {index})", script.need(Function::Item)),
    }
}

/// Steps that leave everything found in `$found`, each in a record of its own so that lists in lists stay apart.
fn search(script: &mut Script, steps: &[SearchStep]) -> Option<String> {
    let mut code = vec!["$found := [{\"v\": $body}]".to_owned()];
    for step in steps {
        if step.is_deep {
            let all = script.need(Function::Everything);
            code.push(each(&format!("{all}($x.v)")));
        }
        let picks: Option<Vec<String>> = step.picks.iter().map(|pick| picked(script, pick)).collect();
        let found = picks?.into_iter().reduce(|all, one| format!("$append({all}, {one})"))?;
        code.push(each(&format!("($w := $x.v; {found})")));
    }
    Some(code.join("; "))
}

fn each(code: &str) -> String {
    format!("$found := $reduce($found, function($all, $x) {{$append($all, {code})}}, [])")
}

/// The records for what is picked of `$w`.
fn picked(script: &mut Script, pick: &Pick) -> Option<String> {
    Some(match pick {
        Pick::One(step) => {
            let value = one(script, "$w", step);
            format!("($z := {value}; $exists($z) ? [{{\"v\": $z}}] : [])")
        }
        Pick::Every => format!("{}($w)", script.need(Function::Children)),
        Pick::Where(condition) => {
            let all = script.need(Function::Children);
            let holds = holds(script, condition);
            format!("[$filter({all}($w), function($c) {{($v := $c.v; {holds})}})]")
        }
        // Backwards is an order that nobody has asked for yet.
        Pick::Range { step, .. } if *step < 0 => return None,
        Pick::Range { step: 0, .. } => "[]".to_owned(),
        Pick::Range { from, to, step } => {
            let place = |place: i64| if place < 0 { format!("$n + ({place})") } else { place.to_string() };
            let from = place(from.unwrap_or(0));
            let to = to.map_or("$n".to_owned(), place);
            format!(
                "($type($w) = \"array\" ? ($n := $count($w); $from := $max([{from}, 0]); $to := {to}; \
                 [$map($w, function($y, $i) {{$i >= $from and $i < $to and ($i - $from) % {step} = 0 ? {{\"v\": $y}}}})]) : [])"
            )
        }
    })
}

/// Whether a condition holds for `$v`. What is not there equals nothing and has no order; null is there.
fn holds(script: &mut Script, condition: &Condition) -> String {
    let steps = |script: &mut Script, steps: &[PathStep]| {
        steps.iter().fold("$v".to_owned(), |code, step| one(script, &code, step))
    };
    let joined = |script: &mut Script, parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(|part| holds(script, part)).collect();
        format!("({})", parts.join(word))
    };
    match condition {
        Condition::All(parts) => joined(script, parts, " and "),
        Condition::Any(parts) => joined(script, parts, " or "),
        Condition::Not(part) => format!("$not({})", holds(script, part)),
        Condition::Exists(path) => format!("$exists({})", steps(script, path)),
        Condition::Is(path, comparator, value) => {
            let found = steps(script, path);
            let wanted = literal::value(value);
            let kind = match value {
                Value::String(_) => Some("string"),
                Value::Number(_) => Some("number"),
                _ => None,
            };
            match (comparator, kind) {
                (Comparator::Equal, _) => format!("({found} = {wanted})"),
                (Comparator::Unequal, _) => format!("$not({found} = {wanted})"),
                // Neither true and false nor null have an order; each is at most itself.
                (Comparator::AtMost | Comparator::AtLeast, None) => format!("({found} = {wanted})"),
                (_, None) => "false".to_owned(),
                (_, Some(kind)) => {
                    format!("($f := {found}; $type($f) = \"{kind}\" and $f {} {wanted})", comparator.sign())
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Output, ValueType};

    #[test]
    fn paths_have_code() {
        for (path, expected) in [
            ("$", true),
            ("$.a['b c'][-1]", true),
            ("$.items[*].name", true),
            ("$.a.*['x.y']", true),
            ("$..name", true),
            ("$.items[?@.a == 1]", true),
            ("$.items[0:2]", true),
            ("$.items[::-1]", false),
            ("$.items[?length(@.a) == 1]", false),
        ] {
            let output = Output { path: path.to_owned(), value_type: ValueType::List, ..Output::default() };
            let code = taken(&mut Script::default(), &OutputStep::new(&output));
            assert_eq!(code.is_some(), expected, "{path}");
        }
    }
}
