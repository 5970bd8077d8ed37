//! How sensitive a value is, guessed from what it is called.

use super::Privacy;
use super::words::words;

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
const PERSONAL: [&str; 44] = [
    "email",
    "mail",
    "phone",
    "phone_number",
    "telephone",
    "telephone_number",
    "mobile",
    "mobile_number",
    "msisdn",
    "fax",
    "first_name",
    "last_name",
    "surname",
    "forename",
    "given_name",
    "family_name",
    "middle_name",
    "full_name",
    "maiden_name",
    "user_name",
    "nickname",
    "customer_name",
    "birthday",
    "birthdate",
    "birth",
    "date_of_birth",
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

/// The most words that an entry is written with.
const MOST_WORDS: usize = 3;

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

impl Privacy {
    /// How sensitive a value of that name probably is; `about` is what it belongs to, such as `customer`. A guess from English names
    /// that a person has to look at.
    pub fn by_name(name: &str, about: &str) -> Self {
        let words = words(name);
        let holds = |entries: &[&str]| entries.iter().any(|entry| says(&words, entry));
        if holds(&SENSITIVE) {
            return Self::Sensitive;
        }
        if words.iter().any(|word| OF_THINGS.contains(&word.as_str())) {
            return Self::None;
        }
        if holds(&PERSONAL) {
            return Self::Personal;
        }
        let of_person = |text: &str| words_hold(text, &PEOPLE);
        if words.iter().any(|word| word == "name") && (of_person(name) || of_person(about)) {
            return Self::Personal;
        }
        Self::None
    }
}

/// Whether words that follow each other make up an entry, however they are joined: `first_name`, `firstname`. A single word may
/// also end in a long entry: `homeaddress`; a short one ends other words too, such as `phone` in `microphone`.
fn says(words: &[String], entry: &str) -> bool {
    const LONG: usize = 7;
    let entry = entry.replace('_', "");
    let together = |count| words.windows(count).any(|several| several.concat() == entry);
    if (1..=MOST_WORDS).any(together) {
        return true;
    }
    let (is_long, of_thing) =
        (entry.len() >= LONG || entry == "email", |before: &str| OF_THINGS.contains(&before));
    is_long && words.iter().any(|word| word.strip_suffix(&entry).is_some_and(|before| !of_thing(before)))
}

fn words_hold(text: &str, known: &[&str]) -> bool {
    words(text).iter().any(|word| {
        known.contains(&word.as_str()) || word.strip_suffix('s').is_some_and(|one| known.contains(&one))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_name() {
        let check =
            |name: &str, about: &str, expect| assert_eq!(Privacy::by_name(name, about), expect, "{name}");
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
        check("dateofbirth", "", Privacy::Personal);
        check("birthDate", "", Privacy::Personal);
        check("telephonenumber", "", Privacy::Personal);
        check("mobileNumber", "", Privacy::Personal);
        check("PhoneNumber", "", Privacy::Personal);
        check("homeaddress", "", Privacy::Personal);
        check("customeremail", "", Privacy::Personal);
        check("macaddress", "", Privacy::None);
        check("microphone", "", Privacy::None);
        check("automobile", "", Privacy::None);
        check("customername", "", Privacy::Personal);
        check("model", "", Privacy::None);
        check("socialSecurityNumber", "", Privacy::Sensitive);
        check("creditcardnumber", "", Privacy::Sensitive);
        check("taxid", "", Privacy::Sensitive);
        check("passportNumber", "", Privacy::Sensitive);
        check("diagnosisCode", "", Privacy::Sensitive);
        check("shipping", "", Privacy::None);
        check("mailing_list", "", Privacy::None);
    }
}
