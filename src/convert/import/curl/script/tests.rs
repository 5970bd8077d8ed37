//! What becomes of single scripts.

use super::super::import;
use crate::model::{Authentication, Body, Call, Project, Redirects};

fn one(text: &str) -> (Project, Call) {
    let imported = import(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(imported.project.integrations.len(), 1, "{text}");
    let call = imported.project.integrations[0].calls[0].clone();
    (imported.project, call)
}

/// Method, address, headers and body, each as the design has it.
fn shown(text: &str) -> String {
    let (project, call) = one(text);
    let connection = project.connection(&call.connection).unwrap();
    let base = connection.base_urls.values().next().cloned().unwrap_or_default();
    let query: Vec<String> =
        call.query.iter().map(|it| format!("{}={}", it.name, it.value.as_str())).collect();
    let headers: Vec<String> =
        call.headers.iter().map(|it| format!("{}: {}", it.name, it.value.as_str())).collect();
    let cookies: Vec<String> =
        call.cookies.iter().map(|it| format!("{}={}", it.name, it.value.as_str())).collect();
    let body = match &call.body {
        Body::None => String::new(),
        Body::Json { value, .. } => value.to_string(),
        Body::Form { fields } => {
            fields.iter().map(|it| format!("{}={}", it.name, it.value.as_str())).collect::<Vec<_>>().join("&")
        }
        Body::Text { text, .. } => text.as_str().to_owned(),
    };
    let parts = [query.join("&"), headers.join(", "), cookies.join("; "), body];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} {base}{} {}", call.method.name(), call.path.as_str(), parts.join(" | ")).trim_end().to_owned()
}

fn check(text: &str, expect: &str) {
    assert_eq!(shown(text), expect, "{text}");
}

#[test]
fn as_browsers_copy_fetch() {
    check(
        r#"fetch("https://h.com/api/v1/list?a=1", {
  "headers": {
    "accept": "*/*",
    "content-type": "application/json",
    "x-quote": "a\"b\u00e9"
  },
  "referrer": "https://h.com/page",
  "body": "{\"a\":1,\"b\":[true,\"x\\n\"]}",
  "method": "POST",
  "mode": "cors",
  "credentials": "omit"
});"#,
        r#"POST https://h.com/api/v1/list a=1 | accept: */*, Referer: https://h.com/page | {"a":1,"b":[true,"x\n"]}"#,
    );
    check("await fetch('https://h.com/a', { method: 'PUT' });", "PUT https://h.com/a");
    check("fetch(`https://h.com/a/${id}`)", "GET https://h.com/a/{{ id }}");
}

