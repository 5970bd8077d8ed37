//! The behaviours: what the server does, and the outcome that the customer must get.

use std::io::Write as _;
use std::time::Duration;

use super::server::Act::{self, Drip, Forever, Hold, Read, Reset, Send};
use super::server::{answer, json, say};

/// One behaviour and its end.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) scheme: &'static str,
    pub(super) script: Vec<Act>,
    pub(super) outcome: &'static str,
    /// What the reason must say.
    pub(super) because: &'static str,
}

const GOOD: &str = "{\"name\":\"Ana\"}";
const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const BOMB_BYTES: usize = 200_000_000;

pub(super) fn cases() -> Vec<Case> {
    [silence(), lengths(), breaks(), bombs(), documents(), statuses(), headers(), encryption()]
        .into_iter()
        .flatten()
        .collect()
}

/// A behaviour that comes after the request was read.
fn case(name: &'static str, outcome: &'static str, because: &'static str, then: Vec<Act>) -> Case {
    let script = [vec![Read], then].concat();
    Case { name, scheme: "http", script, outcome, because }
}

fn unread(name: &'static str, outcome: &'static str, because: &'static str, script: Vec<Act>) -> Case {
    Case { name, scheme: "http", script, outcome, because }
}

fn tenth() -> Duration {
    Duration::from_millis(100)
}

fn silence() -> Vec<Case> {
    let late = "within 0.4 seconds";
    vec![
        unread("silent after accept", "timeout", late, vec![Hold]),
        case("silent after the request", "timeout", late, vec![Hold]),
        case("silent in the status line", "timeout", late, vec![say("HTTP/1.1 2"), Hold]),
        case("silent in the headers", "timeout", late, vec![say("HTTP/1.1 200 OK\r\nContent-"), Hold]),
        case(
            "silent before the body",
            "timeout",
            late,
            vec![say(HEAD), say("Content-Length: 9\r\n\r\n"), Hold],
        ),
        case("silent in the body", "timeout", late, vec![say(HEAD), say("Content-Length: 9\r\n\r\n{"), Hold]),
        case("a head byte by byte", "timeout", late, vec![Drip(HEAD.into(), tenth())]),
        case(
            "a body byte by byte",
            "timeout",
            late,
            vec![
                say(HEAD),
                say("Content-Length: 1000\r\n\r\n"),
                Drip(vec![b' '; 1000], Duration::from_millis(10)),
            ],
        ),
        case(
            "chunks byte by byte",
            "timeout",
            late,
            vec![
                say(HEAD),
                say("Transfer-Encoding: chunked\r\n\r\n"),
                Drip("1\r\n \r\n".repeat(1000).into(), Duration::from_millis(5)),
            ],
        ),
        case(
            "a length of a terabyte and then nothing",
            "timeout",
            late,
            vec![say(HEAD), say("Content-Length: 1099511627776\r\n\r\n{"), Hold],
        ),
        case(
            "interim answers without end",
            "timeout",
            late,
            vec![Forever("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".into())],
        ),
        case(
            "an answer that never says that it is over",
            "timeout",
            late,
            vec![say(HEAD), say("\r\n"), say(GOOD), Hold],
        ),
    ]
}

