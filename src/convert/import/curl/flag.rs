//! The options of curl: their names, and which of them take a value (curl 7.88, and what 8.x added).

/// Long options that take a value.
const WITH_VALUE: &str = "\
     abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout \
     connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary \
     data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header \
     ech egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account \
     ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip \
     header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key \
     key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize \
     max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey \
     preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type \
     proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey \
     proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 \
     pubkey quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time \
     sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit \
     speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser \
     trace trace-ascii trace-config unix-socket upload-file upload-flags url url-query user user-agent variable \
     vlan-priority write-out";

/// Long options that take none; each has a `--no-` form as well.
const SWITCHES: &str = "\
     anyauth append basic ca-native cert-status compressed compressed-ssh create-dirs crlf digest disable \
     disable-eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure dump-ca-embed fail \
     fail-early fail-with-body false-start follow form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip \
     ftp-ssl-ccc ftp-ssl-control get globoff haproxy-protocol head help http0.9 http1.0 http1.1 http2 \
     http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6 junk-session-cookies \
     list-only location location-trusted mail-rcpt-allowfails manual metalink mptcp negotiate netrc \
     netrc-optional next no-alpn no-buffer no-clobber no-keepalive no-npn no-progress-meter no-sessionid ntlm \
     ntlm-wb out-null parallel parallel-immediate path-as-is post301 post302 post303 progress-bar proxy-anyauth \
     proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-insecure proxy-negotiate proxy-ntlm \
     proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel raw remote-header-name remote-name \
     remote-name-all remote-time remove-on-error retry-all-errors retry-connrefused sasl-ir show-error silent \
     skip-existing socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert \
     ssl-no-revoke ssl-reqd ssl-revoke-best-effort ssl-sessions sslv2 sslv3 styled-output \
     suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options tls-earlydata tlsv1 tlsv1.0 tlsv1.1 \
     tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii verbose version xattr";

/// Short options: the letter, then the long name.
const SHORT: &str = "\
     #progress-bar 0http1.0 1tlsv1 2sslv2 3sslv3 4ipv4 6ipv6 :next Auser-agent Buse-ascii Ccontinue-at \
     Ddump-header Ecert Fform Gget Hheader Ihead Jremote-header-name Kconfig Llocation Mmanual Nno-buffer \
     Oremote-name Pftp-port Qquote Rremote-time Sshow-error Tupload-file Uproxy-user Vversion Xrequest \
     Yspeed-limit Zparallel aappend bcookie ccookie-jar ddata ereferer ffail ggloboff hhelp iinclude \
     jjunk-session-cookies kinsecure llist-only mmax-time nnetrc ooutput pproxytunnel qdisable rrange ssilent \
     ttelnet-option uuser vverbose wwrite-out xproxy yspeed-time ztime-cond";

/// An option as it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flag {
    /// The long name without its hyphens.
    pub name: &'static str,
    /// Whether the next word, or the rest of this one, belongs to it.
    pub takes_value: bool,
    /// Written with `--no-` before its name.
    pub is_negated: bool,
}

/// The option of a long name or an abbreviation that fits one option alone.
pub(super) fn long(name: &str) -> Option<Flag> {
    let (plain, is_negated) = match name.strip_prefix("no-") {
        Some(rest) if found(rest).is_some() && !is_whole(name) => (rest, true),
        _ => (name, false),
    };
    let (name, takes_value) = found(plain)?;
    Some(Flag { name, takes_value, is_negated })
}

/// The option of a letter.
pub(super) fn short(letter: char) -> Option<Flag> {
    let name = SHORT.split_whitespace().find_map(|entry| entry.strip_prefix(letter))?;
    let (name, takes_value) = found(name)?;
    Some(Flag { name, takes_value, is_negated: false })
}

fn all() -> impl Iterator<Item = (&'static str, bool)> {
    let with_value = WITH_VALUE.split_whitespace().map(|name| (name, true));
    with_value.chain(SWITCHES.split_whitespace().map(|name| (name, false)))
}

fn is_whole(name: &str) -> bool {
    all().any(|(known, _)| known == name)
}

fn found(name: &str) -> Option<(&'static str, bool)> {
    if let Some(whole) = all().find(|(known, _)| *known == name) {
        return Some(whole);
    }
    let mut beginning = all().filter(|(known, _)| !name.is_empty() && known.starts_with(name));
    let first = beginning.next()?;
    beginning.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_abbreviations() {
        let check = |name: &str, expect: Option<(&str, bool, bool)>| {
            let found = long(name).map(|flag| (flag.name, flag.takes_value, flag.is_negated));
            assert_eq!(found, expect, "{name}");
        };
        check("request", Some(("request", true, false)));
        check("insec", Some(("insecure", false, false)));
        check("compressed", Some(("compressed", false, false)));
        check("no-basic", Some(("basic", false, true)));
        check("no-buffer", Some(("no-buffer", false, false)));
        check("data", Some(("data", true, false)));
        check("data-u", Some(("data-urlencode", true, false)));
        check("pro", None);
        check("", None);
        check("nonsense", None);
    }

    #[test]
    fn letters() {
        let check = |letter, expect: Option<&str>| assert_eq!(short(letter).map(|flag| flag.name), expect);
        check('X', Some("request"));
        check('k', Some("insecure"));
        check(':', Some("next"));
        check('#', Some("progress-bar"));
        check('!', None);
    }
}
