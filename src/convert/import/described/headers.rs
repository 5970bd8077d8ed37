//! Headers: those that prove who calls, and the others.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::Proof;
use super::address::Address;
use super::draft::{Coding, Draft};
use super::key::is_api_key;
use super::marked::has_marks;
use crate::model::{Parameter, Severity};

/// Takes the header that proves who calls out of the list; else finds it in the address.
pub(super) fn take_proof(headers: &mut Vec<(String, String)>, address: &Address) -> Proof {
    if let Some(position) = position(headers, "authorization") {
        let (name, value) = headers.remove(position);
        return of_authorization(name, value.trim());
    }
    let is_key = |(name, value): &(String, String)| is_api_key(name) && !value.trim().is_empty();
    if let Some(position) = headers.iter().position(is_key) {
        let (name, value) = headers.remove(position);
        return Proof::Header(name, value.trim().to_owned());
    }
    if let Some(user_info) = &address.user_info {
        let (user, password) = user_info
            .split_once(':')
            .map_or((user_info.as_str(), None), |(user, password)| (user, Some(password)));
        let plain = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        return Proof::Basic(plain(user), Some(password.map(plain).unwrap_or_default()));
    }
    let key = address.query.iter().find(|(name, value)| is_api_key(name) && !value.is_empty());
    key.map_or(Proof::Nothing, |(name, value)| Proof::Query(name.clone(), value.clone()))
}

fn of_authorization(name: String, value: &str) -> Proof {
    let (scheme, rest) = value.split_once(' ').unwrap_or(("", value));
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("bearer") && !rest.is_empty() && !rest.contains(' ') {
        return Proof::Bearer(rest.to_owned());
    }
    if scheme.eq_ignore_ascii_case("basic") && !has_marks(rest) {
        let both = STANDARD.decode(rest).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        // Only what encodes to the very same text is taken apart.
        if let Some((user, password)) = both.as_deref().and_then(|both| both.split_once(':'))
            && STANDARD.encode(format!("{user}:{password}")) == rest
        {
            return Proof::Basic(user.to_owned(), Some(password.to_owned()));
        }
    }
    if value.is_empty() { Proof::Nothing } else { Proof::Header(name, value.to_owned()) }
}

impl Draft<'_> {
    /// The headers of the call; those that the transport makes itself are left out.
    pub fn headers(&mut self, headers: &[(String, String)]) -> Vec<Parameter> {
        let cookie = self.fixed_cookie.take();
        let cookie = cookie.map(|value| Parameter { name: "Cookie".to_owned(), value, optional: false });
        let mut parameters: Vec<Parameter> = cookie.into_iter().collect();
        for (name, value) in headers {
            let name = name.trim();
            if !is_name(name) {
                let title = format!("`{}` is no name of a header", super::marked::written(name));
                self.remark("header_not_carried", Severity::Error, title, "Add the header in the step Asks");
                continue;
            }
            if ["content-length", "transfer-encoding", "expect"]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own))
            {
                let title = format!("The header `{name}` is left out, as every request gets its own");
                self.remark("header_not_needed", Severity::Hint, title, "There is nothing to do");
                continue;
            }
            if value.chars().any(|c| !c.is_ascii() && !has_marks(value) || c.is_control()) {
                let title = format!("The header `{name}` holds characters that no header can carry");
                self.remark(
                    "header_not_carried",
                    Severity::Error,
                    title,
                    "Ask how the system wants them encoded",
                );
                continue;
            }
            let value = self.text(name, value.trim(), Coding::Plain);
            match parameters.iter_mut().find(|known| known.name.eq_ignore_ascii_case(name)) {
                // RFC 9110 §5.3: several lines of one name mean the same as one line with commas.
                Some(known) => known.value.0 = format!("{}, {}", known.value.0, value.0),
                None => parameters.push(Parameter { name: name.to_owned(), value, optional: false }),
            }
        }
        parameters
    }
}

/// Where a header stands.
pub(super) fn position(headers: &[(String, String)], name: &str) -> Option<usize> {
    headers.iter().position(|(known, _)| known.trim().eq_ignore_ascii_case(name))
}

/// A token of RFC 9110 §5.6.2.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
