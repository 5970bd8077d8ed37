//! How sensitive a value is, guessed from what it is called.

use crate::model::Privacy;

/// Words that say that a value harms a person when it leaks.
const SENSITIVE: [&str; 34] = [
    "iban",
    "bic",
    "ssn",
    "cvv",
    "cvc",
    "pin",
    "passport",
    "password",
    "passwd",
    "passphrase",
    "salary",
    "income",
    "diagnosis",
    "disease",
    "medication",
    "health",
    "religion",
    "ethnicity",
    "biometric",
    "fingerprint",
    "gender_identity",
    "credit_card",
    "card_number",
    "card_no",
    "account_number",
    "bank_account",
    "routing_number",
    "sort_code",
    "social_security",
    "tax_id",
    "tax_number",
    "national_id",
    "identity_card",
    "driver_license",
];

/// Words that say that a value is about a person.
const PERSONAL: [&str; 43] = [
    "email",
    "e_mail",
    "mail",
    "phone",
    "telephone",
    "mobile",
    "msisdn",
    "fax",
    "firstname",
    "first_name",
    "lastname",
    "last_name",
    "surname",
    "forename",
    "given_name",
    "family_name",
    "middle_name",
    "full_name",
    "maiden_name",
    "username",
    "user_name",
    "nickname",
    "birthday",
    "birthdate",
    "birth",
    "dob",
    "age",
    "gender",
    "address",
    "street",
    "zip",
    "zipcode",
    "postcode",
    "postal",
    "customer_id",
    "customer_number",
    "user_id",
    "patient",
    "ip_address",
    "latitude",
    "longitude",
    "signature",
    "passenger",
];

/// Words before `name` or `address` that say that it is that of a thing.
const OF_THINGS: [&str; 14] = [
    "file", "host", "domain", "server", "event", "product", "company", "brand", "service", "web", "mac",
    "memory", "contract", "wallet",
];

/// The names of persons: a `name` beside one of these words is one.
const PEOPLE: [&str; 12] = [
    "customer",
    "user",
    "contact",
    "person",
    "owner",
    "member",
    "guest",
    "passenger",
    "patient",
    "employee",
    "recipient",
    "holder",
];

/// How sensitive a value of that name is; `about` is what it belongs to, such as `customer`.
pub(super) fn privacy_of(name: &str, about: &str) -> Privacy {
    let words: Vec<String> = words(name);
    let whole = format!("_{}_", words.join("_"));
    let holds = |word: &&&str| whole.contains(&format!("_{word}_"));
    if SENSITIVE.iter().find(holds).is_some() {
        return Privacy::Sensitive;
    }
    if words.iter().any(|word| OF_THINGS.contains(&word.as_str())) {
        return Privacy::None;
    }
    if PERSONAL.iter().find(holds).is_some() {
        return Privacy::Personal;
    }
    let of_person = |text: &str| words_hold(text, &PEOPLE);
    if words.iter().any(|word| word == "name") && (of_person(name) || of_person(about)) {
        return Privacy::Personal;
    }
    Privacy::None
}

fn words_hold(text: &str, known: &[&str]) -> bool {
    words(text).iter().any(|word| {
        known.contains(&word.as_str()) || word.strip_suffix('s').is_some_and(|one| known.contains(&one))
    })
}

/// The words of `customerEMail`, `customer-email` and `Customer email` in small letters.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = name.chars().collect();
    for (index, character) in characters.iter().copied().enumerate() {
        if !character.is_alphanumeric() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let before = index.checked_sub(1).map(|index| characters[index]);
        let after = characters.get(index + 1);
        let begins = character.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase())
            });
        if begins && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.extend(character.to_lowercase());
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let check = |name: &str, expect: &[&str]| assert_eq!(words(name), expect, "{name}");
        check("customerId", &["customer", "id"]);
        check("HTTPServerName", &["http", "server", "name"]);
        check("X-Request-ID", &["x", "request", "id"]);
        check("first name", &["first", "name"]);
        check("address2Line", &["address2", "line"]);
        check("__", &[]);
    }

    #[test]
    fn classes_follow_the_name() {
        let check = |name: &str, about: &str, expect| assert_eq!(privacy_of(name, about), expect, "{name}");
        check("email", "", Privacy::Personal);
        check("customerEmailAddress", "", Privacy::Personal);
        check("iban", "", Privacy::Sensitive);
        check("cardNumber", "", Privacy::Sensitive);
        check("dateOfBirth", "", Privacy::Personal);
        check("name", "customer", Privacy::Personal);
        check("name", "customers", Privacy::Personal);
        check("name", "product", Privacy::None);
        check("fileName", "user", Privacy::None);
        check("ip_address", "", Privacy::Personal);
        check("page", "", Privacy::None);
        check("status", "order", Privacy::None);
        check("pet_id", "", Privacy::None);
    }
}
