//! Which outcome an answer leads to, as one Liquid text that says its name.

use super::liquid::{Liquid, constant, path};
use crate::convert::export::flow::{
    CallStep, Comparison, Decision, FailureKind, Flow, Origin, OutputStep, PathStep, Reference, Test,
};
use crate::engine;
use crate::model::{Operator, StatusRange, ValueType};

/// The outcome that goes on with the next call.
pub(super) const NEXT: &str = "next-call";
/// Said when a value of a reply is missing.
pub(super) const FALLBACK: &str = "fallback-reply";

/// Where the answer to a call is kept.
pub(super) struct Kept {
    pub answer: String,
    pub status: String,
    pub error: String,
}

/// What decisions are written with.
pub(super) struct Decide<'a> {
    pub flow: &'a Flow,
    pub liquid: &'a Liquid<'a>,
}

impl Decide<'_> {
    /// The outcome of a call.
    pub(super) fn call(&self, call: &CallStep, kept: &Kept) -> String {
        let answer = &kept.answer;
        let mut text = format!(
            "{{% assign done = \"\" %}}{{% assign body = {answer} | json %}}{{% assign kind = body | slice: 0 %}}"
        );
        self.rows(&call.failures, kept, &mut text);
        text.push_str(&self.test(&call.success, kept, "good"));
        text.push_str("{% if done == \"\" %}{% if good == false %}");
        self.rows(&call.refused, kept, &mut text);
        text.push_str("{% else %}");
        self.rows(&call.flaws, kept, &mut text);
        self.rows(&call.understood, kept, &mut text);
        text.push_str(&format!(
            "{{% endif %}}{{% endif %}}{{% if done == \"\" %}}{{% assign done = \"{NEXT}\" %}}{{% endif %}}"
        ));
        let reached = call.table().into_iter().map(|row| row.outcome);
        self.finish(reached, &mut text);
        text
    }

    /// What stops a run before anything is sent; nothing else is said.
    pub(super) fn inputs(&self) -> String {
        let mut text = "{% assign done = \"\" %}".to_owned();
        for input in &self.flow.inputs {
            let value = self.liquid.variables.name(&Origin::Input(input.name.clone()));
            let mut set = |condition: &str, outcome: &str| {
                text.push_str(&format!(
                    "{{% if done == \"\" %}}{{% if {condition} %}}{{% assign done = \"{outcome}\" %}}{{% endif %}}{{% endif %}}"
                ));
            };
            if input.required {
                set(&format!("{value} == nil or {value} == \"\""), "missing_input");
            }
            let there = format!("{value} != nil and {value} != \"\"");
            match input.value_type {
                ValueType::Email => text.push_str(&format!(
                    "{{% if done == \"\" %}}{{% if {there} %}}{{% unless {value} contains \"@\" %}}{{% assign done = \"bad_input\" %}}\
                     {{% endunless %}}{{% endif %}}{{% endif %}}"
                )),
                ValueType::Integer | ValueType::Number => {
                    let number = self.liquid.fresh();
                    text.push_str(&format!(
                        "{{% assign {number} = {value} | times: 1 | append: \"\" %}}{{% assign {number}v = {value} | append: \"\" %}}"
                    ));
                    let mut set = |condition: &str| {
                        text.push_str(&format!(
                            "{{% if done == \"\" %}}{{% if {condition} %}}{{% assign done = \"bad_input\" %}}{{% endif %}}{{% endif %}}"
                        ));
                    };
                    set(&format!("{there} and {number} == \"0\" and {number}v != \"0\""));
                    set(&format!("{number} == \"NaN\""));
                }
                _ => {}
            }
            if !input.allowed.is_empty() {
                let differs: Vec<String> =
                    input.allowed.iter().map(|allowed| format!("{value} != {}", constant(allowed))).collect();
                text.push_str(&format!(
                    "{{% if done == \"\" %}}{{% if {there} and {} %}}{{% assign done = \"bad_input\" %}}{{% endif %}}{{% endif %}}",
                    differs.join(" and ")
                ));
            }
            if self.is_in_path(&input.name) {
                text.push_str(&format!(
                    "{{% if done == \"\" %}}{{% if {value} == \".\" or {value} == \"..\" or {value} == \"\" %}}{{% assign done = \"bad_input\" %}}\
                     {{% endif %}}{{% endif %}}"
                ));
            }
        }
        text.push_str(&format!("{{% if done == \"\" %}}{{% assign done = \"{NEXT}\" %}}{{% endif %}}"));
        self.finish(["missing_input".to_owned(), "bad_input".to_owned()].into_iter(), &mut text);
        text
    }

    fn is_in_path(&self, name: &str) -> bool {
        use crate::convert::export::flow::Piece;
        let pieces = self.flow.calls.iter().flat_map(|call| &call.path);
        pieces.into_iter().any(|piece| {
            matches!(piece, Piece::Chip(chip) if chip.reference.origin == Origin::Input(name.to_owned()))
        })
    }

    /// A reply whose values are missing gives way to the fallback reply.
    fn finish(&self, outcomes: impl Iterator<Item = String>, text: &mut String) {
        let mut seen: Vec<String> = Vec::new();
        for outcome in outcomes {
            if seen.contains(&outcome) {
                continue;
            }
            let missing: Vec<String> = self
                .flow
                .reply(&outcome)
                .needs()
                .into_iter()
                .filter(|reference| !self.has_default(reference))
                .map(|reference| format!("{0} == nil or {0} == \"\"", self.liquid.value(reference)))
                .collect();
            if !missing.is_empty() {
                text.push_str(&format!(
                    "{{% if done == \"{outcome}\" %}}{{% if {} %}}{{% assign done = \"{FALLBACK}\" %}}{{% endif %}}{{% endif %}}",
                    missing.join(" or ")
                ));
            }
            seen.push(outcome);
        }
        text.push_str("{{ done }}");
    }

    fn has_default(&self, reference: &Reference) -> bool {
        self.flow.output(&reference.name()).is_some_and(|output| output.default.is_some())
    }

    fn rows(&self, rows: &[Decision], kept: &Kept, text: &mut String) {
        for row in rows {
            text.push_str("{% if done == \"\" %}");
            text.push_str(&self.test(&row.test, kept, "fits"));
            text.push_str(&format!(
                "{{% if fits %}}{{% assign done = \"{}\" %}}{{% endif %}}{{% endif %}}",
                row.outcome
            ));
        }
    }

    /// Sets `name` to whether the test holds. Liquid knows no parentheses, so every part has a variable of its own.
    fn test(&self, test: &Test, kept: &Kept, name: &str) -> String {
        let is = |condition: &str| {
            format!(
                "{{% assign {name} = false %}}{{% if {condition} %}}{{% assign {name} = true %}}{{% endif %}}"
            )
        };
        let (answer, status, error) = (&kept.answer, &kept.status, &kept.error);
        match test {
            Test::Always => format!("{{% assign {name} = true %}}"),
            Test::Never | Test::ContractBroken => format!("{{% assign {name} = false %}}"),
            Test::All(parts) => self.join(parts, kept, name, true),
            Test::Any(parts) => self.join(parts, kept, name, false),
            Test::Not(part) => {
                let inner = self.liquid.fresh();
                format!("{}{}", self.test(part, kept, &inner), is(&format!("{inner} == false")))
            }
            Test::Failed(FailureKind::TimedOut) => {
                is(&format!("{status} == 1000 and {error} contains \"timeout\""))
            }
            Test::Failed(FailureKind::TooLarge) => {
                is(&format!("{status} == 1000 and {error} contains \"maxContentLength\""))
            }
            Test::Failed(FailureKind::Unreachable) => format!(
                "{}{{% if {error} contains \"maxContentLength\" or {error} contains \"Parse Error\" %}}{{% assign {name} = false %}}{{% endif %}}",
                is(&format!("{status} == 1000"))
            ),
            Test::Failed(FailureKind::Unreadable) => {
                is(&format!("{status} == 1000 and {error} contains \"Parse Error\""))
            }
            Test::Failed(FailureKind::NoToken) => format!("{{% assign {name} = false %}}"),
            Test::Status(ranges) => {
                let range = |range: &StatusRange| {
                    let one = is(&format!("{status} >= {} and {status} <= {}", range.first, range.last));
                    one.replacen(&format!("{{% assign {name} = false %}}"), "", 1)
                };
                let ranges: String = ranges.iter().map(range).collect();
                format!("{{% assign {name} = false %}}{ranges}")
            }
            Test::BodyBlank => is(&format!("{answer} == nil or {answer} == \"\"")),
            Test::BodyNotJson => is("kind == \"\\\"\" or body == \"\""),
            Test::BodyEmpty => is("body == \"[]\" or body == \"null\""),
            Test::OutputMissing(output) => is(&format!("{} == nil", self.output(output))),
            Test::ListEmpty(output) => is(&format!("{0} != nil and {0}.size == 0", self.output(output))),
            Test::OutputWrong(output) => self.wrong(output, name),
            Test::Compare(comparison) => self.compare(comparison, status, name),
        }
    }

    fn join(&self, parts: &[Test], kept: &Kept, name: &str, all: bool) -> String {
        let mut text = format!("{{% assign {name} = {all} %}}");
        for part in parts {
            let inner = self.liquid.fresh();
            text.push_str(&self.test(part, kept, &inner));
            text.push_str(&format!(
                "{{% if {inner} == {} %}}{{% assign {name} = {} %}}{{% endif %}}",
                !all, !all
            ));
        }
        text
    }

    fn output(&self, name: &str) -> String {
        self.liquid.variables.name(&Origin::Output(name.to_owned()))
    }

    /// Whether the value is there and of another kind: told by the first letter of its JSON.
    fn wrong(&self, name: &str, target: &str) -> String {
        let value = self.output(name);
        let kind = self.flow.output(name).map_or(ValueType::Text, |output| output.value_type);
        let first = self.liquid.fresh();
        let fits = match kind {
            ValueType::Integer | ValueType::Number => format!("\"-0123456789\" contains {first}"),
            ValueType::Boolean => format!("\"tf\" contains {first}"),
            ValueType::List => format!("{first} == \"[\""),
            ValueType::Object => format!("{first} == \"\\u007b\""),
            _ => format!("{first} == \"\\\"\""),
        };
        let mut text = format!(
            "{{% assign {target} = false %}}{{% if {value} != nil %}}{{% assign {first} = {value} | json | slice: 0 %}}\
             {{% assign {target} = true %}}{{% if {fits} %}}{{% assign {target} = false %}}{{% endif %}}"
        );
        // LiquidJS gives a text back as it is when it is no day.
        let further = match kind {
            ValueType::Date | ValueType::DateTime => format!(
                "{{% assign {first}d = {value} | date: \"%s\", \"UTC\" %}}{{% if {first}d == {value} %}}{{% assign {target} = true %}}{{% endif %}}"
            ),
            ValueType::Email => {
                format!(
                    "{{% unless {value} contains \"@\" %}}{{% assign {target} = true %}}{{% endunless %}}"
                )
            }
            ValueType::Integer => format!(
                "{{% assign {first}d = {value} | append: \"\" %}}{{% if {first}d contains \".\" %}}{{% assign {target} = true %}}{{% endif %}}"
            ),
            _ => String::new(),
        };
        text.push_str(&further);
        text + "{% endif %}"
    }

    fn compare(&self, comparison: &Comparison, status: &str, name: &str) -> String {
        let value =
            comparison.field.as_ref().map_or_else(|| status.to_owned(), |field| self.liquid.value(field));
        let wanted = constant(&comparison.value);
        let when =
            |condition: &str| format!("{{% if {condition} %}}{{% assign {name} = true %}}{{% endif %}}");
        let known = |sign: &str| when(&format!("{value} != nil and {value} {sign} {wanted}"));
        let holds = match comparison.operator {
            Operator::Is => known("=="),
            Operator::IsNot => when(&format!("{value} == nil or {value} != {wanted}")),
            Operator::OneOf => {
                let options = comparison.value.as_array().map(Vec::as_slice).unwrap_or_default();
                options
                    .iter()
                    .map(|option| when(&format!("{value} != nil and {value} == {}", constant(option))))
                    .collect()
            }
            Operator::Contains => known("contains"),
            Operator::StartsWith => {
                let start = self.liquid.fresh();
                let length = engine::plain(&comparison.value).chars().count();
                format!(
                    "{{% if {value} != nil %}}{{% assign {start} = {value} | slice: 0, {length} %}}{}{{% endif %}}",
                    when(&format!("{start} == {wanted}"))
                )
            }
            Operator::LessThan => known("<"),
            Operator::AtMost => known("<="),
            Operator::MoreThan => known(">"),
            Operator::AtLeast => known(">="),
            Operator::IsMissing => when(&format!("{value} == nil")),
            Operator::IsPresent => when(&format!("{value} != nil")),
        };
        format!("{{% assign {name} = false %}}{holds}")
    }
}

/// The value of an output as JSON, its default when it is missing.
pub(super) fn taken(output: &OutputStep, answer: &str) -> String {
    let steps: Vec<PathStep> = output.steps.clone().unwrap_or_default();
    let value = steps.iter().fold(answer.to_owned(), |value, step| match step {
        PathStep::Name(name) => path(&value, std::slice::from_ref(name)),
        PathStep::Index(index) => format!("{value}[{index}]"),
    });
    let default = output.default.as_ref().map_or_else(|| "null".to_owned(), ToString::to_string);
    let default = super::liquid::literal(&default);
    let found = if output.steps.is_some() { "true" } else { "false" };
    // A text has fields too, such as its length; what is no JSON has none here.
    format!(
        "{{% assign kind = {answer} | json | slice: 0 %}}{{% assign found = nil %}}{{% if kind == \"\\u007b\" or kind == \"[\" %}}\
         {{% if {found} %}}{{% assign found = {value} %}}{{% endif %}}{{% endif %}}{{% if found == nil %}}{default}{{% else %}}\
         {{{{ found | json | replace: \"\\u0024\", \"\\\\u0024\" }}}}{{% endif %}}"
    )
}
