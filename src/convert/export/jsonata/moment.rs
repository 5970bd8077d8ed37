//! Days and times in the customer's language and time zone.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::library::Function;
use super::{Script, literal};
use crate::template::shape::{DatePiece, DateShape};

/// The years whose clock changes are written into an expression. Moments before and after have the nearest offset.
const YEARS: (i16, i16) = (2022, 2038);

/// The function for a day.
pub(super) fn date(script: &mut Script, shape: &DateShape, time_zone: &str) -> String {
    written(script, "date", shape, time_zone, "$type($l) = \"string\"")
}

/// The function for a time, or for a day with a time; a day alone has none.
pub(super) fn time(script: &mut Script, name: &str, shape: &DateShape, time_zone: &str) -> String {
    written(script, name, shape, time_zone, "$type($l) = \"string\" and $length($l) > 10")
}

fn written(script: &mut Script, name: &str, shape: &DateShape, time_zone: &str, fits: &str) -> String {
    let local = local(script, time_zone);
    let pieces: Vec<String> = shape.pieces.iter().map(|piece| code(script, piece, shape)).collect();
    let function = format!(
        "function($v) {{$exists($v) and $v != \"\" ? ($l := {local}($v); {fits} ? {} : {{}})}}",
        pieces.join(" & ")
    );
    script.own(name, function)
}

fn code(script: &mut Script, piece: &DatePiece, shape: &DateShape) -> String {
    let names = |names: &[String], index: &str| {
        let names: Vec<String> = names.iter().map(|name| literal::text(name)).collect();
        format!("[{}][{index}]", names.join(", "))
    };
    let mut two = |place: usize| format!("{}($l, {place})", script.need(Function::Two));
    let digits = match piece {
        DatePiece::Literal(text) => return literal::text(text),
        DatePiece::MonthName => return names(&shape.months, &format!("{} - 1", two(5))),
        // 1970 began on a Thursday; the product is a whole number but for its last digits.
        DatePiece::Weekday => {
            let days =
                "$round($toMillis($substring($l, 0, 10) & \"T00:00:00.000Z\") * 1.1574074074074074e-8)";
            return names(&shape.weekdays, &format!("(({days} + 3) % 7 + 7) % 7"));
        }
        DatePiece::Half => {
            let halves: Vec<String> = shape.halves.iter().map(|half| literal::text(half)).collect();
            return format!("({} < 12 ? {})", two(11), halves.join(" : "));
        }
        DatePiece::Year => "$substring($l, 0, 4)".to_owned(),
        DatePiece::MonthPadded => "$substring($l, 5, 2)".to_owned(),
        DatePiece::DayPadded => "$substring($l, 8, 2)".to_owned(),
        DatePiece::Hour24Padded => "$substring($l, 11, 2)".to_owned(),
        DatePiece::Minute => "$substring($l, 14, 2)".to_owned(),
        DatePiece::Month => format!("$string({})", two(5)),
        DatePiece::Day => format!("$string({})", two(8)),
        DatePiece::Hour24 => format!("$string({})", two(11)),
        DatePiece::Hour12 => format!("$string(({} + 11) % 12 + 1)", two(11)),
        DatePiece::Hour12Padded => format!("$pad($string(({} + 11) % 12 + 1), -2, \"0\")", two(11)),
    };
    in_digits(script, &digits, shape.digits)
}

/// The same number in the digits of a language.
pub(super) fn in_digits(script: &mut Script, code: &str, digits: [char; 10]) -> String {
    if digits == ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] {
        return code.to_owned();
    }
    let digits = literal::text(&digits.iter().collect::<String>());
    let function = format!(
        "function($s) {{$join($map($split($s, \"\"), function($c) {{$contains($c, /[0-9]/) ? $substring({digits}, $number($c), 1) : $c}}))}}"
    );
    format!("{}({code})", script.own("digits", function))
}

/// The function from a value to the customer's clock: `2026-03-30`, `2026-03-30T14:30`, or the empty record.
fn local(script: &mut Script, time_zone: &str) -> String {
    let clock = script.need(Function::Clock);
    let offsets = offsets(time_zone);
    let shifted = match &offsets[..] {
        [(_, 0)] => "$c.at".to_owned(),
        [(_, minutes)] => format!("($c.zoned ? $c.at + {} : $c.at)", minutes * 60_000),
        _ => {
            let row = |(from, minutes): &(i64, i64)| format!("{{\"from\": {from}, \"minutes\": {minutes}}}");
            let rows: Vec<String> = offsets.iter().map(row).collect();
            let zone = script.own("offsets", format!("[{}]", rows.join(", ")));
            format!(
                "($c.zoned ? $c.at + 60000 * $filter({zone}, function($o) {{$o.from <= $c.at}})[-1].minutes : $c.at)"
            )
        }
    };
    let code = format!(
        "function($v) {{($c := {clock}($v); $exists($c) ? $fromMillis({shifted}, \
         $c.day ? \"[Y0001]-[M01]-[D01]\" : \"[Y0001]-[M01]-[D01]T[H01]:[m01]\") : {{}})}}"
    );
    script.own("local", code)
}

/// From when on the clocks of a place are how many minutes ahead of UTC.
fn offsets(time_zone: &str) -> Vec<(i64, i64)> {
    let zone = crate::template::time_zone(time_zone).unwrap_or(TimeZone::UTC);
    let minutes = |moment: Timestamp| i64::from(zone.to_offset(moment).seconds() / 60);
    let year = |year| jiff::civil::date(year, 1, 1).to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp());
    let (Ok(first), Ok(last)) = (year(YEARS.0), year(YEARS.1)) else { return vec![(0, 0)] };
    let changes = zone.following(first).take_while(|change| change.timestamp() < last);
    let changes = changes.map(|change| (change.timestamp().as_millisecond(), minutes(change.timestamp())));
    // Before every moment that a number can name.
    std::iter::once((-8_640_000_000_000_000, minutes(first))).chain(changes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_change_as_they_do() {
        assert_eq!(offsets("UTC").len(), 1);
        let berlin = offsets("Europe/Berlin");
        assert_eq!(berlin[0].1, 60);
        // 2026-03-29 at 1:00 UTC.
        assert!(berlin.contains(&(1_774_746_000_000, 120)));
        assert_eq!(offsets("Asia/Kolkata"), [(-8_640_000_000_000_000, 330)]);
    }
}
