//! The rule of the floors: a room may use the rooms on lower floors, and no other.

use super::{
    Offence,
    paths::{NamedPath, paths},
    source::Source,
};

struct Room {
    name: &'static str,
    floor: u8,
    /// Rooms it may use although they are not below it.
    also: &'static [&'static str],
    /// Rooms it may not use although they are below it.
    never: &'static [&'static str],
}

const fn room(name: &'static str, floor: u8) -> Room {
    Room { name, floor, also: &[], never: &[] }
}

/// The table of ARCHITECTURE.md. `main` stands above it and may use anything; so may `lib`, which only lists it.
const ROOMS: [Room; 15] = [
    room("model", 0),
    room("template", 0),
    room("jobs", 0),
    room("engine", 1),
    Room { name: "check", floor: 1, also: &["engine"], never: &[] },
    room("state", 2),
    room("ui", 3),
    room("convert", 3),
    room("files", 3),
    room("secrets", 3),
    room("net", 3),
    Room {
        name: "demo",
        floor: 3,
        also: &[],
        never: &["model", "template", "jobs", "engine", "check", "state"],
    },
    room("app", 4),
    room("cli", 4),
    room("main", 5),
];

/// Every import that does not point down.
pub(super) fn offences(source: &Source) -> Vec<Offence> {
    let own = source.room();
    if matches!(own, "main" | "lib") {
        return Vec::new();
    }
    let mut offences = Vec::new();
    for path in paths(source) {
        let Some(used) = used_room(source, &path) else { continue };
        if let Some(advice) = verdict(own, used) {
            offences.push(source.offence(path.line, advice));
        }
    }
    offences
}

/// Every name that is no room of the table.
pub(super) fn unknown(names: &[String]) -> Vec<Offence> {
    let strangers = names.iter().filter(|name| find(name).is_none());
    let advice = "this folder is no room; give it a floor in ARCHITECTURE.md and in tests/all/tidy/rooms.rs";
    strangers
        .map(|name| Offence { path: format!("src/{name}"), line: 1, advice: advice.to_owned() })
        .collect()
}

fn find(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

/// The name right below the top of the package, if the path goes through the top.
fn used_room<'a>(source: &Source, path: &NamedPath<'a>) -> Option<&'a str> {
    let names = match path.names.as_slice() {
        ["self", rest @ ..] => rest,
        all => all,
    };
    if names.first() == Some(&"crate") {
        return names.get(1).copied();
    }
    let up = names.iter().take_while(|name| **name == "super").count();
    (up > 0 && up == source.depth() + path.depth).then(|| names.get(up).copied())?
}

fn verdict(own: &str, used: &str) -> Option<String> {
    if own == used {
        return None;
    }
    let Some(own_room) = find(own) else {
        return Some(format!("`{own}` is no room; give it a floor in tests/all/tidy/rooms.rs"));
    };
    let Some(used_room) = find(used) else {
        return Some(format!("`crate::{used}` is no room; name the room that the item lives in"));
    };
    let below = used_room.floor < own_room.floor || own_room.also.contains(&used);
    if below && !own_room.never.contains(&used) {
        return None;
    }
    let (own_floor, used_floor) = (own_room.floor, used_room.floor);
    Some(format!(
        "`{own}` (floor {own_floor}) may not use `{used}` (floor {used_floor}); move the shared part to a lower \
         floor, or let `app` and `cli` pass it in"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of the offences of this text in this file.
    fn lines(path: &str, text: &str) -> Vec<usize> {
        offences(&Source::new(path, text)).iter().map(|offence| offence.line).collect()
    }

    #[test]
    fn what_points_down_passes_and_the_rest_is_named() {
        for (path, text, expected) in [
            ("src/engine/mod.rs", "use crate::model::Call;", vec![]),
            ("src/model/call.rs", "use crate::model::Body;\nuse crate::engine::plan;", vec![2]),
            ("src/model/call.rs", "use crate::template::Text;", vec![1]),
            ("src/check/mod.rs", "use crate::engine::plan;", vec![]),
            ("src/engine/mod.rs", "use crate::check::check;", vec![1]),
            ("src/ui/mod.rs", "use crate::{\n  model::Call,\n  files::load,\n  state::State,\n};", vec![3]),
            ("src/ui/mod.rs", "fn f() { crate::net::send() }", vec![1]),
            ("src/ui/mod.rs", "// crate::net\n/* crate::net */ const A: &str = \"crate::net::x\";", vec![]),
            ("src/demo/mod.rs", "use crate::model::Call;", vec![1]),
            ("src/app/mod.rs", "use crate::{ui::show, net, files, state};", vec![]),
            ("src/app/mod.rs", "use crate::cli::run;", vec![1]),
            ("src/cli/mod.rs", "use crate::app::run;", vec![1]),
            ("src/ui/mod.rs", "use crate::Strange;", vec![1]),
            ("src/ui/mod.rs", "use crate::*;", vec![1]),
            ("src/strange/mod.rs", "use crate::model::Call;", vec![1]),
            ("src/ui/mod.rs", "pub(crate) fn f() {} pub(in crate::ui) fn g() {}", vec![]),
            ("src/main.rs", "use crate::anything;", vec![]),
        ] {
            assert_eq!(lines(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn the_way_over_super_is_the_same_way() {
        for (path, text, expected) in [
            ("src/ui/mod.rs", "use super::net::send;", vec![1]),
            ("src/ui/theme.rs", "use super::net;", vec![]),
            ("src/ui/theme.rs", "use super::super::net;", vec![1]),
            ("src/ui/theme.rs", "mod tests { use super::super::net; }", vec![]),
            ("src/ui/theme.rs", "mod tests { use super::super::super::net; }", vec![1]),
            ("src/ui/theme.rs", "use super::super::{state, files};", vec![1]),
        ] {
            assert_eq!(lines(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn a_folder_without_a_floor_is_named() {
        assert_eq!(unknown(&["model".to_owned(), "extra".to_owned()]).len(), 1);
    }
}
