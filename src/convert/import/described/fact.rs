//! Whether a value is a customer's: what kind it is, and how sensitive.

use serde_json::Value;

use super::names::plain;
use crate::engine::is_of_kind;
use crate::model::{Privacy, ValueType};

/// A value that belongs to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// The kind of value.
    pub value_type: ValueType,
    /// How sensitive it is.
    pub privacy: Privacy,
    /// A name for it where the field has none that tells.
    pub name: &'static str,
}

/// Whose numbers identify a person or something of theirs.
const OWNERS: [&str; 36] = [
    "customer",
    "user",
    "account",
    "member",
    "client",
    "contact",
    "order",
    "invoice",
    "ticket",
    "booking",
    "reservation",
    "tracking",
    "policy",
    "contract",
    "subscription",
    "case",
    "claim",
    "patient",
    "person",
    "employee",
    "shipment",
    "delivery",
    "parcel",
    "payment",
    "transaction",
    "conversation",
    "profile",
    "guest",
    "lead",
    "card",
    "loyalty",
    "membership",
    "appointment",
    "cart",
    "subscriber",
    "shopper",
];
/// How such numbers are called.
const NUMBERS: [&str; 7] = ["id", "number", "no", "nr", "ref", "reference", "code"];
/// What a value of a field is, if it is a customer's.
pub(super) fn fact(name: &str, value: &Value) -> Option<Fact> {
    let (text, value_type) = match value {
        Value::String(text) if !text.trim().is_empty() && text.len() <= 200 => {
            (text.clone(), ValueType::Text)
        }
        Value::Number(number) if is_of_kind(value, ValueType::Integer) => {
            (number.to_string(), ValueType::Integer)
        }
        Value::Number(number) => (number.to_string(), ValueType::Number),
        _ => return None,
    };
    let fact = |value_type, privacy, name| Some(Fact { value_type, privacy, name });
    if is_of_kind(value, ValueType::Email) {
        return fact(ValueType::Email, Privacy::Personal, "email");
    }
    if is_iban(&text) || (value_type == ValueType::Text && is_card_number(&text)) {
        return fact(value_type, Privacy::Sensitive, "account_number");
    }
    if is_phone_number(&text) {
        return fact(value_type, Privacy::Personal, "phone");
    }
    let privacy = match Privacy::by_name(name, "") {
        Privacy::None if is_number_of_owner(&plain(name)) => Privacy::Personal,
        by_name => by_name,
    };
    let value_type = if is_of_kind(value, ValueType::Date) { ValueType::Date } else { value_type };
    if privacy == Privacy::None { None } else { fact(value_type, privacy, "") }
}

/// Whether a variable of that name holds a customer's value.
pub(in crate::convert::import) fn is_customers(name: &str, value: &str) -> bool {
    fact(name, &Value::from(value)).is_some()
}

/// The privacy of a number in a path, by the plural before it; none where it says nothing about a person.
pub(super) fn privacy_of(owner: &str) -> Privacy {
    if OWNERS.contains(&owner) { Privacy::Personal } else { Privacy::None }
}

fn is_number_of_owner(plain: &str) -> bool {
    NUMBERS.iter().any(|number| {
        plain.strip_suffix(number).is_some_and(|owner| OWNERS.iter().any(|known| owner.ends_with(known)))
    })
}

/// International form: a plus, then 8 to 15 digits (E.164) with the usual signs between.
fn is_phone_number(text: &str) -> bool {
    let Some(rest) = text.trim().strip_prefix('+') else { return false };
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    (8..=15).contains(&digits)
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.'))
}

/// Country, check digits, up to 30 more (ISO 13616), with a right check sum.
fn is_iban(text: &str) -> bool {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let bytes = text.as_bytes();
    if !(15..=34).contains(&bytes.len())
        || !bytes[..2].iter().all(u8::is_ascii_uppercase)
        || !bytes[2..4].iter().all(u8::is_ascii_digit)
        || !bytes.iter().all(u8::is_ascii_alphanumeric)
    {
        return false;
    }
    let moved = bytes[4..].iter().chain(&bytes[..4]);
    let remainder = moved.fold(0_u32, |rest, byte| match char::from(*byte).to_digit(36) {
        Some(digit) if digit < 10 => (rest * 10 + digit) % 97,
        Some(digit) => (rest * 100 + digit) % 97,
        None => rest,
    });
    remainder == 1
}

/// 13 to 19 digits whose check digit is right (ISO/IEC 7812).
fn is_card_number(text: &str) -> bool {
    let digits: Vec<u32> =
        text.chars().filter(|c| !matches!(c, ' ' | '-')).map_while(|c| c.to_digit(10)).collect();
    let is_whole = digits.len() == text.chars().filter(|c| !matches!(c, ' ' | '-')).count();
    let doubled = digits.iter().rev().enumerate().map(|(index, digit)| match (index % 2, digit * 2) {
        (0, _) => *digit,
        (_, twice) if twice > 9 => twice - 9,
        (_, twice) => twice,
    });
    is_whole && (13..=19).contains(&digits.len()) && doubled.sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_of_customers() {
        let check = |name: &str, value: Value, expect: Option<(ValueType, Privacy)>| {
            let found = fact(name, &value).map(|fact| (fact.value_type, fact.privacy));
            assert_eq!(found, expect, "{name}: {value}");
        };
        check("q", json!("ana@example.com"), Some((ValueType::Email, Privacy::Personal)));
        check("q", json!("+49 30 1234567"), Some((ValueType::Text, Privacy::Personal)));
        check("order_number", json!("A-1001"), Some((ValueType::Text, Privacy::Personal)));
        check("customerId", json!(42), Some((ValueType::Integer, Privacy::Personal)));
        check("iban", json!("x"), Some((ValueType::Text, Privacy::Sensitive)));
        check("to", json!("DE89 3704 0044 0532 0130 00"), Some((ValueType::Text, Privacy::Sensitive)));
        check("n", json!("4111 1111 1111 1111"), Some((ValueType::Text, Privacy::Sensitive)));
        check("model", json!("gpt-4o"), None);
        check("name", json!("Math Tutor"), None);
        check("limit", json!(20), None);
        check("customer_id", json!(null), None);
        check("customer_id", json!(""), None);
    }
}
