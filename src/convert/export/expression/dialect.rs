//! How a platform spells its expressions.

use serde_json::Value;

use crate::convert::export::flow::Reference;
use crate::model::ValueType;

/// An order of numbers or moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convert::export) enum Sign {
    /// `<`.
    Less,
    /// `<=`.
    AtMost,
    /// `>`.
    More,
    /// `>=`.
    AtLeast,
}

impl Sign {
    /// The sign itself, the same in every language that we know.
    pub fn text(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// An expression language. Every method gives an expression, and takes expressions unless it says otherwise; each can stand
/// as an argument of any other.
pub(in crate::convert::export) trait Dialect {
    /// The value of a reference; missing ones are a value of their own, see [`Dialect::is_missing`].
    fn value(&self, reference: &Reference) -> String;
    /// A text, given as it is.
    fn quote(&self, text: &str) -> String;
    /// Texts one after the other; of none, the empty text.
    fn join(&self, parts: &[String]) -> String;
    /// Whether all hold; there is at least one.
    fn all(&self, parts: &[String]) -> String;
    /// Whether one of them holds; there is at least one.
    fn any(&self, parts: &[String]) -> String;
    /// Whether it does not hold.
    fn not(&self, part: &str) -> String;
    /// The one or the other.
    fn choose(&self, test: &str, yes: &str, no: &str) -> String;
    /// The body with a short name for a value that stands in it more than once; `hint` is an idea for a name.
    fn bind(&self, hint: &str, value: &str, body: &dyn Fn(&str) -> String) -> String;
    /// Whether a value is missing or null.
    fn is_missing(&self, value: &str) -> String;
    /// Whether a value is missing, null or an empty text.
    fn is_blank(&self, value: &str) -> String;
    /// A value as text: a number with all its digits, `true`, `false`.
    fn plain(&self, value: &str, kind: Option<ValueType>) -> String;
    /// Whether a value equals a constant, with its kind.
    fn equals(&self, value: &str, constant: &Value, kind: Option<ValueType>) -> String;
    /// Whether a list has a constant, or a text contains one.
    fn contains(&self, value: &str, constant: &Value, kind: Option<ValueType>) -> String;
    /// Whether a text begins with another, given as it is.
    fn starts_with(&self, value: &str, beginning: &str) -> String;
    /// Whether a number, or a day or moment as text, is on that side of a constant.
    fn compares(&self, value: &str, sign: Sign, constant: &Value) -> String;
    /// A number or a text that holds one, as number.
    fn number(&self, value: &str) -> String;
    /// A number without its sign.
    fn absolute(&self, number: &str) -> String;
    /// Whether a number is on that side of a whole one.
    fn is(&self, number: &str, sign: Sign, than: i64) -> String;
    /// Whether two numbers are the same.
    fn is_number(&self, number: &str, constant: u32) -> String;
    /// A whole number plus another.
    fn plus(&self, number: &str, constant: i64) -> String;
    /// A number times 100, without the noise of binary fractions.
    fn hundredfold(&self, number: &str) -> String;
    /// The rest of the division of a whole number that is not negative.
    fn rest(&self, number: &str, divisor: u32) -> String;
    /// A number that is not negative, rounded half up, with `,` between groups of three when asked, and `.`.
    fn digits(&self, number: &str, decimals: Option<u8>, groups: Groups) -> String;
    /// A part of a text that is long enough. Positions begin at 0.
    fn slice(&self, text: &str, from: &str, length: usize) -> String;
    /// A text of digits as number.
    fn whole(&self, text: &str) -> String;
    /// A text with every `from` replaced; both given as they are, `from` without letters.
    fn replace(&self, text: &str, from: &str, to: &str) -> String;
    /// One of several texts, given as they are, by a position that begins at 0.
    fn nth(&self, texts: &[String], place: &str) -> String;
    /// A day or moment as ISO 8601 text on the clock of the customer's place: `2026-03-30`, `2026-03-30T09:30`.
    fn moment(&self, value: &str, kind: Option<ValueType>) -> String;
    /// The day of the week of an ISO 8601 text, 0 for Monday.
    fn weekday(&self, moment: &str) -> String;
    /// Items of a list with texts, given as they are, between them.
    fn sentence(&self, list: &str, separators: &Separators<'_>) -> String;
    /// In capital letters.
    fn upper(&self, text: &str) -> String;
    /// In small letters.
    fn lower(&self, text: &str) -> String;
    /// With a capital letter in front.
    fn capitalize(&self, text: &str) -> String;
    /// Without spaces at both ends.
    fn trim(&self, text: &str) -> String;
    /// Whether a value is true, or the text that says so.
    fn is_true(&self, value: &str) -> String;
    /// The beginning of a text with `…` as its last character when it has more than so many.
    fn truncate(&self, text: &str, characters: u16) -> String;
}

/// Whether digits are in groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::convert::export) enum Groups {
    /// `1,234`.
    Thousands,
    /// `1234`.
    None,
}

/// What stands between the items of a list.
#[derive(Clone, Copy, Debug)]
pub(in crate::convert::export) struct Separators<'a> {
    /// Between the items of a list of two.
    pub pair: &'a str,
    /// Between items.
    pub middle: &'a str,
    /// Before the last.
    pub last: &'a str,
}
