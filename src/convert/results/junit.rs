//! The report that CI servers read: JUnit's XML, in the form that Jenkins, GitLab and GitHub's reporters share.

use super::{Status, Tried};

/// One suite for each integration, one case for each scenario.
pub(super) fn report(project: &str, tried: &[Tried]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str(&format!("<testsuites name=\"{}\"{}>\n", escape(project), counts(tried)));
    for suite in tried.chunk_by(|one, next| one.integration == next.integration) {
        let name = suite.first().map_or("", |tried| &tried.integration);
        xml.push_str(&format!("  <testsuite name=\"{}\"{}>\n", escape(name), counts(suite)));
        suite.iter().for_each(|tried| case(&mut xml, tried));
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn counts(tried: &[Tried]) -> String {
    let count = |status: Status| tried.iter().filter(|tried| tried.status == status).count();
    let time = seconds(tried.iter().map(|tried| tried.elapsed_ms).sum());
    format!(
        " tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{time}\"",
        tried.len(),
        count(Status::Failed),
        count(Status::Skipped)
    )
}

fn case(xml: &mut String, tried: &Tried) {
    let Tried { integration, scenario, differences, .. } = tried;
    let (scenario, class) = (escape(scenario), escape(integration));
    let time = seconds(tried.elapsed_ms);
    xml.push_str(&format!("    <testcase name=\"{scenario}\" classname=\"{class}\" time=\"{time}\""));
    let message = escape(differences.first().map_or("", String::as_str));
    match tried.status {
        Status::Passed => return xml.push_str("/>\n"),
        Status::Failed => {
            let all = escape(&differences.join("\n"));
            xml.push_str(&format!(">\n      <failure message=\"{message}\">{all}</failure>\n"));
        }
        Status::Skipped => xml.push_str(&format!(">\n      <skipped message=\"{message}\"/>\n")),
    }
    xml.push_str("    </testcase>\n");
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

/// For attributes and texts alike. A character that XML 1.0 §2.2 cannot hold at all is written as �.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Written out, they survive the normalisation of attributes.
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(integration: &str, scenario: &str, status: Status, difference: &str) -> Tried {
        let differences = if difference.is_empty() { vec![] } else { vec![difference.to_owned()] };
        Tried {
            integration: integration.to_owned(),
            scenario: scenario.to_owned(),
            status,
            differences,
            outcome: None,
            elapsed_ms: 1_020,
        }
    }

    #[test]
    fn a_suite_for_each_integration() {
        let tried = [
            tried("a", "One & <only>", Status::Passed, ""),
            tried("a", "Two", Status::Failed, "Said \"x\"\nnot \u{1b}"),
            tried("b", "Three", Status::Skipped, "Later"),
        ];
        let expect = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="P" tests="3" failures="1" errors="0" skipped="1" time="3.060">
  <testsuite name="a" tests="2" failures="1" errors="0" skipped="0" time="2.040">
    <testcase name="One &amp; &lt;only&gt;" classname="a" time="1.020"/>
    <testcase name="Two" classname="a" time="1.020">
      <failure message="Said &quot;x&quot;&#10;not �">Said &quot;x&quot;&#10;not �</failure>
    </testcase>
  </testsuite>
  <testsuite name="b" tests="1" failures="0" errors="0" skipped="1" time="1.020">
    <testcase name="Three" classname="b" time="1.020">
      <skipped message="Later"/>
    </testcase>
  </testsuite>
</testsuites>
"#;
        assert_eq!(report("P", &tried), expect);
    }
}
