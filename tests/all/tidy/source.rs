//! A Rust file as the rules see it: words and signs without comments and literals, each with its line.

use super::Offence;

/// A file with its path from the top of the project, with forward slashes.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
}

/// A word, `::`, or a single sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    /// Counted from 1.
    pub(super) line: usize,
    /// How many `mod name { … }` of the same file are around it.
    pub(super) depth: usize,
    /// Whether it is only compiled for tests.
    pub(super) test: bool,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let mut tokens = read(text);
        let test_file = path.ends_with("/tests.rs") || path.contains("/tests/");
        for token in &mut tokens {
            token.test = test_file;
        }
        mark_modules(&mut tokens);
        mark_tests(&mut tokens);
        Self { path: path.to_owned(), text: text.to_owned(), tokens }
    }

    /// The room a file under `src` belongs to: its folder, or the name of a file at the top (`main`, `lib`).
    pub(super) fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// How far the file's own module is below the top of the package: `src/ui/mod.rs` is 1, `src/ui/theme.rs` is 2.
    pub(super) fn depth(&self) -> usize {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let names = inside.split('/').filter(|name| !matches!(*name, "mod.rs" | "lib.rs" | "main.rs"));
        names.count()
    }

    pub(super) fn offence(&self, line: usize, advice: impl Into<String>) -> Offence {
        Offence { path: self.path.clone(), line, advice: advice.into() }
    }

    /// Whether these tokens stand at `place`.
    pub(super) fn stands(&self, place: usize, words: &[&str]) -> bool {
        stands(&self.tokens, place, words)
    }
}

/// The place of the brace that closes the one at `open`, or the last token if none does.
pub(super) fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return place;
        }
    }
    tokens.len().saturating_sub(1)
}

/// The place of the brace that opens the body of the item at `start`, or nothing if a semicolon ends it first.
pub(super) fn body(tokens: &[Token], start: usize) -> Option<usize> {
    let mut brackets = 0_i32;
    for (place, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "(" | "[" => brackets += 1,
            ")" | "]" => brackets -= 1,
            "{" if brackets == 0 => return Some(place),
            ";" if brackets == 0 => return None,
            _ => {}
        }
    }
    None
}

fn stands(tokens: &[Token], place: usize, words: &[&str]) -> bool {
    tokens
        .get(place..place + words.len())
        .is_some_and(|found| found.iter().zip(words).all(|(a, b)| a.text == *b))
}

fn mark_modules(tokens: &mut [Token]) {
    for place in 0..tokens.len() {
        let is_inline = tokens[place].text == "mod" && tokens.get(place + 2).is_some_and(|t| t.text == "{");
        if is_inline {
            let end = closing(tokens, place + 2);
            tokens[place + 2..end].iter_mut().for_each(|token| token.depth += 1);
        }
    }
}

fn mark_tests(tokens: &mut [Token]) {
    let attribute = ["#", "[", "cfg", "(", "test", ")", "]"];
    for place in 0..tokens.len() {
        if stands(tokens, place, &attribute) {
            let end = body(tokens, place).map_or(place, |open| closing(tokens, open));
            tokens[place..=end].iter_mut().for_each(|token| token.test = true);
        }
    }
}

fn read(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = match hidden(rest) {
            Some(length) => length,
            None => {
                let length = visible(rest, first);
                let token = rest[..length].trim_start_matches("r#");
                if !first.is_whitespace() {
                    tokens.push(Token { text: token.to_owned(), line, depth: 0, test: false });
                }
                length
            }
        };
        let (passed, left) = rest.split_at(length);
        line += passed.matches('\n').count();
        rest = left;
    }
    tokens
}

/// The length of the word or sign that `rest` begins with.
fn visible(rest: &str, first: char) -> usize {
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    let raw = if rest.starts_with("r#") { 2 } else { 0 };
    if is_word(first) {
        raw + rest[raw..].find(|sign| !is_word(sign)).unwrap_or(rest.len() - raw)
    } else if rest.starts_with("::") {
        2
    } else {
        first.len_utf8()
    }
}

