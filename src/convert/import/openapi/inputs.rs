//! What an integration needs to know, out of the parameters and fields of an operation.

use serde_json::{Map, Value};

use super::example::example;
use super::pattern;
use super::remarks::Remarks;
use super::shape::{effective, first, kind, kinds};
use super::words;
use crate::engine::read_as_kind;
use crate::model::{ContextVariable, Input, Localized, Privacy, Source, ValueType};

/// The language of an imported project.
pub(super) const LANGUAGE: &str = "en";
/// Names that are facts of the customer whatever they are asked for.
const OF_CUSTOMER: [(&str, &str); 13] = [
    ("email", "user.email"),
    ("e_mail", "user.email"),
    ("email_address", "user.email"),
    ("customer_email", "user.email"),
    ("user_email", "user.email"),
    ("phone", "user.phone"),
    ("phone_number", "user.phone"),
    ("mobile", "user.phone"),
    ("first_name", "user.first_name"),
    ("last_name", "user.last_name"),
    ("full_name", "user.full_name"),
    ("username", "user.name"),
    ("user_name", "user.name"),
];

/// The inputs so far, with the facts of the conversation that they come from.
pub(super) struct Inputs<'a> {
    pub list: Vec<Input>,
    pub context: &'a mut Vec<ContextVariable>,
    /// What the operation is about: `pet`.
    pub noun: String,
    /// The names of keys that texts of the description may hold.
    pub keys: Vec<String>,
}

/// Something that the operation asks for.
pub(super) struct Wanted<'a> {
    /// As the system calls it.
    pub name: &'a str,
    pub description: Option<&'a str>,
    pub required: bool,
    /// The converted schema, and the schema that holds its definitions.
    pub schema: &'a Value,
    pub root: &'a Value,
    /// The example that stands beside the schema.
    pub example: Option<&'a Value>,
    /// Whether it travels in the address or a header, where lists and records have no form.
    pub is_flat: bool,
    /// Where it stands.
    pub pointer: &'a str,
}

impl<'a> Inputs<'a> {
    /// None so far.
    pub fn new(context: &'a mut Vec<ContextVariable>, noun: String) -> Self {
        Self { list: Vec::new(), context, noun, keys: Vec::new() }
    }
}

