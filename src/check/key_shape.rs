//! Whether a text looks like a key, token or password.

/// What key issuers put in front of their keys, and how many characters follow at least.
const PREFIXES: [(&str, usize); 29] = [
    ("sk_live_", 10),
    ("sk_test_", 10),
    ("rk_live_", 10),
    ("rk_test_", 10),
    ("pk_live_", 10),
    ("whsec_", 16),
    ("sk-ant-", 16),
    ("sk-proj-", 16),
    ("sk-", 32),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghu_", 20),
    ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxa-", 10),
    ("xapp-", 10),
    ("AKIA", 16),
    ("ASIA", 16),
    ("AIza", 30),
    ("ya29.", 20),
    ("SG.", 30),
    ("npm_", 30),
    ("pypi-", 30),
    ("shpat_", 20),
    ("dop_v1_", 30),
];

/// Names of headers, parameters and fields that hold keys, in lower case without `-` and `_`.
const NAMES: [&str; 14] = [
    "apikey",
    "xapikey",
    "authorization",
    "accesstoken",
    "refreshtoken",
    "authtoken",
    "bearertoken",
    "token",
    "secret",
    "clientsecret",
    "password",
    "passwd",
    "privatekey",
    "secretkey",
];

/// The length from which a jumble of letters and digits counts as a key; shorter ones are often ids.
const JUMBLE_CHARACTERS: usize = 32;
/// Bits per character. English words have about 3.5, random base64 of that length more than 4.3.
const JUMBLE_BITS: f64 = 4.2;

/// What kind of key a text holds, as the end of a sentence.
pub fn key_in(text: &str) -> Option<&'static str> {
    if text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----") {
        return Some("a private key");
    }
    if let Some(kind) = scheme(text) {
        return Some(kind);
    }
    text.split(|character: char| character == '=' || !is_key_character(character)).find_map(word)
}

/// The same, where the name of the field says that a key belongs there.
pub fn key_under(name: &str, text: &str) -> Option<&'static str> {
    key_in(text).or_else(|| {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let value = text.trim();
        let has_key = NAMES.contains(&plain.to_ascii_lowercase().as_str())
            && value.len() >= 8
            && value.chars().all(is_key_character)
            && value.chars().any(|character| character.is_ascii_digit())
            && value.chars().any(|character| character.is_ascii_alphabetic());
        has_key.then_some("a key or password")
    })
}

fn is_key_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.' | '+' | '=' | '~')
}

/// `Bearer …` and `Basic …`; the words alone stand in ordinary sentences too.
fn scheme(text: &str) -> Option<&'static str> {
    let (scheme, token) = text.trim().split_once(' ')?;
    let token = token.trim();
    let is_token = token.len() >= 8 && !token.contains(char::is_whitespace);
    let is_scheme = ["bearer", "basic"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_word = token.chars().all(char::is_alphabetic);
    (is_scheme && is_token && !is_word).then_some("a key for signing in")
}

fn word(word: &str) -> Option<&'static str> {
    let word = word.trim_matches(['.', '-']);
    if word.len() < 16 {
        return None;
    }
    let has_prefix = PREFIXES.iter().any(|(prefix, least)| {
        word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= *least && has_digit(rest))
    });
    if has_prefix {
        return Some("a key");
    }
    if is_web_token(word) {
        return Some("a token (JWT)");
    }
    word.split('.').any(is_jumble).then_some("a key or token")
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Three parts of base64, the first of which begins with `{"` (RFC 7519).
fn is_web_token(word: &str) -> bool {
    let parts: Vec<_> = word.split('.').collect();
    parts.len() == 3 && parts[0].starts_with("eyJ") && parts.iter().all(|part| part.len() >= 8)
}

/// Long, with small and capital letters and several digits, and as disorderly as only chance makes it. UUIDs and hashes have
/// letters of one case, names have few digits.
fn is_jumble(word: &str) -> bool {
    if word.len() < JUMBLE_CHARACTERS || !word.is_ascii() {
        return false;
    }
    let count = |fits: fn(&u8) -> bool| word.as_bytes().iter().filter(|byte| fits(byte)).count();
    let mixed = count(u8::is_ascii_lowercase) >= 4
        && count(u8::is_ascii_uppercase) >= 4
        && count(u8::is_ascii_digit) >= 3;
    mixed && bits_per_character(word.as_bytes()) >= JUMBLE_BITS
}

/// Shannon entropy.
fn bits_per_character(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 128];
    for byte in bytes {
        counts[usize::from(byte & 0x7f)] += 1;
    }
    let total = f64::from(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / total);
    shares.map(|share| -share * share.log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Put together here, so that the file itself holds nothing that a scanner would stop at.
    fn joined(parts: &[&str]) -> String {
        parts.concat()
    }

    #[test]
    fn keys_are_found() {
        for text in [
            joined(&["sk_li", "ve_4eC39HqLyjWDarjtT1zdp7dc"]),
            joined(&["gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"]),
            joined(&["xox", "b-123456789012-abcdefABCDEF"]),
            joined(&["AK", "IAIOSFODNN7EXAMPLE"]),
            joined(&["Bea", "rer abc123def456"]),
            joined(&["Bas", "ic YW5hOnNlY3JldDE="]),
            joined(&["https://x.example/?k=sk_te", "st_4eC39HqLyjWDarjt"]),
            joined(&["eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxMjM0In0.", "dozjgNryP4J3jVmNHl0w5N"]),
            joined(&["-----BEGIN RSA ", "PRIVATE KEY-----"]),
            joined(&["Zm9vYmFyQmF6", "UXV4MTIzNDU2Nzg5MGFiY0RFRkdISg"]),
        ] {
            assert!(key_in(&text).is_some(), "{text}");
        }
        assert!(key_under("X-Api-Key", "abcd1234").is_some());
        assert!(key_under("client_secret", "s3cr3t-of-mine").is_some());
    }

    #[test]
    fn ids_and_texts_are_no_keys() {
        for text in [
            "",
            "A-1001",
            "9007199254740993123",
            "0f8fad5b-d9cb-469f-a165-70867728950e",
            "0F8FAD5B-D9CB-469F-A165-70867728950E",
            "d41d8cd98f00b204e9800998ecf8427e",
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            "https://orders.staging.example.com/v1/customers/1234567890/orders",
            "2026-03-16T09:30:00.123456789+02:00",
            "Your subscription is active and renews on March 30.",
            "Bearer of good news",
            "Basic subscription",
            "SubscriptionRenewalReminderNotificationTemplate2",
            "customer.subscription.renewal_reminder.v2",
            "risk-free-trial-of-the-subscription",
            "ask-for-the-number-of-the-order-that-you-mean",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            "application/vnd.example.orders.v2+json; charset=utf-8",
            "DE89370400440532013000",
        ] {
            assert_eq!(key_in(text), None, "{text}");
        }
        assert_eq!(key_under("authorization", "none"), None);
        assert_eq!(key_under("password", "Enter your password1 here"), None);
        assert_eq!(key_under("subject", "abcd1234"), None);
    }
}
