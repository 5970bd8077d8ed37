//! The whole program in a person's words: real state, real calls to the demo server, real files. Only the screen is missing.
#![expect(clippy::disallowed_methods, reason = "the test waits for real answers, no longer than a limit")]

use std::path::Path;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hookwright::app::{Dialogs, Program};
use hookwright::files;
use hookwright::model::Project;

use super::builder;
use super::screens::whole;
use crate::hostile::server::{Act, Server, json as answers};

/// Longer than any step of a journey takes, on the slowest machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// A person in front of the window.
pub(super) struct Person {
    pub(super) harness: Harness<'static, Option<Program>>,
}

impl Person {
    pub(super) fn opens(project: Project) -> Self {
        Self::sits_before(project, Vec2::new(1600.0, 1000.0), Theme::Light)
    }

    /// In a window of this size and theme.
    pub(super) fn sits_before(project: Project, size: Vec2, theme: Theme) -> Self {
        Self::starts_in(size, theme, move |ctx| {
            Program::new(ctx, project.clone(), None, Dialogs::Own).unwrap()
        })
    }

    /// With the histories of live runs in this folder.
    pub(super) fn opens_with_runs(project: Project, folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self::starts(move |ctx| {
            let program = Program::new(ctx, project.clone(), None, Dialogs::Own).unwrap();
            program.with_runs(Some(folder.clone()))
        })
    }

    /// Starts the program as `make` makes it.
    pub(super) fn starts(make: impl Fn(&egui::Context) -> Program + 'static) -> Self {
        Self::starts_in(Vec2::new(1600.0, 1000.0), Theme::Light, make)
    }

    /// Scrolls to something and clicks it.
    pub(super) fn reaches(&mut self, words: &str) -> &mut Self {
        self.harness.get_by_label(words).scroll_to_me();
        self.looks();
        self.clicks(words)
    }

    /// Takes a picture, when pictures are asked for.
    pub(super) fn picture(&mut self, name: &str) -> &mut Self {
        super::picture::take(&mut self.harness, name);
        self
    }

    pub(super) fn starts_in(
        size: Vec2,
        theme: Theme,
        make: impl Fn(&egui::Context) -> Program + 'static,
    ) -> Self {
        let harness = builder(size, theme).build_ui_state(
            move |ui, program: &mut Option<Program>| {
                let program = program.get_or_insert_with(|| {
                    let program = make(ui.ctx());
                    // The program follows the system, and there is none here that says so.
                    ui.ctx().options_mut(|options| options.fallback_theme = theme);
                    program
                });
                program.logic(ui.ctx());
                program.ui(&mut whole(ui));
            },
            None,
        );
        let mut person = Self { harness };
        person.looks();
        person
    }

    /// Lets the window come to rest.
    pub(super) fn looks(&mut self) {
        self.harness.run_ok();
    }

    pub(super) fn clicks(&mut self, words: &str) -> &mut Self {
        self.harness.get_by_label(words).click();
        self.looks();
        self
    }

    /// Clicks the first thing whose name holds the words.
    pub(super) fn clicks_on(&mut self, words: &str) -> &mut Self {
        let found = self.harness.query_all_by_label_contains(words).next();
        found.unwrap_or_else(|| panic!("there is no “{words}”")).click();
        self.looks();
        self
    }

    /// Puts the caret into a field.
    pub(super) fn field(&mut self, name: &str) {
        let roles = [Role::TextInput, Role::MultilineTextInput, Role::PasswordInput];
        let field =
            roles.into_iter().find_map(|role| self.harness.query_all_by_role_and_label(role, name).next());
        field.unwrap_or_else(|| panic!("there is no field “{name}”")).focus();
        self.looks();
    }

    pub(super) fn types_at_the_end_of(&mut self, name: &str, words: &str) -> &mut Self {
        self.field(name);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
        self.looks();
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.looks();
        self
    }

    pub(super) fn replaces(&mut self, name: &str, words: &str) -> &mut Self {
        self.field(name);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.looks();
        if words.is_empty() {
            return self.presses(Modifiers::NONE, Key::Delete);
        }
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.looks();
        self
    }

    pub(super) fn presses(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.harness.key_press_modifiers(modifiers, key);
        self.looks();
        self
    }

    /// Sees these words somewhere; waits for them, as an answer may be under way.
    pub(super) fn sees(&mut self, words: &str) -> &mut Self {
        let start = Instant::now();
        while self.harness.query_all_by_label_contains(words).next().is_none() {
            assert!(start.elapsed() < PATIENCE, "nobody sees “{words}”");
            self.harness.step();
            std::thread::yield_now();
        }
        self
    }

