//! What the options of one curl command ask for.

use super::super::described::marked::{mark, written};
use super::super::described::names::slug;
use super::super::described::{Designer, Part, Verification};
use super::data::Files;
use super::flag::{self, Flag};
use super::form;
use super::word::{Line, Word};
use crate::model::{Policy, Redirects, Retries, RetryCause, Severity};

/// One group of options between `--next`s.
#[derive(Clone, Debug, Default)]
pub(super) struct Transfer {
    pub urls: Vec<Word>,
    pub method: Option<String>,
    pub data_in_address: bool,
    pub head: bool,
    pub data: Option<String>,
    pub is_json: bool,
    pub parts: Vec<Part>,
    pub headers: Vec<(String, String)>,
    /// Headers that curl would make itself and that are not to be sent.
    pub removed: Vec<String>,
    pub user: Option<String>,
    pub bearer: Option<String>,
    /// A scheme that answers to a challenge: `digest`.
    pub challenge: Option<&'static str>,
    pub cookies: Vec<String>,
    pub upload: Option<String>,
    pub url_queries: Vec<String>,
    pub keeps_braces: bool,
    pub verification: Verification,
    pub certificate: Option<String>,
    pub policy: Policy,
}

/// Reads the words behind `curl`.
pub(super) fn transfers(line: &Line, words: &[Word], designer: &mut Designer) -> Vec<Transfer> {
    let files = Files { input: line.input.as_ref(), read: Vec::new() };
    let mut reader = Reader { designer, files, transfers: Vec::new(), now: Transfer::default() };
    reader.words(words);
    let mut transfers = reader.transfers;
    transfers.push(reader.now);
    transfers.retain(|transfer| !transfer.urls.is_empty());
    transfers
}

struct Reader<'a> {
    designer: &'a mut Designer,
    files: Files<'a>,
    transfers: Vec<Transfer>,
    now: Transfer,
}

