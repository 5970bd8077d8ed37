//! How the connection of one request is encrypted, beyond the safe default.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SecretValue;

/// The contents of files with certificate authorities, by the path that the project names them by.
pub type Authorities = BTreeMap<String, Arc<[u8]>>;

/// Encryption settings of one request. Certificates are verified, except of exactly the hosts that are named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encryption {
    /// Further certificate authorities.
    pub authorities: ExtraAuthorities,
    /// Our own certificate and its key in PEM, for systems that ask for one.
    pub identity: Option<SecretValue>,
    /// Hosts whose certificate is not verified.
    pub unverified_hosts: Vec<String>,
}

/// Certificate authorities beyond those of the system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ExtraAuthorities {
    /// None.
    #[default]
    None,
    /// The project names this file, and nobody could read it.
    Missing(String),
    /// Certificates in PEM.
    Pem(Arc<[u8]>),
}

/// What is wrong with a certificate and key in PEM (RFC 7468), as the end of a sentence; nothing when they look right.
pub(super) fn flaw_of_identity(pem: &str) -> Option<&'static str> {
    let begins = |label: &str| pem.contains(&format!("-----BEGIN {label}-----"));
    let has_key = begins("PRIVATE KEY") || begins("RSA PRIVATE KEY") || begins("EC PRIVATE KEY");
    if begins("ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED") {
        Some("holds a key that is protected by a password; store the key without one")
    } else if !pem.contains("-----BEGIN ") {
        Some("is no PEM text; it has no line that begins with `-----BEGIN`")
    } else if !begins("CERTIFICATE") {
        Some("holds no certificate; put the certificate and its key into the same secret")
    } else if !has_key {
        Some("holds no private key; put the certificate and its key into the same secret")
    } else if pem.matches("-----BEGIN ").count() != pem.matches("-----END ").count() {
        Some("breaks off; a block has no line that begins with `-----END`")
    } else {
        None
    }
}

/// PEM as it was meant: environment variables often hold `\n` for a line break.
pub(super) fn unfolded(pem: &str) -> String {
    if pem.contains('\n') { pem.to_owned() } else { pem.replace("\\n", "\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_certificate_and_key_is_said() {
        let block = |label: &str| format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
        let (certificate, key) = (block("CERTIFICATE"), block("PRIVATE KEY"));
        let check = |pem: String, expect: Option<&str>| {
            let flaw = flaw_of_identity(&pem);
            assert_eq!(flaw.is_some(), expect.is_some(), "{pem}: {flaw:?}");
            assert!(flaw.unwrap_or_default().contains(expect.unwrap_or_default()), "{pem}: {flaw:?}");
        };
        check(format!("{certificate}{key}"), None);
        check(format!("{}{certificate}{certificate}", block("EC PRIVATE KEY")), None);
        check("secret".to_owned(), Some("no PEM"));
        check(certificate.clone(), Some("no private key"));
        check(key, Some("no certificate"));
        check(format!("{certificate}{}", block("ENCRYPTED PRIVATE KEY")), Some("password"));
        check(format!("{certificate}-----BEGIN PRIVATE KEY-----\nAA"), Some("breaks off"));
    }

    #[test]
    fn line_breaks_written_out_are_line_breaks() {
        assert_eq!(unfolded("a\\nb"), "a\nb");
        assert_eq!(unfolded("a\n\\n"), "a\n\\n");
    }
}
