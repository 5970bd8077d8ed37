//! What our own exports write beside the words of a format, so that our own imports find the same inputs and keys again.
//!
//! A collection or a description of calls knows names and values, and neither where a value comes from nor what is asked for
//! it. Exports therefore add a note for each place that is filled in; other programs pass it over.

use serde::{Deserialize, Serialize};

use crate::model::{Input, Privacy};

/// What begins a line of a script that is a note.
pub(in crate::convert) const NOTE: &str = "// hookwright ";
/// The extension of an OpenAPI operation that lists notes.
pub(in crate::convert) const INPUTS: &str = "x-hookwright-inputs";
/// The extension of an OpenAPI schema with the text as it was designed.
pub(in crate::convert) const TEXT: &str = "x-hookwright-text";
/// The extension of a schema of a list that says each item, where the version has no word for that.
pub(in crate::convert) const ITEMS: &str = "x-hookwright-items";
/// The extension of a schema whose value is another one for each request.
pub(in crate::convert) const NEW_ID: &str = "x-hookwright-new-id";
/// The extensions of an OpenAPI security scheme: the name of the secret, and what no scheme has a word for.
pub(in crate::convert) const SECRET: &str = "x-hookwright-secret";
pub(in crate::convert) const USER: &str = "x-hookwright-user";
pub(in crate::convert) const CLIENT_ID: &str = "x-hookwright-client-id";
pub(in crate::convert) const CREDENTIALS: &str = "x-hookwright-credentials";

/// What the lines of a script begin with that a Postman export writes, see `export/postman`.
const LINES: [&str; 4] = [NOTE, "const ", "pm.variables.set(", "pm.test("];
/// The endings of variables that hold a value as it is written for one place.
const ENDINGS: [&str; 5] = ["_as_json", "_as_text", "_in_path", "_in_query", "_in_xml"];

/// A place that is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::convert) enum HandedOn {
    /// By an input.
    Input {
        /// Its name in the file.
        variable: String,
        /// As it was designed.
        input: Box<Input>,
        /// The class of the fact that it comes from.
        #[serde(default, skip_serializing_if = "is_open")]
        privacy: Privacy,
    },
    /// By a secret.
    Secret {
        /// Its name in the file.
        variable: String,
        /// Its name in the project.
        name: String,
    },
}

fn is_open(privacy: &Privacy) -> bool {
    *privacy == Privacy::None
}

impl HandedOn {
    /// The name in the file.
    pub fn variable(&self) -> &str {
        match self {
            Self::Input { variable, .. } | Self::Secret { variable, .. } => variable,
        }
    }

    /// Whether the name in a file means this place: itself, or its value as it is written somewhere.
    pub fn is_meant(&self, name: &str) -> bool {
        let variable = self.variable();
        name.strip_prefix(variable).is_some_and(|rest| rest.is_empty() || ENDINGS.contains(&rest))
    }

    /// The note as a line of a script. Two signs that end a line in JavaScript and not in JSON are escaped.
    pub fn line(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{NOTE}{}", json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
    }

    /// The note of a line; none where it is another line.
    pub fn of_line(line: &str) -> Option<Self> {
        serde_json::from_str(line.trim().strip_prefix(NOTE)?).ok()
    }
}

/// Whether a script does nothing but what an export of ours writes.
pub(in crate::convert) fn is_own_script<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.all(|line| LINES.iter().any(|own| line.starts_with(own)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_lines() {
        let input = Input { name: "email".to_owned(), label: "a\u{2028}b\n".to_owned(), ..Input::default() };
        let note = HandedOn::Input {
            variable: "email".to_owned(),
            input: Box::new(input),
            privacy: Privacy::Personal,
        };
        let line = note.line();
        assert!(!line.contains(['\n', '\u{2028}']), "{line}");
        assert_eq!(HandedOn::of_line(&line), Some(note.clone()));
        assert_eq!(HandedOn::of_line("// something else"), None);
        assert!(note.is_meant("email") && note.is_meant("email_in_path"));
        assert!(!note.is_meant("email_2") && !note.is_meant("mail"));
        assert!(is_own_script([line.as_str(), "", "const a_value = 1;"].into_iter()));
        assert!(!is_own_script([line.as_str(), "console.log(1)"].into_iter()));
    }
}
