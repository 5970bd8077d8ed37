//! Work that grows with the length of a source and not faster: eight times the text may not take much more than eight times
//! the work. Work is the time that the processor spent on this thread, which nothing else on the computer changes.

use hookwright::convert::import::{curl, openapi, postman};

/// Lengths of a text in bytes.
const SHORT: usize = 10_000;
const LONG: usize = 8 * SHORT;
/// How much more work the long text may take. Work that grows with the square takes 64 times as much.
const MOST_TIMES: u64 = 24;
/// Work that nobody notices, in nanoseconds.
const UNNOTICED: u64 = 400_000_000;

#[test]
fn commands() {
    let import = |text: &str| drop(curl::import(text));
    let around = |before: &str, part: &str, after: &str| family(before, part, after, &import);
    around("curl https://h.com", " -H 'a: b'", "");
    around("curl https://h.com", " -d a=b", "");
    around("curl https://h.com", " --nonsense", "");
    around("curl https://h.com -d '", "a&", "'");
    around("curl https://h.com -b '", "a=b; ", "'");
    around("curl https://h.com/", "{a,b}", "");
    around("curl https://h.com/", "$A/", "");
    around("curl https://h.com/?", "a=$A&", "");
    around("", "A=b\n", "curl https://h.com/$A");
    around("", "curl https://h.com\n", "");
    around("curl https://h.com --json '[", "1,", "1]'");
    around("curl https://h.com --json '", "[", "'");
    around("curl https://h.com --json '{", "\"a\":\"$b\",", "\"a\":1}'");
    around("curl https://h.com ", "$(", "");
    around("curl https://h.com ", "<<A ", "");
    around("curl https://h.com ^\n", "^\"", "");
    around("curl.exe https://h.com `\n", "`\"", "");
    around("$ curl x \\\n", "> -k \\\n", "");
    around("curl https://h.com", " -F a=b", "");
}

#[test]
fn scripts() {
    let import = |text: &str| drop(curl::import(text));
    let around = |before: &str, part: &str, after: &str| family(before, part, after, &import);
    around("fetch('https://h.com', {", "\"a\": 1,", "})");
    around("fetch('https://h.com', {body: ", "[", "})");
    around("fetch('https://h.com', {body: ", "a +", "b})");
    around("fetch('https://h.com', {body: JSON.stringify({", "\"a\": b,", "})})");
    around("", "const a = 'b';\n", "fetch(a)");
    around("const a = 'bbbbbbbbbb';\n", "fetch(a);\n", "");
    around("fetch('https://h.com', {body: `", "${a}", "`})");
    around("irm https://h.com -Headers @{", "a='b';", "}");
    around("irm https://h.com -Body ", "@(", "");
    around("irm https://h.com -Body \"", "$a", "\"");
    around("$h = @{}\n", "$h.Add('a','b')\n", "irm https://h.com -Headers $h");
    around(
        "",
        "$s.Cookies.Add((New-Object System.Net.Cookie('a','b')))\n",
        "irm https://h.com -WebSession $s",
    );
    around("$a = 'bbbbbbbbbb'\n", "irm https://h.com/$a\n", "");
}

#[test]
fn collections() {
    let import = |text: &str| drop(postman::import(text, &[], None));
    let around = |before: &str, part: &str, after: &str| family(before, part, after, &import);
    around(
        r#"{"info":{},"item":["#,
        r#"{"name":"a","request":{"method":"GET","url":"https://h.com/a"}},"#,
        "{}]}",
    );
    let one = |before: &str, part: &str, after: &str| {
        let begin = format!(
            r#"{{"info":{{}},"item":[{{"name":"a","request":{{"method":"POST","url":"https://h.com/a",{before}"#
        );
        around(&begin, part, after);
    };
    one(r#""header":["#, r#"{"key":"a","value":"{{b}}"},"#, "{}]}}]}");
    one(r#""body":{"mode":"raw","raw":""#, "{{a}}", r#""}}}]}"#);
    one(r#""body":{"mode":"raw","raw":""#, "{{", r#""}}}]}"#);
    one(r#""body":{"mode":"urlencoded","urlencoded":["#, r#"{"key":"a","value":"b"},"#, "{}]}}}]}");
    one(r#""method":"GET"}, "response":["#, r#"{"name":"a","code":200,"body":"{\"a\":1}"},"#, "{}]}]}");
}

#[test]
fn descriptions() {
    let import = |text: &str| {
        if let Ok(document) = openapi::Document::read(text) {
            let chosen: Vec<_> = document.operations().into_iter().map(|it| it.id).take(3).collect();
            drop(document.import(&chosen));
        }
    };
    let around = |before: &str, part: &str, after: &str| family(before, part, after, &import);
    around(
        r#"{"openapi":"3.1.0","paths":{"/a":{"get":{"parameters":["#,
        r#"{"name":"a","in":"query","schema":{"type":"string"}},"#,
        "{}]}}}}",
    );
    around(r#"{"openapi":"3.1.0","paths":{"/a":{"get":{"tags":["#, r#""a","#, r#""b"]}}}}"#);
    around("openapi: 3.1.0\npaths:\n  /a:\n    get:\n      tags:\n", "      - a\n", "");
    around("openapi: 3.1.0\npaths: ", "[", "");
    around("openapi: 3.1.0\npaths: ", "{a: ", "");
}

/// Compares the work for a short text and a long one of the same kind.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn family(before: &str, part: &str, after: &str, import: &dyn Fn(&str)) {
    let text = |length: usize| format!("{before}{}{after}", part.repeat(length / part.len()));
    let (Some(short), Some(long)) = (work(&text(SHORT), import), work(&text(LONG), import)) else {
        println!("skipped: this system does not say how much work a thread did");
        return;
    };
    let is_fine = long < UNNOTICED || long < short.saturating_mul(MOST_TIMES);
    let (short_ms, long_ms) = (short / 1_000_000, long / 1_000_000);
    assert!(is_fine, "`{before}` and many `{part}`: {short_ms} ms, and eight times the text {long_ms} ms");
}

/// The time of the processor for an import, in nanoseconds (Linux, proc(5): schedstat).
fn work(text: &str, import: &dyn Fn(&str)) -> Option<u64> {
    let before = spent()?;
    import(text);
    Some(spent()?.saturating_sub(before))
}

fn spent() -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "the system counts the work")]
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split_whitespace().next()?.parse().ok()
}
