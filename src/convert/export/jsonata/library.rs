//! Functions of JSONata that expressions are made of.
//!
//! A value that is missing is nothing; a value that does not suit its format is the empty record `{}`, which no format turns
//! into a text and `$text` refuses. So nothing is ever thrown, and no reply is said with a hole in it.
//!
//! There is no division: an interpreter that looks for the names in an expression takes the slash for a regular expression.

/// A format that turns a text `$s` into another one.
macro_rules! words {
    ($code:literal) => {
        concat!(r#"function($v) {$exists($v) ? ($s := $str($v); $type($s) = "string" ? "#, $code, " : {})}")
    };
}

/// A function of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// A value by its dotted name in a record.
    Seek,
    /// An input or output by name.
    Value,
    /// A fact of the conversation by name.
    Fact,
    /// A value as a text.
    Str,
    /// A text from pieces; nothing when one of them is missing.
    Text,
    /// Capital letters.
    Upper,
    /// Small letters.
    Lower,
    /// A capital letter at the beginning.
    Capitalize,
    /// Without white space at both ends.
    Trim,
    /// The beginning of a long text.
    Truncate,
    /// Words for true and false.
    YesNo,
    /// The digits of a number, without exponent.
    Plain,
    /// Digits rounded half away from zero.
    Rounded,
    /// Digits in groups.
    Groups,
    /// A moment: milliseconds, and whether they are a point in time.
    Clock,
    /// Everything but unreserved characters as `%XX` (RFC 3986).
    Percent,
    /// A part of a path.
    Segment,
    /// A value in a query or cookie.
    Encoded,
    /// A value in a form.
    Form,
    /// A value in a header.
    Header,
    /// A value in XML.
    Xml,
    /// A number at two places of a text.
    Two,
    /// A name's field, of a record alone.
    Field,
    /// A position's item, of a list alone.
    Item,
    /// The fields or items of a value, each in a record of its own.
    Children,
    /// A value and all that is below it, each in a record of its own.
    Everything,
    /// Whether a text is an e-mail address.
    IsEmail,
    /// Whether a text is a time of day.
    IsTime,
    /// Whether a value is a day or a moment in a text.
    IsDate,
    /// Whether a value is a moment in a text.
    IsMoment,
    /// Whether a value is a whole number.
    IsWhole,
}

/// How a function is written.
pub(super) struct Entry {
    pub name: &'static str,
    pub needs: &'static [Function],
    pub code: &'static str,
}