fn lengths() -> Vec<Case> {
    let broke_off = "broke off in the middle";
    let chunked = |rest: &str| vec![say(HEAD), say("Transfer-Encoding: chunked\r\n\r\n"), say(rest)];
    let sized =
        |length: &str, body: &str| vec![say(HEAD), say(&format!("Content-Length: {length}\r\n\r\n{body}"))];
    let unreadable = "is not readable";
    vec![
        case("a length that is too long", "invalid_response", broke_off, sized("1000", "{\"na\"}")),
        case("a length that is too short", "invalid_response", "breaks off", sized("5", GOOD)),
        case("a length of nothing", "empty", "", sized("0", GOOD)),
        case("a negative length", "invalid_response", unreadable, sized("-1", GOOD)),
        case("a length with letters", "invalid_response", unreadable, sized("14a", GOOD)),
        case(
            "a length past all numbers",
            "invalid_response",
            unreadable,
            sized("99999999999999999999", GOOD),
        ),
        case(
            "two lengths that differ",
            "invalid_response",
            unreadable,
            sized("14\r\nContent-Length: 3", GOOD),
        ),
        case("the same length twice", "success", "", sized("14\r\nContent-Length: 14", GOOD)),
        case("no length, then the end", "success", "", vec![say(HEAD), say("\r\n"), say(GOOD)]),
        case("chunks", "success", "", chunked(&format!("e\r\n{GOOD}\r\n0\r\n\r\n"))),
        case(
            "chunks with extensions and trailers",
            "success",
            "",
            chunked(&format!("e;a=b\r\n{GOOD}\r\n0\r\nX: y\r\n\r\n")),
        ),
        case("a chunk size that is no number", "invalid_response", "", chunked("zz\r\n{}\r\n0\r\n\r\n")),
        case("a chunk size past all numbers", "invalid_response", "", chunked("FFFFFFFFFFFFFFFFF\r\n{}\r\n")),
        case("chunks that break off", "invalid_response", broke_off, chunked("e\r\n{\"na")),
        case(
            "chunks without the last one",
            "invalid_response",
            broke_off,
            chunked(&format!("e\r\n{GOOD}\r\n")),
        ),
        case(
            "a chunk longer than it says",
            "invalid_response",
            "",
            chunked(&format!("5\r\n{GOOD}\r\n0\r\n\r\n")),
        ),
        case(
            "a body without end",
            "invalid_response",
            "larger than",
            vec![say(HEAD), say("\r\n"), Forever(vec![b' '; 65536])],
        ),
        case(
            "chunks without end",
            "invalid_response",
            "larger than",
            vec![
                say(HEAD),
                say("Transfer-Encoding: chunked\r\n\r\n"),
                Forever(format!("1000\r\n{}\r\n", " ".repeat(0x1000)).into()),
            ],
        ),
        case(
            "a second answer that nobody asked for",
            "success",
            "",
            vec![json("200 OK", GOOD), json("200 OK", "{}")],
        ),
    ]
}

fn breaks() -> Vec<Case> {
    let gone = "cannot be reached";
    let broke_off = "broke off in the middle";
    vec![
        unread("reset after accept", "unreachable", gone, vec![Reset]),
        unread("closed after accept", "unreachable", gone, vec![]),
        case("reset after the request", "unreachable", gone, vec![Reset]),
        case("closed after the request", "unreachable", gone, vec![]),
        case("reset in the status line", "unreachable", gone, vec![say("HTTP/1.1 2"), Reset]),
        case("closed in the headers", "unreachable", gone, vec![say("HTTP/1.1 200 OK\r\nContent-")]),
        case("reset in the headers", "unreachable", gone, vec![say("HTTP/1.1 200 OK\r\nContent-"), Reset]),
        case(
            "reset in the body",
            "invalid_response",
            "is not readable",
            vec![say(HEAD), say("Content-Length: 99\r\n\r\n{"), Reset],
        ),
        case(
            "closed in the body",
            "invalid_response",
            broke_off,
            vec![say(HEAD), say("Content-Length: 99\r\n\r\n{")],
        ),
        case(
            "reset in a chunk",
            "invalid_response",
            "is not readable",
            vec![say(HEAD), say("Transfer-Encoding: chunked\r\n\r\n9\r\n{"), Reset],
        ),
    ]
}