impl Reader<'_> {
    fn words(&mut self, words: &[Word]) {
        let mut words = words.iter().peekable();
        let mut only_urls = false;
        while let Some(word) = words.next() {
            // Word processors turn two hyphens into a dash.
            let text = match word.text.strip_prefix(['–', '—']) {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => format!("--{rest}"),
                _ => word.text.clone(),
            };
            if only_urls || text == "-" || !text.starts_with('-') {
                self.now.urls.push(word.clone());
            } else if text == "--" {
                only_urls = true;
            } else if let Some(name) = text.strip_prefix("--") {
                let (name, value) = match name.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_owned())),
                    None => (name, None),
                };
                match flag::long(name) {
                    None => self.unknown(&format!("--{name}"), word),
                    Some(flag) if flag.takes_value => {
                        let value = value.or_else(|| words.next().map(|next| next.text.clone()));
                        self.option(flag, &value.unwrap_or_default(), word);
                    }
                    Some(flag) => self.option(flag, "", word),
                }
            } else {
                self.letters(&text[1..], word, &mut words);
            }
        }
    }

    fn letters<'w>(&mut self, letters: &str, word: &Word, next: &mut impl Iterator<Item = &'w Word>) {
        for (position, letter) in letters.char_indices() {
            let Some(flag) = flag::short(letter) else {
                self.unknown(&format!("-{letter}"), word);
                continue;
            };
            if flag.takes_value {
                let rest = &letters[position + letter.len_utf8()..];
                let value = if rest.is_empty() {
                    next.next().map(|next| next.text.clone()).unwrap_or_default()
                } else {
                    rest.to_owned()
                };
                return self.option(flag, &value, word);
            }
            self.option(flag, "", word);
        }
    }

    fn unknown(&mut self, option: &str, word: &Word) {
        let title =
            format!("`{}` is no option of curl that is known here, and was left out", written(option));
        let remedy = "Check its spelling; what it asks for is not in the integration";
        self.designer.remark(
            "option_not_known",
            Severity::Warning,
            title,
            remedy,
            &word.at(&written(option)),
        );
    }

    fn option(&mut self, flag: Flag, value: &str, word: &Word) {
        let read = self.files.read.len();
        let is_done = self.of_body(flag, value)
            || self.of_head(flag, value, word)
            || self.of_proof(flag, value)
            || self.of_limits(flag, value);
        if !is_done {
            self.left_out(flag.name, word);
        }
        for file in self.files.read.split_off(read) {
            let title = format!("The contents of `{}` are not part of the command", written(&file));
            let remedy = "They are an input now: enter an example, and say where the bot takes them from";
            let at = word.at(&format!("--{}", flag.name));
            self.designer.remark("file_not_read", Severity::Warning, title, remedy, &at);
        }
    }

    fn of_body(&mut self, flag: Flag, value: &str) -> bool {
        let (text, is_json) = match flag.name {
            "data" | "data-ascii" => (self.files.data(value), false),
            "data-raw" => (value.to_owned(), false),
            "data-binary" => (self.files.binary(value), false),
            "data-urlencode" => (self.files.encoded(value), false),
            "json" => (self.files.binary(value), true),
            "form" => {
                let parts = form::parts(value, &mut self.files);
                self.now.parts.extend(parts.unwrap_or_default());
                return true;
            }
            "form-string" => {
                if let Some((name, value)) = value.split_once('=') {
                    let part = Part { name: name.to_owned(), value: value.to_owned(), ..Part::default() };
                    self.now.parts.push(part);
                }
                return true;
            }
            "upload-file" => {
                self.now.upload = Some(value.to_owned());
                return true;
            }
            "url-query" => {
                let query = match value.strip_prefix('+') {
                    Some(raw) => raw.to_owned(),
                    None => self.files.encoded(value),
                };
                self.now.url_queries.push(query);
                return true;
            }
            _ => return false,
        };
        self.now.is_json |= is_json;
        self.now.data = Some(match self.now.data.take() {
            Some(before) if is_json => before + &text,
            Some(before) => format!("{before}&{text}"),
            None => text,
        });
        true
    }

    fn of_head(&mut self, flag: Flag, value: &str, word: &Word) -> bool {
        let transfer = &mut self.now;
        match flag.name {
            "url" => transfer.urls.push(Word { text: value.to_owned(), ..word.clone() }),
            "request" => transfer.method = Some(value.to_owned()),
            "get" => transfer.data_in_address = !flag.is_negated,
            "head" => transfer.head = !flag.is_negated,
            "header" => self.header(value, word),
            "user-agent" => self.own_header("User-Agent", value),
            "referer" => self.own_header("Referer", value.strip_suffix(";auto").unwrap_or(value)),
            "range" => {
                let open = value.bytes().all(|byte| byte.is_ascii_digit());
                self.own_header("Range", &format!("bytes={value}{}", if open { "-" } else { "" }));
            }
            "cookie" if value.contains('=') => transfer.cookies.push(value.to_owned()),
            "globoff" => transfer.keeps_braces = !flag.is_negated,
            "next" => {
                let done = std::mem::take(transfer);
                self.transfers.push(done);
            }
            _ => return false,
        }
        true
    }

    fn header(&mut self, value: &str, word: &Word) {
        if let Some(file) = value.strip_prefix('@') {
            let title = format!("The headers in the file `{}` are not part of the command", written(file));
            let remedy = "Add them in the step Asks";
            self.designer.remark("file_not_read", Severity::Error, title, remedy, &word.at("--header"));
            return;
        }
        let transfer = &mut self.now;
        match (value.split_once(':'), value.trim_end().strip_suffix(';')) {
            (Some((name, text)), _) if text.trim().is_empty() => {
                transfer.removed.push(name.trim().to_owned());
            }
            (Some((name, text)), _) => {
                transfer.headers.push((name.trim().to_owned(), text.trim().to_owned()));
            }
            (None, Some(name)) => transfer.headers.push((name.trim().to_owned(), String::new())),
            (None, None) => {
                let title = format!("`{}` is no header, and curl does not send it", written(value));
                let remedy = "Write a colon between name and value if it is needed";
                self.designer.remark(
                    "header_not_carried",
                    Severity::Warning,
                    title,
                    remedy,
                    &word.at("--header"),
                );
            }
        }
    }

    /// A header with an option of its own; one that is written out wins.
    fn own_header(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.now.headers.retain(|(known, _)| known != name);
            self.now.headers.insert(0, (name.to_owned(), value.to_owned()));
        }
    }

    fn of_proof(&mut self, flag: Flag, value: &str) -> bool {
        let transfer = &mut self.now;
        match flag.name {
            "user" => transfer.user = Some(value.to_owned()),
            "oauth2-bearer" => transfer.bearer = Some(value.to_owned()),
            "digest" | "ntlm" | "ntlm-wb" | "negotiate" | "anyauth" | "aws-sigv4" => {
                transfer.challenge = (!flag.is_negated).then_some(flag.name);
            }
            "basic" => {
                if !flag.is_negated {
                    transfer.challenge = None;
                }
            }
            "cert" => transfer.certificate = Some(value.to_owned()),
            "insecure" => {
                transfer.verification = if flag.is_negated { Verification::Usual } else { Verification::Off };
            }
            "cacert" => {
                if transfer.verification != Verification::Off {
                    transfer.verification = Verification::Authorities(written(value));
                }
            }
            // Belong to `--cert`.
            "key" | "key-type" | "cert-type" | "pass" => {}
            _ => return false,
        }
        true
    }

    fn of_limits(&mut self, flag: Flag, value: &str) -> bool {
        let policy = &mut self.now.policy;
        match flag.name {
            "max-time" => policy.time_limit_ms = milliseconds(value).unwrap_or(policy.time_limit_ms),
            "connect-timeout" => policy.connect_limit_ms = milliseconds(value),
            "location" | "location-trusted" if flag.is_negated => policy.redirects = Redirects::None,
            "location" | "location-trusted" => policy.redirects = Redirects::Any,
            "max-filesize" => {
                policy.largest_response_bytes =
                    value.parse().ok().filter(|bytes| *bytes > 0).unwrap_or(policy.largest_response_bytes);
            }
            "retry" => {
                policy.retries.count = value.parse().unwrap_or(0).min(10);
                if policy.retries.on.is_empty() {
                    let on = vec![RetryCause::Timeout, RetryCause::RateLimited, RetryCause::ServerError];
                    // curl waits a second before the first repetition.
                    policy.retries = Retries { count: policy.retries.count, backoff_ms: 1_000, on };
                }
            }
            "retry-delay" => policy.retries.backoff_ms = milliseconds(value).unwrap_or(1_000),
            "retry-connrefused" | "retry-all-errors" => {
                if !policy.retries.on.contains(&RetryCause::Unreachable) {
                    policy.retries.on.push(RetryCause::Unreachable);
                }
            }
            _ => return false,
        }
        true
    }

    /// What has no place in an integration: said when it changes what is sent, and where to.
    fn left_out(&mut self, name: &str, word: &Word) {
        let (severity, what, remedy) = match name {
            "cookie" => (
                Severity::Hint,
                "Cookies from a file are not sent",
                "Add those that the system needs in the step Asks",
            ),
            "config" => (
                Severity::Error,
                "Options in a file are not part of the command",
                "Write them into the command",
            ),
            "netrc" | "netrc-file" | "netrc-optional" => {
                (Severity::Error, "User and password stand in a file", "Choose the proof in the connection")
            }
            "resolve"
            | "connect-to"
            | "unix-socket"
            | "abstract-unix-socket"
            | "request-target"
            | "interface" => (
                Severity::Warning,
                "The call would go elsewhere than its address says",
                "Enter the right address in the connection",
            ),
            name if name.starts_with("proxy") || name.starts_with("socks") || name == "preproxy" => (
                Severity::Hint,
                "The proxy is left out",
                "The proxy of the computer that runs the bot is used",
            ),
            "time-cond" | "continue-at" | "etag-compare" => (
                Severity::Warning,
                "A part of the request depends on an earlier answer",
                "Add the header in the step Asks",
            ),
            "variable" => (
                Severity::Warning,
                "Variables of curl are not filled in",
                "Write their values into the command",
            ),
            _ => return,
        };
        let title = format!("{what} (`--{name}`)");
        self.designer.remark("option_left_out", severity, title, remedy, &word.at(&format!("--{name}")));
    }
}

/// Seconds with a fraction; none for 0, which means no limit.
fn milliseconds(seconds: &str) -> Option<u64> {
    let seconds: f64 = seconds.trim().parse().ok()?;
    let milliseconds = seconds * 1_000.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked, and a fraction of a millisecond is nothing"
    )]
    (1.0..1e9).contains(&milliseconds).then_some(milliseconds as u64)
}

impl Transfer {
    /// The contents of the file that is uploaded, as a mark.
    pub fn uploaded(&self) -> Option<(String, String)> {
        let file = self.upload.as_deref()?;
        let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
        Some((
            last.to_owned(),
            mark(&format!("{}_contents", slug(last, "file")), &format!("contents of {file}")),
        ))
    }
}
