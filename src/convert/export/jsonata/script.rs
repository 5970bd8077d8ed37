//! An expression in the making: the functions that it needs, its steps, and its result.

use super::library::{self, Function};

/// An expression in the making. Functions come first, each once, so that a reader finds the words of the bot at the end.
#[derive(Clone, Debug, Default)]
pub struct Script {
    functions: Vec<(String, String)>,
    steps: Vec<String>,
    names: usize,
}

impl Script {
    /// The name of a function of the library, which is written with everything that it needs.
    pub fn need(&mut self, function: Function) -> String {
        let entry = library::entry(function);
        if !self.functions.iter().any(|(known, _)| known == entry.name) {
            for needed in entry.needs {
                self.need(*needed);
            }
            self.functions.push((entry.name.to_owned(), entry.code.to_owned()));
        }
        entry.name.to_owned()
    }

    /// The name of a function or constant of the caller's own; the same code is written once.
    pub fn own(&mut self, wanted: &str, code: String) -> String {
        let mut name = format!("${wanted}");
        let mut number = 1;
        loop {
            match self.functions.iter().find(|(known, _)| *known == name) {
                None => break,
                Some((_, known)) if *known == code => return name,
                Some(_) => number += 1,
            }
            name = format!("${wanted}_{number}");
        }
        self.functions.push((name.clone(), code));
        name
    }

    /// Keeps the result of a part under a name.
    pub fn step(&mut self, wanted: &str, code: &str) -> String {
        self.names += 1;
        let name = format!("${wanted}{}", self.names);
        self.steps.push(format!("{name} := {code}"));
        name
    }

    /// Adds a step that is not looked at later.
    pub fn then(&mut self, code: String) {
        self.steps.push(code);
    }

    /// The expression. `header` binds what the platform provides.
    pub fn finish(self, header: &[String], result: &str) -> String {
        let functions = self.functions.into_iter().map(|(name, code)| format!("{name} := {code}"));
        let lines: Vec<String> = header.iter().cloned().chain(functions).chain(self.steps).collect();
        if lines.is_empty() { result.to_owned() } else { format!("(\n{};\n{result}\n)", lines.join(";\n")) }
    }
}
