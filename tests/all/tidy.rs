//! The walls of the house: who may import whom, how large things may be, and what stands nowhere.
//!
//! Each rule is a function from a file to its offences, in a file below, tested there on a few lines; here they are
//! applied to the whole project. A failure lists every offence with its place and what to do.

#![expect(clippy::disallowed_methods, reason = "the walls are checked by reading the project from disk")]

mod crates;
mod paths;
mod rooms;
mod sizes;
mod source;
mod traces;
mod words;

use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
    process::Command,
};

use source::Source;

/// A place that breaks a rule, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
struct Offence {
    path: String,
    line: usize,
    advice: String,
}

impl fmt::Display for Offence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.advice)
    }
}

#[test]
fn imports_point_down() {
    none(&over_sources(&["src"], rooms::offences));
}

#[test]
fn every_folder_of_the_library_is_a_room_with_a_floor() {
    let folders = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().path());
    let names = folders.filter(|path| path.is_dir()).map(|path| name_of(&path)).collect::<Vec<_>>();
    assert!(names.len() > 3, "the rooms are in src");
    none(&rooms::unknown(&names));
}

#[test]
fn crates_stay_in_their_rooms() {
    none(&over_sources(&["src"], crates::offences));
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    none(&over_sources(&["src", "tests", "benches"], words::opening));
}

#[test]
fn files_and_functions_keep_to_their_size() {
    none(&over_sources(&["src"], sizes::offences));
}

#[test]
fn nothing_is_postponed_or_silenced() {
    none(&over_sources(&["src", "tests", "benches"], words::offences));
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let places = traces::Places::of_this_machine(root(), |name| env::var(name).ok());
    let mut offences = Vec::new();
    for path in tracked_files() {
        // What is not text is an image or a font.
        if let Ok(text) = fs::read_to_string(root().join(&path)) {
            offences.extend(traces::offences(&path, &text, &places));
        }
    }
    none(&offences);
}

/// Fails with every offence, one a line.
fn none(offences: &[Offence]) {
    let lines: Vec<_> = offences.iter().map(Offence::to_string).collect();
    assert!(lines.is_empty(), "{} to mend:\n{}\n", lines.len(), lines.join("\n"));
}

fn over_sources(folders: &[&str], rule: impl Fn(&Source) -> Vec<Offence>) -> Vec<Offence> {
    let mut files = Vec::new();
    for folder in folders {
        collect_files(&root().join(folder), &mut files);
    }
    let sources = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let offences: Vec<_> = sources
        .flat_map(|path| rule(&Source::new(&relative(path), &fs::read_to_string(path).unwrap())))
        .collect();
    assert!(!files.is_empty(), "no files under {folders:?}");
    offences
}

/// What git tracks, or every file but build results where there is no git (an unpacked archive).
fn tracked_files() -> Vec<String> {
    let listing = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let tracked = listing.ok().filter(|output| output.status.success()).map(|output| output.stdout);
    if let Some(names) = tracked.filter(|names| !names.is_empty()) {
        return names
            .split(|byte| *byte == 0)
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
    }
    let mut files = Vec::new();
    collect_files(root(), &mut files);
    files.iter().map(|path| relative(path)).collect()
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if !matches!(name_of(&path).as_str(), "target" | ".git") {
                collect_files(&path, files);
            }
        } else {
            files.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
