//! Holds a contract against a text: items of large lists one by one, and the rest as a document in which those lists are cut short.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::text::Kind;
use super::{LargeText, Part};
use crate::engine::Contract;

/// What the text breaks first in the contract, as a sentence. `schema` is what the contract was read from.
pub(in crate::engine) fn problem(
    text: &LargeText<'_>,
    schema: &Value,
    contract: &Contract,
) -> Option<String> {
    let mut reader = Reader { text, schema, compiled: HashMap::new() };
    let rules = if has_only_local_references(schema) { reader.rules(&[schema]) } else { None };
    match reader.cut_short(text.whole(), rules, "") {
        Ok(document) => contract.first_problem("", &document),
        Err(problem) => Some(problem),
    }
}

/// Words of a schema after which the whole value has to be seen, and not only its fields or items.
const WHOLE: [&str; 21] = [
    "$dynamicRef",
    "$recursiveRef",
    "additionalItems",
    "anyOf",
    "const",
    "contains",
    "dependencies",
    "dependentSchemas",
    "else",
    "enum",
    "if",
    "maxContains",
    "minContains",
    "not",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
];

/// More rules for one value than this are not taken apart; a schema that refers to itself has no end.
const MOST_RULES: usize = 64;

struct Reader<'a> {
    text: &'a LargeText<'a>,
    schema: &'a Value,
    /// What is compiled of parts of the schema, by their place in memory.
    compiled: HashMap<*const Value, Option<Contract>>,
}

/// All that a schema says about one value, references followed; nothing when that is not said field by field or item by item.
type Rules<'a> = Option<Vec<&'a Map<String, Value>>>;

impl<'a> Reader<'a> {
    /// The value as a document in which the items of large lists were held against the contract already and are left out, as far
    /// as nothing else speaks of them. `place` is a JSON Pointer (RFC 6901).
    fn cut_short(&mut self, part: Part, rules: Rules<'a>, place: &str) -> Result<Value, String> {
        let (Some(rules), true) = (rules, LargeText::is_large(part)) else {
            return Ok(self.text.value(part));
        };
        let allows = |kind: &str| rules.iter().all(|rule| allows_kind(rule, kind));
        match self.text.kind(part) {
            Kind::Record if allows("object") => self.record(part, &rules, place),
            Kind::List if allows("array") => self.list(part, &rules, place),
            _ => Ok(self.text.value(part)),
        }
    }

