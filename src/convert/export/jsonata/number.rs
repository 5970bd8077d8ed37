//! Numbers, amounts and plurals in the customer's language.

use super::library::Function;
use super::{Script, literal, moment};
use crate::template::shape::{AmountShape, NumberShape, PluralShape};
use crate::template::{PercentOf, Plural, PluralCase};

/// The function for a number.
pub(super) fn number(script: &mut Script, decimals: Option<u8>, shape: &NumberShape) -> String {
    let signed = signed(script, shape);
    let plain = script.need(Function::Plain);
    let digits = rounded(script, "$s", decimals);
    script.own("decimal", function(&plain, &format!("{signed}({digits})")))
}

/// The function for an amount of money or a percentage.
pub(super) fn amount(script: &mut Script, name: &str, of: PercentOf, shape: &AmountShape) -> String {
    let unsigned = unsigned(script, &shape.number);
    let plain = script.need(Function::Plain);
    let digits = match of {
        PercentOf::Hundred => "$s".to_owned(),
        PercentOf::One => format!("{plain}($number($s) * 100)"),
    };
    let digits = rounded(script, &digits, shape.decimals);
    let [before, after, minus_before, minus_after] =
        [&shape.before, &shape.after, &shape.negative_before, &shape.negative_after]
            .map(|sign| literal::text(sign));
    let code = format!(
        "($d := {digits}; $substring($d, 0, 1) = \"-\" ? {minus_before} & {unsigned}($substring($d, 1)) & {minus_after} : \
         {before} & {unsigned}($d) & {after})"
    );
    script.own(name, function(&plain, &code))
}

/// The function for words that go with a number.
pub(super) fn plural(script: &mut Script, cases: &Plural, rule: &PluralShape, shape: &NumberShape) -> String {
    let signed = signed(script, shape);
    let plain = script.need(Function::Plain);
    let case = case(rule);
    let mut choices = String::new();
    let mut other = "\"\"".to_owned();
    for (case, text) in exact_first(cases) {
        let words = words(text);
        match case {
            PluralCase::Exactly(number) => {
                choices.push_str(&format!("$number($s) = {number} ? {words} : "));
            }
            PluralCase::Other => other = words,
            case => choices.push_str(&format!("$k = \"{}\" ? {words} : ", letter(case))),
        }
    }
    let code = format!("($k := {case}; $n := {signed}($s); {choices}{other})");
    script.own("plural", function(&plain, &code))
}

/// A function of `$v` that goes on with its digits `$s`.
fn function(plain: &str, code: &str) -> String {
    format!(
        "function($v) {{$exists($v) and $v != \"\" ? ($s := {plain}($v); $type($s) = \"string\" ? {code} : {{}})}}"
    )
}

fn rounded(script: &mut Script, digits: &str, decimals: Option<u8>) -> String {
    match decimals {
        None => digits.to_owned(),
        Some(decimals) => format!("{}({digits}, {decimals})", script.need(Function::Rounded)),
    }
}

/// The function from digits to a number with separators and sign.
fn signed(script: &mut Script, shape: &NumberShape) -> String {
    let unsigned = unsigned(script, shape);
    let (before, after) = (literal::text(&shape.minus_before), literal::text(&shape.minus_after));
    let code = format!(
        "function($s) {{$substring($s, 0, 1) = \"-\" ? {before} & {unsigned}($substring($s, 1)) & {after} : {unsigned}($s)}}"
    );
    script.own("signed", code)
}

/// The function from digits without a sign to a number with separators.
fn unsigned(script: &mut Script, shape: &NumberShape) -> String {
    let (last, other) = (shape.last_group, shape.other_groups);
    let (group, decimal) = (literal::text(&shape.group), literal::text(&shape.decimal));
    let whole = if shape.group.is_empty() {
        "$w".to_owned()
    } else {
        let groups = script.need(Function::Groups);
        format!(
            "($length($w) >= {} ? {groups}($substring($w, 0, $length($w) - {last}), {other}, {group}) & {group} & \
             $substring($w, $length($w) - {last}) : $w)",
            shape.grouped_from.max(last + 1)
        )
    };
    let code = format!(
        "function($s) {{($w := $substringBefore($s & \".\", \".\"); $f := $substring($s, $length($w) + 1); \
         {whole} & ($f = \"\" ? \"\" : {decimal} & $f))}}"
    );
    let ascii = script.own("grouped", code);
    let native = moment::in_digits(script, &format!("{ascii}($s)"), shape.digits);
    if native == format!("{ascii}($s)") {
        ascii
    } else {
        script.own("written", format!("function($s) {{{native}}}"))
    }
}

/// The case of the digits `$s` as a letter.
fn case(rule: &PluralShape) -> String {
    if rule.is_always_other() {
        return "\"x\"".to_owned();
    }
    if rule.is_one_and_other() {
        return "($s in [\"1\", \"-1\"] ? \"o\" : \"x\")".to_owned();
    }
    let letters = |cases: &[PluralCase]| cases.iter().map(|case| letter(*case)).collect::<String>();
    format!(
        "($contains($s, \".\") ? \"{}\" : ($a := $abs($number($s)); $substring($a < 100 ? \"{}\" : \"{}\", $a % 100, 1)))",
        letter(rule.fraction),
        letters(&rule.small),
        letters(&rule.large)
    )
}

fn letter(case: PluralCase) -> char {
    match case {
        PluralCase::Zero => 'z',
        PluralCase::One => 'o',
        PluralCase::Two => 't',
        PluralCase::Few => 'f',
        PluralCase::Many => 'm',
        PluralCase::Other | PluralCase::Exactly(_) => 'x',
    }
}

fn exact_first(cases: &Plural) -> Vec<(PluralCase, &str)> {
    let mut sorted: Vec<_> = cases.cases().collect();
    sorted.sort_by_key(|(case, _)| !matches!(case, PluralCase::Exactly(_)));
    sorted
}

/// A text in which `#` is the number `$n`, and `##` the sign.
fn words(text: &str) -> String {
    let parts = text.split("##").map(|part| {
        let pieces: Vec<String> = part.split('#').map(literal::text).collect();
        pieces.join(" & $n & ")
    });
    parts.collect::<Vec<_>>().join(" & \"#\" & ")
}
