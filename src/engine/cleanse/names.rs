//! What is personal by its name. A table for every language that interfaces are written in would be endless: English and German.

use super::Around;
use super::forms::{CARD, EMAIL};

/// What stands in for a field that is personal by its name.
pub(super) fn by_name(key: &str, around: Around) -> Option<&'static str> {
    let plain = plain(key);
    if matches!(plain.as_str(), "token" | "jwt") {
        return Some("example");
    }
    if matches!(plain.as_str(), "name" | "displayname") {
        return (around == Around::Person).then_some("Ana Example");
    }
    let of = |(endings, _): &&(&[&str], &str)| endings.iter().any(|ending| plain.ends_with(ending));
    TABLE.iter().find(of).map(|(_, example)| *example)
}

/// Whether a record of this name is about a person.
pub(super) fn names_a_person(key: &str) -> bool {
    let plain = plain(key);
    PEOPLE.iter().any(|word| plain == *word || plain.strip_suffix('s') == Some(word))
}

/// `First-Name` and `first_name` are `firstname`.
fn plain(key: &str) -> String {
    key.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const PEOPLE: [&str; 11] = [
    "customer",
    "user",
    "person",
    "contact",
    "owner",
    "recipient",
    "holder",
    "employee",
    "member",
    "patient",
    "kunde",
];

/// How names end, and the example that stands in.
const TABLE: [(&[&str], &str); 13] = [
    (&["email", "emailaddress", "mail"], EMAIL),
    (&["firstname", "givenname", "forename", "vorname"], "Ana"),
    (&["lastname", "surname", "familyname", "nachname", "maidenname"], "Example"),
    (
        &[
            "fullname",
            "customername",
            "username",
            "contactname",
            "recipientname",
            "holdername",
            "accountholder",
        ],
        "Ana Example",
    ),
    (
        &["phone", "phonenumber", "mobile", "mobilenumber", "telephone", "telefon", "fax", "msisdn"],
        "+1 202 555 0100",
    ),
    (
        &["street", "streetaddress", "addressline1", "addressline2", "strasse", "line1", "line2"],
        "1 Example Street",
    ),
    (&["postcode", "postalcode", "zip", "zipcode", "plz"], "12345"),
    (&["iban"], "DE02120300000000202051"),
    (&["accountnumber", "cardnumber", "kontonummer"], CARD),
    (&["birthdate", "dateofbirth", "birthday", "dob", "geburtsdatum"], "1990-01-01"),
    (&["ssn", "socialsecuritynumber", "taxid", "passportnumber", "nationalid"], "000-00-0000"),
    (&["password", "passwd", "secret", "apikey", "cvv"], "example"),
    (&["accesstoken", "refreshtoken", "idtoken", "sessionid"], "example"),
];
