//! How a connection is encrypted: whom we trust, and who we say that we are.

use std::sync::Arc;

use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{self, CryptoProvider};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::sessions::Sessions;

/// HTTP/2 where the server speaks it (RFC 7301).
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// Whom we trust.
pub(super) enum Trust<'a> {
    /// Whom this computer trusts.
    System,
    /// Those as well, in PEM.
    Also(&'a [u8]),
    /// Anybody. The design names the host, and a finding says so.
    Anybody,
}

/// The settings of a client, or why there can be none as the end of a sentence. `identity` is a certificate with its key in
/// PEM.
pub(super) fn settings(trust: &Trust<'_>, identity: Option<&str>) -> Result<ClientConfig, String> {
    let provider = Arc::new(crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().map_err(|error| error.to_string())?;
    let builder = match trusting(trust, &provider)? {
        Trusting::Verifier(verifier) => builder.dangerous().with_custom_certificate_verifier(verifier),
        Trusting::Only(roots) => builder.with_root_certificates(roots),
    };
    let mut settings = match identity {
        None => builder.with_no_client_auth(),
        Some(pem) => {
            let unusable = "the certificate and key that we sign in with cannot be used";
            let (chain, key) = certificate_and_key(pem.as_bytes()).ok_or(unusable)?;
            builder.with_client_auth_cert(chain, key).map_err(|_| unusable)?
        }
    };
    settings.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
    settings.resumption = Resumption::store(Arc::new(Sessions::new()));
    Ok(settings)
}

enum Trusting {
    Verifier(Arc<dyn ServerCertVerifier>),
    Only(RootCertStore),
}

fn trusting(trust: &Trust<'_>, provider: &Arc<CryptoProvider>) -> Result<Trusting, String> {
    let authorities = match trust {
        Trust::Anybody => return Ok(Trusting::Verifier(Arc::new(Unverified(Arc::clone(provider))))),
        Trust::System => Vec::new(),
        Trust::Also(pem) => authorities(pem)?,
    };
    let system = Verifier::new_with_extra_roots(authorities.iter().cloned(), Arc::clone(provider));
    if let Ok(verifier) = system {
        return Ok(Trusting::Verifier(Arc::new(verifier)));
    }
    // On a slim system without certificates plain http still works, and https says that the certificate is unknown.
    let mut roots = RootCertStore::empty();
    for authority in authorities {
        let unusable = "the certificate authority that the project names cannot be used";
        roots.add(authority).map_err(|_| unusable)?;
    }
    Ok(Trusting::Only(roots))
}

fn authorities(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    found
        .ok()
        .filter(|found| !found.is_empty())
        .ok_or_else(|| "the file with its certificate authority holds no certificate in PEM".to_owned())
}

fn certificate_and_key(pem: &[u8]) -> Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let chain = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().ok()?;
    let key = PrivateKeyDer::from_pem_slice(pem).ok()?;
    (!chain.is_empty()).then_some((chain, key))
}

/// Takes every certificate, but still wants the server to have its key.
#[derive(Debug)]
struct Unverified(Arc<CryptoProvider>);

impl ServerCertVerifier for Unverified {
    fn verify_server_cert(
        &self,
        _certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
