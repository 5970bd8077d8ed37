//! Encryption: whom we trust, and how we show our own certificate.

use std::sync::Arc;

use hookwright::engine::RunResult;
use hookwright::files;
use hookwright::model::Authentication;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::hostile::story::Story;

/// An authority of our own.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for this name, and its key, in PEM.
    fn certify(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.0).unwrap().pem(), key.serialize_pem())
    }
}

fn certificate(pem: &str) -> CertificateDer<'static> {
    use rustls::pki_types::pem::PemObject as _;
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()
}

/// A server's settings with a certificate for this name; it asks for a certificate when `asks` is given.
pub(crate) fn server_config(authority: &Authority, name: &str, asks: Option<&Authority>) -> ServerConfig {
    use rustls::pki_types::pem::PemObject as _;
    let (own, key) = authority.certify(name);
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions().unwrap();
    let builder = match asks {
        None => builder.with_no_client_auth(),
        Some(trusted) => {
            let mut roots = RootCertStore::empty();
            roots.add(certificate(&trusted.pem())).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    builder.with_single_cert(vec![certificate(&own)], key).unwrap()
}

/// A server with a certificate for this name that answers every request; it asks for a certificate when `asks` is given.
struct Secured {
    port: u16,
    _task: JoinSet<()>,
}

impl Secured {
    async fn start(authority: &Authority, name: &str, asks: Option<&Authority>) -> Self {
        let config = server_config(authority, name, asks);
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut task = JoinSet::new();
        task.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                // What a client does that does not trust us is not our concern.
                if stream.read(&mut [0; 4096]).await.is_ok_and(|count| count > 0) {
                    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\nConnection: close\r\n\r\n{\"name\":\"Ana\"}";
                    drop(stream.write_all(answer).await);
                    drop(stream.shutdown().await);
                }
            }
        });
        Self { port, _task: task }
    }

    fn story(&self, host: &str) -> Story {
        let mut story = Story::new(&format!("https://{host}:{}", self.port));
        story.call().policy.time_limit_ms = 5_000;
        story
    }
}

async fn ends(story: &Story, outcome: &str, because: &str) -> RunResult {
    let result = story.play().await.result;
    assert_eq!(result.outcome, outcome, "{}", result.because);
    assert!(result.because.contains(because), "{}", result.because);
    result
}

/// The story with its project in a folder that holds this file, which the connection names.
pub(crate) fn beside(story: &mut Story, contents: Option<&str>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    story.project.connections[0].tls.extra_authorities = Some("certificates/own.pem".to_owned());
    if let Some(contents) = contents {
        files::write_text(&folder.path().join("certificates/own.pem"), contents).unwrap();
    }
    story.file = Some(folder.path().join("x.hookwright.json"));
    folder
}

#[tokio::test]
async fn an_authority_beside_the_project_is_trusted_and_no_other() {
    let (own, other) = (Authority::new(), Authority::new());
    let server = Secured::start(&own, "localhost", None).await;
    let mut story = server.story("localhost");
    ends(&story, "unreachable", "from nobody that this computer trusts").await;
    let _folder = beside(&mut story, Some(&own.pem()));
    ends(&story, "success", "").await;
    let _folder = beside(&mut story, Some(&other.pem()));
    ends(&story, "unreachable", "from nobody that this computer trusts").await;
    let _folder = beside(&mut story, Some("no certificate"));
    ends(&story, "unreachable", "holds no certificate").await;
    let _folder = beside(&mut story, None);
    ends(&story, "unreachable", "`certificates/own.pem`").await;
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let own = Authority::new();
    let server = Secured::start(&own, "crm.example.com", None).await;
    let mut story = server.story("localhost");
    let _folder = beside(&mut story, Some(&own.pem()));
    ends(&story, "unreachable", "certificate is for another name").await;
}

#[tokio::test]
async fn an_exception_holds_for_exactly_its_host() {
    let own = Authority::new();
    let server = Secured::start(&own, "crm.example.com", None).await;
    for (excepted, outcome) in [
        ("localhost", "success"),
        ("LOCALHOST", "success"),
        ("ocalhost", "unreachable"),
        ("127.0.0.1", "unreachable"),
    ] {
        let mut story = server.story("localhost");
        story.project.connections[0].tls.unverified_hosts = vec![excepted.to_owned()];
        ends(&story, outcome, "").await;
    }
}

#[tokio::test]
async fn our_own_certificate_is_shown_to_those_who_ask() {
    let (own, clients) = (Authority::new(), Authority::new());
    let server = Secured::start(&own, "localhost", Some(&clients)).await;
    let mut story = server.story("localhost");
    let _folder = beside(&mut story, Some(&own.pem()));
    let none = story.play().await.result;
    assert!(none.error, "without a certificate: {}", none.because);

    let (certificate, key) = clients.certify("bot");
    let mutual = || Authentication::MutualTls { secret: "key".to_owned() };
    story.sign_in(mutual(), &format!("{certificate}{key}"));
    let result = ends(&story, "success", "").await;
    assert!(!serde_json::to_string(&result).unwrap().contains("PRIVATE KEY"));
    story.sign_in(mutual(), &format!("{certificate}{key}").replace('\n', "\\n"));
    ends(&story, "success", "").await;

    let (_, another_key) = clients.certify("bot");
    story.sign_in(mutual(), &format!("{certificate}{another_key}"));
    assert!(story.play().await.result.error);
    for (pem, because) in
        [("abc", "is no PEM"), (certificate.as_str(), "no private key"), (key.as_str(), "no certificate")]
    {
        story.sign_in(mutual(), pem);
        let findings = story.try_to_play().await.err().unwrap();
        assert!(findings[0].title.contains(because), "{}", findings[0].title);
    }
}
