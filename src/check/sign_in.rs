//! How a connection signs in: what is missing for it.

use url::Url;

use super::catalogue::requests::{HTTP_NOT_HTTPS, INCOMPLETE_SIGN_IN};
use super::connections::{is_this_computer, name, place};
use super::report::Report;
use crate::model::{Authentication, Connection, Severity};

/// Finds what a sign-in lacks.
pub(super) fn check(connection: &Connection, report: &mut Report) {
    let mut lacks = |severity: Severity, what: &str, remedy: &str| {
        let detail = format!("{} {what}", name(connection));
        report.add_as(severity, &INCOMPLETE_SIGN_IN, place(connection, "authentication"), &detail, remedy);
    };
    match &connection.authentication {
        Authentication::Basic { user, .. } if user.trim().is_empty() => {
            let remedy = "Enter the user name, unless the system takes the key alone.";
            lacks(Severity::Warning, "signs in with a password and no user name", remedy);
        }
        Authentication::ApiKey { name, .. } if name.trim().is_empty() => {
            lacks(
                Severity::Error,
                "sends a key under no name",
                "Enter the name of the header, parameter or cookie.",
            );
        }
        Authentication::OAuth2ClientCredentials { token_url, client_id, .. } => {
            if client_id.trim().is_empty() {
                lacks(
                    Severity::Error,
                    "signs in without a client id",
                    "Enter the client id that came with the key.",
                );
            }
            let url = Url::parse(token_url.trim()).ok().filter(Url::has_host);
            match url {
                Some(url)
                    if url.scheme() == "https" || (url.scheme() == "http" && is_this_computer(&url)) => {}
                Some(url) if url.scheme() == "http" => {
                    let detail = format!(
                        "the key of {} goes to its address for tokens without encryption (http://)",
                        name(connection)
                    );
                    let about = place(connection, "authentication");
                    report.add(
                        &HTTP_NOT_HTTPS,
                        about,
                        &detail,
                        "Begin the address for tokens with https://.",
                    );
                }
                _ => {
                    let remedy = "Enter the address where tokens are fetched, such as https://login.example.com/token.";
                    lacks(Severity::Error, "has no complete address for tokens", remedy);
                }
            }
        }
        _ => {}
    }
}
