//! Values of options that can come from a file, and their encoding.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::described::marked::{map_literals, mark};
use super::super::described::names::slug;
use super::word::Input;

/// Everything but the unreserved characters of RFC 3986.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a command reads, and the files that it names on the way.
pub(super) struct Files<'a> {
    pub input: Option<&'a Input>,
    /// The names of files whose contents a mark stands for.
    pub read: Vec<String>,
}

impl Files<'_> {
    /// The contents of a file: a text where it stands in the source, else a mark.
    pub fn contents(&mut self, name: &str) -> String {
        let name = match (name, self.input) {
            ("-", Some(Input::Text(text))) => return text.clone(),
            ("-", Some(Input::File(file))) => file.as_str(),
            ("-", Some(Input::Pipe)) => "the output of another command",
            ("-", None) => "the standard input",
            (name, _) => name,
        };
        self.read.push(name.to_owned());
        mark(&file_name(name), &format!("contents of {name}"))
    }

    /// The value of `--data` and `--data-ascii`: a file is read without its line breaks.
    pub fn data(&mut self, value: &str) -> String {
        let Some(file) = value.strip_prefix('@') else { return value.to_owned() };
        map_literals(&self.contents(file), |text| text.replace(['\r', '\n', '\0'], ""))
    }

    /// The value of `--data-binary` and `--json`.
    pub fn binary(&mut self, value: &str) -> String {
        value.strip_prefix('@').map_or_else(|| value.to_owned(), |file| self.contents(file))
    }

    /// The value of `--data-urlencode` and `--url-query`: `content`, `=content`, `name=content`, `@file`, `name@file`.
    pub fn encoded(&mut self, value: &str) -> String {
        let Some(position) = value.find(['=', '@']) else { return encode(value) };
        let (name, content) = (&value[..position], &value[position + 1..]);
        let content =
            if value.as_bytes()[position] == b'@' { self.contents(content) } else { content.to_owned() };
        let content = encode(&content);
        if name.is_empty() { content } else { format!("{name}={content}") }
    }
}

/// The text as curl escapes it, spaces as plus signs.
pub(super) fn encode(text: &str) -> String {
    map_literals(text, |literal| utf8_percent_encode(literal, ESCAPED).to_string().replace("%20", "+"))
}

/// The name of an input for the contents of a file.
fn file_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path);
    format!("{}_contents", slug(last, "file"))
}

#[cfg(test)]
mod tests {
    use super::super::super::described::marked::written;
    use super::*;

    #[test]
    fn encodings() {
        let check = |value: &str, expect: &str| {
            let mut files = Files { input: None, read: Vec::new() };
            assert_eq!(written(&files.encoded(value)), expect, "{value}");
        };
        check("a b", "a+b");
        check("=a=b", "a%3Db");
        check("name=a&b", "name=a%26b");
        check("@f", "contents of f");
        check("name@f", "name=contents of f");
    }
}