impl Inputs<'_> {
    /// Adds an input; returns its name for chips.
    pub fn add(&mut self, wanted: &Wanted<'_>, remarks: &mut Remarks) -> String {
        let shape = effective(wanted.root, wanted.schema);
        let name = words::free(&words::name(wanted.name, "value"), |name| {
            self.list.iter().any(|it| it.name == name)
        });
        let title = words::label(wanted.name);
        let label = if title.is_empty() { words::label(&name) } else { title };
        let mut input = Input {
            name: name.clone(),
            label: label.clone(),
            value_type: value_type(&shape, wanted.is_flat),
            required: wanted.required,
            ..Input::default()
        };
        input.allowed = allowed(&shape, input.value_type);
        let written = shape.get("pattern").and_then(Value::as_str);
        if let Some(written) =
            written.filter(|_| input.value_type == ValueType::Text && input.allowed.is_empty())
        {
            match pattern::for_whole_text(written) {
                Some(pattern) => input.pattern = pattern,
                None => {
                    let title = format!("The pattern of `{}` cannot be carried over", wanted.name);
                    remarks.hint(
                        "pattern",
                        title,
                        "Add a pattern in the step Needs if one is needed",
                        wanted.pointer,
                    );
                }
            }
        }
        let value = self.example_for(&mut input, wanted, &shape);
        let constant = constant(&shape).filter(|value| wanted.required && accepts(&input, value));
        if let Some(value) = constant {
            input.source = Source::Constant { value };
            input.example = None;
        } else {
            let fact = self.fact(&input, wanted, &value, &label);
            input.source = Source::Context { name: fact };
            if wanted.required {
                input.ask =
                    Localized::new(LANGUAGE, &crate::template::escape(&question(&label, &input, wanted)));
            }
            input.example = Some(value);
        }
        self.list.push(input);
        name
    }

    /// An example that the input accepts; a pattern that no example can be found for is given up.
    fn example_for(&self, input: &mut Input, wanted: &Wanted<'_>, shape: &Map<String, Value>) -> Value {
        let invented = || {
            let root = effective_without_examples(shape, wanted.root);
            example(&root, &root, wanted.name)
        };
        let usable = |input: &Input, value: Value| {
            let typed = read_as_kind(&value, input.value_type).unwrap_or(value);
            let carried = !wanted.is_flat || is_plain(&typed);
            (accepts(input, &typed) && carried && !holds_key(wanted.name, &typed)).then_some(typed)
        };
        let given = wanted.example.cloned().map(|value| first_item(value, wanted.is_flat));
        let candidates = [given, Some(example(wanted.root, wanted.schema, wanted.name)), Some(invented())];
        let candidates = candidates.into_iter().flatten().map(|value| first_item(value, wanted.is_flat));
        let listed = input.allowed.first().cloned();
        if let Some(value) = candidates.chain(listed).find_map(|value| usable(input, value)) {
            return value;
        }
        input.pattern.clear();
        input.allowed.clear();
        plain_example(input.value_type)
    }

    /// The fact of the conversation that the input comes from; made when there is none that fits.
    fn fact(&mut self, input: &Input, wanted: &Wanted<'_>, value: &Value, label: &str) -> String {
        let wished = fact_name(&input.name, &self.noun);
        let in_use = |name: &str, list: &[Input]| {
            list.iter().any(|other| matches!(&other.source, Source::Context { name: used } if used == name))
        };
        let name = words::free(&wished, |name| {
            let known = self.context.iter().find(|fact| fact.name == name);
            known.is_some_and(|fact| fact.value_type != input.value_type) || in_use(name, &self.list)
        });
        if !self.context.iter().any(|fact| fact.name == name) {
            self.context.push(ContextVariable {
                name: name.clone(),
                label: label.to_owned(),
                value_type: input.value_type,
                example: Some(value.clone()),
                privacy: Privacy::by_name(wanted.name, &self.noun),
                description: wanted.description.map(|text| words::beginning(text, 200)).unwrap_or_default(),
                ..ContextVariable::default()
            });
        }
        name
    }
}

/// `pet_id` of a pet is `pet.id`. Every name has one dot, so that none lies inside another.
fn fact_name(name: &str, noun: &str) -> String {
    if let Some((_, fact)) = OF_CUSTOMER.iter().find(|(known, _)| *known == name) {
        return (*fact).to_owned();
    }
    let rest = name.strip_prefix(noun).and_then(|rest| rest.strip_prefix('_')).unwrap_or(name);
    let rest = if crate::template::is_name(rest) { rest } else { name };
    format!("{noun}.{rest}")
}

fn question(label: &str, input: &Input, wanted: &Wanted<'_>) -> String {
    let what = words::first_lower(label);
    if !input.allowed.is_empty() && input.allowed.len() <= 6 {
        let choices: Vec<_> = input.allowed.iter().map(crate::engine::plain).collect();
        return format!("Which {what}: {}?", choices.join(", "));
    }
    let description =
        wanted.description.map(|text| words::beginning(text, 80)).filter(|text| text.ends_with('?'));
    description.unwrap_or_else(|| format!("What is the {what}?"))
}

/// The kind of value that a shape asks for.
pub(super) fn value_type(shape: &Map<String, Value>, is_flat: bool) -> ValueType {
    if kinds(shape).len() > 1 {
        return ValueType::Text;
    }
    match (kind(shape), shape.get("format").and_then(Value::as_str)) {
        (Some("string"), Some("date")) => ValueType::Date,
        (Some("string"), Some("date-time")) => ValueType::DateTime,
        (Some("string"), Some("email")) => ValueType::Email,
        (Some("integer"), _) => ValueType::Integer,
        (Some("number"), _) => ValueType::Number,
        (Some("boolean"), _) => ValueType::Boolean,
        (Some("array"), _) if !is_flat => ValueType::List,
        (Some("object"), _) if !is_flat => ValueType::Object,
        _ => ValueType::Text,
    }
}

