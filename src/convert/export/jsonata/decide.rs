//! Tests of answers as conditions.

use serde_json::Value;

use super::library::Function;
use super::{Script, literal};
use crate::convert::export::flow::{Comparison, Decision, FailureKind, Origin, Test};
use crate::model::{Operator, StatusRange};

/// What conditions are written with. The values `$v_NAME` and `$k_NAME` of outputs are steps of the expression.
pub(super) struct Judge<'a> {
    pub script: &'a mut Script,
    /// For each output: its name, the step that holds it, the step that says whether it is of its kind.
    pub outputs: &'a [(String, String, String)],
    /// A condition: the answer keeps its contract.
    pub contract: &'a str,
}

impl Judge<'_> {
    /// The outcome of the first row that holds; nothing when none does.
    pub fn table(&mut self, rows: &[Decision]) -> String {
        let mut code = String::new();
        for row in rows {
            let outcome = literal::text(&row.outcome);
            if row.test == Test::Always {
                return format!("{code}{outcome}");
            }
            code.push_str(&format!("{} ? {outcome} : ", self.test(&row.test)));
        }
        format!("{code}$nothing")
    }

    /// A condition.
    pub fn test(&mut self, test: &Test) -> String {
        match test {
            Test::Always => "true".to_owned(),
            Test::Never => "false".to_owned(),
            Test::All(parts) => self.several(parts, " and "),
            Test::Any(parts) => self.several(parts, " or "),
            Test::Not(part) => format!("({} ? false : true)", self.test(part)),
            Test::Failed(kind) => format!("$failure = \"{}\"", failure(*kind)),
            Test::Status(ranges) => statuses(ranges),
            Test::BodyBlank => "$is_blank".to_owned(),
            Test::BodyNotJson => "$type($body) = \"string\"".to_owned(),
            Test::BodyEmpty => {
                "($body = null or ($type($body) = \"array\" and $count($body) = 0))".to_owned()
            }
            Test::ContractBroken => format!("({} ? false : true)", self.contract),
            Test::OutputMissing(name) => format!("({} ? false : true)", self.exists(name)),
            Test::OutputWrong(name) => {
                let (exists, kind) = (self.exists(name), self.kind(name));
                format!("({exists} ? ({kind} ? false : true) : false)")
            }
            Test::ListEmpty(name) => {
                let value = self.value(name);
                format!("($type({value}) = \"array\" and $count({value}) = 0)")
            }
            Test::Compare(comparison) => self.compare(comparison),
        }
    }

    fn several(&mut self, parts: &[Test], between: &str) -> String {
        let codes: Vec<String> = parts.iter().map(|part| self.test(part)).collect();
        format!("({})", codes.join(between))
    }

    fn found(&self, name: &str) -> Option<&(String, String, String)> {
        self.outputs.iter().find(|(known, _, _)| known == name)
    }

    fn value(&self, name: &str) -> String {
        self.found(name).map_or_else(|| "$nothing".to_owned(), |(_, value, _)| value.clone())
    }

    fn kind(&self, name: &str) -> String {
        self.found(name).map_or_else(|| "true".to_owned(), |(_, _, kind)| kind.clone())
    }

    fn exists(&self, name: &str) -> String {
        format!("$exists({})", self.value(name))
    }

    fn compare(&mut self, comparison: &Comparison) -> String {
        let field = match &comparison.field {
            None => "$status".to_owned(),
            // Rules look at what the run has found, not at the conversation.
            Some(reference) => match reference.origin {
                Origin::Input(_) | Origin::Output(_) => {
                    let name = literal::text(&reference.name());
                    format!("{}({name})", self.script.need(Function::Value))
                }
                _ => "$nothing".to_owned(),
            },
        };
        let wanted = &comparison.value;
        let held = match comparison.operator {
            Operator::IsMissing => return format!("($exists({field}) ? false : true)"),
            Operator::IsPresent => return format!("$exists({field})"),
            Operator::IsNot => return format!("({} ? false : true)", equal(&field, wanted)),
            Operator::Is => equal(&field, wanted),
            Operator::OneOf => {
                let options = wanted.as_array().map_or(&[][..], Vec::as_slice);
                let options: Vec<String> = options.iter().map(|option| equal(&field, option)).collect();
                if options.is_empty() { "false".to_owned() } else { options.join(" or ") }
            }
            Operator::Contains => contains(&field, wanted),
            Operator::StartsWith => match wanted {
                Value::String(text) => {
                    let length = text.chars().count();
                    let text = literal::text(text);
                    format!(
                        "($type({field}) = \"string\" ? $substring({field}, 0, {length}) = {text} : false)"
                    )
                }
                _ => "false".to_owned(),
            },
            Operator::LessThan => self.order(&field, "<", wanted),
            Operator::MoreThan => self.order(&field, ">", wanted),
            Operator::AtMost => self.order(&field, "<=", wanted),
            Operator::AtLeast => self.order(&field, ">=", wanted),
        };
        format!("({held})")
    }

    /// The order of numbers and of moments; texts have none.
    fn order(&mut self, field: &str, sign: &str, wanted: &Value) -> String {
        let number = match wanted {
            Value::Number(_) => Some(literal::value(wanted)),
            Value::String(text) => number_in(text),
            _ => None,
        };
        let number =
            number.map(|number| format!("($type({field}) = \"number\" ? {field} {sign} {number} : false)"));
        let moment = wanted.as_str().and_then(|text| self.moment(field, sign, text));
        let either: Vec<String> = [number, moment].into_iter().flatten().collect();
        if either.is_empty() { "false".to_owned() } else { either.join(" or ") }
    }

    fn moment(&mut self, field: &str, sign: &str, wanted: &str) -> Option<String> {
        let point = wanted.parse::<jiff::Timestamp>().ok();
        let zoned = point.is_some();
        let point = point.or_else(|| {
            let clock = wanted.parse::<jiff::civil::DateTime>().ok()?;
            clock.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
        })?;
        let clock = self.script.need(Function::Clock);
        let milliseconds = point.as_millisecond();
        Some(format!(
            "($type({field}) = \"string\" ? ($c := {clock}({field}); $exists($c) ? $c.zoned = {zoned} and $c.at {sign} {milliseconds} : false) : false)"
        ))
    }
}

