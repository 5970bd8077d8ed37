//! A frame of the window on a large project: a thousand integrations, fifty outputs, an answer of ten megabytes.
//!
//! Plain timing instead of criterion, as the slowest frames count and not the middle ones.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail loudly, and says what it measured"
)]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock and waits")]

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use egui::accesskit::{Node, Role};
use egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, Vec2, ViewportId, pos2, vec2,
};
use hookwright::model::{Output, Project, SampleBody, Step};
use hookwright::state::{Action, Effect, News, State};
use hookwright::{files, ui};
use serde_json::{Value, json};

const SIZE: Vec2 = Vec2::new(1600.0, 1000.0);
/// Frames that are measured of each kind, after as many as it takes to fill the caches.
const FRAMES: usize = 400;
const WARM_UP: usize = 20;
/// The goal for the slowest frame of a hundred.
const GOAL: Duration = Duration::from_millis(8);

fn main() {
    let mut window = Window::open(large());
    window.settle();
    window.measure("nothing happens", |_, _| {});
    window.measure("the list of 1,000 is scrolled", |window, count| window.scroll(pos2(120.0, 300.0), count));
    window.measure("the pointer moves over the window", |window, count| {
        let way = count as f32;
        window.pointer(pos2((way * 37.0) % SIZE.x, (way * 23.0) % SIZE.y));
    });
    window.measure("the name is typed", |window, count| {
        let integration = Arc::make_mut(&mut window.state.project.integrations[0]);
        integration.name.push(if count % 2 == 0 { 'a' } else { 'b' });
    });
    window.state.apply(Action::ChooseStep(Step::Says));
    window.settle();
    let reply = window.find("a reply", |node| node.role() == Role::MultilineTextInput);
    window.click(reply);
    window.measure("a reply is typed", |window, count| {
        window.events.push(Event::Text(if count % 6 == 5 { " " } else { "a" }.to_owned()));
    });
    window.state.apply(Action::ChooseStep(Step::Understands));
    window.measure("the answer of ten megabytes is looked at", |_, _| {});
    let orders = window.find("the list of orders", |node| {
        node.label().is_some_and(|label| label.starts_with("orders, 60000"))
    });
    window.click(orders);
    window.measure("its list of 60,000 is open and scrolled", |window, count| window.scroll(orders, count));
    window.settle();
    println!("a window at rest asks for the next frame: {}", if window.rests { "never" } else { "at once" });
}

/// A window without a screen: a frame is drawn into triangles and thrown away.
struct Window {
    ctx: Context,
    state: State,
    events: Vec<Event>,
    at_ms: u64,
    /// Whether the last frame asked for no other one.
    rests: bool,
    /// What a screen reader was told in the last frame.
    nodes: Vec<Node>,
    /// What came of the work that the window leaves to jobs.
    jobs: (Sender<Action>, Receiver<Action>),
}

impl Window {
    fn open(project: Project) -> Self {
        let ctx = Context::default();
        ui::install(&ctx);
        let state = State::new(project, None, "2026-03-16T09:41:00Z".parse().unwrap());
        Self {
            ctx,
            state,
            events: Vec::new(),
            at_ms: 0,
            rests: false,
            nodes: Vec::new(),
            jobs: mpsc::channel(),
        }
    }

    fn pointer(&mut self, at: Pos2) {
        self.events.push(Event::PointerMoved(at));
    }

