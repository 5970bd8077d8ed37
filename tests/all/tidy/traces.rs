//! The rule of the traces: no file names a folder of the machine it was written on.

use std::path::Path;

use super::Offence;

/// Folders that nobody else has.
pub(super) struct Places(Vec<String>);

impl Places {
    /// The folders of people in general, and on this machine the checkout, the home and the build folder.
    pub(super) fn of_this_machine(checkout: &Path, variable: impl Fn(&str) -> Option<String>) -> Self {
        // Put together here, so that this file does not offend against its own rule.
        let mut places = vec![["/ro", "ot/"].concat(), ["/ho", "me/"].concat(), ["\\Us", "ers\\"].concat()];
        let own =
            [Some(checkout.to_string_lossy().into_owned()), variable("HOME"), variable("CARGO_TARGET_DIR")];
        for folder in own.into_iter().flatten() {
            // A folder right under the top, such as `/app`, is too common a word to look for.
            if Path::new(&folder).is_absolute() && Path::new(&folder).components().count() > 2 {
                places.push(folder);
            }
        }
        Self(places)
    }
}

/// Every line that names one of the places.
pub(super) fn offences(path: &str, text: &str, places: &Places) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(place) = places.0.iter().find(|place| names(line, place)) {
            let advice =
                format!("`{place}` is a folder of one machine; name the file from the top of the project");
            offences.push(Offence { path: path.to_owned(), line: index + 1, advice });
        }
    }
    offences
}

/// Whether the place stands in the line as a path of its own, not as the middle of an address.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before
            .is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '-' | '_' | '}' | ')' | '*'))
            || place.starts_with('\\')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_people_and_of_this_machine_are_found() {
        let variable = |name: &str| (name == "CARGO_TARGET_DIR").then(|| "/fast/disk/build".to_owned());
        let places = Places::of_this_machine(Path::new("/srv/checkouts/hookwright"), variable);
        let home = ["/ho", "me/"].concat();
        for (line, expected) in [
            (format!("open {home}ana/x.json"), 1),
            (format!("file://{home}ana/x.json"), 1),
            (format!("https://example.com{home}ana"), 0),
            (format!("{{{{base}}}}{home}ana"), 0),
            (["C:\\Us", "ers\\ana\\x"].concat(), 1),
            ("see /srv/checkouts/hookwright/src".to_owned(), 1),
            ("/fast/disk/build/debug/hookwright".to_owned(), 1),
            ("/usr/share/fonts and src/model".to_owned(), 0),
        ] {
            assert_eq!(offences("README.md", &format!("\n{line}\n"), &places).len(), expected, "{line}");
        }
        assert_eq!(offences("README.md", &format!("\n{home}ana"), &places)[0].line, 2);
    }

    #[test]
    fn a_checkout_right_under_the_top_is_too_common_a_word() {
        let places = Places::of_this_machine(Path::new("/app"), |_| None);
        assert_eq!(offences("README.md", "GET /app/users", &places).len(), 0);
    }
}
