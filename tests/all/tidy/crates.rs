//! The rule of the crates: what touches the world is named in one room, so that it can be tested and replaced there.

use super::{Offence, paths::paths, source::Source};

/// Paths of other crates, and the only rooms that name them.
struct Wall {
    paths: &'static [&'static str],
    rooms: &'static [&'static str],
}

const WALLS: [Wall; 7] = [
    Wall { paths: &["reqwest", "tower"], rooms: &["net"] },
    Wall {
        paths: &["egui", "eframe", "egui_extras", "egui_material_icons", "rfd", "winit"],
        rooms: &["ui", "app"],
    },
    Wall { paths: &["hyper", "hyper_util", "http_body_util"], rooms: &["demo"] },
    Wall { paths: &["clap"], rooms: &["cli"] },
    Wall { paths: &["tokio"], rooms: &["jobs", "net", "demo", "secrets", "app", "cli"] },
    Wall { paths: &["std::fs"], rooms: &["files"] },
    Wall { paths: &["jsonschema", "jsonpath_rfc9535", "csv"], rooms: &["engine"] },
];

/// Every crate named outside its rooms; `main` and tests are free.
pub(super) fn offences(source: &Source) -> Vec<Offence> {
    let own = source.room();
    if own == "main" {
        return Vec::new();
    }
    let mut offences = Vec::new();
    for path in paths(source) {
        // A single name is a crate only in a `use`; elsewhere it is a variable.
        if path.test || !path.imported && path.names.len() < 2 {
            continue;
        }
        let named = path.names.join("::");
        let stands_behind = |wall: &&Wall| wall.paths.iter().any(|start| begins(&named, start));
        if let Some(wall) = WALLS.iter().find(stands_behind).filter(|wall| !wall.rooms.contains(&own)) {
            let rooms = wall.rooms.join("`, `");
            offences.push(source.offence(
                path.line,
                format!(
                    "`{named}` may be named in `{rooms}` only; pass plain data to that room or take a trait"
                ),
            ));
        }
    }
    offences
}

fn begins(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_outside_its_room_is_named() {
        for (path, text, expected) in [
            ("src/net/mod.rs", "use reqwest::Client;", vec![]),
            ("src/cli/mod.rs", "use clap::Parser;\nuse reqwest::Client;", vec![2]),
            ("src/state/mod.rs", "use egui::Color32;", vec![1]),
            ("src/state/mod.rs", "fn f(c: egui::Color32) {}", vec![1]),
            ("src/state/mod.rs", "#[cfg(test)]\nmod tests { use egui::Color32; }", vec![]),
            ("src/app/mod.rs", "use std::{fs, io};", vec![1]),
            ("src/app/mod.rs", "fn f() { std::fs::read(p) }", vec![1]),
            ("src/files/mod.rs", "use std::{fs, io};", vec![]),
            ("src/model/mod.rs", "use tokio;", vec![1]),
            ("src/model/mod.rs", "use tokio_util::sync::CancellationToken; use hyperlink::A;", vec![]),
            ("src/model/mod.rs", "let hyper = 1; f(hyper);", vec![]),
            ("src/main.rs", "use clap::Parser;", vec![]),
            ("src/lib.rs", "pub use reqwest::Client;", vec![1]),
        ] {
            let found = offences(&Source::new(path, text));
            assert_eq!(
                found.iter().map(|offence| offence.line).collect::<Vec<_>>(),
                expected,
                "{path}: {text}"
            );
        }
    }
}
