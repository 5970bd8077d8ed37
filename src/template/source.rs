//! Writes the source of a text from what was picked and typed, so that nobody has to type braces.

use super::Chip;

/// Puts literals and chips together into a source that [`parse`](super::parse) reads back as the same pieces.
///
/// ```
/// use hookwright::template::{Chip, Source};
///
/// let name = Chip::new("user.name", vec![])?;
/// assert_eq!(Source::default().literal("Hi ").chip(&name).literal(" {{").finish(), r"Hi {{ user.name }} \{{");
/// # Ok::<(), hookwright::template::SyntaxProblem>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Source {
    written: String,
    /// Held back, because how it is escaped depends on what follows.
    pending: String,
}

impl Source {
    /// Adds text that is said as it is.
    #[must_use]
    pub fn literal(mut self, text: &str) -> Self {
        self.pending.push_str(text);
        self
    }

    /// Adds a chip.
    #[must_use]
    pub fn chip(mut self, chip: &Chip) -> Self {
        write_literal(&mut self.written, &self.pending, Next::Chip);
        self.pending.clear();
        self.written.push_str(&chip.to_string());
        self
    }

    /// The source.
    pub fn finish(mut self) -> String {
        write_literal(&mut self.written, &self.pending, Next::End);
        self.written
    }
}

/// The source of a text without chips. To put it next to a chip use [`Source`]: what has to be escaped at the end of a
/// literal depends on what follows it.
pub fn escape(text: &str) -> String {
    Source::default().literal(text).finish()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Chip,
    End,
}

fn write_literal(out: &mut String, text: &str, next: Next) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.find(['\\', '{']).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let slashes = rest.len() - rest.trim_start_matches('\\').len();
        let after = &rest[slashes..];
        let braces = after.len() - after.trim_start_matches('{').len();
        rest = &after[braces..];
        let opens_chip = rest.is_empty() && next == Next::Chip;
        write_run(out, slashes, braces, opens_chip);
    }
}

/// Backslashes and the braces after them, so that the parser takes both for themselves.
fn write_run(out: &mut String, slashes: usize, mut braces: usize, opens_chip: bool) {
    let before_braces = braces >= 2 || opens_chip;
    out.extend(std::iter::repeat_n('\\', if before_braces { 2 * slashes } else { slashes }));
    while braces >= 2 {
        out.push_str(r"\{{");
        braces -= 2;
    }
    out.extend(std::iter::repeat_n('{', braces));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;
    use crate::template::{Part, parse};

    fn literal_of(source: &str) -> String {
        let parsed = parse(source).unwrap();
        let literals = parsed.parts().iter().map(|part| match part {
            Part::Literal { text, .. } => text.clone(),
            Part::Chip { .. } => "<>".to_owned(),
        });
        literals.collect()
    }

    #[test]
    fn escapes() {
        for (text, source) in [
            ("", ""),
            ("{", "{"),
            ("{{", r"\{{"),
            ("{{{", r"\{{{"),
            (r"C:\dir\", r"C:\dir\"),
            (r"\{{", r"\\\{{"),
            ("{% if %}", "{% if %}"),
            ("}}", "}}"),
        ] {
            assert_eq!(escape(text), source);
            assert_eq!(literal_of(source), text);
        }
    }

    proptest! {
        #[test]
        fn any_literals_around_a_chip(before in r"[\\{} a]{0,12}", after in r"[\\{} a]{0,12}") {
            let chip = Chip::new("x", vec![]).unwrap();
            let source = Source::default().literal(&before).chip(&chip).chip(&chip).literal(&after).finish();
            prop_assert_eq!(literal_of(&source), format!("{before}<><>{after}"));
        }
    }
}
