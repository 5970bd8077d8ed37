//! Letters, lengths and lists, by the rules of the customer's language.

use icu::casemap::options::{TitlecaseOptions, TrailingCase};
use icu::casemap::{CaseMapper, TitlecaseMapper};
use icu::list::ListFormatter;
use icu::segmenter::GraphemeClusterSegmenter;
use serde_json::Value;

use super::apply::text_of;
use super::{Joiner, Language, OUTPUT_MAX_BYTES, Unfit};

pub(super) fn upper(text: &str, language: &Language) -> String {
    CaseMapper::new().uppercase_to_string(text, &language.locale().id).into_owned()
}

pub(super) fn lower(text: &str, language: &Language) -> String {
    CaseMapper::new().lowercase_to_string(text, &language.locale().id).into_owned()
}

pub(super) fn capitalize(text: &str, language: &Language) -> String {
    let mut options = TitlecaseOptions::default();
    options.trailing_case = Some(TrailingCase::Unchanged);
    TitlecaseMapper::new().titlecase_segment_to_string(text, &language.locale().id, options).into_owned()
}

/// At most `characters` grapheme clusters, the last one being `…` when something was left out.
pub(super) fn truncate(text: &str, characters: u16) -> String {
    let characters = usize::from(characters);
    let mut breaks = GraphemeClusterSegmenter::new().segment_str(text).take(characters + 1);
    let kept = breaks.nth(characters.saturating_sub(1)).unwrap_or(text.len());
    match breaks.next() {
        Some(fits) if fits < text.len() => format!("{}…", text[..kept].trim_end()),
        _ => text.to_owned(),
    }
}

/// The items as part of a sentence: "A, B, and C". An empty list is an empty text.
pub(super) fn list(value: &Value, joiner: Joiner, language: &Language) -> Result<String, Unfit> {
    let Value::Array(items) = value else { return Err(Unfit::NotAList) };
    let mut texts = Vec::new();
    let mut length = 0;
    for item in items {
        let text = text_of(item).ok_or(Unfit::NotAListOfTexts)?;
        length += text.len() + 1;
        if length > OUTPUT_MAX_BYTES {
            return Err(Unfit::TooLong);
        }
        texts.push(text);
    }
    let (locale, options) = (language.locale().into(), Default::default());
    let formatter = match joiner {
        Joiner::And => ListFormatter::try_new_and(locale, options),
        Joiner::Or => ListFormatter::try_new_or(locale, options),
    };
    let formatter = formatter.map_err(|_| Unfit::NoLanguageData)?;
    Ok(formatter.format_to_string(texts.iter().map(AsRef::<str>::as_ref)))
}
