//! The body of an answer: read in parts, unpacked, and counted before and after.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_compression::tokio::bufread::{
    BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder,
};
use async_compression::zstd::DParameter;
use futures_util::stream;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _};
use tokio::time::timeout;
use tokio_util::io::StreamReader;

use super::failure::during_body;
use super::journey::Journey;
use crate::engine::{Done, Failure, Limits, Request, Response};

/// What we can unpack (RFC 9110 §8.4.1, RFC 7932, RFC 8878), as the header `accept-encoding`.
pub(super) const ENCODINGS: &str = "gzip, br, zstd, deflate";

/// What is unpacked at a time.
const PART_BYTES: usize = 16 * 1024;

/// The most that a zstd answer may ask us to remember: 8 MB (RFC 9659).
const ZSTD_WINDOW_LOG: u32 = 23;

/// Reads the body in parts, each within the idle limit, up to the size limit.
pub(super) async fn read(
    answer: reqwest::Response,
    request: &Request,
    journey: &Journey,
) -> Result<Response, Failure> {
    let status = answer.status().as_u16();
    let packing = Packing::of(answer.headers());
    let headers = headers(answer.headers(), packing.is_some());
    let received = Arc::new(AtomicU64::new(0));
    let packed = packed(answer, request.limits, Arc::clone(&received));
    let body = unpacked(Box::pin(packed), packing, request.limits).await?;
    let received_bytes = received.load(Ordering::Relaxed);
    journey.done(Done::Received { received_bytes, bytes: body.len() as u64 });
    Ok(Response { status, headers, body })
}

/// The headers that fit the body as it is handed on: unpacked, neither its packing nor its former length does.
fn headers(headers: &HeaderMap, is_packed: bool) -> Vec<(String, String)> {
    let fits = |name: &str| !is_packed || name != CONTENT_ENCODING && name != CONTENT_LENGTH;
    let headers = headers.iter().filter(|(name, _)| fits(name.as_str()));
    headers
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}

/// How a body is packed. One that is packed otherwise is handed on as it is, and is then no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

impl Packing {
    fn of(headers: &HeaderMap) -> Option<Self> {
        match headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim().to_ascii_lowercase().as_str() {
            // RFC 9110 §8.4.1.3: the two are the same.
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            "br" => Some(Self::Brotli),
            "zstd" => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// The body as it comes over the wire. A failure travels inside of an [`io::Error`].
fn packed(answer: reqwest::Response, limits: Limits, received: Arc<AtomicU64>) -> impl AsyncBufRead + Send {
    let parts = stream::unfold(answer, move |mut answer| {
        let received = Arc::clone(&received);
        async move {
            let part = timeout(Duration::from_millis(limits.idle_ms), answer.chunk()).await;
            let part = match part {
                Err(_) => Err(Failure::Timeout { limit_ms: limits.idle_ms }),
                Ok(Err(error)) => Err(during_body(&error)),
                Ok(Ok(part)) => Ok(part?),
            };
            if let Ok(part) = &part {
                received.fetch_add(part.len() as u64, Ordering::Relaxed);
            }
            Some((part.map_err(|failure| io::Error::other(Carried(failure))), answer))
        }
    });
    StreamReader::new(parts)
}

type Packed = Pin<Box<dyn AsyncBufRead + Send>>;

/// The whole body, unpacked. What is packed in nothing at all is nothing.
async fn unpacked(mut packed: Packed, packing: Option<Packing>, limits: Limits) -> Result<Vec<u8>, Failure> {
    let first = packed.fill_buf().await.map_err(failure)?;
    if first.is_empty() {
        return Ok(Vec::new());
    }
    let is_zlib = begins_zlib(first);
    let mut unpacked: Pin<Box<dyn AsyncRead + Send>> = match packing {
        None => packed,
        Some(Packing::Gzip) => {
            let mut decoder = GzipDecoder::new(packed);
            decoder.multiple_members(true);
            Box::pin(decoder)
        }
        Some(Packing::Deflate) if is_zlib => Box::pin(ZlibDecoder::new(packed)),
        Some(Packing::Deflate) => Box::pin(DeflateDecoder::new(packed)),
        Some(Packing::Brotli) => Box::pin(BrotliDecoder::new(packed)),
        Some(Packing::Zstd) => {
            let mut decoder =
                ZstdDecoder::with_params(packed, &[DParameter::window_log_max(ZSTD_WINDOW_LOG)]);
            decoder.multiple_members(true);
            Box::pin(decoder)
        }
    };
    let mut body = Vec::new();
    let mut part = vec![0; PART_BYTES];
    loop {
        let count = unpacked.read(&mut part).await.map_err(failure)?;
        if count == 0 {
            return Ok(body);
        }
        if (body.len() + count) as u64 > limits.largest_bytes {
            return Err(Failure::TooLarge { limit_bytes: limits.largest_bytes });
        }
        body.extend_from_slice(&part[..count]);
        // Unpacking waits for nothing, and could otherwise not be stopped.
        tokio::task::consume_budget().await;
    }
}

/// Whether a body begins as zlib does (RFC 1950 §2.2). `deflate` means zlib, but some servers send what is inside of it only.
fn begins_zlib(first: &[u8]) -> bool {
    match *first {
        [head, flags, ..] => head & 0x0f == 8 && u16::from_be_bytes([head, flags]) % 31 == 0,
        [head] => head & 0x0f == 8,
        [] => false,
    }
}

/// A failure on its way through the unpacking.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Carried(Failure);

fn failure(error: io::Error) -> Failure {
    match error.downcast::<Carried>() {
        Ok(Carried(failure)) => failure,
        Err(error) => Failure::Unreadable(format!("it cannot be unpacked ({error})")),
    }
}
