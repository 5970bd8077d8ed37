//! A token that a command fetches first: `TOKEN=$(curl … -d grant_type=client_credentials …)`.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::super::described::marked::{has_marks, map_literals, quoted_in_json};
use super::super::described::{Designer, Proof};
use super::transfer::{Transfer, transfers};
use super::{bash, curl};
use crate::model::CredentialsPlace;

/// The sign-in that an output of a command stands for, as the source writes it; none where it is something else.
pub(super) fn sign_in(written: &str) -> Option<Proof> {
    let in_parentheses = written.strip_prefix("$(").and_then(|rest| rest.strip_suffix(')'));
    let inside =
        in_parentheses.or_else(|| written.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')))?;
    let lines = bash::lines(inside);
    let (line, start) = lines.iter().find_map(|line| Some((line, curl(&line.words)?)))?;
    // What is said about a command inside another is said by the outcome: it is a sign-in, or it is none.
    let mut unheard = Designer::default();
    let transfer = transfers(line, &line.words[start + 1..], &mut unheard).into_iter().next()?;
    let fields = fields(&transfer)?;
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    if field("grant_type")? != "client_credentials" {
        return None;
    }
    let user = transfer.user.as_deref().map(|user| user.split_once(':').unwrap_or((user, "")));
    let (client_id, secret, credentials) = match user {
        Some((id, secret)) => (id.to_owned(), secret.to_owned(), CredentialsPlace::Basic),
        None => (field("client_id")?, field("client_secret")?, CredentialsPlace::Body),
    };
    let scopes = field("scope").unwrap_or_default().split_whitespace().map(ToOwned::to_owned).collect();
    let token_url = transfer.urls.first()?.text.clone();
    Some(Proof::ClientCredentials { token_url, client_id, secret, scopes, credentials })
}

/// The fields of a form or of a JSON record, decoded.
fn fields(transfer: &Transfer) -> Option<Vec<(String, String)>> {
    let data = transfer.data.as_deref()?;
    if data.trim_start().starts_with('{') {
        let quoted = if has_marks(data) { quoted_in_json(data) } else { data.to_owned() };
        let Value::Object(record) = serde_json::from_str(&quoted).ok()? else { return None };
        let text = |(name, value): (String, Value)| Some((name, value.as_str()?.to_owned()));
        return Some(record.into_iter().filter_map(text).collect());
    }
    let plain = |text: &str| {
        map_literals(text, |text| {
            percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
        })
    };
    let pair = |part: &str| part.split_once('=').map(|(name, value)| (plain(name), plain(value)));
    Some(data.split('&').filter_map(pair).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_ins_and_others() {
        let check = |written: &str, expect: Option<(&str, &str, CredentialsPlace)>| {
            let found = sign_in(written);
            let found = found.as_ref().map(|proof| match proof {
                Proof::ClientCredentials { token_url, client_id, credentials, .. } => {
                    (token_url.as_str(), client_id.as_str(), *credentials)
                }
                other => panic!("{other:?}"),
            });
            assert_eq!(found, expect, "{written}");
        };
        check(
            "$(curl -s -u bot:pw --data grant_type=client_credentials https://h/token | jq -r .access_token)",
            Some(("https://h/token", "bot", CredentialsPlace::Basic)),
        );
        check(
            "`curl https://h/t -d 'grant_type=client_credentials&client_id=a%20b' -d client_secret=x`",
            Some(("https://h/t", "a b", CredentialsPlace::Body)),
        );
        check(
            r#"$(curl https://h/t --json '{"grant_type": "client_credentials", "client_id": "a", "client_secret": "b"}')"#,
            Some(("https://h/t", "a", CredentialsPlace::Body)),
        );
        check("$(curl https://h/t -d grant_type=password -d client_id=a -d client_secret=b)", None);
        check("$(cat token.txt)", None);
        check("$TOKEN", None);
    }
}
