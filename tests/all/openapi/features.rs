//! Each thing that a description can say, in a small description of its own.

use hookwright::convert::import::openapi::{Document, import};
use hookwright::convert::import::{ImportError, Imported};
use hookwright::model::{
    Authentication, Body, Call, Integration, KeyPlace, Privacy, Risk, Source, Stage, ValueType,
};
use serde_json::{Value, json};

use super::flaw;

/// One operation of a description with this top and this operation.
fn described(top: Value, path: &str, method: &str, operation: Value) -> Imported {
    let mut root = json!({"openapi": "3.0.3", "info": {"title": "Shop API"}, "servers": [{"url": "https://shop.example.com/v1"}]});
    root.as_object_mut().unwrap().extend(top.as_object().unwrap().clone());
    root["paths"] = json!({path: {method: operation}});
    import(&root.to_string(), None).unwrap()
}

fn only(imported: &Imported) -> (&Integration, &Call) {
    let integration = &imported.project.integrations[0];
    (integration, &integration.calls[0])
}

fn codes(imported: &Imported) -> Vec<&str> {
    imported.remarks.iter().map(|remark| remark.code.as_str()).collect()
}

fn keyed() -> Value {
    json!({"security": [{"k": []}], "components": {"securitySchemes": {"k": {"type": "apiKey", "in": "header", "name": "X-Key"}}}})
}

#[test]
fn parameters_of_every_place() {
    let parameter = |place: &str, name: &str, schema: Value| json!({"in": place, "name": name, "required": place == "path", "schema": schema});
    let text = json!({"type": "string"});
    let imported = described(
        keyed(),
        "/orders/{orderId}",
        "get",
        json!({"operationId": "getOrder", "parameters": [
            parameter("path", "orderId", json!({"type": "integer", "format": "int64", "example": 77})),
            parameter("query", "status", json!({"type": "string", "enum": ["open", "closed"]})),
            parameter("query", "tags", json!({"type": "array", "items": text})),
            {"in": "query", "name": "filter", "style": "deepObject", "schema": {"type": "object", "properties": {"city": text}}},
            {"in": "query", "name": "api-version", "required": true, "schema": {"type": "string", "default": "2026-01"}},
            parameter("header", "X-Code", json!({"type": "string", "pattern": "^[A-Z]{3}$"})),
            parameter("header", "Accept", text.clone()),
            {"in": "header", "name": "Idempotency-Key", "required": true, "schema": {"type": "string"}},
            parameter("cookie", "lang", text.clone()),
            parameter("query", "email", json!({"type": "string", "format": "email"})),
        ], "responses": {"204": {"description": "ok"}}}),
    );
    let (integration, call) = only(&imported);
    assert_eq!((integration.id.as_str(), call.path.as_str()), ("get_order", "/orders/{{ order_id }}"));
    let order = integration.input("order_id").unwrap();
    assert_eq!(
        (order.value_type, order.required, &order.example),
        (ValueType::Integer, true, &Some(json!(77)))
    );
    assert_eq!(order.source, Source::Context { name: "order.id".to_owned() });
    assert!(!order.ask.is_blank());
    assert_eq!(integration.input("status").unwrap().allowed, [json!("open"), json!("closed")]);
    assert_eq!(integration.input("x_code").unwrap().pattern, "[A-Z]{3}");
    let names: Vec<_> = call.query.iter().map(|it| (it.name.as_str(), it.optional)).collect();
    assert_eq!(
        names,
        [("status", true), ("tags", true), ("filter[city]", true), ("api-version", false), ("email", true)]
    );
    let version = integration.input("api_version").unwrap();
    assert_eq!(version.source, Source::Constant { value: json!("2026-01") });
    assert_eq!(call.headers.len(), 1);
    assert_eq!(call.cookies.len(), 1);
    assert_eq!(call.policy.idempotency_header.as_deref(), Some("Idempotency-Key"));
    let email = imported.project.variable("user.email").unwrap();
    assert_eq!((email.privacy, email.value_type), (Privacy::Personal, ValueType::Email));
    assert_eq!(flaw(&imported), None);
}

