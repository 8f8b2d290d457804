//! The line between the browser and the tool, which a test can cut, and which can be as bad as lines are.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// What the line does with what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// It carries everything.
    Whole,
    /// It carries what the browser sends; no answer comes back.
    OneWay,
    /// It breaks at two requests of three.
    EveryThird,
    /// Somebody on the way answers what is asked of an address that begins so with this; the rest is
    /// carried.
    Instead(&'static str, Answer),
    /// It carries everything but the app's wasm, which waits until the line is another.
    WithoutTheApp,
    /// It carries everything, and the browser is given no cookie to keep.
    WithoutCookies,
    /// Every connection breaks, and a new one breaks at once.
    Cut,
}

/// What somebody on the way answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Such as `503 Service Unavailable`.
    pub(crate) status: &'static str,
    pub(crate) media: &'static str,
    pub(crate) body: &'static str,
}

impl Answer {
    fn http(self) -> String {
        let Self {
            status,
            media,
            body,
        } = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    }
}

/// A line that listens on a port of its own.
pub(crate) struct Relay {
    /// Where the browser is to be sent.
    pub(crate) port: u16,
    line: watch::Sender<Line>,
}

/// One end of it: what it is like now, and how many requests went by.
#[derive(Clone)]
struct End {
    line: watch::Receiver<Line>,
    requests: Arc<AtomicUsize>,
}

/// What becomes of some bytes from the browser.
enum Fate {
    Carry,
    Wait,
    Answer(Answer),
    Break,
}

impl Relay {
    /// A whole line to the tool's port on this machine.
    pub(crate) async fn to(tool: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (line, state) = watch::channel(Line::Whole);
        let end = End {
            line: state,
            requests: Arc::default(),
        };
        tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                tokio::spawn(carry(browser, tool, end.clone()));
            }
        });
        Self { port, line }
    }

    /// From now on the line is like this.
    pub(crate) fn set(&self, line: Line) {
        self.line.send_replace(line);
    }
}

impl End {
    fn is(&self) -> Line {
        *self.line.borrow()
    }

    /// The browser sends a request in one piece, as ours are small.
    fn meet(&self, bytes: &[u8]) -> Fate {
        let is_request = bytes.starts_with(b"GET ") || bytes.starts_with(b"POST ");
        let first = bytes.split(|byte| *byte == b'\r').next();
        let first = String::from_utf8_lossy(first.unwrap_or_default());
        let address = first.split(' ').nth(1).unwrap_or_default();
        match self.is() {
            Line::Instead(start, answer) if address.starts_with(start) => Fate::Answer(answer),
            Line::WithoutTheApp if address.contains(".wasm") => Fate::Wait,
            Line::EveryThird if is_request => {
                let before = self.requests.fetch_add(1, Ordering::Relaxed);
                if before % 3 == 2 {
                    Fate::Carry
                } else {
                    Fate::Break
                }
            }
            _ => Fate::Carry,
        }
    }
}

async fn carry(mut browser: TcpStream, tool: u16, end: End) {
    if end.is() == Line::Cut {
        return;
    }
    let Ok(mut tool) = TcpStream::connect(("localhost", tool)).await else {
        return;
    };
    let mut line = end.line.clone();
    let (mut up, mut down) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let done = tokio::select! {
            Ok(count @ 1..) = browser.read(&mut up) => match end.meet(&up[..count]) {
                Fate::Carry => tool.write_all(&up[..count]).await,
                Fate::Wait => {
                    let _ = line.wait_for(|line| *line != Line::WithoutTheApp).await;
                    tool.write_all(&up[..count]).await
                }
                Fate::Answer(answer) => {
                    let _ = browser.write_all(answer.http().as_bytes()).await;
                    return;
                }
                Fate::Break => return,
            },
            Ok(count @ 1..) = tool.read(&mut down) => match end.is() {
                Line::OneWay => Ok(()),
                Line::WithoutCookies => {
                    without_cookies(&mut down[..count]);
                    browser.write_all(&down[..count]).await
                }
                _ => browser.write_all(&down[..count]).await,
            },
            () = is_cut(&mut line) => return,
            else => return,
        };
        if done.is_err() {
            return;
        }
    }
}

/// Makes a header of the same length out of the one that sets a cookie.
fn without_cookies(answer: &mut [u8]) {
    let header = b"\r\nset-cookie:";
    for place in 0..answer.len().saturating_sub(header.len()) {
        if answer[place..].starts_with(header) {
            answer[place + 2..place + 5].copy_from_slice(b"not");
        }
    }
}

async fn is_cut(line: &mut watch::Receiver<Line>) {
    let _ = line.wait_for(|line| *line == Line::Cut).await;
}
