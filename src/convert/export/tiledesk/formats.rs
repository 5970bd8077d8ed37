//! Formats in Liquid.

use super::liquid::{Liquid, string};
use crate::convert::export::flow::Shape;
use crate::template::shape::{AmountShape, DatePiece, DateShape, NumberShape};
use crate::template::{PercentOf, Plural, PluralCase};

/// Whether the format is written as designed; the others show the value as it is.
pub(super) fn is_known(format: &Shape) -> bool {
    match format {
        Shape::Relative | Shape::NoData(_) => false,
        Shape::Date(shape) | Shape::Time(shape) | Shape::DateTime(shape) => shape.digits[0] == '0',
        Shape::Number { shape, .. } => is_plain(shape),
        Shape::Money { shape, .. } | Shape::Percent { shape, .. } => is_plain(&shape.number),
        Shape::Plural { rule, number, .. } => {
            is_plain(number) && (rule.is_one_and_other() || rule.is_always_other())
        }
        _ => true,
    }
}

fn is_plain(shape: &NumberShape) -> bool {
    shape.digits[0] == '0' && shape.last_group == 3 && shape.other_groups == 3
}

impl Liquid<'_> {
    /// The value in a format; what has to be worked out first goes into `before`.
    pub(super) fn format(&self, format: &Shape, value: &str, before: &mut String) -> String {
        if !is_known(format) {
            return value.to_owned();
        }
        match format {
            Shape::Default(_) | Shape::Relative | Shape::NoData(_) => value.to_owned(),
            Shape::Upper => format!("{value} | upcase"),
            Shape::Lower => format!("{value} | downcase"),
            Shape::Trim => format!("{value} | strip"),
            Shape::Truncate { characters } => format!("{value} | truncate: {characters}, \"…\""),
            Shape::Capitalize => {
                let name = self.fresh();
                before.push_str(&format!("{{% assign {name} = {value} | append: \"\" %}}"));
                before.push_str(&format!("{{% assign {name}r = {name} | slice: 1, 1000000 %}}"));
                format!("{name} | slice: 0 | upcase | append: {name}r")
            }
            Shape::Date(shape) | Shape::Time(shape) | Shape::DateTime(shape) => {
                self.date(shape, value, before)
            }
            Shape::Number { decimals, shape } => self.captured(before, |liquid| {
                liquid.number(value, *decimals, shape, ["", "", &shape.minus_before, &shape.minus_after])
            }),
            Shape::Money { shape, .. } => self.captured(before, |liquid| liquid.amount(value, shape)),
            Shape::Percent { of, shape } => {
                let times = if *of == PercentOf::One { " | times: 100" } else { "" };
                self.captured(before, |liquid| {
                    let name = liquid.fresh();
                    format!("{{% assign {name} = {value}{times} %}}{}", liquid.amount(&name, shape))
                })
            }
            Shape::List(shape) => {
                let list = self.fresh();
                let text = format!(
                    "{{% assign {list} = {value} %}}{{% assign {list}n = {list}.size %}}{{% for {list}i in {list} %}}{{{{ {list}i }}}}\
                     {{% unless forloop.last %}}{{% if {list}n == 2 %}}{{{{ {} }}}}{{% elsif forloop.rindex == 2 %}}{{{{ {} }}}}\
                     {{% elsif forloop.first %}}{{{{ {} }}}}{{% else %}}{{{{ {} }}}}{{% endif %}}{{% endunless %}}{{% endfor %}}",
                    string(&shape.pair),
                    string(&shape.last),
                    string(&shape.first),
                    string(&shape.middle)
                );
                self.captured(before, |_| text)
            }
            Shape::YesNo { yes, no } => {
                let (yes, no) = (string(yes), string(no));
                self.captured(before, |_| {
                    format!(
                        "{{% assign hwb = {value} %}}{{% if hwb == true or hwb == \"true\" %}}{{{{ {yes} }}}}{{% else %}}{{{{ {no} }}}}{{% endif %}}"
                    )
                })
            }
            Shape::Plural { cases, number, .. } => {
                self.captured(before, |liquid| liquid.plural(value, cases, number))
            }
        }
    }

    fn captured(&self, before: &mut String, write: impl FnOnce(&Self) -> String) -> String {
        let text = write(self);
        let name = self.fresh();
        before.push_str(&format!("{{% capture {name} %}}{text}{{% endcapture %}}"));
        name
    }

    /// A day is the same day everywhere; a moment is shown on the clock of the customer's place.
    fn date(&self, shape: &DateShape, value: &str, before: &mut String) -> String {
        let name = self.fresh();
        before.push_str(&format!(
            "{{% assign {name} = {value} | append: \"\" %}}{{% assign {name}z = \"UTC\" %}}"
        ));
        let zone = string(self.time_zone);
        before.push_str(&format!(
            "{{% if {name} contains \"Z\" or {name} contains \"+\" %}}{{% assign {name}z = {zone} %}}{{% endif %}}"
        ));
        let part = |format: &str| format!("{{{{ {name} | date: \"{format}\", {name}z }}}}");
        let named = |names: &[String], format: &str, first: u8| {
            let list = string(&names.join("|"));
            format!(
                "{{% assign {name}l = {list} | split: \"|\" %}}{{% assign {name}p = {name} | date: \"{format}\", {name}z | minus: {first} %}}\
                 {{{{ {name}l[{name}p] }}}}"
            )
        };
        let piece = |piece: &DatePiece| match piece {
            DatePiece::Literal(text) => super::liquid::literal(text),
            DatePiece::Year => part("%Y"),
            DatePiece::Month => part("%-m"),
            DatePiece::MonthPadded => part("%m"),
            DatePiece::MonthName if shape.months.first().is_some_and(|name| name == "January") => part("%B"),
            DatePiece::MonthName => named(&shape.months, "%-m", 1),
            DatePiece::Day => part("%-d"),
            DatePiece::DayPadded => part("%d"),
            DatePiece::Weekday if shape.weekdays.first().is_some_and(|name| name == "Monday") => part("%A"),
            DatePiece::Weekday => named(&shape.weekdays, "%u", 1),
            DatePiece::Hour24 => part("%-H"),
            DatePiece::Hour24Padded => part("%H"),
            DatePiece::Hour12 => part("%-I"),
            DatePiece::Hour12Padded => part("%I"),
            DatePiece::Minute => part("%M"),
            DatePiece::Half => {
                let word = |place: usize| {
                    shape.halves.get(place).map_or_else(|| "\"\"".to_owned(), |word| string(word))
                };
                format!(
                    "{{% assign {name}p = {name} | date: \"%-H\", {name}z | plus: 0 %}}{{% if {name}p < 12 %}}{{{{ {} }}}}{{% else %}}\
                     {{{{ {} }}}}{{% endif %}}",
                    word(0),
                    word(1)
                )
            }
        };
        let text: String = shape.pieces.iter().map(piece).collect();
        self.captured(before, |_| text)
    }

    fn amount(&self, value: &str, shape: &AmountShape) -> String {
        let around = [&shape.before, &shape.after, &shape.negative_before, &shape.negative_after];
        self.number(value, shape.decimals, &shape.number, around.map(String::as_str))
    }

    /// A number with its separators, and what stands around it: before and after a positive, before and after a negative one.
    fn number(&self, value: &str, decimals: Option<u8>, shape: &NumberShape, around: [&str; 4]) -> String {
        let n = self.fresh();
        let mut text = format!(
            "{{% assign {n} = {value} | times: 1 %}}{{% assign {n}s = false %}}{{% if {n} < 0 %}}{{% assign {n}s = true %}}{{% endif %}}\
             {{% assign {n}a = {n} | abs %}}"
        );
        // The fraction as digits: cut from the number as it is written, or rounded to whole parts first.
        match decimals {
            None => text.push_str(&format!(
                "{{% assign {n}p = {n}a | append: \"\" | split: \".\" %}}{{% assign {n}w = {n}p[0] | times: 1 %}}{{% assign {n}f = {n}p[1] %}}"
            )),
            Some(0) => text.push_str(&format!("{{% assign {n}w = {n}a | round %}}{{% assign {n}f = nil %}}")),
            Some(decimals) => {
                let (scale, zeros) = (10_u128.pow(u32::from(decimals.min(15))), "0".repeat(decimals.into()));
                text.push_str(&format!(
                    "{{% assign {n}t = {n}a | times: {scale} | round %}}{{% assign {n}w = {n}t | divided_by: {scale} | floor %}}\
                     {{% assign {n}f = {n}t | modulo: {scale} | prepend: \"{zeros}\" | slice: -{decimals}, {decimals} %}}"
                ));
            }
        }
        let (group, decimal) = (string(&shape.group), string(&shape.decimal));
        let from = 10_u64.pow(u32::try_from(shape.grouped_from.clamp(4, 15) - 1).unwrap_or(3));
        let [before, after, negative_before, negative_after] = around.map(string);
        text.push_str(&format!(
            "{{% if {n}s %}}{{{{ {negative_before} }}}}{{% else %}}{{{{ {before} }}}}{{% endif %}}{{% if {n}w < {from} %}}{{{{ {n}w }}}}{{% else %}}\
             {{% assign {n}g = {n}w | append: \"\" %}}{{% assign {n}l = {n}g.size %}}{{% assign {n}o = {n}l | modulo: 3 %}}\
             {{% for i in (1..{n}l) %}}{{% assign {n}i = i | minus: 1 %}}{{% assign {n}m = {n}i | minus: {n}o | modulo: 3 %}}\
             {{% if {n}m == 0 and {n}i > 0 %}}{{{{ {group} }}}}{{% endif %}}{{{{ {n}g | slice: {n}i }}}}{{% endfor %}}{{% endif %}}\
             {{% if {n}f %}}{{{{ {decimal} }}}}{{{{ {n}f }}}}{{% endif %}}\
             {{% if {n}s %}}{{{{ {negative_after} }}}}{{% else %}}{{{{ {after} }}}}{{% endif %}}"
        ));
        text
    }

    fn plural(&self, value: &str, cases: &Plural, number: &NumberShape) -> String {
        let n = self.fresh();
        let shown = self.number(&n, None, number, ["", "", &number.minus_before, &number.minus_after]);
        let words = |text: &str| -> String {
            let parts: Vec<String> = text
                .split("##")
                .map(|part| part.split('#').map(super::liquid::literal).collect::<Vec<_>>().join(&shown))
                .collect();
            parts.join("#")
        };
        let mut text = format!("{{% assign {n} = {value} | times: 1 %}}");
        let mut other = String::new();
        let mut word = "if";
        let mut sorted: Vec<(PluralCase, &str)> = cases.cases().collect();
        sorted.sort_by_key(|(case, _)| !matches!(case, PluralCase::Exactly(_)));
        for (case, said) in sorted {
            let wanted = match case {
                PluralCase::Exactly(wanted) => wanted,
                PluralCase::One => 1,
                _ => {
                    if case == PluralCase::Other {
                        other = words(said);
                    }
                    continue;
                }
            };
            text.push_str(&format!("{{% {word} {n} == {wanted} %}}{}", words(said)));
            word = "elsif";
        }
        if word == "if" {
            return format!("{text}{other}");
        }
        format!("{text}{{% else %}}{other}{{% endif %}}")
    }
}
