//! The integration that is being made: its texts with chips, its inputs, its proof.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use super::Proof;
use super::address::Address;
use super::designer::Designer;
use super::fact::{Fact, fact, privacy_of};
use super::key::{is_key, is_key_name, is_key_variable};
use super::marked::{Piece, has_marks, pieces, written};
use super::names::{of_host, singular, slug, words};
use crate::convert::handed_on::HandedOn;
use crate::convert::import::SourcePlace;
use crate::engine::{SECRET_PREFIX, free_name};
use crate::model::{
    Authentication, ContextVariable, Input, KeyPlace, Parameter, Privacy, Severity, Source, Text, ValueType,
};
use crate::template::{self, Chip};

/// What may not stand in an address as it is: the browser's rules for paths, and what our paths refuse.
const IN_ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'`').add(b'\\').add(b'^');
/// The same in a path, where a question mark would begin the query.
const IN_PATH: &AsciiSet = &IN_ADDRESS.add(b'?').add(b'{').add(b'}');

/// Places that are filled in later, in one request; whoever writes more of them means something else.
const MOST_PLACES: usize = 1_000;

/// Inputs of one request that are made of it; every further value stays as it is.
const MOST_INPUTS: usize = 200;

/// How a text of the source is encoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// Not at all.
    Plain,
    /// As in an address.
    Percent,
    /// As in a form: a plus is a space.
    Form,
}

/// An integration in the making.
pub(super) struct Draft<'a> {
    pub designer: &'a mut Designer,
    pub inputs: Vec<Input>,
    /// Marks whose meaning the source says.
    pub declared: Vec<HandedOn>,
    /// The header `Cookie`, when it is a secret.
    pub fixed_cookie: Option<Text>,
    pub at: SourcePlace,
    host: String,
    system: String,
    left_places: usize,
}

impl<'a> Draft<'a> {
    pub fn new(designer: &'a mut Designer, host: &str, at: &SourcePlace) -> Self {
        let (host, system) = (host.to_owned(), of_host(host));
        let (inputs, declared) = (Vec::new(), Vec::new());
        Self {
            designer,
            inputs,
            declared,
            fixed_cookie: None,
            at: at.clone(),
            host,
            system,
            left_places: MOST_PLACES,
        }
    }

    pub fn remark(&mut self, code: &str, severity: Severity, title: String, remedy: &str) {
        let at = self.at.clone();
        self.designer.remark(code, severity, title, remedy, &at);
    }

    /// A text of the field `name` with chips for what is a key, a customer's or filled in later.
    pub fn text(&mut self, name: &str, text: &str, coding: Coding) -> Text {
        if has_marks(text) {
            let mut source = template::Source::default();
            for piece in pieces(text) {
                source = match piece {
                    Piece::Literal(literal) => source.literal(&as_sent(literal, coding)),
                    Piece::Mark { written, .. } if self.left_places == 0 => source.literal(written),
                    Piece::Mark { name: mark, written } => match self.chip_of_mark(name, mark, written) {
                        Some(chip) => source.chip(&chip),
                        None => source.literal(written),
                    },
                };
            }
            return Text(source.finish());
        }
        let plain = decoded(text, coding);
        if is_key(name, &plain) {
            let chip = self.secret_chip(&slug(name, "key"), &plain);
            return chip.map_or_else(|| Text(template::escape(text)), |chip| of_chip(&chip));
        }
        if let Some(fact) = fact(name, &Value::from(plain.as_str()))
            && let Some(chip) = self.input_chip(name, fact, Value::from(plain))
        {
            return of_chip(&chip);
        }
        Text(template::escape(&as_sent(text, coding)))
    }

