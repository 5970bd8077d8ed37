//! From the options of curl to the request that it would send.

use super::super::described::marked::{has_marks, sole_mark, written};
use super::super::described::{Described, Designer, Payload, Proof};
use super::glob;
use super::token;
use super::transfer::Transfer;
use super::word::Word;
use crate::model::Severity;

const FORM: &str = "application/x-www-form-urlencoded";

/// The request for one address of a transfer.
pub(super) fn described(transfer: &Transfer, url: &Word, designer: &mut Designer) -> Described {
    let mut headers = transfer.headers.clone();
    let is_there = |headers: &[(String, String)], name: &str| {
        headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
            || transfer.removed.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    let is_body_json = transfer.is_json && !transfer.data_in_address;
    if is_body_json && !is_there(&headers, "accept") {
        headers.push(("Accept".to_owned(), "application/json".to_owned()));
    }
    if !transfer.cookies.is_empty() && !is_there(&headers, "cookie") {
        headers.push(("Cookie".to_owned(), transfer.cookies.join("; ")));
    }
    let signed_in = fetched_token(&headers);
    if signed_in.is_some() {
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
    }
    let has_header = is_there(&headers, "authorization");
    let proof = signed_in.unwrap_or_else(|| proof(transfer, has_header, url, designer));
    let no_type = transfer.removed.iter().any(|name| name.eq_ignore_ascii_case("content-type"));
    Described {
        method: method(transfer).to_owned(),
        url: address(transfer, url, designer),
        headers,
        payload: payload(
            transfer,
            if no_type {
                ""
            } else if is_body_json {
                "application/json"
            } else {
                FORM
            },
        ),
        proof,
        policy: transfer.policy.clone(),
        encryption: transfer.verification.clone(),
        at: url.at(""),
        ..Described::default()
    }
}

/// The sign-in whose token a header carries: `Authorization: Bearer $TOKEN`, where the text fetches the token before.
fn fetched_token(headers: &[(String, String)]) -> Option<Proof> {
    let (_, value) = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
    let (scheme, token) = value.trim().split_once(' ')?;
    let token = token.trim();
    let is_alone = scheme.eq_ignore_ascii_case("bearer") && sole_mark(token).is_some();
    is_alone.then(|| token::sign_in(&written(token))).flatten()
}

fn method(transfer: &Transfer) -> &str {
    match &transfer.method {
        Some(method) => method,
        None if transfer.head => "HEAD",
        None if transfer.upload.is_some() => "PUT",
        None if transfer.data_in_address => "GET",
        None if transfer.data.is_some() || !transfer.parts.is_empty() => "POST",
        None => "GET",
    }
}

fn payload(transfer: &Transfer, content_type: &str) -> Payload {
    if let Some((_, contents)) = transfer.uploaded() {
        return Payload::Raw { text: contents, content_type: String::new() };
    }
    if !transfer.parts.is_empty() {
        return Payload::Parts(transfer.parts.clone());
    }
    match &transfer.data {
        Some(data) if !transfer.data_in_address => {
            Payload::Raw { text: data.clone(), content_type: content_type.to_owned() }
        }
        _ => Payload::None,
    }
}

fn proof(transfer: &Transfer, has_header: bool, url: &Word, designer: &mut Designer) -> Proof {
    if has_header {
        return Proof::AsWritten;
    }
    if let Some(scheme) = transfer.challenge.filter(|_| transfer.user.is_some() || transfer.bearer.is_some())
    {
        let title = format!("Signing in with `{scheme}` cannot be carried over");
        let remedy = "Ask for a key or token for the bot, and choose it in the connection";
        designer.remark(
            "sign_in_not_carried",
            Severity::Error,
            title,
            remedy,
            &url.at(&format!("--{scheme}")),
        );
        return Proof::Nothing;
    }
    if let Some(token) = &transfer.bearer {
        return Proof::Bearer(token.clone());
    }
    if let Some(user) = &transfer.user {
        let (user, password) = user
            .split_once(':')
            .map_or((user.as_str(), None), |(user, password)| (user, Some(password.to_owned())));
        return Proof::Basic(user.to_owned(), password);
    }
    transfer.certificate.as_ref().map_or(Proof::AsWritten, |file| {
        let has_password = |(drive, _): &(&str, &str)| drive.len() > 1 && !has_marks(file);
        let file = file.split_once(':').filter(has_password).map_or(file.as_str(), |(file, _)| file);
        Proof::Certificate(file.to_owned())
    })
}

fn address(transfer: &Transfer, word: &Word, designer: &mut Designer) -> String {
    let mut url = word.text.trim().to_owned();
    if !transfer.keeps_braces {
        let first = glob::first(&url);
        url = first.url;
        if first.has_more {
            let title = "The address stands for several; only the first is imported".to_owned();
            let remedy = "Make the part that differs an input, or import the others one by one";
            designer.remark("several_addresses", Severity::Warning, title, remedy, &word.at("URL"));
        }
    }
    if let Some((fragmentless, _)) = url.split_once('#') {
        url = fragmentless.to_owned();
    }
    if let Some((file, _)) = transfer.uploaded() {
        url = with_file(url, &file);
    }
    let in_address = transfer.data.iter().filter(|_| transfer.data_in_address);
    for query in in_address.chain(&transfer.url_queries).filter(|query| !query.is_empty()) {
        let sign = match url.find('?') {
            None => "?",
            Some(position) if position + 1 == url.len() => "",
            Some(_) => "&",
        };
        url = format!("{url}{sign}{}", query.replace('#', "%23"));
    }
    url
}

/// Where the address names no file, curl adds the name of the one that is uploaded.
fn with_file(url: String, file: &str) -> String {
    if url.contains('?') || has_marks(file) {
        return url;
    }
    let behind_scheme = url.find("://").map_or(0, |position| position + 3);
    let file = super::data::encode(file).replace('+', "%20");
    if !url[behind_scheme..].contains('/') {
        return format!("{url}/{file}");
    }
    if url.ends_with('/') { format!("{url}{file}") } else { url }
}