    /// Half of the frames down, half of them up.
    fn scroll(&mut self, at: Pos2, count: usize) {
        self.pointer(at);
        let up = if (count / 50).is_multiple_of(2) { -1.0 } else { 1.0 };
        self.events.push(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            source: MouseWheelSource::Wheel,
            delta: vec2(0.0, 120.0 * up),
            phase: TouchPhase::Move,
            modifiers: Modifiers::NONE,
        });
    }

    fn click(&mut self, at: Pos2) {
        self.pointer(at);
        self.frame();
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            self.events.push(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
            self.frame();
        }
        self.settle();
    }

    /// The middle of the first thing of which this is so, as a screen reader knows it.
    fn find(&mut self, what: &str, is_it: impl Fn(&Node) -> bool) -> Pos2 {
        self.ctx.enable_accesskit();
        self.frame();
        self.ctx.disable_accesskit();
        let nodes = std::mem::take(&mut self.nodes);
        let found = nodes.iter().find(|node| is_it(node));
        let bounds = found.and_then(Node::bounds).unwrap_or_else(|| panic!("there is no sign of {what}"));
        pos2(((bounds.x0 + bounds.x1) / 2.0) as f32, ((bounds.y0 + bounds.y1) / 2.0) as f32)
    }

    /// Lets everything come that jobs are working on.
    fn settle(&mut self) {
        for _ in 0..300 {
            self.frame();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn frame(&mut self) -> Duration {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.at_ms as f64 / 1000.0),
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        let start = Instant::now();
        while let Ok(action) = self.jobs.1.try_recv() {
            self.state.apply(action);
        }
        let jobs = &self.jobs.0;
        let state = &mut self.state;
        let at_ms = self.at_ms;
        let mut output = self.ctx.run_ui(input, |ui| {
            for action in ui::show(ui, state) {
                state.apply(action);
            }
            state.settle(at_ms);
            if let Some(Effect::Derive(order)) = state.work() {
                let jobs = jobs.clone();
                // The receiver is gone only when the benchmark has ended.
                std::thread::spawn(move || {
                    drop(jobs.send(Action::News(News::Derived(Box::new(order.carry_out())))));
                });
            }
            // Asked for in every frame by the title of the window.
            std::hint::black_box(state.is_unsaved());
            std::hint::black_box(state.autosave(at_ms));
        });
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let took = start.elapsed();
        output.textures_delta.clear();
        self.rests = output.viewport_output[&ViewportId::ROOT].repaint_delay == Duration::MAX;
        self.nodes = output
            .platform_output
            .accesskit_update
            .map_or_else(Vec::new, |update| update.nodes.into_iter().map(|(_, node)| node).collect());
        self.at_ms += 16;
        took
    }

    fn measure(&mut self, what: &str, mut happens: impl FnMut(&mut Self, usize)) {
        let mut took: Vec<Duration> = (0..WARM_UP + FRAMES)
            .map(|count| {
                happens(self, count);
                self.frame()
            })
            .skip(WARM_UP)
            .collect();
        took.sort_unstable();
        let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
        let verdict = if at(99) <= GOAL { "within" } else { "over" };
        println!(
            "{what}: middle {:.2?}, p99 {:.2?}, worst {:.2?}: {verdict} {GOAL:?}",
            at(50),
            at(99),
            at(100)
        );
    }
}

fn large() -> Project {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/subscription.hookwright.json");
    let mut project = files::load(&file).unwrap();
    for number in 1..1_000 {
        let mut copy = (*project.integrations[0]).clone();
        copy.id = format!("copy_{number}");
        copy.name = format!("Copy {number}");
        project.integrations.push(copy.into());
    }
    let first = Arc::make_mut(&mut project.integrations[0]);
    first.calls[0].outputs.extend((0..50).map(|number| Output {
        name: format!("value_{number}"),
        path: format!("$.orders[{number}].number"),
        ..Output::default()
    }));
    let order = |index: usize| {
        json!({
            "number": format!("SO-{index:06}"), "status": "open", "total": index,
            "customer": {"name": "Ana Example", "email": format!("ana{index}@example.com")},
            "lines": [{"sku": format!("A-{index}"), "quantity": 1, "price": 9.9}],
        })
    };
    let orders: Vec<Value> = (0..60_000).map(order).collect();
    let body = json!({"status": "active", "renews_on": "2026-03-30", "orders": orders});
    first.samples[0].body = SampleBody::Json(body.into());
    project
}
