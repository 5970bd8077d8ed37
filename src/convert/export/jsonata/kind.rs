//! Whether a value is of a kind, and how a text is read as one.

use super::Script;
use super::library::Function;
use crate::model::ValueType;

/// A condition: the value under the name `variable` is of that kind. It is certain to be there.
pub(super) fn is_of_kind(script: &mut Script, variable: &str, kind: ValueType) -> String {
    let typed = |name: &str| format!("$type({variable}) = \"{name}\"");
    let function = match kind {
        ValueType::Text => return typed("string"),
        ValueType::Number => return typed("number"),
        ValueType::Boolean => return typed("boolean"),
        ValueType::List => return typed("array"),
        ValueType::Object => return typed("object"),
        ValueType::Integer => Function::IsWhole,
        ValueType::Email => Function::IsEmail,
        ValueType::Date => Function::IsDate,
        ValueType::Time => Function::IsTime,
        ValueType::DateTime => Function::IsMoment,
    };
    format!("{}({variable})", script.need(function))
}

/// The value read as that kind, where platforms hand over everything as text; nothing when it is of another one.
pub(super) fn read_as_kind(script: &mut Script, variable: &str, kind: ValueType) -> String {
    let is = is_of_kind(script, variable, kind);
    let number = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?";
    let text_as = |pattern: &str, code: &str| {
        format!("($type({variable}) = \"string\" ? ($contains({variable}, /^\\s*{pattern}\\s*$/) ? {code}))")
    };
    let otherwise = match kind {
        ValueType::Text => format!("($type({variable}) = \"number\" ? $string({variable}))"),
        ValueType::Integer => text_as("-?(0|[1-9][0-9]*)", &format!("$number($trim({variable}))")),
        ValueType::Number => text_as(number, &format!("$number($trim({variable}))")),
        ValueType::Boolean => text_as("(true|false)", &format!("$trim({variable}) = \"true\"")),
        _ => return format!("({is} ? {variable})"),
    };
    format!("({is} ? {variable} : {otherwise})")
}