    /// A leaf of a JSON body under the field `name`.
    pub fn leaf(&mut self, name: &str, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(name, &text, Coding::Plain).0),
            Value::Number(_) => {
                let chip = fact(name, &value).and_then(|fact| self.input_chip(name, fact, value.clone()));
                chip.map_or(value, |chip| Value::String(of_chip(&chip).0))
            }
            other => other,
        }
    }

    /// The path below the base address.
    pub fn path(&mut self, segments: &[String]) -> Text {
        let mut path = String::new();
        for (index, segment) in segments.iter().enumerate() {
            path.push('/');
            let before = index.checked_sub(1).map_or("", |index| segments[index].as_str());
            path.push_str(&self.segment(before, segment));
        }
        Text(path)
    }

    fn segment(&mut self, before: &str, segment: &str) -> String {
        if has_marks(segment) {
            return self.text(before, segment, Coding::Percent).0;
        }
        let plain = decoded(segment, Coding::Percent);
        let owner = singular(before).filter(|_| !has_marks(before)).map(|owner| slug(&owner, "item"));
        let known = fact("", &Value::from(plain.as_str()));
        let numbered = owner.filter(|owner| is_id(&plain, privacy_of(owner))).map(|owner| {
            let fact = Fact { value_type: ValueType::Text, privacy: privacy_of(&owner), name: "" };
            (format!("{owner}_id"), fact)
        });
        let found = known.map(|fact| (String::new(), fact)).or(numbered);
        let chip = found.and_then(|(name, fact)| self.input_chip(&name, fact, Value::from(plain)));
        chip.map_or_else(
            || template::escape(&utf8_percent_encode(segment, IN_PATH).to_string()),
            |chip| of_chip(&chip).0,
        )
    }

    /// Query parameters; the one that proves who calls is left out.
    pub fn query(&mut self, address: &Address, proof: &Proof) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for (name, value) in &address.query {
            if matches!(proof, Proof::Query(key, text) if key == name && text == value) {
                continue;
            }
            let value = self.text(name, value, Coding::Percent);
            parameters.push(Parameter { name: name.clone(), value, optional: false });
        }
        parameters
    }

    /// A chip for a secret at this host.
    pub fn secret_chip(&mut self, field: &str, text: &str) -> Option<Chip> {
        let name = self.secret(field, text);
        Chip::new(format!("{SECRET_PREFIX}{name}"), Vec::new()).ok()
    }

    pub(super) fn secret(&mut self, field: &str, text: &str) -> String {
        let proposed = format!("{}_{field}", self.system);
        self.designer.secret(&self.host, &proposed, text)
    }

    fn chip_of_mark(&mut self, field: &str, mark: &str, written: &str) -> Option<Chip> {
        self.left_places -= 1;
        if let Some(chip) = self.declared_chip(mark) {
            return Some(chip);
        }
        if is_key_variable(mark) || is_key_name(field) {
            let marked = super::marked::mark(mark, written);
            return self.secret_chip(&slug(mark, "key"), &marked);
        }
        let example = Value::from(written);
        let by_name = fact(mark, &Value::from("x")).or_else(|| fact(field, &Value::from("x")));
        let plain = Fact { value_type: ValueType::Text, privacy: Privacy::None, name: "" };
        self.input_chip(mark, by_name.unwrap_or(plain), example)
    }

    /// A chip for an input with that example; the same value of the same name is one input.
    fn input_chip(&mut self, field: &str, fact: Fact, example: Value) -> Option<Chip> {
        let proposed = slug(field, if fact.name.is_empty() { "value" } else { fact.name });
        let has_name =
            !fact.name.is_empty() && (field.is_empty() || proposed.len() < 3 || !is_telling(&proposed));
        let proposed = if has_name { fact.name.to_owned() } else { proposed };
        let is_same =
            |input: &&Input| input.label == words(&proposed) && input.example.as_ref() == Some(&example);
        if let Some(input) = self.inputs.iter().find(is_same) {
            return Chip::new(input.name.clone(), Vec::new()).ok();
        }
        if self.inputs.len() >= MOST_INPUTS {
            return None;
        }
        let name = free_name(&proposed, |name| self.inputs.iter().any(|input| input.name == name));
        let chip = Chip::new(name.clone(), Vec::new()).ok()?;
        let inputs = &self.inputs;
        let in_use = |variable: &str| {
            inputs.iter().any(|input| matches!(&input.source, Source::Context { name } if name == variable))
        };
        let label = words(&proposed);
        let variable = ContextVariable {
            name: variable_name(&proposed, fact.privacy),
            label: label.clone(),
            value_type: fact.value_type,
            example: Some(example.clone()),
            privacy: fact.privacy,
            ..ContextVariable::default()
        };
        let source = Source::Context { name: self.designer.variable(variable, in_use) };
        let value_type = fact.value_type;
        self.inputs.push(Input {
            name,
            label,
            value_type,
            required: true,
            source,
            example: Some(example),
            ..Input::default()
        });
        Some(chip)
    }

    /// The proof as a connection has it, and headers for what no kind of authentication says.
    pub fn authentication(&mut self, proof: &Proof) -> (Authentication, Vec<Parameter>) {
        let authentication = match proof {
            Proof::AsWritten | Proof::Nothing => Authentication::None,
            Proof::Bearer(token) => Authentication::Bearer { secret: self.secret("token", token) },
            Proof::Basic(user, password) => return self.basic(user, password.as_deref()),
            Proof::Header(name, value) => return self.key_header(name, value),
            Proof::Query(name, value) => {
                let secret = self
                    .secret("key", &super::marked::map_literals(value, |text| decoded(text, Coding::Form)));
                Authentication::ApiKey { secret, place: KeyPlace::Query, name: name.clone() }
            }
            Proof::Cookie(name, value) => Authentication::ApiKey {
                secret: self.secret("cookie", value),
                place: KeyPlace::Cookie,
                name: name.clone(),
            },
            Proof::ClientCredentials { token_url, client_id, secret, scopes, credentials } => {
                Authentication::OAuth2ClientCredentials {
                    client_id: self.known(client_id, "client id"),
                    token_url: self.known(token_url, "address for tokens"),
                    secret: self.secret_of_sign_in(token_url, secret),
                    scopes: scopes.iter().map(|scope| written(scope)).collect(),
                    credentials: *credentials,
                }
            }
            Proof::Certificate(file) if has_marks(file) => {
                Authentication::MutualTls { secret: self.secret("certificate", file) }
            }
            Proof::Certificate(file) => {
                let title = format!(
                    "The call signs in with a certificate from the file `{}`, which was not read",
                    written(file)
                );
                let remedy = "Put certificate and key in PEM into the secret";
                self.remark("certificate_in_file", Severity::Warning, title, remedy);
                let file = super::marked::mark("certificate", &written(file));
                Authentication::MutualTls { secret: self.secret("certificate", &file) }
            }
        };
        (authentication, Vec::new())
    }

    /// The client's secret goes to whoever hands out tokens, and nowhere else.
    fn secret_of_sign_in(&mut self, token_url: &str, secret: &str) -> String {
        let url = Some(token_url).filter(|url| !has_marks(url)).and_then(|url| url::Url::parse(url).ok());
        let host = url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        let proposed = format!("{}_client_secret", self.system);
        self.designer.secret(&host, &proposed, secret)
    }

    /// A setting of a sign-in that a project holds as it is; empty, and said, where the source leaves it to a variable.
    fn known(&mut self, text: &str, what: &str) -> String {
        if !has_marks(text) {
            return text.to_owned();
        }
        let title = format!("The {what} for signing in is `{}`, whose value is not known", written(text));
        let remedy = "Enter it in the connection, or import an environment that has it";
        self.remark("sign_in_not_known", Severity::Error, title, remedy);
        String::new()
    }

    /// A user who is a key, as some systems have it, may not stand in the project: then both are one secret.
    fn basic(&mut self, user: &str, password: Option<&str>) -> (Authentication, Vec<Parameter>) {
        let is_key = is_key("", user) || (has_marks(user) && password.is_none_or(str::is_empty));
        if is_key || has_marks(user) {
            let known = !has_marks(user) && !password.is_some_and(has_marks);
            let both = format!("{user}:{}", password.unwrap_or_default());
            let text = if known {
                STANDARD.encode(&both)
            } else {
                let title = "The user who signs in is not known".to_owned();
                let remedy = "Put user, colon and password in Base64 into the secret, or enter the user in the connection";
                self.remark("user_not_known", Severity::Warning, title, remedy);
                super::marked::mark("credentials", &written(&both))
            };
            let Some(chip) = self.secret_chip("credentials", &text) else { return Default::default() };
            let value = Text(template::Source::default().literal("Basic ").chip(&chip).finish());
            return (
                Authentication::None,
                vec![Parameter { name: "Authorization".to_owned(), value, optional: false }],
            );
        }
        if password.is_none() {
            let title = format!("The password of `{user}` is not in the source");
            self.remark("password_asked_for", Severity::Hint, title, "Put it into the secret");
        }
        let unknown = super::marked::mark("password", user);
        let secret = self.secret("password", password.unwrap_or(&unknown));
        (Authentication::Basic { user: user.to_owned(), secret }, Vec::new())
    }

    /// A key alone is an API key; one with words before it keeps them: `Token abc`.
    fn key_header(&mut self, name: &str, value: &str) -> (Authentication, Vec<Parameter>) {
        let name = name.to_owned();
        let scheme = value.split_once(' ').filter(|(scheme, key)| {
            let is_word = scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && scheme.len() <= 20;
            is_word && !key.trim().is_empty() && !key.trim().contains([' ', ','])
        });
        let field = if name.eq_ignore_ascii_case("authorization") { "token" } else { "key" };
        if let Some((scheme, key)) = scheme
            && let Some(chip) = self.secret_chip(field, key.trim())
        {
            let value = Text(template::Source::default().literal(&format!("{scheme} ")).chip(&chip).finish());
            return (Authentication::None, vec![Parameter { name, value, optional: false }]);
        }
        (
            Authentication::ApiKey { secret: self.secret(field, value), place: KeyPlace::Header, name },
            Vec::new(),
        )
    }
}

