//! The page that says what the demo server offers: its front page, and what the terminal prints.

use super::{MISBEHAVIOURS, TOKEN, route::ROUTES};

/// Every route and every way of misbehaving, as plain text of a few lines.
#[must_use]
pub fn overview() -> String {
    let mut text = format!(
        "The demo server of Hookwright: a CRM, orders and tickets. Everything in it is invented.\n\n\
         Every call needs the header `Authorization: Bearer {TOKEN}`; orders also take `X-Api-Key: {TOKEN}`.\n\n"
    );
    for route in &ROUTES {
        text.push_str(&format!("{:<4} {:<26} {}\n", route.method, route.path, route.does));
    }
    text.push_str("\nThese customers and orders make it misbehave, in all three services:\n\n");
    for row in &MISBEHAVIOURS {
        text.push_str(&format!("{:<24} {:<7} {}\n", row.email, row.order, row.does));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_everything_there_is() {
        let page = overview();
        for route in &ROUTES {
            assert!(page.contains(route.path), "{}", route.path);
        }
        for row in &MISBEHAVIOURS {
            assert!(page.contains(row.email) && page.contains(row.order), "{}", row.name);
        }
    }
}
