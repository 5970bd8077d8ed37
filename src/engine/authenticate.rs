//! Proof of who we are: into the request, or as an order to the transport.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use super::encryption::{flaw_of_identity, unfolded};
use super::plan::{Planner, Refusal, set_header};
use super::retry::idempotency_header;
use super::{SecretValue, SignIn, sign};
use crate::model::{Authentication, Connection, KeyPlace, Part, Place, SignatureScheme};
use crate::template;

/// What authentication changes in a request that is otherwise complete.
pub(super) struct Draft<'a> {
    pub url: &'a mut Url,
    pub headers: &'a mut Vec<(String, String)>,
    pub cookies: &'a mut Vec<String>,
    pub body: &'a [u8],
    pub sign_in: &'a mut Option<SignIn>,
    pub identity: &'a mut Option<SecretValue>,
}

impl Planner<'_> {
    /// Adds what proves who we are.
    pub(super) fn authenticate(
        &mut self,
        connection: &Connection,
        draft: &mut Draft<'_>,
    ) -> Result<(), Refusal> {
        let place = self.place(Part::Connection(connection.id.clone()), "authentication");
        let host = draft.url.host_str().unwrap_or_default().to_owned();
        let authentication = &connection.authentication;
        let Some(secret) = authentication.secret() else { return Ok(()) };
        if self.setup.is_demo() && is_elaborate(authentication) {
            // The bundled server knows bearer tokens and nothing else.
            return self.bearer(secret, draft);
        }
        match authentication {
            Authentication::OAuth2ClientCredentials { .. } => {
                return self.sign_in(authentication, draft, &place);
            }
            _ => self.may_receive(secret, &host)?,
        }
        match authentication {
            Authentication::None | Authentication::OAuth2ClientCredentials { .. } => Ok(()),
            Authentication::Bearer { .. } => self.bearer(secret, draft),
            Authentication::Basic { user, .. } => {
                let value = self.secret(secret)?;
                let credentials = STANDARD.encode(format!("{user}:{}", value.reveal()));
                self.redactor.add(&SecretValue::new(credentials.clone()));
                set_header(draft.headers, "authorization", &format!("Basic {credentials}"));
                Ok(())
            }
            Authentication::ApiKey { place: key_place, name, .. } => {
                self.api_key(secret, *key_place, name, draft, &place)
            }
            Authentication::MutualTls { .. } => self.identity(secret, draft),
            Authentication::Signature { scheme, .. } => self.signature(secret, scheme, draft),
        }
    }

    /// The header by which the system recognises a repetition: the same for every try of the run's call, another for each
    /// further call.
    pub(super) fn idempotency(&self, headers: &mut Vec<(String, String)>) -> Result<(), Refusal> {
        let Some(name) = idempotency_header(&self.call.policy) else { return Ok(()) };
        self.check_header_name(name, &self.call_place("idempotency_header"))?;
        set_header(headers, name, &self.call_key());
        Ok(())
    }

    /// The id of this call in this run.
    fn call_key(&self) -> String {
        let calls = &self.setup.integration.calls;
        let index = calls.iter().position(|call| call.id == self.call.id).unwrap_or(0);
        let run = &self.setup.run_id;
        if index == 0 { run.clone() } else { format!("{run}-{}", index + 1) }
    }

    fn bearer(&mut self, secret: &str, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let value = self.secret(secret)?;
        set_header(draft.headers, "authorization", &format!("Bearer {}", value.reveal()));
        Ok(())
    }

    fn api_key(
        &mut self,
        secret: &str,
        key_place: KeyPlace,
        name: &str,
        draft: &mut Draft<'_>,
        about: &Place,
    ) -> Result<(), Refusal> {
        let value = self.secret(secret)?;
        match key_place {
            KeyPlace::Header => {
                self.check_header_name(name, about)?;
                set_header(draft.headers, name, value.reveal());
            }
            KeyPlace::Query => {
                draft.url.query_pairs_mut().append_pair(name, value.reveal());
            }
            KeyPlace::Cookie => {
                let encoded = template::encode(value.reveal(), template::Place::Cookie);
                let encoded = encoded.map_err(|error| self.refuse_value(error.to_string(), about, None))?;
                draft.cookies.push(format!("{name}={encoded}"));
            }
        }
        Ok(())
    }

    fn sign_in(
        &mut self,
        authentication: &Authentication,
        draft: &mut Draft<'_>,
        about: &Place,
    ) -> Result<(), Refusal> {
        let Authentication::OAuth2ClientCredentials { token_url, client_id, secret, scopes, credentials } =
            authentication
        else {
            return Ok(());
        };
        let place = *credentials;
        let url = Url::parse(token_url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let Some(url) = url.filter(Url::has_host) else {
            return Err(self.design(
                "token_address",
                format!("`{token_url}` is no address where a token can be fetched"),
                "Enter the token address, such as https://login.example.com/oauth/token",
                about.clone(),
            ));
        };
        self.may_receive(secret, url.host_str().unwrap_or_default())?;
        let value = self.secret(secret)?;
        let credentials = basic_credentials(client_id, value.reveal());
        self.redactor.add(&SecretValue::new(credentials));
        // The transport puts the token in the place of the mask.
        set_header(draft.headers, "authorization", &format!("Bearer {}", SecretValue::MASK));
        *draft.sign_in = Some(SignIn {
            token_url: url,
            client_id: client_id.clone(),
            secret: value,
            scopes: scopes.clone(),
            credentials: place,
        });
        Ok(())
    }

    fn identity(&mut self, secret: &str, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let value = self.known_secret(secret)?;
        if value.reveal() != SecretValue::MASK {
            let pem = unfolded(value.reveal());
            if let Some(flaw) = flaw_of_identity(&pem) {
                return Err(self.unusable(secret, flaw));
            }
            *draft.identity = Some(SecretValue::new(pem));
        }
        Ok(())
    }

    fn signature(
        &mut self,
        secret: &str,
        scheme: &SignatureScheme,
        draft: &mut Draft<'_>,
    ) -> Result<(), Refusal> {
        let key = self.secret(secret)?;
        let hidden = key.reveal() == SecretValue::MASK;
        match scheme {
            SignatureScheme::StandardWebhooks => {
                let timestamp = self.setup.conversation.now.as_second();
                let id = format!("msg_{}", self.call_key());
                if hidden {
                    set_header(draft.headers, "webhook-id", &id);
                    set_header(draft.headers, "webhook-timestamp", &timestamp.to_string());
                    set_header(draft.headers, "webhook-signature", &format!("v1,{}", SecretValue::MASK));
                    return Ok(());
                }
                let headers = sign::standard_webhooks(key.reveal(), &id, timestamp, draft.body);
                for (name, value) in headers.map_err(|flaw| self.unusable(secret, flaw))? {
                    set_header(draft.headers, name, &value);
                }
            }
            SignatureScheme::HmacSha256 { header, prefix } => {
                let about = Place::of_project(Part::Secret(secret.to_owned()), "");
                self.check_header_name(header, &about)?;
                let value = if hidden {
                    format!("{prefix}{}", SecretValue::MASK)
                } else {
                    sign::hmac_sha256(key.reveal(), prefix, draft.body)
                };
                set_header(draft.headers, header, &value);
            }
        }
        Ok(())
    }

    fn unusable(&self, secret: &str, flaw: &str) -> Refusal {
        self.design(
            "unusable_secret",
            format!("The secret `{secret}` {flaw}"),
            &format!("Put the right value into {}", self.setup.secrets.place(secret)),
            Place::of_project(Part::Secret(secret.to_owned()), ""),
        )
    }
}

fn is_elaborate(authentication: &Authentication) -> bool {
    matches!(
        authentication,
        Authentication::OAuth2ClientCredentials { .. }
            | Authentication::MutualTls { .. }
            | Authentication::Signature { .. }
    )
}

/// Client id and secret for `Authorization: Basic`, each form-encoded first (RFC 6749 §2.3.1).
pub fn basic_credentials(client_id: &str, secret: &str) -> String {
    let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    STANDARD.encode(format!("{}:{}", encoded(client_id), encoded(secret)))
}
