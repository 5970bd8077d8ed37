//! A server that follows a script byte by byte instead of speaking HTTP.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// One step of a script.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Read a whole request. Ends the script when the other side has closed.
    Read,
    /// Send these bytes.
    Send(Vec<u8>),
    /// Send byte by byte, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Send this again and again, as long as somebody reads.
    Forever(Vec<u8>),
    /// Say nothing until the other side closes.
    Hold,
    /// Break the connection off.
    Reset,
    /// Begin again with the first step, on the same connection.
    Again,
}

/// Text to send.
pub(crate) fn say(text: &str) -> Act {
    Act::Send(text.as_bytes().to_vec())
}

/// A complete answer in JSON.
pub(crate) fn json(status: &str, body: &str) -> Act {
    answer(status, "Content-Type: application/json\r\n", body.as_bytes())
}

/// A complete answer with these header lines.
pub(crate) fn answer(status: &str, headers: &str, body: &[u8]) -> Act {
    let mut bytes =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    Act::Send(bytes)
}

/// A listening socket, and what it heard.
pub(crate) struct Server {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
    /// How many connections were opened, and how many of them are over.
    connections: watch::Receiver<(usize, usize)>,
    // Dropped with the server, which ends every script.
    _tasks: JoinSet<()>,
}

impl Server {
    /// Plays the same script on every connection.
    pub(crate) async fn start(script: Vec<Act>) -> Self {
        Self::start_with("127.0.0.1", move |_| script.clone()).await
    }

    /// Plays the script that is made for the number of the connection, from 0.
    pub(crate) async fn start_with(
        host: &str,
        script: impl Fn(usize) -> Vec<Act> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (count, connections) = watch::channel((0, 0));
        let mut tasks = JoinSet::new();
        let log = heard.clone();
        tasks.spawn(async move {
            let mut playing = JoinSet::new();
            let count = Arc::new(count);
            for number in 0.. {
                let Ok((stream, _)) = listener.accept().await else { return };
                count.send_modify(|count| count.0 += 1);
                let (script, log, count) = (script(number), log.clone(), count.clone());
                playing.spawn(async move {
                    play(stream, &script, &log).await;
                    count.send_modify(|count| count.1 += 1);
                });
            }
        });
        Self { address, heard, connections, _tasks: tasks }
    }

    /// `http://127.0.0.1:PORT`
    pub(crate) fn origin(&self, scheme: &str) -> String {
        format!("{scheme}://{}", self.address)
    }

    /// Every request as it came, head and body.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// Waits until this many connections are over, because the other side closed or the script ended.
    pub(crate) async fn over(&self, count: usize) {
        self.connections.clone().wait_for(|(_, over)| *over >= count).await.unwrap();
    }

    /// Waits until this many connections were opened.
    pub(crate) async fn opened(&self, count: usize) {
        self.connections.clone().wait_for(|(opened, _)| *opened >= count).await.unwrap();
    }

    /// Waits until a request was read.
    pub(crate) async fn has_heard(&self) {
        while self.heard.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    }
}

async fn play(mut stream: TcpStream, script: &[Act], heard: &Mutex<Vec<String>>) {
    let mut step = 0;
    while let Some(act) = script.get(step) {
        step += 1;
        let done = match act {
            Act::Read => match request(&mut stream).await {
                Some(request) => {
                    heard.lock().unwrap().push(request);
                    Ok(())
                }
                None => return,
            },
            Act::Send(bytes) => stream.write_all(bytes).await,
            Act::Drip(bytes, pause) => drip(&mut stream, bytes, *pause).await,
            Act::Forever(bytes) => loop {
                if stream.write_all(bytes).await.is_err() {
                    return;
                }
            },
            Act::Hold => until_closed(&mut stream).await,
            Act::Reset => stream.set_zero_linger(),
            Act::Again => {
                step = 0;
                Ok(())
            }
        };
        if done.is_err() {
            return;
        }
    }
}

async fn drip(stream: &mut TcpStream, bytes: &[u8], pause: Duration) -> std::io::Result<()> {
    for byte in bytes {
        stream.write_all(&[*byte]).await?;
        #[expect(clippy::disallowed_methods, reason = "a slow server is slow on purpose")]
        tokio::time::sleep(pause).await;
    }
    Ok(())
}

async fn until_closed(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut bytes = [0; 1024];
    while stream.read(&mut bytes).await? > 0 {}
    Ok(())
}

/// A request up to the end of its body; nothing when the other side closed before that.
async fn request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0_usize) {
                return Some(text);
            }
        }
        let count = stream.read(&mut part).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&part[..count]);
    }
}