fn bombs() -> Vec<Case> {
    let encoded = |encoding: &str, body: &[u8]| {
        vec![answer(
            "200 OK",
            &format!("Content-Type: application/json\r\nContent-Encoding: {encoding}\r\n"),
            body,
        )]
    };
    let large = "larger than";
    let packed = gzip(GOOD.as_bytes());
    let twice = gzip(&packed);
    vec![
        case("a gzip bomb", "invalid_response", large, encoded("gzip", &gzip(&vec![b' '; BOMB_BYTES / 10]))),
        case(
            "a deflate bomb",
            "invalid_response",
            large,
            encoded("deflate", &zlib(&vec![b' '; BOMB_BYTES / 10])),
        ),
        case("a brotli bomb", "invalid_response", large, encoded("br", &brotli(BOMB_BYTES / 10))),
        case("a zstd bomb", "invalid_response", large, encoded("zstd", &zstd_bomb(BOMB_BYTES))),
        case("gzip as promised", "success", "", encoded("gzip", &packed)),
        case("gzip in two members", "success", "", encoded("gzip", &in_two(GOOD.as_bytes()))),
        case("gzip by its old name", "success", "", encoded("x-gzip", &packed)),
        case("gzip of nothing at all", "empty", "", encoded("gzip", b"")),
        case("deflate as promised", "success", "", encoded("deflate", &zlib(GOOD.as_bytes()))),
        case("deflate without its frame", "success", "", encoded("deflate", &raw_deflate(GOOD.as_bytes()))),
        case("gzip promised, plain text sent", "invalid_response", "", encoded("gzip", GOOD.as_bytes())),
        case("gzip that breaks off", "invalid_response", "", encoded("gzip", &packed[..packed.len() - 9])),
        case("gzip in gzip", "invalid_response", "", encoded("gzip", &twice)),
        case("brotli promised, gzip sent", "invalid_response", "", encoded("br", &packed)),
        case("an encoding that nobody knows", "invalid_response", "", encoded("rot13", b"\x80\x81")),
        case(
            "zstd of garbage",
            "invalid_response",
            "",
            encoded("zstd", b"\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff\xff"),
        ),
    ]
}

fn documents() -> Vec<Case> {
    let body = |bytes: &[u8]| vec![answer("200 OK", "Content-Type: application/json\r\n", bytes)];
    let text = |text: &str| body(text.as_bytes());
    let html = "<!DOCTYPE html><html><body>Sign in</body></html>";
    let nested = |open: &str| open.repeat(100_000);
    let wide = format!(
        "{{\"name\":\"Ana\",\"more\":{{{}\"z\":0}}}}",
        (0..20_000).map(|n| format!("\"k{n}\":{n},")).collect::<String>()
    );
    vec![
        case("a good answer", "success", "", text(GOOD)),
        case("HTML that says it is JSON", "invalid_response", "a web page", text(html)),
        case(
            "JSON that says it is HTML",
            "success",
            "",
            vec![answer("200 OK", "Content-Type: text/html\r\n", GOOD.as_bytes())],
        ),
        case("JSON that says nothing", "success", "", vec![answer("200 OK", "", GOOD.as_bytes())]),
        case("a mark before the JSON", "success", "", text(&format!("\u{feff}{GOOD}"))),
        case("an empty 200", "empty", "", text("")),
        case("blanks", "empty", "", text(" \r\n\t ")),
        case("null", "empty", "", text("null")),
        case("an empty list", "empty", "", text("[]")),
        case("a field twice", "invalid_response", "", text("{\"name\":\"Ana\",\"name\":\"Eve\"}")),
        case("nested lists", "invalid_response", "", text(&nested("["))),
        case("nested objects", "invalid_response", "", text(&nested("{\"a\":"))),
        case("twenty thousand fields", "success", "", text(&wide)),
        case(
            "a number of 400 digits",
            "success",
            "",
            text(&format!("{{\"name\":\"Ana\",\"id\":{}}}", "9".repeat(400))),
        ),
        case("a number past all floats", "success", "", text("{\"name\":\"Ana\",\"id\":1e400}")),
        case("no number at all", "invalid_response", "", text("{\"name\":\"Ana\",\"id\":NaN}")),
        case("a text that is no UTF-8", "invalid_response", "not UTF-8", body(b"{\"name\":\"An\xe9\"}")),
        case(
            "UTF-16",
            "invalid_response",
            "",
            body(&GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()),
        ),
        case("half a character", "invalid_response", "", text("{\"name\":\"\\ud800\"}")),
        case("JSON that breaks off", "invalid_response", "breaks off", text("{\"name\":\"An")),
        case("two documents", "invalid_response", "", text(&format!("{GOOD}{GOOD}"))),
        case(
            "another kind of value",
            "invalid_response",
            "not as agreed",
            text("{\"name\":{\"first\":\"Ana\"}}"),
        ),
        case("a field that is missing", "invalid_response", "not as agreed", text("{}")),
        case("NUL bytes", "invalid_response", "", body(&[0; 64])),
    ]
}

