//! What one customer waits for: plan, understand, reply; and what the window does on each change: preview.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark may fail loudly")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use hookwright::engine::{
    self, Contract, Conversation, MaskedSecrets, Next, Run, Setup, from_sample, preview,
};
use hookwright::files;
use hookwright::template::{self, Place, Setting, Values};
use serde_json::{Value, json};

fn setup(name: &str) -> Setup {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("projects/{name}.hookwright.json"));
    let project = Arc::new(files::load(&file).unwrap());
    let integration = Arc::clone(&project.integrations[0]);
    let now = "2026-03-27T12:00:00Z".parse().unwrap();
    let conversation = Conversation::example(&project, &integration, now);
    Setup::new(project, &integration.id, None, conversation, Arc::new(MaskedSecrets)).unwrap()
}

/// The stages of one run of the story.
fn stages(criterion: &mut Criterion) {
    let story = setup("subscription");
    let mut group = criterion.benchmark_group("run");
    group.bench_function("inputs and plan", |bencher| {
        bencher.iter(|| Run::start(black_box(story.clone())).unwrap());
    });
    let exchange = from_sample(&story.integration.samples[0]);
    let started = || match Run::start(story.clone()).unwrap() {
        (run, Next::Send(_)) => run,
        _ => panic!("the story asks the CRM"),
    };
    group.bench_function("validate, extract and reply", |bencher| {
        bencher.iter_batched(started, |mut run| run.answer(black_box(&exchange)), BatchSize::SmallInput);
    });
    let mut unknown = story.clone();
    unknown.conversation.context.clear();
    group.bench_function("reply alone", |bencher| {
        bencher.iter(|| Run::start(black_box(unknown.clone())).unwrap());
    });
    group.finish();
}

/// Every outcome of one integration; goal: less than a millisecond.
fn previews(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("preview");
    for name in ["subscription", "order-status", "support-ticket"] {
        let setup = setup(name);
        group.bench_function(name, |bencher| bencher.iter(|| preview(black_box(&setup))));
    }
    group.finish();
}

/// The parts that a run is made of, for finding out where its time goes.
fn parts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("part");
    let story = setup("subscription");
    let schema = story.integration.calls[0].response_schema.clone().unwrap();
    group.bench_function("compile a contract", |bencher| {
        bencher.iter(|| Contract::new(black_box(&schema)).unwrap());
    });
    let contract = Contract::new(&schema).unwrap();
    let answer = json!({"status": "active", "renews_on": "2026-03-30"});
    group.bench_function("check an answer", |bencher| bencher.iter(|| contract.problems(black_box(&answer))));
    group.bench_function("compile a path", |bencher| {
        bencher.iter(|| engine::Path::parse(black_box("$.items[?@.sku == 'a'].price")).unwrap());
    });
    let text = "Your subscription renews on {{ renews_on | date(\"long\") }}, {{ name }}.";
    group
        .bench_function("parse a text", |bencher| bencher.iter(|| template::parse(black_box(text)).unwrap()));
    let parsed = template::parse(text).unwrap();
    let values = Values::new().with("renews_on", "2026-03-30").with("name", "Ana");
    let setting = Setting::default();
    group.bench_function("render a text", |bencher| {
        bencher.iter(|| template::render(&parsed, black_box(&values), Place::Message, &setting).unwrap());
    });
    group.finish();
}

/// JSONPath over a page of orders.
fn paths(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("path");
    let orders: Vec<Value> = (0..100)
        .map(|index| json!({"number": format!("SO-{index:06}"), "total": index, "lines": [{"sku": index}]}))
        .collect();
    let answer = json!({"data": {"orders": orders}});
    for path in [
        "$.data.orders[99].number",
        "$.data.orders[*].total",
        "$.data.orders[?@.total > 50].number",
        "$..sku",
    ] {
        let compiled = engine::Path::parse(path).unwrap();
        group.bench_function(path, |bencher| bencher.iter(|| compiled.find(black_box(&answer)).len()));
    }
    group.finish();
}

criterion_group!(benches, stages, previews, parts, paths);
criterion_main!(benches);
