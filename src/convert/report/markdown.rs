//! A document as Markdown (CommonMark 0.31 with the tables of GitHub Flavored Markdown).

use super::document::{Block, Cell, Document, Weight};

impl Document {
    /// The document as Markdown. Whatever stands in a name or a text is shown as it is: no character of it is markup.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", escape(&self.title));
        for block in &self.blocks {
            text.push('\n');
            text.push_str(&written(block));
            text.push('\n');
        }
        text
    }
}

fn written(block: &Block) -> String {
    match block {
        Block::Heading(level, words) => {
            format!("{} {}", "#".repeat(usize::from(*level).min(6)), escape(words))
        }
        Block::Paragraph(words) => escape(words),
        Block::Alarm(words) => format!("**⚠ {}**", escape(words)),
        Block::Points(points) => {
            points.iter().map(|point| format!("- {}", cell(point))).collect::<Vec<_>>().join("\n")
        }
        Block::Table { head, rows } => table(head, rows),
        Block::Code(code) => {
            let fence = "`".repeat(longest_run(code).max(2) + 1);
            format!("{fence}text\n{code}\n{fence}")
        }
    }
}

fn table(head: &[String], rows: &[Vec<Cell>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(head.iter().map(|words| escape(words)).collect()),
        line(head.iter().map(|_| "---".to_owned()).collect()),
    ];
    lines.extend(rows.iter().map(|row| line(row.iter().map(cell).collect())));
    lines.join("\n")
}

fn cell(cell: &Cell) -> String {
    let words = escape(&cell.text);
    match cell.weight {
        _ if words.trim().is_empty() => String::new(),
        Weight::Plain => words,
        Weight::Strong => format!("**{}**", words.trim()),
        Weight::Alarm => format!("**⚠ {}**", words.trim()),
    }
}

/// Every ASCII punctuation character that can begin markup gets a backslash (CommonMark §2.4); a line break is kept as `<br>`,
/// which tables can hold.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.trim().split('\n') {
        if !escaped.is_empty() {
            escaped.push_str("<br>");
        }
        let line = line.trim();
        for (index, c) in line.char_indices() {
            let begins_list = matches!(c, '-' | '+') && index == 0;
            let begins_number =
                matches!(c, '.' | ')') && index > 0 && line[..index].bytes().all(|b| b.is_ascii_digit());
            let always = matches!(
                c,
                '\\' | '`'
                    | '*'
                    | '_'
                    | '{'
                    | '}'
                    | '['
                    | ']'
                    | '<'
                    | '>'
                    | '#'
                    | '|'
                    | '~'
                    | '&'
                    | '!'
                    | '$'
                    | '='
                    | ':'
                    | '@'
            );
            // Addresses and e-mails would become links by themselves; `:` and `@` keep them from it.
            if always || begins_list || begins_number {
                escaped.push('\\');
            }
            escaped.push(if c.is_control() { char::REPLACEMENT_CHARACTER } else { c });
        }
    }
    escaped
}

fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let check = |text: &str, expect: &str| assert_eq!(escape(text), expect);
        check("plain words, really.", "plain words, really.");
        check("<b>*x*</b> | [a](b)", "\\<b\\>\\*x\\*\\</b\\> \\| \\[a\\](b)");
        check("1. not a list", "1\\. not a list");
        check("- not a point", "\\- not a point");
        check("one\ntwo", "one<br>two");
        check("a@b.c", "a\\@b.c");
    }

    #[test]
    fn code_with_fences_stays_code() {
        let code = Block::Code("a\n````\nb".to_owned());
        assert_eq!(written(&code), "`````text\na\n````\nb\n`````");
    }
}