fn allowed(shape: &Map<String, Value>, value_type: ValueType) -> Vec<Value> {
    let listed = shape.get("enum").and_then(Value::as_array).into_iter().flatten();
    let mut values = Vec::new();
    for value in listed.filter(|value| !value.is_null()) {
        match read_as_kind(value, value_type) {
            Some(typed) if !matches!(&typed, Value::String(text) if text.trim().is_empty()) => {
                values.push(typed);
            }
            Some(_) => {}
            // One choice of another kind: the list cannot be checked.
            None => return Vec::new(),
        }
    }
    values
}

/// The value that is always sent: the only one that is possible, or the default of something required.
fn constant(shape: &Map<String, Value>) -> Option<Value> {
    let only = shape.get("enum").and_then(Value::as_array).filter(|list| list.len() == 1);
    let only = only.and_then(|list| list.first());
    let value = shape.get("const").or(only).or_else(|| shape.get("default"))?;
    let is_scalar = !value.is_null() && !value.is_array() && !value.is_object();
    (is_scalar && !matches!(value, Value::String(text) if text.trim().is_empty())).then(|| value.clone())
}

/// Whether a run would take the value for the input.
fn accepts(input: &Input, value: &Value) -> bool {
    let Some(typed) = read_as_kind(value, input.value_type) else { return false };
    let listed = input.allowed.is_empty() || input.allowed.contains(&typed);
    let matches = || regex::Regex::new(&format!("^(?:{})$", input.pattern));
    let text = typed.as_str();
    let patterned =
        input.pattern.is_empty() || text.is_none_or(|text| matches().is_ok_and(|it| it.is_match(text)));
    listed && patterned && text.is_none_or(|text| !text.trim().is_empty())
}

/// A value that every place of a request can carry.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::String(text) => {
            text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
                && text.trim() == text
                && !matches!(text.as_str(), "." | "..")
        }
        Value::Number(_) | Value::Bool(_) => true,
        _ => false,
    }
}

/// Whether an example would be taken for a key.
pub(super) fn holds_key(name: &str, value: &Value) -> bool {
    match value {
        Value::String(text) => crate::check::key_under(name, text).is_some(),
        Value::Array(items) => items.iter().any(|item| holds_key(name, item)),
        Value::Object(fields) => fields.iter().any(|(name, field)| holds_key(name, field)),
        _ => false,
    }
}

/// Where one value is sent instead of several.
fn first_item(value: Value, is_flat: bool) -> Value {
    match value {
        Value::Array(items) if is_flat => items.into_iter().next().unwrap_or_default(),
        other => other,
    }
}

fn effective_without_examples(shape: &Map<String, Value>, root: &Value) -> Value {
    let mut shape = shape.clone();
    for key in ["examples", "default"] {
        shape.remove(key);
    }
    if first(&shape, "enum").is_none() {
        shape.remove("enum");
    }
    if let Some(definitions) = root.get("$defs") {
        shape.insert("$defs".to_owned(), definitions.clone());
    }
    Value::Object(shape)
}

/// A value of that kind.
pub(super) fn plain_example(value_type: ValueType) -> Value {
    match value_type {
        ValueType::Text => Value::from("example"),
        ValueType::Email => Value::from("ana@example.com"),
        ValueType::Integer => Value::from(1),
        ValueType::Number => serde_json::json!(1.5),
        ValueType::Boolean => Value::Bool(true),
        ValueType::Date => Value::from("2026-03-30"),
        ValueType::Time => Value::from("10:00"),
        ValueType::DateTime => Value::from("2026-03-30T10:00:00Z"),
        ValueType::List => serde_json::json!(["example"]),
        ValueType::Object => serde_json::json!({"example": "example"}),
    }
}
