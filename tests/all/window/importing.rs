//! What people have becomes integrations, in a person's words.

use std::path::Path;

use egui::{Key, Modifiers};
use hookwright::files;
use hookwright::model::Project;

use super::journey::Person;
use crate::hostile::server::{Act, Server, json as answers};

pub(super) const SHOP: &str = r#"
openapi: 3.1.0
info: { title: Book shop, version: "1" }
servers: [{ url: "https://shop.example.com/v1" }]
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } }
security: [{ key: [] }]
paths:
  /orders/{order_number}:
    get:
      operationId: getOrder
      summary: Look up an order
      parameters: [{ name: order_number, in: path, required: true, schema: { type: string }, example: A-1 }]
      responses:
        "200":
          description: The order
          content: { application/json: { example: { status: shipped } } }
  /books:
    get:
      operationId: findBooks
      summary: Find books
      parameters: [{ name: title, in: query, schema: { type: string }, example: Emma }]
      responses:
        "200":
          description: Books
          content: { application/json: { example: { books: [{ title: Emma }] } } }
  /reviews:
    post:
      operationId: addReview
      summary: Add a review
      requestBody:
        content:
          application/json: { schema: { type: object, required: [text], properties: { text: { type: string, example: Fine } } } }
      responses: { "201": { description: Added, content: { application/json: { example: { id: 7 } } } } }
  /stock:
    get: { operationId: stock, summary: See the stock, responses: { "200": { description: Stock } } }
"#;

/// Twelve actions at most: paste, read, add, try, send, use a field, say it.
#[test]
fn a_pasted_line_becomes_a_working_reply() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let answer = answers("200 OK", r#"{"status":"active"}"#);
    let system = runtime.block_on(Server::start(vec![Act::Read, answer, Act::Again]));
    let line = format!(
        "curl '{}/subscriptions?email=ana@example.com' -H 'Authorization: Bearer canary-4711'",
        system.origin("http")
    );
    let mut ana = Person::opens(Project { name: "Bot".to_owned(), ..Project::default() });
    ana.harness.event(egui::Event::Paste(line));
    ana.looks();
    ana.sees("This is what was understood").sees("ana@example.com").does_not_see("canary");
    ana.picture("import-curl");
    ana.clicks("Add 1 integration").sees("One integration is added");
    ana.presses(Modifiers::COMMAND, Key::Enter).sees("\"active\"");
    assert!(system.heard().iter().any(|request| request.contains("Bearer canary-4711")));
    let project = &ana.program().state().project;
    assert_eq!(project.integrations.len(), 1);
    assert!(!format!("{project:?}").contains("canary"));
    ana.presses(Modifiers::COMMAND, Key::Z);
    assert!(ana.program().state().project.integrations.is_empty());
}

#[test]
fn an_openapi_file_becomes_three_integrations() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.yaml");
    files::write_text(&file, SHOP).unwrap();
    let mut ana = Person::opens(Project { name: "Bot".to_owned(), ..Project::default() });
    ana.opens_page_import().clicks("Choose a file…").sees("Import which file?");
    ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("What should the bot use of Book shop?").picture("import-choice");
    for operation in [
        "Look up an order (GET /orders/{order_number})",
        "Find books (GET /books)",
        "Add a review (POST /reviews)",
    ] {
        ana.clicks(operation);
    }
    ana.clicks("Go on with 3 requests").sees("This is what was understood").sees("Look up an order");
    ana.picture("import-openapi");
    ana.clicks("Add 3 integrations").sees("3 integrations are added");
    assert_eq!(ana.program().state().project.integrations.len(), 3);
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_lost() {
    let mut ana = Person::opens(super::journey::story());
    ana.opens_page_import().clicks("Choose a file…").sees("Import which file?");
    ana.replaces("Path", Path::new("README.md").to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("It is no").picture("import-failed");
    ana.clicks("Cancel").sees("Check subscription");
}