fn statuses() -> Vec<Case> {
    let plain = |status: &str| vec![say(&format!("HTTP/1.1 {status}\r\n\r\n"))];
    let redirect =
        |location: &str| vec![answer("302 Found", &format!("Location: {location}\r\n"), b""), Act::Again];
    let many = "HTTP/1.1 100 Continue\r\n\r\n".repeat(200);
    vec![
        case("204", "empty", "", plain("204 No Content")),
        case("204 with a body", "empty", "", vec![json("204 No Content", GOOD)]),
        case("205", "empty", "", vec![answer("205 Reset Content", "", b"")]),
        case("304", "invalid_response", "304", plain("304 Not Modified")),
        case(
            "101 for a socket that nobody wanted",
            "invalid_response",
            "",
            plain("101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket"),
        ),
        case("interim answers first", "success", "", vec![say(&many), json("200 OK", GOOD)]),
        case("401 again and again", "unauthorized", "401", vec![json("401 Unauthorized", "{}"), Act::Again]),
        case("403", "unauthorized", "403", vec![json("403 Forbidden", "")]),
        case(
            "404 as a page",
            "not_found",
            "404",
            vec![answer("404 Not Found", "Content-Type: text/html\r\n", b"<html>")],
        ),
        case("429", "rate_limited", "429", vec![json("429 Too Many Requests", "{}")]),
        case(
            "429 with a pause",
            "rate_limited",
            "429",
            vec![answer("429 Too Many Requests", "Retry-After: 30\r\n", b"{}")],
        ),
        case(
            "429 with nonsense as a pause",
            "rate_limited",
            "429",
            vec![answer("429 Too Many Requests", "Retry-After: -1e999\r\n", b"{}")],
        ),
        case("500 without a word", "server_error", "500", vec![json("500 Internal Server Error", "")]),
        case("503 as a page", "server_error", "503", vec![answer("503 Unavailable", "", b"<html>Back soon")]),
        case("a status that nobody knows", "invalid_response", "799", vec![json("799 What", GOOD)]),
        case("a status of four digits", "invalid_response", "is not readable", vec![json("2000 OK", GOOD)]),
        case("a redirect to itself", "invalid_response", "more than", redirect("/name")),
        case("a redirect that grows", "invalid_response", "more than", redirect("a/a")),
        case("a redirect to a file", "invalid_response", "file:", redirect("file:///etc/passwd")),
        case("a redirect to nowhere", "invalid_response", "302", vec![answer("302 Found", "", b"")]),
        case("a redirect that is no address", "invalid_response", "no address", redirect("http://[::bad")),
    ]
}