fn statuses(ranges: &[StatusRange]) -> String {
    let one = |range: &StatusRange| {
        if range.first == range.last {
            format!("$status = {}", range.first)
        } else {
            format!("($status >= {} and $status <= {})", range.first, range.last)
        }
    };
    format!("($exists($status) ? {} : false)", ranges.iter().map(one).collect::<Vec<_>>().join(" or "))
}

/// The word for a failure in `$failure`.
fn failure(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::TimedOut => "timeout",
        FailureKind::Unreachable => "unreachable",
        FailureKind::TooLarge => "too_large",
        FailureKind::Unreadable => "unreadable",
        FailureKind::NoToken => "no_token",
    }
}

/// Equal by value; a text that holds a number or a truth value equals it.
fn equal(field: &str, wanted: &Value) -> String {
    let mut codes = vec![format!("{field} = {}", literal::value(wanted))];
    if let Value::String(text) = wanted {
        codes.extend(number_in(text).map(|number| format!("{field} = {number}")));
        codes.extend(matches!(text.as_str(), "true" | "false").then(|| format!("{field} = {text}")));
    }
    if codes.len() == 1 { codes.remove(0) } else { format!("({})", codes.join(" or ")) }
}

fn contains(field: &str, wanted: &Value) -> String {
    let item = equal("$x", wanted);
    let list =
        format!("$type({field}) = \"array\" ? true in $map({field}, function($x) {{{item} ? true : false}})");
    match wanted {
        Value::String(text) => {
            let text = literal::text(text);
            format!("({list} : $type({field}) = \"string\" ? $contains({field}, {text}) : false)")
        }
        _ => format!("({list} : false)"),
    }
}

fn number_in(text: &str) -> Option<String> {
    let number = serde_json::from_str::<Value>(text).ok().filter(Value::is_number)?;
    number.to_string().parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(number.to_string())
}
