//! Days and times, part by part.

use super::{Dialect, Sign};
use crate::model::ValueType;
use crate::template::shape::{DatePiece, DateShape};

/// A day or time in the words of its language.
pub(super) fn moment(
    dialect: &dyn Dialect,
    hint: &str,
    value: &str,
    kind: Option<ValueType>,
    shape: &DateShape,
) -> String {
    dialect.bind(hint, value, &|value| {
        dialect.bind("parts", &dialect.moment(value, kind), &|moment| {
            let parts = shape.pieces.iter().map(|piece| part(dialect, moment, piece, shape));
            dialect.join(&parts.collect::<Vec<_>>())
        })
    })
}

fn part(dialect: &dyn Dialect, moment: &str, piece: &DatePiece, shape: &DateShape) -> String {
    let cut = |from: usize, length: usize| dialect.slice(moment, &from.to_string(), length);
    let number = |from: usize| dialect.whole(&cut(from, 2));
    let shown = |number: &str| dialect.plain(number, Some(ValueType::Integer));
    // The hour of a clock with twelve: 0 and 12 are both 12.
    let half_hour = || dialect.plus(&dialect.rest(&dialect.plus(&number(11), 11), 12), 1);
    let padded = |number: String| {
        let text = shown(&number);
        dialect.choose(
            &dialect.is(&number, Sign::Less, 10),
            &dialect.join(&[dialect.quote("0"), text.clone()]),
            &text,
        )
    };
    match piece {
        DatePiece::Literal(text) => dialect.quote(text),
        DatePiece::Year => cut(0, 4),
        DatePiece::Month => shown(&number(5)),
        DatePiece::MonthPadded => cut(5, 2),
        DatePiece::MonthName => dialect.nth(&shape.months, &dialect.plus(&number(5), -1)),
        DatePiece::Day => shown(&number(8)),
        DatePiece::DayPadded => cut(8, 2),
        DatePiece::Weekday => dialect.nth(&shape.weekdays, &dialect.weekday(moment)),
        DatePiece::Hour24 => shown(&number(11)),
        DatePiece::Hour24Padded => cut(11, 2),
        DatePiece::Hour12 => shown(&half_hour()),
        DatePiece::Hour12Padded => padded(half_hour()),
        DatePiece::Minute => cut(14, 2),
        DatePiece::Half => {
            let name = |place: usize| dialect.quote(shape.halves.get(place).map_or("", String::as_str));
            dialect.choose(&dialect.is(&number(11), Sign::Less, 12), &name(0), &name(1))
        }
    }
}
