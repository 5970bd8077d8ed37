//! The orders: one order by its number.

use hyper::StatusCode;

use super::{
    answer::{Reaction, error, json},
    misbehaviour::{Fault, Usual},
    order_book::{NO_ITEMS, ORDERS, SHIPPED},
};

/// Answers with the order, 404 if there is none with this number, 400 if it is no order number at all.
pub(super) fn order(number: &str) -> Reaction {
    if !is_order_number(number) {
        let message = "An order number is `A-` and four digits";
        return error(StatusCode::BAD_REQUEST, "bad_request", message).into();
    }
    if let Some(fault) = Fault::of_order(number) {
        return fault.react(&Usual { full: SHIPPED, empty: NO_ITEMS });
    }
    match ORDERS.iter().find(|(known, _)| *known == number) {
        Some((_, order)) => json(StatusCode::OK, *order).into(),
        None => error(StatusCode::NOT_FOUND, "not_found", "No order has this number").into(),
    }
}

/// `^A-\d{4}$`, with ASCII digits.
fn is_order_number(text: &str) -> bool {
    text.strip_prefix("A-")
        .is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_number_is_a_letter_and_four_digits() {
        for (text, expected) in [
            ("A-1001", true),
            ("A-0000", true),
            ("a-1001", false),
            ("A-101", false),
            ("A-10011", false),
            ("A-10é", false),
            ("A-1001/", false),
            ("", false),
        ] {
            assert_eq!(is_order_number(text), expected, "{text}");
        }
    }
}