    pub(super) fn does_not_see(&mut self, words: &str) -> &mut Self {
        assert!(
            self.harness.query_all_by_label_contains(words).next().is_none(),
            "“{words}” is still to be seen"
        );
        self
    }

    /// Goes to the page of imports by the palette.
    pub(super) fn opens_page_import(&mut self) -> &mut Self {
        self.presses(Modifiers::COMMAND, Key::K);
        self.harness.event(egui::Event::Text("Import a file".to_owned()));
        self.looks();
        self.presses(Modifiers::NONE, Key::Enter)
    }

    /// Waits until something is so.
    pub(super) fn waits_for(&mut self, is_so: impl Fn(&Self) -> bool) -> &mut Self {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < PATIENCE, "it never becomes so");
            self.harness.step();
            std::thread::yield_now();
        }
        self
    }

    /// Clicks, and says what is on the clipboard then.
    pub(super) fn copies(&mut self, words: &str) -> String {
        self.harness.get_by_label(words).click();
        for _ in 0..4 {
            self.harness.step();
            for command in &self.harness.output().platform_output.commands {
                if let egui::OutputCommand::CopyText(text) = command {
                    return text.clone();
                }
            }
        }
        panic!("nothing was copied")
    }

    /// Whether anything in the place of the button with that name has this colour.
    pub(super) fn shows_color(&mut self, name: &str, color: egui::Color32) -> bool {
        let place = self.harness.get_all_by_role_and_label(Role::Button, name).next().unwrap().rect();
        let image = self.harness.render().unwrap();
        let (columns, rows) =
            (place.left() as u32..place.right() as u32, place.top() as u32..place.bottom() as u32);
        let near = |pixel: &image::Rgba<u8>| {
            let parts = pixel.0.iter().zip(color.to_array());
            parts.take(3).all(|(left, right)| left.abs_diff(right) < 12)
        };
        rows.into_iter().any(|row| columns.clone().any(|column| near(image.get_pixel(column, row))))
    }

    pub(super) fn program(&self) -> &Program {
        self.harness.state().as_ref().unwrap()
    }
}

/// The story, with a waiting message that comes soon.
pub(super) fn story() -> Project {
    let mut project = files::story().unwrap();
    std::sync::Arc::make_mut(&mut project.integrations[0]).waiting.as_mut().unwrap().after_ms = 100;
    project
}

/// The story with a limit that a test can wait for. On a busy computer only what is meant to be slow may meet it, so no call that
/// has to be answered belongs into a test with a limit that is shorter.
pub(super) fn story_with_limit(time_limit_ms: u64) -> Project {
    let mut project = story();
    std::sync::Arc::make_mut(&mut project.integrations[0]).calls[0].policy.time_limit_ms = time_limit_ms;
    project
}

#[test]
fn the_story_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.hookwright.json");
    let mut ana = Person::opens(story());
    ana.sees("Yes, your subscription is active and renews on March 30.");
    ana.types_at_the_end_of("What the bot says", " Good to have you with us.");
    ana.sees("renews on March 30. Good to have you with us.");

    ana.clicks("Send").sees("Live answer").sees("renews on March 30. Good to have you with us.");
    let result = ana.program().state().try_it.result().unwrap().clone();
    assert_eq!((result.outcome.as_str(), result.calls[0].response.as_ref().unwrap().status), ("active", 200));

    ana.clicks("Slow").sees("This takes longer than usual. A colleague will get back to you.");

    ana.presses(Modifiers::COMMAND, Key::S).sees("Save where?");
    ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("Saved as mine.hookwright.json").sees("Saved on this computer");
    let saved = files::load(&file).unwrap();
    assert!(files::write(&saved).contains("Good to have you with us."));

    let mut again = Person::opens(saved);
    again.sees("renews on March 30. Good to have you with us.");
}

#[test]
fn a_slow_system_ends_at_the_limit() {
    let mut ana = Person::opens(story_with_limit(400));
    ana.replaces("Customer’s e-mail", "slow@example.com").clicks("Send");
    ana.sees("Live answer").sees("This takes longer than usual. A colleague will get back to you.");
    let result = ana.program().state().try_it.result().unwrap();
    assert_eq!(result.outcome, "timeout");
    assert!((400..5_000).contains(&result.elapsed_ms), "{} ms", result.elapsed_ms);
}

#[test]
fn a_call_can_be_stopped() {
    let mut ana = Person::opens(story_with_limit(60_000));
    ana.replaces("Customer’s e-mail", "slow@example.com").clicks("Send").sees("Stop");
    ana.clicks("Stop").sees("Stopped: the bot said nothing").does_not_see("Live answer");
    assert!(ana.program().state().try_it.running.is_none());
}