#[test]
fn a_json_body_is_a_tree_of_chips() {
    let schema = json!({"allOf": [
        {"type": "object", "required": ["customer", "note"], "properties": {
            "id": {"type": "string", "readOnly": true},
            "customer": {"type": "object", "required": ["email"], "properties": {"email": {"type": "string", "format": "email"}}},
            "note": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        }},
        {"type": "object", "required": ["kind"], "properties": {
            "kind": {"type": "string", "enum": ["fixed"]},
            "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}},
            "address": {"type": "object", "properties": {"city": {"type": "string"}}},
        }},
    ]});
    let imported = described(
        keyed(),
        "/orders",
        "post",
        json!({"summary": "Place an order", "requestBody": {"required": true, "content": {"application/json": {"schema": schema}}},
            "responses": {"201": {"description": "made"}}}),
    );
    let (integration, call) = only(&imported);
    let Body::Json { value, .. } = &call.body else { panic!("{:?}", call.body) };
    let expect = json!({
        "customer": {"email": "{{ email }}"}, "note": "{{ note }}", "kind": "fixed", "lines": "{{ lines }}",
        "address": "{{ address }}",
    });
    assert_eq!(value, &expect);
    assert_eq!(integration.input("lines").unwrap().value_type, ValueType::List);
    assert!(integration.input("kind").is_none(), "what can only be one thing is no input");
    assert_eq!(integration.name, "Place an order");
    assert_eq!(integration.trigger.risk, Risk::Write);
    assert!(integration.confirmation.is_some());
    assert!(codes(&imported).contains(&"first_alternative"));
    assert_eq!(flaw(&imported), None);
}

#[test]
fn answers_become_contract_values_and_samples() {
    let imported = described(
        json!({"components": {
            "securitySchemes": {"b": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Order": {"type": "object", "required": ["status"], "properties": {
                "status": {"type": "string", "enum": ["open", "shipped"]},
                "due": {"type": "string", "format": "date", "nullable": true},
                "total": {"type": "number"}, "parent": {"$ref": "#/components/schemas/Order"},
            }}},
        }}),
        "/orders/{id}",
        "get",
        json!({"parameters": [{"in": "path", "name": "id", "required": true, "schema": {"type": "string"}}], "responses": {
            "200": {"description": "The order", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Order"},
                "examples": {"one": {"summary": "Shipped", "value": {"status": "shipped", "due": "2026-03-30", "total": 12.5}}},
            }}},
            "404": {"description": "No such order", "content": {"application/json": {"example": {"error": "gone"}}}},
        }}),
    );
    let (integration, call) = only(&imported);
    let contract = call.response_schema.as_ref().unwrap();
    assert_eq!(contract["properties"]["due"], json!({"type": ["string", "null"], "format": "date"}));
    assert_eq!(contract["properties"]["parent"], json!({"$ref": "#/$defs/Order"}));
    let outputs: Vec<_> =
        call.outputs.iter().map(|it| (it.name.as_str(), it.value_type, it.required)).collect();
    assert!(outputs.contains(&("status", ValueType::Text, true)), "{outputs:?}");
    assert!(outputs.contains(&("due", ValueType::Date, false)), "{outputs:?}");
    let samples: Vec<_> =
        integration.samples.iter().map(|it| (it.id.as_str(), it.name.as_str(), it.status)).collect();
    assert_eq!(samples, [("success", "Shipped", 200), ("status_404", "No such order", 404)]);
    assert!(integration.replies.contains_key("not_found"));
    assert!(codes(&imported).contains(&"sign_in_assumed"));
    assert_eq!(flaw(&imported), None);
}

