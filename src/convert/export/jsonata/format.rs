//! Formats of chips as calls of functions.

use super::library::Function;
use super::{Script, literal, moment, number};
use crate::convert::export::flow::Shape;
use crate::template::PercentOf;
use crate::template::shape::ListShape;

/// The code that shows a value in a format. `code` is nothing where the value is missing, and so is the result.
pub(super) fn shown(script: &mut Script, code: &str, shape: &Shape, time_zone: &str) -> String {
    let plain = |script: &mut Script, function| format!("{}({code})", script.need(function));
    match shape {
        Shape::Default(value) => {
            let value = literal::value(value);
            let name = script.own("or", "function($v, $d) {$exists($v) and $v != \"\" ? $v : $d}".to_owned());
            format!("{name}({code}, {value})")
        }
        Shape::Date(shape) => format!("{}({code})", moment::date(script, shape, time_zone)),
        Shape::Time(shape) => format!("{}({code})", moment::time(script, "time", shape, time_zone)),
        Shape::DateTime(shape) => format!("{}({code})", moment::time(script, "date_time", shape, time_zone)),
        Shape::Number { decimals, shape } => {
            format!("{}({code})", number::number(script, *decimals, shape))
        }
        Shape::Money { shape, .. } => {
            format!("{}({code})", number::amount(script, "money", PercentOf::Hundred, shape))
        }
        Shape::Percent { of, shape } => format!("{}({code})", number::amount(script, "percent", *of, shape)),
        Shape::List(shape) => format!("{}({code})", list(script, shape)),
        Shape::Plural { cases, rule, number: shape } => {
            format!("{}({code})", number::plural(script, cases, rule, shape))
        }
        Shape::Upper => plain(script, Function::Upper),
        Shape::Lower => plain(script, Function::Lower),
        Shape::Capitalize => plain(script, Function::Capitalize),
        Shape::Trim => plain(script, Function::Trim),
        Shape::YesNo { yes, no } => {
            let function = script.need(Function::YesNo);
            format!("{function}({code}, {}, {})", literal::text(yes), literal::text(no))
        }
        Shape::Truncate { characters } => {
            format!("{}({code}, {characters})", script.need(Function::Truncate))
        }
        Shape::Relative | Shape::NoData(_) => code.to_owned(),
    }
}

fn list(script: &mut Script, shape: &ListShape) -> String {
    let text = script.need(Function::Str);
    let [pair, first, middle, last] =
        [&shape.pair, &shape.first, &shape.middle, &shape.last].map(|between| literal::text(between));
    let code = format!(
        "function($v) {{$exists($v) and $v != \"\" ? ($type($v) = \"array\" ? ($n := $count($v); \
         $s := $filter([$map($v, {text})], function($x) {{$type($x) = \"string\"}}); $count($s) != $n ? {{}} : \
         $n = 0 ? \"\" : $n = 1 ? $join($s) : $n = 2 ? $join($s, {pair}) : \
         $s[0] & {first} & $join($filter($s, function($x, $i) {{$i > 0 and $i < $n - 1}}), {middle}) & {last} & $s[$n - 1]) : {{}})}}"
    );
    script.own("list", code)
}
