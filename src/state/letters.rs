//! Which writings the words of an integration are in, as far as the window's own fonts do not have them.

use std::collections::BTreeSet;

use crate::model::{Integration, Project};

/// Distinct letters and signs of names and messages that the bundled fonts may lack: everything but Latin, Greek and Cyrillic.
/// What is invisible by itself is left out.
pub(super) fn unusual(project: &Project, integration: Option<&Integration>) -> BTreeSet<char> {
    let names = project.integrations.iter().map(|each| each.name.clone());
    let parts = |integration: &Integration| {
        serde_json::to_string(&(
            &integration.trigger,
            &integration.inputs,
            &integration.outcomes,
            &integration.replies,
            &integration.fallback,
            &integration.waiting,
        ))
    };
    let spoken = integration.and_then(|integration| parts(integration).ok());
    let texts = names.chain(spoken).chain([project.name.clone()]);
    let mut unusual = BTreeSet::new();
    for text in texts {
        unusual.extend(text.chars().filter(|letter| is_unusual(*letter)));
    }
    unusual
}

fn is_unusual(letter: char) -> bool {
    let invisible = matches!(letter,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}');
    letter > '\u{52f}' && !invisible && !matches!(letter, '\u{1e00}'..='\u{20ff}')
}

/// The kind of writing that a letter belongs to, in plain words.
pub fn writing_of(letter: char) -> &'static str {
    match letter {
        '\u{530}'..='\u{58f}' => "Armenian letters",
        '\u{590}'..='\u{5ff}' => "Hebrew letters",
        '\u{600}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' => "Arabic letters",
        '\u{900}'..='\u{dff}' => "letters of India",
        '\u{e00}'..='\u{eff}' => "Thai or Lao letters",
        '\u{10a0}'..='\u{10ff}' => "Georgian letters",
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' => "Chinese, Japanese or Korean letters",
        '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' => "emoji",
        _ => "some letters and signs",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_bundled_fonts_may_lack() {
        let unusual = |text: &str| text.chars().filter(|letter| is_unusual(*letter)).collect::<String>();
        assert_eq!(unusual("Grüße, naïve “quotes” … € Łódź Ελληνικά Українська → \u{200d}\u{fe0f}"), "→");
        assert_eq!(unusual("こんにちは 你好 😀 שלום"), "こんにちは你好😀שלום");
    }

    #[test]
    fn writings_have_names() {
        for (letter, expect) in
            [('漢', "Chinese, Japanese or Korean letters"), ('😀', "emoji"), ('ש', "Hebrew letters")]
        {
            assert_eq!(writing_of(letter), expect);
        }
    }
}