/// The length of the comment, literal or lifetime that `rest` begins with.
fn hidden(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if let Some(quoted) = rest.strip_prefix('\'') {
        return Some(1 + character_or_lifetime(quoted));
    }
    let bare = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    let prefix = rest.len() - bare.len();
    if bare.starts_with('"') {
        return Some(prefix + quoted_text(bare));
    }
    let hashes = bare.strip_prefix('r')?.chars().take_while(|sign| *sign == '#').count();
    let open = bare.get(1 + hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let inside = open.find(&end).map_or(open.len(), |place| place + end.len());
    Some(prefix + 1 + hashes + 1 + inside)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut place = 0;
    while let Some(found) = rest[place..].find("/*").into_iter().chain(rest[place..].find("*/")).min() {
        depth += if rest[place + found..].starts_with("/*") { 1 } else { -1 };
        place += found + 2;
        if depth == 0 {
            return place;
        }
    }
    rest.len()
}

/// The length of a text in double quotes, with both of them.
fn quoted_text(rest: &str) -> usize {
    let mut escaped = false;
    for (place, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of what follows a single quote: the rest of a character, or the name of a lifetime.
fn character_or_lifetime(rest: &str) -> usize {
    let mut signs = rest.char_indices();
    match (signs.next(), signs.next()) {
        // An escape is at least one sign long, which may itself be a quote.
        (Some((_, '\\')), Some((second, sign))) => {
            let inside = second + sign.len_utf8();
            rest[inside..].find('\'').map_or(rest.len(), |end| inside + end + 1)
        }
        (Some(_), Some((second, '\''))) => second + 1,
        _ => rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let source = Source::new("src/ui/mod.rs", text);
        source.tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_literals_and_lifetimes_are_not_seen() {
        for (text, expected) in [
            ("a // b\nc", "a c"),
            ("a /* b /* c */ d */ e", "a e"),
            (r#"a("b \" c") d"#, "a ( ) d"),
            (r##"a(r#"b " c"#) d"##, "a ( ) d"),
            (r#"a(b"c", br"d", c"e") f"#, "a ( , , ) f"),
            (r"'a' b '\'' c '\\' d '\u{7d}' e", "b c d e"),
            ("fn f<'a>(x: &'a T) {}", "fn f < > ( x : & T ) { }"),
            ("r#type::rest", "type :: rest"),
            ("crate::a :: b", "crate :: a :: b"),
            ("'{' '\"' x", "x"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn tokens_know_their_line_module_and_whether_they_are_tests() {
        let source = Source::new("src/ui/mod.rs", "a\n/*\n*/ b\n#[cfg(test)]\nmod tests { c }\nd \"\n\" e");
        let found = |word: &str| source.tokens.iter().find(|token| token.text == word).unwrap();
        let facts = |word| (found(word).line, found(word).depth, found(word).test);
        assert_eq!(facts("a"), (1, 0, false));
        assert_eq!(facts("b"), (3, 0, false));
        assert_eq!(facts("c"), (5, 1, true));
        assert_eq!(facts("d"), (6, 0, false));
        assert_eq!(facts("e"), (7, 0, false));
    }

    #[test]
    fn a_file_knows_its_room_and_depth() {
        for (path, room, depth) in [
            ("src/lib.rs", "lib", 0),
            ("src/main.rs", "main", 0),
            ("src/ui/mod.rs", "ui", 1),
            ("src/ui/theme.rs", "ui", 2),
            ("src/convert/export/mod.rs", "convert", 2),
            ("src/convert/export/rasa.rs", "convert", 3),
        ] {
            let source = Source::new(path, "");
            assert_eq!((source.room(), source.depth()), (room, depth), "{path}");
        }
    }
}