#[test]
fn ways_to_sign_in() {
    let check = |scheme: Value, expect: &dyn Fn(&Authentication) -> bool| {
        let top = json!({"security": [{"s": ["read"]}], "components": {"securitySchemes": {"s": scheme}}});
        let imported = described(top, "/a", "get", json!({"responses": {"204": {"description": "ok"}}}));
        let connection = &imported.project.connections[0];
        assert!(expect(&connection.authentication), "{:?}", connection.authentication);
        // No description says which client id was handed out.
        let lacks_id = matches!(connection.authentication, Authentication::OAuth2ClientCredentials { .. });
        let flaw = flaw(&imported);
        assert_eq!(
            flaw.as_ref().is_some_and(|flaw| flaw.starts_with("incomplete_sign_in")),
            lacks_id,
            "{flaw:?}"
        );
        assert!(lacks_id || flaw.is_none(), "{flaw:?}");
    };
    check(
        json!({"type": "http", "scheme": "bearer"}),
        &|it| matches!(it, Authentication::Bearer { secret } if secret == "shop_token"),
    );
    check(json!({"type": "http", "scheme": "basic"}), &|it| matches!(it, Authentication::Basic { .. }));
    for (place, expect) in
        [("header", KeyPlace::Header), ("query", KeyPlace::Query), ("cookie", KeyPlace::Cookie)]
    {
        check(
            json!({"type": "apiKey", "in": place, "name": "k"}),
            &|it| matches!(it, Authentication::ApiKey { place, name, .. } if *place == expect && name == "k"),
        );
    }
    let flow = json!({"clientCredentials": {"tokenUrl": "/token", "scopes": {"read": ""}}});
    check(json!({"type": "oauth2", "flows": flow}), &|it| {
        matches!(it, Authentication::OAuth2ClientCredentials { token_url, scopes, .. }
            if token_url == "https://shop.example.com/token" && scopes == &["read"])
    });
    let flow = json!({"authorizationCode": {"tokenUrl": "/token", "authorizationUrl": "/a", "scopes": {}}});
    check(json!({"type": "oauth2", "flows": flow}), &|it| matches!(it, Authentication::Bearer { .. }));
    check(json!({"type": "openIdConnect"}), &|it| matches!(it, Authentication::Bearer { .. }));
    check(json!({"type": "http", "scheme": "digest"}), &|it| *it == Authentication::None);
}

#[test]
fn operations_may_sign_in_differently() {
    let root = json!({
        "swagger": "2.0", "info": {"title": "Shop"}, "host": "shop.example.com", "basePath": "/v2", "schemes": ["http", "https"],
        "security": [{"a": []}, {"b": []}, {"a": [], "c": []}],
        "securityDefinitions": {
            "a": {"type": "apiKey", "in": "query", "name": "key"}, "b": {"type": "basic"},
            "c": {"type": "apiKey", "in": "header", "name": "X-App"},
        },
        "paths": {
            "/one": {"get": {"responses": {"200": {"description": ""}}}},
            "/two": {"get": {"security": [], "responses": {"200": {"description": ""}}}},
            "/three": {"get": {"security": [{"a": [], "c": []}], "responses": {"200": {"description": ""}}}},
        },
    });
    let imported = import(&root.to_string(), None).unwrap();
    let of = |id: &str| {
        let call = &imported.project.integration(id).unwrap().calls[0];
        imported.project.connection(&call.connection).unwrap()
    };
    assert!(matches!(of("get_one").authentication, Authentication::Basic { .. }));
    assert_eq!(of("get_two").authentication, Authentication::None);
    assert!(matches!(of("get_three").authentication, Authentication::ApiKey { .. }));
    let three = &imported.project.integration("get_three").unwrap().calls[0];
    assert_eq!(three.query[0].value.as_str(), "{{ secret.shop_a }}");
    let mut secrets: Vec<_> = imported.project.secrets.iter().map(|it| it.name.as_str()).collect();
    secrets.sort_unstable();
    assert_eq!(secrets, ["shop_a", "shop_b", "shop_c"]);
    assert_eq!(of("get_one").base_urls["production"], "https://shop.example.com/v2");
    assert!(imported.project.secrets.iter().all(|secret| secret.hosts == ["shop.example.com"]));
}

#[test]
fn servers_become_environments() {
    let imported = described(
        json!({"servers": [
            {"url": "https://{region}.shop.example.com", "variables": {"region": {"default": "eu"}}, "description": "Live"},
            {"url": "https://sandbox.shop.example.com"}, {"url": "https://us.shop.example.com"},
        ]}),
        "/a",
        "get",
        json!({"responses": {"204": {"description": ""}}}),
    );
    let stages: Vec<_> = imported.project.environments.iter().map(|it| (it.id.as_str(), it.stage)).collect();
    assert_eq!(stages, [("sandbox", Stage::Test), ("production", Stage::Production)]);
    let urls = &imported.project.connections[0].base_urls;
    assert_eq!(urls["production"], "https://eu.shop.example.com");
    assert!(codes(&imported).contains(&"further_servers") && codes(&imported).contains(&"server_variable"));
    let nowhere = described(json!({"servers": [{"url": "/api"}]}), "/a", "get", json!({"responses": {}}));
    assert!(codes(&nowhere).contains(&"no_host"));
    assert_eq!(flaw(&nowhere), None);
}

