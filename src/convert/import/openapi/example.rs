//! A value that a schema accepts: its own examples where it has some, else invented.

use crate::model::words;
use serde_json::{Map, Number, Value, json};

use super::keywords::whole;
use super::pattern;
use super::shape::{effective, first, kind, kind_of, kinds, required, suits};

/// Values in one example.
const MOST_PARTS: usize = 400;
/// Optional fields further inside than this are left out.
const OPTIONAL_LEVELS: usize = 4;
/// Nothing is further inside than this.
const MOST_LEVELS: usize = 16;
/// Items of a list that is asked to have several.
const MOST_ITEMS: i64 = 5;

/// A value for the schema, which stands in `root` and may refer to its definitions; `name` is what the value is called.
pub(super) fn example(root: &Value, schema: &Value, name: &str) -> Value {
    Maker { root, parts: 0 }.make(schema, name, 0)
}

struct Maker<'a> {
    root: &'a Value,
    parts: usize,
}

impl Maker<'_> {
    fn make(&mut self, schema: &Value, name: &str, level: usize) -> Value {
        self.parts += 1;
        if level > MOST_LEVELS {
            return Value::Null;
        }
        let shape = effective(self.root, schema);
        if let Some(given) = given(&shape) {
            return given.clone();
        }
        match kind(&shape) {
            Some("object") => self.record(&shape, level),
            Some("array") => self.list(&shape, name, level),
            Some("integer") => whole_number(&shape, name),
            Some("number") => number(&shape, name),
            Some("boolean") => Value::Bool(true),
            Some("null") => Value::Null,
            _ => Value::String(text(&shape, name)),
        }
    }

    fn record(&mut self, shape: &Map<String, Value>, level: usize) -> Value {
        let mut record = Map::new();
        let required = required(shape);
        let nothing = Map::new();
        let properties = shape.get("properties").and_then(Value::as_object).unwrap_or(&nothing);
        for (name, schema) in properties {
            let is_needed = required.contains(&name.as_str());
            if is_needed || level < OPTIONAL_LEVELS && self.parts < MOST_PARTS {
                let value = self.make(schema, name, level + 1);
                if is_needed || !value.is_null() {
                    record.insert(name.clone(), value);
                }
            }
        }
        for name in required.into_iter().filter(|name| !properties.contains_key(*name)) {
            let schema = shape.get("additionalProperties").cloned().unwrap_or_else(|| json!({}));
            record.insert(name.to_owned(), self.make(&schema, name, level + 1));
        }
        let further =
            shape.get("additionalProperties").filter(|schema| schema.is_object() && record.is_empty());
        if let Some(schema) = further.filter(|_| level < OPTIONAL_LEVELS) {
            record.insert("example".to_owned(), self.make(schema, "example", level + 1));
        }
        Value::Object(record)
    }

    fn list(&mut self, shape: &Map<String, Value>, name: &str, level: usize) -> Value {
        let name = super::words::singular(name);
        let mut items = Vec::new();
        for part in shape.get("prefixItems").and_then(Value::as_array).into_iter().flatten() {
            items.push(self.make(part, &name, level + 1));
        }
        let most = whole(shape, "maxItems").unwrap_or(MOST_ITEMS).min(MOST_ITEMS);
        let least = whole(shape, "minItems").unwrap_or(1).max(1).min(most);
        let any = json!({});
        let schema = shape.get("items").unwrap_or(&any);
        while i64::try_from(items.len()).unwrap_or(i64::MAX) < least && shape.get("prefixItems").is_none() {
            let item = self.make(schema, &name, level + 1);
            items.push(if items.contains(&item) { other(&item, items.len()) } else { item });
        }
        Value::Array(items)
    }
}

/// What the schema itself gives as a value, if it is of the right kind.
fn given(shape: &Map<String, Value>) -> Option<&Value> {
    let kinds = kinds(shape);
    let fits = |value: &&Value| {
        let of_kind = kinds.is_empty() || kinds.iter().any(|kind| suits(kind_of(value), kind));
        let listed = shape.get("enum").and_then(Value::as_array).is_none_or(|list| list.contains(value));
        of_kind && listed && !value.is_null()
    };
    let is_filled = |value: &&Value| !matches!(value, Value::String(text) if text.trim().is_empty());
    shape
        .get("const")
        .or_else(|| first(shape, "examples").filter(fits))
        .or_else(|| shape.get("default").filter(fits).filter(is_filled).filter(|value| !is_empty(value)))
        .or_else(|| first(shape, "enum"))
}

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty)
}

/// A further item that differs, where items may not be there twice.
fn other(item: &Value, index: usize) -> Value {
    match item {
        Value::String(text) => Value::String(format!("{text} {}", index + 1)),
        Value::Number(number) => number.as_i64().map_or_else(|| item.clone(), |number| json!(number + 1)),
        other => other.clone(),
    }
}

