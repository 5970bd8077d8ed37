//! The command line, as people and CI servers use it: the real program, its output and its exit codes.

mod bad_input;
mod commands;
mod imports;
mod review;
mod story;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The project of the story.
pub(crate) const SUBSCRIPTION: &str = "projects/subscription.hookwright.json";
/// The project that writes.
const TICKET: &str = "projects/support-ticket.hookwright.json";
/// The customer of the story.
const ANA: &str = r#"{"user":{"email":"ana@example.com"}}"#;

/// How the program ended.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// The result as JSON.
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Fails unless the program could not be carried out and said so in two lines that hold these words.
    fn refuses(&self, sentence: &str, hint: &str) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{self:?}");
        let lines: Vec<_> = self.err.lines().collect();
        assert!(
            lines.len() == 2 && lines[0].starts_with("error: ") && lines[1].starts_with("hint: "),
            "{self:?}"
        );
        assert!(lines[0].contains(sentence) && lines[1].contains(hint), "{self:?}");
    }
}

/// The program with its arguments, in the folder of the package, without a display and without secrets.
fn program(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hookwright"));
    command.args(words).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    for variable in
        ["DISPLAY", "WAYLAND_DISPLAY", "HOOKWRIGHT_SECRET_CRM_TOKEN", "HOOKWRIGHT_SECRET_TICKETS_TOKEN"]
    {
        command.env_remove(variable);
    }
    // Nor with the keychain and the settings of whoever runs the tests.
    command
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
        .env("XDG_CONFIG_HOME", "/nowhere/config");
    command
}

fn ended(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn hookwright(words: &[&str]) -> Ran {
    ended(program(words))
}

/// A copy of a project in a folder of its own, changed; the folder lives as long as this value.
struct Copy {
    folder: tempfile::TempDir,
    file: PathBuf,
}

impl Copy {
    fn new(project: &str, change: impl FnOnce(&mut Value)) -> Self {
        let mut document: Value = serde_json::from_str(&read(project)).unwrap();
        change(&mut document);
        Self::of_text(&serde_json::to_string_pretty(&document).unwrap())
    }

    fn of_text(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copy.hookwright.json");
        write(&file, text);
        Self { folder, file }
    }

    fn path(&self) -> &str {
        self.file.to_str().unwrap()
    }

    fn beside(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }
}

#[expect(clippy::disallowed_methods, reason = "tests look at what the program left on the disk")]
fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "tests prepare files for the program")]
fn write(path: impl AsRef<Path>, text: &str) {
    std::fs::write(path, text).unwrap();
}
