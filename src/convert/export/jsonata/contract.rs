//! A JSON Schema (draft 2020-12) as a condition, as far as one can be written.

use serde_json::{Map, Value};

use super::library::Function;
use super::{Script, literal};

/// A condition, and the keywords that it leaves out.
pub(super) struct Contract {
    pub code: String,
    pub gaps: Vec<String>,
}

/// The condition that the value under the name `variable` satisfies the schema.
pub(super) fn condition(script: &mut Script, schema: &Value, variable: &str) -> Contract {
    let mut writer = Writer { script, gaps: Vec::new(), depth: 0 };
    let code = writer.schema(schema, variable).unwrap_or_else(|| "true".to_owned());
    Contract { code, gaps: writer.gaps }
}

/// The keywords of a schema that no condition is written for.
pub(in crate::convert::export) fn gaps(schema: &Value) -> Vec<String> {
    condition(&mut Script::default(), schema, "$body").gaps
}

struct Writer<'a> {
    script: &'a mut Script,
    gaps: Vec<String>,
    depth: usize,
}

impl Writer<'_> {
    /// Nothing: every value satisfies it.
    fn schema(&mut self, schema: &Value, variable: &str) -> Option<String> {
        let fields = match schema {
            Value::Bool(true) => return None,
            Value::Bool(false) => return Some("false".to_owned()),
            Value::Object(fields) => fields,
            _ => return None,
        };
        let mut codes = Vec::new();
        for (keyword, value) in fields {
            match self.keyword(keyword, value, variable) {
                Some(code) => codes.push(code),
                None if says_nothing(keyword, value) => {}
                None => self.gap(keyword),
            }
        }
        match codes.len() {
            0 => None,
            1 => codes.pop(),
            _ => Some(format!("({})", codes.join(" and "))),
        }
    }

    fn gap(&mut self, keyword: &str) {
        if !self.gaps.iter().any(|known| known == keyword) {
            self.gaps.push(keyword.to_owned());
        }
    }

    fn keyword(&mut self, keyword: &str, value: &Value, variable: &str) -> Option<String> {
        match keyword {
            "type" => types(value, variable),
            "enum" => {
                let equal = |option: &Value| format!("{variable} = {}", literal::value(option));
                let options: Vec<String> = value.as_array()?.iter().map(equal).collect();
                Some(if options.is_empty() {
                    "false".to_owned()
                } else {
                    format!("({})", options.join(" or "))
                })
            }
            "const" => Some(format!("{variable} = {}", literal::value(value))),
            "minimum" => bound("number", variable, &format!("{variable} >="), value),
            "maximum" => bound("number", variable, &format!("{variable} <="), value),
            "exclusiveMinimum" => bound("number", variable, &format!("{variable} >"), value),
            "exclusiveMaximum" => bound("number", variable, &format!("{variable} <"), value),
            "minLength" => bound("string", variable, &format!("$length({variable}) >="), value),
            "maxLength" => bound("string", variable, &format!("$length({variable}) <="), value),
            "minItems" => bound("array", variable, &format!("$count({variable}) >="), value),
            "maxItems" => bound("array", variable, &format!("$count({variable}) <="), value),
            "pattern" => Some(guarded("string", variable, &matches(variable, value.as_str()?)?)),
            "format" => self.format(value.as_str()?, variable),
            "required" => {
                let names = value.as_array()?.iter().filter_map(Value::as_str);
                let there = |name: &str| format!("$exists($lookup({variable}, {}))", literal::text(name));
                let codes: Vec<String> = names.map(there).collect();
                (!codes.is_empty()).then(|| guarded("object", variable, &codes.join(" and ")))
            }
            "properties" => self.properties(value.as_object()?, variable),
            "additionalProperties" if *value == Value::Bool(false) => None,
            "items" => self.items(value, variable),
            "allOf" | "anyOf" | "oneOf" => self.several(keyword, value.as_array()?, variable),
            "not" => {
                let code = self.schema(value, variable).unwrap_or_else(|| "true".to_owned());
                Some(format!("({code} ? false : true)"))
            }
            _ => None,
        }
    }

    fn format(&mut self, name: &str, variable: &str) -> Option<String> {
        let function = match name {
            "date" => {
                let date = self.script.need(Function::IsDate);
                return Some(guarded(
                    "string",
                    variable,
                    &format!("($length({variable}) = 10 and {date}({variable}))"),
                ));
            }
            "date-time" => Function::IsMoment,
            "email" => Function::IsEmail,
            _ => return None,
        };
        Some(guarded("string", variable, &format!("{}({variable})", self.script.need(function))))
    }

    fn inner(&mut self) -> String {
        self.depth += 1;
        format!("$p{}", self.depth)
    }

    fn properties(&mut self, properties: &Map<String, Value>, variable: &str) -> Option<String> {
        let mut codes = Vec::new();
        for (name, schema) in properties {
            let inner = self.inner();
            if let Some(code) = self.schema(schema, &inner) {
                let name = literal::text(name);
                codes.push(format!(
                    "({inner} := $lookup({variable}, {name}); $exists({inner}) ? {code} : true)"
                ));
            }
        }
        Some(if codes.is_empty() {
            "true".to_owned()
        } else {
            guarded("object", variable, &codes.join(" and "))
        })
    }

    fn items(&mut self, schema: &Value, variable: &str) -> Option<String> {
        let inner = self.inner();
        let Some(code) = self.schema(schema, &inner) else { return Some("true".to_owned()) };
        let each = format!("false in $map({variable}, function({inner}) {{{code} ? true : false}})");
        Some(guarded("array", variable, &format!("({each} ? false : true)")))
    }

    fn several(&mut self, keyword: &str, schemas: &[Value], variable: &str) -> Option<String> {
        let mut codes = Vec::new();
        for schema in schemas {
            codes.push(self.schema(schema, variable).unwrap_or_else(|| "true".to_owned()));
        }
        if codes.is_empty() {
            return None;
        }
        Some(match keyword {
            "allOf" => format!("({})", codes.join(" and ")),
            "anyOf" => format!("({})", codes.join(" or ")),
            _ => {
                let one = |code: &String| format!("{code} ? 1 : 0");
                let ones: Vec<String> = codes.iter().map(one).collect();
                format!("$sum([{}]) = 1", ones.join(", "))
            }
        })
    }
}

