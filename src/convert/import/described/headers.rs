//! Headers: those that prove who calls, and the others.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::Proof;
use super::address::Address;
use super::draft::{Coding, Draft};
use super::key::{is_api_key, is_forgery, is_key_variable};
use super::marked::{has_marks, sole_mark};
use crate::model::{Parameter, Severity};

/// The proof that the source names; where it names none, the one that stands in headers or address.
pub(super) fn proof_of(named: Proof, headers: &mut Vec<(String, String)>, address: &Address) -> Proof {
    match named {
        Proof::AsWritten => take_proof(headers, address),
        other => other,
    }
}

/// Takes the header that proves who calls out of the list; else finds it in the address.
fn take_proof(headers: &mut Vec<(String, String)>, address: &Address) -> Proof {
    if let Some(position) = position_of(headers, "authorization") {
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
    let key = key.map(|(name, value)| Proof::Query(name.clone(), value.clone()));
    key.or_else(|| variable_of_key(headers, address)).unwrap_or(Proof::Nothing)
}

/// A header, parameter or cookie of any name whose whole value is the variable of a key: `X-Shop: $SHOP_API_KEY`.
fn variable_of_key(headers: &mut Vec<(String, String)>, address: &Address) -> Option<Proof> {
    let is_key = |value: &str| sole_mark(value).is_some_and(is_key_variable);
    let is_own =
        |name: &str| ["cookie", "content-type"].iter().any(|own| name.trim().eq_ignore_ascii_case(own));
    let position =
        headers.iter().position(|(name, value)| !is_own(name) && !is_forgery(name) && is_key(value.trim()));
    if let Some(position) = position {
        let (name, value) = headers.remove(position);
        return Some(Proof::Header(name, value.trim().to_owned()));
    }
    if let Some((name, value)) = address.query.iter().find(|(name, value)| !name.is_empty() && is_key(value))
    {
        return Some(Proof::Query(name.clone(), value.clone()));
    }
    let position = position_of(headers, "cookie")?;
    let cookies: Vec<&str> = headers[position].1.split(';').map(str::trim).collect();
    let key =
        cookies.iter().position(|cookie| cookie.split_once('=').is_some_and(|(_, value)| is_key(value)))?;
    let (name, value) = cookies[key].split_once('=')?;
    let proof = Proof::Cookie(name.to_owned(), value.to_owned());
    let others: Vec<&str> =
        cookies.iter().enumerate().filter(|(index, _)| *index != key).map(|(_, cookie)| *cookie).collect();
    if others.is_empty() {
        headers.remove(position);
    } else {
        headers[position].1 = others.join("; ");
    }
    Some(proof)
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
                Some(known) => known.value.0.extend([", ", value.as_str()]),
                None => parameters.push(Parameter { name: name.to_owned(), value, optional: false }),
            }
        }
        parameters
    }
}

/// Where a header stands.
pub(super) fn position_of(headers: &[(String, String)], name: &str) -> Option<usize> {
    headers.iter().position(|(known, _)| known.trim().eq_ignore_ascii_case(name))
}

/// A token of RFC 9110 §5.6.2.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
