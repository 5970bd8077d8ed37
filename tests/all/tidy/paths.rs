//! The paths that a file names (`crate::model::Project`), with groups of imports spelled out.

use super::source::{Source, Token};

/// A path as written; it may end early where generic arguments begin.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedPath<'a> {
    pub(super) names: Vec<&'a str>,
    pub(super) line: usize,
    pub(super) depth: usize,
    pub(super) test: bool,
    /// Whether it stands in a `use`, where a single name is a path too.
    pub(super) imported: bool,
}

pub(super) fn paths(source: &Source) -> Vec<NamedPath<'_>> {
    let tokens = &source.tokens;
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let before = |back: usize| place.checked_sub(back).map_or("", |place| tokens[place].text.as_str());
        // After `a::<B>::` the rest of a path stands; `use ::a` and `impl ::a` begin one.
        let goes_on = before(1) == "::" && (is_name(before(2)) || before(2) == ">");
        let imported = before(1) == "use" || before(1) == "::" && before(2) == "use";
        if is_name(&tokens[place].text) && !goes_on || imported && tokens[place].text == "{" {
            let mut reader = Reader { tokens, place, imported, found: &mut found };
            reader.read(&[]);
            place = reader.place;
        } else {
            place += 1;
        }
    }
    found
}

struct Reader<'a, 'b> {
    tokens: &'a [Token],
    place: usize,
    imported: bool,
    found: &'b mut Vec<NamedPath<'a>>,
}

impl<'a> Reader<'a, '_> {
    /// Reads one path, or the paths of one group, that go on from `before`.
    fn read(&mut self, before: &[&'a str]) {
        let mut names = before.to_vec();
        while let Some(text) = self.text(0) {
            if text == "{" {
                return self.group(&names);
            }
            if !is_name(text) && text != "*" {
                break;
            }
            names.push(text);
            self.place += 1;
            if self.text(0) != Some("::") {
                break;
            }
            self.place += 1;
        }
        let token = &self.tokens[self.place.saturating_sub(1)];
        let (line, depth, test) = (token.line, token.depth, token.test);
        self.found.push(NamedPath { names, line, depth, test, imported: self.imported });
    }

    fn group(&mut self, names: &[&'a str]) {
        self.place += 1;
        while let Some(text) = self.text(0) {
            match text {
                "}" => {
                    self.place += 1;
                    return;
                }
                "as" => self.place += 2,
                _ if is_name(text) || matches!(text, "*" | "{") => self.read(names),
                _ => self.place += 1,
            }
        }
    }

    fn text(&self, ahead: usize) -> Option<&'a str> {
        self.tokens.get(self.place + ahead).map(|token| token.text.as_str())
    }
}

/// Words that may stand before a path and are no part of it.
const KEYWORDS: [&str; 8] = ["use", "impl", "for", "in", "as", "dyn", "mut", "return"];

fn is_name(text: &str) -> bool {
    !KEYWORDS.contains(&text) && text.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_spelled_out() {
        for (text, expected) in [
            ("use crate::model::Project;", vec!["crate::model::Project"]),
            (
                "use crate::{model::{self, Call}, state as s, ui::*};",
                vec!["crate::model::self", "crate::model::Call", "crate::state", "crate::ui::*"],
            ),
            ("let x = crate::net::Client::<u8>::new();", vec!["crate::net::Client"]),
            ("use {reqwest, std::fs};", vec!["reqwest", "std::fs"]),
            ("use ::reqwest::Client;", vec!["reqwest::Client"]),
            ("impl ::egui::Widget for &mut ::egui::Ui {}", vec!["egui::Widget", "egui::Ui"]),
            ("impl crate::a::B for super::C {}", vec!["crate::a::B", "super::C"]),
        ] {
            let source = Source::new("src/ui/mod.rs", text);
            let found = paths(&source);
            let written = found.iter().filter(|path| path.names.len() > 1 || path.imported);
            assert_eq!(written.map(|path| path.names.join("::")).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
