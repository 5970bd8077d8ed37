//! A window in which nothing happens asks for no further frame, on every page: it costs no time and no battery.

use std::time::Duration;

use egui::{Key, Modifiers, ViewportId};
use hookwright::model::Step;
use hookwright::state::Page;

use super::journey::{Person, story};
use crate::hostile::server::{Act, Server, json as answers};

/// More frames than anything on the screen moves: notices go away, menus close.
const MOST_FRAMES: usize = 400;
/// So many frames that nobody asked for are drawn, none of which may ask for another one.
const UNASKED: usize = 3;

/// Lets a window come to rest, and looks whether it stays there.
fn rests(what: &str, person: &mut Person) {
    let is_at_rest = |person: &mut Person| {
        person.harness.step();
        let viewport = &person.harness.output().viewport_output[&ViewportId::ROOT];
        viewport.repaint_delay == Duration::MAX
    };
    assert!((0..MOST_FRAMES).any(|_| is_at_rest(person)), "{what}: it never comes to rest");
    assert!((0..UNASKED).all(|_| is_at_rest(person)), "{what}: a frame asks for another one");
}

#[test]
fn every_page() {
    let mut ana = Person::opens(story());
    rests("says", &mut ana);
    for page in Page::OF_PROJECT {
        ana.clicks(page.title());
        rests(page.title(), &mut ana);
    }
    ana.opens_page_import();
    rests("import", &mut ana);
}

#[test]
fn every_step() {
    let mut ana = Person::opens(story());
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    for (step, key) in Step::ALL.into_iter().zip(keys) {
        ana.presses(Modifiers::COMMAND, key);
        assert_eq!(ana.program().state().view.step, step);
        rests(step.title(), &mut ana);
    }
}

#[test]
fn a_sample_and_a_live_answer() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let answer =
        r#"{"status":"active","renews_on":"2026-03-30","orders":[{"number":"SO-1"},{"number":"SO-2"}]}"#;
    let system = runtime.block_on(Server::start(vec![Act::Read, answers("200 OK", answer), Act::Again]));
    let mut ana = Person::opens(super::panel::against(&system, hookwright::model::Stage::Test));
    ana.clicks("Preview");
    rests("a preview", &mut ana);
    ana.clicks("Send").sees("Live answer");
    rests("a live answer", &mut ana);
    ana.types_at_the_end_of("Search the answer", "SO-2").sees("1 of 1").sees("SO-2");
    rests("a searched answer", &mut ana);
    ana.reaches("Text");
    rests("the text of an answer", &mut ana);
}
