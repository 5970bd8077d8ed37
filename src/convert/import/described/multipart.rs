//! `multipart/form-data` (RFC 7578), written out as a text with chips.

use super::draft::{Coding, Draft};
use super::marked::{has_marks, written};
use crate::model::{Body, Severity, Text};

/// A part of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::convert::import) struct Part {
    /// The field's name.
    pub name: String,
    /// The content; may hold marks.
    pub value: String,
    /// The name of the file it comes from.
    pub file_name: Option<String>,
    /// Its media type, where it is said.
    pub content_type: Option<String>,
}

impl Draft<'_> {
    /// The body for the parts of a form. `announced` is what a header says, if one does.
    pub fn parts(&mut self, parts: &[Part], announced: Option<&str>) -> Body {
        let title =
            "The form is sent in parts (multipart/form-data), and stands in the body as text".to_owned();
        let remedy =
            "Change the values between the lines of the body; ask whether the system takes JSON as well";
        self.remark("multipart_as_text", Severity::Hint, title, remedy);
        let said = announced.and_then(|announced| announced.split_once("boundary="));
        let own = boundary(parts);
        let boundary = said.map_or(own.as_str(), |(_, said)| {
            said.split(';').next().unwrap_or(said).trim().trim_matches('"')
        });
        let mut text = String::new();
        for part in parts {
            let quoted =
                |name: &str| written(name).replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
            let mut head =
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name));
            if let Some(file) = &part.file_name {
                head.push_str(&format!("; filename=\"{}\"", quoted(file)));
            }
            if let Some(content_type) = &part.content_type {
                head.push_str(&format!("\r\nContent-Type: {}", written(content_type)));
            }
            head.push_str("\r\n\r\n");
            text.push_str(&crate::template::escape(&head));
            text.push_str(&self.text(&part.name, &part.value, Coding::Plain).0);
            text.push_str("\r\n");
        }
        text.push_str(&format!("--{boundary}--\r\n"));
        let kind =
            announced.map_or("multipart/form-data", |said| said.split(';').next().unwrap_or(said).trim());
        let content_type = match announced {
            Some(announced) if said.is_some() => announced.to_owned(),
            _ => format!("{kind}; boundary={boundary}"),
        };
        Body::Text { content_type, text: Text(text) }
    }
}

/// A line that stands in none of the parts. It depends on all of them, so that nobody who only fills in a value knows it.
fn boundary(parts: &[Part]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut boundary = String::new();
    loop {
        // FNV-1a over names and contents.
        for byte in
            parts.iter().flat_map(|part| part.name.bytes().chain(part.value.bytes())).chain(boundary.bytes())
        {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        boundary = format!("----part-{hash:016x}");
        let stands_in = |text: &str| text.contains(&boundary) && !has_marks(&boundary);
        if !parts.iter().any(|part| stands_in(&part.value) || stands_in(&part.name)) {
            return boundary;
        }
    }
}
