//! Braces and ranges in addresses, of which curl makes several requests (`curl --manual`, URL).

use super::super::described::marked::{map_literals, mark};

/// The first address that curl would ask.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct First {
    pub url: String,
    /// Whether there would be others.
    pub has_more: bool,
}

/// Takes the first of all alternatives. `{id}`, of which curl would take away the braces, stands in documentation for a value
/// and becomes a mark.
pub(super) fn first(url: &str) -> First {
    let has_more = std::cell::Cell::new(false);
    let url = map_literals(url, |literal| {
        let (text, more) = expand(literal);
        has_more.set(has_more.get() || more);
        text
    });
    First { url, has_more: has_more.get() }
}

fn expand(text: &str) -> (String, bool) {
    let (mut out, mut has_more) = (String::with_capacity(text.len()), false);
    let mut rest = text;
    while let Some(position) = rest.find(['{', '[', '\\']) {
        out.push_str(&rest[..position]);
        let found = &rest[position..];
        let inside = &found[1..];
        let (taken, length) = match found.as_bytes()[0] {
            b'\\' if inside.starts_with(['{', '}', '[', ']']) => (inside[..1].to_owned(), 2),
            b'{' => match inside.find('}').map(|end| &inside[..end]) {
                Some(set) if !set.is_empty() && !set.contains('{') => {
                    let mut choices = set.split(',');
                    let choice = choices.next().unwrap_or_default();
                    let is_alone = choices.next().is_none();
                    has_more |= !is_alone;
                    let taken =
                        if is_alone && is_name(choice) { mark(choice, choice) } else { choice.to_owned() };
                    (taken, set.len() + 2)
                }
                _ => ("{".to_owned(), 1),
            },
            b'[' => match inside.find(']').map(|end| &inside[..end]) {
                Some(range) if is_range(range) => {
                    has_more = true;
                    (range.split('-').next().unwrap_or_default().to_owned(), range.len() + 2)
                }
                _ => ("[".to_owned(), 1),
            },
            _ => ("\\".to_owned(), 1),
        };
        out.push_str(&taken);
        rest = &found[length..];
    }
    out.push_str(rest);
    (out, has_more)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// `1-10`, `001-100`, `a-z`, each with `:step` or without.
fn is_range(text: &str) -> bool {
    let range = text.split_once(':').map_or(text, |(range, _)| range);
    let Some((from, to)) = range.split_once('-') else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_number(from) && is_number(to)) || (is_letter(from) && is_letter(to))
}

#[cfg(test)]
mod tests {
    use super::super::super::described::marked::written;
    use super::*;

    #[test]
    fn alternatives() {
        let check = |url: &str, expect: &str, more: bool| {
            let found = first(url);
            assert_eq!((written(&found.url).as_str(), found.has_more), (expect, more), "{url}");
        };
        check("http://h/{a,b}/c", "http://h/a/c", true);
        check("http://h/[001-100]", "http://h/001", true);
        check("http://h/{id}", "http://h/id", false);
        check(r"http://h/\{a\}", "http://h/{a}", false);
        check("http://[::1]/?a[b]=1", "http://[::1]/?a[b]=1", false);
        check("http://h/{}/{{a}}/{", "http://h/{}/{a}/{", false);
    }
}
