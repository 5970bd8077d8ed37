//! Large things: an answer of ten megabytes, ten thousand scenarios, a thousand integrations.
#![expect(clippy::unwrap_used, reason = "a benchmark may fail loudly")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use hookwright::engine::{Exchange, MaskedSecrets, Response, Run, Setup, infer, play_offline, scenario};
use hookwright::model::Project;
use hookwright::{check, files};
use serde_json::{Value, json};

fn project(name: &str) -> Project {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("projects/{name}.hookwright.json"));
    files::load(&file).unwrap()
}

fn now() -> jiff::Timestamp {
    "2026-03-27T12:00:00Z".parse().unwrap()
}

/// A project that asks for a list of orders, and an answer of about ten megabytes.
fn large() -> (Setup, Exchange) {
    let output = |name: &str, path: &str, kind: &str| json!({"name": name, "path": path, "type": kind, "required": true});
    let order = json!({
        "type": "object", "required": ["number", "status"],
        "properties": {"number": {"type": "string"}, "status": {"enum": ["open", "shipped"]}, "total": {"type": "number"}},
    });
    let project: Project = serde_json::from_value(json!({
        "format": "hookwright/1", "languages": ["en"],
        "environments": [{"id": "here", "name": "Here", "stage": "test"}],
        "connections": [{"id": "api", "name": "API", "base_urls": {"here": "https://api.example.com"}}],
        "integrations": [{
            "id": "orders", "name": "Orders",
            "calls": [{
                "id": "ask", "connection": "api", "path": "/orders",
                "response_schema": {"type": "object", "properties": {"orders": {"type": "array", "items": order}}},
                "outputs": [output("orders", "$.orders[?@.status == 'open']", "list"), output("last", "$.orders[-1].number", "text")],
            }],
            "replies": {"success": {"messages": [
                {"kind": "list", "items": "orders", "item": {"en": "{{ item.number }}"}, "at_most": 3, "more": {"en": "and {{ more_count }} more"}},
            ]}},
            "fallback": {"messages": [{"kind": "text", "text": {"en": "Sorry."}}]},
        }],
    }))
    .unwrap();
    let orders: Vec<Value> = (0..50_000)
        .map(|index| {
            let status = if index % 10 == 0 { "open" } else { "shipped" };
            json!({
                "number": format!("SO-{index:06}"), "status": status, "total": index,
                "customer": {"name": "Ana Example", "email": format!("ana{index}@example.com")},
                "lines": [{"sku": format!("A-{index}"), "quantity": 1, "price": 9.9}],
            })
        })
        .collect();
    let body = json!({"orders": orders}).to_string().into_bytes();
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let exchange =
        Exchange { answer: Ok(Response { status: 200, headers, body }), elapsed_ms: 0, first_byte_ms: None };
    let project = Arc::new(project);
    let conversation = hookwright::engine::Conversation::new(&project, serde_json::Map::new(), now());
    (Setup::new(project, "orders", None, conversation, Arc::new(MaskedSecrets)).unwrap(), exchange)
}

/// Ten megabytes beside what serde_json alone takes for them: what counts is the ratio within one run.
fn large_answers(criterion: &mut Criterion) {
    let (setup, exchange) = large();
    let body = exchange.answer.as_ref().unwrap().body.clone();
    let mut group = criterion.benchmark_group("10 MB answer");
    group.sample_size(10).throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("baseline: serde_json reads it", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Value>(black_box(&body)).unwrap());
    });
    let started = || Run::start(setup.clone()).unwrap().0;
    group.bench_function("validate, extract and reply", |bencher| {
        bencher.iter_batched(started, |mut run| run.answer(black_box(&exchange)), BatchSize::PerIteration);
    });
    let document: Value = serde_json::from_slice(&body).unwrap();
    let documents = [document];
    group.bench_function("infer a contract", |bencher| bencher.iter(|| infer(black_box(&documents))));
    group.finish();
}

/// Ten thousand scenarios offline, on one thread; goal: 20,000 a second on two cores.
fn scenarios(criterion: &mut Criterion) {
    let project = Arc::new(with_scenarios(10_000));
    let integration = Arc::clone(&project.integrations[0]);
    let mut group = criterion.benchmark_group("10,000 scenarios");
    group.sample_size(10).throughput(Throughput::Elements(integration.scenarios.len() as u64));
    group.bench_function("offline", |bencher| {
        bencher.iter(|| {
            let failed = integration.scenarios.iter().filter(|played| {
                let conversation = scenario::conversation(&project, played, now());
                let setup = Setup::new(
                    Arc::clone(&project),
                    &integration.id,
                    None,
                    conversation,
                    Arc::new(MaskedSecrets),
                );
                let result = play_offline(setup.unwrap(), &played.answers).unwrap();
                !scenario::differences(&integration, played, &result).is_empty()
            });
            assert_eq!(failed.count(), 0);
        });
    });
    group.finish();
}

/// The story with its offline scenarios over and over.
fn with_scenarios(count: usize) -> Project {
    let mut project = project("subscription");
    let integration = Arc::make_mut(&mut project.integrations[0]);
    let played = integration.scenarios.iter().filter(|played| scenario::is_offline(played));
    let played: Vec<_> = played.cloned().collect();
    integration.scenarios = (0..count)
        .map(|index| {
            let mut next = played[index % played.len()].clone();
            next.name = format!("{} {index}", next.name);
            next
        })
        .collect();
    project
}

/// Checks of a design: the story, and the story a thousand times in one project.
fn checks(criterion: &mut Criterion) {
    let story = project("subscription");
    let mut group = criterion.benchmark_group("check");
    group.bench_function("the story", |bencher| bencher.iter(|| check::check(black_box(&story), now())));
    let mut many = story.clone();
    many.integrations = (0..1_000)
        .map(|index| {
            let mut integration = (*story.integrations[0]).clone();
            integration.id = format!("check_{index}");
            integration.trigger.intent = format!("check_{index}");
            Arc::new(integration)
        })
        .collect();
    group.sample_size(10);
    group.bench_function("1,000 integrations", |bencher| {
        bencher.iter(|| check::check(black_box(&many), now()));
    });
    group.finish();
}

criterion_group!(benches, large_answers, scenarios, checks);
criterion_main!(benches);
