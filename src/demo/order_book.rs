//! The orders that the shop knows, with their answers as they go over the wire.
//!
//! The answers are texts and not values, so that 59.90 is sent as `59.90` and not as `59.9`.

/// A shipped order with five items: more than a chat lists at once.
pub(super) const SHIPPED: &str = r#"{
  "number": "A-1001",
  "status": "shipped",
  "ordered_on": "2026-03-12",
  "total": { "amount": 59.90, "currency": "EUR" },
  "items": [
    { "name": "Espresso cups", "quantity": 2, "price": 12.50 },
    { "name": "Coffee beans, 1 kg", "quantity": 1, "price": 14.90 },
    { "name": "Milk jug", "quantity": 1, "price": 9.00 },
    { "name": "Filter papers", "quantity": 2, "price": 3.50 },
    { "name": "Cleaning brush", "quantity": 1, "price": 4.00 }
  ],
  "tracking_url": "https://example.com/track/A-1001"
}"#;

/// An order whose list of items is empty.
pub(super) const NO_ITEMS: &str = r#"{
  "number": "A-2000",
  "status": "open",
  "ordered_on": "2026-03-15",
  "total": { "amount": 0.00, "currency": "EUR" },
  "items": [],
  "tracking_url": null
}"#;

const OPEN: &str = r#"{
  "number": "A-1002",
  "status": "open",
  "ordered_on": "2026-03-14",
  "total": { "amount": 24.00, "currency": "EUR" },
  "items": [
    { "name": "Teapot", "quantity": 1, "price": 24.00 }
  ],
  "tracking_url": null
}"#;

const DELIVERED: &str = r#"{
  "number": "A-1003",
  "status": "delivered",
  "ordered_on": "2026-02-27",
  "total": { "amount": 1249.00, "currency": "EUR" },
  "items": [
    { "name": "Espresso machine", "quantity": 1, "price": 1199.00 },
    { "name": "Water filters", "quantity": 2, "price": 25.00 }
  ],
  "tracking_url": "https://example.com/track/A-1003"
}"#;

const CANCELLED: &str = r#"{
  "number": "A-1004",
  "status": "cancelled",
  "ordered_on": "2026-03-02",
  "total": { "amount": 18.50, "currency": "EUR" },
  "items": [
    { "name": "Coffee grinder brush", "quantity": 1, "price": 18.50 }
  ],
  "tracking_url": null
}"#;

/// Order number and answer.
pub(super) const ORDERS: [(&str, &str); 5] = [
    ("A-1001", SHIPPED),
    ("A-1002", OPEN),
    ("A-1003", DELIVERED),
    ("A-1004", CANCELLED),
    ("A-2000", NO_ITEMS),
];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn cents(amount: &Value) -> u64 {
        amount.to_string().replace('.', "").parse().unwrap()
    }

    #[test]
    fn every_order_adds_up() {
        for (number, order) in ORDERS {
            let order: Value = serde_json::from_str(order).unwrap();
            assert_eq!(order["number"], number);
            let items = order["items"].as_array().unwrap();
            let sum: u64 =
                items.iter().map(|item| cents(&item["price"]) * item["quantity"].as_u64().unwrap()).sum();
            assert_eq!(cents(&order["total"]["amount"]), sum, "{number}");
        }
    }
}
