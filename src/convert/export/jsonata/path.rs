//! The way to a value of an answer: JSONPath (RFC 9535) without filters, slices and searches at any depth.

use super::library::Function;
use super::{Script, literal};
use crate::convert::export::flow::{OutputStep, PathStep, Takes};

/// The code that takes an output from `$body`; nothing when this kind of path has no code.
pub(super) fn taken(script: &mut Script, output: &OutputStep) -> Option<String> {
    if let Some(steps) = &output.steps {
        return Some(steps.iter().fold("$body".to_owned(), |code, step| one(script, &code, step)));
    }
    let nodes = search(script, &output.path)?;
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
fn search(script: &mut Script, path: &str) -> Option<String> {
    let mut rest = path.strip_prefix('$')?;
    let mut steps = vec!["$found := [{\"v\": $body}]".to_owned()];
    while !rest.is_empty() {
        let (code, after) = segment(script, rest)?;
        steps.push(format!(
            "$found := $reduce($found, function($all, $x) {{($w := $x.v; $append($all, {code}))}}, [])"
        ));
        rest = after;
    }
    Some(steps.join("; "))
}

/// The code that yields records for what a segment finds in `$w`, and the rest of the path.
fn segment<'a>(script: &mut Script, path: &'a str) -> Option<(String, &'a str)> {
    if let Some(after) = path.strip_prefix("[*]").or_else(|| path.strip_prefix(".*")) {
        let all = "$type($w) = \"array\" ? $map($w, function($y) {{\"v\": $y}}) : \
                   $type($w) = \"object\" ? $map($keys($w), function($k) {{\"v\": $lookup($w, $k)}}) : []";
        return Some((format!("({all})"), after));
    }
    let end = path[1..].find(['.', '[']).map_or(path.len(), |end| end + 1);
    // A quoted name may hold anything; the reader of single paths takes it apart, one step at a time.
    let ends = (end..=path.len()).filter(|end| path.is_char_boundary(*end));
    for end in ends {
        let output = crate::model::Output { path: format!("${}", &path[..end]), ..Default::default() };
        if let Some([step]) = OutputStep::new(&output).steps.as_deref() {
            let value = one(script, "$w", step);
            return Some((format!("($z := {value}; $exists($z) ? [{{\"v\": $z}}] : [])"), &path[end..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Output, ValueType};

    #[test]
    fn paths_without_conditions_have_code() {
        for (path, expected) in [
            ("$", true),
            ("$.a['b c'][-1]", true),
            ("$.items[*].name", true),
            ("$.a.*['x.y']", true),
            ("$..name", false),
            ("$.items[?@.a == 1]", false),
            ("$.items[0:2]", false),
        ] {
            let output = Output { path: path.to_owned(), value_type: ValueType::List, ..Output::default() };
            let code = taken(&mut Script::default(), &OutputStep::new(&output));
            assert_eq!(code.is_some(), expected, "{path}");
        }
    }
}
