//! The values of `--form`: `name=content;type=…`, `name=@file;filename=…`, `name=<file`.

use super::super::described::Part;
use super::data::Files;

/// Media types that curl knows by the ending of a file's name.
const TYPES: [(&str, &str); 10] = [
    (".gif", "image/gif"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".png", "image/png"),
    (".svg", "image/svg+xml"),
    (".txt", "text/plain"),
    (".htm", "text/html"),
    (".html", "text/html"),
    (".pdf", "application/pdf"),
    (".xml", "application/xml"),
];

/// The parts of one `--form`; nothing when it has no `=`.
pub(super) fn parts(value: &str, files: &mut Files<'_>) -> Option<Vec<Part>> {
    let (name, content) = value.split_once('=')?;
    let name = name.to_owned();
    if let Some(list) = content.strip_prefix('@') {
        return Some(of_files(&name, list, files));
    }
    let (text, rest) = match content.strip_prefix('<') {
        Some(file) => {
            let (file, rest) = word(file, &[';']);
            (files.contents(&file), rest)
        }
        None => word(content, &[';']),
    };
    let settings = settings(rest);
    let part = Part { name, value: text, file_name: settings.file_name, content_type: settings.content_type };
    Some(vec![part])
}

/// One part a file; several stand behind each other with commas.
fn of_files(name: &str, list: &str, files: &mut Files<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = list;
    loop {
        let (file, behind) = word(rest, &[';', ',']);
        let (own, next) = match behind.find(',') {
            Some(comma) => (&behind[..comma], Some(&behind[comma + 1..])),
            None => (behind, None),
        };
        let settings = settings(own);
        let lower = file.to_ascii_lowercase();
        let known =
            TYPES.iter().find(|(ending, _)| lower.ends_with(ending)).map(|(_, known)| (*known).to_owned());
        let last = file.rsplit(['/', '\\']).next().unwrap_or(&file).to_owned();
        parts.push(Part {
            name: name.to_owned(),
            value: files.contents(&file),
            file_name: Some(settings.file_name.unwrap_or(last)),
            content_type: settings.content_type.or(known).or(Some("application/octet-stream".to_owned())),
        });
        match next {
            Some(next) => rest = next,
            None => return parts,
        }
    }
}

#[derive(Default)]
struct Settings {
    content_type: Option<String>,
    file_name: Option<String>,
}

fn settings(text: &str) -> Settings {
    let mut settings = Settings::default();
    let mut rest = text;
    while let Some(after) = rest.strip_prefix(';') {
        let after = after.trim_start();
        let (value, behind) = word(after.split_once('=').map_or(after, |(_, value)| value), &[';']);
        if after.starts_with("type=") {
            settings.content_type = Some(value);
        } else if after.starts_with("filename=") {
            settings.file_name = Some(value);
        } else if let Some(kind) = &mut settings.content_type
            && after.starts_with("charset=")
        {
            // A media type may have parameters of its own.
            kind.push_str(&format!("; charset={value}"));
        }
        rest = behind;
    }
    settings
}

/// A word up to one of `ends`, and what follows; in quotes, ends are plain, and `\"` and `\\` are escapes.
fn word<'a>(text: &'a str, ends: &[char]) -> (String, &'a str) {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut word = String::new();
        let mut characters = quoted.char_indices();
        while let Some((position, character)) = characters.next() {
            match character {
                '\\' if quoted[position + 1..].starts_with(['"', '\\']) => {
                    word.extend(characters.next().map(|(_, escaped)| escaped));
                }
                '"' => {
                    let rest = &quoted[position + 1..];
                    let end = rest.find(ends).unwrap_or(rest.len());
                    return (word, &rest[end..]);
                }
                other => word.push(other),
            }
        }
    }
    let end = text.find(ends).unwrap_or(text.len());
    (text[..end].trim_end().to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::super::super::described::marked::written;
    use super::*;

    fn part(value: &str) -> (String, String, Option<String>, Option<String>) {
        let mut files = Files { input: None, read: Vec::new() };
        let part = parts(value, &mut files).unwrap().remove(0);
        (part.name, written(&part.value), part.file_name, part.content_type)
    }

    #[test]
    fn contents_and_files() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(part("a=b c"), ("a".into(), "b c".into(), None, None));
        assert_eq!(part("a=\"b;c\\\"\""), ("a".into(), "b;c\"".into(), None, None));
        assert_eq!(part("a=data:x;y"), ("a".into(), "data:x".into(), None, None));
        assert_eq!(
            part("a={};type=application/json"),
            ("a".into(), "{}".into(), None, text("application/json"))
        );
        assert_eq!(
            part("a=@d/x.png;filename=\"y z\""),
            ("a".into(), "contents of d/x.png".into(), text("y z"), text("image/png"))
        );
        assert_eq!(part("a=<f"), ("a".into(), "contents of f".into(), None, None));
        let mut files = Files { input: None, read: Vec::new() };
        assert_eq!(parts("a=@x,y;type=text/css", &mut files).unwrap().len(), 2);
        assert_eq!(parts("nothing", &mut files), None);
    }
}
