//! Media types: which are JSON, and which body is the best to send.

use super::source::Node;

/// A body that was chosen among the media types.
pub(super) struct Chosen<'a> {
    /// Without its parameters, in small letters.
    pub media_type: String,
    /// As the description has it.
    pub written: String,
    pub media: Node<'a>,
}

/// JSON first, then what can be carried over.
pub(super) fn choose<'a>(content: &Node<'a>) -> Option<Chosen<'a>> {
    let rank = |media_type: &str| {
        let plain = plain_type(media_type);
        match plain.as_str() {
            "application/json" => 0,
            it if is_json(it) => 1,
            it if it.contains("urlencoded") => 2,
            "*/*" => 3,
            it if it.starts_with("multipart/") => 4,
            it if it.starts_with("text/") && !it.contains("xml") => 5,
            it if it.contains("xml") => 6,
            _ => 7,
        }
    };
    let best = content.entries().min_by_key(|(media_type, _)| rank(media_type))?;
    Some(Chosen { media_type: plain_type(best.0), written: best.0.to_owned(), media: best.1 })
}

/// A media type without its parameters, in small letters.
pub(super) fn plain_type(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is JSON (RFC 6839).
pub(super) fn is_json(media_type: &str) -> bool {
    matches!(media_type, "application/json" | "text/json" | "application/*") || media_type.ends_with("+json")
}
