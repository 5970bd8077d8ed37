//! The parameters of `Invoke-WebRequest` and `Invoke-RestMethod`, which may be shortened.

use super::setting::Call;
use super::value::Value;

/// Parameters that take a value.
const WITH_VALUE: [&str; 31] = [
    "Authentication",
    "Body",
    "Certificate",
    "CertificateThumbprint",
    "ConnectionTimeoutSeconds",
    "ContentType",
    "Credential",
    "CustomMethod",
    "ErrorAction",
    "Form",
    "Headers",
    "HttpVersion",
    "InFile",
    "MaximumFollowRelLink",
    "MaximumRedirection",
    "MaximumRetryCount",
    "Method",
    "OperationTimeoutSeconds",
    "OutFile",
    "Proxy",
    "ProxyCredential",
    "ResponseHeadersVariable",
    "RetryIntervalSec",
    "SessionVariable",
    "SslProtocol",
    "StatusCodeVariable",
    "TimeoutSec",
    "Token",
    "TransferEncoding",
    "Uri",
    "UserAgent",
];
/// One more of them, which shares its beginning with no other.
const SESSION: &str = "WebSession";

/// The whole name of a parameter that may be shortened.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let all = || WITH_VALUE.iter().chain([&SESSION]).copied();
    let exact = all().find(|known| known.eq_ignore_ascii_case(name));
    let lower = name.to_ascii_lowercase();
    exact.or_else(|| all().find(|known| !lower.is_empty() && known.to_ascii_lowercase().starts_with(&lower)))
}

/// Whether the next word belongs to a parameter.
pub(super) fn takes_value(name: &str) -> bool {
    let switches = [
        "UseBasicParsing",
        "UseDefaultCredentials",
        "SkipCertificateCheck",
        "SkipHeaderValidation",
        "SkipHttpErrorCheck",
        "DisableKeepAlive",
        "PassThru",
        "FollowRelLink",
        "NoProxy",
        "Resume",
        "Verbose",
        "AllowInsecureRedirect",
        "AllowUnencryptedAuthentication",
        "PreserveAuthorizationOnRedirect",
        "PreserveHttpMethodOnRedirect",
    ];
    !switches.iter().any(|known| known.eq_ignore_ascii_case(name)) && named(name).is_some()
}

/// Sets what a parameter says.
pub(super) fn set(call: &mut Call, name: &str, value: Value) {
    match named(name) {
        Some("Uri") => call.url = value.text(),
        Some(known) => call.settings.set(known, value),
        None => call.settings.set(name, value),
    }
}
