//! Definitions of contracts, gathered where the references of a document lead: `#/components/schemas`.

use serde_json::{Map, Value, json};

use crate::convert::export::Names;

/// Moves every `$defs` of a schema in the document to its components, and turns the references to it.
pub(super) fn gather(document: &mut Value) {
    let (mut names, mut schemas) = (Names::new(), Map::new());
    let mut paths = document["paths"].take();
    in_schemas(&mut paths, &mut names, &mut schemas);
    document["paths"] = paths;
    if !schemas.is_empty() {
        document["components"]["schemas"] = Value::Object(schemas);
    }
}

/// Goes through the document to its schemas: every `schema` of a media type or parameter.
fn in_schemas(part: &mut Value, names: &mut Names, schemas: &mut Map<String, Value>) {
    match part {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                if key == "schema" && value.is_object() {
                    move_out(value, names, schemas);
                } else if !key.starts_with("x-") {
                    in_schemas(value, names, schemas);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| in_schemas(item, names, schemas)),
        _ => {}
    }
}

fn move_out(schema: &mut Value, names: &mut Names, schemas: &mut Map<String, Value>) {
    let own = schema.as_object_mut().and_then(|fields| {
        fields.remove("$schema");
        fields.remove("$id");
        fields.remove("$defs").or_else(|| fields.remove("definitions"))
    });
    let Some(Value::Object(definitions)) = own else {
        // The whole schema refers to itself.
        if refers_to_root(schema) {
            let name = names.give("answer");
            let mut whole =
                std::mem::replace(schema, json!({"$ref": format!("#/components/schemas/{name}")}));
            turn(&mut whole, &[], &name);
            schemas.insert(name, whole);
        }
        return;
    };
    let renamed: Vec<(String, String)> =
        definitions.keys().map(|name| (name.clone(), names.give(name))).collect();
    let root = names.give("answer");
    for ((_, new), (_, mut definition)) in renamed.iter().zip(definitions) {
        turn(&mut definition, &renamed, &root);
        schemas.insert(new.clone(), definition);
    }
    let is_root_meant = refers_to_root(schema)
        || renamed.iter().any(|(_, new)| schemas[new.as_str()].to_string().contains(&target(&root)));
    turn(schema, &renamed, &root);
    if is_root_meant {
        let whole = std::mem::replace(schema, json!({"$ref": target(&root)}));
        schemas.insert(root, whole);
    }
}

fn refers_to_root(schema: &Value) -> bool {
    match schema {
        Value::Object(fields) => {
            fields.get("$ref").is_some_and(|reference| reference == "#")
                || fields.values().any(refers_to_root)
        }
        Value::Array(items) => items.iter().any(refers_to_root),
        _ => false,
    }
}

/// Turns the references of a schema to where its definitions went.
fn turn(schema: &mut Value, renamed: &[(String, String)], root: &str) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get_mut("$ref") {
                let inside =
                    reference.strip_prefix("#/$defs/").or_else(|| reference.strip_prefix("#/definitions/"));
                let new =
                    renamed.iter().find(|(old, _)| inside == Some(old.as_str())).map(|(_, new)| new.as_str());
                let new = new.or_else(|| (reference == "#").then_some(root));
                if let Some(new) = new {
                    *reference = target(new);
                }
            }
            fields.values_mut().for_each(|value| turn(value, renamed, root));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| turn(item, renamed, root)),
        _ => {}
    }
}

fn target(name: &str) -> String {
    format!("#/components/schemas/{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_into_the_components() {
        let mut document = json!({"paths": {"/a": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {
            "properties": {"tree": {"$ref": "#/$defs/Tree"}},
            "$defs": {"Tree": {"properties": {"left": {"$ref": "#/$defs/Tree"}}}},
        }}}}}}}}});
        gather(&mut document);
        let reference = json!({"$ref": "#/components/schemas/Tree"});
        assert_eq!(document["components"]["schemas"]["Tree"]["properties"]["left"], reference);
        let schema =
            document.pointer("/paths/~1a/get/responses/200/content/application~1json/schema").unwrap();
        assert_eq!(*schema, json!({"properties": {"tree": reference}}));
    }
}