#[test]
fn forms_files_and_other_bodies() {
    let send = |media_type: &str, schema: Value| {
        let content = json!({"required": true, "content": {media_type: {"schema": schema}}});
        described(
            keyed(),
            "/a",
            "post",
            json!({"requestBody": content, "responses": {"200": {"description": ""}}}),
        )
    };
    let schema = json!({"type": "object", "required": ["to"], "properties": {"to": {"type": "string"}, "cc": {"type": "string"}}});
    let imported = send("application/x-www-form-urlencoded", schema.clone());
    let Body::Form { fields } = &only(&imported).1.body else { panic!("a form") };
    assert_eq!(
        fields.iter().map(|it| (it.name.as_str(), it.optional)).collect::<Vec<_>>(),
        [("to", false), ("cc", true)]
    );
    assert_eq!(flaw(&imported), None);
    let file = json!({"type": "object", "properties": {"file": {"type": "string", "format": "binary"}, "name": {"type": "string"}}});
    let imported = send("multipart/form-data", file);
    assert!(codes(&imported).contains(&"multipart_as_text") && codes(&imported).contains(&"file"));
    assert_eq!(flaw(&send("application/xml", schema)), None);
    assert_eq!(flaw(&send("text/plain", json!({"type": "string"}))), None);
    assert!(codes(&send("application/pdf", json!({}))).contains(&"body_type"));
}

#[test]
fn what_leads_out_of_the_file_is_a_remark() {
    let reference =
        |to: &str| json!({"content": {"application/json": {"schema": {"$ref": to}}}, "description": ""});
    for (to, code) in [
        ("https://other.example/a.json", "reference_outside"),
        ("other.yaml#/a", "reference_outside"),
        ("#/components/schemas/None", "reference_missing"),
    ] {
        let imported = described(keyed(), "/a", "get", json!({"responses": {"200": reference(to)}}));
        let remark = imported.remarks.iter().find(|remark| remark.code == code).unwrap();
        assert!(remark.title.contains(to) && remark.at.part.starts_with("/paths/~1a/get"), "{remark:?}");
        assert_eq!(flaw(&imported), None);
    }
}

#[test]
fn texts_of_a_description_are_never_chips() {
    let schema =
        json!({"type": "object", "properties": {"{{ x }}": {"type": "string", "example": "{{ y }}"}}});
    let imported = described(
        keyed(),
        "/a",
        "post",
        json!({"summary": "Say {{ name }} \\{{ twice", "description": "{{ z }}",
            "requestBody": {"content": {"application/json": {"schema": schema}}},
            "responses": {"200": {"description": "{{ q }}", "content": {"application/json": {"schema": schema}}}}}),
    );
    assert_eq!(flaw(&imported), None);
}

#[test]
fn only_what_is_chosen_is_imported() {
    let root = json!({"openapi": "3.1.0", "paths": {
        "/a": {"get": {"operationId": "x", "tags": ["T"], "summary": "Look"}, "options": {}, "parameters": []},
        "/b": {"$ref": "#/components/pathItems/b"}, "x-c": {"get": {}},
    }, "components": {"pathItems": {"b": {"post": {"operationId": "x"}}}}});
    let document = Document::read(&root.to_string()).unwrap();
    let ids: Vec<_> = document.operations().into_iter().map(|it| (it.id, it.group, it.title)).collect();
    let row = |id: &str, group: &str, title: &str| (id.to_owned(), group.to_owned(), title.to_owned());
    assert_eq!(
        ids,
        [row("GET /a", "T", "Look"), row("OPTIONS /a", "a", "OPTIONS /a"), row("POST /b", "b", "X")]
    );
    let imported = document.import(&["POST /b".to_owned()]);
    assert_eq!(imported.project.integrations.len(), 1);
    let imported = document.import(&["OPTIONS /a".to_owned(), "nothing".to_owned()]);
    assert_eq!(codes(&imported), ["method", "no_operation"]);
    let unknown = import(&root.to_string(), Some(&["nothing".to_owned()]));
    assert_eq!(unknown, Err(ImportError::NoOperation("nothing".to_owned())));
}
