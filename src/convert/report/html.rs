//! A document as HTML in one file: no script, nothing loaded from anywhere, light and dark, made for printing too.

use super::document::{Block, Cell, Document, Weight};

impl Document {
    /// The document as HTML. Whatever stands in a name or a text is shown as it is: no character of it is markup.
    pub fn html(&self) -> String {
        let title = escape(&self.title);
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
            escape(&self.language)
        );
        let anchors = self.anchors();
        html.push_str(&contents(&anchors));
        for (index, block) in self.blocks.iter().enumerate() {
            let anchor = anchors.iter().find(|anchor| anchor.block == index);
            html.push_str(&written(block, anchor));
            html.push('\n');
        }
        html.push_str("</main>\n</body>\n</html>\n");
        html
    }
}

/// A heading that the contents lead to.
struct Anchor<'a> {
    /// Which block it is.
    block: usize,
    id: String,
    level: u8,
    words: &'a str,
}

impl Document {
    fn anchors(&self) -> Vec<Anchor<'_>> {
        let headings = self.blocks.iter().enumerate().filter_map(|(block, each)| match each {
            Block::Heading(level, words) if *level <= 3 => Some((block, *level, words.as_str())),
            _ => None,
        });
        // Numbered, as two integrations may have the same name.
        let anchor =
            |(number, (block, level, words))| Anchor { block, id: format!("s{}", number + 1), level, words };
        headings.enumerate().map(anchor).collect()
    }
}

fn contents(anchors: &[Anchor<'_>]) -> String {
    let mut html = String::from("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ul>\n");
    for anchor in anchors {
        let class = if anchor.level > 2 { " class=\"inner\"" } else { "" };
        let Anchor { id, words, .. } = anchor;
        html.push_str(&format!("<li{class}><a href=\"#{id}\">{}</a></li>\n", escape(words)));
    }
    html.push_str("</ul>\n</nav>\n");
    html
}

fn written(block: &Block, anchor: Option<&Anchor<'_>>) -> String {
    match block {
        Block::Heading(level, words) => {
            let level = (*level).clamp(2, 6);
            let id = anchor.map_or_else(String::new, |anchor| format!(" id=\"{}\"", anchor.id));
            format!("<h{level}{id}>{}</h{level}>", escape(words))
        }
        Block::Paragraph(words) => format!("<p>{}</p>", escape(words)),
        Block::Alarm(words) => format!("<p class=\"alarm\">⚠ {}</p>", escape(words)),
        Block::Points(points) => {
            let points = points.iter().map(|point| format!("<li>{}</li>\n", cell(point)));
            format!("<ul>\n{}</ul>", points.collect::<String>())
        }
        Block::Table { head, rows } => {
            let head: String =
                head.iter().map(|words| format!("<th scope=\"col\">{}</th>", escape(words))).collect();
            let row = |row: &Vec<Cell>| {
                let cells: String = row.iter().map(|each| format!("<td>{}</td>", cell(each))).collect();
                format!("<tr>{cells}</tr>\n")
            };
            let rows: String = rows.iter().map(row).collect();
            format!(
                "<div class=\"table\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>"
            )
        }
        Block::Code(code) => format!("<pre>{}</pre>", escape_lines(code, "\n")),
    }
}

fn cell(cell: &Cell) -> String {
    let words = escape(&cell.text);
    match cell.weight {
        Weight::Plain => words,
        Weight::Strong => format!("<strong>{words}</strong>"),
        Weight::Alarm => format!("<span class=\"alarm\">⚠ {words}</span>"),
    }
}

fn escape(text: &str) -> String {
    escape_lines(text, "<br>")
}

/// The five characters that HTML gives a meaning (HTML Living Standard §13.1.2.3) are written as references; other control
/// characters as �.
fn escape_lines(text: &str, line_break: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str(line_break),
            '\t' => escaped.push('\t'),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

const STYLE: &str = "\
:root { --ground: #ffffff; --text: #1c1f26; --second: #585d68; --line: #d0d1d8; --soft: #f3f3f6; --alarm: #b92a2a }
@media (prefers-color-scheme: dark) {
  :root { --ground: #15161a; --text: #ecedf0; --second: #abafb9; --line: #3e414a; --soft: #1b1d21; --alarm: #ff918c }
}
@media print { :root { --ground: #ffffff; --text: #000000; --second: #333333; --line: #888888; --soft: #ffffff; --alarm: #a00000 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 Inter, system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line) }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem }
h1, h2, h3, h4, td, th, p, li { overflow-wrap: anywhere }
h2, h3, h4 { break-after: avoid }
.table { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: .875rem }
th { text-align: left; color: var(--second); font-weight: 500 }
td, th { padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
tr, pre { break-inside: avoid }
thead { display: table-header-group }
nav { padding: 0 0 .5rem }
nav ul { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 2rem }
nav li { break-inside: avoid }
nav .inner { padding-left: 1.25rem; font-size: .875rem }
nav a { color: var(--text) }
@page { margin: 18mm 16mm }
@media print {
  body { font-size: 10.5pt }
  main { max-width: none; padding: 0 }
  .table { overflow: visible }
  nav a { text-decoration: none }
  p, li { orphans: 3; widows: 3 }
}
pre { padding: .75rem 1rem; background: var(--soft); border: 1px solid var(--line); border-radius: 8px;
  font: .8rem/1.5 'JetBrains Mono', ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
.alarm { color: var(--alarm); font-weight: 600 }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let document = Document {
            title: "<script>alert('x')</script> & \"co\"".to_owned(),
            language: "en\" onload=\"x".to_owned(),
            blocks: vec![
                Block::Heading(2, "<h1>".to_owned()),
                Block::Code("</pre><b>".to_owned()),
                Block::Points(vec![Cell::alarm("<i>\nnext")]),
            ],
        };
        let html = document.html();
        assert!(html.contains("<a href=\"#s1\">&lt;h1&gt;</a>") && html.contains("<h2 id=\"s1\">"), "{html}");
        for markup in ["<script", "<h1></h2>", "<h1></a>", "<b>", "<i>", "onload=\"x"] {
            assert!(!html.contains(markup), "{markup} in {html}");
        }
        assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"));
        assert!(html.contains("&lt;i&gt;<br>next"));
    }
}
