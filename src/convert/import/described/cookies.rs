//! Cookies: harmless ones by name, those of a session as one secret.

use super::draft::{Coding, Draft, of_chip};
use super::headers::position_of;
use super::key::is_key;
use super::marked::{has_marks, written};
use super::names::plain;
use crate::model::{Parameter, Severity, Text};
use crate::template;

impl Draft<'_> {
    /// Takes the header `Cookie` apart. A session's cookies are a key to somebody's account: together they are one secret,
    /// which stays in the header as it was.
    pub fn cookies(&mut self, headers: &mut Vec<(String, String)>) -> Vec<Parameter> {
        let Some(position) = position_of(headers, "cookie") else { return Vec::new() };
        let text = headers[position].1.trim().to_owned();
        let pairs: Option<Vec<_>> = text.split("; ").map(|pair| pair.split_once('=')).collect();
        let Some(pairs) = pairs else {
            let is_session = text.split(';').any(|pair| pair.split_once('=').is_some_and(is_of_session));
            if is_session {
                headers[position].1 = String::new();
                return self.session(headers, &text);
            }
            return Vec::new();
        };
        let is_known = |value: &str| has_marks(value) && self.is_written_for_its_place(value);
        if pairs.iter().any(|pair| !is_known(pair.1) && is_of_session(*pair)) {
            return self.session(headers, &text);
        }
        let is_cookie = |(name, value): &(&str, &str)| {
            !name.is_empty()
                && !has_marks(name)
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
                && self.is_written_for_its_place(value)
                && written(value).bytes().all(|byte| (b' '..=b'~').contains(&byte))
        };
        if !pairs.iter().all(is_cookie) {
            return Vec::new();
        }
        headers.remove(position);
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut cookies = Vec::new();
        for (name, value) in pairs {
            let value = if has_marks(&value) {
                self.text(&name, &value, Coding::Plain)
            } else {
                Text(template::escape(&value))
            };
            cookies.push(Parameter { name, value, optional: false });
        }
        cookies
    }

    fn session(&mut self, headers: &mut Vec<(String, String)>, text: &str) -> Vec<Parameter> {
        let title = "The cookies belong to somebody’s session, which ends".to_owned();
        let remedy = "Ask for a key of the bot’s own; until then the cookies are a secret";
        self.remark("cookies_of_a_session", Severity::Warning, title, remedy);
        if let Some(position) = position_of(headers, "cookie")
            && let Some(chip) = self.secret_chip("cookie", text)
        {
            headers.remove(position);
            // A text that is one chip is taken as it is by whoever writes the headers.
            self.fixed_cookie = Some(of_chip(&chip));
        }
        Vec::new()
    }
}

fn is_of_session((name, value): (&str, &str)) -> bool {
    const NAMES: [&str; 8] = ["session", "sess", "sid", "auth", "jwt", "csrf", "xsrf", "login"];
    let plain = plain(name);
    let is_named = NAMES.iter().any(|known| plain.contains(known)) && value.len() >= 6;
    is_named || value.len() >= 40 || is_key(name, value)
}
