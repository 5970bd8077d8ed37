//! A request as a command for curl, to be pasted into a shell.

use super::{SecretValue, ShownRequest};
use crate::model::{Authentication, Call, Connection, KeyPlace, Parameter, Secret};
use crate::template::{self, Part};

/// The request as one command for bash and other POSIX shells, with curl 7.87 or newer. Secrets are environment variables, named
/// as the program looks for them; a value that curl cannot make itself (a signature, a token of a sign-in) is one too. What curl
/// would add on its own is switched off: what is sent is what stands here.
pub fn curl(request: &ShownRequest, call: &Call, connection: &Connection) -> String {
    let names = Names { call, connection };
    let mut parts = vec![match request.method.as_str() {
        "HEAD" => "curl --head".to_owned(),
        method => format!("curl --request {method}"),
    }];
    let (address, hidden) = names.address(&request.url);
    parts.push(format!("--globoff --path-as-is --compressed {address}"));
    parts.extend(hidden);
    let user = names.user().filter(|_| has_header(request, "authorization"));
    if let Some((user, variable)) = &user {
        parts.push(format!("--user {}", joined(&[quoted(&format!("{user}:")), expanded(variable)])));
    }
    let is_user = |name: &str| user.is_some() && name.eq_ignore_ascii_case("authorization");
    for (name, value) in request.headers.iter().filter(|(name, _)| !is_user(name)) {
        // A header without a value is written with a semicolon; with a colon it would be left out.
        let line = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        parts.push(format!("--header {}", names.with_variables(&line, &names.of_header(name))));
    }
    for added in ["Accept", "User-Agent"].into_iter().filter(|name| !has_header(request, name)) {
        parts.push(format!("--header '{added}:'"));
    }
    if !request.body.is_empty() {
        if !has_header(request, "Content-Type") {
            parts.push("--header 'Content-Type:'".to_owned());
        }
        parts.push(format!("--data-raw {}", names.with_variables(&request.body, &names.of_body())));
    }
    if let Authentication::MutualTls { secret } = &connection.authentication {
        parts.push(format!("--cert <(printf '%s\\n' {})", expanded(&Secret::variable_of(secret))));
    }
    parts.join(" \\\n  ")
}

/// Text for the shell, exactly as it is.
fn quoted(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:=@%+,".contains(letter);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The value of a variable, exactly as it is.
fn expanded(variable: &str) -> String {
    format!("\"${variable}\"")
}

fn joined(parts: &[String]) -> String {
    parts.concat()
}

fn has_header(request: &ShownRequest, name: &str) -> bool {
    request.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// Which secret a mask stands for.
struct Names<'a> {
    call: &'a Call,
    connection: &'a Connection,
}

impl Names<'_> {
    /// The text with each mask as the variable of its secret, in order; the last one counts for those that follow.
    fn with_variables(&self, text: &str, variables: &[String]) -> String {
        let mut parts = Vec::new();
        for (index, piece) in text.split(SecretValue::MASK).enumerate() {
            if index > 0 {
                let known = variables.get(index - 1).or(variables.last()).cloned();
                parts.push(expanded(&known.unwrap_or_else(|| self.own_variable())));
            }
            if !piece.is_empty() {
                parts.push(quoted(piece));
            }
        }
        if parts.is_empty() { "''".to_owned() } else { joined(&parts) }
    }

    /// The address without parameters that hold a secret, and these as options of their own: curl encodes their values.
    fn address(&self, url: &str) -> (String, Vec<String>) {
        // In a preview the mask went through the encoding of the address.
        let url = url.replace(&"%E2%80%A2".repeat(SecretValue::MASK.chars().count()), SecretValue::MASK);
        let (before, query) = url.split_once('?').unwrap_or((&url, ""));
        let (hidden, open): (Vec<&str>, Vec<&str>) = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .partition(|pair| pair.contains(SecretValue::MASK));
        let whole = if open.is_empty() { before.to_owned() } else { format!("{before}?{}", open.join("&")) };
        let options = hidden.into_iter().map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let variables = self.of_query(name);
            format!(
                "--url-query {}",
                joined(&[quoted(&format!("{name}=")), self.with_variables(value, &variables)])
            )
        });
        let options = options.collect();
        (self.with_variables(&whole, &self.of_texts(std::iter::once(self.call.path.as_str()))), options)
    }

    /// User and variable of the password.
    fn user(&self) -> Option<(&str, String)> {
        match &self.connection.authentication {
            Authentication::Basic { user, secret } => Some((user, Secret::variable_of(secret))),
            _ => None,
        }
    }

    /// The variable of what the connection proves itself with.
    fn own_variable(&self) -> String {
        match &self.connection.authentication {
            // Not the secret itself is sent, but what was made from it.
            Authentication::OAuth2ClientCredentials { secret, .. } => {
                format!("{}_TOKEN", Secret::variable_of(secret))
            }
            Authentication::Signature { secret, .. } => format!("{}_SIGNATURE", Secret::variable_of(secret)),
            other => other.secret().map_or_else(|| "SECRET".to_owned(), Secret::variable_of),
        }
    }

    fn of_header(&self, name: &str) -> Vec<String> {
        if name.eq_ignore_ascii_case("cookie") {
            let mut found = self.of_texts(self.call.cookies.iter().map(|cookie| cookie.value.as_str()));
            if matches!(
                self.connection.authentication,
                Authentication::ApiKey { place: KeyPlace::Cookie, .. }
            ) {
                found.push(self.own_variable());
            }
            return found;
        }
        let named = |parameter: &&Parameter| parameter.name.eq_ignore_ascii_case(name);
        let headers = self.call.headers.iter().chain(&self.connection.headers);
        self.of_texts(headers.filter(named).take(1).map(|header| header.value.as_str()))
    }

    fn of_query(&self, name: &str) -> Vec<String> {
        let named = |parameter: &&Parameter| {
            let mut pair = url::form_urlencoded::Serializer::new(String::new());
            pair.append_key_only(&parameter.name);
            parameter.name == name || pair.finish() == name
        };
        self.of_texts(self.call.query.iter().filter(named).map(|parameter| parameter.value.as_str()))
    }

    fn of_body(&self) -> Vec<String> {
        // The body's own names of secrets, in the order in which they stand in it.
        let body = serde_json::to_value(&self.call.body).unwrap_or_default();
        let mut texts = Vec::new();
        gather(&body, &mut texts);
        self.of_texts(texts.into_iter())
    }

    /// The variables of the secrets in these texts, in order.
    fn of_texts<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<String> {
        let mut found = Vec::new();
        for parsed in texts.filter_map(|text| template::parse(text).ok()) {
            for part in parsed.parts() {
                if let Part::Chip { chip, .. } = part
                    && let Some(secret) = chip.name().strip_prefix(super::SECRET_PREFIX)
                {
                    found.push(Secret::variable_of(secret));
                }
            }
        }
        found
    }
}