#[test]
fn as_documentation_has_fetch() {
    check(
        r#"
// Ask for a list.
const url = "https://h.com/things";
const options = {method: 'POST', headers: {Authorization: `Bearer ${process.env.SHOP_TOKEN}`, 'Content-Type': 'application/json'},
  body: JSON.stringify({name: "Tom & Jerry", n: 1.50, deep: [{x: null}]})};
try {
  const response = await fetch(url, options);
  const data = await response.json();
  console.log(data);
} catch (error) { console.error(error); }
"#,
        r#"POST https://h.com/things {"name":"Tom & Jerry","n":1.50,"deep":[{"x":null}]}"#,
    );
    check(
        r#"fetch("https://h.com/f", {method: "POST", body: new URLSearchParams({a: "x y", b: "1&2"})}).then(r => r.json()).then((d) => { console.log("a, b"); });"#,
        r#"POST https://h.com/f Content-Type: application/x-www-form-urlencoded;charset=UTF-8 | a=x+y&b=1%262"#,
    );
    let (_, call) =
        one(r#"fetch("https://h.com/f", {redirect: "manual", headers: new Headers([["X-A", "b" + "c"]])})"#);
    assert_eq!((call.policy.redirects, call.headers[0].value.as_str()), (Redirects::None, "bc"));
    let (project, _) = one(r#"fetch("https://h.com/f", {headers: {"authorization": "Bearer abc123"}})"#);
    assert!(matches!(&project.connections[0].authentication, Authentication::Bearer { .. }));
}

#[test]
fn as_browsers_copy_powershell() {
    check(
        r#"$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0 (X11)"
$session.Cookies.Add((New-Object System.Net.Cookie("theme", "dark", "/", "h.com")))
$session.Cookies.Add((New-Object System.Net.Cookie("lang", "en", "/", "h.com")))
Invoke-WebRequest -UseBasicParsing -Uri "https://h.com/api/v1/list?a=1" `
-Method "POST" `
-WebSession $session `
-Headers @{
"authority"="h.com"
  "method"="POST"
  "path"="/api/v1/list"
  "scheme"="https"
  "accept"="*/*"
  "x-price"="5`$ `"net`""
} `
-ContentType "application/json" `
-Body ([System.Text.Encoding]::UTF8.GetBytes("{`"a`":1,`"b`":`"caf$([char]0x00e9)`"}"))"#,
        r#"POST https://h.com/api/v1/list a=1 | accept: */*, x-price: 5$ "net", User-Agent: Mozilla/5.0 (X11) | theme=dark; lang=en | {"a":1,"b":"café"}"#,
    );
}

#[test]
fn as_documentation_has_powershell() {
    check(
        r#"$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"
$headers.Add("Content-Type", "application/json")
$headers.Add("X-Kind", 'it''s')
$body = @"
{
  `"a`": `"b`"
}
"@
$response = Invoke-RestMethod 'https://h.com/things' -Method 'PUT' -Headers $headers -Body $body
$response | ConvertTo-Json"#,
        r#"PUT https://h.com/things X-Kind: it's | {"a":"b"}"#,
    );
    check(
        r#"$params = @{
    Uri         = "https://h.com/things/$id"
    Method      = 'Post'
    ContentType = 'application/json'
    Body        = @{ name = 'Tom'; count = 3; tags = @('a', 'b'); on = $true } | ConvertTo-Json -Depth 5
}
Invoke-RestMethod @params"#,
        r#"POST https://h.com/things/{{ id }} {"name":"Tom","count":3,"tags":["a","b"],"on":true}"#,
    );
    check("irm https://h.com/a -Body @{q='x y'; n=1}", "GET https://h.com/a q=x+y&n=1");
    check("iwr -Uri https://h.com/a -Me Post -Body @{q='x y'}", "POST https://h.com/a q=x+y");
    let (project, call) = one(
        "Invoke-RestMethod -Uri https://h.com/a -Headers @{ Authorization = \"Bearer $env:SHOP_TOKEN\" } -TimeoutSec 5 -SkipCertificateCheck",
    );
    assert_eq!(project.connections[0].authentication, Authentication::Bearer { secret: "shop_token".into() });
    assert_eq!(project.connections[0].tls.unverified_hosts, ["h.com"]);
    assert_eq!(call.policy.time_limit_ms, 5_000);
}

#[test]
fn what_cannot_be_carried_is_said_with_its_place() {
    let check = |text: &str, code: &str, line: usize, column: usize| {
        let imported = import(text).unwrap();
        let remark = imported.remarks.iter().find(|remark| remark.code == code);
        let remark = remark.unwrap_or_else(|| panic!("{text}: {:?}", imported.remarks));
        assert_eq!((remark.at.line, remark.at.column), (Some(line), Some(column)), "{text}");
    };
    check("\nfetch('https://h.com', {credentials: 'include'})", "cookies_of_browser", 2, 6);
    check("fetch('https://h.com', {method: 'POST', body: form.data()})", "body_not_carried", 1, 6);
    check("fetch('/api/list')", "address_not_known", 1, 6);
    check("irm https://h.com -Credential $cred", "sign_in_not_carried", 1, 5);
    check("iwr -Uri https://h.com -InFile a.bin", "file_not_read", 1, 10);
    check("fetch('https://h.com', {method: 'OPTIONS'})", "method_not_known", 1, 6);
}

#[test]
fn values_that_multiply_come_to_an_end() {
    let doubling = |first: &str, step: &dyn Fn(usize) -> String, last: &str| {
        format!("{first}\n{}\n{last}", (1..60).map(step).collect::<Vec<_>>().join("\n"))
    };
    let script = doubling(
        "const a0 = 'xxxxxxxxxx';",
        &|n| format!("const a{n} = `${{a{}}}${{a{}}}`;", n - 1, n - 1),
        "fetch('https://h.com/' + a59)",
    );
    assert_eq!(import(&script).unwrap().project.integrations.len(), 1);
    let windows = doubling(
        "$a0 = 'xxxxxxxxxx'",
        &|n| format!("$a{n} = \"$a{}$a{}\"", n - 1, n - 1),
        "irm https://h.com/$a59",
    );
    assert_eq!(import(&windows).unwrap().project.integrations.len(), 1);
    let bash =
        doubling("A0=xxxxxxxxxx", &|n| format!("A{n}=\"$A{}$A{}\"", n - 1, n - 1), "curl https://h.com/$A59");
    assert_eq!(import(&bash).unwrap().project.integrations.len(), 1);
    let deep = format!("fetch('https://h.com', {{body: {}1{}}})", "[".repeat(100_000), "]".repeat(100_000));
    assert!(import(&deep).is_ok());
    let deep = format!("irm https://h.com -Body {}1{}", "@(".repeat(100_000), ")".repeat(100_000));
    assert!(import(&deep).is_ok());
}
