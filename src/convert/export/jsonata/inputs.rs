//! From what the bot hands over to the inputs of an integration.

use super::writer::Writer;
use super::{kind, literal};
use crate::convert::export::flow::{InputStep, Piece};
use crate::model::Source;

/// The outcome that asks the customer before a write.
pub const CONFIRM: &str = "confirm_first";

/// The outcome after the customer has said no.
pub const DECLINED: &str = "declined";

/// The steps from `$in` (`context`, `message`, `user_id`, `language`, `confirmed`) to the run: facts, inputs, and the outcome
/// where it ends already.
pub fn inputs(writer: &mut Writer<'_>) -> String {
    writer.script.then("$lookup_in := function($n) {$type($in) = \"object\" ? $lookup($in, $n)}".to_owned());
    writer
        .script
        .then("$facts := ($c := $lookup_in(\"context\"); $type($c) = \"object\" ? $c : {})".to_owned());
    writer.script.then("$values := {}".to_owned());
    let mut problems = String::new();
    let flow = writer.flow;
    for input in &flow.inputs {
        let (missing, wrong) = one(writer, input);
        let name = literal::text(&input.name);
        if input.required {
            problems
                .push_str(&format!("{missing} ? {{\"outcome\": \"missing_input\", \"asked\": {name}}} : "));
        }
        problems.push_str(&format!("{wrong} ? {{\"outcome\": \"bad_input\"}} : "));
    }
    let problem = writer.script.step("problem", &format!("{problems}$nothing"));
    // An integration that asks nobody has its outcome at once.
    let end = if flow.calls.is_empty() { ", \"outcome\": \"success\"" } else { "" };
    let known = format!("\"facts\": $facts, \"outputs\": {{}}, \"tries\": 0{end}");
    let confirmation = match flow.confirmation {
        None => format!("{{{known}, \"inputs\": $values}}"),
        Some(_) => format!(
            "$merge([{{{known}, \"inputs\": $values}}, $lookup_in(\"confirmed\") = true ? {{}} : \
             {{\"outcome\": $lookup_in(\"confirmed\") = false ? \"{DECLINED}\" : \"{CONFIRM}\"}}])"
        ),
    };
    format!("$exists({problem}) ? $merge([{{{known}, \"inputs\": {{}}}}, {problem}]) : {confirmation}")
}

/// Adds an input to `$values`; conditions that it is missing, and that it is wrong.
fn one(writer: &mut Writer<'_>, input: &InputStep) -> (String, String) {
    let raw = source(writer, input);
    let found = writer.script.step("input", &raw);
    let blank = format!(
        "($exists({found}) ? {found} = null or ($type({found}) = \"string\" ? $trim({found}) = \"\" : false) : true)"
    );
    let missing = writer.script.step("missing", &blank);
    let read = kind::read_as_kind(&mut writer.script, &found, input.value_type);
    let value = writer.script.step("value", &format!("({missing} ? $nothing : {read})"));
    let mut accepted = vec![format!("$exists({value})")];
    if !input.allowed.is_empty() {
        let options: Vec<String> =
            input.allowed.iter().map(|option| format!("{value} = {}", literal::value(option))).collect();
        accepted.push(format!("({})", options.join(" or ")));
    }
    if let Some(pattern) = pattern(input) {
        accepted.push(format!("($type({value}) = \"string\" ? $contains({value}, {pattern}) : true)"));
    }
    let wrong = writer
        .script
        .step("wrong", &format!("({missing} ? false : {} ? false : true)", accepted.join(" and ")));
    let name = literal::text(&input.name);
    writer.script.then(format!("$values := $merge([$values, {wrong} ? {{}} : {{{name}: {value}}}])"));
    (missing, wrong)
}

/// The whole form of an input as a regular expression; nothing when it has none, or one that engines read differently.
pub(in crate::convert::export) fn pattern(input: &InputStep) -> Option<String> {
    if input.pattern.is_empty() {
        return None;
    }
    let inside = literal::regex(&input.pattern)?;
    let inside = inside.strip_prefix('/')?.strip_suffix('/')?;
    Some(format!("/^({inside})$/"))
}

fn source(writer: &mut Writer<'_>, input: &InputStep) -> String {
    match &input.source {
        Source::Context { name } => {
            format!("{}({})", writer.script.need(super::Function::Fact), literal::text(name))
        }
        Source::Constant { value } => literal::value(value),
        Source::MessageText => "$lookup_in(\"message\")".to_owned(),
        Source::UserId => "$lookup_in(\"user_id\")".to_owned(),
        Source::Locale => {
            let language = literal::text(&writer.flow.language);
            format!("($l := $lookup_in(\"language\"); $exists($l) ? $l : {language})")
        }
        Source::Now => "$now()".to_owned(),
        Source::Expression { .. } => match &input.expression[..] {
            [Piece::Chip(chip)] => writer.typed(chip),
            pieces => writer.text(pieces, super::Spot::Message).code,
        },
    }
}
