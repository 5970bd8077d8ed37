//! Keyed hashes over a request.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use ring::hmac::{HMAC_SHA256, Key, sign};

/// What the names of Standard Webhooks keys begin with.
const KEY_PREFIX: &str = "whsec_";

/// The shortest key that Standard Webhooks allows, in bytes.
const SHORTEST_KEY: usize = 24;

/// The three headers of Standard Webhooks (v1, HMAC-SHA256). `timestamp` is in seconds since 1970.
///
/// # Errors
/// What is wrong with the key, as the end of a sentence.
pub(super) fn standard_webhooks(
    key: &str,
    id: &str,
    timestamp: i64,
    body: &[u8],
) -> Result<[(&'static str, String); 3], &'static str> {
    let encoded = key.strip_prefix(KEY_PREFIX).unwrap_or(key);
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let key = GeneralPurpose::new(&alphabet::STANDARD, lenient).decode(encoded);
    let key = key.map_err(|_| "is no base64 text that begins with `whsec_`")?;
    if key.len() < SHORTEST_KEY {
        return Err("is shorter than the 24 bytes that Standard Webhooks asks for");
    }
    let signed = [format!("{id}.{timestamp}.").as_bytes(), body].concat();
    let signature = STANDARD.encode(sign(&Key::new(HMAC_SHA256, &key), &signed));
    Ok([
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", timestamp.to_string()),
        ("webhook-signature", format!("v1,{signature}")),
    ])
}

/// HMAC-SHA256 of the body in hexadecimal digits, after a prefix such as `sha256=`.
pub(super) fn hmac_sha256(key: &str, prefix: &str, body: &[u8]) -> String {
    let signature = sign(&Key::new(HMAC_SHA256, key.as_bytes()), body);
    let digits = signature.as_ref().iter().map(|byte| format!("{byte:02x}"));
    std::iter::once(prefix.to_owned()).chain(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vector_of_standard_webhooks() {
        let headers = standard_webhooks(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            b"{\"test\": 2432232314}",
        );
        let [id, timestamp, signature] = headers.unwrap();
        assert_eq!(id.1, "msg_p5jXN8AQM9LWM0D4loKWxJek");
        assert_eq!(timestamp.1, "1614265330");
        assert_eq!(signature.1, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn keys_that_cannot_be_used_are_explained() {
        let check = |key: &str, expect: &str| {
            assert!(standard_webhooks(key, "1", 1, b"").unwrap_err().contains(expect), "{key}");
        };
        check("whsec_!!", "base64");
        check("whsec_MfKQ9r8G", "shorter");
    }

    #[test]
    fn the_vectors_of_rfc_4231() {
        let check = |key: &str, body: &str, expect: &str| {
            assert_eq!(hmac_sha256(key, "sha256=", body.as_bytes()), format!("sha256={expect}"));
        };
        check(
            "Jefe",
            "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        );
        check(
            &"\u{b}".repeat(20),
            "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        );
    }
}