    fn record(&mut self, part: Part, rules: &[&'a Map<String, Value>], place: &str) -> Result<Value, String> {
        let mut record = Map::new();
        if rules.is_empty() {
            return Ok(Value::Object(record));
        }
        let text = self.text;
        let free = FreeFields::of(rules);
        for child in text.children(part) {
            let name = child.name().into_owned();
            let at = || format!("{place}/{}", escaped(&name));
            if let Some(schemas) = free.as_ref().and_then(|free| free.schemas_for(&name))
                && schemas.iter().all(|schema| self.compile(schema).is_some())
            {
                self.item(child.part, schemas, at)?;
                continue;
            }
            let value = if LargeText::is_large(child.part) {
                let schemas: Vec<&Value> =
                    rules.iter().filter_map(|rule| schema_of_field(rule, &name)).collect();
                let inside = self.rules(&schemas);
                self.cut_short(child.part, inside, &at())?
            } else {
                text.value(child.part)
            };
            record.insert(name, value);
        }
        Ok(Value::Object(record))
    }

    fn list(&mut self, part: Part, rules: &[&'a Map<String, Value>], place: &str) -> Result<Value, String> {
        let schemas: Vec<&Value> = rules.iter().filter_map(|rule| rule.get("items")).collect();
        let (Some(least), Some(most)) = (limits(rules, "minItems"), limits(rules, "maxItems")) else {
            return Ok(self.text.value(part));
        };
        let least = least.into_iter().max().unwrap_or(0);
        let most = most.into_iter().min().unwrap_or(usize::MAX);
        if !schemas.iter().all(|schema| self.compile(schema).is_some()) {
            return Ok(self.text.value(part));
        }
        let (text, mut kept) = (self.text, Vec::new());
        for (index, child) in text.children(part).enumerate() {
            // The sentence about too long a list counts its items.
            if index >= most {
                return Ok(text.value(part));
            }
            if schemas.is_empty() && kept.len() >= least {
                if most == usize::MAX {
                    break;
                }
                continue;
            }
            let value = self.item(child.part, &schemas, || format!("{place}/{index}"))?;
            if kept.len() < least {
                kept.push(value);
            }
        }
        Ok(Value::Array(kept))
    }

    fn item(
        &mut self,
        part: Part,
        schemas: &[&'a Value],
        place: impl Fn() -> String,
    ) -> Result<Value, String> {
        let value = if LargeText::is_large(part) {
            let rules = self.rules(schemas);
            self.cut_short(part, rules, &place())?
        } else {
            self.text.value(part)
        };
        for schema in schemas {
            let contract = self.compile(schema);
            if contract.is_some_and(|contract| !contract.is_kept_by(&value)) {
                let problem = contract.and_then(|contract| contract.first_problem(&place(), &value));
                return Err(problem.unwrap_or_default());
            }
        }
        Ok(value)
    }

    /// A part of the schema, which may refer to what the schema defines.
    fn compile(&mut self, schema: &'a Value) -> Option<&Contract> {
        let whole = self.schema;
        let compile = || {
            let mut schema = schema.clone();
            if let Value::Object(fields) = &mut schema {
                for defined in ["$defs", "definitions"] {
                    if let Some(definitions) = whole.get(defined) {
                        fields.insert(defined.to_owned(), definitions.clone());
                    }
                }
            }
            Contract::new(&schema).ok()
        };
        self.compiled.entry(std::ptr::from_ref(schema)).or_insert_with(compile).as_ref()
    }

    /// All that these schemas say about the value that they are for.
    fn rules(&self, schemas: &[&'a Value]) -> Rules<'a> {
        let (mut open, mut rules) = (schemas.to_vec(), Vec::new());
        while let Some(schema) = open.pop() {
            let fields = match schema {
                Value::Bool(true) => continue,
                Value::Object(fields) if rules.len() < MOST_RULES => fields,
                _ => return None,
            };
            if WHOLE.iter().any(|word| fields.contains_key(*word)) {
                return None;
            }
            if let Some(reference) = fields.get("$ref") {
                let pointer = reference.as_str()?.strip_prefix('#')?;
                // A pointer with percent signs is rare enough to be held against the whole.
                open.push(self.schema.pointer(pointer).filter(|_| !pointer.contains('%'))?);
            }
            if let Some(all) = fields.get("allOf") {
                open.extend(all.as_array()?);
            }
            rules.push(fields);
        }
        Some(rules)
    }
}

/// Whether a part of the schema means the same outside of it, together with what the schema defines.
fn has_only_local_references(schema: &Value) -> bool {
    match schema {
        Value::Array(items) => items.iter().all(has_only_local_references),
        Value::Object(fields) => fields.iter().all(|(name, inside)| match (name.as_str(), inside) {
            ("$id" | "$anchor" | "$dynamicAnchor" | "$recursiveAnchor", Value::String(_)) => false,
            ("$ref", Value::String(reference)) => {
                reference.starts_with("#/$defs/") || reference.starts_with("#/definitions/")
            }
            _ => has_only_local_references(inside),
        }),
        _ => true,
    }
}

/// The fields of a record of which nothing is said by name: a record with an order under each number is like a list.
struct FreeFields<'r, 'a> {
    rules: &'r [&'a Map<String, Value>],
    /// What is said of each of them.
    schemas: Vec<&'a Value>,
}

impl<'r, 'a> FreeFields<'r, 'a> {
    /// Nothing when the rules look at the names or the number of all fields.
    fn of(rules: &'r [&'a Map<String, Value>]) -> Option<Self> {
        let counts = |rule: &&Map<String, Value>| {
            let words = ["dependentRequired", "maxProperties", "minProperties", "propertyNames"];
            words.iter().any(|word| rule.contains_key(*word))
                || rule.get("additionalProperties") == Some(&Value::Bool(false))
        };
        let schemas = rules.iter().filter_map(|rule| rule.get("additionalProperties")).collect();
        (!rules.iter().any(counts)).then_some(Self { rules, schemas })
    }

    /// What is said of this field, unless it has a rule of its own.
    fn schemas_for(&self, name: &str) -> Option<&[&'a Value]> {
        let has_own = |rule: &&Map<String, Value>| {
            let required = rule.get("required").and_then(Value::as_array);
            rule.get("properties").is_some_and(|fields| fields.get(name).is_some())
                || required.is_some_and(|names| names.iter().any(|required| required == name))
        };
        (!self.rules.iter().any(has_own)).then_some(self.schemas.as_slice())
    }
}

fn allows_kind(rule: &Map<String, Value>, kind: &str) -> bool {
    match rule.get("type") {
        None => true,
        Some(Value::Array(kinds)) => kinds.iter().any(|each| each == kind),
        Some(one) => one == kind,
    }
}

/// What a rule says about a field of a record. That a field should not be there at all is seen without its value.
fn schema_of_field<'a>(rule: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let named = rule.get("properties").and_then(|fields| fields.get(name));
    named.or_else(|| rule.get("additionalProperties")).filter(|schema| **schema != Value::Bool(false))
}

/// The limits of this name; nothing when one is no plain number.
fn limits(rules: &[&Map<String, Value>], name: &str) -> Option<Vec<usize>> {
    let limit = |value: &Value| usize::try_from(value.as_u64()?).ok();
    rules.iter().filter_map(|rule| rule.get(name)).map(limit).collect()
}

/// A name in a JSON Pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// What the contract says about the whole document.
    #[track_caller]
    fn check(schema: Value, document: &Value) -> Option<String> {
        let text = document.to_string();
        let contract = Contract::new(&schema).unwrap();
        let found = problem(&LargeText::new(text.as_str().into()), &schema, &contract);
        assert_eq!(found, contract.problems(document).into_iter().next(), "{schema}");
        found
    }

    fn orders() -> Value {
        let order = |number: usize| json!({"number": format!("SO-{number:06}"), "lines": [{"price": 9.5}]});
        json!({"status": "active", "a/b": {"orders": (0..3_000).map(order).collect::<Vec<_>>()}})
    }

    #[test]
    fn a_text_breaks_what_its_document_breaks() {
        let of_items = |items: Value| {
            json!({"$defs": {"line": {"type": "object", "properties": {"price": {"type": "number"}}},
                    "order": {"required": ["number"], "properties": {"lines": {"items": {"$ref": "#/$defs/line"}}}}},
                "type": "object", "required": ["status"],
                "properties": {"a/b": {"properties": {"orders": items}}}})
        };
        let kept = [
            json!({"type": "array", "items": {"$ref": "#/$defs/order"}, "minItems": 2, "maxItems": 3000}),
            json!({"items": {"allOf": [{"$ref": "#/$defs/order"}, {"type": "object"}]}}),
            json!({"uniqueItems": true}),
            json!({"anyOf": [{"type": "string"}, {"items": true}]}),
            json!(true),
        ];
        for items in kept {
            assert_eq!(check(of_items(items), &orders()), None);
        }
        let broken = [
            json!({"type": "string"}),
            json!({"maxItems": 2999}),
            json!({"minItems": 3001}),
            json!({"items": false}),
            json!({"items": {"required": ["total"]}}),
            json!({"items": {"properties": {"number": {"enum": ["SO-000000", "SO-000001"]}}}}),
            json!({"items": {"properties": {"lines": {"items": {"required": ["sku"]}}}}}),
            json!({"contains": {"required": ["total"]}}),
            json!({"prefixItems": [{"type": "string"}]}),
            json!({"oneOf": [{"items": {"type": "object"}}, {"type": "array"}]}),
            json!({"$ref": "#/$defs/line", "type": "object"}),
        ];
        for items in broken {
            assert!(check(of_items(items), &orders()).is_some());
        }
        check(json!({"properties": {"a/b": false}}), &orders());
        check(json!({"additionalProperties": false, "properties": {"status": true}}), &orders());
        check(json!({"additionalProperties": {"required": ["none"]}}), &orders());
        check(json!({"properties": {"status": {"const": "gone"}}}), &orders());
        check(json!({"type": "object"}), &orders()["a/b"]["orders"]);
        check(json!({"items": {"$ref": "#"}, "type": "array"}), &orders()["a/b"]["orders"]);
    }

    #[test]
    fn a_record_of_many_fields_is_like_a_list() {
        let order =
            |number: usize| (format!("SO-{number:06}"), json!({"lines": [{"price": 9.5}], "n": number}));
        let mut document = Value::Object((0..3_000).map(order).collect());
        let lines = json!({"required": ["lines"], "properties": {"n": {"type": "integer"}}});
        let rules = [
            json!({"additionalProperties": lines}),
            json!({"additionalProperties": {"$ref": "#/$defs/lines"}, "$defs": {"lines": lines}}),
            json!({"allOf": [{"additionalProperties": lines}, {"required": ["SO-000007"]}]}),
            json!({"additionalProperties": lines, "properties": {"SO-000007": {"required": ["n"]}}}),
            json!({"additionalProperties": lines, "minProperties": 3_000}),
            json!({"type": "object"}),
        ];
        for rule in &rules {
            assert_eq!(check(rule.clone(), &document), None);
        }
        let gone = json!({"additionalProperties": true, "required": ["SO-000001", "SO-003000"]});
        assert_eq!(check(gone, &document).unwrap(), "`SO-003000` is missing");
        assert!(check(json!({"additionalProperties": false}), &document).is_some());
        assert!(check(json!({"maxProperties": 5}), &document).is_some());
        document["SO-000007"]["n"] = json!("seven");
        assert!(
            check(rules[0].clone(), &document).unwrap().contains("`SO-000007.n` should be a whole number")
        );
        assert!(check(rules[2].clone(), &document).is_some());
        assert_eq!(check(rules[3].clone(), &document), None);
    }

    #[test]
    fn an_item_that_is_wrong_is_named() {
        let mut document = orders();
        document["a/b"]["orders"][1234]["lines"][0]["price"] = json!("free");
        let price = json!({"items": {"properties": {"price": {"type": "number"}}}});
        let orders = json!({"items": {"properties": {"lines": price}}});
        let schema = json!({"properties": {"a/b": {"properties": {"orders": orders}}}});
        let problem = check(schema, &document).unwrap();
        assert_eq!(problem, "`a/b.orders[1234].lines[0].price` should be a number and is “free”");
    }
}