fn whole_number(shape: &Map<String, Value>, name: &str) -> Value {
    let least =
        whole(shape, "minimum").or_else(|| whole(shape, "exclusiveMinimum").map(|it| it.saturating_add(1)));
    let most =
        whole(shape, "maximum").or_else(|| whole(shape, "exclusiveMaximum").map(|it| it.saturating_sub(1)));
    let usual = match words(name).last().map(String::as_str) {
        Some("id" | "number") => 1001,
        Some("year") => 2026,
        Some("limit" | "size" | "total") => 10,
        Some("timestamp" | "created" | "updated") => 1_774_864_800,
        _ => 1,
    };
    let step = whole(shape, "multipleOf").filter(|step| *step > 0).unwrap_or(1);
    let low = least.unwrap_or(i64::MIN).min(most.unwrap_or(i64::MAX));
    let number = usual.clamp(low, most.unwrap_or(i64::MAX).max(low));
    let rest = number.rem_euclid(step);
    json!(if rest == 0 { number } else { number.saturating_add(step - rest) })
}

fn number(shape: &Map<String, Value>, name: &str) -> Value {
    let bound = |key: &str| shape.get(key).and_then(Value::as_f64);
    let least = bound("minimum").or_else(|| bound("exclusiveMinimum"));
    let most = bound("maximum").or_else(|| bound("exclusiveMaximum"));
    if bound("multipleOf").is_some_and(|step| step >= 1.0) {
        return whole_number(shape, name);
    }
    let is_money =
        words(name).iter().any(|word| matches!(word.as_str(), "price" | "amount" | "total" | "cost" | "fee"));
    let usual = if is_money { 19.9 } else { 1.5 };
    let fits =
        |number: f64| least.is_none_or(|least| number > least) && most.is_none_or(|most| number < most);
    let number = match (least, most) {
        _ if fits(usual) => usual,
        (Some(least), Some(most)) => f64::midpoint(least, most),
        (Some(least), None) => least + 1.5,
        (None, Some(most)) => most - 1.5,
        (None, None) => usual,
    };
    Number::from_f64(number).map_or_else(|| json!(1), Value::Number)
}

/// A text of the form that format, pattern and name ask for.
fn text(shape: &Map<String, Value>, name: &str) -> String {
    let length =
        |key: &str| shape.get(key).and_then(Value::as_u64).and_then(|length| usize::try_from(length).ok());
    let (least, most) = (length("minLength").unwrap_or(0), length("maxLength").unwrap_or(usize::MAX));
    let formatted = shape.get("format").and_then(Value::as_str).and_then(by_format);
    let usual = formatted.map_or_else(|| by_name(name), str::to_owned);
    if let Some(pattern) = shape.get("pattern").and_then(Value::as_str) {
        let fits = regex::Regex::new(pattern).is_ok_and(|regex| regex.is_match(&usual));
        let count = usual.chars().count();
        if !(fits && count >= least && count <= most)
            && let Some(text) = pattern::matching(pattern, least, most)
        {
            return text;
        }
    }
    let count = usual.chars().count();
    if count < least {
        return usual.chars().chain(std::iter::repeat('x')).take(least.min(2_000)).collect();
    }
    if count > most { usual.chars().take(most).collect() } else { usual }
}

fn by_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date" => "2026-03-30",
        "date-time" => "2026-03-30T10:00:00Z",
        "time" => "10:00:00Z",
        "duration" => "P1D",
        "email" => "ana@example.com",
        "hostname" => "host.example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "uri" | "uri-reference" | "iri" => "https://example.com/1001",
        "uuid" => "0f8fad5b-d9cb-469f-a165-70867728950e",
        "json-pointer" => "/example",
        _ => return None,
    })
}

fn by_name(name: &str) -> String {
    let words = words(name);
    let has = |word: &str| words.iter().any(|known| known == word);
    let text = if has("email") || has("mail") {
        "ana@example.com"
    } else if has("phone") || has("mobile") || has("telephone") {
        "+14155550123"
    } else if has("iban") {
        "DE89370400440532013000"
    } else if has("url") || has("uri") || has("link") || has("href") {
        "https://example.com/1001"
    } else if has("currency") {
        "EUR"
    } else if has("language") || has("locale") {
        "en"
    } else if has("country") {
        "DE"
    } else if has("city") || has("town") {
        "Berlin"
    } else if has("street") || has("address") {
        "Example Street 1"
    } else if has("zip") || has("postcode") || has("postal") || has("zipcode") {
        "10115"
    } else if has("first") && has("name") || has("firstname") {
        "Ana"
    } else if has("last") && has("name") || has("lastname") || has("surname") {
        "Example"
    } else if words.last().is_some_and(|last| last == "id" || last == "number" || last == "code") {
        "A1001"
    } else if has("date") {
        "2026-03-30"
    } else {
        return if words.is_empty() { "example".to_owned() } else { words.join(" ") };
    };
    text.to_owned()
}