fn headers() -> Vec<Case> {
    let with = |lines: &str| vec![answer("200 OK", lines, GOOD.as_bytes())];
    let numbered = |count: usize| (0..count).map(|n| format!("X-{n}: {n}\r\n")).collect::<String>();
    let unreadable = "is not readable";
    vec![
        case("ninety headers", "success", "", with(&numbered(90))),
        case("a thousand headers", "invalid_response", unreadable, with(&numbered(1000))),
        case("a header of 64 kilobytes", "success", "", with(&format!("X: {}\r\n", "x".repeat(65536)))),
        case(
            "a header of five megabytes",
            "invalid_response",
            unreadable,
            with(&format!("X: {}\r\n", "x".repeat(5_000_000))),
        ),
        case(
            "headers without end",
            "invalid_response",
            unreadable,
            vec![say(HEAD), Forever(b"X: y\r\n".repeat(1000))],
        ),
        case(
            "a header line without end",
            "invalid_response",
            unreadable,
            vec![say(HEAD), Forever(vec![b'x'; 65536])],
        ),
        case(
            "a status line without end",
            "invalid_response",
            unreadable,
            vec![say("HTTP/1.1 200 "), Forever(vec![b'x'; 65536])],
        ),
        case("NUL in a header", "invalid_response", unreadable, with("X: a\0b\r\n")),
        case("a header with a blank in its name", "invalid_response", unreadable, with("X Y: a\r\n")),
        case(
            "a header of other letters",
            "success",
            "",
            vec![Send(
                [b"HTTP/1.1 200 OK\r\nX: \xff\xfe\r\nContent-Length: 14\r\n\r\n", GOOD.as_bytes()].concat(),
            )],
        ),
        case("no HTTP at all", "invalid_response", unreadable, vec![say("SSH-2.0-OpenSSH_9.2\r\n"), Hold]),
        case("HTTP/0.9", "invalid_response", unreadable, vec![say(GOOD)]),
        case(
            "noise",
            "invalid_response",
            unreadable,
            vec![Send((0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect())],
        ),
        case(
            "HTTP/2 that nobody asked for",
            "invalid_response",
            unreadable,
            vec![Send(b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0d\0\x04@\0\0\0".to_vec()), Hold],
        ),
        case("an answer before the question", "success", "", vec![json("200 OK", GOOD), Hold]),
        case(
            "a thousand cookies in one",
            "success",
            "",
            with(&format!("Set-Cookie: {}\r\n", "a=b; ".repeat(1000))),
        ),
    ]
}

fn encryption() -> Vec<Case> {
    let secured =
        |name, outcome, because, script| Case { scheme: "https", ..unread(name, outcome, because, script) };
    let late = "within 0.4 seconds";
    vec![
        secured("silent in the handshake", "timeout", late, vec![Hold]),
        secured(
            "a handshake byte by byte",
            "timeout",
            late,
            vec![Drip(vec![22, 3, 3, 0, 122, 2, 0, 0, 118, 3, 3, 0], tenth()), Hold],
        ),
        secured(
            "no encryption where some is expected",
            "unreachable",
            "",
            vec![say("HTTP/1.1 400 Bad Request\r\n\r\n"), Hold],
        ),
        secured("closed in the handshake", "unreachable", "", vec![]),
        secured("reset in the handshake", "unreachable", "", vec![Reset]),
        secured(
            "an alert in the handshake",
            "unreachable",
            "",
            vec![Send(vec![21, 3, 3, 0, 2, 2, 40]), Hold],
        ),
    ]
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Two packed halves one after the other, which is one text (RFC 1952 §2.2).
fn in_two(bytes: &[u8]) -> Vec<u8> {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    [gzip(first), gzip(second)].concat()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn raw_deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn brotli(blanks: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, 1, 22);
    encoder.write_all(&vec![b' '; blanks]).unwrap();
    drop(encoder);
    out
}

/// A Zstandard frame (RFC 8878) of blocks that each say "this byte, 128 KiB times".
pub(super) fn zstd_bomb(blanks: usize) -> Vec<u8> {
    const BLOCK: usize = 128 * 1024;
    // Magic number, a descriptor without sizes, and a window of 1 MiB.
    let mut bytes = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50];
    let blocks = blanks / BLOCK;
    for block in 0..blocks {
        let last = usize::from(block + 1 == blocks);
        let header = (BLOCK << 3 | 1 << 1 | last).to_le_bytes();
        bytes.extend_from_slice(&header[..3]);
        bytes.push(b' ');
    }
    bytes
}