fn gather<'v>(value: &'v serde_json::Value, texts: &mut Vec<&'v str>) {
    match value {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| gather(item, texts)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| gather(field, texts)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> ShownRequest {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ShownRequest { method: method.to_owned(), url: url.to_owned(), headers, body: body.to_owned() }
    }

    fn parameter(name: &str, value: &str) -> Parameter {
        Parameter { name: name.to_owned(), value: value.into(), optional: false }
    }

    #[test]
    fn every_secret_is_a_variable() {
        let connection = Connection {
            authentication: Authentication::Bearer { secret: "crm_token".to_owned() },
            headers: vec![parameter("X-Tenant", "{{ secret.tenant }}")],
            ..Connection::default()
        };
        let call = Call { query: vec![parameter("key", "{{ secret.map-key }}")], ..Call::default() };
        let mask = SecretValue::MASK;
        let shown = request(
            "POST",
            &format!("https://crm.example.com/a?b=it's&key={mask}"),
            &[
                ("authorization", &format!("Bearer {mask}")),
                ("x-tenant", mask),
                ("accept", "*/*"),
                ("empty", ""),
            ],
            "{\"a\":\"it's $HOME `x`\"}",
        );
        let command = curl(&shown, &call, &connection);
        for expect in [
            "'https://crm.example.com/a?b=it'\\''s'",
            "--url-query key=\"$HOOKWRIGHT_SECRET_MAP_KEY\"",
            "--header 'authorization: Bearer '\"$HOOKWRIGHT_SECRET_CRM_TOKEN\"",
            "--header 'x-tenant: '\"$HOOKWRIGHT_SECRET_TENANT\"",
            "--header 'empty;'",
            "--header 'User-Agent:'",
            "--header 'Content-Type:'",
            "--data-raw '{\"a\":\"it'\\''s $HOME `x`\"}'",
        ] {
            assert!(command.contains(expect), "{expect}\n{command}");
        }
        assert!(!command.contains(mask) && !command.contains("'Accept:'"), "{command}");
    }

    #[test]
    fn a_password_is_left_to_curl() {
        let authentication = Authentication::Basic { user: "o'neil".to_owned(), secret: "pw".to_owned() };
        let connection = Connection { authentication, ..Connection::default() };
        let shown = request("GET", "https://a.example/", &[("authorization", "Basic ••••••••")], "");
        let command = curl(&shown, &Call::default(), &connection);
        assert!(command.contains("--user 'o'\\''neil:'\"$HOOKWRIGHT_SECRET_PW\""), "{command}");
        assert!(!command.contains("authorization") && !command.contains("--data"), "{command}");
    }
}