/// A text that is one chip.
pub(super) fn of_chip(chip: &Chip) -> Text {
    Text(chip.to_string())
}

/// The name of the fact of the conversation: `user.email`, `order.number`.
fn variable_name(input: &str, privacy: Privacy) -> String {
    match input.rsplit_once('_') {
        Some((owner, number @ ("id" | "number" | "reference" | "code"))) => format!("{owner}.{number}"),
        _ if privacy == Privacy::None => format!("conversation.{input}"),
        _ => format!("user.{input}"),
    }
}

/// Whether the name of a field says what it holds.
fn is_telling(name: &str) -> bool {
    !["value", "text", "data", "id", "to", "from", "query", "field"].contains(&name)
}

/// A number, a UUID, or behind the name of something of a customer any word with a digit.
fn is_id(segment: &str, privacy: Privacy) -> bool {
    let is_number = !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
    let is_uuid = segment.len() == 36
        && segment.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    let is_word = segment.len() >= 3
        && segment.bytes().any(|byte| byte.is_ascii_digit())
        && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_number || is_uuid || (is_word && privacy != Privacy::None)
}

fn decoded(text: &str, coding: Coding) -> String {
    match coding {
        Coding::Plain => text.to_owned(),
        Coding::Percent => percent_decode_str(text).decode_utf8_lossy().into_owned(),
        Coding::Form => percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned(),
    }
}

/// What stands in an address must be able to stand there; everything else is sent as it is written.
fn as_sent(text: &str, coding: Coding) -> String {
    match coding {
        Coding::Percent => utf8_percent_encode(text, IN_ADDRESS).to_string(),
        Coding::Plain | Coding::Form => text.to_owned(),
    }
}