/// How a function is written.
pub(super) fn entry(function: Function) -> Entry {
    use Function as F;
    let (name, needs, code): (_, &[Function], _) = match function {
        F::Seek => (
            "$seek",
            &[],
            r#"function($o, $n) {$type($o) = "object" ? ($v := $lookup($o, $n); $exists($v) ? $v : $contains($n, ".") ? $seek($lookup($o, $substringBefore($n, ".")), $substringAfter($n, ".")))}"#,
        ),
        F::Value => ("$value", &[F::Seek], "function($n) {($v := $seek($values, $n); $v != null ? $v)}"),
        F::Fact => ("$fact", &[F::Seek], "function($n) {($v := $seek($facts, $n); $v != null ? $v)}"),
        F::Str => (
            "$str",
            &[],
            r#"function($v) {$type($v) = "string" ? $v : $type($v) in ["number", "boolean"] ? $string($v) : $exists($v) ? {}}"#,
        ),
        F::Text => (
            "$text",
            &[],
            r#"function($p, $n) {($s := $filter($p, function($x) {$type($x) = "string"}); $count($s) = $n ? $join($s))}"#,
        ),
        F::Upper => ("$upper", &[F::Str], words!("$uppercase($s)")),
        F::Lower => ("$lower", &[F::Str], words!("$lowercase($s)")),
        // The first letter or digit; what stands before it in a sentence has no capital form.
        F::Capitalize => (
            "$capitalize",
            &[F::Str],
            words!(
                r##"($f := $match($s, /^[\s!"#%&'\(\)*,\-.\/:;?@\[\]\\_\{\}“”„«»‘’‚…¿¡–—]+/).match; $n := $exists($f) ? $length($f) : 0; $substring($s, 0, $n) & $uppercase($substring($s, $n, 1)) & $substring($s, $n + 1))"##
            ),
        ),
        F::Trim => ("$trimmed", &[F::Str], words!(r#"$replace($replace($s, /^\s+/, ""), /\s+$/, "")"#)),
        F::Truncate => (
            "$truncate",
            &[F::Str],
            r#"function($v, $n) {$exists($v) ? ($s := $str($v); $type($s) = "string" ? ($length($s) > $n ? $replace($substring($s, 0, $n - 1), /\s+$/, "") & "…" : $s) : {})}"#,
        ),
        F::YesNo => (
            "$yesno",
            &[],
            r#"function($v, $y, $n) {$exists($v) and $v != "" ? ($v = true or $v = "true" ? $y : $v = false or $v = "false" ? $n : {})}"#,
        ),
        other => return numbers(other),
    };
    Entry { name, needs, code }
}

fn numbers(function: Function) -> Entry {
    use Function as F;
    let (name, needs, code): (_, &[Function], _) = match function {
        F::Plain => (
            "$plain",
            &[],
            r#"function($v) {($s := $type($v) = "number" ? $string($v) : $type($v) = "string" ? $trim($v) : ""; $s := $contains($s, /^-?(0|[1-9][0-9]*)(\.[0-9]+)?[eE][-+]?[0-9][0-9]?$/) ? $string($number($s)) : $s; $contains($s, /^-?[0-9]+(\.[0-9]+)?$/) ? $replace($s, /^(-?)0+([0-9])/, "$1$2") : {})}"#,
        ),
        F::Rounded => (
            "$rounded",
            &[],
            r#"function($s, $n) {($m := $substring($s, 0, 1) = "-" ? "-" : ""; $a := $substring($s, $length($m)); $f := $contains($a, ".") ? $substringAfter($a, ".") : ""; $d := $substringBefore($a & ".", ".") & $substring($pad($f, $n, "0"), 0, $n); $u := $length($f) > $n and $substring($f, $n, 1) >= "5" ? $string($number("1" & $d) + 1) : "1" & $d; $r := ($substring($u, 0, 1) = "2" ? "1" : "") & $substring($u, 1); $m & $substring($r, 0, $length($r) - $n) & ($n > 0 ? "." & $substring($r, $length($r) - $n) : ""))}"#,
        ),
        F::Groups => (
            "$groups",
            &[],
            "function($w, $n, $g) {$length($w) > $n ? $groups($substring($w, 0, $length($w) - $n), $n, $g) & $g & $substring($w, $length($w) - $n) : $w}",
        ),
        F::Two => ("$two", &[], r#"function($s, $p) {$number("1" & $substring($s, $p, 2)) - 100}"#),
        F::Clock => (
            "$clock",
            &[F::Two],
            r#"function($v) {($s := $type($v) = "number" ? $string($floor($v)) : $type($v) = "string" ? $replace($replace($v, /^\s+/, ""), /\s+$/, "") : ""; $contains($s, /^(0|-?[1-9][0-9]*)$/) and ($type($v) = "number" or $length($s) in [10, 13]) ? ($n := $number($s); $abs($n) < 8640000000000000 ? {"at": $abs($n) < 100000000000 ? $n * 1000 : $n, "zoned": true, "day": false}) : $contains($s, /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?([Zz]|[+-][0-9][0-9](:?[0-9][0-9])?)?)?$/) ? ($y := $number("1" & $substring($s, 0, 4)) - 10000; $m := $two($s, 5); $days := $m in [4, 6, 9, 11] ? 30 : $m != 2 ? 31 : $y % 4 = 0 and ($y % 100 != 0 or $y % 400 = 0) ? 29 : 28; $day := $length($s) = 10; $rest := $substring($s, 16); $z := $day ? "" : $replace($rest, /^:[0-9][0-9]([.,][0-9]+)?/, ""); $o := $replace($z, /[^0-9]/, ""); $minutes := $length($o) < 2 ? 0 : $two($o, 0) * 60 + ($length($o) = 4 ? $two($o, 2) : 0); $seconds := $contains($rest, /^:/) ? $two($rest, 1) : 0; $two($s, 8) <= $days ? {"at": $toMillis($substring($s, 0, 10) & "T" & ($day ? "00:00" : $substring($s, 11, 5)) & ":00.000Z") + $seconds * 1000 - ($substring($z, 0, 1) = "-" ? -1 : 1) * $minutes * 60000, "zoned": $z != "", "day": $day}))}"#,
        ),
        other => return places(other),
    };
    Entry { name, needs, code }
}

fn places(function: Function) -> Entry {
    use Function as F;
    let (name, needs, code): (_, &[Function], _) = match function {
        F::Percent => (
            "$percent_encoded",
            &[],
            r#"function($s) {$replace($replace($replace($replace($replace($encodeUrlComponent($s), "!", "%21"), "'", "%27"), "(", "%28"), ")", "%29"), "*", "%2A")}"#,
        ),
        F::Segment => (
            "$segment",
            &[F::Percent],
            r#"function($v) {$type($v) = "string" ? ($v in ["", ".", ".."] ? {} : $percent_encoded($v)) : $v}"#,
        ),
        F::Encoded => {
            ("$encoded", &[F::Percent], r#"function($v) {$type($v) = "string" ? $percent_encoded($v) : $v}"#)
        }
        F::Form => (
            "$form",
            &[F::Percent],
            r#"function($v) {$type($v) = "string" ? $replace($percent_encoded($v), "%20", "+") : $v}"#,
        ),
        F::Header => (
            "$header",
            &[],
            r#"function($v) {$type($v) = "string" ? ($v = "" or $contains($v, /^[!-~]([ -~]*[!-~])?$/) ? $v : {}) : $v}"#,
        ),
        F::Xml => (
            "$xml",
            &[],
            r#"function($v) {$type($v) = "string" ? ($contains($v, /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/) ? {} : $replace($replace($replace($replace($replace($replace($replace($replace($v, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), "\"", "&quot;"), "'", "&apos;"), "\t", "&#9;"), "\n", "&#10;"), "\r", "&#13;")) : $v}"#,
        ),
        other => return kinds(other),
    };
    Entry { name, needs, code }
}

fn kinds(function: Function) -> Entry {
    use Function as F;
    let (name, needs, code): (_, &[Function], _) = match function {
        F::Item => ("$item_at", &[], r#"function($v, $i) {$type($v) = "array" ? $v[$i]}"#),
        F::Children => (
            "$children",
            &[],
            r#"function($v) {$type($v) = "array" ? [$map($v, function($y) {{"v": $y}})] : $type($v) = "object" ? [$map($keys($v), function($k) {{"v": $lookup($v, $k)}})] : []}"#,
        ),
        F::Everything => (
            "$everything",
            &[F::Children],
            r#"function($v) {$append([{"v": $v}], $reduce($children($v), function($all, $c) {$append($all, $everything($c.v))}, []))}"#,
        ),
        F::IsEmail => (
            "$is_email",
            &[],
            r#"function($v) {$type($v) = "string" ? $length($v) <= 254 and $contains($v, /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)*$/) : false}"#,
        ),
        F::IsTime => (
            "$is_time",
            &[],
            r#"function($v) {$type($v) = "string" ? $contains($v, /^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$/) : false}"#,
        ),
        F::IsDate => (
            "$is_date",
            &[F::Clock],
            r#"function($v) {$type($v) = "string" and $contains($v, "-") and $exists($clock($v))}"#,
        ),
        F::IsMoment => (
            "$is_moment",
            &[F::Clock],
            r#"function($v) {$type($v) = "string" and $contains($v, /^[0-9]+-.*[0-9]:/) and $exists($clock($v))}"#,
        ),
        F::IsWhole => ("$is_whole", &[], r#"function($v) {$type($v) = "number" ? $floor($v) = $v : false}"#),
        // Everything else is above.
        _ => ("$field", &[], r#"function($v, $k) {$type($v) = "object" ? $lookup($v, $k)}"#),
    };
    Entry { name, needs, code }
}