/// JSONata refuses a match without letters, so the empty text is looked at apart.
fn matches(variable: &str, pattern: &str) -> Option<String> {
    let code = literal::regex(pattern)?;
    let takes_empty = regex::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match(""));
    let is_whole = pattern.starts_with('^') && pattern.ends_with('$');
    Some(match (takes_empty, is_whole) {
        (false, _) => format!("$contains({variable}, {code})"),
        (true, true) => format!("({variable} = \"\" or $contains({variable}, {code}))"),
        // It is found in every text.
        (true, false) => "true".to_owned(),
    })
}

/// Words for people, and keywords whose value demands nothing.
fn says_nothing(keyword: &str, value: &Value) -> bool {
    let for_people = [
        "$schema",
        "$id",
        "$comment",
        "$anchor",
        "title",
        "description",
        "default",
        "examples",
        "example",
        "deprecated",
        "readOnly",
        "writeOnly",
        "$defs",
        "definitions",
        "contentMediaType",
        "contentEncoding",
    ];
    let demands_nothing = matches!(keyword, "additionalProperties" | "uniqueItems" | "unevaluatedProperties");
    for_people.contains(&keyword)
        || (keyword == "required" && value.as_array().is_some_and(Vec::is_empty))
        || (demands_nothing && *value == Value::Bool(keyword != "uniqueItems"))
}

fn types(value: &Value, variable: &str) -> Option<String> {
    let names: Vec<&str> = match value {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let one = |name: &&str| match *name {
        "integer" => format!("($type({variable}) = \"number\" ? $floor({variable}) = {variable} : false)"),
        name => format!("$type({variable}) = {}", literal::text(name)),
    };
    let codes: Vec<String> = names.iter().map(one).collect();
    Some(format!("({})", codes.join(" or ")))
}

fn bound(kind: &str, variable: &str, code: &str, value: &Value) -> Option<String> {
    value.is_number().then(|| guarded(kind, variable, &format!("{code} {}", literal::value(value))))
}

/// Holds for every other kind of value.
fn guarded(kind: &str, variable: &str, code: &str) -> String {
    format!("($type({variable}) = \"{kind}\" ? {code} : true)")
}
