//! How a request proves who calls.

use serde_json::Value;

use super::super::SourcePlace;
use super::super::described::marked::mark;
use super::super::described::{Designer, Proof};
use super::variables::Variables;
use crate::model::{CredentialsPlace, Severity};

/// The proof of the authentication that holds for a request.
pub(super) fn proof(
    auth: Option<&Value>,
    variables: &Variables,
    designer: &mut Designer,
    at: &SourcePlace,
) -> Proof {
    let Some(auth) = auth else { return Proof::AsWritten };
    let kind = auth["type"].as_str().unwrap_or("noauth");
    let settings = Settings { of_kind: &auth[kind], variables };
    match kind {
        "noauth" => Proof::AsWritten,
        "bearer" => Proof::Bearer(settings.key("token", "token")),
        "basic" => Proof::Basic(settings.text("username"), Some(settings.text("password"))),
        "apikey" => {
            let (name, value) = (settings.text("key"), settings.key("value", "api_key"));
            let name = if name.is_empty() { "X-Api-Key".to_owned() } else { name };
            if settings.text("in") == "query" {
                Proof::Query(name, value)
            } else {
                Proof::Header(name, value)
            }
        }
        "oauth2" => oauth2(&settings, designer, at),
        other => {
            let title = format!("Signing in with `{other}` cannot be carried over");
            let remedy = "Ask for a key or token for the bot, and choose it in the connection";
            designer.remark("sign_in_not_carried", Severity::Error, title, remedy, at);
            Proof::AsWritten
        }
    }
}

fn oauth2(settings: &Settings<'_>, designer: &mut Designer, at: &SourcePlace) -> Proof {
    let grant = settings.text("grant_type");
    let token_url = settings.text("accessTokenUrl");
    let in_query = settings.text("addTokenTo").eq_ignore_ascii_case("queryParams");
    let prefix = settings.text("headerPrefix").trim().to_owned();
    let is_usual = prefix.is_empty() || prefix.eq_ignore_ascii_case("bearer");
    if grant == "client_credentials" && !token_url.is_empty() {
        if in_query || !is_usual {
            let title =
                "The token would travel in the address or behind another word; here it is a bearer token"
                    .to_owned();
            let remedy = "Ask whether the system takes `Authorization: Bearer`, which the standard asks for";
            designer.remark("token_place", Severity::Warning, title, remedy, at);
        }
        let is_body = settings.text("client_authentication") == "body";
        return Proof::ClientCredentials {
            token_url,
            client_id: settings.text("clientId"),
            secret: settings.key("clientSecret", "client_secret"),
            scopes: settings.text("scope").split_whitespace().map(ToOwned::to_owned).collect(),
            credentials: if is_body { CredentialsPlace::Body } else { CredentialsPlace::Basic },
        };
    }
    let title = match grant.as_str() {
        "" => "The token of the sign-in is a secret of its own now".to_owned(),
        "password_credentials" => {
            "The sign-in takes a person’s user name and password; the call takes its token as a secret"
                .to_owned()
        }
        _ => format!("A sign-in by `{grant}` needs a person; the call takes its token as a secret"),
    };
    let remedy = "Ask for client credentials for the bot, and choose them in the connection";
    designer.remark("sign_in_by_person", Severity::Warning, title, remedy, at);
    let token = settings.key("accessToken", "access_token");
    if in_query {
        Proof::Query("access_token".to_owned(), token)
    } else if is_usual {
        Proof::Bearer(token)
    } else {
        Proof::Header("Authorization".to_owned(), format!("{prefix} {token}"))
    }
}

/// The settings of a kind: a list of pairs in version 2.1, an object in 2.0.
struct Settings<'a> {
    of_kind: &'a Value,
    variables: &'a Variables,
}

impl Settings<'_> {
    fn text(&self, name: &str) -> String {
        let value = match self.of_kind {
            Value::Array(pairs) => pairs.iter().find(|pair| pair["key"] == name).map(|pair| &pair["value"]),
            Value::Object(fields) => fields.get(name),
            _ => None,
        };
        let text = match value {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        self.variables.fill(&text)
    }

    /// A text that is a key; one that is empty in the source is asked for later.
    fn key(&self, name: &str, meaning: &str) -> String {
        let text = self.text(name);
        if text.is_empty() { mark(meaning, name) } else { text }
    }
}
