//! Whether a value is a key that may not stand in a project.

use super::names::plain;
use crate::check::{key_in, key_under};

/// What names of headers, parameters and fields end with when a key stands there, without signs and in lower case.
const ENDINGS: [&str; 22] = [
    "apikey",
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "accesskey",
    "privatekey",
    "secretkey",
    "authkey",
    "subscriptionkey",
    "functionskey",
    "appkey",
    "credential",
    "credentials",
    "sessionid",
    "authorization",
    "apisecret",
    "passcode",
    "signature",
    "sessionkey",
];
/// Names that end so and mean something else.
const HARMLESS: [&str; 8] = [
    "pagetoken",
    "nexttoken",
    "nextpagetoken",
    "continuationtoken",
    "synctoken",
    "forgotpassword",
    "resetpassword",
    "maxtoken",
];

/// Whether a field of that name holds a key, whatever the value is.
pub(super) fn is_key_name(name: &str) -> bool {
    let plain = plain(name);
    ENDINGS.iter().any(|ending| plain.ends_with(ending)) && !HARMLESS.contains(&plain.as_str())
}

/// Whether a value is a key, by its field or its own form.
pub(in crate::convert::import) fn is_key(name: &str, value: &str) -> bool {
    let value = value.trim();
    let is_word = !value.is_empty() && !value.contains(char::is_whitespace);
    (is_word && value.len() >= 4 && is_key_name(name)) || key_under(name, value).is_some() || {
        // A key inside a long text is not the text; only a value that is a key becomes a secret.
        is_word && key_in(value).is_some()
    }
}

/// Whether a variable of that name stands for a key: `$OPENAI_API_KEY`.
pub(in crate::convert::import) fn is_key_variable(name: &str) -> bool {
    let plain = plain(name);
    crate::model::Secret::of_variable(name).is_some()
        || is_key_name(name)
        || plain.ends_with("key")
        || plain.ends_with("pass")
        || plain.ends_with("jwt")
        || plain == "auth"
}

/// Whether a header or parameter of that name is how systems take an API key.
pub(super) fn is_api_key(name: &str) -> bool {
    let plain = plain(name);
    !is_forgery(name)
        && !HARMLESS.contains(&plain.as_str())
        && (matches!(plain.as_str(), "key" | "xkey" | "appid" | "xauth")
            || ["apikey", "token", "accesskey", "authkey", "subscriptionkey", "functionskey", "appkey"]
                .iter()
                .any(|ending| plain.ends_with(ending)))
}

/// Whether a header of that name holds a token against forged requests, which belongs to a session and proves nothing alone.
pub(super) fn is_forgery(name: &str) -> bool {
    let plain = plain(name);
    plain.contains("csrf") || plain.contains("xsrf") || plain.contains("canary")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_by_name_and_form() {
        assert!(is_key("password", "abc123"));
        assert!(is_key("auth_pwd", "oxfdscds"));
        assert!(is_key("note", &["ghp_16C7e42F292c", "6912E7710c838347Ae178B4a"].concat()));
        assert!(!is_key("next_page_token", "abc123"));
        assert!(!is_key("max_tokens", "4000"));
        assert!(!is_key("text", "Enter your password"));
        assert!(is_api_key("X-Api-Key") && is_api_key("api_key") && is_api_key("Ocp-Apim-Subscription-Key"));
        assert!(!is_api_key("X-CSRF-Token") && !is_api_key("Content-Type"));
        assert!(is_key_variable("OPENAI_API_KEY") && is_key_variable("TOKEN") && !is_key_variable("USER_ID"));
    }
}
