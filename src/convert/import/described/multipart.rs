//! `multipart/form-data` (RFC 7578), written out as a text with chips.

use super::draft::{Coding, Draft};
use super::marked::written;
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
        let own = boundary_of(parts.iter().map(|part| (part.name.as_str(), part.value.as_str())));
        let boundary = said.map_or(own.as_str(), |(_, said)| {
            said.split(';').next().unwrap_or(said).trim().trim_matches('"')
        });
        let mut written_parts = Vec::new();
        for part in parts {
            written_parts.push(PartText {
                name: written(&part.name),
                text: self.text(&part.name, &part.value, Coding::Plain).0,
                file_name: part.file_name.as_deref().map(written),
                content_type: part.content_type.as_deref().map(written),
            });
        }
        let text = multipart_text(boundary, &written_parts);
        let kind =
            announced.map_or("multipart/form-data", |said| said.split(';').next().unwrap_or(said).trim());
        let content_type = match announced {
            Some(announced) if said.is_some() => announced.to_owned(),
            _ => format!("{kind}; boundary={boundary}"),
        };
        Body::Text { content_type, text: Text(text) }
    }
}

/// A part with its content as a text with chips.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::convert::import) struct PartText {
    /// The field's name.
    pub name: String,
    /// The content.
    pub text: String,
    /// The name of the file it comes from.
    pub file_name: Option<String>,
    /// Its media type, where it is said.
    pub content_type: Option<String>,
}

/// The parts behind one another, as a text with chips.
pub(in crate::convert::import) fn multipart_text(boundary: &str, parts: &[PartText]) -> String {
    let quoted = |name: &str| name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    let mut text = String::new();
    for part in parts {
        let mut head =
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name));
        if let Some(file) = &part.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if let Some(content_type) = &part.content_type {
            head.push_str(&format!("\r\nContent-Type: {content_type}"));
        }
        head.push_str("\r\n\r\n");
        text.push_str(&crate::template::escape(&head));
        text.push_str(&part.text);
        text.push_str("\r\n");
    }
    text.push_str(&format!("--{boundary}--\r\n"));
    text
}

/// A line that stands in none of the parts.
pub(in crate::convert::import) fn boundary(parts: &[PartText]) -> String {
    boundary_of(parts.iter().map(|part| (part.name.as_str(), part.text.as_str())))
}

/// It depends on all of the parts, so that nobody who only fills in a value knows it.
fn boundary_of<'p>(parts: impl Iterator<Item = (&'p str, &'p str)> + Clone) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut boundary = String::new();
    loop {
        // FNV-1a over names and contents.
        for byte in
            parts.clone().flat_map(|(name, value)| name.bytes().chain(value.bytes())).chain(boundary.bytes())
        {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        boundary = format!("----part-{hash:016x}");
        if !parts.clone().any(|(name, value)| value.contains(&boundary) || name.contains(&boundary)) {
            return boundary;
        }
    }
}
