//! A text in each of the bot's languages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::Text;

/// One text with chips per language; the keys are BCP 47 tags such as `en` or `pt-BR`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Localized(pub BTreeMap<String, Text>);

impl Localized {
    /// A text in one language.
    pub fn new(language: &str, text: &str) -> Self {
        Self(BTreeMap::from([(language.to_owned(), Text::from(text))]))
    }

    /// The text for `language`: exactly that tag, else its base language (`de` for `de-AT`), else the first of
    /// `languages` (the bot's languages, most important first) that has one. Blank texts do not count.
    pub fn get<'a>(&'a self, language: &str, languages: &[String]) -> Option<&'a Text> {
        self.find(language, languages).map(|(_, text)| text)
    }

    /// The same with the tag that the text stands under.
    pub fn find<'a>(&'a self, language: &str, languages: &[String]) -> Option<(&'a str, &'a Text)> {
        let base = language.split(['-', '_']).next().unwrap_or(language);
        [language, base]
            .into_iter()
            .chain(languages.iter().map(String::as_str))
            .filter_map(|tag| self.0.get_key_value(tag))
            .find(|(_, text)| !text.is_blank())
            .map(|(tag, text)| (tag.as_str(), text))
    }

    /// Whether no language has words.
    pub fn is_blank(&self) -> bool {
        self.0.values().all(Text::is_blank)
    }

    /// The editable text of one language, made when there is none.
    pub fn edit(&mut self, language: &str) -> &mut String {
        &mut self.0.entry(language.to_owned()).or_default().0
    }
}
