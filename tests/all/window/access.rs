//! Every screen by the keyboard and by a screen reader: each control has a role and a name, and Tab or the arrow keys lead to it.

use std::collections::BTreeSet;

use egui::accesskit::{Action as Does, NodeId, Role};
use egui::{Key, Modifiers, Theme, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use hookwright::model::Step;
use hookwright::state::{
    Action, Change, DrillAction, HabitAction, Overlay, Page, Proof, ScenarioAction, ScenarioKey, StartAction,
    State,
};

use super::drawn;
use super::screens::{project, window};
use super::screens_habits::{left_behind, recents};

const LARGE: Vec2 = Vec2::new(1600.0, 1000.0);
const SMALL: Vec2 = Vec2::new(1024.0, 700.0);
/// More steps of Tab than any screen has controls.
const MOST_STEPS: usize = 400;

/// Something one can do something with.
pub(super) struct Control {
    pub(super) id: NodeId,
    pub(super) role: Role,
    pub(super) name: String,
    takes_focus: bool,
}

pub(super) fn controls<S>(harness: &Harness<'_, S>) -> Vec<Control> {
    let root = harness.root();
    let nodes = root.children_recursive().map(|node| node.accesskit_node());
    let usable = nodes.filter(|node| {
        // What the focus is on comes into sight by itself, see `walked`: nobody needs a scroll bar.
        !node.is_disabled() && !node.is_hidden() && node.role() != Role::ScrollBar
    });
    let controls = usable.filter_map(|node| {
        let data = node.data();
        let takes_focus = data.supports_action(Does::Focus);
        (takes_focus || data.supports_action(Does::Click)).then(|| Control {
            id: node.locate().0,
            role: node.role(),
            name: node.label().filter(|label| !label.trim().is_empty()).unwrap_or_default(),
            takes_focus,
        })
    });
    controls.collect()
}

/// Everything that Tab leads to. Panics when it leads to something that is not in sight.
pub(super) fn walked<S>(harness: &mut Harness<'_, S>) -> BTreeSet<NodeId> {
    let mut seen = BTreeSet::new();
    let mut before = None;
    for _ in 0..MOST_STEPS {
        harness.key_press(Key::Tab);
        harness.step();
        if let Some(before) = before {
            in_sight(harness, before);
        }
        before = harness.ctx.memory(|memory| memory.focused());
        let Some(id) = harness.ctx.memory(|memory| memory.focused()) else { continue };
        if !seen.insert(id.accesskit_id()) && seen.len() > 1 {
            break;
        }
    }
    seen
}

/// It had the focus a frame ago, so there was time to scroll to it. A field that is higher than its place is in sight in part.
fn in_sight<S>(harness: &Harness<'_, S>, id: egui::Id) {
    let Some(response) = harness.ctx.read_response(id) else { return };
    let seen = response.interact_rect.intersect(harness.ctx.content_rect());
    let enough = response.rect.height().min(20.0) - 1.0;
    assert!(
        seen.height() >= enough && seen.width() > 1.0,
        "Tab leads to what is out of sight: {:?}, of which {seen:?} is to be seen",
        response.rect
    );
}

/// The roles whose arrow keys go from one to the next; Tab leads to one of them.
fn by_arrows(role: Role) -> bool {
    matches!(role, Role::ListBoxOption | Role::MenuItem | Role::RadioButton | Role::Tab)
}

fn check(name: &str, size: Vec2, prepare: impl Fn(&mut State)) {
    let mut dark = window(project("subscription"), size, Theme::Dark);
    prepare(dark.state_mut());
    dark.run();
    drawn::check(&format!("{name}, dark"), &dark);
    let mut harness = window(project("subscription"), size, Theme::Light);
    prepare(harness.state_mut());
    harness.run();
    check_all(name, &mut harness);
}

/// All that is in sight: names, keys, colours, marks.
pub(super) fn check_all<S>(name: &str, harness: &mut Harness<'_, S>) {
    drawn::check(name, harness);
    let found = controls(harness);
    assert!(found.len() > 3, "{name}: nothing to do here");
    check_these(name, harness, &found);
}

/// That these have names, and that a key leads to each.
pub(super) fn check_these<S>(name: &str, harness: &mut Harness<'_, S>, found: &[Control]) {
    let mut offences = unnamed(found);
    let walked = walked(harness);
    let lost = found.iter().filter(|control| !walked.contains(&control.id));
    let lost = lost.filter(|control| control.takes_focus || !by_arrows(control.role));
    offences.extend(lost.map(|control| format!("no key leads to {:?} “{}”", control.role, control.name)));
    assert!(offences.is_empty(), "{name}:\n{}", offences.join("\n"));
}

pub(super) fn unnamed(controls: &[Control]) -> Vec<String> {
    let nothing = |control: &&Control| {
        control.name.is_empty() || matches!(control.role, Role::Unknown | Role::GenericContainer)
    };
    let unnamed = controls.iter().filter(nothing);
    unnamed.map(|control| format!("{:?} “{}” needs a role and a name", control.role, control.name)).collect()
}

#[test]
fn the_steps() {
    check("when", LARGE, |state| drop(state.apply(Action::ChooseStep(Step::When))));
    check("needs", LARGE, |state| drop(state.apply(Action::ChooseStep(Step::Needs))));
    check("asks", LARGE, |state| drop(state.apply(Action::ChooseStep(Step::Asks))));
    check("understands", LARGE, |state| drop(state.apply(Action::ChooseStep(Step::Understands))));
    check("says", LARGE, |_| {});
    check("says in a small window", SMALL, |_| {});
}

#[test]
fn the_test_panel() {
    check("a preview", LARGE, |state| drop(state.apply(Action::Preview)));
}

#[test]
fn the_pages() {
    for page in Page::OF_PROJECT.into_iter().chain([Page::Import, Page::Export]) {
        check(page.title(), LARGE, |state| drop(state.apply(Action::ChoosePage(page))));
    }
}

#[test]
fn the_pages_in_a_small_window() {
    for page in Page::OF_PROJECT.into_iter().chain([Page::Import, Page::Export]) {
        check(page.title(), SMALL, |state| drop(state.apply(Action::ChoosePage(page))));
    }
}

#[test]
fn the_pages_of_an_empty_project() {
    for page in Page::OF_PROJECT {
        check(page.title(), LARGE, |state| {
            state.apply(Action::New);
            state.apply(Action::ChoosePage(page));
        });
    }
}

#[test]
fn what_opens_in_a_page() {
    let key = |state: &State| ScenarioKey { integration: state.view.integration.clone(), index: 0 };
    check("words in the drill", LARGE, |state| {
        state.apply(Action::ChoosePage(Page::Drill));
        state.apply(Action::Drill(DrillAction::Edit("timeout".to_owned())));
    });
    check("a scenario", LARGE, |state| {
        let key = key(state);
        state.apply(Action::ChoosePage(Page::Scenarios));
        state.apply(Action::Scenario(ScenarioAction::Toggle(key)));
    });
    check("a table of customers", LARGE, |state| {
        let text = "Customer's e-mail;Expected outcome\nana@example.com;Active\nx;nonsense\n".to_owned();
        let id = state.view.integration.clone();
        state.apply(Action::ChoosePage(Page::Scenarios));
        state.apply(Action::Scenario(ScenarioAction::ChooseData(id)));
        state.apply(Action::Scenario(ScenarioAction::DataRead { path: "customers.csv".into(), text }));
    });
}

/// Every way to prove who we are has fields of its own.
#[test]
fn what_opens_in_the_step_asks() {
    for proof in [Proof::Certificate, Proof::Signature] {
        check(&format!("{proof:?}"), LARGE, |state| {
            state.apply(Action::Design(Change::ProveBy { connection: "crm".to_owned(), proof }));
            state.apply(Action::ChooseStep(Step::Asks));
        });
    }
}

#[test]
fn the_start_page() {
    check("start", LARGE, |state| {
        recents(state);
        left_behind(state);
        state.apply(Action::Start(StartAction::Show));
    });
    check("start for the first time", SMALL, |state| {
        drop(state.apply(Action::Start(StartAction::CloseProject)));
    });
}

#[test]
fn what_lies_above_the_window() {
    check("after a crash", LARGE, left_behind);
    check("all keys", LARGE, |state| {
        state.apply(Action::Habit(HabitAction::Show(Overlay::Keys)));
    });
    check("findings", LARGE, |state| {
        state.project.connections.clear();
        state.settle(10);
        state.apply(Action::ToggleFindings);
    });
}

/// While a question is open, only its buttons can be reached; all of them.
#[test]
fn the_questions() {
    let mut harness = window(project("subscription"), LARGE, Theme::Light);
    harness.state_mut().project.name.push('!');
    harness.state_mut().settle(10);
    harness.state_mut().apply(Action::New);
    harness.run();
    assert_eq!(unnamed(&controls(&harness)), Vec::<String>::new());
    let walked = walked(&mut harness);
    for words in ["Save", "Do not save", "Cancel"] {
        let button = harness.get_by_role_and_label(Role::Button, words).accesskit_node().locate().0;
        assert!(walked.contains(&button), "{words}");
    }
}

/// The palette keeps the focus in its field; the arrow keys choose among the rows.
#[test]
fn the_palette() {
    let mut harness = window(project("subscription"), LARGE, Theme::Light);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    assert_eq!(unnamed(&controls(&harness)), Vec::<String>::new());
    let rows: Vec<_> =
        controls(&harness).into_iter().filter(|control| control.role == Role::MenuItem).collect();
    assert!(rows.len() > 20 && rows.iter().all(|row| !row.takes_focus));
}

#[test]
fn the_menus() {
    for name in ["More", "Customer service bot", "Demo"] {
        let mut harness = window(project("subscription"), LARGE, Theme::Light);
        harness.get_by_label(name).click();
        harness.run();
        let rows: Vec<_> =
            controls(&harness).into_iter().filter(|control| control.role == Role::MenuItem).collect();
        assert!(!rows.is_empty(), "{name} opens no menu");
        assert_eq!(unnamed(&rows), Vec::<String>::new());
        let walked = walked(&mut harness);
        for row in rows {
            assert!(walked.contains(&row.id), "no key leads to {} in {name}", row.name);
        }
    }
}