#[test]
fn a_missing_secret_is_said_where_it_is_needed() {
    let mut project = story();
    project.environments.retain(|environment| environment.id == "staging");
    let mut ana = Person::opens(project);
    ana.clicks("Send").sees("HOOKWRIGHT_SECRET_CRM_TOKEN");
}

#[test]
fn a_secret_that_is_typed_in_goes_to_its_system_and_nowhere_else() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let answer = r#"{"status":"active","renews_on":"2026-03-30","plan":"Plus"}"#;
    let system = runtime.block_on(Server::start(vec![Act::Read, answers("200 OK", answer), Act::Again]));
    let mut project = story();
    project.environments.retain(|environment| environment.id == "staging");
    project.secrets[0].hosts.clear();
    project.connections[0].base_urls.insert("staging".to_owned(), system.origin("http"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.hookwright.json");

    // High enough for the secret to be in sight above the open test panel.
    let mut ana = Person::sits_before(project, Vec2::new(1600.0, 1600.0), Theme::Light);
    ana.clicks("Send").sees("HOOKWRIGHT_SECRET_CRM_TOKEN");
    ana.presses(Modifiers::COMMAND, Key::Num3).sees("Not here yet").does_not_see("Use until I close");
    ana.replaces("Value of the secret", "canary-4711").does_not_see("canary");
    ana.clicks("Use until I close").sees("Kept until you close the window").does_not_see("canary");
    ana.does_not_see("Use until I close");
    ana.clicks("Send again").sees("Live answer").does_not_see("canary");
    assert!(system.heard().iter().any(|request| request.contains("Bearer canary-4711")));

    ana.presses(Modifiers::COMMAND, Key::Z).does_not_see("canary");
    ana.presses(Modifiers::COMMAND, Key::S).sees("Save where?");
    ana.replaces("Path", file.to_str().unwrap()).presses(Modifiers::NONE, Key::Enter).sees("Saved as");
    assert!(!files::read_text(&file).unwrap().contains("canary"));
    let state = ana.program().state();
    assert!(!format!("{:?} {:?} {:?}", state.project, state.view, state.known_secrets).contains("canary"));
    assert!(!format!("{:?}", state.try_it.result().unwrap()).contains("canary"));
}

#[test]
fn the_export_is_written_where_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut ana = Person::opens(story());
    ana.presses(Modifiers::COMMAND, Key::E).sees("customer-service-bot.config.json").sees("Kept");
    super::picture::take(&mut ana.harness, "export-json");
    ana.clicks("Export 2 files…").sees("Export where?");
    ana.replaces("Path", folder.path().to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("Exported 2 files to");
    let text = files::read_text(&folder.path().join("customer-service-bot.config.json")).unwrap();
    assert!(files::read(&text).unwrap().integrations[0].samples.is_empty());
}

#[test]
fn a_file_that_is_no_project_is_said_and_nothing_is_lost() {
    let mut ana = Person::opens(story());
    ana.presses(Modifiers::COMMAND, Key::O).sees("Which project?");
    ana.replaces("Path", Path::new("Cargo.toml").to_str().unwrap()).presses(Modifiers::NONE, Key::Enter);
    ana.sees("It is no JSON").sees("Yes, your subscription is active");
}

#[test]
fn what_was_done_is_undone_by_key() {
    let mut ana = Person::opens(story());
    ana.types_at_the_end_of("What the bot says", " More words.").sees("March 30. More words.");
    ana.presses(Modifiers::COMMAND, Key::Z).does_not_see("March 30. More words.");
    ana.presses(Modifiers::COMMAND, Key::Y).sees("March 30. More words.");
}

#[test]
fn a_value_is_inserted_by_keys_alone() {
    let mut ana = Person::opens(story());
    ana.types_at_the_end_of("What the bot says", " ").types_at_the_end_of("What the bot says", "/");
    ana.sees("From the answer");
    ana.presses(Modifiers::NONE, Key::ArrowDown).presses(Modifiers::NONE, Key::ArrowDown);
    ana.presses(Modifiers::NONE, Key::Enter);
    ana.does_not_see("From the answer").sees("renews on March 30. Basic");
    let text = serde_json::to_string(&ana.program().state().project).unwrap();
    assert!(!text.contains("\\n{{ plan"), "Enter chose a value and broke no line");
}

#[test]
fn an_answer_for_one_customer_is_not_shown_for_another() {
    let mut ana = Person::opens(story());
    ana.clicks("Send").sees("Live answer");
    ana.replaces("Customer’s e-mail", "leo@example.com");
    ana.does_not_see("Live answer");
    ana.presses(Modifiers::NONE, Key::Enter).sees("Live answer").sees("Your subscription has expired.");
}
